"""Which part of the document a printed line belongs to, by its words and its place.

The words come from the tree that the reader made of the same file, so that an issuer in two lines or a subject in four
is found as well as a short one.
"""

from __future__ import annotations

import re

from documents.official.checking.layout.model import Layout, Line
from documents.official.checking.letters import UPPER, fold
from documents.official.kinds import KINDS, LETTER
from documents.official.tree import BASIS, OfficialDocument, Signature

NATION = "cong hoa xa hoi chu nghia viet nam"
MOTTO = re.compile(r"doc lap.{0,7}tu do.{0,7}hanh phuc")
_NUMBER = re.compile(r"so\s*:|so\s*\d*\s*/")
_DATE = re.compile(r"(?:.{2,40},\s*)?ngay\b(?:.{0,20}\bthang\b.{0,12}\bnam\b.{0,12}|\s*\d+[/.-]\d+[/.-]\d{4})$")
# `An Bình ngày 05 tháng 3 năm 2026`: the comma is missing, so nothing but a proper name may stand before the day.
_BARE_DATE = re.compile(rf"(?:[{UPPER}]\w*\s+){{1,5}}ngày\s.*\bnăm\b.{{0,12}}$")
_APPENDIX = re.compile(r"phu luc(?: (?:so )?[ivxlc\d]+)?[.:]?$")
_DASHED = re.compile(r"\s*[-–•+]")
_STAMP = re.compile(r"(hoa toc|thuong khan|khan|tuyet mat|toi mat|mat)$")
_HEAD_LINES = 30
_MIDDLE = 110  # millimetres from the left edge: the left cell of the head ends before it
NO_SUBJECT = {"GGT", "GNP", "PG", "PC", "PB", "GUQ", "TCG", "HĐ", "BGN", "BTT"}


def _key(text: str | None) -> str:
    return " ".join(re.sub(r"[^\w/]+", " ", fold(text or "")).split())


def assign(layout: Layout, document: OfficialDocument) -> Layout:
    """Set `part` of every line of the layout; lines of the content become `body`, those of its tables `table`."""
    head = _head(layout.lines[:_HEAD_LINES], document)
    foot = _foot_start(layout.lines, head, document)
    _content(layout.lines[head:foot], document)
    end = _foot(layout.lines[foot:], document) + foot
    _appendices(layout.lines[end:], document)
    return layout


class _Head:
    """Naming the lines of the head one by one; what was read decides what may come next."""

    def __init__(self, document: OfficialDocument) -> None:
        kind = KINDS.get(document.kind or "")
        self.is_letter = kind is not None and kind.code == LETTER
        self.title = _key(kind.name) if kind and not self.is_letter else None
        self.subject = _key(document.subject)
        self.may_lack_subject = document.kind in NO_SUBJECT
        self.addressees = _key(" ".join(document.addressees))
        self.bodies = {"parent": _key(document.parent_body), "issuer": _key(document.issuer)}
        self.nation = NATION
        self.state = ""
        self.seen: set[str] = set()

    def name(self, line: Line) -> str | None:
        """Return the part of the next line, None for one that is not of the head."""
        words, key = fold(line.text), _key(line.text)
        for part, found in (
            ("motto", MOTTO.search(key)),
            ("nation", self._is_nation(key)),
            ("number", not self.state and "number" not in self.seen and _NUMBER.match(words)),
            (
                "date",
                self.state in ("", "letter")
                and "date" not in self.seen
                and (_DATE.match(words) or _BARE_DATE.match(line.text)),
            ),
            ("urgency", _STAMP.fullmatch(key) and line.text == line.text.upper()),
        ):
            if found:
                self.seen.add(part)
                return part
        return self._opened(words, key) or self._continued(line, key)

    def _is_nation(self, key: str) -> bool:
        """Tell whether the line holds the country's name, or goes on with it where it was broken."""
        if key and self.nation != NATION and f"{self.nation} ".startswith(f"{key} "):
            self.nation = self.nation[len(key) :].strip()
            return True
        if "cong hoa xa hoi" in key:
            self.nation = NATION.partition(key)[2].strip() or "-"
            return True
        return False

    def _opened(self, words: str, key: str) -> str | None:
        """Return the part that this line opens: title, V/v, Kính gửi."""
        if self.title and key == self.title and not self.state:
            self.state = "title"
            return "title"
        if self.is_letter and not self.state and re.match(r"v ?/ ?v\b|ve viec\b", words):
            self.state = "letter"
            return "letter_subject"
        if re.match(r"kinh gui\b|[^:]{3,80} dien:$", words) and self.state != "done":
            self.state = "addressee"
            return "addressee"
        return None

    def _continued(self, line: Line, key: str) -> str | None:
        if not key:
            return None
        wanted = {"title": self.subject, "letter": self.subject, "addressee": self.addressees}.get(self.state, "")
        if self.state == "title" and self.may_lack_subject and not line.most("bold"):
            wanted = ""  # the first sentence of a form without a subject
        if f" {key} " in f" {wanted} ":
            return {"title": "subject", "letter": "letter_subject"}.get(self.state, "addressee")
        if self.state in ("title", "addressee"):
            self.state = "done"
        if line.text != line.text.upper() or self.state not in ("", "letter"):
            return None
        beside = _is_left(line) and "number" not in self.seen
        return self._body_name(key) or ("issuer" if beside else None)

    def _body_name(self, key: str) -> str | None:
        """Return parent or issuer where the line goes on with that name, the upper one first."""
        for part, rest in self.bodies.items():
            if f"{rest} ".startswith(f"{key} "):
                self.bodies[part] = rest[len(key) :].strip()
                return part
        return None


def _is_left(line: Line) -> bool:
    """Tell whether the line stands in the left cell of the head."""
    if line.cell is not None:
        return line.cell[0] == 0 and line.cell[2] == 0
    return line.x1 is not None and line.x1 < _MIDDLE


def _head(lines: list[Line], document: OfficialDocument) -> int:
    """Name the lines of the head and return how many there are."""
    head, last = _Head(document), 0
    for place, line in enumerate(lines):
        line.part = head.name(line)
        if line.part:
            last = place + 1
    for line in lines[:last]:
        line.part = line.part or "head"
    return last


def _signs(signature: Signature | None) -> tuple[set[str], str]:
    if signature is None:
        return set(), ""
    return {_key(t) for t in [*signature.authority, signature.title or ""] if t}, _key(signature.name)


def _foot_start(lines: list[Line], head: int, document: OfficialDocument) -> int:
    """Return where the block of signature and recipients begins: at `Nơi nhận`, or at the first line of authority."""
    signs = _signs(document.signature)[0] | _signs(document.co_signature)[0]
    for place in range(head, len(lines)):
        key = _key(lines[place].text)
        if key in signs or (key.startswith("noi nhan") and len(key) < 20):
            return place
    return len(lines)


def _content(lines: list[Line], document: OfficialDocument) -> None:
    bases = {_key(n.text)[:30] for n in document.body if n.level == BASIS and n.text}
    in_basis = False
    for line in lines:
        key = _key(line.text)
        if line.cell is not None:
            line.part = "table"
        elif any(b and (key.startswith(b) or (b.startswith(key) and len(key) > 10)) for b in bases):
            line.part, in_basis = "basis", True
        elif in_basis and line.x0 is not None and not re.match(r"(can cu|theo|xet|quyet dinh|dieu 1|thuc hien)", key):
            in_basis = line.most("italic") is True
            line.part = "basis" if in_basis else "body"
        else:
            line.part, in_basis = "body", False


def _foot(lines: list[Line], document: OfficialDocument) -> int:
    """Name the lines of the foot and return how many there are: up to the name, the filing line or an appendix."""
    titles, name = _signs(document.signature)
    left_titles, left_name = _signs(document.co_signature)
    label: Line | None = None
    filed, last = False, 0
    for place, line in enumerate(lines):
        key = _key(line.text)
        if _APPENDIX.fullmatch(key):
            break
        if key.startswith("noi nhan"):
            line.part, label = "recipients_label", line
        elif key in titles | left_titles:
            line.part = "authority"
        elif any(n and f" {key}".endswith(f" {n}") and len(key) < len(n) + 20 for n in (name, left_name)):
            line.part = "signer"
        elif label and (
            _DASHED.match(line.text) or _in_recipients(key, document) or (not filed and _under(line, label))
        ):
            line.part, filed = "recipient", filed or bool(re.match(r"[-–\s]*lưu", line.text, re.I))
        else:
            continue
        last = place + 1
    return last


def _under(line: Line, label: Line) -> bool:
    """Tell whether the line stands in the column of `Nơi nhận`."""
    if line.cell is not None or label.cell is not None:
        return line.cell == label.cell
    return line.x0 is not None and line.page == label.page and abs(line.x0 - (label.x0 or 0)) < 6


def _in_recipients(key: str, document: OfficialDocument) -> bool:
    return bool(key) and any(key in _key(r) for r in document.recipients)


def _appendices(lines: list[Line], document: OfficialDocument) -> None:
    titles = [_key(a.title) for a in document.appendices if a.title]
    state = ""
    for line in lines:
        key = _key(line.text)
        if _APPENDIX.fullmatch(key):
            line.part, state = "appendix", "title"
        elif state == "title" and any(key and key in title for title in titles):
            line.part = "appendix_title"
        elif state and re.match(r"\(?\s*(?:ban hanh )?kem theo", fold(line.text)):
            line.part, state = "appendix_note", "note"
        elif state == "note" and line.most("italic") and line.align != "justify" and (line.x1 or 200) < 195:
            line.part = "appendix_note"
        elif document.appendices:
            line.part, state = "appendix_body", ""
