"""Documents that leave the portal and come from outside it: emails with a ledger, edXML files with states."""

from __future__ import annotations

import datetime as dt
import hashlib
import smtplib

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from documents.exchange import (
    Attachment,
    Envelope,
    Office,
    Reply,
    StatusMessage,
    read_message,
    write_document,
    write_status,
)
from documents.models import (
    DeliveryState,
    DocumentState,
    ExchangeMessage,
    OutgoingEntry,
    OutsideDelivery,
    TrustedAuthority,
)
from documents.queries.incoming import waiting_deliveries
from documents.services import sending
from documents.services.exchange import document_key, write_edxml, write_state
from documents.services.incoming import receive_delivery
from documents.services.recall import answer_recall, recall_document
from documents.services.taking import signer_of, take_edxml
from documents.tasks import send_open
from tests.documents.files import word
from tests.documents.signers import Signers
from tests.factories.documents import DocumentFactory

pytestmark = pytest.mark.django_db
CITY = Office("000.00.00.H31", "UBND thành phố Thử")


@pytest.fixture
def letter(world):
    return DocumentFactory(organization=world.commune, created_by=world.clerk)


@pytest.fixture
def drawn(monkeypatch):
    """A file without drawing it."""
    monkeypatch.setattr(sending, "pdf_of", lambda document: b"%PDF-1.7 x")
    return b"%PDF-1.7 x"


def test_an_email_goes_out_once_and_what_fails_is_tried_again(world, letter, drawn, monkeypatch):
    row = sending.send_outside(
        document=letter, channel="email", name="Công ty Sao Mai", email="vt@saomai.vn", by=world.clerk
    )
    assert OutgoingEntry.objects.filter(document=letter).exists()
    monkeypatch.setattr(
        "django.core.mail.EmailMessage.send", lambda self: (_ for _ in ()).throw(smtplib.SMTPException("x"))
    )
    assert sending.mail_outside(pk=row.pk) == "failed"
    row.refresh_from_db()
    assert row.attempts == 1 and "Máy chủ thư" in row.error
    monkeypatch.undo()
    monkeypatch.setattr(sending, "pdf_of", lambda document: drawn)
    assert send_open() == 1
    assert sending.mail_outside(pk=row.pk) is None
    (letter_out,) = mail.outbox
    assert letter_out.to == ["vt@saomai.vn"] and letter_out.attachments[0].content == drawn
    assert "Công ty Sao Mai" in letter_out.body
    with pytest.raises(ValidationError):
        sending.send_outside(document=letter, channel="email", name="lần hai", email="vt@saomai.vn", by=world.clerk)
    with pytest.raises(ValidationError, match="gửi xong"):
        sending.retry_outside(row=row, by=world.clerk)


def test_a_document_written_for_another_system_and_its_states_back(world, letter, drawn):
    row = sending.send_outside(document=letter, channel="edxml", name=CITY.name, code=CITY.code, by=world.clerk)
    message = write_edxml(row=row, by=world.clerk)
    said = read_message(message.file.read())
    assert said.document_id == document_key(letter) == f"{world.commune.code},2026/04/05,{letter.full_number}"
    assert [a.content for a in said.attachments] == [drawn]
    told = StatusMessage(
        CITY, said.sender, Reply(world.commune.code, letter.full_number, letter.issued_on, said.document_id), "02",
        "Gửi nhầm", dt.datetime(2026, 4, 6, 9),
    )  # fmt: skip
    take_edxml(data=write_status(told), organization=world.commune, by=world.clerk)
    row.refresh_from_db()
    assert row.state == DeliveryState.REFUSED
    assert [(t.code, t.note, t.who) for t in row.traces.all()] == [("02", "Gửi nhầm", CITY.name)]
    with pytest.raises(ValidationError, match="nhận trước đó"):
        take_edxml(data=write_status(told), organization=world.commune, by=world.clerk)
    with pytest.raises(ValidationError, match="không gửi cho nơi này"):
        take_edxml(data=write_status(told), organization=world.neighbour, by=world.neighbour_clerk)
    recall_document(document=letter, reason="Sai số liệu", by=world.leader)
    again = read_message(write_edxml(row=OutsideDelivery.objects.get(), by=world.clerk).file.read())
    assert (again.business, again.business_reason, again.attachments) == (1, "Sai số liệu", ())


def incoming(**values) -> bytes:
    head = {
        "sender": CITY, "recipients": (Office("H31", "UBND xã Đông"),), "number": "546", "symbol": "UBND-TC",
        "document_id": "000.00.00.H31,2026/03/25,546/UBND-TC", "place": "Thử", "day": dt.date(2026, 3, 25),
        "kind": "Công văn", "subject": "rà soát hợp tác xã", "priority": 1, "signer_name": "Đỗ Văn A",
        "attachments": (Attachment("hong.pdf", b"%PDF-1.4 hong"), Attachment("bang.xlsx", b"PK-x")),
    }  # fmt: skip
    return write_document(Envelope(**{**head, **values}))


def test_a_document_taken_in_waits_like_any_other_and_its_sender_is_told(world):
    message = take_edxml(data=incoming(), organization=world.commune, by=world.clerk)
    document = message.document
    assert (document.state, document.full_number, document.issuer_name) == (
        DocumentState.ACTIVE,
        "546/UBND-TC",
        CITY.name,
    )
    assert document.official.urgency == "KHẨN" and document.official.signature.name == "Đỗ Văn A"
    # Neither file can be opened here; both are kept as they came, and say so.
    assert [(a.name, a.digest, bool(a.caution)) for a in document.attachments.all()] == [
        ("hong.pdf", hashlib.sha256(b"%PDF-1.4 hong").hexdigest(), False),
        ("bang.xlsx", hashlib.sha256(b"PK-x").hexdigest(), True),
    ]
    (delivery,) = waiting_deliveries(world.clerk)
    entry = receive_delivery(delivery=delivery, by=world.clerk)
    assert entry.author == CITY.name
    state = read_message(write_state(delivery=delivery, by=world.clerk).file.read())
    assert (state.status, state.recipient.code, state.reply.document_id) == ("03", CITY.code, message.document_key)
    with pytest.raises(ValidationError, match="đã được nhận"):
        take_edxml(data=incoming(subject="gửi lại"), organization=world.commune, by=world.clerk)


def test_an_attached_state_secret_is_refused_with_the_whole_message(world):
    with pytest.raises(ValidationError, match="Tài liệu mật không được đưa lên") as told:
        secret = (Attachment("cv.pdf", b"%PDF-x"), Attachment("phu-luc.docx", word("UBND\nMẬT\nPhụ lục")))
        take_edxml(data=incoming(attachments=secret), organization=world.commune, by=world.clerk)
    assert "file" in told.value.message_dict and not ExchangeMessage.objects.exists()


def test_a_sender_may_take_back_and_replace_by_message(world):
    first = take_edxml(data=incoming(), organization=world.commune, by=world.clerk)
    key = first.document_key
    new = take_edxml(
        data=incoming(number="547", document_id=key.replace("546", "547"), business=3, replaces=(key,)),
        organization=world.commune,
        by=world.clerk,
    )
    first.document.refresh_from_db()
    assert first.document.state == DocumentState.REPLACED
    back = incoming(
        business=1, business_document_id=new.document_key, business_reason="Sai", document_id=new.document_key
    )
    take_edxml(data=back, organization=world.commune, by=world.clerk)
    answer_recall(delivery=new.delivery, agrees=True, reason="Đã hủy", by=world.clerk)
    assert read_message(write_state(delivery=new.delivery, by=world.clerk).file.read()).status == "15"


def test_a_message_carries_the_seal_and_says_whose_it_is(world, letter, drawn):
    signers = Signers(world)
    signers.key(None, remember=True)
    row = sending.send_outside(document=letter, channel="edxml", name=CITY.name, code=CITY.code, by=world.clerk)
    data = write_edxml(row=row, by=world.clerk).file.read()
    assert signer_of(data) == world.commune.name
    TrustedAuthority.objects.all().delete()
    assert "chưa được tin cậy" in signer_of(data)
    with pytest.raises(ValidationError, match="đã bị sửa"):
        altered = data.replace(f">{letter.number}<".encode(), b">99<")
        take_edxml(data=altered, organization=world.neighbour, by=world.neighbour_clerk)


@pytest.mark.parametrize("data", [b"", b"<x", b"%PDF-1.7", incoming()[:700]])
def test_a_broken_message_is_refused_and_nothing_is_kept(world, data):
    with pytest.raises(ValidationError) as told:
        take_edxml(data=data, organization=world.commune, by=world.clerk)
    assert "file" in told.value.message_dict
    assert not ExchangeMessage.objects.exists()
