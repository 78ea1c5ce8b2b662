"""Trees to begin from: an empty form, an own template, an earlier document, an answer to one that came in."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass

from documents.authoring.blocks import from_blocks
from documents.authoring.builtin import TEMPLATES, Template
from documents.authoring.numbering import renumber
from documents.authoring.years import moved_on
from documents.official import tree as official
from documents.official.kinds import KINDS, LETTER
from documents.official.tree import Node, OfficialDocument


@dataclass(frozen=True)
class Letterhead:
    """What an office prints of itself: its names, its place, its letters in symbols, the unit that drafts."""

    issuer: str
    parent_body: str = ""
    place: str = ""
    symbol: str = ""
    unit_symbol: str = ""
    spoken: str = ""  # its name in running text: "Ủy ban nhân dân xã Thanh Miện"

    def symbol_for(self, kind: str) -> str:
        """Return the symbol after the number's slash: `KH-UBND`; of a letter the issuer's and the drafting unit's."""
        known = KINDS.get(kind)
        if known is None or not self.symbol:
            return ""
        if known.in_symbol:
            return f"{kind}-{self.symbol}"
        return f"{self.symbol}-{self.unit_symbol}" if self.unit_symbol else self.symbol

    def filing_line(self) -> str:
        """Return the last line of Nơi nhận: `Lưu: VT, KT` (Decree 30/2020, Annex I, part I, II.9.b)."""
        return f"Lưu: VT, {self.unit_symbol}" if self.unit_symbol else "Lưu: VT"


def headed(tree: OfficialDocument, letterhead: Letterhead, kind: str | None = None) -> OfficialDocument:
    """Return the tree under the office's own head, number and date blank."""
    kind = kind or tree.kind or LETTER
    return dataclasses.replace(
        tree,
        kind=kind,
        number=None,
        date=None,
        date_text=None,
        symbol=letterhead.symbol_for(kind) or None,
        parent_body=letterhead.parent_body or None,
        issuer=letterhead.issuer,
        place=letterhead.place or None,
    )


def from_template(template: Template, letterhead: Letterhead, year: int) -> OfficialDocument:
    """Return the draft that a built-in template gives this office in this year."""
    words = {"issuer": letterhead.spoken, "place": letterhead.place, "year": year, "last_year": year - 1}
    body, appendices = from_blocks(renumber(template.blocks(words)))
    tree = OfficialDocument(
        kind=template.kind,
        subject=template.subject.format_map(words),
        addressees=[line.format_map(words) for line in template.addressees],
        body=body,
        appendices=appendices,
        recipients=[*(line.format_map(words) for line in template.recipients), letterhead.filing_line()],
    )
    return headed(tree, letterhead)


def builtin(code: str) -> Template | None:
    """Return the built-in template of that code."""
    return next((template for template in TEMPLATES if template.code == code), None)


def from_earlier(tree: OfficialDocument, letterhead: Letterhead, years: int) -> OfficialDocument:
    """Return an earlier document of the own office as this year's draft: days moved on, number and date blank."""
    moved = moved_on(tree, years)
    same_kind = moved.kind if moved.kind in KINDS else LETTER
    return dataclasses.replace(
        headed(moved, letterhead, same_kind), signature=None, co_signature=None, digital_signatures=[], slip=None
    )


def answer_to(tree: OfficialDocument, letterhead: Letterhead, *, sender: str) -> OfficialDocument:
    """Return the letter that answers a document: addressed to its sender, with the line that names it.

    `sender` is the name of who sent it, as it is written in running text.
    """
    named = cited(tree, sender)
    about = (tree.subject or "").strip().rstrip(".")
    opening = f"Thực hiện {named} về {about}" if about else f"Thực hiện {named}"
    subject = f"trả lời {_short_name(tree)}" if tree.number else f"phúc đáp {_short_name(tree)}"
    body = [
        Node(official.PARAGRAPH, text=f"{opening}, {letterhead.spoken or letterhead.issuer} báo cáo như sau:"),
        Node(official.SECTION, "1", title="Kết quả thực hiện", children=[Node(official.ITEM, "-", text="…;")]),
        Node(official.SECTION, "2", title="Khó khăn, kiến nghị", children=[Node(official.ITEM, "-", text="….")]),
        Node(official.PARAGRAPH, text=f"{letterhead.spoken or letterhead.issuer} kính báo cáo {sender}."),
    ]
    answer = OfficialDocument(
        kind=LETTER,
        subject=subject,
        addressees=[sender],
        body=body,
        recipients=["Như trên", letterhead.filing_line()],
    )
    return headed(answer, letterhead)


def cited(tree: OfficialDocument, sender: str) -> str:
    """Return the document as others cite it: `Công văn số 546/UBND-TC ngày 25/3/2026 của …`."""
    parts = [_short_name(tree)]
    if tree.date and len(tree.date) == 10:
        year, month, day = tree.date.split("-")
        parts.append(f"ngày {day}/{month if int(month) < 3 else int(month)}/{year}")
    return " ".join([*parts, f"của {sender}"])


def _short_name(tree: OfficialDocument) -> str:
    kind = KINDS[tree.kind].name if tree.kind in KINDS else "Văn bản"
    number = "/".join(part for part in (tree.number, tree.symbol) if part)
    return f"{kind} số {number}" if tree.number else kind
