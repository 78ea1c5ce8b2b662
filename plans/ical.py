"""Deadlines as an iCalendar file (RFC 5545), which phones and Outlook read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse
from icalendar import Calendar, Event

from plans.models import Assignment
from plans.status import DONE, Status


def calendar_of(rows: Iterable[Assignment], *, name: str) -> bytes:
    """Return the calendar of these assignments (rows with `status`), an event of a whole day for each deadline."""
    calendar = Calendar()
    calendar.add("prodid", "-//CoopPortal//Nhiem vu//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for row in rows:
        calendar.add_component(_event(row))
    return bytes(calendar.to_ical())


def _event(row: Assignment) -> Event:
    status = Status(row.status)  # type: ignore[attr-defined]
    event = Event()
    # The id stays when the deadline moves, so that programs move the event and do not double it.
    event.add("uid", f"phan-cong-{row.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("dtstamp", row.updated_at)
    event.add("last-modified", row.updated_at)
    event.add("sequence", int(row.updated_at.timestamp()) - int(row.created_at.timestamp()))
    event.add("dtstart", row.last_day)
    event.add("dtend", row.last_day + dt.timedelta(days=1))
    event.add("transp", "TRANSPARENT")
    event.add("summary", f"{'✓' if status in DONE else 'Hạn'}: {row.task}")
    event.add("description", _description(row, status))
    event.add("url", settings.SITE_URL + reverse("plans:assignment_detail", args=[row.pk]))
    return event


def _description(row: Assignment, status: Status) -> str:
    document = row.task.document
    source = f"{document.get_kind_display()} {document.full_number}".strip() if document else ""
    lines = [f"{row.organization} ({row.get_part_display().lower()})", f"{row.task.organization} giao", source]
    return "\n".join(line for line in [*lines, f"Tình trạng: {status.label}"] if line)
