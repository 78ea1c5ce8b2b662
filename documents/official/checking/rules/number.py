"""Number and symbol (Decree 30/2020, Annex I, II.3; Annex III, I; article 15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.clauses import KINDS as KINDS_CLAUSE
from documents.official.checking.clauses import NUMBER, SERIES
from documents.official.checking.context import Context
from documents.official.checking.letters import LETTER, fold
from documents.official.checking.registry import ERROR, INFO, WARNING, Hit, rule
from documents.official.checking.wording import named, wording_rule
from documents.official.kinds import COPIES, KINDS
from documents.official.kinds import LETTER as LETTER_KIND
from documents.official.numbering import is_party_symbol, joined

_PARTY = re.compile(rf"\d+-[{LETTER}]+")
_YEAR = re.compile(r"(\d{4})/(.+)")
# Groups that are rightly not all capitals: kinds, and offices whose fixed abbreviation has small letters.
_MIXED = {k.code for k in (*KINDS.values(), *COPIES.values())} | {"TTg", "HTg"}
# Kinds' letters that are also the abbreviation of a body (CT: cục thuế, TC: tài chính): a letter may start with them.
_AMBIGUOUS = {"CT", "TC", "PA", "PC", "PG", "PB", "DA", "QC", "HĐ", "HD", "CĐ", "BC", "TB"}
_NO_NUMBER = {"TCG"}


def _is_party_style(context: Context) -> bool:
    document = context.document
    return bool(_PARTY.fullmatch(document.number or "")) or is_party_symbol(document.symbol)


def _groups(symbol: str) -> list[str]:
    """Return the symbol's groups between hyphens, the year of a legal normative act left out."""
    symbol = _tight(symbol)
    match = _YEAR.fullmatch(symbol)
    return re.split(r"[-/]", match[2] if match else symbol)


@rule("number.missing", what="Văn bản đã ban hành phải có số", clause=NUMBER, severity=INFO)
def number_missing(context: Context) -> Iterator[Hit]:
    if not context.document.number and context.document.kind not in _NO_NUMBER:
        yield Hit("number", "Văn bản chưa có số.", "Lấy số tại văn thư khi ban hành; bản dự thảo để trống.")


@rule("number.digits", what="Số văn bản ghi bằng chữ số Ả Rập", clause=NUMBER, severity=ERROR)
def number_digits(context: Context) -> Iterator[Hit]:
    number = context.document.number
    if number and not re.fullmatch(r"\d+[a-zđ]?", number) and not _is_party_style(context):
        yield Hit("number", f"Số văn bản “{number}” không phải chữ số Ả Rập.", "Ghi số bằng chữ số Ả Rập, ví dụ 05.")


@rule("number.party_style", what="Số, ký hiệu theo kiểu văn bản của Đảng không thuộc Nghị định này", clause=NUMBER)
def party_style(context: Context) -> Iterator[Hit]:
    if _is_party_style(context):
        printed = joined(context.document.number or "", context.document.symbol or "")
        yield Hit(
            "number",
            f"Số “{printed}” ghi theo kiểu văn bản của Đảng.",
            "Văn bản hành chính ghi số, dấu gạch chéo, rồi ký hiệu: 05/KH-UBND.",
        )


wording_rule(
    "number.padding",
    lambda s: s.zfill(2) if re.fullmatch(r"[1-9]", s) else s,
    what="Số nhỏ hơn 10 có chữ số 0 ở trước",
    clause=NUMBER,
    severity=ERROR,
    pick=named("number"),
    message="Số văn bản nhỏ hơn 10 chưa có số 0 ở trước: “{found}”.",
    mend="Ghi “{wanted}”.",
)


@rule("symbol.missing", what="Văn bản có ký hiệu", clause=NUMBER, severity=ERROR)
def symbol_missing(context: Context) -> Iterator[Hit]:
    if not context.document.symbol and context.document.kind not in _NO_NUMBER:
        yield Hit("symbol", "Văn bản chưa có ký hiệu.", "Ghi ký hiệu sau số và dấu gạch chéo, ví dụ KH-UBND.")


def _tight(symbol: str) -> str:
    symbol = re.sub(r"\s*[-–—]\s*", "-", symbol)
    return re.sub(r"\s*/\s*", "/", symbol).strip("/- ") or symbol


wording_rule(
    "symbol.spacing",
    _tight,
    what="Gạch nối giữa các nhóm chữ của ký hiệu không có dấu cách",
    clause=NUMBER,
    message="Ký hiệu “{found}” có dấu cách hoặc dấu gạch không đúng.",
    mend="Ghi “{wanted}”.",
    pick=named("symbol"),
)


def _kind_case(symbol: str) -> str:
    first, mark, rest = symbol.partition("-")
    proper = {code.upper(): code for code in _MIXED}
    return proper.get(first.upper(), first) + mark + rest if mark else symbol


wording_rule(
    "symbol.kind_case",
    _kind_case,
    what="Chữ viết tắt tên loại trong ký hiệu đúng chữ hoa, chữ thường",
    clause=KINDS_CLAUSE,
    message="Chữ viết tắt tên loại ghi chưa đúng: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=named("symbol"),
)


@rule("symbol.case", what="Ký hiệu viết in hoa", clause=NUMBER)
def symbol_case(context: Context) -> Iterator[Hit]:
    for group in _groups(context.document.symbol or ""):
        if group != group.upper() and fold(group) not in {fold(m) for m in _MIXED}:
            yield Hit("symbol", f"Nhóm chữ “{group}” trong ký hiệu chưa viết in hoa.", f"Ghi “{group.upper()}”.")


@rule(
    "symbol.kind_letters",
    what="Ký hiệu của văn bản có tên loại bắt đầu bằng chữ viết tắt tên loại đó",
    clause=KINDS_CLAUSE,
    severity=ERROR,
)
def kind_letters(context: Context) -> Iterator[Hit]:
    document = context.document
    kind = KINDS.get(document.kind or "")
    if not kind or not kind.in_symbol or not document.symbol or _is_party_style(context):
        return
    first = _groups(document.symbol)[0]
    if first.upper() != kind.code.upper():
        yield Hit(
            "symbol",
            f"Văn bản là {kind.name} nhưng ký hiệu “{document.symbol}” không bắt đầu bằng “{kind.code}”.",
            f"Ghi ký hiệu theo mẫu {kind.code}-<chữ viết tắt cơ quan>.",
        )


@rule("symbol.letter_has_kind", what="Ký hiệu công văn không có chữ viết tắt tên loại", clause=NUMBER, severity=ERROR)
def letter_has_kind(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.kind != LETTER_KIND or not document.symbol or _is_party_style(context):
        return
    first = _groups(document.symbol)[0]
    if first.upper() in {"CV", *(c.upper() for c in _MIXED)}:
        severity = WARNING if first.upper() in _AMBIGUOUS else ERROR
        yield Hit(
            "symbol",
            f"Ký hiệu công văn “{document.symbol}” có chữ viết tắt tên loại “{first}”.",
            "Công văn ghi <cơ quan>-<đơn vị soạn thảo hoặc lĩnh vực>, ví dụ UBND-KT.",
            severity,
        )


@rule("symbol.letter_unit", what="Ký hiệu công văn có chữ viết tắt đơn vị soạn thảo hoặc lĩnh vực", clause=NUMBER)
def letter_unit(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.kind == LETTER_KIND and document.symbol and len([g for g in _groups(document.symbol) if g]) < 2:
        yield Hit(
            "symbol",
            f"Ký hiệu công văn “{document.symbol}” chưa có đơn vị soạn thảo hoặc lĩnh vực.",
            f"Ghi thêm, ví dụ {document.symbol}-KT.",
        )


@rule(
    "symbol.issuer_letters",
    what="Ký hiệu văn bản có tên loại có chữ viết tắt cơ quan ban hành",
    clause=NUMBER,
    severity=ERROR,
)
def issuer_letters(context: Context) -> Iterator[Hit]:
    document = context.document
    kind = KINDS.get(document.kind or "")
    if kind and kind.in_symbol and document.symbol and not any(_groups(document.symbol)[1:]):
        yield Hit(
            "symbol",
            f"Ký hiệu “{document.symbol}” chưa có chữ viết tắt cơ quan ban hành.",
            f"Ghi theo mẫu {kind.code}-<chữ viết tắt cơ quan>.",
        )


@rule("symbol.year", what="Ký hiệu văn bản hành chính không ghi năm ban hành", clause=NUMBER, severity=INFO)
def symbol_year(context: Context) -> Iterator[Hit]:
    symbol = _tight(context.document.symbol or "")
    if _YEAR.fullmatch(symbol):
        yield Hit(
            "symbol",
            f"Ký hiệu “{symbol}” có năm ban hành: chỉ văn bản quy phạm pháp luật ghi như vậy.",
            "Nếu là văn bản hành chính, bỏ năm khỏi ký hiệu.",
        )


@rule("number.date_order", what="Số và ngày theo đúng thứ tự của sổ đăng ký văn bản đi", clause=SERIES)
def date_order(context: Context) -> Iterator[Hit]:
    number, date = context.document.number or "", context.date
    if not number.isdecimal() or not date:
        return
    for other, other_date in context.surroundings.neighbours:
        if other_date.year == date.year and (other < int(number)) != (other_date <= date) and other_date != date:
            yield Hit(
                "number",
                f"Số {number} ngày {date:%d/%m/%Y} không theo thứ tự: số {other:02d} mang ngày {other_date:%d/%m/%Y}.",
                "Kiểm tra lại số hoặc ngày tại văn thư.",
            )
            return
