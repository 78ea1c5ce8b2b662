"""What the pages of a draft read."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.utils import timezone

from documents.models import DocumentState, DraftSession, OfficialDocument, Origin
from organizations.access import OFFICE, WORKERS
from organizations.models import Organization, OrganizationKind, Staff

# A page that is open tells so every half minute; after this it counts as left.
PRESENCE = dt.timedelta(seconds=90)
# Units that write papers for the committee they stand under.
_WRITES_FOR_PARENT = (OrganizationKind.DEPARTMENT, OrganizationKind.OFFICE, OrganizationKind.SERVICE)


def issuers_for(staff: Staff) -> list[Organization]:
    """Return in whose name the person may draft: the own office, the committee above it, the offices under it."""
    if staff.role not in WORKERS:
        return []
    own = staff.organization
    found = [own]
    if own.kind in _WRITES_FOR_PARENT and own.parent:
        found.append(own.parent)
    if staff.role in OFFICE and own.depth:
        found += Organization.objects.active().filter(parent=own, kind__in=_WRITES_FOR_PARENT).order_by("path")
    return found


def may_draft(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person writes this draft: who began it, their unit, and the issuer's own office."""
    if not document.is_authored or staff.role not in WORKERS:
        return False
    own = staff.organization_id
    return staff.pk == document.created_by_id or own == document.drafting_unit_id or own == document.organization_id


def others_at_work(document: OfficialDocument, staff: Staff) -> list[DraftSession]:
    """Return who else has the draft open now."""
    since = timezone.now() - PRESENCE
    found = DraftSession.objects.filter(document=document, seen_at__gte=since).exclude(staff=staff)
    return list(found.select_related("staff__user"))


def own_drafts(staff: Staff) -> QuerySet[OfficialDocument]:
    """Return the drafts on the person's desk: those they write, and those that wait for their opinion."""
    mine = Q(created_by=staff) | Q(drafting_unit=staff.organization) | Q(organization=staff.organization)
    open_states = (DocumentState.DRAFT, DocumentState.REVIEW, DocumentState.APPROVED, DocumentState.SIGNED)
    found = OfficialDocument.objects.visible_to(staff).filter(origin=Origin.AUTHORED, state__in=open_states)
    listed = found.filter(mine | Q(reviewer=staff) | Q(signer=staff)).distinct()
    heavy = ("tree", "source_text", "source_search")
    return (
        listed.defer(*heavy)
        .select_related("organization", "drafting_unit", "created_by__user", "reviewer__user")
        .order_by("-updated_at", "-pk")
    )


def earlier_documents(staff: Staff, words: str = "") -> QuerySet[OfficialDocument]:
    """Return the documents that the person's office (or the committee it writes for) issued, newest first."""
    issuers = [organization.pk for organization in issuers_for(staff)]
    found = OfficialDocument.objects.visible_to(staff).filter(organization__in=issuers)
    found = found.exclude(state__in=(DocumentState.DRAFT, DocumentState.REVIEW)).exclude(origin=Origin.INCOMING)
    return found.search(words).defer("tree", "source_text", "source_search").order_by("-issued_on", "-pk")


def answerable_documents(staff: Staff, words: str = "") -> QuerySet[OfficialDocument]:
    """Return the issued documents that were handed to the person's office or to the committee it writes for."""
    from documents.models import Delivery

    issuers = [organization.pk for organization in issuers_for(staff)]
    handed = Delivery.objects.filter(organization__in=issuers).values("document")
    taken = Q(origin=Origin.INCOMING, organization__in=issuers)
    found = OfficialDocument.objects.visible_to(staff).filter(Q(pk__in=handed) | taken)
    found = found.exclude(state__in=(DocumentState.REVIEW, DocumentState.APPROVED, DocumentState.SIGNED))
    return found.search(words).defer("tree", "source_text", "source_search").order_by("-issued_on", "-pk")
