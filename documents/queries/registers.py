"""The lines of a register, filtered, as what each column says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

from django.db.models import Max, Min, QuerySet
from django.urls import reverse
from django.utils import timezone

from documents.models import (
    CopySeries,
    CopyUse,
    DeliveryState,
    DirectionParty,
    DocumentCopy,
    DocumentRelation,
    IncomingEntry,
    IncomingSeries,
    NumberRegister,
    OutgoingEntry,
    Posting,
    RelationKind,
)
from documents.models.states import UNISSUED
from documents.queries.incoming import with_parties
from documents.registers.columns import COPIES, COPY_USE, HANDLING, INCOMING, OUTGOING, POSTING, Register, Row, Volume
from organizations.models import Organization, Staff


@dataclass(frozen=True)
class Asked:
    """What a reader asks of a register; days and numbers are inclusive."""

    year: int
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    kind: str = ""
    first_number: int | None = None
    last_number: int | None = None
    words: str = ""


@dataclass(frozen=True)
class _Book:
    """Where the lines of a register lie: their table, and the columns of day, number and kind."""

    model: type[Any]
    day: str
    number: str
    kind: str
    order: tuple[str, ...]


_OF_ENTRY = {"number": "entry__number_value", "kind": "entry__kind"}
_INCOMING = _Book(IncomingEntry, "arrived_on", "number", "kind", ("number",))
_BOOKS = {
    OUTGOING: _Book(OutgoingEntry, "document_date", "number_value", "kind", ("document_date", "number_value", "pk")),
    INCOMING: _INCOMING,
    HANDLING: _INCOMING,
    POSTING: _Book(Posting, "sent_on", order=("sent_on", "pk"), **_OF_ENTRY),
    COPY_USE: _Book(CopyUse, "used_on", order=("used_on", "pk"), **_OF_ENTRY),
    COPIES: _Book(DocumentCopy, "dated_on", "number", "document__kind", ("number",)),
}


def years_of(register: Register, organization: Organization) -> list[int]:
    """Return the years that the register has lines of, and this year, newest first."""
    lines_of = _BOOKS[register].model.objects.filter(organization=organization)
    found = lines_of.order_by().values_list("year", flat=True).distinct()
    return sorted({*found, timezone.localdate().year}, reverse=True)


def lines(register: Register, staff: Staff, asked: Asked) -> QuerySet[Any]:
    """Return the lines of the person's own office, in the order of the book."""
    book = _BOOKS[register]
    found: QuerySet[Any] = _narrow(book, staff, asked)
    if book is _INCOMING:
        found = with_parties(found)
    found = found.select_related("entry") if register in (POSTING, COPY_USE) else found
    if register is COPIES:
        found = found.select_related("document").defer("document__tree", "document__source_text")
    return found.order_by(*book.order)


def _narrow(book: _Book, staff: Staff, asked: Asked) -> QuerySet[Any]:
    wanted = {
        f"{book.day}__gte": asked.first_day,
        f"{book.day}__lte": asked.last_day,
        f"{book.number}__gte": asked.first_number,
        f"{book.number}__lte": asked.last_number,
        book.kind: asked.kind or None,
    }
    narrowed = book.model.objects.visible_to(staff).filter(organization=staff.organization_id, year=asked.year)
    narrowed = narrowed.filter(**{name: value for name, value in wanted.items() if value is not None})
    return narrowed.search(asked.words.replace("\x00", ""))  # type: ignore[no-any-return]


def volume_of(register: Register, staff: Staff, asked: Asked, volume: str = "") -> Volume:
    """Return the cover and all lines for a print or a sheet."""
    found = lines(register, staff, asked)
    return replace(cover_of(register, staff, asked, volume), rows=rows_of(register, found))


def parts_of(register: Register, staff: Staff, asked: Asked, size: int) -> Iterator[list[Row]]:
    """Yield the rows in parts of `size` lines, in the order of the book, as they stood at the beginning."""
    found = lines(register, staff, asked).iterator(chunk_size=size)
    while part := list(islice(found, size)):
        yield rows_of(register, part)


def cover_of(register: Register, staff: Staff, asked: Asked, volume: str = "") -> Volume:
    """Return what the cover says, without the lines."""
    book, own = _BOOKS[register], staff.organization
    found = lines(register, staff, asked).order_by()
    span = found.aggregate(a=Min(book.day), b=Max(book.day), c=Min(book.number), d=Max(book.number))
    return Volume(
        parent_body=own.parent.name if own.parent and own.depth > 1 else "",
        organization=own.name,
        year=asked.year,
        first_day=asked.first_day or span["a"],
        last_day=asked.last_day or span["b"],
        first_number=span["c"],
        last_number=span["d"],
        volume=volume,
        continues=paper_books(register, own, asked),
    )


def paper_books(register: Register, organization: Organization, asked: Asked) -> tuple[str, ...]:
    """Return what is said of the paper books that the year's numbers go on from; nothing where all are here."""
    if register is OUTGOING:
        own = NumberRegister.objects.filter(organization=organization, year=asked.year, first_number__gt=1)
        kept = own.filter(kind__in=(asked.kind, "")) if asked.kind else own
        return tuple(
            f"{r.get_kind_display() or 'Văn bản đi'}{' mật' if r.is_secret else ''}: {_goes_on(r.first_number)}"
            for r in kept.order_by("is_secret", "kind")
        )
    if register not in (INCOMING, HANDLING, COPIES):
        return ()
    model = CopySeries if register is COPIES else IncomingSeries
    series = model._default_manager.filter(organization=organization, year=asked.year, first__gt=1).first()
    words = _goes_on(series.first) if series else ""
    return (words[0].upper() + words[1:],) if words else ()


def _goes_on(first: int) -> str:
    return f"tiếp theo sổ giấy đến số {first - 1:02d}"


def rows_of(register: Register, found: Iterable[Any]) -> list[Row]:
    """Return what each column says of the lines given; one query more for the handling register."""
    entries = list(found)
    if register is HANDLING:
        answers = _answers(entries)
        return [_handling(e, answers.get(e.document_id, [])) for e in entries]
    writers: dict[Register, Callable[[Any], Row]] = {
        OUTGOING: _outgoing,
        INCOMING: _incoming,
        POSTING: _posting,
        COPY_USE: _copy_use,
        COPIES: _copy,
    }
    return [writers[register](e) for e in entries]


def _outgoing(e: OutgoingEntry) -> Row:
    cells = (
        e.full_number, e.document_date, _titled(e), e.signer, e.recipients, e.keeper, e.copies, e.sent_on, e.receipt,
        e.note,
    )  # fmt: skip
    if e.document_id is None:
        return Row(cells, cancelled=True)
    acts = (
        ("Sửa", reverse("documents:outgoing_update", args=[e.pk])),
        ("Gửi bưu điện", reverse("documents:posting_create", args=[e.pk])),
        ("Bản lưu", reverse("documents:copy_use_create", args=[e.pk])),
    )
    return Row(cells, reverse("documents:document_detail", args=[e.document_id]), acts)


def _posting(e: Posting) -> Row:
    confirmed = f"{e.receipt} ({e.confirmed_on:%d/%m/%Y})" if e.confirmed_on else e.receipt
    cells = (e.sent_on, e.entry.full_number, e.recipient, e.envelopes, confirmed, e.note)
    acts = (("Ghi ký nhận, sửa", reverse("documents:posting_update", args=[e.pk])),)
    document = reverse("documents:document_detail", args=[e.entry.document_id])
    return Row(cells, document, acts, cancelled=bool(e.cancelled_at), link_at=1)


def _copy_use(e: CopyUse) -> Row:
    of = e.entry
    due = f"Hẹn trả {e.due_back_on:%d/%m/%Y}" if e.due_back_on and not e.returned_on else ""
    due = f"Quá hạn trả, {due.lower()}" if e.is_overdue(timezone.localdate()) else due
    note = "; ".join(words for words in (e.note, due) if words)
    cells = (
        e.used_on, e.user_name, f"{of.full_number} ngày {of.document_date:%d/%m/%Y}", _titled(of), e.dossier_symbol,
        e.receipt, e.returned_on, e.permitted_by, note,
    )  # fmt: skip
    acts = (("Ghi trả, sửa", reverse("documents:copy_use_update", args=[e.pk])),)
    document = reverse("documents:document_detail", args=[of.document_id])
    return Row(cells, document, acts, cancelled=bool(e.cancelled_at), link_at=2)


def _copy(e: DocumentCopy) -> Row:
    copied = e.document
    day = f" ngày {copied.issued_on:%d/%m/%Y}" if copied.issued_on else ""
    about = f"{copied.get_kind_display() or 'Văn bản'} {copied.full_number}{day} của {copied.issuer_name}".strip()
    cells = (
        e.full_number, e.dated_on, e.get_kind_display(), f"{about}: {copied.subject}", e.authority,
        "; ".join(e.recipients), e.copies, "Bản điện tử" if e.is_electronic else "",
    )  # fmt: skip
    return Row(cells, f"{reverse('documents:document_detail', args=[copied.pk])}#ban-sao")


def _titled(e: OutgoingEntry | IncomingEntry) -> str:
    kind = e.get_kind_display()
    return f"{kind}: {e.subject}" if kind else e.subject


def _incoming(e: IncomingEntry) -> Row:
    parties = _parties(e)
    cells = (
        e.arrived_on, e.number, e.author, e.full_number, e.document_date, _titled(e), _names(parties),
        e.transferred_on, _signed(parties), _note(e),
    )  # fmt: skip
    return Row(cells, e.get_absolute_url(), cancelled=bool(e.cancelled_at), link_at=1)


def _handling(e: IncomingEntry, answers: list[str]) -> Row:
    day = f" ngày {e.document_date:%d/%m/%Y}" if e.document_date else ""
    about = f"{e.title}{day} của {e.author}"
    overdue = e.is_overdue(timezone.localdate())
    progress = "Quá hạn, " + _progress(e).lower() if overdue else _progress(e)
    cells = (e.number, about, _names(_parties(e)), e.due_on, progress, "; ".join(answers), _note(e))
    return Row(cells, e.get_absolute_url(), cancelled=bool(e.cancelled_at))


def _progress(e: IncomingEntry) -> str:
    label = DeliveryState(e.state).label
    return f"{label} ngày {timezone.localtime(e.done_at):%d/%m/%Y}" if e.done_at else label


def _note(e: IncomingEntry) -> str:
    if not e.cancelled_at:
        return e.note
    gone = f"Nơi gửi lấy lại ngày {timezone.localtime(e.cancelled_at):%d/%m/%Y}"
    return f"{e.note}; {gone}" if e.note else gone


def _parties(e: IncomingEntry) -> list[DirectionParty]:
    """Whom the last order of the office's leader names; the head of a small office orders the same way."""
    orders = [d for d in e.directions.all() if d.step == "office"]
    return list(orders[-1].parties.all()) if orders else []


def _names(parties: list[DirectionParty]) -> str:
    return "; ".join(f"{p}{'' if p.part == 'lead' else ' (phối hợp)'}" for p in parties)


def _signed(parties: list[DirectionParty]) -> str:
    signed = [(p.received_by.full_name, p.received_at) for p in parties if p.received_at and p.received_by]
    return "; ".join(f"{name} {timezone.localtime(at):%d/%m/%Y}" for name, at in signed)


def _answers(entries: list[IncomingEntry]) -> dict[int, list[str]]:
    """Return the numbers of the own office's answers by the document that they answer."""
    found: dict[int, list[str]] = {}
    if not entries:
        return found
    answering = DocumentRelation.objects.filter(
        target__in=[e.document_id for e in entries],
        kind=RelationKind.ANSWERS,
        source__organization__path__startswith=entries[0].organization.path,
    ).exclude(source__state__in=UNISSUED)
    for target, number, symbol in answering.order_by("pk").values_list("target", "source__number", "source__symbol"):
        found.setdefault(target, []).append(f"{number}/{symbol}" if symbol else number)
    return found
