"""From raw text to lines: marks of converters, page furniture and digital-signature noise taken off."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from html import unescape

from documents.reading.letters import clean_letters, fold, is_capitals, squeeze, starts_lower, tighten
from documents.reading.marks import read_mark
from documents.reading.pipes import BREAK, is_layout, joined_cell, lay_open, mend_pipes

TAB_WIDTH = 4
_MARKDOWN = re.compile(
    r"\*\*|^\s{0,3}#{1,6}\s|^\s*\|.*\|\s*$|\\[-.*_#()\[\]]|__|</?(?:b|strong|i|em|u|p|br|span|div|td|tr)\b[^<>\n]{0,80}>",
    re.MULTILINE | re.I,
)
_EMPHASIS = re.compile(r"\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+|~~")
_HEADING = re.compile(r"^(\s{0,3})#{1,6}\s+")
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~/])")
_BLOCK_END = re.compile(r"</(?:p|div|td|th|tr|li|h\d)>|<br\s*/?>", re.I)
_LIST_ITEM = re.compile(r"<li\b[^<>\n]{0,80}>", re.I)
_LINE_TAG = re.compile(r"<br\s*/?>", re.I)
_STAR_BULLET = re.compile(r"^(\s*)\*\s+(?=\S)")
_LINK = re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)")
_TAG = re.compile(
    r"</?(?:b|i|u|p|em|strong|br|sup|sub|span|div|center|font|td|tr|table|tbody|th|h\d)\b[^<>\n]{0,200}/?>", re.I
)
_BOLD_TAGS = re.compile(
    r"(?:<[^<>]{1,40}>\s*)*<(?:b|strong)\b[^<>]{0,80}>(?:(?!</(?:b|strong)>).)*</(?:b|strong)>(?:\s*</?[^<>]{1,40}>)*",
    re.I,
)
_MANY = 12
# The gap between a bullet or a number and its words is no gap between columns.
_MARK_GAP = re.compile(r"^(\s*(?:[-–—•+*]|\d{1,2}[.)/]|[a-zđ][.)]|[IVX]{1,4}\.))\s{2,}(?=\S)")
_FOOTNOTE = re.compile(r"[¹²³⁰⁴-⁹]{1,2}\s+\S")
_RULE = re.compile(r"^[\s\-_=*~.…–—+|:]{3,}$")
_STARS = re.compile(r"^[*\s_\-–—=]+$")
_TABLE_ROW = re.compile(r"^\s*\|(.*)\|\s*$")
# An address, the place of a file on its writer's disk, the rest of a tag.
_NO_TEXT = re.compile(
    r"^\s*(?:(?:https?://|www\.)\S+|(?:[a-z]:?\\|\\\\)[^\\\n]{1,80}\\.{1,200}|<?/?[a-z]+:?[a-z]*(?:\s*/?>)|</\w{1,12})\s*$",
    re.I,
)
# One syllable in capitals; `TT` and `STT` have no vowel. Stamps stand alone.
_LONE_WORD = re.compile(r"(?=[^\W\d_]*[AEIOUYĂÂÊÔƠƯÀ-Ỹ])[^\W\d_]{2,7}")
_STAMPS = {"mat", "khan"}
_HEAD_LINES = 60
_PAGE_NUMBER = re.compile(r"^(?:[-–—]\s*)?(?:trang\s*|page\s*)?(\d{1,3})(?:\s*(?:/|of|tren)\s*\d{1,3})?(?:\s*[-–—])?$")
_DASHED_NUMBER = re.compile(r"^[-–—]\s*\d{1,3}\s*[-–—]$")
_PRINTED_BY = re.compile(r"^(?:trang|page)\s+\d+\s*(?:/|of|tren)\s*\d+$")


@dataclass(slots=True)
class Line:
    """One line of text with what is known of its place.

    `raw` keeps the gaps between columns; `indent` and `end` are columns of a fixed-width page; `blank` counts empty
    lines before it. `starts` is True or False where the source itself tells paragraphs (Word), else None; `bold` and
    `centered` are None where the source does not tell. `bold_words` counts the words in bold at the line's
    beginning, None unless the file is one of our own drawing, whose letters tell a title from a sentence. `room` is the
    free width right of the words, in columns, where the source tells places exactly (PDF). `rows` holds a whole table.
    """

    text: str
    raw: str = ""
    indent: int = 0
    end: int = 0
    blank: int = 0
    page: bool = False
    starts: bool | None = None
    bold: bool | None = None
    centered: bool | None = None
    bold_words: int | None = None
    room: float | None = None
    rows: list[list[str]] | None = None

    @property
    def folded(self) -> str:
        return fold(self.text)


def make_line(raw: str, **known: object) -> Line:
    """Build a line from raw text, columns counted with tabs as four spaces."""
    raw = _MARK_GAP.sub(r"\1 ", raw.replace("\t", " " * TAB_WIDTH).rstrip())
    return Line(text=squeeze(raw), raw=raw, indent=len(raw) - len(raw.lstrip()), end=len(raw), **known)  # type: ignore[arg-type]


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text or of a converter's markdown, without page furniture."""
    text = clean_letters(text)
    if "&" in text:
        text = clean_letters(unescape(text))
    text = tighten(text)
    markdown = len(_MARKDOWN.findall(text[:200_000])) >= 3
    lines = drop_furniture(_tables_joined(list(_raw_lines(text, markdown))))
    return _single_spaced(_lone_words_joined(lines))


def _lone_words_joined(lines: list[Line]) -> list[Line]:
    """Put the first word of a name or a title back where a web page broke the line behind it (`QUYẾT / ĐỊNH:`)."""
    joined: list[Line] = []
    for index, line in enumerate(lines):
        before = joined[-1] if joined and index < _HEAD_LINES else None
        if before and not line.blank and not line.rows and _is_lone_word(before) and is_capitals(line.text):
            joined[-1] = make_line(f"{before.raw} {line.text}", blank=before.blank, page=before.page)
        else:
            joined.append(line)
    return joined


def _is_lone_word(line: Line) -> bool:
    return bool(_LONE_WORD.fullmatch(line.text)) and is_capitals(line.text) and line.folded not in _STAMPS


def _raw_lines(text: str, markdown: bool) -> list[Line]:
    lines: list[Line] = []
    blank, page = 0, False
    raws = (_blocks_apart(text) if markdown else text).split("\n")
    for raw in mend_pipes(raws) if "|" in text else raws:
        if "\f" in raw:
            page, raw = True, raw.replace("\f", "")
        raw, known = _without_markdown(raw) if markdown else (_STAR_BULLET.sub(r"\1- ", raw), None)
        line = make_line(raw, blank=blank, page=page, bold=known)
        if _is_row(raw):
            line.rows = [[squeeze(cell) for cell in raw.strip().strip("|").split("|")]]
        elif not line.text or _RULE.match(raw) or _NO_TEXT.match(raw):
            blank += 1
            continue
        lines.append(line)
        blank, page = 0, False
    return lines


def _blocks_apart(text: str) -> str:
    """Break lines where HTML ends a block or a cell; rows of pipes keep theirs."""
    if not _BLOCK_END.search(text):
        return text
    lines = (raw if _is_row(raw) else _BLOCK_END.sub("\n", _LIST_ITEM.sub("- ", raw)) for raw in text.split("\n"))
    return "\n".join(lines)


def _is_row(raw: str) -> bool:
    return bool(_TABLE_ROW.match(raw)) and raw.count("|") >= 3


def _without_markdown(raw: str) -> tuple[str, bool | None]:
    """Return the line without markdown, and True where it was set bold or as a heading throughout."""
    if _STARS.match(raw):
        return "", None
    stripped = raw.strip()
    bold = (
        bool(_HEADING.match(raw))
        or (stripped.startswith("**") and stripped.rstrip("\\").endswith("**"))
        or bool(_BOLD_TAGS.fullmatch(stripped))
    )
    raw = _HEADING.sub(r"\1", raw)
    raw = re.sub(r"^\s{0,3}>\s?", "", raw)
    raw = _STAR_BULLET.sub(r"\1- ", raw)
    raw = _TAG.sub(" ", _LINE_TAG.sub(BREAK, raw) if _is_row(raw) else raw)
    raw = _LINK.sub(r"\1", raw)
    kept = _ESCAPE.sub(lambda match: "\ue000" + match.group(1), raw)
    kept = re.sub(r"(?<!\ue000)" + _EMPHASIS.pattern, "", kept)
    return kept.replace("\ue000", "").rstrip("\\"), bold or None


def _tables_joined(lines: list[Line]) -> list[Line]:
    """Put the rows of one table of pipes together; the rule under the head falls away."""
    joined: list[Line] = []
    for line in lines:
        if line.rows and joined and joined[-1].rows and not line.blank:
            joined[-1].rows.extend(line.rows)
        else:
            joined.append(line)
    for line in joined:
        if line.rows:
            line.rows = [
                row
                for row in line.rows
                if not all(_RULE.match(c) or (len(set(c)) <= 1 and set(c) <= {"-", ":"}) for c in row)
            ]
    return [made for line in joined if line.rows is None or line.rows for made in _table_or_columns(line)]


def _table_or_columns(line: Line) -> list[Line]:
    """A table that only sets head or sign-off in columns becomes lines again; another one keeps its cells."""
    if line.rows is None:
        return [line]
    if is_layout(line.rows):
        return [
            make_line(raw, blank=0 if place else line.blank + 1, page=line.page and not place)
            for place, raw in enumerate(lay_open(line.rows))
        ]
    line.rows = [[joined_cell(cell) for cell in row] for row in line.rows]
    line.text = " ".join(cell for row in line.rows for cell in row)
    return [line]


def drop_furniture(lines: list[Line]) -> list[Line]:
    """Drop page numbers and lines that repeat at the head of pages (running heads, addresses of printouts)."""
    numbers = _page_numbers(lines)
    drop = _footnotes(lines, numbers) | numbers | _running_heads(lines) | _beside_numbers(lines, numbers)
    kept: list[Line] = []
    for index, line in enumerate(lines):
        if index in drop:
            continue
        if index - 1 in drop and kept:
            # The gap around a page number is the page's, not the paragraph's.
            line.blank = min(line.blank, lines[index - 1].blank)
            line.page = True
        kept.append(line)
    return kept


def _footnotes(lines: list[Line], numbers: set[int]) -> set[int]:
    """Notes at the foot of a page: from a line that a raised number begins to the end of the page or a gap."""
    found: set[int] = set()
    noted = False
    for index, line in enumerate(lines):
        begins = bool(_FOOTNOTE.match(line.text))
        noted = begins or (noted and not (index in numbers or _ends_notes(line)))
        if noted:
            found.add(index)
    return found


def _ends_notes(line: Line) -> bool:
    return bool(line.page or line.blank or line.rows or line.text.isdigit() or read_mark(line.text))


def _page_numbers(lines: list[Line]) -> set[int]:
    found: set[int] = set()
    expected, last = None, -100
    for index, line in enumerate(lines):
        folded = line.folded
        match = _PAGE_NUMBER.match(folded) if len(folded) <= 16 else None
        if not match or line.rows:
            continue
        if _PRINTED_BY.match(folded) or _is_page_number(lines, index, int(match.group(1)), expected, last):
            found.add(index)
            expected, last = int(match.group(1)) + 1, index
    return found


def _is_page_number(lines: list[Line], index: int, value: int, expected: int | None, last: int) -> bool:
    line = lines[index]
    after = lines[index + 1] if index + 1 < len(lines) else None
    before = lines[index - 1] if index else None
    if line.page or (after is not None and after.page):
        return True
    if _DASHED_NUMBER.match(line.text) and 2 <= value <= 300 and index > 8 and not _cells_around(lines, index):
        return True
    if value == expected and index - last > 12:
        return True
    if before is None or after is None:
        return value <= 300 and (before is None or line.blank > 0)
    if _cells_around(lines, index):
        return False
    broken = not before.text.endswith((".", ";", ":", "!", "?")) and starts_lower(after.text)
    return broken or (2 <= value <= 60 and index > 12 and (line.blank > 0 or after.blank > 0) and line.indent > 10)


def _cells_around(lines: list[Line], index: int) -> bool:
    """A number that starts a row of a table flattened to one cell a line stands among its like."""
    near = [line.text for line in lines[max(0, index - 8) : index] + lines[index + 1 : index + 9]]
    numbers = sum(text.rstrip(".").isdigit() for text in near)
    return numbers >= 1 and sum(len(text) < 45 for text in near) > len(near) * 0.6


def _beside_numbers(lines: list[Line], numbers: set[int]) -> set[int]:
    """What stands under or over page numbers in the same words (the paper's number, its short title)."""
    found: set[int] = set()
    for step in (1, -1):
        beside: dict[str, list[int]] = {}
        for place in (number + step for number in numbers):
            if 0 <= place < len(lines) and 3 < len(lines[place].text) < 90 and not lines[place].rows:
                beside.setdefault(lines[place].folded, []).append(place)
        found |= {place for places in beside.values() if len(places) > 1 for place in places}
    return found


def _running_heads(lines: list[Line]) -> set[int]:
    """Lines that stand first on three pages or more with the same words."""
    firsts: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page and len(line.text) > 3 and not line.rows:
            firsts.setdefault(line.folded, []).append(index)
    return {index for places in firsts.values() if len(places) >= 3 for index in places}


def _single_spaced(lines: list[Line]) -> list[Line]:
    """Where an extractor put an empty line after every line, take one empty line away everywhere."""
    pairs = list(itertools.pairwise(lines))
    running = [(a, b) for a, b in pairs if starts_lower(b.text) and not a.text.endswith((".", ";", ":"))]
    apart = sum(b.blank == 1 for _, b in running)
    every = len(lines) >= _MANY and sum(line.blank > 0 for line in lines) >= 0.9 * len(lines)
    if (len(running) >= 3 or (every and running)) and apart >= 0.6 * len(running):
        for line in lines:
            line.blank = max(0, line.blank - 1)
    return lines
