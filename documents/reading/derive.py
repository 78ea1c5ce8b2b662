"""The derived parts of a tree, made anew from its printed parts."""

from __future__ import annotations

import dataclasses
import itertools
import re
from datetime import date

from documents.official import tree
from documents.official.tree import Deadline, Node, OfficialDocument
from documents.reading.activities import find_activities
from documents.reading.assignments import Asked, find_assignments
from documents.reading.calendar_words import make_date
from documents.reading.deadlines import Context, find_deadlines
from documents.reading.findings import findings_of
from documents.reading.indicators import find_funding, find_indicators
from documents.reading.leadins import lead_in_agencies
from documents.reading.letters import fold
from documents.reading.references import find_citations, unique_references
from documents.reading.tables import table_tasks
from documents.reading.zones import hands_out_work, is_idle, is_story, is_targets

_LETTERS = ("CV", "CĐ", "CT")
_BOUND = re.compile(r"hoan thanh|xong|truoc|cham nhat")
_BEGINNING = 8
_HELD = re.compile(
    r"(?:thoi gian|hom nay|vao hoi|vao luc)\b.{0,60}?ngay (\d{1,2})\s?(?:/|thang)\s?(\d{1,2})\s?(?:/|,? ?nam)\s?(\d{4})"
)
_ASKED = re.compile(r"\b(?:de nghi|yeu cau|giao)\b")


def derive(document: OfficialDocument) -> OfficialDocument:
    """Return the document with legal bases, assignments, activities, deadlines, indicators, funding and references
    filled from body, addressees and date; what was derived before is thrown away, findings of the reader stay.
    """
    context = context_of(document)
    made = dataclasses.replace(document)
    made.legal_bases = legal_bases(document)
    made.references = references(document)
    events = find_activities(document.body, context) if hands_out_work(document.kind) and document.kind != "GM" else []
    made.activities = [activity for _, activity in events]
    made.assignments = _assignments(document, context, [node for node, _ in events])
    made.table_tasks = table_tasks(document, context)
    made.deadlines = _deadlines(document, context)
    made.indicators = find_indicators(document.body)
    made.funding = find_funding(document.body)
    kept = [finding for finding in document.findings if finding.rule != "derived"]
    made.findings = kept + findings_of(made)
    return made


def context_of(document: OfficialDocument) -> Context:
    """Return the document's date and the year its days without a year belong to."""
    day = _date(document.date)
    if day:
        return Context(day, day.year)
    years = [int(word) for word in (document.date_text or "").split() if word.isdigit() and len(word) == 4]
    return Context(None, years[-1] if years else _year_told(document))


def _year_told(document: OfficialDocument) -> int | None:
    """Without a date: the year that the subject names, else the latest day that the opening cites."""
    words = (document.subject or "").replace(",", " ").split()
    named = [
        int(after)
        for word, after in itertools.pairwise(words)
        if word.lower() == "năm" and after.isdigit() and len(after) == 4
    ]
    if named:
        return named[-1]
    days = [c.reference.date for text in opening_texts(document) for c in find_citations(text) if c.reference.date]
    return int(max(days)[:4]) if days else None


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


# --- bases and references ----------------------------------------------------------------------------


def opening_texts(document: OfficialDocument) -> list[str]:
    """Return the paragraphs before the first numbered piece; of a letter without any, those that give its grounds."""
    texts: list[str] = []
    for node in document.body:
        if node.level not in (tree.PARAGRAPH, tree.BASIS):
            return texts
        texts.append(node.text or "")
    return [text for index, text in enumerate(texts) if index == 0 or _gives_grounds(text)]


def _gives_grounds(text: str) -> bool:
    return text.lower().startswith(
        ("căn cứ", "thực hiện", "xét", "theo", "tiếp theo", "phúc đáp", "trên cơ sở", "triển khai")
    )


def legal_bases(document: OfficialDocument) -> list[str]:
    """Return the acts that the opening names, an entry an act, each once, in order."""
    found: dict[str, str] = {}
    for text in opening_texts(document):
        for citation in find_citations(text):
            act = citation.reference
            key = f"{act.number}/{act.symbol}".upper() if act.number else citation.printed
            found.setdefault(key, citation.printed)
    return list(found.values())


def references(document: OfficialDocument) -> list[tree.Reference]:
    """Return every act that subject, body and appendices cite, each once."""
    texts = [document.subject or "", *_texts(document.body), document.closing or ""]
    for appendix in document.appendices:
        texts += [appendix.title or "", appendix.note or "", *_texts(appendix.body)]
    return unique_references([citation for text in texts for citation in find_citations(text)])


def _texts(nodes: list[Node]) -> list[str]:
    texts: list[str] = []
    for node in nodes:
        texts += [part for part in (node.title, node.text) if part]
        texts += [" ; ".join(row) for row in node.rows or []]
        texts += _texts(node.children)
    return texts


# --- assignments and deadlines -----------------------------------------------------------------------


def _assignments(document: OfficialDocument, context: Context, events: list[Node]) -> list[tree.Assignment]:
    if not hands_out_work(document.kind):
        return []
    asked = Asked(
        document.addressees,
        document.issuer,
        context,
        events,
        orders_only=document.kind == "BB",
        closing=document.closing,
    )
    if document.kind in _LETTERS or document.addressees:
        lead_ins = [
            node.text or ""
            for node in document.body
            if node.level == tree.PARAGRAPH and (node.text or "").endswith(":")
        ]
        asked.everyone = lead_in_agencies(lead_ins[-1], document.addressees) if lead_ins else []
    return find_assignments(document.body, asked)


def _deadlines(document: OfficialDocument, context: Context) -> list[Deadline]:
    found: list[Deadline] = []
    opening = set(opening_texts(document))
    for node in document.body:
        told = node.level in (tree.PARAGRAPH, tree.BASIS) and node.text in opening
        _collect(node, context, found, "opening" if told else None, idle=False)
    found += find_deadlines(document.closing or "", context, where="closing")
    for item in document.table_tasks:
        found += [dataclasses.replace(deadline, where="table") for deadline in item.deadlines]
    if document.kind == "BB":
        day = document.date or _held_on(document.body)
        found = [deadline for deadline in found if not _is_gone(deadline, day)]
    if document.kind == "BC":
        found = [deadline for deadline in found if _is_ahead(deadline, document.date)]
    return found


def _held_on(body: list[Node]) -> str | None:
    """Return the day that minutes say at their beginning that they were held on (`Thời gian bắt đầu: …`)."""
    for node in body[:_BEGINNING]:
        held = _HELD.match(fold(node.text or ""))
        day = make_date(*(int(part) for part in held.groups())) if held else None
        if day:
            return day.isoformat()
    return None


def _is_gone(deadline: Deadline, day: str | None) -> bool:
    """In minutes a day before their own is told of, not set; elsewhere it is a slip that a finding tells."""
    return bool(day and deadline.kind == "date" and deadline.end and deadline.end < day)


def _is_ahead(deadline: Deadline, day: str | None) -> bool:
    if deadline.kind in ("recurring", "relative"):
        return True
    ahead = deadline.end if deadline.kind == "date" else deadline.start
    return bool(day and deadline.kind != "year" and (ahead or "") > day)


def _collect(node: Node, context: Context, found: list[Deadline], where: str | None, *, idle: bool) -> None:
    if node.level in (tree.TABLE, tree.BASIS) or is_story(node.title):
        return
    where = _where(node, where)
    if node.title and node.text:
        texts = [f"{node.title}: {node.text}"]
    else:
        texts = [part for part in (node.title, node.text) if part]
    for text in texts:
        found += [
            deadline
            for deadline in find_deadlines(text, context, where=where)
            if not _is_idle_time(deadline, text, node, idle=idle)
            and not (where == "opening" and _is_told(deadline, text, context))
        ]
    for child in node.children:
        _collect(
            child,
            context,
            found,
            where,
            idle=idle or is_targets(node.title) or (is_idle(node.title) and "gian" not in (node.title or "").lower()),
        )


def _is_idle_time(deadline: Deadline, text: str, node: Node, *, idle: bool) -> bool:
    """A year among targets, a recurrence in a heading: told, not set."""
    if idle and deadline.kind in ("year", "quarter", "month") and not _BOUND.search(fold(deadline.text)):
        return True
    return text == node.title and deadline.kind == "recurring" and str(deadline.recurrence).endswith(":")


def _is_told(deadline: Deadline, text: str, context: Context) -> bool:
    """In the opening, a year, a quarter or a time gone by is what is told of, not a limit (unless asked for)."""
    gone = context.date is not None and (deadline.end or "9") <= context.date.isoformat()
    if gone:
        return not _ASKED.search(fold(text[: max(text.find(deadline.text), 0)]).rpartition(". ")[2])
    return deadline.kind in ("year", "quarter", "relative", "recurring")


def _where(node: Node, above: str | None) -> str | None:
    if node.level in (tree.HEADING, tree.SECTION, tree.SUBSECTION, tree.ARTICLE):
        name = f"{node.level} {node.number}"
        return (
            name
            if above in (None, "opening") or node.level != tree.SECTION or not above.startswith("heading")
            else f"{above}, {name}"
        )
    return above
