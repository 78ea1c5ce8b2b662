"""What single kinds must say besides the common parts (Decree 30/2020, Annex III, forms 1.7 to 1.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.clauses import INTRODUCTION_FORM, INVITATION_FORM, MINUTES_FORM
from documents.official.checking.context import Context
from documents.official.checking.letters import fold
from documents.official.checking.registry import Hit, rule

_INVITATION = {
    "thời gian": r"thoi gian|\bluc\b|\d+ ?(?:gio|h)\b|ngay \d",
    "địa điểm": r"dia diem|\btai\b",
    "khách mời": r"kinh moi|tran trong|\bmoi\b",
}
_MINUTES = {
    "thời gian bắt đầu": r"bat dau|thoi gian|\bluc\b|\d+ ?(?:gio|h)\b",
    "địa điểm": r"dia diem|\btai\b",
    "thành phần tham dự": r"thanh phan|tham du|co mat",
    "chủ trì (chủ tọa)": r"chu tri|chu toa",
    "thư ký": r"thu ky",
    "thời gian kết thúc": r"ket thuc|be mac|cung ngay",
}
_INTRODUCTION = {
    "người được giới thiệu": r"ong|ba\b|dong chi|ho (?:va )?ten",
    "nơi đến": r"duoc cu den|den\b|gui\b|lien he",
    "thời hạn của giấy": r"het ngay|gia tri",
}


def _missing(context: Context, wanted: dict[str, str]) -> list[str]:
    document = context.document
    signers = [s for s in (document.signature, document.co_signature) if s]
    extra = " ".join([*document.addressees, *(t for s in signers for t in [*s.authority, s.title or ""])])
    words = fold(f"{document.subject or ''}\n{context.main_text}\n{extra}")
    return [label for label, pattern in wanted.items() if not re.search(pattern, words)]


@rule("invitation.fields", what="Giấy mời ghi người được mời, thời gian, địa điểm", clause=INVITATION_FORM)
def invitation(context: Context) -> Iterator[Hit]:
    lacking = _missing(context, _INVITATION) if context.document.kind == "GM" and context.main_text else []
    if lacking:
        yield Hit(
            "body", f"Giấy mời thiếu {', '.join(lacking)}.", "Ghi đủ người được mời, nội dung, thời gian, địa điểm."
        )


@rule(
    "minutes.fields",
    what="Biên bản ghi thời gian, địa điểm, thành phần, chủ trì, thư ký, kết thúc",
    clause=MINUTES_FORM,
)
def minutes(context: Context) -> Iterator[Hit]:
    lacking = _missing(context, _MINUTES) if context.document.kind == "BB" and context.main_text else []
    if lacking:
        yield Hit("body", f"Biên bản thiếu {', '.join(lacking)}.", "Ghi đủ theo mẫu biên bản.")


@rule("introduction.fields", what="Giấy giới thiệu ghi người được cử, nơi đến, thời hạn", clause=INTRODUCTION_FORM)
def introduction(context: Context) -> Iterator[Hit]:
    lacking = _missing(context, _INTRODUCTION) if context.document.kind == "GGT" and context.main_text else []
    if lacking:
        yield Hit("body", f"Giấy giới thiệu thiếu {', '.join(lacking)}.", "Ghi đủ theo mẫu giấy giới thiệu.")
