"""How reminders are put into words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

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


def day_in_a_line(day: dt.date, counts: Mapping[str, int]) -> str:
    """Return a day's reminders for a telephone: `CoopPortal ngày 20/05/2026: 2 việc quá hạn, 1 việc sắp đến hạn.`"""
    words = {OVERDUE: "quá hạn", TODAY: "đến hạn hôm nay", SOON: "sắp đến hạn"}
    parts = [f"{counts[code]} việc {how}" for code, how in words.items() if counts.get(code)]
    return f"CoopPortal ngày {display.date(day)}: {', '.join(parts)}."
