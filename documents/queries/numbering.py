"""What the page of numbers reads."""

from __future__ import annotations

from django.db.models import Count, Q, QuerySet

from documents.models import NumberEntry, NumberRegister
from organizations.models import Role, Staff

# Who takes numbers of the own office.
NUMBERERS = (Role.CLERK, Role.LEADER)


def registers_of(staff: Staff, year: int) -> QuerySet[NumberRegister]:
    """Return the registers of the own office in a year, with how many numbers are kept in each."""
    own = NumberRegister.objects.filter(organization=staff.organization_id, year=year)
    kept = Count("entries", filter=Q(entries__state=NumberEntry.State.RESERVED))
    return own.annotate(kept=kept).order_by("is_secret", "kind")


def set_apart(staff: Staff, year: int) -> QuerySet[NumberEntry]:
    """Return the numbers of the own office that were kept or cancelled in a year, the newest first."""
    own = NumberEntry.objects.filter(register__organization=staff.organization_id, register__year=year)
    apart = own.exclude(state=NumberEntry.State.USED)
    return apart.select_related("register", "by__user").order_by("-made_at", "-number")


def kept_for(organization_id: int) -> QuerySet[NumberEntry]:
    """Return the numbers that an office still keeps, the oldest first."""
    own = NumberEntry.objects.filter(register__organization=organization_id, state=NumberEntry.State.RESERVED)
    return own.select_related("register").order_by("dated_on", "number")
