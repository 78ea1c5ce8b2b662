"""Kind, issuer and superior body, urgency and secrecy (Decree 30/2020, Annex I, II.2 and III)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking import places
from documents.official.checking.clauses import FIELDS, ISSUER, KINDS, STAMPS
from documents.official.checking.context import Context
from documents.official.checking.letters import fold
from documents.official.checking.norms import DECREE_30
from documents.official.checking.registry import ERROR, INFO, Hit, rule
from documents.official.checking.wording import Change, named, wording_rule
from documents.official.kinds import KINDS as ALL_KINDS

_COMMITTEE = re.compile(r"(ỦY BAN NHÂN DÂN|UỶ BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|UBND|HĐND)$", re.I)
_COMMUNE = re.compile(r"(ỦY|UỶ) BAN NHÂN DÂN (XÃ|PHƯỜNG|ĐẶC KHU|THỊ TRẤN)\b", re.I)
_LOCAL_PARENT = re.compile(r"(ỦY|UỶ) BAN NHÂN DÂN\b|^UBND\b", re.I)
_SHORT = {"UBND": "ỦY BAN NHÂN DÂN", "HĐND": "HỘI ĐỒNG NHÂN DÂN"}
_URGENCY = {fold(w): w for w in ("HỎA TỐC", "THƯỢNG KHẨN", "KHẨN")}
_SECRECY = {fold(w): w for w in ("TUYỆT MẬT", "TỐI MẬT", "MẬT")}
_FIELD_NAMES = {
    "number": "Số văn bản",
    "symbol": "Ký hiệu",
    "issuer": "Tên cơ quan ban hành",
    "subject": "Trích yếu",
    "signature.title": "Chức vụ người ký",
    "signature.name": "Họ tên người ký",
}


@rule("kind.unknown", what="Tên loại văn bản thuộc 29 loại văn bản hành chính", clause=KINDS, severity=ERROR)
def kind_unknown(context: Context) -> Iterator[Hit]:
    kind = context.document.kind
    if not kind:
        yield Hit("kind", "Chưa xác định được tên loại văn bản.", "Chọn một trong 29 loại văn bản hành chính.")
    elif kind not in ALL_KINDS:
        yield Hit(
            "kind",
            f"“{kind}” không phải chữ viết tắt của loại văn bản hành chính nào.",
            "Chọn một trong 29 loại văn bản hành chính.",
        )


@rule("head.issuer_missing", what="Có tên cơ quan, tổ chức ban hành", clause=ISSUER, severity=ERROR)
def issuer_missing(context: Context) -> Iterator[Hit]:
    if not context.document.issuer:
        yield Hit(
            "issuer",
            "Thiếu tên cơ quan, tổ chức ban hành văn bản.",
            "Ghi tên chính thức của cơ quan ban hành, in hoa, ở góc trên bên trái.",
        )


def _is_inferred(context: Context) -> bool:
    """Tell whether the reader took the issuer from elsewhere, as in a scan without a head."""
    return any(finding.where == "issuer" for finding in context.document.findings)


def _expand(text: str) -> str:
    first, _, rest = text.partition(" ")
    full = _SHORT.get(first)
    return f"{full} {rest}".strip() if full else text


wording_rule(
    "head.issuer_abbreviated",
    _expand,
    what="Tên cơ quan ban hành viết đầy đủ, không viết tắt",
    clause=ISSUER,
    message="Tên cơ quan ban hành viết tắt: “{found}”.",
    mend="Viết đầy đủ “{wanted}”.",
    pick=named("issuer"),
)
wording_rule(
    "head.case",
    str.upper,
    what="Tên cơ quan ban hành và cơ quan chủ quản viết in hoa",
    clause=ISSUER,
    message="Tên cơ quan chưa viết in hoa: “{found}”.",
    mend="Viết in hoa “{wanted}”.",
    pick=lambda context: () if _is_inferred(context) else named("issuer", "parent_body")(context),
    severity=ERROR,
)
wording_rule(
    "head.end_mark",
    lambda s: s.rstrip(" .,;:-–") or s,
    what="Không có dấu câu sau tên cơ quan",
    clause=ISSUER,
    message="Thừa dấu câu sau tên cơ quan: “{found}”.",
    mend="Bỏ dấu câu ở cuối.",
    pick=named("issuer", "parent_body"),
)


@rule("head.issuer_place", what="Tên cơ quan địa phương có tên đơn vị hành chính", clause=ISSUER)
def issuer_place(context: Context) -> Iterator[Hit]:
    for name in ("issuer", "parent_body"):
        text = getattr(context.document, name) or ""
        if _COMMITTEE.fullmatch(text) and not (name == "parent_body" and context.document.issuer):
            yield Hit(name, f"“{text}” chưa có tên đơn vị hành chính.", "Ghi thêm tên xã, phường, tỉnh hoặc thành phố.")


@rule(
    "head.committee_parent",
    what="Trên tên UBND cấp xã không ghi UBND cấp trên làm cơ quan chủ quản",
    clause=ISSUER,
    severity=INFO,
)
def committee_parent(context: Context) -> Iterator[Hit]:
    document = context.document
    if _COMMUNE.match(document.issuer or "") and _LOCAL_PARENT.search(document.parent_body or ""):
        yield Hit(
            "parent_body",
            "Ủy ban nhân dân cấp xã ban hành văn bản với danh nghĩa của mình, không ghi cơ quan chủ quản ở trên.",
            f"Bỏ dòng “{document.parent_body}”.",
        )


@rule(
    "head.parent_same",
    what="Cơ quan chủ quản khác cơ quan ban hành",
    clause=ISSUER,
    severity=ERROR,
    fix=lambda d, where: places.put(d, where, None),
)
def parent_same(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.parent_body and fold(document.parent_body) == fold(document.issuer or ""):
        yield Hit("parent_body", "Tên cơ quan chủ quản trùng với tên cơ quan ban hành.", "Bỏ dòng cơ quan chủ quản.")


def _stamp(words: dict[str, str]) -> Change:
    return lambda text: words.get(fold(text).strip(" .!"), text)


wording_rule(
    "stamp.urgency_case",
    _stamp(_URGENCY),
    what="Dấu chỉ mức độ khẩn in hoa, đúng chữ",
    clause=STAMPS,
    message="Dấu chỉ mức độ khẩn ghi chưa đúng: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=named("urgency"),
)
wording_rule(
    "stamp.secrecy_case",
    _stamp(_SECRECY),
    what="Dấu chỉ độ mật in hoa, đúng chữ",
    clause=STAMPS,
    message="Dấu chỉ độ mật ghi chưa đúng: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=named("secrecy"),
)


@rule(
    "stamp.words",
    what="Mức độ khẩn là HỎA TỐC, THƯỢNG KHẨN hoặc KHẨN; độ mật là TUYỆT MẬT, TỐI MẬT hoặc MẬT",
    clause=STAMPS,
    severity=ERROR,
)
def stamp_words(context: Context) -> Iterator[Hit]:
    known = (("urgency", _URGENCY, "mức độ khẩn"), ("secrecy", _SECRECY, "độ mật"))
    for name, words, label in known:
        text = getattr(context.document, name)
        if text and fold(text).strip(" .!") not in words:
            yield Hit(name, f"“{text}” không phải {label} được quy định.", f"Dùng {', '.join(words.values())}.")


@rule(
    "document.field_length",
    what="Độ dài các trường không vượt quy định của hệ thống quản lý tài liệu điện tử",
    clause=FIELDS,
)
def field_length(context: Context) -> Iterator[Hit]:
    for where, limit in DECREE_30.field_lengths.items():
        text = places.find(context.document, where)
        if isinstance(text, str) and len(text) > limit:
            yield Hit(where, f"{_FIELD_NAMES[where]} dài {len(text)} ký tự, quá {limit} ký tự.", "Viết ngắn gọn hơn.")
