"""Yearly figures: entering, sending, approving, returning, opening again; and the links that cooperatives get."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from cooperatives.comparing import Line, lines, unexplained
from cooperatives.models import ConfirmationLink, Cooperative, FiguresOrigin, FiguresState, YearlyFigures
from cooperatives.models.figures import FIGURES
from cooperatives.services.difficulties import keepers_of
from cooperatives.services.edits import locked_sheet, note
from cooperatives.services.registry import update_cooperative
from cooperatives.showing import shown
from cooperatives.size import size_for
from coopportal.display import number
from notifications.services import notify
from organizations.models import Staff

LINK_DAYS = 30
# What the sheet takes over from approved figures of its newest year.
TAKEN_OVER = (
    "official_members", "capital_associates", "other_associates", "labourers", "charter_capital", "total_capital",
    "debt",
)  # fmt: skip


@transaction.atomic
def save_figures(
    *,
    cooperative: Cooperative,
    year: int,
    by: Staff | None,
    origin: str = FiguresOrigin.COMMUNE,
    values: Mapping[str, Any],
    explanations: Mapping[str, str] | None = None,
    send: bool = False,
    sender: str = "",
) -> YearlyFigures:
    """Write a year's figures down; with `send` they go to the commune for approval.

    `sender` names who sent them where nobody is signed in. Raises ValidationError naming the fields; `explain_<field>`
    for an unusual change (beyond 30 %) that is sent without a reason; and where the year is approved already.
    """
    sheet = locked_sheet(cooperative.pk)
    figures = _of_year(sheet, year)
    if figures.state == FiguresState.APPROVED:
        raise ValidationError("Số liệu năm này đã được xã duyệt. Nếu cần sửa, đề nghị xã mở lại, có ghi lý do.")
    before = {name: shown(figures, name) for name in values}
    for name, value in values.items():
        setattr(figures, name, value)
    figures.explanations = {name: words.strip() for name, words in (explanations or {}).items() if words.strip()}
    figures.origin, figures.size_class = origin, size_for(figures, sheet).size_class
    if send:
        _send(figures, by, sender)
    elif figures.state == FiguresState.SUBMITTED:
        figures.state = FiguresState.DRAFT
    figures.full_clean()
    figures.save()
    _note(figures, "sent" if send else "saved", by, before=before, actor_name=sender)
    if send and origin in (FiguresOrigin.LINK, FiguresOrigin.ACCOUNT):
        _tell_keepers(figures)
    return figures


def _tell_keepers(figures: YearlyFigures) -> None:
    """Tell who approves that figures have come."""
    notify(
        recipients=keepers_of(figures.cooperative.unit),
        code="cooperatives.figures.sent",
        title=f"Số liệu năm {figures.year} chờ duyệt: {figures.cooperative.name}",
        body=figures.submitted_by,
        url=reverse("cooperatives:sheet_tab", args=[figures.cooperative_id, "so-lieu"]),
    )


def _of_year(sheet: Cooperative, year: int) -> YearlyFigures:
    found = YearlyFigures.objects.select_for_update().filter(cooperative=sheet, year=year).first()
    return found or YearlyFigures(cooperative=sheet, year=year, unit=sheet.unit)


def _send(figures: YearlyFigures, by: Staff | None, sender: str) -> None:
    if not figures.known():
        raise ValidationError("Chưa có số liệu nào; hãy ghi ít nhất một ô rồi gửi. Ô chưa biết thì bỏ trống.")
    missing = unexplained(compared(figures))
    if missing:
        raise ValidationError({f"explain_{line.name}": _ask(line) for line in missing})
    figures.state, figures.submitted_at = FiguresState.SUBMITTED, timezone.now()
    figures.submitted_by, figures.return_reason = sender or (by.full_name if by else ""), ""


def _ask(line: Line) -> str:
    words = f"{number(line.change, 1)}%" if line.change is not None else "từ 0"
    return f"Thay đổi {words} so với năm trước; hãy ghi vì sao, ví dụ: mở thêm dịch vụ làm đất."


def compared(figures: YearlyFigures) -> list[Line]:
    """Return the figures beside those of the year before; one query."""
    last = YearlyFigures.objects.filter(cooperative_id=figures.cooperative_id, year=figures.year - 1).first()
    return lines({name: getattr(figures, name) for name in FIGURES}, last, figures.explanations)


@transaction.atomic
def approve_figures(*, figures: YearlyFigures, by: Staff) -> YearlyFigures:
    """Take the figures as the year's; those of the newest year become the sheet's own numbers.

    Raises ValidationError where they are approved already, empty, or hold a change that nobody explained.
    """
    sheet = locked_sheet(figures.cooperative_id)
    fresh = YearlyFigures.objects.select_for_update().get(pk=figures.pk)
    if fresh.state == FiguresState.APPROVED:
        raise ValidationError("Số liệu năm này đã được duyệt rồi.")
    if fresh.state != FiguresState.SUBMITTED:
        _send(fresh, by, "")
    fresh.state, fresh.approved_at, fresh.approved_by = FiguresState.APPROVED, timezone.now(), by
    fresh.size_class = size_for(fresh, sheet).size_class
    fresh.save()
    _note(fresh, "approved", by)
    _tell(fresh, f"Xã đã duyệt số liệu năm {fresh.year}")
    if not YearlyFigures.objects.filter(cooperative=sheet, year__gt=fresh.year, state=FiguresState.APPROVED).exists():
        taken = {name: value for name in TAKEN_OVER if (value := getattr(fresh, name)) is not None}
        update_cooperative(cooperative=sheet, by=by, why=f"Theo số liệu năm {fresh.year} đã duyệt", **taken)
    return fresh


@transaction.atomic
def return_figures(*, figures: YearlyFigures, reason: str, by: Staff) -> YearlyFigures:
    """Send the figures back with a reason. Raises ValidationError at `reason`, and where they were not sent."""
    fresh = YearlyFigures.objects.select_for_update().select_related("cooperative").get(pk=figures.pk)
    if fresh.state != FiguresState.SUBMITTED:
        raise ValidationError("Chỉ trả lại được số liệu đang chờ duyệt.")
    return _put_back(fresh, FiguresState.RETURNED, reason, "returned", by)


@transaction.atomic
def reopen_figures(*, figures: YearlyFigures, reason: str, by: Staff) -> YearlyFigures:
    """Open approved figures again. Raises ValidationError at a blank `reason`, and where they are not approved."""
    fresh = YearlyFigures.objects.select_for_update().select_related("cooperative").get(pk=figures.pk)
    if fresh.state != FiguresState.APPROVED:
        raise ValidationError("Chỉ mở lại được số liệu đã duyệt.")
    fresh.approved_at = fresh.approved_by = None
    return _put_back(fresh, FiguresState.DRAFT, reason, "reopened", by)


def _put_back(figures: YearlyFigures, state: str, reason: str, act: str, by: Staff) -> YearlyFigures:
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do, ví dụ: Doanh thu ghi theo triệu đồng, chưa đổi ra đồng."})
    figures.state, figures.return_reason = state, reason.strip()
    figures.save()
    _note(figures, act, by, why=reason.strip())
    words = "trả lại" if state == FiguresState.RETURNED else "mở lại"
    _tell(figures, f"Xã {words} số liệu năm {figures.year}", reason.strip())
    return figures


def _tell(figures: YearlyFigures, title: str, body: str = "") -> None:
    """Tell the cooperative's own account, where it has one."""
    account = figures.cooperative.organization_id
    if account:
        notify(
            recipients=Staff.objects.on_duty().filter(organization=account),
            code="cooperatives.figures.answered",
            title=title,
            body=body,
            url=reverse("cooperatives:figures", args=[figures.cooperative_id, figures.year]),
        )


def _note(
    figures: YearlyFigures,
    act: str,
    by: Staff | None,
    *,
    before: Mapping[str, str] | None = None,
    why: str = "",
    actor_name: str = "",
) -> None:
    now = {name: shown(figures, name) for name in before or {}}
    changed = {name: [old, now[name]] for name, old in (before or {}).items() if old != now[name]}
    note(
        figures.cooperative, f"cooperatives.figures.{act}", by, why=why, actor_name=actor_name, year=figures.year,
        model=figures._meta.label_lower, changed=changed,
    )  # fmt: skip


@transaction.atomic
def make_link(*, cooperative: Cooperative, year: int, by: Staff, days: int = LINK_DAYS) -> ConfirmationLink:
    """Make the link by which the cooperative confirms a year's figures; an earlier open one ends with it.

    Raises ValidationError where the year is approved already.
    """
    Cooperative.objects.select_for_update().get(pk=cooperative.pk)  # two links made at once would both stay open
    if YearlyFigures.objects.filter(cooperative=cooperative, year=year, state=FiguresState.APPROVED).exists():
        raise ValidationError("Số liệu năm này đã duyệt nên không cần liên kết xác nhận nữa.")
    now = timezone.now()
    cooperative.confirmationlink_rows.filter(year=year, revoked_at=None, expires_at__gt=now).update(revoked_at=now)
    link = ConfirmationLink.objects.create(
        cooperative=cooperative, year=year, expires_at=now + dt.timedelta(days=days), made_by=by
    )
    note(cooperative, "cooperatives.link.made", by, year=year)
    return link


@transaction.atomic
def revoke_link(*, link: ConfirmationLink, by: Staff) -> ConfirmationLink:
    """End a link at once."""
    if link.revoked_at is None:
        link.revoked_at = timezone.now()
        link.save(update_fields=["revoked_at", "updated_at"])
        note(link.cooperative, "cooperatives.link.revoked", by, year=link.year)
    return link


def open_link(token: str) -> ConfirmationLink | None:
    """Return the link of a token where it may still be used, noting its first opening; None else."""
    link = ConfirmationLink.find(token)
    if link is None or not link.is_open:
        return None
    if link.opened_at is None:
        ConfirmationLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())
    return link


@transaction.atomic
def confirm_by_link(
    *, link: ConfirmationLink, sender: str, values: Mapping[str, Any], explanations: Mapping[str, str]
) -> YearlyFigures:
    """Take in what a cooperative sends through its link; it waits for the commune's approval.

    Raises ValidationError as `save_figures`, and where the link has ended meanwhile.
    """
    fresh = ConfirmationLink.objects.select_for_update().select_related("cooperative").get(pk=link.pk)
    if not fresh.is_open:
        raise ValidationError("Liên kết này đã hết hạn hoặc đã bị thu hồi; hãy liên hệ xã để nhận liên kết mới.")
    figures = save_figures(
        cooperative=fresh.cooperative, year=fresh.year, by=None, origin=FiguresOrigin.LINK, values=values,
        explanations=explanations, send=True, sender=f"{sender} (qua liên kết xác nhận)",
    )  # fmt: skip
    fresh.used_at = timezone.now()
    fresh.save(update_fields=["used_at", "updated_at"])
    return figures
