"""What a plan says of a campaign, read from its tree: theme, messages, time, peak, funding, activities.

Plain Python over `documents.official.tree`; knows nothing of the database. It goes by how such plans are written
("Chủ đề …: “…”", "Thông điệp" over a list, "Thời gian …, cao điểm từ … đến …"), not by one document.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from coopportal.text import fold, one_line
from documents.models import Part
from documents.official.tree import ITEM, PARAGRAPH, Activity, Deadline, Node, OfficialDocument
from documents.reading.deadlines import Context, find_deadlines
from documents.reading.derive import context_of, derive

_QUOTED = re.compile(r"[“\"«]([^“”\"«»]{3,400})[”\"»]")
_THEME_IN_TEXT = re.compile(r"chủ đề(?:\s+là)?\s*:?\s*[“\"«]([^“”\"«»]{3,400})[”\"»]", re.IGNORECASE)
_OPENING = re.compile(
    r"^(?:v/v\s+|về việc\s+|về\s+)?"
    r"(?:(?:tổ chức|triển khai thực hiện|triển khai|thực hiện|hưởng ứng|phát động)\s+(?:và\s+)?)*"
    r"(?:các\s+hoạt\s+động\s+(?:(?:hưởng\s+ứng|trong|của|nhân)\s+)?)?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PEAK = "cao diem"
_PEAK_BEFORE = 30
_EDGE = " \t.;:,"
_UNNUMBERED = (PARAGRAPH, ITEM)


@dataclass(frozen=True)
class PartyWords:
    """An agency as the plan names it."""

    part: str
    words: str


@dataclass(frozen=True)
class ActivityProposal:
    """One activity; the days are those that its time means, both inclusive, None where it names none."""

    number: str = ""
    title: str = ""
    content: str = ""
    scale: str = ""
    time_text: str = ""
    place: str = ""
    participants: str = ""
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    parties: tuple[PartyWords, ...] = ()


@dataclass(frozen=True)
class CampaignProposal:
    """A campaign as far as the plan tells of it; what it does not say is empty or None, never a guess."""

    title: str = ""
    year: int | None = None
    theme: str = ""
    messages: list[str] = field(default_factory=list)
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    peak_starts_on: dt.date | None = None
    peak_ends_on: dt.date | None = None
    host: str = ""
    budget_text: str = ""
    activities: list[ActivityProposal] = field(default_factory=list)


def propose_campaign(document: OfficialDocument) -> CampaignProposal:
    """Return the campaign that a plan's tree tells of. Never raises for a tree of another kind: it proposes little."""
    if not document.activities:
        document = derive(document)
    context = context_of(document)
    pieces = list(_pieces(document))
    frame, peak = _times(pieces, context)
    return CampaignProposal(
        title=_title(document.subject or ""),
        year=_year(document, context, frame or peak),
        theme=_theme(pieces),
        messages=_messages(pieces),
        starts_on=_day(frame.start if frame else None),
        ends_on=_day(frame.end if frame else None),
        peak_starts_on=_day(peak.start if peak else None),
        peak_ends_on=_day(peak.end if peak else None),
        host=document.issuer or "",
        budget_text="\n".join(document.funding),
        activities=[_activity(a, context) for a in document.activities],
    )


# --- the body, less its activities -------------------------------------------------------------------


@dataclass(frozen=True)
class _Piece:
    """A node's own words, and the nodes that say more of it: its children, or the paragraphs after a bare heading."""

    head: str
    below: list[Node]

    @property
    def label(self) -> str:
        """The folded words before the first colon, without leading `các`."""
        return fold(self.head.partition(":")[0]).strip(_EDGE).removeprefix("cac ")

    @property
    def after_colon(self) -> str:
        return self.head.partition(":")[2].strip(_EDGE)

    @property
    def all_words(self) -> str:
        return one_line(" ".join([self.head, *map(_all_words, self.below)]))


def _pieces(document: OfficialDocument) -> Iterator[_Piece]:
    """Yield the pieces of body and appendices in order; activities are passed over, their themes are their own."""
    own = {(a.number, a.title) for a in document.activities}
    for nodes in (document.body, *(a.body for a in document.appendices)):
        yield from _among(nodes, own)


def _among(nodes: list[Node], own: set[tuple[str | None, str | None]]) -> Iterator[_Piece]:
    for n, node in enumerate(nodes):
        if (node.number, node.title or node.text) not in own:
            yield _Piece(_head(node), node.children or _unnumbered_after(nodes, n))
            yield from _among(node.children, own)


def _unnumbered_after(nodes: list[Node], n: int) -> list[Node]:
    """Return what follows a numbered line without children: a plan often puts `3. Thời gian` on a line of its own."""
    if nodes[n].level in _UNNUMBERED:
        return []
    return list(takewhile(lambda node: node.level in _UNNUMBERED, nodes[n + 1 :]))


def _head(node: Node) -> str:
    """Return the node's own words, title and text as one line."""
    if node.title and node.text:
        return one_line(f"{node.title.rstrip(_EDGE)}: {node.text}")
    return one_line(node.title or node.text or "")


def _all_words(node: Node) -> str:
    return " ".join([_head(node), *map(_all_words, node.children)]).strip()


def _bare(text: str) -> str:
    """Return a text without the points at its end and without the quotation marks around the whole of it."""
    text = text.strip(_EDGE)
    whole = _QUOTED.fullmatch(text)
    return whole.group(1).strip() if whole else text


# --- theme and messages ------------------------------------------------------------------------------


def _theme(pieces: list[_Piece]) -> str:
    for piece in pieces:
        if piece.label.startswith("chu de"):
            found = _theme_of(piece)
            if found:
                return found
    for piece in pieces:
        inside = _THEME_IN_TEXT.search(piece.head)
        if inside:
            return inside.group(1).strip()
    return ""


def _theme_of(piece: _Piece) -> str:
    quoted = _QUOTED.search(piece.head)
    if quoted:
        return quoted.group(1).strip()
    if _names_messages(piece.label):
        return ""
    return _bare(piece.after_colon or (_head(piece.below[0]) if piece.below else ""))


def _names_messages(label: str) -> bool:
    return "thong diep" in label or "khau hieu" in label


def _messages(pieces: list[_Piece]) -> list[str]:
    for piece in pieces:
        if piece.label.startswith(("thong diep", "khau hieu")):
            found = [_bare(_all_words(node)) for node in piece.below] or _listed(piece.after_colon)
        elif piece.label.startswith("chu de") and _names_messages(piece.label) and not piece.below:
            found = _listed(piece.after_colon)[1:]
        else:
            continue
        if found:
            return [text for text in found if text]
    return []


def _listed(text: str) -> list[str]:
    quoted = [part.strip() for part in _QUOTED.findall(text)]
    return quoted or [part for part in map(_bare, text.split(";")) if part]


# --- times -------------------------------------------------------------------------------------------


def _times(pieces: list[_Piece], context: Context) -> tuple[Deadline | None, Deadline | None]:
    """Return the frame and the peak: from the piece that speaks of the time, else any piece that names a peak."""
    frame = peak = None
    for piece in pieces:
        if piece.label.startswith(("thoi gian", "thang cao diem")):
            text = piece.all_words
            for deadline in _with_days(find_deadlines(text, context)):
                if _is_peak(deadline, text):
                    peak = peak or deadline
                else:
                    frame = frame or deadline
    return frame, peak or _any_peak(pieces, context)


def _any_peak(pieces: list[_Piece], context: Context) -> Deadline | None:
    for piece in pieces:
        if _PEAK in fold(piece.head):
            for deadline in _with_days(find_deadlines(piece.head, context)):
                if _is_peak(deadline, piece.head):
                    return deadline
    return None


def _is_peak(deadline: Deadline, text: str) -> bool:
    folded, words = fold(text), fold(deadline.text)
    before = folded[: max(folded.find(words), 0)][-_PEAK_BEFORE:]
    return _PEAK in words or _PEAK in before


def _with_days(deadlines: list[Deadline]) -> list[Deadline]:
    return [d for d in deadlines if d.recurrence is None and (d.start or d.end)]


def _day(text: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        return None


# --- the rest ----------------------------------------------------------------------------------------


def _title(subject: str) -> str:
    """Return the subject less the words that only say that something is to be done about it."""
    bare = _OPENING.sub("", one_line(subject), count=1).strip(_EDGE)
    text = bare or one_line(subject)
    return text[:1].upper() + text[1:]


def _year(document: OfficialDocument, context: Context, time: Deadline | None) -> int | None:
    named = _YEAR.findall(document.subject or "")
    if named:
        return int(named[-1])
    day = _day(time.start or time.end) if time else None
    return day.year if day else context.year


def _activity(activity: Activity, context: Context) -> ActivityProposal:
    starts_on, ends_on = _span(activity, context)
    return ActivityProposal(
        number=activity.number or "",
        title=(activity.title or "").strip(_EDGE),
        content=activity.content or "",
        scale=activity.scale or "",
        time_text=activity.time or "",
        place=activity.place or "",
        participants=activity.participants or "",
        starts_on=starts_on,
        ends_on=ends_on,
        parties=(
            *(PartyWords(Part.LEAD, words) for words in activity.lead),
            *(PartyWords(Part.COORDINATING, words) for words in activity.coordinators),
        ),
    )


def _span(activity: Activity, context: Context) -> tuple[dt.date | None, dt.date | None]:
    """Return first and last day; where the time's own line names days, days told elsewhere do not count."""
    told = _with_days(find_deadlines(activity.time, context)) if activity.time else []
    found = told or _with_days(activity.deadlines)
    starts = [day for day in (_day(d.start) for d in found) if day]
    ends = [day for day in (_day(d.end) for d in found) if day]
    first, last = min(starts, default=None), max(ends, default=None)
    return (first, last) if first is None or last is None or first <= last else (None, last)
