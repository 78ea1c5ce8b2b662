"""Where a number of the dashboard leads: the list page that holds exactly the rows it counts."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from reports.periods import Period


def tasks(*, organization: int, period: Period, status: str = "") -> str:
    """Return the address of the assignments under an organization that are due in a period."""
    return _address(
        "plans:assignment_list", organization=organization, status=status, due_from=period.since, due_to=period.until
    )


def assignments(**filters: Any) -> str:
    """Return the address of the assignments that these filters of the list keep."""
    return _address("plans:assignment_list", **filters)


def documents(*, period: Period, state: str = "", organization: int | None = None) -> str:
    """Return the address of the documents that an organization holds, or of all that the person sees."""
    return _address("documents:document_list", state=state, year=period.year, organization=organization)


def cooperatives(*, status: str = "", unit_code: str = "") -> str:
    """Return the address of the sheets of a commune (by its code), or of all that the person sees."""
    return _address("cooperatives:cooperative_list", status=status, unit=unit_code)


def _address(name: str, **filters: Any) -> str:
    given = {key: _text(value) for key, value in filters.items() if value not in (None, "")}
    return f"{reverse(name)}?{urlencode(given)}" if given else reverse(name)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, dt.date) else str(value)
