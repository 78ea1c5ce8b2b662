"""What the page of numbers reads."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from documents.models import CHANGING, NumberEntry, NumberRegister, OfficialDocument, Origin
from organizations.models import Role, Staff

# Who takes numbers of the own office.
NUMBERERS = (Role.CLERK, Role.LEADER)
# Who says where a book of the portal goes on from one of paper: outgoing, incoming.
STARTERS = (*NUMBERERS, Role.ADMINISTRATOR)
CONTINUERS = (Role.CLERK, Role.CONTACT, Role.ADMINISTRATOR)


def registers_of(staff: Staff, year: int) -> QuerySet[NumberRegister]:
    """Return the registers of the own office in a year, with how many numbers are kept in each."""
    own = NumberRegister.objects.filter(organization=staff.organization_id, year=year)
    kept = Count("entries", filter=Q(entries__state=NumberEntry.State.RESERVED))
    return own.annotate(kept=kept).order_by("is_secret", "kind")


def set_apart(staff: Staff, year: int) -> QuerySet[NumberEntry]:
    """Return the numbers of the own office that were kept or cancelled in a year, the newest first."""
    own = NumberEntry.objects.filter(register__organization=staff.organization_id, register__year=year)
    apart = own.exclude(state=NumberEntry.State.USED)
    return apart.select_related("register", "by__user", "meant_for").order_by("-made_at", "-number")


def unnumbered(staff: Staff, register: NumberRegister) -> QuerySet[OfficialDocument]:
    """Return the own office's drafts that may still be given a number of the register."""
    own = OfficialDocument.objects.visible_to(staff).filter(organization=register.organization_id)
    found = own.filter(origin=Origin.AUTHORED, state__in=CHANGING)
    if register.kind:
        found = found.filter(kind=register.kind)
    return found.defer("tree", "source_text", "source_search").order_by("-updated_at")
