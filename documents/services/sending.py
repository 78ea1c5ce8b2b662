"""Sending a document to who is not in the portal: by email through the queue, each attempt in a ledger."""

from __future__ import annotations

import datetime as dt
import smtplib

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone

from audit.services import record
from coopportal.queue import enqueue
from documents.models import Channel, OfficialDocument, OutsideDelivery, SendState, SignedFile
from documents.models.states import UNISSUED
from documents.queries.attachments import attached
from documents.services import stored
from documents.services.files import file_name, pdf_of
from documents.services.life import locked
from documents.services.outgoing import enter_outgoing
from organizations.models import Staff
from organizations.services.directory import actor_of

TASK = "documents.tasks.send_outside"
MAIL_ERRORS = (smtplib.SMTPException, OSError)
HEADERS = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
# After that many refusals a person has to look; until then the sweep tries again.
MOST_ATTEMPTS = 8


@transaction.atomic
def send_outside(
    *, document: OfficialDocument, channel: str, name: str, by: Staff, email: str = "", code: str = "",
    at: dt.datetime | None = None,
) -> OutsideDelivery:  # fmt: skip
    """Put a recipient outside on the list; an email goes out by the queue, an edXML file is written on demand.

    Raises ValidationError naming the fields, and where the document is not in force.
    """
    fresh = locked(document)
    if fresh.state in (*UNISSUED, "recalled", "replaced"):
        raise ValidationError("Chỉ gửi được văn bản đã ban hành và còn hiệu lực.")
    row = OutsideDelivery(document=fresh, channel=channel, name=name, by=by)
    row.email, row.code = (email, "") if channel == Channel.EMAIL else ("", code)
    row.full_clean()
    if channel == Channel.EMAIL:
        _demand_room(fresh)
    row.save()
    enter_outgoing(document=fresh, at=at)
    if channel == Channel.EMAIL:
        enqueue(TASK, row.pk)
    record(code="documents.outside.asked", obj=fresh, data={"name": name}, **actor_of(by))
    return row


def _demand_room(document: OfficialDocument) -> None:
    """Raise ValidationError naming `channel` where the files are more than mail servers take."""
    total = sum(row.size for row in attached(document))
    if total > settings.MAIL_MOST_ATTACHED_BYTES:
        limit = settings.MAIL_MOST_ATTACHED_BYTES // 2**20
        raise ValidationError(
            {"channel": f"Các tệp gửi kèm nặng hơn {limit} MB, máy chủ thư không nhận; hãy gửi bằng tệp edXML."}
        )


@transaction.atomic
def mail_outside(*, pk: int, at: dt.datetime | None = None) -> str | None:
    """Send one waiting or failed email; return what became of it, None where there is nothing to do.

    Safe to run twice and at once: the row is locked, and what has gone out is not sent again.
    """
    rows = OutsideDelivery.objects.select_for_update(skip_locked=True, of=("self",))
    row = rows.select_related("document__organization", "by").filter(pk=pk, channel=Channel.EMAIL).first()
    if row is None or row.send_state == SendState.SENT:
        return None
    row.attempts += 1
    try:
        letter(row).send()
    except MAIL_ERRORS as error:
        row.send_state, row.error = SendState.FAILED, _in_words(error)
    else:
        row.send_state, row.sent_at, row.error = SendState.SENT, at or timezone.now(), ""
    row.save()
    said = {"name": row.name, "error": row.error}
    code = "documents.outside.sent" if row.send_state == SendState.SENT else "documents.outside.failed"
    record(code=code, obj=row.document, data=said, **actor_of(row.by))
    return row.send_state


def _in_words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return "Máy chủ thư từ chối địa chỉ người nhận; hãy kiểm tra lại địa chỉ."
    kind = "Máy chủ thư báo lỗi" if isinstance(error, smtplib.SMTPException) else "Không kết nối được máy chủ thư"
    return f"{kind} ({error})"[:300]


def letter(row: OutsideDelivery) -> EmailMessage:
    """Return the email: what the document is, how to verify it, the PDF."""
    document = row.document
    issued = getattr(document, "issued_file", None)
    going = attached(document)
    about = {
        "document": document,
        "name": row.name,
        "attached": going,
        "verify": issued.public_address if issued else "",
    }
    subject = f"{document.get_kind_display() or 'Văn bản'} {document.full_number}: {document.subject}"
    message = EmailMessage(
        " ".join(subject.split())[:180],
        render_to_string("documents/email/outside.txt", about),
        settings.DEFAULT_FROM_EMAIL,
        [row.email],
        reply_to=[document.organization.email] if document.organization.email else None,
        headers={**HEADERS, "Message-ID": f"<van-ban-{document.pk}-{row.pk}@{_host()}>"},
    )
    message.attach(file_name(document, "pdf"), official_pdf(document), "application/pdf")
    for one in going:
        message.attach(one.name, stored.fetch(one.file_name, one.digest), one.content_type)
    return message


def _host() -> str:
    from urllib.parse import urlsplit

    return urlsplit(settings.SITE_URL).hostname or "coopportal"


def official_pdf(document: OfficialDocument) -> bytes:
    """Return the file as it leaves: the newest signed revision, the frozen one, or the drawing of the tree."""
    signed = document.signed_files.exclude(way=SignedFile.Way.PAPER).order_by("-id").first()
    if signed:
        return stored.fetch(signed.file_name, signed.digest)
    issued = getattr(document, "issued_file", None)
    return stored.fetch(issued.file_name, issued.digest) if issued else pdf_of(document)


@transaction.atomic
def retry_outside(*, row: OutsideDelivery, by: Staff) -> None:
    """Ask for another attempt. Raises ValidationError where it has gone out."""
    fresh = OutsideDelivery.objects.select_for_update(of=("self",)).select_related("document").get(pk=row.pk)
    if fresh.send_state == SendState.SENT or fresh.channel != Channel.EMAIL:
        raise ValidationError("Thư này đã gửi xong.")
    enqueue(TASK, fresh.pk)
    record(code="documents.outside.retried", obj=fresh.document, data={"name": fresh.name}, **actor_of(by))


def open_mails() -> list[int]:
    """Return the emails that wait or failed and are worth another attempt."""
    rows = OutsideDelivery.objects.filter(channel=Channel.EMAIL, attempts__lt=MOST_ATTEMPTS)
    return list(rows.exclude(send_state=SendState.SENT).order_by("pk").values_list("pk", flat=True)[:500])
