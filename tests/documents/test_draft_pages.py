"""The pages of drafting and review, as a browser without JavaScript uses them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from documents.authoring.beginnings import builtin
from documents.models import DraftSession, OfficialDocument
from documents.services import beginnings, reviewing
from organizations.models import Role, Staff
from tests.factories.documents import DeliveryFactory, DocumentFactory
from tests.factories.organizations import DelegationFactory, StaffFactory, World

pytestmark = pytest.mark.django_db
_FIELD = re.compile(r'<(?:input|select|textarea)[^>]* name="(b-\d+-\w+|b-total|version)"')


@pytest.fixture
def drafter(world: World) -> Staff:
    DelegationFactory(staff=world.leader)
    return StaffFactory(organization=world.economy, role=Role.SPECIALIST, title="Chuyên viên")


@pytest.fixture
def draft(world: World, drafter: Staff) -> OfficialDocument:
    template = builtin("cong-van")
    assert template is not None
    return beginnings.begin_from_builtin(organization=world.commune, by=drafter, template=template)


@pytest.fixture
def desk(drafter: Staff, draft: OfficialDocument, sign_in: Callable[[Staff], Client]) -> Desk:
    return Desk(sign_in(drafter), draft)


class Desk:
    """A browser with the editor of one draft open: what the page holds is what is sent back."""

    def __init__(self, client: Client, draft: OfficialDocument) -> None:
        self.client, self.draft = client, draft
        self.address = reverse("documents:draft_edit", args=[draft.pk])
        self.take(client.get(self.address))

    def take(self, answer: Any) -> None:
        self.html = answer.content.decode()
        form = answer.context["form"]
        self.data: dict[str, Any] = {name: _typed(form.head[name].value()) for name in form.head.fields}
        for index, block in enumerate(form.blocks):
            self.data |= {f"b-{index}-{n}": getattr(block, n) for n in ("level", "number", "title", "text")}
        self.data |= {"version": form.version, "b-total": len(form.blocks)}

    def press(self, action: str, **typed: Any) -> Any:
        self.data |= {name.replace("__", "-"): value for name, value in typed.items()}
        answer = self.client.post(self.address, self.data | {"action": action})
        if answer.status_code != 302:
            self.take(answer)
        return answer

    def texts(self) -> list[str]:
        return [self.data[f"b-{i}-title"] or self.data[f"b-{i}-text"] for i in range(self.data["b-total"])]


def _typed(value: Any) -> str:
    return "\n".join(value) if isinstance(value, list) else str(value or "")


def test_what_is_written_is_saved(desk: Desk, draft: OfficialDocument, world: World) -> None:
    assert set(_FIELD.findall(desk.html)) >= {"version", "b-total", "b-0-text", "b-6-number"}
    desk.data["signer"] = f"{world.leader.pk}"
    answer = desk.press("save", subject="rà soát toàn bộ hợp tác xã", addressees="Phòng Kinh tế\n\nCác thôn, tổ\n")
    assert answer.status_code == 302
    draft.refresh_from_db()
    tree = draft.official
    assert (draft.subject, tree.addressees) == ("rà soát toàn bộ hợp tác xã", ["Phòng Kinh tế", "Các thôn, tổ"])
    assert tree.signature and tree.signature.name == world.leader.full_name and len(tree.assignments) >= 2


def test_buttons_move_add_and_take_away_without_saving(desk: Desk, draft: OfficialDocument) -> None:
    before = desk.texts()
    desk.press("down:1")
    assert desk.texts()[1:3] == [before[2], before[1]]
    desk.press("after:1")
    assert desk.data["b-total"] == len(before) + 1
    desk.press("remove:2")
    desk.press("up:2", b__0__text="Đang gõ dở")
    assert desk.texts() == ["Đang gõ dở", *before[1:]]
    draft.refresh_from_db()
    assert draft.version == 1 and draft.versions.count() == 1


def test_a_task_chosen_beside_a_block_is_written_and_understood(desk: Desk) -> None:
    desk.press("add:section")
    at = desk.data["b-total"] - 1
    chosen = {f"b-{at}-text": "Rà soát hợp tác xã", f"b-{at}-lead": "Công an xã", f"b-{at}-due": "2026-12-05"}
    desk.data |= chosen
    desk.press(f"assign:{at}")
    assert desk.data[f"b-{at}-text"] == "Công an xã chủ trì rà soát hợp tác xã, hoàn thành trước ngày 05/12/2026."
    assert "Chủ trì: Công an xã; hoàn thành trước ngày 05/12/2026" in desk.html


def test_findings_stand_at_their_fields_and_are_mended_on_request(desk: Desk) -> None:
    desk.press("preview", recipients="Lưu: VT, PKT\nNhư trên", b__2__text="Rà  soát ,thống kê hợp tác xã;")
    assert 'href="#id_recipients"' in desk.html or 'href="#doan-2"' in desk.html
    assert "Sửa giúp" in desk.html
    desk.press("mend:")
    assert desk.data["recipients"].splitlines()[-1] == "Lưu: VT, PKT"


def test_what_is_typed_comes_back_after_a_lost_session(desk: Desk, draft: OfficialDocument, drafter: Staff) -> None:
    kept = reverse("documents:draft_typed", args=[draft.pk])
    desk.data["subject"] = "gõ dở chưa lưu"
    answer = desk.client.post(kept, desk.data)
    assert answer.status_code == 200 and "Đã tự giữ lúc" in answer.content.decode()
    again = desk.client.get(desk.address)
    assert "gõ dở chưa lưu" in again.content.decode() and "Đã khôi phục phần bạn gõ" in again.content.decode()
    page = desk.client.get(reverse("documents:draft_page", args=[draft.pk, 1]))
    assert page["Content-Type"] == "image/png" and page.content[:4] == b"\x89PNG"
    assert desk.client.get(reverse("documents:draft_page", args=[draft.pk, 9])).status_code == 404
    assert desk.press("forget").status_code == 302
    assert DraftSession.objects.get(staff=drafter).typed is None
    assert "gõ dở chưa lưu" not in desk.client.get(desk.address).content.decode()


def test_two_editors_are_told_of_each_other_and_nothing_is_lost(
    desk: Desk, draft: OfficialDocument, world: World, sign_in: Callable[[Staff], Client]
) -> None:
    other = Desk(sign_in(world.specialist), draft)
    there = desk.client.post(reverse("documents:draft_presence", args=[draft.pk]))
    assert world.specialist.full_name in there.content.decode()
    assert other.press("save", subject="bản của người kia").status_code == 302
    there = desk.client.post(reverse("documents:draft_presence", args=[draft.pk]))
    assert "vừa lưu dự thảo này" in there.content.decode()
    answer = desk.press("save", subject="bản của tôi", b__0__lead="Phòng Kinh tế vừa chọn")
    assert answer.status_code == 409 and "bản của tôi" in desk.html and world.specialist.full_name in desk.html
    assert 'value="Phòng Kinh tế vừa chọn"' in desk.html
    assert desk.press("save").status_code == 302
    draft.refresh_from_db()
    assert draft.subject == "bản của tôi"
    subjects = [version.tree["subject"] for version in draft.versions.all()]
    assert subjects[:2] == ["bản của tôi", "bản của người kia"]


@pytest.mark.parametrize(
    ("how", "field", "value"),
    [
        ("blank", "kind", "KH"),
        ("builtin", "builtin", "bao-cao"),
        ("earlier", "document", "own"),
        ("answer", "document", "came"),
    ],
)
def test_every_way_to_begin(
    how: str, field: str, value: str, world: World, drafter: Staff, sign_in: Callable[[Staff], Client]
) -> None:
    rows = {"own": DocumentFactory(organization=world.economy), "came": DocumentFactory(organization=world.province)}
    DeliveryFactory(document=rows["came"], organization=world.economy)
    client, address = sign_in(drafter), reverse("documents:draft_begin")
    shown = client.get(address, {"tra_loi": rows["came"].pk, "q": "không có chữ này"})
    assert [d.pk for d in shown.context["answerable"]] == [rows["came"].pk]
    sent = {"how": how, "organization": world.economy.pk, field: rows[value].pk if value in rows else value}
    answer = client.post(address, sent)
    made = OfficialDocument.objects.filter(origin="authored").get()
    assert answer.url == reverse("documents:draft_edit", args=[made.pk])
    assert client.get(answer.url).status_code == 200


def test_beginning_says_what_is_missing(world: World, drafter: Staff, sign_in: Callable[[Staff], Client]) -> None:
    stray = DocumentFactory(organization=world.neighbour)
    client, address = sign_in(drafter), reverse("documents:draft_begin")
    strange = {"how": "blank", "organization": world.neighbour.pk}
    for sent in ({}, {"how": "answer", "document": stray.pk}, {"how": "file"}, strange):
        answer = client.post(address, {"organization": world.commune.pk} | sent)
        assert answer.status_code == 422 and "Chưa bắt đầu được" in answer.content.decode()


def test_through_review_on_the_pages(
    desk: Desk, draft: OfficialDocument, drafter: Staff, world: World, sign_in: Callable[[Staff], Client]
) -> None:
    submit, review = (reverse(f"documents:draft_{name}", args=[draft.pk]) for name in ("submit", "review"))
    assert desk.client.post(submit, {"to": "", "summary": ""}).status_code == 422
    sent = {"to": world.leader.pk, "summary": "V/v rà soát", "proposal": "Kính trình./."}
    assert desk.client.post(submit, sent).url == review
    assert desk.client.get(desk.address).status_code == 403
    leader = sign_in(world.leader)
    html = leader.get(review).content.decode()
    assert "KT. CHỦ TỊCH" in html and "V/v rà soát" in html and "Duyệt ban hành" in html
    leader.post(reverse("documents:draft_comment", args=[draft.pk]), {"where": "body[1]", "text": "Thêm thời hạn"})
    assert leader.post(review, {"action": "return", "opinion": ""}).status_code == 422
    assert leader.post(review, {"action": "return", "opinion": "Bổ sung thời hạn"}).status_code == 302
    editor = desk.client.get(desk.address).content.decode()
    assert "Bổ sung thời hạn" in editor and "Thêm thời hạn" in editor
    remark = draft.comments.get()
    assert remark.quote == "Phòng Kinh tế"
    desk.client.post(reverse("documents:comment_settle", args=[draft.pk, remark.pk]), {"from": "edit"})
    desk.client.post(submit, sent)
    assert leader.post(review, {"action": "approve"}).url == draft.get_absolute_url()
    draft.refresh_from_db()
    assert draft.state == "approved" and draft.number
    assert leader.get(review).status_code == 200
    slip = desk.client.get(reverse("documents:slip_pdf", args=[draft.pk]))
    assert slip["Content-Type"] == "application/pdf"


def test_the_drafters_own_leader_does_not_see_approve(
    world: World, drafter: Staff, sign_in: Callable[[Staff], Client]
) -> None:
    template = builtin("cong-van")
    assert template is not None
    own = beginnings.begin_from_builtin(organization=world.commune, by=world.leader, template=template)
    reviewing.submit(document=own, by=world.leader, to=_second(world), slip={"summary": "x"})
    OfficialDocument.objects.filter(pk=own.pk).update(reviewer=world.leader)
    client, review = sign_in(world.leader), reverse("documents:draft_review", args=[own.pk])
    html = client.get(review).content.decode()
    assert "Duyệt ban hành" not in html and "không tự duyệt" in html
    assert client.post(review, {"action": "approve"}).status_code == 403


def _second(world: World) -> Staff:
    return StaffFactory(organization=world.commune, role=Role.LEADER, title="Phó Chủ tịch")


def test_versions_are_compared_by_word_and_taken_back(desk: Desk, draft: OfficialDocument) -> None:
    desk.press("save", subject="rà soát, hỗ trợ toàn bộ hợp tác xã")
    page = reverse("documents:draft_versions", args=[draft.pk])
    html = desk.client.get(page).content.decode()
    assert "toàn bộ</ins>" in html and "<del>" in html
    for odd in ("?tu=9&den=1", "?tu=x", "?tu=1&den=1"):
        assert desk.client.get(page + odd).status_code == 200
    back = desk.client.post(reverse("documents:draft_go_back", args=[draft.pk]), {"number": "1"})
    assert back.url == desk.address
    draft.refresh_from_db()
    assert draft.subject.startswith("rà soát, hỗ trợ các hợp tác xã")


def test_lists_and_editor_ask_the_database_little(
    desk: Desk, world: World, drafter: Staff, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(15):
        desk.client.get(reverse("documents:draft_list"))
    with django_assert_max_num_queries(24):
        desk.client.get(desk.address)


def test_rights_to_sign_are_given_on_a_page(world: World, sign_in: Callable[[Staff], Client]) -> None:
    chair = StaffFactory(organization=world.commune, role=Role.LEADER, title="Chủ tịch")
    client = sign_in(chair)
    address = reverse("organizations:delegation_create", args=[world.commune.pk])
    wrong = client.post(address, {"staff": world.contact.pk, "form": "TUQ"})
    assert wrong.status_code == 422 and "văn bản ủy quyền" in wrong.content.decode()
    assert client.post(address, {"staff": world.leader.pk, "form": "KT", "kinds": ["CV"]}).status_code == 302
    html = client.get(reverse("organizations:delegation_list")).content.decode()
    assert "Đang hiệu lực" in html and "Thu hồi" in html
    assert sign_in(world.leader).get(address).status_code == 403


def test_the_symbol_follows_the_kind_unless_it_was_written(desk: Desk, draft: OfficialDocument) -> None:
    desk.press("save", kind="TB")
    draft.refresh_from_db()
    assert draft.symbol == "TB-UBND"
    desk.take(desk.client.get(desk.address))
    desk.press("save", kind="BC", symbol="BC-PKT")
    draft.refresh_from_db()
    assert (draft.kind, draft.symbol) == ("BC", "BC-PKT")


def test_a_basis_that_is_replaced_is_told_where_it_stands(desk: Desk, world: World) -> None:
    DocumentFactory(organization=world.commune, kind="QĐ", number="15", symbol="QĐ-UBND", state="replaced")
    desk.press("basis", basis=["Căn cứ Quyết định số 15/QĐ-UBND ngày 03/02/2026 của Ủy ban nhân dân xã Đông"])
    assert desk.data["b-0-level"] == "basis"
    assert '<a href="#doan-0">Đoạn 1</a>: Quyết định 15/QĐ-UBND đã được thay thế.' in desk.html


def test_a_templates_gaps_are_told_and_want_a_word_before_the_draft_goes_up(
    world: World, drafter: Staff, sign_in: Callable[[Staff], Client]
) -> None:
    plan = beginnings.begin_from_builtin(organization=world.commune, by=drafter, template=builtin("ke-hoach"))
    client = sign_in(drafter)
    html = client.get(reverse("documents:draft_edit", args=[plan.pk])).content.decode()
    assert "Còn chỗ để trống" in html
    address = reverse("documents:draft_submit", args=[plan.pk])
    sent = {"to": world.leader.pk, "summary": "Kế hoạch"}
    answer = client.post(address, sent)
    assert answer.status_code == 422 and "vẫn trình" in answer.content.decode()
    assert client.post(address, sent | {"accept": "on"}).status_code == 302


def test_nonsense_from_a_browser_is_kept_out_and_breaks_nothing(desk: Desk, draft: OfficialDocument) -> None:
    odd = {
        "version": "²", "b-total": "12", "kind": "XYZ", "signer": "12345678", "subject": "a\x00b\u200b" * 50,
        "b-0-level": "nothing", "b-0-text": "x\x00\x0b\x1f" + "đ" * 300, "b-1-level": "table",
        "b-1-text": "| a \\| b |\n\n|", "b-2-level": "appendix", "b-2-number": "9" * 90, "b-3-due": "31/02/2026",
        "b-3-lead": "\ufffe", "basis": "<script>",
    }  # fmt: skip
    typed = reverse("documents:draft_typed", args=[draft.pk])
    assert desk.client.post(typed, desk.data | odd | {"b-total": "99999"}).status_code == 200
    for action in ("assign:3", "basis", "mend:no.rule", "up:9999999", "to"):
        answer = desk.client.post(
            desk.address, desk.data | odd | {"action": action, "targets": ["o1", "g9", "x", "o²"]}
        )
        assert answer.status_code == 200 and "<script>" not in answer.content.decode().replace("<script src", "")
    assert desk.client.post(desk.address, desk.data | odd | {"action": "save"}).status_code == 422
    draft.refresh_from_db()
    assert draft.version == 1
