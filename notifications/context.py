"""What every page knows of a person's notifications."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from notifications.queries import unread_count
from organizations.access import current_staff


def unread(request: HttpRequest) -> dict[str, Any]:
    """Give templates `unread_count`: one query, none for strangers."""
    person = current_staff(request) if hasattr(request, "user") else None
    return {"unread_count": unread_count(person)}
