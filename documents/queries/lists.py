"""The list of documents: search and filters."""

from __future__ import annotations

import re

from django.db.models import Count, Q, QuerySet

from coopportal.text import fold
from documents.models import OfficialDocument
from organizations.models import Organization, Staff

# `516` and `516/UBND-KT` ask for that number, not for one that holds these figures.
_NUMBERED = re.compile(r"\d+[a-z]?(/.*)?")


def find(
    staff: Staff,
    *,
    words: str = "",
    kind: str = "",
    state: str = "",
    year: str = "",
    organization: str = "",
    in_content: bool = False,
) -> QuerySet[OfficialDocument]:
    """Return what the person may see, filtered; `year` and `organization` are as the address gives them.

    `words` ignore marks and case; every word must be found, in the head or, with `in_content`, in the text too. What
    makes no sense in the address (`year=x`) is left out rather than refused.
    """
    found = OfficialDocument.objects.visible_to(staff).filter(_words(words, in_content))
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if _is_number(year, 4):
        found = found.filter(issued_on__year=int(year))
    if _is_number(organization, 18):
        found = found.filter(organization=int(organization))
    tasks = Count("proposed_tasks", filter=Q(proposed_tasks__included=True))
    heavy = ("tree", "source_text", "source_search")
    listed: QuerySet[OfficialDocument] = found.select_related("organization").defer(*heavy).annotate(tasks_count=tasks)
    return listed.order_by("-created_at", "-pk")


def _is_number(text: str, most: int) -> bool:
    return len(text) <= most and text.isascii() and text.isdigit() and int(text) > 0


def _words(words: str, in_content: bool) -> Q:
    asked = Q()
    for word in fold(words.replace("\x00", "")).split():
        asked &= _one_word(word, "search_text") | (_one_word(word, "source_search") if in_content else Q())
    return asked


def _one_word(word: str, column: str) -> Q:
    if _NUMBERED.fullmatch(word):
        tail = "" if "/" in word else r"\M"
        return Q(**{f"{column}__regex": rf"\m{re.escape(word)}{tail}"})
    return Q(**{f"{column}__contains": word})


def years(staff: Staff) -> list[int]:
    """Return the years of the documents that the person may see, newest first."""
    days = OfficialDocument.objects.visible_to(staff).filter(issued_on__isnull=False)
    return [day.year for day in days.dates("issued_on", "year", order="DESC")]


def holders(staff: Staff) -> QuerySet[Organization]:
    """Return the organizations that hold a document the person may see, at most 300 for a choice."""
    seen = OfficialDocument.objects.visible_to(staff).order_by().values("organization")
    return Organization.objects.filter(pk__in=seen).order_by("path")[:300]
