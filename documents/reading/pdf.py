"""Lines of a PDF with a text layer: words put back into lines by their places, tables by their rules."""

from __future__ import annotations

import io
import itertools
import re
from statistics import median
from typing import Any

from documents.official import margins
from documents.official.drawing.places import is_drawn_here
from documents.reading.errors import UnreadableFile
from documents.reading.letters import clean_letters, fold, squeeze
from documents.reading.lines import Line, drop_furniture

MAX_PAGES = 500
MIN_LETTERS = 20
_NUMBER_ONLY = re.compile(r"^[-–—\s]*(?:trang\s*)?\d{1,4}(?:\s*/\s*\d{1,4})?[-–—\s]*$", re.I)
_BOLD = re.compile(r"bold|black|heavy|[-,]bd\b", re.I)
_GAP_WORDS = 3


def lines_of_pdf(data: bytes) -> list[Line]:
    """Return the lines of a PDF; raises UnreadableFile for a locked, broken or scanned file."""
    import logging

    import pdfplumber
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    try:
        with pdfplumber.open(io.BytesIO(data)) as document:
            return _read(document)
    except UnreadableFile:
        raise
    except Exception as error:  # pdfminer raises whatever the damage leads to
        causes = (error, error.__cause__, error.__context__, *error.args)
        locked = any(isinstance(cause, (PDFPasswordIncorrect, PDFEncryptionError)) for cause in causes)
        raise UnreadableFile("pdf_encrypted" if locked else "pdf_broken") from error


def _read(document: Any) -> list[Line]:
    if not document.pages:
        raise UnreadableFile("pdf_broken")
    if len(document.pages) > MAX_PAGES:
        raise UnreadableFile("pdf_too_long", limit=MAX_PAGES)
    lines: list[Line] = []
    letters = 0
    edges: dict[int, tuple[float, float]] = {}
    own = is_drawn_here(document.doc.catalog)
    for page in document.pages:
        made, ended = _page_lines(page, edges, own=own)
        letters += sum(len(line.text) for line in made)
        if made:
            made[0].page = bool(lines)
        lines = _with_page(lines, made)
        page.close()
        if ended:
            break
    if letters < MIN_LETTERS:
        raise UnreadableFile("pdf_no_text")
    return drop_furniture(lines)


def _page_lines(page: Any, edges: dict[int, tuple[float, float]], *, own: bool) -> tuple[list[Line], bool]:
    """Return the lines of a page, and whether the document ends on it where the block of a paper copy begins."""
    tables = _tables(page)
    words = page.extract_words(
        keep_blank_chars=False,
        use_text_flow=False,
        extra_attrs=["fontname", "size"],
        x_tolerance_ratio=0.15,
        y_tolerance=2,
    )
    boxes = [table.bbox for table in tables]
    words = [word for word in words if word.get("upright", True) and not _in_boxes(word, boxes)]
    words = [word for word in words if word["size"] > margins.LARGEST_DRAFTER or not margins.is_drafter(word["text"])]
    rows = _without_foot([row for row in _rows(words) if not _is_furniture(row, page)], page)
    end = next((i for i, row in enumerate(rows) if margins.begins_copy(_text(row)) and _is_under_rule(row, page)), None)
    rows = rows[:end]
    if not rows and not tables:
        return [], end is not None
    grid = _Grid(rows, page, edges.get(round(page.width)))
    edges[round(page.width)] = grid.left, grid.right
    placed: list[tuple[float, Line]] = [(row[0]["top"], grid.line(row, own=own)) for row in rows]
    placed += [(table.bbox[1], _table_line(table)) for table in tables]
    placed.sort(key=lambda item: item[0])
    return _with_gaps(placed), end is not None


def _text(row: list[Any]) -> str:
    return clean_letters(" ".join(word["text"] for word in row))


def _is_under_rule(row: list[Any], page: Any) -> bool:
    """Tell whether a line across the whole text stands closely above the row."""
    lines = [shape for shape in (*page.lines, *page.rects, *page.curves) if shape["width"] > 0.6 * page.width]
    return any(0 < row[0]["top"] - shape["bottom"] < 45 for shape in lines)


def _in_boxes(word: Any, boxes: list[Any]) -> bool:
    middle_x, middle_y = (word["x0"] + word["x1"]) / 2, (word["top"] + word["bottom"]) / 2
    return any(x0 <= middle_x <= x1 and top <= middle_y <= bottom for x0, top, x1, bottom in boxes)


def _rows(words: list[Any]) -> list[list[Any]]:
    """Put words whose baselines agree into one row, left to right."""
    rows: list[list[Any]] = []
    for word in sorted(words, key=lambda w: (round(w["bottom"], 1), w["x0"])):
        for row in rows[-3:]:
            if abs(row[0]["bottom"] - word["bottom"]) < 0.3 * min(word["size"], row[0]["size"]):
                row.append(word)
                break
        else:
            rows.append([word])
    for row in rows:
        row.sort(key=lambda w: w["x0"])
    return rows


def _is_furniture(row: list[Any], page: Any) -> bool:
    text = _text(row)
    top = row[0]["bottom"] < page.height * margins.TOP_SHARE
    foot = row[0]["top"] > page.height * margins.FOOT_SHARE
    return ((top or foot) and bool(_NUMBER_ONLY.match(text))) or (top and margins.is_top(text))


def _without_foot(rows: list[list[Any]], page: Any) -> list[list[Any]]:
    """Drop the address and the words of a QR code at the foot, with the lines that they run on in."""
    foot = page.height * margins.FOOT_SHARE
    starts = [row[0]["top"] for row in rows if row[0]["top"] > foot and margins.is_foot(_text(row))]
    return [row for row in rows if row[0]["top"] < min(starts)] if starts else rows


class _Grid:
    """A page as columns of one width, so that places read as in a text of fixed letters."""

    def __init__(self, rows: list[list[Any]], page: Any, edges: tuple[float, float] | None = None) -> None:
        sizes = [word["size"] for row in rows for word in row] or [13.0]
        self.unit = max(median(sizes) * 0.45, 1.0)
        self.left = min((row[0]["x0"] for row in rows), default=0.0)
        self.right = max((row[-1]["x1"] for row in rows), default=float(page.width))
        if edges:  # a page of short lines alone does not show where the text of the pages before it begins and ends
            self.left, self.right = min(self.left, edges[0]), max(self.right, edges[1])

    def line(self, row: list[Any], *, own: bool) -> Line:
        raw, edge = "", self.left
        for word in row:
            gap = word["x0"] - edge
            wide = gap > 2.2 * word["size"] and raw
            target = round((word["x0"] - self.left) / self.unit)
            if not raw:
                raw = " " * target
            elif wide:
                raw += " " * max(_GAP_WORDS + 1, target - len(raw))
            else:
                raw += " "
            raw += word["text"]
            edge = word["x1"]
        raw = clean_letters(raw)
        first, last = row[0]["x0"], row[-1]["x1"]
        faces = [bool(_BOLD.search(word["fontname"] or "")) for word in row]
        bold_words = next((i for i, bold in enumerate(faces) if not bold), len(faces)) if own else None
        middle = abs((first + last) / 2 - (self.left + self.right) / 2) < 2.5 * self.unit
        inset = first - self.left > 4 * self.unit and self.right - last > 2 * self.unit
        indent, end = round((first - self.left) / self.unit), round((last - self.left) / self.unit)
        centered = middle and inset
        free = (self.right - last + (first - self.left if centered else 0)) / self.unit
        look = {"bold": all(faces), "centered": centered, "bold_words": bold_words}
        return Line(squeeze(raw), raw, indent, end, room=free, **look)


def _with_gaps(placed: list[tuple[float, Line]]) -> list[Line]:
    """Note an empty line where the distance to the line above is clearly more than usual."""
    steps = sorted(b - a for (a, _), (b, _) in itertools.pairwise(placed) if b - a > 4)
    usual = steps[len(steps) // 3] if steps else 0
    for (above, _), (here, line) in itertools.pairwise(placed):
        if usual and here - above > 1.9 * usual:
            line.blank = 1
    return [line for _, line in placed]


def _tables(page: Any) -> list[Any]:
    """Return the ruled tables of a page; a page with few rules has none, and looking costs time."""
    if len(page.rects) + len(page.lines) + len(page.curves) < 6:
        return []
    return [
        table
        for table in page.find_tables()
        if len(table.rows) >= 1 and max(len(row.cells) for row in table.rows) >= 2 and _is_data(table)
    ]


def _is_data(table: Any) -> bool:
    folded = fold(" ".join(cell or "" for row in table.extract() for cell in row))
    return bool(folded.strip()) and not re.search(r"cong hoa xa hoi chu nghia|noi nhan:", folded)


def _table_line(table: Any) -> Line:
    rows = [[squeeze(clean_letters(cell or "")) for cell in row] for row in table.extract(x_tolerance_ratio=0.15)]
    rows = [row for row in rows if any(row)]
    return Line(" ".join(cell for row in rows for cell in row), rows=rows)


def _with_page(lines: list[Line], made: list[Line]) -> list[Line]:
    """Add a page's lines; a table that goes on from the page before is one table, its repeated head dropped."""
    if lines and made and lines[-1].rows and made[0].rows and len(lines[-1].rows[0]) == len(made[0].rows[0]):
        rows = made[0].rows[1:] if made[0].rows[0] == lines[-1].rows[0] else made[0].rows
        lines[-1].rows.extend(rows)
        lines[-1].text += " " + " ".join(cell for row in rows for cell in row)
        made = made[1:]
    return lines + made
