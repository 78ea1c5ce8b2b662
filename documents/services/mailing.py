"""What the clerk enters by hand: letters handed to the post, and the use of filed copies."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import CopyUse, OutgoingEntry, Posting
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


def _demand_day(name: str, day: dt.date, entry: OutgoingEntry) -> None:
    if day > timezone.localdate():
        raise ValidationError({name: "Ngày không được ở tương lai."})
    if day < entry.document_date:
        raise ValidationError({name: f"Ngày không được trước ngày văn bản ({entry.document_date:%d/%m/%Y})."})


def _demand_there(entry: OutgoingEntry) -> None:
    if entry.document_id is None:
        raise ValidationError("Số này đã hủy, không có văn bản.")


@transaction.atomic
def post_letters(
    *, entry: OutgoingEntry, sent_on: dt.date, to: Sequence[tuple[str, int]], note: str = "", by: Staff
) -> list[Posting]:
    """Enter what was handed to the post: a line for each recipient with the number of envelopes.

    Raises ValidationError naming `sent_on`, or where there is no recipient.
    """
    _demand_there(entry)
    _demand_day("sent_on", sent_on, entry)
    if not to:
        raise ValidationError("Hãy ghi số bì cho ít nhất một nơi nhận.")
    made = []
    for recipient, envelopes in to:
        line = Posting(
            organization=entry.organization, year=sent_on.year, entry=entry, sent_on=sent_on, recipient=recipient,
            envelopes=envelopes, note=note, by=by,
        )  # fmt: skip
        line.full_clean(exclude=["organization", "entry", "by"])
        line.save()
        made.append(line)
    data = {"count": len(made), "envelopes": sum(line.envelopes for line in made), "day": f"{sent_on:%d/%m/%Y}"}
    record(code="documents.posting.entered", obj=entry, data=data, **actor_of(by))
    return made


@transaction.atomic
def correct_posting(
    *, line: Posting, envelopes: int, receipt: str, confirmed_on: dt.date | None, note: str, struck: bool, by: Staff
) -> Posting:
    """Write the post's receipt to a line, correct it, or strike it out with the reason in `note`.

    Raises ValidationError naming the fields.
    """
    fresh = Posting.objects.select_for_update(of=("self",)).select_related("entry").get(pk=line.pk)
    if confirmed_on:
        _demand_day("confirmed_on", confirmed_on, fresh.entry)
    fresh.envelopes, fresh.receipt, fresh.confirmed_on = envelopes, receipt, confirmed_on
    _strike(fresh, note, struck=struck)
    fresh.full_clean(exclude=["organization", "entry", "by"])
    fresh.save()
    record(code=f"documents.posting.{'struck' if struck else 'noted'}", obj=fresh, data={"note": note}, **actor_of(by))
    return fresh


def _strike(line: Posting | CopyUse, note: str, *, struck: bool) -> None:
    if struck and not note.strip():
        raise ValidationError({"note": "Hãy ghi lý do gạch bỏ dòng này."})
    line.note = note
    line.cancelled_at = (line.cancelled_at or timezone.now()) if struck else None


def unconfirmed(organization: Organization, sent_on: dt.date | None = None) -> int:
    """Return how many lines (of a day) the post has not signed for yet."""
    found = Posting.objects.filter(organization=organization, confirmed_on__isnull=True, cancelled_at__isnull=True)
    return (found.filter(sent_on=sent_on) if sent_on else found).count()


@transaction.atomic
def confirm_postings(
    *, organization: Organization, sent_on: dt.date, receipt: str, confirmed_on: dt.date, by: Staff
) -> int:
    """Write the post's receipt to all lines of a day that have none: one walk to the post, one mark.

    Raises ValidationError naming `sent_on` where there is no such line, `receipt` or `confirmed_on`.
    """
    if not receipt.strip():
        raise ValidationError({"receipt": "Hãy ghi người ký nhận, dấu hoặc số biên nhận của bưu điện."})
    if not sent_on <= confirmed_on <= timezone.localdate():
        raise ValidationError({"confirmed_on": "Ngày ký nhận phải từ ngày chuyển đến hôm nay."})
    open_ = Posting.objects.filter(
        organization=organization, sent_on=sent_on, confirmed_on__isnull=True, cancelled_at__isnull=True
    )
    lines = list(open_.select_for_update(of=("self",)).select_related("entry"))
    if not lines:
        raise ValidationError({"sent_on": f"Ngày {sent_on:%d/%m/%Y} không có dòng nào chờ bưu điện ký nhận."})
    for line in lines:
        line.receipt, line.confirmed_on = receipt.strip(), confirmed_on
        line.fold_search_text()
        line.updated_at = timezone.now()
    Posting.objects.bulk_update(lines, ["receipt", "confirmed_on", "search_text", "updated_at"])
    data = {"count": len(lines), "day": f"{sent_on:%d/%m/%Y}", "receipt": receipt}
    record(code="documents.posting.confirmed", obj=organization, data=data, **actor_of(by))
    return len(lines)


@transaction.atomic
def lend_copy(
    *,
    entry: OutgoingEntry,
    used_on: dt.date,
    user_name: str,
    permitted_by: str,
    by: Staff,
    due_back_on: dt.date | None = None,
    dossier_symbol: str = "",
    receipt: str = "",
    note: str = "",
) -> CopyUse:
    """Enter that somebody took the filed copy in hand. Raises ValidationError naming the fields, or where it is out."""
    _demand_there(entry)
    _demand_day("used_on", used_on, entry)
    out = CopyUse.objects.filter(entry=entry, returned_on__isnull=True, cancelled_at__isnull=True).first()
    if out:
        raise ValidationError(
            f"Bản lưu đang do {out.user_name} giữ từ ngày {out.used_on:%d/%m/%Y}; hãy ghi ngày trả trước."
        )
    line = CopyUse(
        organization=entry.organization, year=used_on.year, entry=entry, used_on=used_on, user_name=user_name,
        permitted_by=permitted_by, due_back_on=due_back_on, dossier_symbol=dossier_symbol, receipt=receipt, note=note,
        by=by,
    )  # fmt: skip
    line.full_clean(exclude=["organization", "entry", "by"])
    line.save()
    record(code="documents.copy_use.entered", obj=line, data={"name": user_name}, **actor_of(by))
    return line


@transaction.atomic
def correct_copy_use(
    *,
    line: CopyUse,
    returned_on: dt.date | None,
    due_back_on: dt.date | None,
    dossier_symbol: str,
    receipt: str,
    note: str,
    struck: bool,
    by: Staff,
) -> CopyUse:
    """Write down the return of a filed copy, correct its line, or strike it out with the reason in `note`.

    Raises ValidationError naming the fields.
    """
    fresh = CopyUse.objects.select_for_update(of=("self",)).select_related("entry").get(pk=line.pk)
    if returned_on:
        _demand_day("returned_on", returned_on, fresh.entry)
    fresh.returned_on, fresh.due_back_on, fresh.dossier_symbol, fresh.receipt = (
        returned_on, due_back_on, dossier_symbol, receipt,
    )  # fmt: skip
    _strike(fresh, note, struck=struck)
    fresh.full_clean(exclude=["organization", "entry", "by"])
    fresh.save()
    act = "struck" if struck else "returned" if returned_on else "noted"
    record(code=f"documents.copy_use.{act}", obj=fresh, data={"note": note}, **actor_of(by))
    return fresh
