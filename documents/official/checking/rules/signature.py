"""Authority, title and name of who signs (Decree 30/2020, Annex I, II.7)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking import places
from documents.official.checking.clauses import MINUTES_FORM, SIGNATURE
from documents.official.checking.context import Context
from documents.official.checking.letters import fold, is_capitals
from documents.official.checking.registry import ERROR, INFO, WARNING, Hit, rule
from documents.official.checking.wording import named, wording_rule
from documents.official.tree import Signature

_PREFIX = re.compile(r"\s*(TM|KT|TL|TUQ|Q|T\s*/\s*M|K\s*/\s*T|T\s*/\s*L|TUQ\s*/)\b\s*[./]*\s*", re.I)
_KNOWN = re.compile(r"(TM|KT|TL|TUQ|Q)\. \S")
_COMMITTEE = re.compile(r"uy ban nhan dan|\bubnd\b")
_COLLECTIVE = {"KH", "CTr", "BC", "TTr", "ĐA", "PA", "NQ", "CV", "TB", "HD"}
_DEGREE = re.compile(
    r"^(?:(?:GS|PGS|TS|ThS|Th\.S|T\.S|KS|CN|BS|DS|LS|NGND|NGƯT|GVCC|BSCKI{1,2}|"
    r"Giáo sư|Phó Giáo sư|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Kỹ sư|Cử nhân|Bác sĩ|Ông|Bà|Đ/c|Đồng chí)(?:\.\s*|\s+))+",
    re.I,
)
_RANKED = re.compile(
    r"truong|dai hoc|hoc vien|benh vien|y te|vien |giao duc|khoa hoc|cong an|quan su|bien phong|quan doi"
)
_NO_SIGNER = {"PG", "PC"}
_PARTIES = {"HĐ", "BGN", "BTT", "BB"}  # signed by sides (“ĐẠI DIỆN BÊN A”), not by authority


def lines(signature: Signature | None) -> list[str]:
    """Return the printed lines over the name: authority, then the title."""
    return [*signature.authority, *([signature.title] if signature.title else [])] if signature else []


def _spaced(text: str) -> str:
    """Return an authority line in the decree's form: `KT. CHỦ TỊCH` for `KT.CHỦ TỊCH` or `K/T CHỦ TỊCH`."""
    match = _PREFIX.match(text)
    if not match or not text[match.end() :]:
        return text
    mark = re.sub(r"[\s/]", "", match[1]).upper()
    has_mark = "." in match[0] or "/" in match[0]
    return f"{mark}. {text[match.end() :]}" if has_mark or mark != "Q" else text


wording_rule(
    "signature.prefix_form",
    _spaced,
    what="Sau TM, KT, TL, TUQ, Q có dấu chấm và một dấu cách",
    clause=SIGNATURE,
    severity=ERROR,
    message="Quyền hạn ký ghi chưa đúng: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=lambda c: ((w, t) for w, t in named("signature", "co_signature")(c) if not w.endswith(".name")),
)
wording_rule(
    "signature.case",
    str.upper,
    what="Quyền hạn, chức vụ của người ký viết in hoa",
    clause=SIGNATURE,
    severity=ERROR,
    message="Quyền hạn, chức vụ chưa viết in hoa: “{found}”.",
    mend="Viết “{wanted}”.",
    pick=lambda c: ((w, t) for w, t in named("signature", "co_signature")(c) if not w.endswith(".name")),
)


def _names(context: Context) -> Iterator[tuple[str, str]]:
    yield from ((w, t) for w, t in named("signature", "co_signature")(context) if w.endswith(".name"))


wording_rule(
    "signature.name_case",
    lambda s: s.title() if is_capitals(s) and len(s) > 3 else s,
    clause=SIGNATURE,
    what="Họ và tên người ký viết in thường, hoa chữ cái đầu",
    message="Họ tên người ký viết in hoa: “{found}”.",
    mend="Viết “{wanted}”.",
    pick=_names,
)


@rule("signature.missing", what="Có chức vụ, họ tên của người ký", clause=SIGNATURE, severity=ERROR)
def missing(context: Context) -> Iterator[Hit]:
    document = context.document
    signed = document.signature and (lines(document.signature) or document.signature.name)
    if not signed and document.kind not in _NO_SIGNER:
        yield Hit("signature", "Thiếu chức vụ, họ tên của người ký.", "Ghi quyền hạn, chức vụ và họ tên người ký.")


@rule("signature.name_missing", what="Có họ và tên người ký", clause=SIGNATURE)
def name_missing(context: Context) -> Iterator[Hit]:
    signature = context.document.signature
    if signature and lines(signature) and not signature.name:
        yield Hit("signature.name", "Thiếu họ và tên người ký.", "Ghi họ và tên dưới chữ ký.")


@rule("signature.title_missing", what="Có chức vụ người ký", clause=SIGNATURE)
def title_missing(context: Context) -> Iterator[Hit]:
    signature = context.document.signature
    if signature and signature.name and not signature.title:
        yield Hit("signature.title", "Thiếu chức vụ của người ký.", "Ghi chức vụ của người ký, in hoa.")


def may_print_degrees(issuer: str | None) -> bool:
    """Tell whether the body is of the armed forces, education, health or science, which may print titles."""
    return bool(_RANKED.search(fold(issuer or "")))


def without_degree(text: str) -> str:
    """Return a name without academic titles, ranks of honour and forms of address in front of it."""
    return _DEGREE.sub("", text) or text


@rule(
    "signature.academic",
    what="Trước họ tên người ký không ghi học hàm, học vị, danh hiệu",
    clause=SIGNATURE,
    fix=lambda d, where: places.change(d, where, without_degree),
)
def academic(context: Context) -> Iterator[Hit]:
    if may_print_degrees(context.document.issuer):
        return
    for where, name in _names(context):
        if without_degree(name) != name:
            yield Hit(
                where,
                f"Họ tên người ký ghi kèm học hàm, học vị hoặc danh xưng: “{name}”.",
                f"Ghi “{without_degree(name)}”.",
            )


@rule("signature.signed_mark", what="Chỗ họ tên ghi họ tên, không ghi “(Đã ký)”", clause=SIGNATURE)
def signed_mark(context: Context) -> Iterator[Hit]:
    for where, name in _names(context):
        if "da ky" in fold(name):
            yield Hit(where, f"Chỗ họ tên người ký ghi “{name}”.", "Ghi họ và tên người ký.")


@rule(
    "signature.collective",
    what="Văn bản của Ủy ban nhân dân ký thay mặt tập thể có “TM. ỦY BAN NHÂN DÂN”",
    clause=SIGNATURE,
)
def collective(context: Context) -> Iterator[Hit]:
    document = context.document
    signature = document.signature
    if not signature or document.kind not in _COLLECTIVE or not _COMMITTEE.match(fold(document.issuer or "")):
        return
    title = fold(" / ".join(map(_spaced, lines(signature))))
    if "chu tich" in title and not re.search(r"\b(tm|tl|tuq)\. ", title):
        own = "chu tich uy ban nhan dan" in fold(context.main_text) or "chu tich ubnd" in fold(context.main_text)
        yield Hit(
            "signature.authority",
            "Văn bản ban hành với danh nghĩa Ủy ban nhân dân nhưng không ký thay mặt tập thể.",
            "Ghi dòng “TM. ỦY BAN NHÂN DÂN” ở trên.",
            INFO if own else WARNING,
        )


@rule(
    "signature.deputy",
    what="Cấp phó ký thay có “KT.”, và chức vụ dưới “KT.” là cấp phó của chức vụ đó",
    clause=SIGNATURE,
)
def deputy(context: Context) -> Iterator[Hit]:
    signature = context.document.signature
    if not signature or not signature.title:
        return
    authority = [_spaced(a).upper() for a in signature.authority]
    title, acting = signature.title.upper(), [a[4:] for a in authority if a.startswith("KT. ")]
    if acting and not _is_deputy_of(title, acting[-1]):
        yield Hit(
            "signature.title",
            f"Ký “KT. {acting[-1]}” nhưng chức vụ “{signature.title}” không phải cấp phó.",
            f"Ghi chức vụ cấp phó, ví dụ PHÓ {acting[-1]}.",
        )
    elif title.startswith("PHÓ ") and not acting and not any(a.startswith(("TL.", "TUQ.")) for a in authority):
        in_charge = "PHỤ TRÁCH" in title or "QUYỀN" in title
        head = re.sub(r"\s*(PHỤ TRÁCH|QUYỀN).*", "", title[4:])
        yield Hit(
            "signature.authority",
            f"“{signature.title}” ký nhưng không có “KT. {head}”.",
            f"Ghi dòng “KT. {head}” ở trên chức vụ.",
            INFO if in_charge else WARNING,
        )


def _is_deputy_of(title: str, head: str) -> bool:
    return title.startswith("PHÓ ") or (title.startswith("THỨ TRƯỞNG") and head.startswith("BỘ TRƯỞNG"))


@rule(
    "signature.combination",
    what="TM., TL., TUQ. không đi cùng nhau; người được ủy quyền không để cấp phó ký thay",
    clause=SIGNATURE,
    severity=ERROR,
)
def combination(context: Context) -> Iterator[Hit]:
    signature = context.document.signature
    marks = [_spaced(a).split(".")[0] for a in (signature.authority if signature else []) if _KNOWN.match(_spaced(a))]
    if len({"TM", "TL", "TUQ"} & set(marks)) > 1:
        yield Hit(
            "signature.authority", f"Các quyền hạn ký {', '.join(marks)} không đi cùng nhau.", "Chỉ giữ một quyền hạn."
        )
    if "TUQ" in marks and "KT" in marks:
        yield Hit(
            "signature.authority",
            "Người được ủy quyền (TUQ.) không được ủy quyền lại cho người khác ký.",
            "Bỏ dòng “KT.” hoặc để người được ủy quyền trực tiếp ký.",
        )
    if "KT" in marks and marks.index("KT") < max((i for i, m in enumerate(marks) if m in {"TM", "TL"}), default=-1):
        yield Hit(
            "signature.authority", "Dòng “KT.” đứng trước dòng “TM.” hoặc “TL.”.", "Đưa “TM.”, “TL.” lên trên “KT.”."
        )


@rule(
    "signature.authority_unknown", what="Quyền hạn ký là TM., KT., TL., TUQ. hoặc Q.", clause=SIGNATURE, severity=INFO
)
def authority_unknown(context: Context) -> Iterator[Hit]:
    document = context.document
    lines_above = document.signature.authority if document.signature and document.kind not in _PARTIES else []
    for index, text in enumerate(lines_above):
        if text and not _KNOWN.match(_spaced(text)):
            yield Hit(
                f"signature.authority[{index}]",
                f"“{text}” không có chữ viết tắt quyền hạn ký.",
                "Bắt đầu bằng TM., KT., TL., TUQ. hoặc Q.",
            )


@rule("minutes.signatures", what="Biên bản có chữ ký của thư ký và chủ tọa", clause=MINUTES_FORM)
def minutes(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.kind == "BB" and not (document.co_signature and lines(document.co_signature)):
        yield Hit("co_signature", "Biên bản thiếu chữ ký của thư ký.", "Ghi “THƯ KÝ” bên trái, “CHỦ TỌA” bên phải.")
