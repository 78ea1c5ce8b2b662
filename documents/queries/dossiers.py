"""What pages read of dossiers of work."""

from __future__ import annotations

from django.db.models import Count, QuerySet

from documents.models import Dossier, DossierPaper, OfficialDocument
from documents.models.states import UNISSUED
from documents.queries.lists import find as find_documents
from organizations.access import OFFICE
from organizations.models import Staff

OPEN, CLOSED = "open", "closed"
STATES = [(OPEN, "Đang mở"), (CLOSED, "Đã kết thúc")]
MOST_FOUND = 20
_HEAVY = ("document__tree", "document__source_text", "document__source_search")


def find(staff: Staff, *, words: str = "", year: str = "", state: str = "") -> QuerySet[Dossier]:
    """Return the dossiers that the person may see, filtered as the address says, each with `papers_count`.

    `words` ignore marks and case. What makes no sense in the address is left out rather than refused.
    """
    found = Dossier.objects.visible_to(staff).search(words.replace("\x00", ""))
    if len(year) == 4 and year.isascii() and year.isdigit():
        found = found.filter(year=int(year))
    if state in (OPEN, CLOSED):
        found = found.filter(closed_on__isnull=state == OPEN)
    listed: QuerySet[Dossier] = found.select_related("organization", "keeper__user")
    return listed.annotate(papers_count=Count("papers")).order_by("-year", "code", "pk")


def years(staff: Staff) -> list[int]:
    """Return the years of the dossiers that the person may see, newest first."""
    return list(Dossier.objects.visible_to(staff).order_by("-year").values_list("year", flat=True).distinct())


def may_write(dossier: Dossier, staff: Staff) -> bool:
    """Tell whether the person keeps dossiers of this office; others of the scope read."""
    return staff.role in OFFICE and dossier.organization_id == staff.organization_id


def papers_of(dossier: Dossier, staff: Staff) -> list[DossierPaper]:
    """Return the papers that the person may see, in order, with their documents."""
    seen = OfficialDocument.objects.visible_to(staff).order_by().values("pk")
    rows = dossier.papers.filter(document__in=seen).select_related("document__organization", "by__user")
    return list(rows.defer(*_HEAVY).order_by("order", "pk"))


def hidden_count(dossier: Dossier, shown: list[DossierPaper]) -> int:
    """Return how many papers are in the dossier besides those shown."""
    return dossier.papers.count() - len(shown)


def candidates(dossier: Dossier, staff: Staff, words: str) -> list[OfficialDocument]:
    """Return documents that match and may go in: seen by the person, out or taken in, not in it yet."""
    found = find_documents(staff, words=words).exclude(state__in=UNISSUED)
    return list(found.exclude(pk__in=dossier.papers.values("document"))[:MOST_FOUND])


def dossiers_of(document: OfficialDocument, staff: Staff) -> list[Dossier]:
    """Return the dossiers that the document stands in, as far as the person sees them."""
    return list(Dossier.objects.visible_to(staff).filter(papers__document=document).select_related("organization"))


def may_gather(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person may put the document (which the person sees) into a dossier of the own office."""
    return staff.role in OFFICE and document.is_issued


def open_dossiers(staff: Staff, *, without: OfficialDocument) -> QuerySet[Dossier]:
    """Return the open dossiers of the person's office that the document is not in yet."""
    own = Dossier.objects.filter(organization=staff.organization_id, closed_on__isnull=True)
    return own.exclude(papers__document=without).order_by("-year", "code")
