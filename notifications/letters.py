"""The emails themselves: subject, text and HTML, with links that lead back into the portal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse

from coopportal import display
from notifications import wording
from notifications.models import DigestDelivery, Notification

HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
NEWS = "news"
GROUPS = {
    wording.OVERDUE: ("Quá hạn", "quá hạn"),
    wording.TODAY: ("Đến hạn hôm nay", "đến hạn hôm nay"),
    wording.SOON: ("Sắp đến hạn", "sắp đến hạn"),
    NEWS: ("Việc mới và thông báo khác", "thông báo mới"),
}


@dataclass(frozen=True)
class Line:
    """One item of a digest."""

    title: str
    note: str
    link: str


@dataclass(frozen=True)
class Group:
    """The items of one urgency."""

    title: str
    short: str
    lines: list[Line] = field(default_factory=list)


def absolute(path: str) -> str:
    """Return a path of the portal as an address that works from an email."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def digest_letter(delivery: DigestDelivery, notifications: list[Notification]) -> EmailMultiAlternatives:
    """Return the email of one person for one day, grouped by urgency, most urgent first."""
    groups = grouped(notifications, delivery.day)
    counts = ", ".join(f"{len(group.lines)} {group.short}" for group in groups)
    person = delivery.recipient
    about = {
        "day": delivery.day,
        "person": person,
        "groups": groups,
        "list_link": absolute(reverse("notifications:notification_list")),
        "ledger_link": absolute(reverse("notifications:ledger")),
    }
    letter = _letter(
        f"[CoopPortal] Việc ngày {display.date(delivery.day)}: {counts}", "digest", about, delivery.address
    )
    # The same id at a second try lets mail servers drop the double.
    letter.extra_headers["Message-ID"] = f"<digest-{delivery.pk}-{delivery.day:%Y%m%d}@{_host()}>"
    return letter


def single_letter(notification: Notification) -> EmailMultiAlternatives:
    """Return the email of one urgent notification."""
    about = {"notification": notification, "person": notification.recipient, "link": _open_link(notification)}
    title = " ".join(notification.title.split())
    return _letter(f"[CoopPortal] {title}"[:180], "single", about, notification.recipient.user.email)


def grouped(notifications: list[Notification], day: dt.date) -> list[Group]:
    """Return the items by urgency as it is on `day`; of several reminders of one work the newest alone."""
    newest: dict[tuple[str, int | None, str], Notification] = {}
    for notification in notifications:
        about = (
            (notification.source, notification.object_id, "") if notification.reminder else ("", notification.pk, "n")
        )
        newest[about] = notification
    groups = {code: Group(title, short) for code, (title, short) in GROUPS.items()}
    for notification in sorted(newest.values(), key=_by_deadline):
        groups[_group_of(notification, day)].lines.append(_line(notification, day))
    return [group for group in groups.values() if group.lines]


def _by_deadline(notification: Notification) -> tuple[dt.date, int]:
    return (notification.reminder.due_on if notification.reminder else dt.date.max, notification.pk)


def _group_of(notification: Notification, day: dt.date) -> str:
    return wording.code_of(notification.reminder.due_on, day) if notification.reminder else NEWS


def _line(notification: Notification, day: dt.date) -> Line:
    entry = notification.reminder
    if entry is None:
        return Line(notification.title, notification.body, _open_link(notification))
    note = f"{wording.distance(entry.due_on, day)} (hạn {display.date(entry.due_on)}) – {entry.organization}"
    return Line(entry.title, note, _open_link(notification))


def _open_link(notification: Notification) -> str:
    return absolute(reverse("notifications:notification_open", args=[notification.pk]))


def _host() -> str:
    return urlsplit(settings.SITE_URL).hostname or "localhost"


def _letter(subject: str, template: str, about: dict[str, object], address: str) -> EmailMultiAlternatives:
    text = render_to_string(f"notifications/email/{template}.txt", about)
    letter = EmailMultiAlternatives(subject, text, to=[address], headers=dict(HEADERS))
    letter.attach_alternative(render_to_string(f"notifications/email/{template}.html", about), "text/html")
    return letter
