"""What every page knows of the person in front of it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from organizations.access import OFFICE, WORKERS, current_staff
from organizations.models import Role


def staff(request: HttpRequest) -> dict[str, Any]:
    """Give templates `staff` and the flags that the navigation asks for."""
    person = current_staff(request) if hasattr(request, "user") else None
    return {
        "staff": person,
        "is_monitor": bool(person and person.role in {Role.MONITOR, Role.LEADER, Role.ADMINISTRATOR}),
        "may_write_drafts": bool(person and person.role in WORKERS),
        "may_see_delegations": bool(person and person.role in OFFICE | {Role.ADMINISTRATOR}),
        "is_administrator": bool(person and person.role == Role.ADMINISTRATOR),
    }
