"""Kính gửi (Decree 30/2020, Annex I, II.9)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.clauses import RECIPIENTS
from documents.official.checking.context import Context
from documents.official.checking.letters import fold
from documents.official.checking.registry import ERROR, Hit, rule
from documents.official.checking.wording import named, wording_rule
from documents.official.kinds import KINDS, LETTER
from documents.official.tree import OfficialDocument

_NEEDS = {LETTER: ERROR, "TTr": ERROR}
_NEVER = {"NQ", "QĐ", "CT", "QC", "QyĐ", "TC", "TB", "HD", "CTr", "KH", "PA", "ĐA", "DA", "BB", "HĐ"}


@rule("addressees.missing", what="Công văn, tờ trình có “Kính gửi”", clause=RECIPIENTS, severity=ERROR)
def missing(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.kind in _NEEDS and not any(document.addressees):
        yield Hit(
            "addressees",
            f"{KINDS[document.kind].name} thiếu “Kính gửi”.",
            "Ghi tên cơ quan, cá nhân nhận để giải quyết.",
        )


@rule(
    "addressees.not_allowed",
    what="“Kính gửi” chỉ dùng cho công văn, và tờ trình, báo cáo gửi cấp trên",
    clause=RECIPIENTS,
)
def not_allowed(context: Context) -> Iterator[Hit]:
    document = context.document
    if document.kind in _NEVER and any(document.addressees):
        yield Hit(
            "addressees",
            f"{KINDS[document.kind].name} không có phần “Kính gửi”.",
            "Chuyển các nơi này xuống “Nơi nhận”.",
        )


wording_rule(
    "addressees.prefix",
    lambda s: re.sub(r"(?i)^\s*kính gửi\s*:?\s*(?=\S)", "", s),
    clause=RECIPIENTS,
    what="Tên nơi kính gửi không lặp lại chữ “Kính gửi”",
    message="Lặp chữ “Kính gửi”: “{found}”.",
    mend="Bỏ chữ “Kính gửi” trong tên nơi nhận.",
    pick=named("addressees"),
)


def bare(text: str) -> str:
    """Return an entry of a list of recipients without the dash and the mark that printing adds."""
    return re.sub(r"^[\s\-–—•*+]+(?=\S)|(?<=[^\s.])[\s;,:.]+$", "", text)


wording_rule(
    "addressees.marks",
    bare,
    what="Mỗi nơi kính gửi không mang sẵn gạch đầu dòng và dấu câu cuối dòng",
    clause=RECIPIENTS,
    message="Thừa gạch đầu dòng hoặc dấu câu ở nơi kính gửi: “{found}”.",
    mend="Ghi “{wanted}”; gạch đầu dòng, dấu “;” và dấu “.” được thêm khi in.",
    pick=named("addressees"),
)


def drop_repeats(document: OfficialDocument, name: str) -> None:
    """Keep the first of equal entries in the list `name` and leave out empty ones."""
    kept: dict[str, str] = {}
    for entry in getattr(document, name):
        if entry.strip():
            kept.setdefault(key(entry), entry)
    setattr(document, name, list(kept.values()))


def key(entry: str) -> str:
    """Return what makes two entries the same: no marks of spelling, case, dashes or end marks."""
    return " ".join(fold(bare(entry)).split())


def repeats(entries: list[str], where: str, label: str) -> Iterator[Hit]:
    """Yield a hit for each empty entry and each that stood before."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if not entry.strip():
            yield Hit(f"{where}[{index}]", f"Có dòng trống trong phần {label}.", "Bỏ dòng trống.")
        elif key(entry) in seen:
            yield Hit(f"{where}[{index}]", f"“{entry}” ghi lặp trong phần {label}.", "Bỏ dòng lặp.")
        seen.add(key(entry))


@rule(
    "addressees.repeated",
    what="Không ghi lặp, không có dòng trống ở “Kính gửi”",
    clause=RECIPIENTS,
    fix=lambda d, _: drop_repeats(d, "addressees"),
)
def repeated(context: Context) -> Iterator[Hit]:
    yield from repeats(context.document.addressees, "addressees", "“Kính gửi”")
