"""The days by which a year's figures are due, and reminding cooperatives that have a link but no account."""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from audit.services import record
from cooperatives.deadlines import Table, running_year
from cooperatives.models import ConfirmationLink, FiguresDeadline, FiguresState, YearlyFigures
from cooperatives.services.edits import note
from coopportal import display
from notifications.letters import HEADERS, absolute
from organizations.models import AdministrativeUnit, Staff
from organizations.services.directory import actor_of

log = logging.getLogger(__name__)
# Days before the deadline on which the holder of an unused link is reminded by email.
LINK_STEPS = (7, 3, 0)


@transaction.atomic
def save_deadline(*, province: AdministrativeUnit, year: int, by: Staff, **values: Any) -> FiguresDeadline:
    """Set a province's days for a year. Raises ValidationError naming the fields."""
    kept = FiguresDeadline.objects.select_for_update().filter(province=province, year=year).first()
    kept = kept or FiguresDeadline(province=province, year=year)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.full_clean()
    kept.save()
    days = {"due": display.date(kept.due_on), "commune_due": display.date(kept.commune_due_on)}
    record(code="cooperatives.deadline.saved", obj=kept, data=days | {"why": kept.basis}, **actor_of(by))
    return kept


def remind_links(*, today: dt.date) -> int:
    """Email who holds an open link and has not sent the figures; each link once a step. Returns how many were sent.

    A step that was missed (no worker that day) is made up by the next run, the newest alone.
    """
    table = Table(running_year(today))
    links = ConfirmationLink.objects.filter(year=table.year, revoked_at=None, expires_at__date__gte=today)
    done = YearlyFigures.objects.filter(year=table.year, state__in=[FiguresState.SUBMITTED, FiguresState.APPROVED])
    waiting = links.exclude(cooperative__in=done.values("cooperative")).exclude(cooperative__email="")
    provinces = dict(waiting.filter(cooperative__organization=None).values_list("pk", "cooperative__province"))
    return sum(_remind(pk, table.of(province).due_on, today) for pk, province in provinces.items())


@transaction.atomic
def _remind(pk: int, due_on: dt.date, today: dt.date) -> bool:
    """Send one link's newest step that has come, where it was not sent; another run at the same time passes it over."""
    step = min((s for s in LINK_STEPS if today >= due_on - dt.timedelta(days=s)), default=None)
    rows = ConfirmationLink.objects.select_for_update(of=("self",), skip_locked=True)
    link = rows.select_related("cooperative__unit").filter(pk=pk).first()
    if link is None or step is None or today > due_on or not link.is_open or _told(link, step, due_on):
        return False
    try:
        _letter(link, due_on).send()
    except OSError:
        log.warning("The reminder of a confirmation link was not sent", exc_info=True, extra={"link": pk})
        return False
    link.reminded = {"step": step, "due_on": due_on.isoformat(), "on": today.isoformat()}
    link.save(update_fields=["reminded", "updated_at"])
    note(link.cooperative, "cooperatives.link.reminded", None, year=link.year, address=link.cooperative.email)
    return True


def _told(link: ConfirmationLink, step: int, due_on: dt.date) -> bool:
    """Tell whether this step or a later one was sent; a link handed out after a step's day needs no word of it."""
    told = link.reminded
    if told and told.get("due_on") == due_on.isoformat() and int(told["step"]) <= step:
        return True
    return link.created_at.date() > due_on - dt.timedelta(days=step)


def _letter(link: ConfirmationLink, due_on: dt.date) -> EmailMessage:
    sheet = link.cooperative
    text = (
        f"Kính gửi {sheet.name},\n\n"
        f"Đơn vị chưa gửi số liệu năm {link.year}. Hạn gửi: {display.date(due_on)}.\n"
        f"Mở liên kết sau để nhập và xác nhận, không cần tài khoản:\n"
        f"{absolute(reverse('cooperatives:confirmation', args=[link.token]))}\n\n"
        f"Nếu cần giúp đỡ, hãy liên hệ UBND {sheet.unit}. Đã gửi rồi thì bỏ qua thư này.\n"
    )
    subject = f"[CoopPortal] Nhắc gửi số liệu năm {link.year}, hạn {display.date(due_on)}"
    return EmailMessage(subject, text, to=[sheet.email], headers=HEADERS)
