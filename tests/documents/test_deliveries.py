"""Deliveries and the register of incoming documents: states, traces, numbers, orders."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from audit.models import AuditEntry
from audit.sentences import sentence
from documents.models import (
    Delivery,
    DeliveryState,
    DocumentRelation,
    DocumentState,
    IncomingEntry,
    OfficialDocument,
    OutgoingEntry,
    RelationKind,
)
from documents.services import directing, incoming, recall
from documents.services.delivery import deliver_issued, follow_work, refuse_delivery
from documents.services.directing import Given
from documents.services.incoming import Letterhead, correct_entry, receive_delivery, register_paper, same_paper
from documents.services.papers import take_paper
from documents.services.relations import relate
from notifications.models import Notification
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


def issued(world: World, **values) -> OfficialDocument:
    """Return a letter of xã Đông in force, addressed to two of its offices."""
    tree = tree_of(addressees=["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"], recipients=["Như trên", "Lưu: VT, KT"])
    return DocumentFactory(organization=world.commune, created_by=world.clerk, tree=tree, **values)


@pytest.fixture
def letter(world: World) -> OfficialDocument:
    document = issued(world)
    deliver_issued(document=document, by=world.clerk)
    return document


def of(document: OfficialDocument, organization) -> Delivery:
    return Delivery.objects.get(document=document, organization=organization)


def codes(delivery: Delivery) -> list[str]:
    return list(delivery.traces.values_list("code", flat=True))


def test_an_issued_document_reaches_whom_it_names_and_the_outgoing_register(world, letter):
    assert set(letter.deliveries.values_list("organization", flat=True)) == {world.economy.pk, world.culture.pk}
    assert codes(of(letter, world.economy)) == ["01"]
    entry = OutgoingEntry.objects.get(document=letter)
    assert entry.recipients == "Phòng Kinh tế; Phòng Văn hóa - Xã hội"
    assert (entry.keeper, entry.signer, entry.year) == ("VT, KT", "Đỗ Thị Vân", 2026)
    assert Notification.objects.filter(recipient=world.contact, code="documents.document.delivered").count() == 1
    assert deliver_issued(document=letter, by=world.clerk) == []
    assert OutgoingEntry.objects.count() == 1


def test_receiving_gives_the_next_number_and_both_sides_see_it(world, letter):
    entry = receive_delivery(delivery=of(letter, world.economy), by=world.contact)
    assert (entry.number, entry.year, entry.author) == (1, timezone.localdate().year, letter.issuer_name)
    assert codes(of(letter, world.economy)) == ["01", "03"]
    second = receive_delivery(delivery=_deliver(world, world.economy), by=world.contact)
    assert second.number == 2
    with pytest.raises(ValidationError, match="vào sổ trước đó"):
        receive_delivery(delivery=of(letter, world.economy), by=world.contact)


def _deliver(world: World, organization) -> Delivery:
    document = issued(world)
    deliver_issued(document=document, by=world.clerk, organizations=[organization])
    return of(document, organization)


def test_a_refusal_needs_a_reason_and_tells_the_sender(world, letter):
    delivery = of(letter, world.culture)
    with pytest.raises(ValidationError) as told:
        refuse_delivery(delivery=delivery, reason="  ", by=world.contact)
    assert "reason" in told.value.message_dict
    refuse_delivery(delivery=delivery, reason="Gửi nhầm cơ quan", by=world.contact)
    assert codes(delivery) == ["01", "02"]
    note = Notification.objects.get(recipient=world.clerk, code="documents.delivery.refused")
    assert note.body == "Gửi nhầm cơ quan"
    with pytest.raises(ValidationError):
        receive_delivery(delivery=delivery, by=world.contact)
    assert not IncomingEntry.objects.exists()


def test_no_step_goes_back_and_no_trace_or_number_is_rewritten(world, letter):
    entry = receive_delivery(delivery=of(letter, world.economy), by=world.contact)
    with pytest.raises(ValidationError):
        refuse_delivery(delivery=of(letter, world.economy), reason="muộn", by=world.contact)
    for act in (
        lambda: entry.delivery.traces.update(code="06"),
        lambda: IncomingEntry.objects.update(number=7),
        lambda: IncomingEntry.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            act()


def test_the_order_the_signature_and_the_end_move_entry_and_delivery_together(world):
    delivery = _deliver(world, world.neighbour)
    entry = receive_delivery(delivery=delivery, by=world.neighbour_clerk)
    due = timezone.localdate() + dt.timedelta(days=5)
    given = [Given(world.neighbour_economy, "lead", due)]
    with pytest.raises(ValidationError) as told:
        directing.direct(entry=entry, opinion="", given=[Given(world.economy)], by=world.neighbour_clerk)
    assert "leads" in told.value.message_dict
    directing.direct(entry=entry, opinion="Giao Phòng Kinh tế chủ trì", given=given, by=world.neighbour_clerk)
    entry.refresh_from_db()
    assert (entry.state, entry.due_on) == (DeliveryState.ASSIGNED, due)
    assert OfficialDocument.objects.visible_to(world.neighbour_contact).filter(pk=entry.document_id).exists()
    assert Notification.objects.filter(recipient=world.neighbour_contact).exists()
    directing.take_in_hand(entry=entry, by=world.neighbour_contact)
    directing.propose(entry=entry, text="Đề nghị trả lời trước ngày 20", by=world.neighbour_contact)
    directing.finish(entry=entry, result="Đã lưu hồ sơ", by=world.neighbour_contact)
    assert codes(delivery) == ["01", "03", "04", "05", "06"]
    with pytest.raises(ValidationError, match="giải quyết xong"):
        directing.propose(entry=entry, text="thêm", by=world.neighbour_contact)
    assert {"…"} & {s for e in AuditEntry.objects.all() for s in sentence(e)} == set()


def test_work_on_tasks_shows_in_the_delivery(world, letter):
    at = timezone.now()
    asked = {"document_id": letter.pk, "organization_id": world.economy.pk, "by": world.contact, "at": at}
    follow_work(**asked, state=DeliveryState.IN_PROGRESS)
    follow_work(**asked, state=DeliveryState.IN_PROGRESS)
    assert codes(of(letter, world.economy)) == ["01", "03", "05"]
    entry = receive_delivery(delivery=of(letter, world.economy), by=world.contact)
    assert entry.state == DeliveryState.IN_PROGRESS
    follow_work(**asked, state=DeliveryState.DONE)
    entry.refresh_from_db()
    assert entry.state == DeliveryState.DONE and entry.done_at == at


HEAD = Letterhead("CV", "546", "UBND-TC", dt.date(2026, 3, 25), "UBND thành phố Thử", "rà soát hợp tác xã")


@time_machine.travel(dt.datetime(2026, 11, 25, 2, tzinfo=dt.UTC))  # yesterday's register is today's
def test_a_paper_goes_from_scan_to_number(world):
    document = take_paper(data=None, filename="", organization=world.commune, by=world.clerk)
    today = timezone.localdate()
    with pytest.raises(ValidationError, match="tương lai"):
        register_paper(document=document, head=HEAD, arrived_on=today + dt.timedelta(days=1), by=world.clerk)
    entry = register_paper(document=document, head=HEAD, arrived_on=today, by=world.clerk, note="bản giấy")
    document.refresh_from_db()
    assert document.state == DocumentState.ACTIVE
    assert (entry.number, entry.full_number, entry.author) == (1, "546/UBND-TC", "UBND thành phố Thử")
    assert not OutgoingEntry.objects.exists()
    twin = {"full_number": "546/ubnd-tc", "author": "UBND THÀNH PHỐ THỬ", "day": HEAD.issued_on}
    assert same_paper(organization=world.commune, **twin) == [entry]
    assert same_paper(organization=world.neighbour, **twin) == []
    earlier = take_paper(data=None, filename="", organization=world.commune, by=world.clerk)
    with pytest.raises(ValidationError, match="số đến 1 ngày"):
        register_paper(document=earlier, head=HEAD, arrived_on=today - dt.timedelta(days=1), by=world.clerk)
    assert incoming.IncomingSeries.objects.get().last == 1
    correct_entry(entry=entry, by=world.clerk, note="đã đối chiếu")
    entry.refresh_from_db()
    assert entry.note == "đã đối chiếu"


def test_a_recall_puts_out_of_force_at_once_and_each_recipient_answers(world, letter):
    entry = receive_delivery(delivery=of(letter, world.economy), by=world.contact)
    recall.recall_document(document=letter, reason="Sai thẩm quyền", by=world.leader)
    assert OfficialDocument.objects.get(pk=letter.pk).state == DocumentState.RECALLED
    recall.answer_recall(delivery=of(letter, world.economy), agrees=True, reason="Đã hủy", by=world.contact)
    recall.answer_recall(delivery=of(letter, world.culture), agrees=False, reason="Đã làm xong", by=world.contact)
    assert [codes(of(letter, o)) for o in (world.economy, world.culture)] == [
        ["01", "03", "13", "15"],
        ["01", "13", "16"],
    ]
    entry.refresh_from_db()
    assert entry.cancelled_at
    with pytest.raises(ValidationError, match="lấy lại"):
        directing.finish(entry=entry, result="", by=world.contact)
    with pytest.raises(ValidationError, match="chờ trả lời"):
        recall.answer_recall(delivery=of(letter, world.economy), agrees=True, reason="x", by=world.contact)


def test_a_replacing_document_puts_the_old_one_out_of_force_when_it_is_issued(world, letter):
    new = issued(world, number="517")
    relate(source=new, target=letter, kind=RelationKind.REPLACES, by=world.clerk)
    with pytest.raises(ValidationError):
        relate(source=letter, target=new, kind=RelationKind.AMENDS, by=world.clerk)
    with pytest.raises(ValidationError, match="chính cơ quan mình"):
        relate(source=DocumentFactory(organization=world.neighbour), target=new, kind="replaces", by=None)
    deliver_issued(document=new, by=world.clerk)
    letter.refresh_from_db()
    assert letter.state == DocumentState.REPLACED


def test_an_answer_is_tied_to_what_it_answers_and_ends_its_handling(world):
    delivery = _deliver(world, world.neighbour)
    entry = receive_delivery(delivery=delivery, by=world.neighbour_clerk)
    answer = DocumentFactory(organization=world.neighbour, answers=delivery.document, tree=tree_of(addressees=[]))
    deliver_issued(document=answer, by=world.neighbour_clerk)
    entry.refresh_from_db()
    assert entry.state == DeliveryState.DONE
    assert of(answer, world.commune).state == DeliveryState.ARRIVED
    assert DocumentRelation.objects.get(source=answer).kind == RelationKind.ANSWERS


def test_what_a_text_cites_is_tied_to_it(world, letter):
    from documents.official.tree import Reference

    cited = Reference("Công văn", letter.number, letter.symbol, f"{letter.issued_on}")
    new = DocumentFactory(organization=world.commune, tree=tree_of(references=[cited]))
    deliver_issued(document=new, by=world.clerk)
    assert [r.target for r in new.relations.all()] == [letter]
