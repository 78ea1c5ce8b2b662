"""Appendices (Decree 30/2020, Annex I, III.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking import places
from documents.official.checking.clauses import APPENDIX, APPENDIX_NOTE
from documents.official.checking.context import Context
from documents.official.checking.letters import fold, from_roman, roman
from documents.official.checking.registry import ERROR, INFO, Hit, rule
from documents.official.checking.wording import excerpt
from documents.official.kinds import KINDS
from documents.official.tree import Appendix, OfficialDocument

_MENTION = re.compile(r"phu luc|kem theo|dinh kem|bieu mau|(?:bieu|mau|danh sach|bang tong hop) (?:so|duoi day)")
_PROMISE = re.compile(r"(?:phu luc|bieu mau|danh sach)(?: so)?(?: [ivx\d]+)?[^.;]{0,30}kem theo")
_NOTE_START = re.compile(r"\(?\s*(?:ban hành |đính )?kèm(?: theo)?\b", re.I)
_NOTE_COLON = re.compile(r"\bsố\s*:\s*", re.I)


def _each(context: Context) -> Iterator[tuple[str, Appendix]]:
    for index, appendix in enumerate(context.document.appendices):
        yield f"appendices[{index}]", appendix


@rule("appendix.not_mentioned", what="Văn bản có phụ lục thì nội dung phải dẫn đến phụ lục", clause=APPENDIX)
def not_mentioned(context: Context) -> Iterator[Hit]:
    if context.document.appendices and not _MENTION.search(fold(context.main_text)):
        yield Hit(
            "body", "Nội dung văn bản chưa dẫn đến phụ lục.", "Ghi “(Phụ lục kèm theo)” ở chỗ nói đến nội dung đó."
        )


@rule("appendix.promised", what="Phụ lục nói đến trong nội dung có ở cuối văn bản", clause=APPENDIX, severity=INFO)
def promised(context: Context) -> Iterator[Hit]:
    if not context.document.appendices and _PROMISE.search(fold(context.main_text)):
        yield Hit(
            "appendices",
            "Nội dung nói đến phụ lục kèm theo nhưng văn bản không có phụ lục.",
            "Thêm phụ lục hoặc gửi kèm thành tệp riêng.",
        )


@rule(
    "appendix.numbered",
    what="Từ hai phụ lục trở lên đánh số La Mã liên tục; một phụ lục không đánh số",
    clause=APPENDIX,
)
def numbered(context: Context) -> Iterator[Hit]:
    appendices = list(_each(context))
    if len(appendices) == 1 and appendices[0][1].number:
        yield Hit(
            "appendices[0]", f"Văn bản có một phụ lục nhưng đánh số “{appendices[0][1].number}”.", "Bỏ số của phụ lục."
        )
        return
    for index, (where, appendix) in enumerate(appendices, start=1):
        if len(appendices) > 1 and index < 400 and from_roman(appendix.number or "") != index:
            yield Hit(where, f"Phụ lục thứ {index} ghi số “{appendix.number or ''}”.", f"Ghi “Phụ lục {roman(index)}”.")


@rule("appendix.title_missing", what="Phụ lục có tên", clause=APPENDIX)
def title_missing(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if not appendix.title:
            yield Hit(where, "Phụ lục chưa có tên.", "Ghi tên phụ lục, in hoa, dưới từ “Phụ lục”.")


@rule(
    "appendix.title_capitals",
    what="Tên phụ lục viết in hoa",
    clause=APPENDIX,
    fix=lambda d, where: places.change(d, where, str.upper),
)
def title_capitals(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if appendix.title and appendix.title != appendix.title.upper():
            yield Hit(f"{where}.title", f"Tên phụ lục “{excerpt(appendix.title)}” chưa viết in hoa.", "Viết in hoa.")


@rule("appendix.empty", what="Phụ lục có nội dung", clause=APPENDIX)
def empty(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if not appendix.body:
            yield Hit(where, "Phụ lục chưa có nội dung.", "Soạn nội dung hoặc bỏ phụ lục này.")


@rule("appendix.note_missing", what="Dưới tên phụ lục có dòng “(Kèm theo … số … ngày … của …)”", clause=APPENDIX_NOTE)
def note_missing(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if not appendix.note:
            yield Hit(where, "Phụ lục thiếu dòng “Kèm theo …”.", "Ghi “(Kèm theo … số … ngày … tháng … năm … của …)”.")


@rule("appendix.note_form", what="Dòng dưới tên phụ lục bắt đầu bằng “Kèm theo”", clause=APPENDIX_NOTE)
def note_form(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if appendix.note and not _NOTE_START.match(appendix.note):
            yield Hit(
                f"{where}.note",
                f"Dòng “{excerpt(appendix.note)}” không bắt đầu bằng “Kèm theo”.",
                "Ghi “(Kèm theo … số … ngày … tháng … năm … của …)”.",
            )


def _no_colon(document: OfficialDocument, where: str) -> None:
    places.change(document, where, lambda s: _NOTE_COLON.sub("số ", s))


@rule(
    "appendix.note_colon",
    what="Sau chữ “số” trong dòng “Kèm theo” không có dấu hai chấm",
    clause=APPENDIX_NOTE,
    fix=_no_colon,
)
def note_colon(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if appendix.note and _NOTE_COLON.search(appendix.note):
            yield Hit(f"{where}.note", "Thừa dấu hai chấm sau chữ “số” trong dòng “Kèm theo”.", "Bỏ dấu hai chấm.")


@rule(
    "appendix.note_slash", what="Số và ký hiệu trong dòng “Kèm theo” cách nhau bằng dấu gạch chéo", clause=APPENDIX_NOTE
)
def note_slash(context: Context) -> Iterator[Hit]:
    for where, appendix in _each(context):
        if re.search(r"\bsố\s*:?\s*\d*\s*[A-ZĐ][\w]*-[A-ZĐ]", appendix.note or ""):
            yield Hit(
                f"{where}.note", "Dòng “Kèm theo” thiếu dấu gạch chéo giữa số và ký hiệu.", "Ghi “số …/<ký hiệu>”."
            )


@rule("appendix.note_kind", what="Dòng “Kèm theo” ghi đúng tên loại của văn bản", clause=APPENDIX_NOTE)
def note_kind(context: Context) -> Iterator[Hit]:
    kind = KINDS.get(context.document.kind or "")
    for where, appendix in _each(context):
        match = re.match(r"(?:ban hanh )?kem theo (.{3,20}?) so\b", fold(appendix.note or "").strip(" ("))
        named = {fold(k.name): k for k in KINDS.values()}.get(match[1]) if match else None
        if kind and named and named is not kind:
            yield Hit(
                f"{where}.note",
                f"Dòng “Kèm theo” ghi {named.name} nhưng văn bản là {kind.name}.",
                f"Ghi “{kind.name}”.",
            )


@rule(
    "appendix.note_number",
    what="Số, ký hiệu trong dòng “Kèm theo” là của chính văn bản này",
    clause=APPENDIX_NOTE,
    severity=ERROR,
)
def note_number(context: Context) -> Iterator[Hit]:
    document = context.document
    for where, appendix in _each(context):
        match = re.search(r"\bsố\s*:?\s*(\d+)\s*/\s*([\w\-]+(?:/[\w\-]+)*)", appendix.note or "")
        if not match or not document.number or not document.symbol:
            continue
        if match[1].lstrip("0") != document.number.lstrip("0") or match[2].upper() != document.symbol.upper():
            yield Hit(
                f"{where}.note",
                f"Dòng “Kèm theo” ghi số {match[1]}/{match[2]}, "
                f"khác số {document.number}/{document.symbol} của văn bản.",
                "Ghi đúng số, ký hiệu của văn bản.",
            )


@rule(
    "appendix.note_filled",
    what="Dòng “Kèm theo”: văn bản giấy ghi đủ số, ngày; văn bản điện tử để trống",
    clause=APPENDIX_NOTE,
)
def note_filled(context: Context) -> Iterator[Hit]:
    electronic = context.surroundings.electronic
    for where, appendix in _each(context):
        filled = bool(re.search(r"\bsố\s*:?\s*\d", appendix.note or ""))
        if appendix.note and electronic is True and filled:
            yield Hit(f"{where}.note", "Văn bản điện tử không điền số, ngày ở dòng “Kèm theo”.", "Để trống số, ngày.")
        elif appendix.note and electronic is False and not filled:
            yield Hit(
                f"{where}.note", "Văn bản giấy chưa điền số, ngày ở dòng “Kèm theo”.", "Điền đủ số, ký hiệu, ngày."
            )
