"""The words of head and foot as they are printed: number, date, subject, addressees, recipients, signatures.

Both doors (HTML and Word) take their words from here, so that they cannot differ. Nothing is invented: what the tree
leaves out stays out, apart from the fixed words of the form and its punctuation.
"""

from __future__ import annotations

import datetime
import re
import unicodedata

from documents.official.kinds import KINDS, LETTER
from documents.official.numbering import joined
from documents.official.tree import OfficialDocument, Signature

from .metrics import balance, text_width
from .style import PAGE, SIZES, SPACES

NBSP = "\u00a0"
BLANK = NBSP * 6
_SHORT_BLANK = NBSP * 5
# Control characters, lone surrogates, non-characters, and marks that turn the direction of writing.
_NOT_PRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff"
    "\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]"
)
_UNIT = re.compile(r"(?<!TÁC)(?<!THỊ)\s(?=(?:TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|THỊ TRẤN|XÃ|PHƯỜNG|ĐẶC KHU)\s)")
_END_MARKS = " ;,."


def clean(text: str | None) -> str:
    """Return the text as it may be printed: NFC, one space between words, no control or direction characters."""
    if not text:
        return ""
    kept = _NOT_PRINTABLE.sub("", text.encode("utf-8", "ignore").decode("utf-8"))
    return " ".join(unicodedata.normalize("NFC", kept).split())


def is_letter(document: OfficialDocument) -> bool:
    """Say whether the document is a công văn, whose subject stands under the number (Annex I, part I, II.5.b)."""
    return document.kind == LETTER


def title(document: OfficialDocument) -> str:
    """Return the kind's name in capitals, or "" for a công văn and an unknown kind."""
    if is_letter(document) or document.kind not in KINDS:
        return ""
    return KINDS[document.kind].title


def number_line(document: OfficialDocument) -> str:
    """Return `Số: 05/UBND-KT` (`Số: 22-KH/ĐU`), a blank for an unknown number; "" for a thư công without one.

    A number under 10 gets a zero (Annex I, part I, II.3).
    """
    number, symbol = number_of(document), clean(document.symbol)
    if document.kind == "TCG" and not number and not symbol:
        return ""
    return f"Số: {joined(number or BLANK, symbol)}"


def number_of(document: OfficialDocument) -> str:
    """Return the number with the zero that pads it, "" while it is blank."""
    number = clean(document.number)
    return f"0{number}" if number.isdigit() and len(number) == 1 else number


def date_line(document: OfficialDocument) -> str:
    """Return `Thanh Miện, ngày 05 tháng 3 năm 2026` (Annex I, part I, II.4), or "" where the form has no such line.

    Days under 10 and the months 1 and 2 get a zero. Without a date the printed `date_text` is kept, with room for the
    pen; a biên bản without place and date has no line (Annex III, form 1.9).
    """
    place = clean(document.place)
    when = long_date(document.date) or with_room(clean(document.date_text))
    if not place and not when and document.kind == "BB":
        return ""
    when = when or f"ngày{_SHORT_BLANK}tháng{_SHORT_BLANK}năm{_SHORT_BLANK}".rstrip()
    return f"{place}, {when}" if place else when


def long_date(iso: str | None) -> str:
    """Return `ngày 05 tháng 01 năm 2020` for an ISO date, "" for none or for text that is no date."""
    day = day_of(iso)
    if day is None:
        return ""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def day_of(iso: str | None) -> datetime.date | None:
    """Return an ISO date as a day, None for none or for text that is no date."""
    try:
        return datetime.date.fromisoformat(iso or "")
    except ValueError:
        return None


def with_room(text: str) -> str:
    """Open room for the pen where a number, day, month or year is blank: `số      /KH-UBND ngày      tháng`."""
    text = re.sub(r"([Ss]ố:?)\s*(?=/)", rf"\1 {_SHORT_BLANK}", text)
    text = re.sub(r"(ngày|tháng)\s+(?=tháng|năm)", rf"\1{_SHORT_BLANK}", text)
    return re.sub(r"(tháng\s+\d*\s*năm)(?=$|\s+của)", rf"\1{_SHORT_BLANK}", text)


def issuer_lines(name: str | None, size: float, *, bold: bool) -> list[str]:
    """Return a body's name in capitals, broken for the left head cell, before its unit's word (`XÃ …`) where that fits.

    Names of bodies in the head are in capitals (Annex I, part I, II.2).
    """
    text, width = clean(name).upper(), SPACES.left_cell - 2
    if not text:
        return []
    if text_width(text, size, bold=bold) <= width:
        return [text]
    for mark in reversed(list(_UNIT.finditer(text))):
        parts = [text[: mark.start()], text[mark.end() :]]
        if all(text_width(part, size, bold=bold) <= width for part in parts):
            return parts
    return balance(text, width, size, bold=bold)


def letter_subject_lines(document: OfficialDocument) -> list[str]:
    """Return the lines of a công văn's `V/v …`, [] for other kinds or an unknown subject."""
    subject = clean(document.subject)
    if not is_letter(document) or not subject:
        return []
    return balance(f"V/v {subject}", SPACES.left_cell - 4, SIZES.letter_subject)


def subject_lines(document: OfficialDocument) -> list[str]:
    """Return the lines of the subject under the kind's name, [] for a công văn."""
    subject = clean(document.subject)
    if is_letter(document) or not subject:
        return []
    return balance(subject, PAGE.text_width - 20, SIZES.subject, bold=True)


def addressee_head(document: OfficialDocument) -> str:
    """Return what stands before the addressees: `Kính gửi:`, or `<body> điện:` in a công điện (Annex III, form 1.6)."""
    if document.kind == "CĐ" and document.issuer:
        return f"{clean(document.issuer).upper()} điện:"
    return "Kính gửi:"


def addressee_lines(document: OfficialDocument) -> list[str]:
    """Return the addressees: one as it is, several as `- X;` … `- Z.` (Annex I, part I, II.9.a)."""
    names = [clean(name).strip(_END_MARKS) for name in document.addressees]
    names = [name for name in names if name]
    return names if len(names) == 1 else _dashed(names)


def recipient_lines(recipients: list[str]) -> list[str]:
    """Return the `Nơi nhận` lines: `- Như trên;` … `- Lưu: VT.` (Annex I, part I, II.9.b)."""
    return _dashed([name for name in (clean(name).strip(_END_MARKS) for name in recipients) if name])


def _dashed(names: list[str]) -> list[str]:
    return [f"- {name}{'.' if i == len(names) else ';'}" for i, name in enumerate(names, 1)]


def signature_lines(signature: Signature | None) -> list[str]:
    """Return the lines above the room for the signature: authority (`TM. …`, `KT. …`) and the signer's own title."""
    if signature is None:
        return []
    lines = [re.sub(r"^(TM|KT|TL|TUQ|Q)\.\s*", r"\1. ", clean(line)) for line in signature.authority]
    return [line for line in [*lines, clean(signature.title)] if line]


def signer(signature: Signature | None) -> str:
    """Return the signer's name, "" while it is unknown."""
    return clean(signature.name) if signature else ""


CONFIRMS = ["Xác nhận của cơ quan (tổ chức)", "hoặc chính quyền địa phương", "nơi nghỉ phép"]
IF_NEEDED = "(nếu cần)"


def confirmation_lines(document: OfficialDocument) -> list[str]:
    """Return the words over the room where the place of a leave confirms it (Annex III, form 1.10), [] elsewhere."""
    return CONFIRMS if document.kind == "GNP" and document.signature else []


def pdf_title(document: OfficialDocument) -> str:
    """Return the document's title for metadata: `Kế hoạch 12/KH-UBND: …`."""
    kind = KINDS[document.kind].name if document.kind in KINDS else "Văn bản"
    number = joined(clean(document.number), clean(document.symbol)).lstrip("-/")
    head = f"{kind} {number}".strip()
    subject = clean(document.subject)
    return f"{head}: {subject}" if subject else head
