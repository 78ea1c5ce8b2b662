"""Printing a long register: asked for on its page, drawn by the queue in parts, kept for some days."""

from __future__ import annotations

import datetime as dt
from urllib.parse import parse_qsl

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.locks import claimed
from coopportal.queue import enqueue
from documents.forms.registers import RegisterFilter
from documents.models import RegisterPrint
from documents.queries import registers as queries
from documents.registers import REGISTERS, Register, long_register_pdf
from notifications.services import notify
from organizations.models import Staff
from organizations.services.directory import actor_of

TASK = "documents.tasks.print_register"
TOO_LONG = "Sổ quá dài nên không in xong trong mười phút. Hãy lọc theo khoảng ngày để in từng quyển, hoặc tải XLSX."
FAULT = "Không in được sổ; hãy tải XLSX và báo quản trị hệ thống."
FULL = "Không ghi được tệp vào kho lưu trữ (hết chỗ hoặc không có quyền). Hãy báo quản trị hệ thống rồi in lại."
# Two hundred lines are some twenty pages: about three seconds and fifty megabytes.
PART = 200
KEPT_DAYS = 14
# After that the queue is taken to have lost the print, and it is handed over once more.
PATIENCE = dt.timedelta(minutes=2)


@transaction.atomic
def request_print(*, register: Register, asked: str, title: str, by: Staff) -> RegisterPrint:
    """Have the register printed as filtered (`asked`, as in the address); return the print under way.

    Asking again while the same is being printed returns that one.
    """
    same = RegisterPrint.objects.select_for_update(of=("self",)).filter(
        organization=by.organization, register=register.slug, asked=asked, state=RegisterPrint.State.WAITING
    )
    row = same.order_by("-pk").first()
    if row is None:
        row = RegisterPrint(organization=by.organization, register=register.slug, asked=asked, title=title[:300], by=by)
        row.full_clean(exclude=["organization", "by", "file"])
        row.save()
        record(code="documents.register.print_asked", obj=row, **actor_of(by))
        enqueue(TASK, row.pk)
    elif timezone.now() - row.updated_at > PATIENCE:
        enqueue(TASK, row.pk)
    return row


def run_print(*, print_id: int) -> RegisterPrint | None:
    """Draw one waiting print; None where it is done or another process is at it. Safe to run twice.

    The lines drawn show on the row meanwhile; a process that dies lets go of the lock, and the next begins anew.
    """
    rows = RegisterPrint.objects.select_related("organization__parent", "by__user", "by__organization__parent")
    with claimed(rows.filter(state=RegisterPrint.State.WAITING), pk=print_id, work=TASK) as row:
        if row is None:
            return None
        try:
            _draw(row)
        except OSError:
            return fail_print(print_id=print_id, message=FULL)
        return row


def _draw(row: RegisterPrint) -> None:
    def told(done: int) -> None:
        RegisterPrint.objects.filter(pk=row.pk).update(done=done, updated_at=timezone.now())

    register = REGISTERS[row.register]
    asked = RegisterFilter(dict(parse_qsl(row.asked)), year=timezone.localdate(row.created_at).year)
    reader = row.by
    total = queries.lines(register, reader, asked.asked()).count()
    RegisterPrint.objects.filter(pk=row.pk).update(total=total, done=0)
    cover = queries.cover_of(register, reader, asked.asked(), asked.volume())
    content, pages = long_register_pdf(register, cover, queries.parts_of(register, reader, asked.asked(), PART), told)
    with transaction.atomic():
        row.refresh_from_db(fields=["done", "total"])
        row.pages, row.state, row.done = pages, RegisterPrint.State.DONE, row.total
        row.file.save("so.pdf", ContentFile(content), save=False)
        row.save()
        _tell(row, f"Đã in xong: {row}", "")


def fail_print(*, print_id: int, message: str) -> RegisterPrint | None:
    """End a waiting print that cannot be made, and say so."""
    with transaction.atomic():
        rows = RegisterPrint.objects.select_for_update(of=("self",)).select_related("by__user")
        row = rows.filter(pk=print_id, state=RegisterPrint.State.WAITING).first()
        if row is not None:
            row.state, row.message = RegisterPrint.State.FAILED, message
            row.save(update_fields=["state", "message", "updated_at"])
            _tell(row, f"Không in được: {row}", message)
    return row


def _tell(row: RegisterPrint, title: str, body: str) -> None:
    notify(
        recipients=[row.by],
        code="documents.register.print_ended",
        title=title,
        body=body,
        url=row.get_absolute_url(),
        source="documents.registerprint",
        object_id=row.pk,
    )


def drop_old_prints(*, now: dt.datetime | None = None) -> int:
    """Throw away prints older than `KEPT_DAYS` days; return how many. Safe to run twice."""
    before = (now or timezone.now()) - dt.timedelta(days=KEPT_DAYS)
    dropped = 0
    for row in RegisterPrint.objects.filter(created_at__lt=before):
        storage, name = row.file.storage, row.file.name
        row.delete()
        if name:
            storage.delete(name)
        dropped += 1
    return dropped
