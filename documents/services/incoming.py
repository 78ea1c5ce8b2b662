"""The register of incoming documents: receiving what was sent, and registering what came on paper."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import fold, one_line
from documents.models import Delivery, DeliveryState, IncomingEntry, IncomingSeries, OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import TreeFormatError
from documents.services.columns import put_tree
from documents.services.life import activate
from documents.services.relations import link_references
from documents.services.traces import locked, step
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


@dataclass(frozen=True)
class Letterhead:
    """What the clerk reads off a paper: the register's columns and the number that hangs on them."""

    kind: str
    number: str
    symbol: str
    issued_on: dt.date | None
    issuer: str
    subject: str
    urgency: str = ""
    signer: str = ""


@transaction.atomic
def receive_delivery(
    *, delivery: Delivery, by: Staff, at: dt.datetime | None = None, note: str = "", due_on: dt.date | None = None
) -> IncomingEntry:
    """Receive a document that was sent (03) and give it its incoming number, in one step.

    Raises ValidationError where it was refused, taken back or registered already.
    """
    at = at or timezone.now()
    fresh = locked(delivery)
    if IncomingEntry.objects.filter(delivery=fresh).exists():
        raise ValidationError("Văn bản này đã được tiếp nhận, vào sổ trước đó.", code="registered")
    if fresh.state in (DeliveryState.ARRIVED, DeliveryState.REFUSED):
        step(fresh, DeliveryState.RECEIVED, by=by, at=at)
    entry = IncomingEntry(delivery=fresh, note=note, due_on=due_on, state=fresh.state)
    return _enter(entry, fresh.document, fresh.organization, by=by, day=timezone.localdate(at))


@transaction.atomic
def register_paper(
    *,
    document: OfficialDocument,
    head: Letterhead,
    arrived_on: dt.date,
    by: Staff,
    note: str = "",
    page_count: int | None = None,
    due_on: dt.date | None = None,
    dossier_symbol: str = "",
    today: dt.date | None = None,
) -> IncomingEntry:
    """Put a paper, taken in as a draft by `take_paper`, into the register of its holder and give it a number.

    Raises ValidationError naming `arrived_on` where the day is in the future or before the register's last line.
    """
    if arrived_on > (today or timezone.localdate()):
        raise ValidationError({"arrived_on": "Ngày đến không được ở tương lai."})
    put_tree(document, _with_head(document, head))
    document.full_clean(exclude=["source_file"])
    document.save()
    activate(document=document, by=by)
    link_references(document=document)
    entry = IncomingEntry(note=note, page_count=page_count, due_on=due_on, dossier_symbol=dossier_symbol)
    return _enter(entry, document, document.organization, by=by, day=arrived_on)


def _with_head(document: OfficialDocument, head: Letterhead) -> Tree:
    try:
        tree = document.official
    except TreeFormatError:
        tree = Tree()
    signature = tree.signature
    if head.signer and signature:
        signature = replace(signature, name=head.signer)
    iso = head.issued_on.isoformat() if head.issued_on else None
    return replace(
        tree, kind=head.kind or None, number=head.number or None, symbol=head.symbol or None, issuer=head.issuer,
        date=iso, subject=head.subject, urgency=head.urgency or None, signature=signature,
    )  # fmt: skip


def _enter(
    entry: IncomingEntry, document: OfficialDocument, organization: Organization, *, by: Staff, day: dt.date
) -> IncomingEntry:
    """Fill the line from the document, take the next number at the very end, write it."""
    entry.organization, entry.document, entry.by = organization, document, by
    entry.arrived_on, entry.year, entry.number = day, day.year, 1
    for name, value in _columns(document).items():
        setattr(entry, name, value)
    entry.full_clean(validate_unique=False, validate_constraints=False)
    if IncomingEntry.objects.filter(organization=organization, document=document).exists():
        raise ValidationError("Văn bản này đã được vào sổ.", code="registered")
    entry.number = _next_number(organization, day)
    entry.save()
    said = {"number": entry.number, "year": entry.year, "document": str(document)[:200]}
    record(code="documents.incoming.registered", obj=entry, data=said, **actor_of(by))
    return entry


def _columns(document: OfficialDocument) -> dict[str, Any]:
    try:
        urgency = document.official.urgency or ""
    except TreeFormatError:
        urgency = ""
    return {
        "author": document.issuer_name or document.organization.name,
        "full_number": document.full_number if document.number else "",
        "document_date": document.issued_on,
        "kind": document.kind,
        "subject": document.subject or "(không có trích yếu)",
        "urgency": one_line(urgency)[:30],
    }


def _next_number(organization: Organization, day: dt.date) -> int:
    """Take the next number of the year's series; its row stays locked until the transaction ends."""
    series = _locked_series(organization, day.year)
    last = IncomingEntry.objects.filter(organization=organization, year=day.year).order_by("-number").first()
    if last and last.arrived_on > day:
        raise ValidationError(
            {"arrived_on": f"Sổ đã có số đến {last.number} ngày {last.arrived_on:%d/%m/%Y}; ngày đến không được trước "
             f"ngày đó, để số đến theo đúng thứ tự thời gian."}
        )  # fmt: skip
    series.last = max(series.last, last.number if last else 0) + 1
    series.save(update_fields=["last"])
    return series.last


def _locked_series(organization: Organization, year: int) -> IncomingSeries:
    IncomingSeries.objects.get_or_create(organization=organization, year=year)
    return IncomingSeries.objects.select_for_update().get(organization=organization, year=year)


@transaction.atomic
def continue_paper_book(*, organization: Organization, last_number: int, note: str, by: Staff) -> IncomingSeries:
    """Let this year's incoming register go on from a paper book whose last number was `last_number`.

    Only before its first line, and again until then, where the number was mistyped; from the first line on numbers
    go up by one and nothing else. Raises ValidationError naming `last_number` or `note`.
    """
    if not note.strip():
        raise ValidationError({"note": "Hãy ghi lý do, ví dụ: chuyển từ sổ giấy quyển số 01, số cuối ngày 30/6."})
    year = timezone.localdate().year
    series = _locked_series(organization, year)
    used = IncomingEntry.objects.filter(organization=organization, year=year).order_by("-number").first()
    if used:
        raise ValidationError(
            {"last_number": f"Sổ năm {year} đã có số đến {used.number} trên cổng nên không đặt lại được nữa."}
        )
    series.first, series.last, series.note = last_number + 1, last_number, note
    series.full_clean(exclude=["organization"])
    series.save()
    data = {"last": last_number, "year": year, "note": series.note}
    record(code="documents.incoming.continued", obj=series, data=data, **actor_of(by))
    return series


def same_paper(
    *, organization: Organization, full_number: str, author: str, day: dt.date | None, but: int | None = None
) -> list[IncomingEntry]:
    """Return up to three lines of the register with the same number, symbol, issuer and day: a double, very likely."""
    if not full_number.strip():
        return []
    same = IncomingEntry.objects.filter(organization=organization, full_number__iexact=full_number, document_date=day)
    return [e for e in same.exclude(document=but).order_by("pk")[:20] if fold(e.author) == fold(author)][:3]


@transaction.atomic
def correct_entry(*, entry: IncomingEntry, by: Staff, **values: Any) -> IncomingEntry:
    """Correct what a line says (note, pages, dossier, and the columns read off a paper); number and day stay.

    Raises ValidationError naming the fields.
    """
    fresh = IncomingEntry.objects.select_for_update().get(pk=entry.pk)
    before = {name: str(getattr(fresh, name)) for name in values}
    for name, value in values.items():
        setattr(fresh, name, value)
    fresh.full_clean(exclude=["organization", "document", "delivery"])
    fresh.save()
    changed = {name: [before[name], str(values[name])] for name in values if before[name] != str(values[name])}
    record(code="documents.incoming.corrected", obj=fresh, data={"changed": changed}, **actor_of(by))
    return fresh
