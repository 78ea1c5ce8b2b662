"""Reading recipients and signatures, whatever the order of columns and lines."""

from __future__ import annotations

import re

from documents.reading.letters import UPPER, fold, is_capitals, starts_lower
from documents.reading.lines import Line
from documents.reading.people import is_authority, is_person, is_position, person_name, unglued
from documents.reading.places import opens_body
from documents.reading.tail.model import RECIPIENTS, SIGNED, Block, Tail, clean_recipient, columns_of

_BULLET = re.compile(r"^[-–—•+*]\s*(?=\S)")
# Entries that lost their line breaks: `- Như trên;- Lưu: VT`.
_GLUED_ENTRIES = re.compile(rf"(?<=;)\s*(?=[-–—•+]\s?[{UPPER}])")
_BRACE = re.compile(
    r"^[}\])|]*\s*\(?(?:de\s+)?(?:b/c|bao cao|thuc hien|th|phoi hop|p/h|biet|theo doi|chi dao|de biet|"
    r"bao|cao|thuc|hien|de|phoi|hop)\)?[;.,]?$"
)
_LAST = re.compile(r"^luu\b")
_BRACE_WORDS = {
    "de": {"bao", "thuc", "phoi", "b/c", "theo", "biet"},
    "bao": {"cao"},
    "thuc": {"hien"},
    "phoi": {"hop"},
    "theo": {"doi"},
}
_AFTER = re.compile(
    r"^(?:phu luc\b|phieu trinh\b|bieu (?:so|mau|\d)|mau (?:so|\d)|danh sach\b|cuc chung thuc so|bang "
    r"(?:so|phan cong|tong hop)|cong hoa xa hoi|de cuong\b|quy che\b|quy dinh\b|noi dung tuyen truyen|"
    r"bai tuyen truyen)"
)
_OTHER_OFFICE = re.compile(
    r"^(?:pho )?(?:chu tich|bi thu|giam doc|truong phong)\b.*\b(?:ubnd|uy ban|hdnd|dang uy|tinh uy|so|xa|phuong|tinh)\b"
)
_ISSUED_WITH = re.compile(r"^\((?:ban hanh )?kem theo\b")
_RIGHT = 35
_APART = 22
_RECORDS = ("thu ky", "nguoi ghi bien ban", "nguoi lap", "nguoi lap bieu", "nguoi ghi")


def read_tail(lines: list[Line], start: int) -> Tail:
    """Read recipients and signatures from `start` on."""
    return _Reader(lines, start).run()


class _Reader:
    def __init__(self, lines: list[Line], start: int) -> None:
        self.lines, self.tail = lines, Tail(start, len(lines))
        self.blocks: list[Block] = []
        self.recipients: list[str] = []
        self.open_entry = False
        self.listed = False
        self.closed = False
        self.brace: set[str] = set()
        self.apart = False

    def run(self) -> Tail:
        index = self.tail.start
        while index < len(self.lines):
            line = self.lines[index]
            if line.rows is not None or self._is_after(line, index) or self._titles_an_appendix(index):
                break
            self.apart = line.blank > 0
            for column, piece in columns_of(line):
                self._piece(piece, column, line)
            index += 1
        self.tail.end = index
        self._finish()
        return self.tail

    def _is_after(self, line: Line, index: int) -> bool:
        folded = line.folded
        if index == self.tail.start:
            return False
        signed = bool(self.blocks and self.blocks[-1].name)
        if _AFTER.match(folded) and (self.closed or signed or is_capitals(line.text)):
            return True
        done = signed and (self.closed or not self.listed)
        if not done:
            return len(line.text) > 300
        if _BULLET.match(line.text) and not self.closed:
            return False
        return not (
            RECIPIENTS.match(folded)
            or is_authority(line.text)
            or SIGNED.match(folded)
            or is_position(line.text)
            or is_person(line.text)
        )

    def _titles_an_appendix(self, index: int) -> bool:
        """Capitals over `(Ban hành kèm theo …)` are the title of what is issued with the paper."""
        after = next((x for x in self.lines[index + 1 : index + 5] if not is_capitals(x.text)), None)
        signed = index > self.tail.start and is_capitals(self.lines[index].text)
        return signed and after is not None and bool(_ISSUED_WITH.match(after.folded))

    def _piece(self, piece: str, column: int, line: Line) -> None:
        label = RECIPIENTS.match(fold(piece))
        if label:
            self.listed, self.open_entry = True, False
            rest = piece[label.end() :].strip()
            if rest:
                self._piece(rest, column, line)
            return
        folded = fold(piece)
        if SIGNED.match(folded):
            return
        parts = unglued(piece)
        if len(parts) > 1:
            for part in parts:
                self._piece(part, column, line)
            return
        if _BULLET.match(piece):
            for entry in _GLUED_ENTRIES.split(piece):
                self._entry(_BULLET.sub("", entry))
        elif is_authority(piece):
            self._authority(piece, column)
        elif _BRACE.match(folded):
            return
        elif not self._goes_on_entry(piece, column, line):
            self._sign(piece, column)

    def _goes_on_entry(self, piece: str, column: int, line: Line) -> bool:
        """A piece without bullet goes on with the entry above, unless it is of the signature block."""
        if not self.open_entry or (column > 35 and column > line.indent):
            return False
        if is_capitals(piece) and (is_position(piece) or len(piece.split()) > 1) and not piece.endswith((";", ".")):
            return False
        entry = self.recipients[-1]
        if entry.endswith((";", ".")) and not starts_lower(piece):
            return False
        if is_person(piece) and (entry.endswith(".") or _LAST.match(fold(entry)) or column > 25 or line.blank > 1):
            return False
        self.recipients[-1] = f"{entry} {self._unbraced(piece)}"
        return True

    def _entry(self, text: str) -> None:
        self.recipients.append(self._unbraced(text))
        self.open_entry = True
        self.closed = self.closed or bool(_LAST.match(fold(text)))

    def _unbraced(self, text: str) -> str:
        """Take the word of a drawn brace (`để / báo / cáo` down the right edge) off the end of a line."""
        words = text.split()
        if len(words) < 2:
            return text
        last = fold(words[-1])
        stray = last in self.brace or (last == "de" and not words[-2].endswith(","))
        if not stray:
            return text
        self.brace = _BRACE_WORDS.get(last, set())
        return " ".join(words[:-1])

    def _authority(self, piece: str, column: int) -> None:
        self._leave_entry(column)
        text = re.sub(r"^([A-ZĐƯ/]+)\s?\.\s*", r"\1. ", piece)
        block = self._block(column)
        block.authority.append(text.rstrip(" ,;"))
        block.capital_wrap = True

    def _leave_entry(self, column: int) -> None:
        """A line of the signature ends the entry above, unless it stands in the other column between its lines."""
        self.open_entry = self.open_entry and column > _RIGHT

    def _block(self, column: int) -> Block:
        """Return the block that a line in this column belongs to, a new one after a name is there."""
        for block in self.blocks:
            if block.name is None and (abs(block.column - column) < _APART or (len(self.blocks) == 1 and column < 8)):
                return block
        if len(self.blocks) > 1 and (self._near(column) or any(block.name for block in self.blocks)):
            return min(self.blocks, key=lambda b: abs(b.column - column))
        self.blocks.append(Block(column=column))
        return self.blocks[-1]

    def _near(self, column: int) -> bool:
        return any(abs(block.column - column) < _APART for block in self.blocks)

    def _sign(self, piece: str, column: int) -> None:
        if is_capitals(piece) and len(piece) > 2 and not (is_person(piece) and self._may_be_named()):
            self._capitals(piece, column)
        elif is_person(piece):
            self._name(piece, column)
        elif is_position(piece) and (self._awaits_name() or not self.blocks):
            self._block(column).title.append(piece)
        elif self.open_entry and not self.blocks:
            self.recipients[-1] += " " + piece

    def _may_be_named(self) -> bool:
        """Names in capitals come after the room for the signature; without it capitals go on with a title."""
        return self.apart and any(block.name is None and block.title for block in self.blocks)

    def _awaits_name(self) -> bool:
        return any(block.name is None and (block.authority or block.title) for block in self.blocks)

    def _capitals(self, piece: str, column: int) -> None:
        self._leave_entry(column)
        block = self._block(column)
        if opens_body(piece) and not is_position(piece) and not (block.authority or block.title):
            return  # whose signature it is, over that of its chief
        if block.authority and block.capital_wrap and not block.title and not is_position(piece):
            block.authority[-1] += " " + piece
        elif block.title and self.apart and _OTHER_OFFICE.match(fold(piece)):
            return  # `CHỦ TỊCH UBND XÃ` under `TRƯỞNG BAN`: the office that the signer holds besides
        elif block.title and _keeps_records(block) != _is_record_title(piece) and is_position(piece):
            self.blocks.append(Block(title=[piece], column=column))
        else:
            block.title.append(piece)

    def _name(self, piece: str, column: int) -> None:
        waiting = [b for b in self.blocks if b.name is None]
        if not waiting:
            return
        self._leave_entry(column)
        block = min(waiting, key=lambda b: abs(b.column - column)) if len(waiting) > 1 and column else waiting[0]
        block.name = person_name(piece)

    def _finish(self) -> None:
        self.tail.recipients = [clean for clean in map(clean_recipient, self.recipients) if clean]
        blocks = [b for b in self.blocks if b.authority or b.title or b.name]
        if not blocks:
            return
        main = blocks[0]
        if len(blocks) > 1:
            clerk = [b for b in blocks if fold(" ".join(b.title)).startswith(_RECORDS)]
            main = next((b for b in reversed(blocks) if b not in clerk), blocks[-1])
            other = next(b for b in blocks if b is not main)
            self.tail.co_signature = other.signature()
        self.tail.signature = main.signature()


def _keeps_records(block: Block) -> bool:
    return _is_record_title(" ".join(block.title))


def _is_record_title(title: str) -> bool:
    return fold(title).startswith(_RECORDS)
