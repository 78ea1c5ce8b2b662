"""Handling an incoming document: the leader's order, the office's own, who takes it in hand, and its end."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import nfc
from documents.models import Delivery, DeliveryState, Direction, DirectionParty, IncomingEntry, OfficialDocument, Part
from documents.services.traces import NEXT, step
from notifications.services import notify
from organizations.models import Organization, Role, Staff
from organizations.services.directory import actor_of

RECEIVERS = (Role.CONTACT, Role.CLERK, Role.LEADER)


@dataclass(frozen=True)
class Given:
    """One office or person to whom the document goes."""

    to: Organization | Staff
    part: str = Part.LEAD
    due_on: dt.date | None = None


@transaction.atomic
def direct(
    *, entry: IncomingEntry, opinion: str, given: Sequence[Given], by: Staff, at: dt.datetime | None = None
) -> Direction:
    """Write the leader's order: who leads, who joins, until when (04); those named are told, and may read it.

    Raises ValidationError naming `leads` where nobody leads or somebody is none of the own office's, `due_on` where a
    time limit is past.
    """
    at, entry = at or timezone.now(), _locked(entry)
    _check(entry, given, timezone.localdate(at))
    direction = _write(entry, Direction.Step.OFFICE, opinion, given, by, at)
    entry.transferred_on = entry.transferred_on or timezone.localdate(at)
    limits = [g.due_on for g in given if g.part == Part.LEAD and g.due_on]
    entry.due_on = max(limits) if limits else entry.due_on
    _move(entry, DeliveryState.ASSIGNED, by=by, at=at, note=", ".join(_name(g.to) for g in given if g.part == "lead"))
    entry.save()
    _tell(entry, given, opinion, at)
    said = {"to": ", ".join(_name(g.to) for g in given)[:300]}
    record(code="documents.incoming.directed", obj=entry, label=entry.title, data=said, **actor_of(by))
    return direction


def _check(entry: IncomingEntry, given: Sequence[Given], today: dt.date) -> None:
    if not any(g.part == Part.LEAD for g in given):
        raise ValidationError({"leads": "Hãy chọn ít nhất một đơn vị hoặc người chủ trì."})
    if len({(type(g.to), g.to.pk) for g in given}) < len(given):
        raise ValidationError({"joins": "Một đơn vị, một người chỉ giữ một vai: chủ trì hoặc phối hợp."})
    own = entry.organization.path
    for g in given:
        path = g.to.path if isinstance(g.to, Organization) else g.to.organization.path
        if not path.startswith(own):
            raise ValidationError({"leads": f"{_name(g.to)} không thuộc cơ quan nên không giao được."})
        if g.due_on and g.due_on < today:
            raise ValidationError({"due_on": "Thời hạn đã qua; hãy chọn từ hôm nay trở đi."})


def _name(to: Organization | Staff) -> str:
    return str(to) if isinstance(to, Organization) else to.full_name


def _write(
    entry: IncomingEntry, part: Direction.Step, opinion: str, given: Sequence[Given], by: Staff, at: dt.datetime
) -> Direction:
    direction = Direction(entry=entry, step=part, opinion=nfc(opinion).strip(), by=by, at=at)
    direction.full_clean()
    direction.save()
    rows = []
    for g in given:
        to = {"organization": g.to} if isinstance(g.to, Organization) else {"staff": g.to}
        rows.append(DirectionParty(direction=direction, part=g.part, due_on=g.due_on, **to))
    DirectionParty.objects.bulk_create(rows)
    return direction


def _tell(entry: IncomingEntry, given: Sequence[Given], opinion: str, at: dt.datetime) -> None:
    offices = [g.to.pk for g in given if isinstance(g.to, Organization)]
    people = {g.to for g in given if isinstance(g.to, Staff)}
    people |= set(Staff.objects.on_duty().filter(organization__in=offices, role__in=RECEIVERS))
    notify(
        recipients=people,
        code="documents.incoming.directed",
        title=f"Được giao giải quyết văn bản đến số {entry.number}: {entry.title}",
        body=opinion,
        url=entry.get_absolute_url(),
        source="documents.incomingentry",
        object_id=entry.pk,
        at=at,
    )


@transaction.atomic
def assign_within(
    *, entry: IncomingEntry, opinion: str, people: Sequence[Staff], due_on: dt.date | None, by: Staff,
    at: dt.datetime | None = None,
) -> Direction:  # fmt: skip
    """Write the order of an office's head to people of that office.

    Raises ValidationError naming `people` where there are none or they are of another office.
    """
    at, entry = at or timezone.now(), _locked(entry)
    _still_open(entry)
    if not people or any(p.organization_id != by.organization_id for p in people):
        raise ValidationError({"people": "Hãy chọn ít nhất một người thuộc đơn vị mình."})
    given = [Given(p, Part.LEAD if n == 0 else Part.COORDINATING, due_on) for n, p in enumerate(people)]
    direction = _write(entry, Direction.Step.UNIT, opinion, given, by, at)
    _receive(entry, by, at)
    _tell(entry, given, opinion, at)
    said = {"to": ", ".join(p.full_name for p in people)}
    record(code="documents.incoming.directed", obj=entry, label=entry.title, data=said, **actor_of(by))
    return direction


@transaction.atomic
def take_in_hand(*, entry: IncomingEntry, by: Staff, at: dt.datetime | None = None) -> IncomingEntry:
    """Sign for a document that was given to the own office or person (ký nhận), and begin with it (05).

    Raises ValidationError where nothing is waiting for a signature.
    """
    at, entry = at or timezone.now(), _locked(entry)
    _still_open(entry)
    if not _receive(entry, by, at):
        raise ValidationError("Không có phần việc nào chờ bạn ký nhận.", code="transition")
    if entry.state == DeliveryState.ASSIGNED:
        _move(entry, DeliveryState.IN_PROGRESS, by=by, at=at)
        entry.save()
    record(code="documents.incoming.taken_in_hand", obj=entry, label=entry.title, **actor_of(by))
    return entry


def _receive(entry: IncomingEntry, by: Staff, at: dt.datetime) -> int:
    waiting = DirectionParty.objects.filter(direction__entry=entry, received_at__isnull=True)
    own = waiting.filter(organization=by.organization_id) | waiting.filter(staff=by)
    return own.update(received_at=at, received_by=by)


@transaction.atomic
def propose(*, entry: IncomingEntry, text: str, by: Staff, at: dt.datetime | None = None) -> Direction:
    """Write what the person who handles it proposes. Raises ValidationError naming `opinion` where it is blank."""
    at, entry = at or timezone.now(), _locked(entry)
    _still_open(entry)
    if not text.strip():
        raise ValidationError({"opinion": "Hãy ghi ý kiến đề xuất."})
    direction = _write(entry, Direction.Step.HANDLER, text, [], by, at)
    _receive(entry, by, at)
    if entry.state in (DeliveryState.RECEIVED, DeliveryState.ASSIGNED):
        _move(entry, DeliveryState.IN_PROGRESS, by=by, at=at)
        entry.save()
    record(code="documents.incoming.proposed", obj=entry, label=entry.title, **actor_of(by))
    return direction


@transaction.atomic
def finish(*, entry: IncomingEntry, result: str, by: Staff | None, at: dt.datetime | None = None) -> IncomingEntry:
    """End the handling (06) with a word on the result. Raises ValidationError where it is ended already."""
    at, entry = at or timezone.now(), _locked(entry)
    _still_open(entry)
    _move(entry, DeliveryState.DONE, by=by, at=at, note=nfc(result).strip())
    entry.done_at = at
    entry.save()
    record(code="documents.incoming.finished", obj=entry, label=entry.title, data={"result": result}, **actor_of(by))
    return entry


def finish_answered(*, answer: OfficialDocument, answered: OfficialDocument, by: Staff | None, at: dt.datetime) -> None:
    """End the handling of a document that the own office has answered by another one."""
    entry = IncomingEntry.objects.filter(
        organization=answer.organization_id, document=answered, cancelled_at__isnull=True
    ).exclude(state=DeliveryState.DONE).first()  # fmt: skip
    if entry:
        finish(entry=entry, result=f"Đã trả lời bằng {answer.get_kind_display()} {answer.full_number}", by=by, at=at)


def _locked(entry: IncomingEntry) -> IncomingEntry:
    # The delivery first, as everywhere, so that two who act on the same paper never wait for each other.
    if entry.delivery_id:
        Delivery.objects.select_for_update().get(pk=entry.delivery_id)
    rows = IncomingEntry.objects.select_for_update(of=("self",)).select_related("organization", "document")
    return rows.get(pk=entry.pk)


def _still_open(entry: IncomingEntry) -> None:
    if entry.cancelled_at:
        raise ValidationError("Văn bản đã được nơi gửi lấy lại nên không xử lý tiếp.", code="recalled")
    if entry.state == DeliveryState.DONE:
        raise ValidationError("Văn bản này đã giải quyết xong.", code="transition")


def _move(entry: IncomingEntry, state: DeliveryState, *, by: Staff | None, at: dt.datetime, note: str = "") -> None:
    """Move the line, and the delivery it came by, on; the caller saves the line."""
    _still_open(entry)
    if state not in NEXT[entry.state]:
        raise ValidationError("Tình trạng văn bản đã thay đổi; hãy mở lại trang.", code="transition")
    if entry.delivery_id:
        delivery = Delivery.objects.select_related("organization").get(pk=entry.delivery_id)
        step(delivery, state, by=by, at=at, note=note)
    entry.state = state
