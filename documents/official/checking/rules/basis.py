"""Legal bases: the `Căn cứ …` lines (Decree 30/2020, Annex I, II.6; form 1.2)."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from documents.official.checking.clauses import CONTENT, DECISION_FORM
from documents.official.checking.context import Context
from documents.official.checking.letters import fold
from documents.official.checking.registry import INFO, Hit, rule
from documents.official.checking.wording import excerpt
from documents.official.tree import BASIS, Node, OfficialDocument

_PROPOSAL = re.compile(r"(theo|xét) đề nghị", re.I)
_ACT = re.compile(
    r"(nghị định|thông tư|nghị quyết|quyết định|chỉ thị|kế hoạch|chương trình|công văn|thông báo)\b", re.I
)
_LAW_NUMBER = re.compile(r"(luật|pháp lệnh)\b[^;,.]*?\bsố\s*\d+/\d{4}/", re.I)
_CODE = re.compile(r"\d+(?:/\d{4})?[/-][A-ZĐ][\w&Đđ]*")
_NEED_BASES = {"QĐ", "NQ"}
# Widest legal force first; an act of less force stands lower in the list.
_FORCE = ("hien phap", "bo luat", "luat", "phap lenh", "nghi dinh", "thong tu")


def bases(context: Context) -> list[tuple[str, Node, str]]:
    """Return the basis lines that open the main body: path, node, text."""
    return [(where, node, node.text or "") for where, node in _opening(context.document)]


def _opening(document: OfficialDocument) -> list[tuple[str, Node]]:
    """Return the first run of basis lines: `Căn cứ` further down is running text, as in `Căn cứ nội dung trên, …`."""
    found = [(f"body[{i}]", node) for i, node in enumerate(document.body)]
    start = next((i for i, (_, node) in enumerate(found) if node.level == BASIS and node.text), len(found))
    return list(itertools.takewhile(lambda pair: pair[1].level == BASIS and pair[1].text, found[start:]))


def _goes_on(document: OfficialDocument) -> bool:
    """Tell whether `Căn cứ chức năng, nhiệm vụ được giao, Sở … ban hành …:` ends the run instead of its last basis."""
    found = _opening(document)
    after = int(found[-1][0].removeprefix("body[").removesuffix("]")) + 1 if found else 0
    following = document.body[after] if 0 < after < len(document.body) else None
    return following is not None and bool(_LEADS_ON.match(following.text or ""))


_LEADS_ON = re.compile(r"(?:Căn cứ|Theo|Xét|Thực hiện)\b")


def _wanted(text: str, last: bool) -> str:
    return re.sub(r"[\s;.,:]*$", "", text) + ("." if last else ";")


def _fix_marks(document: OfficialDocument, where: str) -> None:
    found = _opening(document)
    for path, node in found:
        if path == where and node.text:
            node.text = _wanted(node.text, path == found[-1][0] and not _goes_on(document))


@rule(
    "basis.end_mark",
    what="Mỗi căn cứ kết thúc bằng dấu “;”, căn cứ cuối cùng bằng dấu “.”",
    clause=CONTENT,
    fix=_fix_marks,
)
def end_mark(context: Context) -> Iterator[Hit]:
    found = bases(context)
    for where, _, text in found:
        last = where == found[-1][0] and not _goes_on(context.document)
        if not text.endswith("." if last else ";") or text != _wanted(text, last):
            mark = "." if last else ";"
            yield Hit(
                where, f"Căn cứ “{excerpt(text)}” chưa kết thúc bằng dấu “{mark}”.", f"Kết thúc bằng dấu “{mark}”."
            )


@rule("basis.missing", what="Quyết định, nghị quyết có căn cứ ban hành", clause=CONTENT)
def missing(context: Context) -> Iterator[Hit]:
    document = context.document
    opening = " ".join(b.text for b in context.prose[:3])
    if document.kind in _NEED_BASES and document.body and not bases(context) and "căn cứ" not in opening.lower():
        yield Hit(
            "body", "Văn bản chưa ghi căn cứ ban hành.", "Ghi các căn cứ pháp lý, mỗi căn cứ một dòng, chữ nghiêng."
        )


@rule("basis.repeated", what="Không ghi lặp căn cứ", clause=CONTENT)
def repeated(context: Context) -> Iterator[Hit]:
    seen: set[str] = set()
    for where, _, text in bases(context):
        key = fold(text).strip(" ;.,")
        if key in seen:
            yield Hit(where, f"Căn cứ ghi lặp: “{excerpt(text)}”.", "Bỏ căn cứ lặp.")
        seen.add(key)


@rule("basis.proposal_last", what="“Theo đề nghị của …” là căn cứ cuối cùng", clause=DECISION_FORM)
def proposal_last(context: Context) -> Iterator[Hit]:
    found = bases(context)
    first = next((i for i, (_, _, text) in enumerate(found) if _PROPOSAL.match(text)), len(found))
    for where, _, text in found[first + 1 :]:
        if not _PROPOSAL.match(text):
            yield Hit(
                where, f"Căn cứ “{excerpt(text)}” đứng sau “Theo đề nghị của …”.", "Chuyển lên trước dòng đề nghị."
            )


@rule("basis.proposal_missing", what="Quyết định có dòng “Theo đề nghị của …”", clause=DECISION_FORM, severity=INFO)
def proposal_missing(context: Context) -> Iterator[Hit]:
    found = bases(context)
    if context.document.kind == "QĐ" and found and not any(_PROPOSAL.match(text) for _, _, text in found):
        yield Hit(
            found[-1][0], "Quyết định không có dòng “Theo đề nghị của …”.", "Ghi đơn vị đề nghị ở căn cứ cuối cùng."
        )


@rule(
    "basis.law_number", what="Luật, pháp lệnh làm căn cứ chỉ ghi tên, không ghi số và cơ quan ban hành", clause=CONTENT
)
def law_number(context: Context) -> Iterator[Hit]:
    for where, _, text in bases(context):
        if _LAW_NUMBER.search(text):
            yield Hit(
                where, f"Luật, pháp lệnh làm căn cứ ghi kèm số: “{excerpt(text)}”.", "Chỉ ghi tên luật, pháp lệnh."
            )


@rule("basis.incomplete", what="Căn cứ ghi đủ tên loại, số ký hiệu, ngày, cơ quan ban hành, trích yếu", clause=CONTENT)
def incomplete(context: Context) -> Iterator[Hit]:
    for where, _, text in bases(context):
        match = _ACT.search(text)
        if not match or _PROPOSAL.match(text):
            continue
        lacking = list(_lacking(text[match.start() :]))
        if lacking:
            yield Hit(
                where,
                f"Căn cứ “{excerpt(text)}” thiếu {', '.join(lacking)}.",
                "Ghi đủ: tên loại, số, ký hiệu, cơ quan ban hành, ngày tháng năm, trích yếu.",
            )


def _lacking(act: str) -> Iterator[str]:
    if not _CODE.search(act):
        yield "số, ký hiệu"
    if not re.search(r"ngày\s*\d", act, re.I):
        yield "ngày, tháng, năm"
    if not re.search(r"\bcủa\b", act, re.I) and not _LAW_NUMBER.search(act):
        yield "cơ quan ban hành"


@rule("basis.order", what="Căn cứ xếp theo hiệu lực pháp lý từ cao xuống thấp", clause=None, severity=INFO)
def order(context: Context) -> Iterator[Hit]:
    highest = -1
    for where, _, text in bases(context):
        rank = _rank(text)
        if rank is not None and rank < highest:
            yield Hit(
                where, f"Căn cứ “{excerpt(text)}” có hiệu lực pháp lý cao hơn căn cứ đứng trước.", "Chuyển lên trên."
            )
        highest = max(highest, rank if rank is not None else highest)


def _rank(text: str) -> int | None:
    words = fold(re.sub(r"(?i)^căn cứ\s+", "", text))
    return next((i for i, name in enumerate(_FORCE) if words.startswith(name)), None)
