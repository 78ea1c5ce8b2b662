"""Drafting and review: what the services do, and what they refuse."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from audit.models import AuditEntry
from documents.authoring.beginnings import builtin
from documents.models import (
    DocumentRelation,
    DraftSession,
    DraftVersion,
    IssuedFile,
    OfficialDocument,
    RelationKind,
    ReviewStep,
    SubmissionSlip,
)
from documents.official.tree import Node
from documents.queries.bases import doubts_about, known_bases
from documents.queries.drafts import issuers_for, others_at_work
from documents.queries.reviewing import reviewers_for
from documents.queries.versions import compared
from documents.services import beginnings, reviewing, writing
from documents.services.approving import approve
from documents.services.review import StaleVersion
from notifications.models import Notification
from organizations.models import Delegation, Role, Staff
from tests.documents.samples import LETTER
from tests.factories.documents import DeliveryFactory, DocumentFactory, tree_of
from tests.factories.organizations import DelegationFactory, StaffFactory, World

pytestmark = pytest.mark.django_db
SLIP = {"summary": "V/v hỗ trợ hợp tác xã", "proposal": "Kính trình./."}


@pytest.fixture
def world() -> World:
    made = World()
    DelegationFactory(staff=made.leader)
    return made


@pytest.fixture
def drafter(world: World) -> Staff:
    return StaffFactory(organization=world.economy, role=Role.SPECIALIST, title="Chuyên viên")


@pytest.fixture
def draft(world: World, drafter: Staff) -> OfficialDocument:
    template = builtin("cong-van")
    assert template is not None
    return beginnings.begin_from_builtin(organization=world.commune, by=drafter, template=template)


def _to_leader(draft: OfficialDocument, drafter: Staff, world: World) -> None:
    reviewing.submit(document=draft, by=drafter, to=world.leader, slip=SLIP)


def _told(person: Staff) -> list[str]:
    return list(Notification.objects.filter(recipient=person).order_by("pk").values_list("code", flat=True))


def test_a_department_drafts_for_its_committee(world: World, drafter: Staff, draft: OfficialDocument) -> None:
    assert issuers_for(drafter) == [world.economy, world.commune]
    assert issuers_for(world.village_contact) == [world.villages[0]] and issuers_for(world.monitor) == []
    tree = draft.official
    assert (draft.drafting_unit, draft.signer, draft.symbol) == (world.economy, world.leader, "UBND-PKT")
    assert tree.signature and tree.signature.authority == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH"]
    assert tree.recipients[-1] == "Lưu: VT, PKT"
    with pytest.raises(PermissionDenied):
        beginnings.begin_blank(organization=world.neighbour, by=drafter, kind="CV")


def test_saving_keeps_a_version_and_tells_of_a_second_editor(
    world: World, drafter: Staff, draft: OfficialDocument
) -> None:
    tree = draft.official
    tree.subject = "rà soát toàn bộ hợp tác xã"
    saved = writing.save_draft(document=draft, by=drafter, version=1, tree=tree, signer=world.leader)
    assert (saved.version, saved.subject) == (2, "rà soát toàn bộ hợp tác xã")
    assert "ra soat toan bo" in saved.source_search
    with pytest.raises(StaleVersion):
        writing.save_draft(document=draft, by=world.specialist, version=1, tree=tree)
    writing.save_draft(document=draft, by=drafter, version=2, tree=tree, signer=world.leader)
    assert list(draft.versions.values_list("number", "reason")) == [(2, "saved"), (1, "begun")]
    found = compared(draft, 1, 2)
    assert found is not None and found.come and not found.same
    for stranger in (world.village_contact, world.monitor):
        with pytest.raises(PermissionDenied):
            writing.save_draft(document=draft, by=stranger, version=3, tree=tree)
    back = writing.go_back(document=draft, by=drafter, number=1)
    assert back.tree == draft.versions.get(number=1).tree and back.version == 4


def test_what_is_typed_stays_with_each_person_until_it_is_saved(
    world: World, drafter: Staff, draft: OfficialDocument
) -> None:
    writing.be_present(document=draft, by=world.specialist)
    writing.keep_typed(document=draft, by=drafter, version=1, typed={"subject": "dở\x00 dang"}, tree=draft.official)
    assert [one.staff for one in others_at_work(draft, drafter)] == [world.specialist]
    session = writing.be_present(document=draft, by=drafter)
    assert session.typed == {"subject": "dở dang"} and session.version == 1
    writing.save_draft(document=draft, by=drafter, version=1, tree=draft.official)
    assert DraftSession.objects.get(staff=drafter).typed is None
    DraftSession.objects.filter(staff=world.specialist).update(seen_at="2026-01-01T00:00:00Z")
    assert others_at_work(draft, drafter) == []


def test_from_drafter_by_head_to_leader(world: World, drafter: Staff, draft: OfficialDocument) -> None:
    assert set(reviewers_for(draft, drafter)) == {world.contact, world.leader}
    reviewing.submit(document=draft, by=drafter, to=world.contact, slip=SLIP)
    assert (draft.state, draft.reviewer) == ("review", world.contact)
    with pytest.raises(PermissionDenied, match="người khác"):
        approve(document=draft, by=world.leader)
    reviewing.forward(document=draft, by=world.contact, to=world.leader, opinion="Nhất trí")
    approved = approve(document=draft, by=world.leader, opinion="Đồng ý ban hành")
    assert (approved.state, approved.signer, approved.reviewer) == ("approved", world.leader, None)
    assert approved.number and IssuedFile.objects.get().document == draft
    fresh = OfficialDocument.objects.get(pk=draft.pk)
    assert fresh.official.signature and fresh.official.signature.name == world.leader.full_name
    assert fresh.official.date and fresh.proposed_tasks.count() >= 3
    steps = list(draft.review_steps.values_list("act", "by", "to"))
    assert steps == [
        ("submitted", drafter.pk, world.contact.pk),
        ("forwarded", world.contact.pk, world.leader.pk),
        ("approved", world.leader.pk, None),
    ]
    assert _told(world.contact) == _told(world.leader) == ["documents.review.asked"]
    assert _told(drafter) == _told(world.clerk) == ["documents.review.approved"]
    codes = list(AuditEntry.objects.filter(object_id=draft.pk).order_by("pk").values_list("code", flat=True))
    assert codes[:3] == ["documents.draft.begun", "documents.review.submitted", "documents.review.forwarded"]
    assert "documents.review.approved" in codes


def test_returned_with_a_reason_and_submitted_again(world: World, drafter: Staff, draft: OfficialDocument) -> None:
    _to_leader(draft, drafter, world)
    with pytest.raises(ValidationError, match="lý do"):
        reviewing.return_draft(document=draft, by=world.leader, opinion=" ")
    reviewing.return_draft(document=draft, by=world.leader, opinion="Bổ sung thời hạn")
    assert (draft.state, draft.reviewer) == ("draft", None) and _told(drafter) == ["documents.review.returned"]
    _to_leader(draft, drafter, world)
    assert list(draft.slips.values_list("round", flat=True)) == [2, 1]
    with pytest.raises(ValidationError, match="không còn là dự thảo"):
        writing.save_draft(document=draft, by=drafter, version=1, tree=draft.official)
    reviewing.withdraw(document=draft, by=drafter)
    assert draft.state == "draft" and "documents.review.withdrawn" in _told(world.leader)


def test_an_approval_that_fails_in_the_drawing_has_not_happened(
    world: World, drafter: Staff, draft: OfficialDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> bytes:
        raise OSError("no space left on device")

    _to_leader(draft, drafter, world)
    monkeypatch.setattr("documents.services.issuing.draw", fail)
    with pytest.raises(OSError, match="no space"), transaction.atomic():
        approve(document=draft, by=world.leader)
    fresh = OfficialDocument.objects.get(pk=draft.pk)
    assert (fresh.state, fresh.reviewer, fresh.number) == ("review", world.leader, "")
    assert list(draft.review_steps.values_list("act", flat=True)) == ["submitted"]
    monkeypatch.undo()
    assert approve(document=fresh, by=world.leader).number


def test_who_drafted_cannot_approve(world: World) -> None:
    own = beginnings.begin_from_builtin(organization=world.commune, by=world.leader, template=builtin("cong-van"))
    other = StaffFactory(organization=world.commune, role=Role.LEADER, title="Phó Chủ tịch")
    reviewing.submit(document=own, by=world.leader, to=other, slip=SLIP)
    with pytest.raises(PermissionDenied, match="không có thẩm quyền"):
        approve(document=own, by=other)
    assert world.leader not in reviewers_for(own, other)
    OfficialDocument.objects.filter(pk=own.pk).update(reviewer=world.leader)
    with pytest.raises(PermissionDenied, match="không tự duyệt"):
        approve(document=own, by=world.leader)
    assert OfficialDocument.objects.get(pk=own.pk).state == "review" and not IssuedFile.objects.exists()


def test_an_ended_delegation_ends_the_right(world: World, drafter: Staff, draft: OfficialDocument) -> None:
    _to_leader(draft, drafter, world)
    Delegation.objects.update(starts_on="2020-01-01", ends_on="2020-12-31")
    with pytest.raises(PermissionDenied, match="không có thẩm quyền"):
        approve(document=draft, by=world.leader)


def test_a_draft_that_lacks_what_is_printed_is_not_submitted(world: World, drafter: Staff) -> None:
    blank = beginnings.begin_blank(organization=world.commune, by=drafter, kind="KH")
    with pytest.raises(ValidationError, match="trích yếu, nội dung"):
        _to_leader(blank, drafter, world)
    with pytest.raises(ValidationError) as told:
        full = beginnings.begin_from_builtin(organization=world.commune, by=drafter, template=builtin("ke-hoach"))
        reviewing.submit(document=full, by=drafter, to=world.clerk, slip=SLIP)
    assert list(told.value.message_dict) == ["to"]


def test_remarks_reach_the_drafter_and_are_settled(world: World, drafter: Staff, draft: OfficialDocument) -> None:
    remark = reviewing.comment(document=draft, by=world.contact, text="Thêm thời hạn", where="body[1]", quote="Phòng")
    assert _told(drafter) == ["documents.review.commented"]
    with pytest.raises(PermissionDenied):
        reviewing.settle_comment(comment=remark, by=world.village_contact)
    reviewing.settle_comment(comment=remark, by=drafter)
    assert remark.settled_by == drafter
    imported = DocumentFactory(organization=world.commune, state="draft")
    with pytest.raises(ValidationError):
        reviewing.comment(document=imported, by=world.contact, text="x")


def test_one_approval_and_one_round_at_a_time_by_the_database(
    world: World, drafter: Staff, draft: OfficialDocument
) -> None:
    _to_leader(draft, drafter, world)
    common = {"document": draft, "round": 1, "by": drafter, "at": "2026-01-01T00:00Z"}
    for twin in (ReviewStep(act="returned", **common), SubmissionSlip(to=drafter, **common)):
        with pytest.raises(IntegrityError), transaction.atomic():
            twin.save()


def test_begun_from_what_came_in_from_last_year_and_from_a_file(world: World, drafter: Staff) -> None:
    came = DocumentFactory(organization=world.province, issuer_name="Ủy ban nhân dân thành phố Thử")
    DeliveryFactory(document=came, organization=world.commune)
    answer = beginnings.begin_answer(answered=came, organization=world.commune, by=drafter)
    assert answer.answers == came and answer.official.addressees == ["Ủy ban nhân dân thành phố Thử"]
    body = [Node("paragraph", text="Xong trước 15/4/2025.")]
    tree = tree_of(kind="KH", date="2025-03-01", subject="Kế hoạch năm 2025", body=body)
    old = DocumentFactory(organization=world.commune, kind="KH", issued_on=dt.date(2025, 3, 1), tree=tree)
    again = beginnings.begin_from_earlier(earlier=old, by=drafter)
    years = again.created_at.year - 2025
    assert again.subject == f"Kế hoạch năm {2025 + years}" and not again.number and again.official.signature
    read = beginnings.begin_from_file(
        data=LETTER.encode(), filename="cong-van.txt", organization=world.commune, by=drafter
    )
    assert read.is_authored and not read.number and read.official.body and read.symbol == "UBND-PKT"
    with pytest.raises(ValidationError) as told:
        beginnings.begin_from_file(data=b"\x00\x01", filename="x.docx", organization=world.commune, by=drafter)
    assert list(told.value.message_dict) == ["file"]


def test_the_library_of_bases_warns_of_what_is_replaced(world: World, drafter: Staff) -> None:
    line = "Căn cứ Quyết định số 15/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân xã Đông;"
    for number in ("71", "72"):
        DocumentFactory(organization=world.commune, number=number, tree=tree_of(body=[Node("basis", text=line)]))
    DocumentFactory(organization=world.commune, number="73", tree=tree_of(body=[Node("basis", text="Căn cứ Luật A;")]))
    DocumentFactory(organization=world.commune, kind="QĐ", number="15", symbol="QĐ-UBND", state="replaced")
    DocumentFactory(organization=world.neighbour, tree=tree_of(body=[Node("basis", text="Căn cứ của nơi khác;")]))
    first, second = known_bases(drafter)
    assert (first.uses, first.warning) == (2, "Quyết định 15/QĐ-UBND đã được thay thế.")
    assert (second.text, second.warning) == ("Căn cứ Luật A", "")
    assert [b.text for b in known_bases(drafter, "luật")] == ["Căn cứ Luật A"]


def test_a_basis_that_was_amended_is_told(world: World, drafter: Staff) -> None:
    cited = DocumentFactory(organization=world.commune, kind="QĐ", number="16", symbol="QĐ-UBND")
    line = "Căn cứ Quyết định số 16/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân xã Đông;"
    assert doubts_about([line], drafter) == {}
    change = DocumentFactory(organization=world.commune, kind="QĐ", number="20", symbol="QĐ-UBND")
    DocumentRelation.objects.create(source=change, target=cited, kind=RelationKind.AMENDS)
    (told,) = doubts_about([line], drafter).values()
    assert told.startswith("Quyết định 16/QĐ-UBND đã được sửa đổi")


def test_an_own_template_is_the_offices(world: World, drafter: Staff, draft: OfficialDocument) -> None:
    template = beginnings.save_template(document=draft, by=drafter, name="Công văn đôn đốc")
    with pytest.raises(ValidationError, match="cùng tên"):
        beginnings.save_template(document=draft, by=drafter, name="Công văn đôn đốc")
    made = beginnings.begin_from_template(organization=world.commune, by=world.specialist, template=template)
    assert made.official.body == draft.official.body and made.symbol == "UBND-VP"
    with pytest.raises(PermissionDenied):
        beginnings.drop_template(template=template, by=world.neighbour_clerk)
    assert DraftVersion.objects.filter(document=made).count() == 1
