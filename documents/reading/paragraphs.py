"""Joining the lines that a page broke into the paragraphs that were written."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from documents.official import tree
from documents.reading.agencies import heading_handover, opens_with_command
from documents.reading.letters import fold, is_capitals, squeeze, starts_lower, starts_upper
from documents.reading.lines import Line
from documents.reading.marks import Mark, follows, read_mark

_SENTENCE_END = re.compile(r"(?:[.;:!?…]|\./\.?|/\.)[\"”’)\]]*$")
# Words after which a line cannot be at its paragraph's end; those after which a name often goes on; those before a
# number that is cited. With their tone marks: `từ` is no `tư`.
# `số` cites a number, but ends `chuyển đổi số`, `kinh tế số`.
_CITES = r"(?<!đổi )(?<!tế )(?<!hội )(?<!thuật )(?<!nghệ )(?<!quyền )(?<!dân )(?<!tảng )(?<!ký )(?<!năng )số"
_OPEN_END = re.compile(
    rf"(?:[-,/(]|\b(?:điều|khoản|điểm|mục|{_CITES}|phụ lục|ngày|tháng|quý|và|với|của|từ|đến|các|những|cho|về|"
    r"tại|theo|do|là|hoặc|"
    r"trong|trên|như|để|bằng|thuộc|giữa))$"
)
_NAME_END = re.compile(
    r"\b(?:tỉnh|xã|phường|huyện|thành phố|năm|cấp|giai đoạn|biểu|mẫu|ủy ban|hội đồng|ban|sở|phòng|ông|bà|đồng chí)$"
)
_CITING_END = re.compile(
    rf"(?:[-,/(]|\b(?:điều|khoản|điểm|mục|{_CITES}|ngày|tháng|và|với|của|từ|đến|trước|tại|theo|phụ lục|biểu|mẫu|hoặc))$"
)
# Sentences that open the last paragraph of a paper.
_OPENERS = re.compile(
    r"(?:Trên đây|Trân trọng|Rất mong|Nhận được|Xin trân trọng|Xin cảm ơn|(?:Kính )?[Đđ]ề nghị (?:các đồng chí|quý))"
)
# Names and pairs of words written with a hyphen between spaces: a dash there opens no bullet.
_PAIRS = {
    "tai chinh": ("ke hoach", "ke toan"),
    "ke hoach": ("tai chinh", "tong hop", "dau tu", "ky thuat", "nghiep vu"),
    "van hoa": ("xa hoi", "thong tin", "the thao", "nghe thuat"),
    "kinh te": ("xa hoi", "ky thuat", "ha tang", "ngan sach", "tai chinh", "tong hop", "do thi"),
    "chinh tri": ("xa hoi",),
    "xa hoi": ("nghe nghiep", "moi truong"),
    "tu phap": ("ho tich",),
    "dia chinh": ("xay dung", "nong nghiep", "do thi", "moi truong"),
    "xay dung": ("do thi", "moi truong", "nong nghiep"),
    "nong nghiep": ("moi truong", "xay dung"),
    "van phong": ("thong ke",),
    "lao dong": ("thuong binh",),
    "to chuc": ("hanh chinh", "can bo", "noi vu", "kiem tra"),
    "hanh chinh": ("tong hop", "quan tri", "to chuc", "ke toan", "chinh tri"),
    "thuong mai": ("dich vu",),
    "nong": ("lam",),
    "lam": ("ngu",),
    "cong nghiep": ("tieu thu cong nghiep", "xay dung", "thuong mai"),
    "du lich": ("dich vu",),
    "khoa hoc": ("cong nghe", "ky thuat"),
    "quoc phong": ("an ninh",),
    "san xuat": ("kinh doanh", "tieu thu"),
    "viet nam": ("trung quoc", "lao", "campuchia"),
}


@dataclass(slots=True)
class Paragraph:
    """A whole paragraph (or a table): its words, the mark it begins with and what is known of its looks."""

    text: str
    mark: Mark | None = None
    bold: bool | None = None
    centered: bool | None = None
    gap: bool = False
    rows: list[list[str]] | None = None
    alone: bool = True
    bold_words: int | None = None

    @property
    def body(self) -> str:
        return self.mark.rest if self.mark else self.text


NARROW = 125


@dataclass(slots=True)
class Measure:
    """How the text was set: is it wrapped at all, and at what width."""

    wrapped: bool
    width: int
    indented: bool = False
    tight: bool = False


def measure(lines: list[Line]) -> Measure:
    """Tell from the lines whether a page broke them and how wide a full line is."""
    unknown = [line for line in lines if line.rows is None]
    pairs = [(a, b) for a, b in itertools.pairwise(unknown) if b.starts is None]
    running = sum(starts_lower(b.text) and not ends_sentence(a.text) for a, b in pairs)
    ends = sorted(line.end for line in unknown if len(line.text) > 40)
    width = ends[int(len(ends) * 0.9)] if ends else 80
    longest = ends[-1] if ends else 80
    if running and longest <= NARROW:
        width = max(width, int(longest * 0.95))
    full = [b for a, b in pairs if a.room is not None and a.room < 3]
    indented = bool(full) and sum(line.indent <= 1 for line in full) >= 0.5 * len(full)
    lead = [(a, b) for a, b in pairs if starts_lower(b.text) and not ends_sentence(a.text)]
    tight = len(lead) >= 4 and sum(a.end + 1 + len(b.text.split(" ", 1)[0]) > longest for a, b in lead) >= 0.9 * len(
        lead
    )
    width = longest if tight else width
    return Measure(
        indented=indented,
        tight=tight,
        wrapped=bool(pairs) and (running >= max(2, 0.08 * len(pairs)) or bool(running and longest <= NARROW)),
        width=max(width, 40),
    )


def ends_sentence(text: str) -> bool:
    """Tell whether the text ends where a paragraph may end."""
    return bool(_SENTENCE_END.search(text[-6:]))


def join_lines(lines: list[Line], how: Measure | None = None) -> list[Paragraph]:
    """Return the paragraphs of the lines."""
    return _Joiner(lines, how or measure(lines)).run()


class _Joiner:
    def __init__(self, lines: list[Line], how: Measure) -> None:
        self.lines, self.how = lines, how
        self.done: list[Paragraph] = []
        self.parts: list[str] = []
        self.first: Line | None = None
        self.mark: Mark | None = None
        self.seen: dict[tuple[str, int], str] = {}
        self.bold_all: bool | None = None
        self.bold_words: int | None = None

    def run(self) -> list[Paragraph]:
        before: Line | None = None
        for index, line in enumerate(self.lines):
            if line.rows is not None:
                self._close()
                self.done.append(Paragraph(line.text, rows=line.rows))
                before = None
                continue
            mark = read_mark(line.text)
            after = self.lines[index + 1] if index + 1 < len(self.lines) else None
            if before is None or self._begins(before, line, mark, after):
                self._close()
                self._open(line, mark)
            else:
                self._continue(line)
            before = line
        self._close()
        return self.done

    def _open(self, line: Line, mark: Mark | None) -> None:
        self.parts, self.first, self.mark, self.bold_all = [line.text], line, mark, line.bold
        self.bold_words = line.bold_words
        if mark:
            self.seen[_style(mark)] = mark.number
            if mark.level in (tree.PART, tree.CHAPTER, tree.HEADING, tree.ARTICLE):
                self.seen = {
                    k: v for k, v in self.seen.items() if k[0] in (tree.PART, tree.CHAPTER, tree.HEADING, tree.ARTICLE)
                }
            elif mark.level in (tree.SECTION, tree.SUBSECTION):
                self.seen = {
                    k: v for k, v in self.seen.items() if k[0] not in (tree.POINT, "bracket") or k == _style(mark)
                }

    def _continue(self, line: Line) -> None:
        last = self.parts[-1]
        # A symbol or a span of years that the line's end cut after its hyphen or slash has no space there.
        if re.search(r"[\wĐđ][-/]$", last) and not re.search(r"\s[-/]$", last) and line.text[:1].isalnum():
            self.parts[-1] = last + line.text
        else:
            self.parts.append(line.text)
        if self.bold_words is not None and self.bold_all:
            self.bold_words += line.bold_words or 0
        self.bold_all = self.bold_all and line.bold

    def _close(self) -> None:
        if self.first is None:
            return
        text = squeeze(" ".join(self.parts))
        mark = read_mark(text) if self.mark else None
        self.done.append(
            Paragraph(
                text,
                mark,
                self.bold_all,
                self.first.centered,
                gap=self.first.blank > 0,
                alone=len(self.parts) == 1,
                bold_words=self.bold_words,
            )
        )
        self.first = None

    def _begins(self, before: Line, line: Line, mark: Mark | None, after: Line | None) -> bool:
        if line.starts is not None:
            return line.starts
        ended = ends_sentence(before.text)
        if mark:
            return self._is_real_mark(mark, before, line, ended)
        if before.room is not None:
            return self._breaks_by_place(before, line)
        if line.blank:
            goes_on = starts_lower(line.text) or (
                line.text[:1].isdigit() and _CITING_END.search(before.text[-12:].lower())
            )
            return not goes_on or before.text.endswith((".", ":"))
        if not starts_upper(line.text) and line.text[:1] not in '“"(':
            return False
        if not self.how.wrapped:
            return ended or not _CITING_END.search(before.text[-12:].lower())
        return self._new_paragraph(before, line, after, ended)

    def _breaks_by_place(self, before: Line, line: Line) -> bool:
        """In a PDF: the next word would still have fitted, or the line is indented as first lines are."""
        last = self.parts[-1]
        if self.parts[0].startswith("(") and last.count("(") > last.count(")"):
            return False
        if _ends_heading(before, line):
            return True
        if before.centered and (
            last.count("(") > last.count(")") or (line.centered and starts_lower(line.text) and not ends_sentence(last))
        ):
            return False
        word = len(line.text.split(" ", 1)[0])
        if (before.room or 0) > word * 1.15 + 2:
            return not (line.page and starts_lower(line.text) and not ends_sentence(before.text))
        return self.how.indented and line.indent >= 3 and not (line.centered and before.centered)

    def _new_paragraph(self, before: Line, line: Line, after: Line | None, ended: bool) -> bool:
        """A capital begins the line: a new paragraph, or a name in the middle of one?"""
        if _ends_heading(before, line):
            return True
        room = self.how.width - before.end
        word = len(line.text.split(" ", 1)[0])
        end = before.text[-12:].lower()
        if _OPEN_END.search(end) or (room < 0.3 * self.how.width and _NAME_END.search(end)):
            return False
        if before.bold is not None and line.bold is not None and before.bold != line.bold and room > 2:
            return True
        indented = line.indent >= before.indent + 3 or (after is not None and line.indent >= after.indent + 3)
        if ended and _OPENERS.match(line.text):
            return True
        if ended and self.how.tight:
            return room > word
        if ended:
            return (
                room > 0.12 * self.how.width + word
                or (indented and line.indent - before.indent < 30)
                or (before.text.endswith(":") and room > word + 1)
            )
        mark = read_mark(before.text) if len(self.parts) == 1 else None
        if mark and opens_with_command(line.text) and heading_handover(mark.rest):
            return True
        heading = mark is not None
        return before.end < (0.72 if heading or indented else 0.6) * self.how.width

    def _is_real_mark(self, mark: Mark, before: Line, line: Line, ended: bool) -> bool:
        text = fold(before.text[-30:])
        citing = not is_capitals(before.text)  # `… THANG ĐIỂM` over `1.` is a heading, no `điểm 1`
        if mark.level == tree.SUBITEM:
            return True
        if mark.level == tree.ITEM:
            return self._is_real_dash(mark, before, line, ended, text)
        if mark.level in (tree.PART, tree.CHAPTER):
            return line.blank > 0 or ended or not starts_lower(mark.rest)
        if ended and before.text[-1] != ":" and starts_upper(mark.rest) and mark.level != tree.POINT:
            return not (citing and re.search(rf"\b(?:điều|khoản|điểm|mục|{_CITES})$", before.text[-12:].lower()))
        if citing and _CITING_END.search(before.text[-12:].lower()) and not line.blank:
            return False
        in_order = follows(mark.number, self.seen.get(_style(mark)))
        if mark.level == tree.POINT or mark.number.startswith("("):
            return in_order or (ended and (line.blank > 0 or before.text[-1] in ";:."))
        return in_order or ended or line.blank > 0 or before.end < 0.6 * self.how.width

    def _is_real_dash(self, mark: Mark, before: Line, line: Line, ended: bool, text: str) -> bool:
        rest = fold(mark.rest)
        for first, seconds in _PAIRS.items():
            if text.endswith(first) and rest.startswith(seconds):
                return False
        if ended or before.text.endswith((",", "+")) or not self.how.wrapped:
            return True
        if mark.rest[:1].isdigit() and text[-1:].isdigit():
            return False
        heads_a_list = (
            self.mark is not None
            and self.mark.level != tree.ITEM
            and len(self.parts) == 1
            and before.end < 0.75 * self.how.width
        )
        return heads_a_list or not starts_lower(mark.rest)


def _ends_heading(before: Line, line: Line) -> bool:
    """A heading in bold capitals ends where upright words begin, though its line be full."""
    return bool(before.bold) and line.bold is False and is_capitals(before.text)


def _style(mark: Mark) -> tuple[str, int]:
    if mark.number.startswith("("):
        return "bracket", 0
    return mark.level, mark.number.count(".")
