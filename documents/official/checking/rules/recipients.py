"""Nơi nhận (Decree 30/2020, Annex I, II.9): `Như trên` first, `Lưu: VT, …` last."""

from __future__ import annotations

import re
from collections.abc import Iterator

from documents.official.checking.clauses import DECISION_FORM, RECIPIENTS
from documents.official.checking.context import Context
from documents.official.checking.letters import fold
from documents.official.checking.registry import ERROR, INFO, Hit, rule
from documents.official.checking.rules.addressees import bare, drop_repeats, key, repeats
from documents.official.checking.wording import named, wording_rule
from documents.official.kinds import LETTER
from documents.official.tree import ARTICLE, OfficialDocument

_NO_LIST = {"HĐ", "BGN", "BTT", "TCG", "GUQ"}
_ADDRESSED = {LETTER, "TTr", "BC"}
_FILE = re.compile(r"l[uư]u\b", re.I)
_CLERK = re.compile(r"\bVT\b|\bvăn thư\b", re.I)


def is_file_line(entry: str) -> bool:
    """Tell whether the entry says where the file copy is kept (`Lưu: VT, KT`)."""
    return bool(_FILE.match(bare(entry)))


def is_as_above(entry: str) -> bool:
    """Tell whether the entry is `Như trên`, also with a remark (`Như trên (để thực hiện)`)."""
    return bool(re.match(r"nhu (tren|kinh gui)\b", fold(bare(entry))))


@rule("recipients.missing", what="Có phần “Nơi nhận”", clause=RECIPIENTS, severity=ERROR)
def missing(context: Context) -> Iterator[Hit]:
    if not any(context.document.recipients) and context.document.kind not in _NO_LIST:
        yield Hit("recipients", "Thiếu phần “Nơi nhận”.", "Ghi nơi nhận, dòng cuối là “Lưu: VT, <đơn vị soạn thảo>”.")


wording_rule(
    "recipients.marks",
    lambda s: re.sub(r"(?i)^nơi nhận\s*:\s*(?=\S)", "", bare(s)),
    clause=RECIPIENTS,
    what="Mỗi nơi nhận không mang sẵn gạch đầu dòng và dấu câu cuối dòng",
    pick=named("recipients"),
    message="Thừa gạch đầu dòng hoặc dấu câu ở nơi nhận: “{found}”.",
    mend="Ghi “{wanted}”; gạch đầu dòng, dấu “;” và dấu “.” được thêm khi in.",
)


@rule(
    "recipients.repeated",
    what="Không ghi lặp, không có dòng trống ở “Nơi nhận”",
    clause=RECIPIENTS,
    fix=lambda d, _: drop_repeats(d, "recipients"),
)
def repeated(context: Context) -> Iterator[Hit]:
    yield from repeats(context.document.recipients, "recipients", "“Nơi nhận”")


@rule(
    "recipients.file_line_missing", what="Dòng cuối của “Nơi nhận” là “Lưu: VT, …”", clause=RECIPIENTS, severity=ERROR
)
def file_line_missing(context: Context) -> Iterator[Hit]:
    entries = context.document.recipients
    if any(entries) and not any(map(is_file_line, entries)):
        yield Hit("recipients", "Nơi nhận thiếu dòng “Lưu: VT”.", "Thêm dòng cuối “Lưu: VT, <đơn vị soạn thảo>”.")


def _file_line_last(document: OfficialDocument, _: str) -> None:
    document.recipients.sort(key=is_file_line)


@rule("recipients.file_line_last", what="“Lưu: VT, …” là dòng cuối cùng", clause=RECIPIENTS, fix=_file_line_last)
def file_line_last(context: Context) -> Iterator[Hit]:
    flags = [is_file_line(e) for e in context.document.recipients]
    if flags != sorted(flags):
        yield Hit(
            f"recipients[{flags.index(True)}]",
            "Dòng “Lưu” không đứng cuối phần “Nơi nhận”.",
            "Chuyển dòng “Lưu” xuống cuối.",
        )


def _file_form(entry: str) -> str:
    """Return `Lưu: VT, KT` for any usual way of typing it; other entries as they are."""
    if not is_file_line(entry):
        return entry
    rest = re.sub(r"^\s*[:.;,\-–]?\s*", "", _FILE.sub("", entry, count=1))
    rest = re.sub(r"\s*,\s*", ", ", rest).strip(" ,")
    return f"Lưu: {rest}" if rest else entry


wording_rule(
    "recipients.file_line_form",
    _file_form,
    what="Dòng lưu ghi “Lưu: VT, …” có dấu hai chấm",
    clause=RECIPIENTS,
    message="Dòng lưu ghi chưa đúng: “{found}”.",
    mend="Ghi “{wanted}”.",
    pick=named("recipients"),
)


@rule("recipients.file_line_clerk", what="Dòng lưu có “VT” (văn thư)", clause=RECIPIENTS)
def file_line_clerk(context: Context) -> Iterator[Hit]:
    for index, entry in enumerate(context.document.recipients):
        if is_file_line(entry) and not _CLERK.search(entry):
            yield Hit(
                f"recipients[{index}]", f"Dòng “{entry}” không có văn thư (VT).", "Ghi “Lưu: VT, <đơn vị soạn thảo>”."
            )


@rule("recipients.file_line_unit", what="Dòng lưu có chữ viết tắt đơn vị soạn thảo", clause=RECIPIENTS)
def file_line_unit(context: Context) -> Iterator[Hit]:
    for index, entry in enumerate(context.document.recipients):
        if is_file_line(entry) and re.fullmatch(r"l[uư]u\s*:?\s*vt\s*\.?", entry.strip(), re.I):
            yield Hit(
                f"recipients[{index}]",
                "Dòng “Lưu: VT” chưa có đơn vị soạn thảo.",
                "Ghi thêm chữ viết tắt đơn vị soạn thảo, ví dụ “Lưu: VT, KT”.",
            )


def _as_above_first(document: OfficialDocument, _: str) -> None:
    rest = [e for e in document.recipients if not is_as_above(e)]
    first = next((e for e in document.recipients if is_as_above(e)), "Như trên")
    document.recipients = [first, *rest]


@rule(
    "recipients.as_above",
    what="Văn bản có “Kính gửi” thì dòng đầu của “Nơi nhận” là “Như trên”",
    clause=RECIPIENTS,
    fix=_as_above_first,
)
def as_above(context: Context) -> Iterator[Hit]:
    document = context.document
    entries = document.recipients
    if document.kind in _ADDRESSED and any(document.addressees) and any(entries) and not is_as_above(entries[0]):
        yield Hit("recipients[0]", "Dòng đầu của “Nơi nhận” không phải “Như trên”.", "Thêm dòng đầu “Như trên”.")


@rule("recipients.as_above_without_addressees", what="“Như trên” chỉ dùng khi có “Kính gửi”", clause=RECIPIENTS)
def as_above_without_addressees(context: Context) -> Iterator[Hit]:
    document = context.document
    if any(document.addressees) or document.kind in {"GM", "GGT", "CĐ", "PG", "PC", "PB"}:
        return
    for index, entry in enumerate(document.recipients):
        if is_as_above(entry):
            yield Hit(
                f"recipients[{index}]", "Có “Như trên” nhưng văn bản không có “Kính gửi”.", "Ghi rõ tên nơi nhận."
            )


@rule("recipients.as_article", what="Nơi nhận của quyết định bắt đầu bằng “Như Điều …”", clause=DECISION_FORM)
def as_article(context: Context) -> Iterator[Hit]:
    document = context.document
    has_articles = any(node.level == ARTICLE for _, node in context.nodes)
    if document.kind != "QĐ" or not has_articles or not any(document.recipients):
        return
    if not re.match(r"nhu dieu \d", fold(bare(document.recipients[0]))):
        yield Hit(
            "recipients[0]",
            "Dòng đầu của “Nơi nhận” không phải “Như Điều …”.",
            "Ghi “Như Điều …” với số của điều nêu trách nhiệm thi hành.",
        )


@rule(
    "recipients.repeats_addressee",
    what="Nơi đã ở “Kính gửi” không ghi lại ở “Nơi nhận”",
    clause=RECIPIENTS,
    severity=INFO,
)
def repeats_addressee(context: Context) -> Iterator[Hit]:
    addressed = {key(e) for e in context.document.addressees if e.strip()}
    for index, entry in enumerate(context.document.recipients):
        if entry.strip() and key(entry) in addressed:
            yield Hit(
                f"recipients[{index}]", f"“{entry}” đã có ở “Kính gửi”.", "Bỏ dòng này; “Như trên” đã gồm nơi đó."
            )
