"""How reminders are put into words."""

from __future__ import annotations

import datetime as dt

from coopportal import display
from notifications.models import Audience, ReminderEntry

SOON, TODAY, OVERDUE = (f"notifications.reminder.{kind}" for kind in ("soon", "today", "overdue"))


def code_of(due_on: dt.date, day: dt.date) -> str:
    """Return the notification code of a deadline as it stands on `day`."""
    if due_on == day:
        return TODAY
    return SOON if due_on > day else OVERDUE


def distance(due_on: dt.date, day: dt.date) -> str:
    """Return how far off a deadline is on `day`: `Còn 3 ngày`, `Đến hạn hôm nay`, `Quá hạn 2 ngày`."""
    days = (due_on - day).days
    if days == 0:
        return "Đến hạn hôm nay"
    return f"Còn {days} ngày" if days > 0 else f"Quá hạn {-days} ngày"


def headline(entry: ReminderEntry) -> str:
    """Return the title of a reminder; who does not do the work himself is told whose it is."""
    whose = "" if entry.audience == Audience.WORKER else f" – {entry.organization}"
    return f"{distance(entry.due_on, entry.run_date)}{whose}: {entry.title}"[:500]


def details(entry: ReminderEntry) -> str:
    """Return the line under the title."""
    return f"Hạn {display.date(entry.due_on)}. Cơ quan thực hiện: {entry.organization}."
