"""Giving numbers: each once, none left out, whoever asks at the same moment and whatever is killed in between.

A number exists when its entry is committed. The row of its register is locked from the taking to the commit, so that
who comes second waits and gets the next one, and what is rolled back gives its number back. Take it as late as
possible.
"""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from audit.services import record
from documents.models import NumberEntry, NumberingScheme, NumberRegister, OfficialDocument
from documents.services.outgoing import enter_given_up
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

MOST_AT_ONCE = 50


def scheme_of(organization: Organization, year: int) -> NumberingScheme:
    """Return how the office numbers in a year; not saved where nobody decided, then each kind runs for itself."""
    found = NumberingScheme.objects.filter(organization=organization, from_year__lte=year).order_by("-from_year")
    return found.first() or NumberingScheme(organization=organization, from_year=year)


def locked_register(organization: Organization, kind: str, *, is_secret: bool) -> tuple[NumberRegister, dt.date]:
    """Return the register of today, locked, and today: the day in Vietnam after the lock was got.

    Who waits for the lock over New Year gets the register of the new year. Call it within a transaction.
    """
    while True:
        year = timezone.localdate().year
        key = {
            "organization": organization,
            "year": year,
            "kind": scheme_of(organization, year).kind_of_register(kind),
            "is_secret": is_secret,
        }
        NumberRegister.objects.bulk_create([NumberRegister(**key)], ignore_conflicts=True)
        register = NumberRegister.objects.select_for_update(of=("self",)).get(**key)
        today = timezone.localdate()
        if today.year == register.year:
            return register, today


def _next(register: NumberRegister) -> int:
    number = register.next_number
    NumberRegister.objects.filter(pk=register.pk).update(next_number=F("next_number") + 1)
    register.next_number = number + 1
    return number


@transaction.atomic
def take_number(*, document: OfficialDocument, kind: str, is_secret: bool, by: Staff | None) -> NumberEntry:
    """Give the document the next number of its register, or the one it has already. The lock lasts to the commit."""
    had = NumberEntry.objects.filter(document=document).first()
    if had:
        return had
    register, today = locked_register(document.organization, kind, is_secret=is_secret)
    return NumberEntry.objects.create(
        register=register, number=_next(register), dated_on=today, document=document, by=by
    )


@transaction.atomic
def use_reserved(*, entry: NumberEntry, document: OfficialDocument, kind: str, is_secret: bool) -> NumberEntry:
    """Give the document a number that was kept for it, with the day on which it was kept.

    Raises ValidationError where the number is no longer kept, or is one of another office or register.
    """
    fresh = NumberEntry.objects.select_for_update(of=("self",)).select_related("register").get(pk=entry.pk)
    _demand_fit(fresh, document, kind, is_secret=is_secret, field="reserved")
    fresh.state, fresh.document = NumberEntry.State.USED, document
    fresh.save(update_fields=["state", "document"])
    return fresh


@transaction.atomic
def reserve_numbers(
    *, organization: Organization, kind: str, is_secret: bool, reason: str, count: int = 1, by: Staff
) -> list[NumberEntry]:
    """Keep the next `count` numbers of a register for papers to come, each with the reason. The day is today.

    Raises ValidationError naming `reason` or `count`.
    """
    if not reason.strip():
        raise ValidationError({"reason": "Hãy ghi lý do lấy số trước."})
    if not 1 <= count <= MOST_AT_ONCE:
        raise ValidationError({"count": f"Mỗi lần lấy trước từ 1 đến {MOST_AT_ONCE} số."})
    register, today = locked_register(organization, kind, is_secret=is_secret)
    kept = {"register": register, "dated_on": today, "state": NumberEntry.State.RESERVED, "reason": reason, "by": by}
    entries = [NumberEntry(number=_next(register), **kept) for _ in range(count)]
    for entry in entries:
        entry.clean_fields(exclude=["register", "document", "by"])
    NumberEntry.objects.bulk_create(entries)
    numbers = ", ".join(entry.padded for entry in entries)
    record(
        code="documents.number.reserved",
        obj=register,
        data={"numbers": numbers, "reason": reason},
        **actor_of(by),
    )
    return entries


@transaction.atomic
def keep_for(*, entry: NumberEntry, document: OfficialDocument, by: Staff) -> NumberEntry:
    """Say for which document a number is kept: it gets that number, and its day, when it is approved.

    Raises ValidationError where the number is not kept any more, or fits neither the office nor the kind.
    """
    fresh = NumberEntry.objects.select_for_update(of=("self",)).select_related("register").get(pk=entry.pk)
    tree = document.official
    _demand_fit(fresh, document, tree.kind or "", is_secret=bool(tree.secrecy), field="document")
    NumberEntry.objects.filter(meant_for=document).exclude(pk=fresh.pk).update(meant_for=None)
    fresh.meant_for = document
    fresh.save(update_fields=["meant_for"])
    data = {"number": fresh.padded, "document": str(document)}
    record(code="documents.number.meant", obj=fresh.register, data=data, **actor_of(by))
    return fresh


def _demand_fit(entry: NumberEntry, document: OfficialDocument, kind: str, *, is_secret: bool, field: str) -> None:
    register = entry.register
    wanted = scheme_of(document.organization, register.year).kind_of_register(kind)
    if entry.state != NumberEntry.State.RESERVED:
        raise ValidationError({field: "Số lấy trước này đã được dùng hoặc đã bỏ; hãy chọn số khác."})
    if (register.organization_id, register.kind, register.is_secret) != (document.organization_id, wanted, is_secret):
        raise ValidationError({field: "Số lấy trước này thuộc dãy số khác; hãy chọn số của đúng dãy."})


@transaction.atomic
def cancel_reserved(*, entry: NumberEntry, reason: str, by: Staff) -> NumberEntry:
    """Say that a number that was kept will not be used; it stays in the register with the reason, never given again.

    Raises ValidationError naming `cancel_reason`, or where the number is not kept any more.
    """
    fresh = NumberEntry.objects.select_for_update(of=("self",)).select_related("register").get(pk=entry.pk)
    if fresh.state != NumberEntry.State.RESERVED:
        raise ValidationError("Số này không còn ở tình trạng lấy trước nên không bỏ được.")
    if not reason.strip():
        raise ValidationError({"cancel_reason": "Hãy ghi lý do bỏ số."})
    fresh.state, fresh.cancel_reason, fresh.meant_for = NumberEntry.State.CANCELLED, reason, None
    fresh.clean_fields(exclude=["register", "document", "by"])
    fresh.save(update_fields=["state", "cancel_reason", "meant_for"])
    enter_given_up(fresh)
    data = {"number": fresh.padded, "reason": reason}
    record(code="documents.number.cancelled", obj=fresh.register, data=data, **actor_of(by))
    return fresh


@transaction.atomic
def give_back(*, entry: NumberEntry, document: OfficialDocument, reason: str, keep: bool) -> NumberEntry:
    """Take the number from a document that was not signed: kept for its corrected text, or given up with the reason.

    `entry` is locked, and what was numbered is kept as a RefusedOriginal already (the database asks for it).
    """
    entry.document, entry.state = None, NumberEntry.State.RESERVED
    entry.reason = (entry.reason or f"Người ký từ chối ký: {reason}")[:300]
    entry.meant_for = document if keep else None
    if not keep:
        entry.state, entry.cancel_reason = NumberEntry.State.CANCELLED, f"người ký từ chối ký: {reason}"[:300]
    entry.save(update_fields=["document", "state", "reason", "meant_for", "cancel_reason"])
    if not keep:
        enter_given_up(entry)
    return entry


def kept_number(document: OfficialDocument, kind: str, *, is_secret: bool, by: Staff) -> NumberEntry | None:
    """Return the number that is kept for a document, None where it is to take the next one.

    One that it had before it was refused serves for the same day and the same register alone; else it is given up here.
    """
    entry = NumberEntry.objects.filter(meant_for=document, state=NumberEntry.State.RESERVED).first()
    if entry is None or not entry.refused_originals.exists():
        return entry
    try:
        _demand_fit(entry, document, kind, is_secret=is_secret, field="document")
    except ValidationError:
        why = "văn bản bị từ chối ký, sửa lại thành văn bản thuộc dãy số khác"
    else:
        if entry.dated_on == timezone.localdate():
            return entry
        why = "văn bản bị từ chối ký, được duyệt lại vào ngày khác"
    cancel_reserved(entry=entry, reason=why, by=by)
    return None


@transaction.atomic
def start_register_at(
    *, organization: Organization, kind: str, is_secret: bool, first_number: int, note: str, by: Staff
) -> NumberRegister:
    """Let this year's register go on from the paper register: its first number here is `first_number`.

    Raises ValidationError naming `first_number` where numbers were given already, or `note` where it is empty.
    """
    if first_number < 1:
        raise ValidationError({"first_number": "Số bắt đầu phải từ 1 trở lên."})
    if not note.strip():
        raise ValidationError({"note": "Hãy ghi căn cứ, ví dụ: tiếp theo sổ giấy đến số 245."})
    register, _ = locked_register(organization, kind, is_secret=is_secret)
    if register.next_number > register.first_number:
        raise ValidationError({"first_number": f"{register} đã cấp số trên cổng nên không đổi số bắt đầu được nữa."})
    register.first_number = register.next_number = first_number
    register.note = note
    register.full_clean()
    register.save()
    data = {"first": first_number, "note": note}
    record(code="documents.register.started", obj=register, data=data, **actor_of(by))
    return register


@transaction.atomic
def decide_scheme(
    *, organization: Organization, from_year: int, mode: str, separate_kinds: list[str], by: Staff
) -> NumberingScheme:
    """Decide how the office numbers from a year on. Raises ValidationError once a number of that year was given."""
    given = NumberEntry.objects.filter(register__organization=organization, register__year__gte=from_year)
    if given.exists():
        message = f"Năm {from_year} đã cấp số theo cách hiện hành; cách mới áp dụng từ một năm chưa cấp số."
        raise ValidationError({"from_year": message})
    scheme, _ = NumberingScheme.objects.get_or_create(organization=organization, from_year=from_year)
    scheme.mode, scheme.separate_kinds = mode, sorted(set(separate_kinds))
    scheme.full_clean()
    scheme.save()
    record(code="documents.numbering.decided", obj=scheme, data={"scheme": str(scheme)}, **actor_of(by))
    return scheme
