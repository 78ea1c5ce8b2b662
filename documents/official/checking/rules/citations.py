"""How other documents are cited in the text (Decree 30/2020, Annex I, II.6)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass

from documents.official.checking.clauses import CONTENT
from documents.official.checking.context import Context
from documents.official.checking.letters import LETTER, UPPER, fold
from documents.official.checking.registry import INFO, WARNING, Hit, rule
from documents.official.checking.rules.content import DATE, real_date
from documents.official.checking.wording import prose, wording_rule

_KIND = (
    "nghị quyết|nghị định|quyết định|chỉ thị|quy chế|quy định|thông tư|thông báo|hướng dẫn|chương trình hành động|"
    "chương trình|kế hoạch hành động|kế hoạch|phương án|đề án|báo cáo|tờ trình|công văn|công điện|kết luận|thông tri"
)
_CODE = rf"\d+[a-zđ]?(?:[/-][\d{LETTER}&]+)*[/-](?=[\d{LETTER}&\-]*[{UPPER}])[\d{LETTER}&]+(?:-[\d{LETTER}&]+)*"
_MARK = re.compile(r"\d[\w/]*[/-][\w]")  # what every code of an act holds
# Its day may stand behind the issuer: `Đề án số 08-ĐA/TU của Tỉnh ủy ngày 29/12/2025`.
_WHEN = rf"(?:,?\s*(?:của\s[^,;.()\d]{{3,60}}?\s)?ngày\s*{DATE})?"
_CITATION = re.compile(rf"\b(?P<kind>{_KIND})\s+(?:số\s*:?\s*)?(?P<code>{_CODE}){_WHEN}", re.I)


@dataclass(frozen=True)
class Repealed:
    """An act that no longer holds: how texts name it, what stands in its place, and from which day.

    `mark` is what every way of naming it holds, for a quick look.
    """

    mark: str
    pattern: re.Pattern[str]
    name: str
    successor: str
    since: dt.date


def _repealed(mark: str, pattern: str, name: str, successor: str, since: str) -> Repealed:
    return Repealed(mark, re.compile(pattern, re.I), name, successor, dt.date.fromisoformat(since))


REPEALED = (
    _repealed(
        "2012",
        r"luật\s+(?:hợp tác xã|HTX)(?:\s+số\s+23/2012/QH13|\s+năm\s+2012|\s+2012)|\b23/2012/QH13",
        "Luật Hợp tác xã năm 2012",
        "Luật Hợp tác xã năm 2023",
        "2024-07-01",
    ),
    _repealed("42/2022", r"\b42/2022/NĐ-CP", "Nghị định 42/2022/NĐ-CP", "Nghị định 224/2026/NĐ-CP", "2026-07-01"),
    _repealed("64/2007", r"\b64/2007/NĐ-CP", "Nghị định 64/2007/NĐ-CP", "Nghị định 224/2026/NĐ-CP", "2026-07-01"),
    _repealed(
        "124/2004", r"\b124/2004/QĐ-TTg", "Quyết định 124/2004/QĐ-TTg", "Quyết định 19/2025/QĐ-TTg", "2025-07-01"
    ),
)


@dataclass(frozen=True)
class Citation:
    """One citation: its place, kind, code, whether it carries a date, and that date."""

    where: str
    kind: str
    code: str
    dated: bool
    date: dt.date | None
    later: bool


def citations(context: Context) -> list[Citation]:
    """Return the citations of the main text in reading order; `later` marks a code that was cited before."""
    if "citations" not in context.kept:
        context.kept["citations"] = _find(context)
    found: list[Citation] = context.kept["citations"]
    return found


def _find(context: Context) -> list[Citation]:
    # Where the subject names the act with its day, the text below need not say it again.
    seen = {fold(match["code"]) for match in _CITATION.finditer(context.document.subject or "") if match["d"]}
    found = []
    for block in context.prose:
        for match in _CITATION.finditer(block.text) if not block.appendix and _MARK.search(block.text) else ():
            code = fold(match["code"])
            date = real_date(int(match["d"]), int(match["m"]), int(match["y"])) if match["y"] else None
            found.append(
                Citation(block.where, match["kind"], match["code"], match["d"] is not None, date, code in seen)
            )
            seen.add(code)
    return found


@rule(
    "citation.first_short",
    what="Dẫn văn bản lần đầu ghi đủ tên loại, số ký hiệu, ngày, cơ quan ban hành, trích yếu",
    clause=CONTENT,
)
def first_short(context: Context) -> Iterator[Hit]:
    for cited in citations(context):
        if not cited.later and not cited.dated:
            yield Hit(
                cited.where,
                f"{cited.kind} {cited.code} dẫn lần đầu nhưng chưa ghi ngày, tháng, năm.",
                "Lần đầu ghi đủ tên loại, số, ký hiệu, ngày, cơ quan ban hành, trích yếu.",
            )


@rule("citation.later_full", what="Dẫn lại văn bản chỉ ghi tên loại và số, ký hiệu", clause=CONTENT, severity=INFO)
def later_full(context: Context) -> Iterator[Hit]:
    for cited in citations(context):
        if cited.later and cited.dated:
            yield Hit(
                cited.where,
                f"{cited.kind} {cited.code} đã dẫn đủ ở trên, lần này ghi lại cả ngày.",
                "Chỉ ghi tên loại và số, ký hiệu.",
            )


@rule("citation.after_date", what="Văn bản được dẫn không ban hành sau văn bản này", clause=None)
def after_date(context: Context) -> Iterator[Hit]:
    for cited in citations(context):
        if cited.date and context.date and cited.date > context.date:
            yield Hit(
                cited.where,
                f"{cited.kind} {cited.code} ngày {cited.date:%d/%m/%Y} ban hành sau văn bản này "
                f"({context.date:%d/%m/%Y}).",
                "Kiểm tra lại ngày.",
            )


@rule("citation.repealed", what="Không dẫn văn bản đã hết hiệu lực", clause=None)
def repealed(context: Context) -> Iterator[Hit]:
    day = context.date or context.surroundings.today
    cited = [act for act in REPEALED if act.mark in context.prose_text]
    for where, text in prose(context) if cited else ():
        for act in cited:
            if act.pattern.search(text):
                after = day is not None and day >= act.since
                yield Hit(
                    where,
                    f"{act.name} hết hiệu lực từ {act.since:%d/%m/%Y}.",
                    f"Xem lại, dẫn {act.successor}.",
                    WARNING if after else INFO,
                )


wording_rule(
    "citation.colon",
    lambda s: re.sub(rf"\b((?:{_KIND})\s+số)\s*:\s*(?=\d)", r"\1 ", s, flags=re.I),
    hint=(":",),
    what="Sau chữ “số” của văn bản được dẫn không có dấu hai chấm",
    clause=CONTENT,
    pick=prose,
    message="Thừa dấu hai chấm: “{found}”.",
    mend="Ghi “{wanted}”.",
)
wording_rule(
    "citation.number_word",
    lambda s: re.sub(rf"\b({_KIND})\s+(?={_CODE})", r"\1 số ", s, flags=re.I) if _MARK.search(s) else s,
    hint=("/", "-"),
    what="Trước số, ký hiệu của văn bản được dẫn có chữ “số”",
    clause=CONTENT,
    pick=prose,
    severity=INFO,
    message="Thiếu chữ “số”: “{found}”.",
    mend="Ghi “{wanted}”.",
)
