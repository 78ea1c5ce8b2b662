"""The review page against forgery, haste and markup: nothing is half saved, nobody is overwritten unawares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from documents.models import DocumentState, OfficialDocument, ProposedParty, ProposedTask
from documents.services import ReviewedTask, StaleVersion, close_document, save_review
from organizations.models import Organization
from tests.documents.pages import Page, snapshot
from tests.factories.documents import DocumentFactory, ProposedPartyFactory, ProposedTaskFactory
from tests.factories.organizations import GroupFactory, World


def test_forged_agencies_are_refused(page: Page, letter: OfficialDocument, world: World) -> None:
    foreign = GroupFactory(owner=world.stranger)
    inner = world.neighbour_economy
    for key in (
        f"o{world.stranger.pk}",
        f"o{inner.pk}",
        f"g{foreign.pk}",
        "o999999999",
        "x1",
        "o",
        "o٣",
        "o" + "9" * 40,
    ):
        assert page.send(**{"t-0-p-0-target": key}).status_code == 422, key
        assert "không thuộc phạm vi giao việc" in page.text
    assert not ProposedParty.objects.filter(organization__in=[world.stranger, inner]).exists()


def test_the_page_points_at_the_tasks_that_are_wrong(page: Page) -> None:
    page.send(**{"t-2-due_on": "x", "t-3-p-0-target": "x1", "t-1-text": "", "t-1-DELETE": "on", "number": "1/2"})
    assert page.answer.context["wrong_tasks"] == [3, 4]
    assert 'href="#viec-3"' in page.text and 'href="#dau-van-ban">Đầu văn bản' in page.text


def test_a_task_of_another_document_is_not_touched(page: Page, letter: OfficialDocument, world: World) -> None:
    other = ProposedTaskFactory(document__organization=world.neighbour, text="việc của xã khác")
    assert page.send(**{"t-0-id": str(other.pk)}).status_code == 302
    other.refresh_from_db()
    assert other.text == "việc của xã khác" and other.document.organization == world.neighbour
    assert letter.proposed_tasks.count() == 4


def test_the_second_of_two_editors_is_told_and_loses_nothing(
    letter: OfficialDocument, world: World, sign_in: Callable[..., Client]
) -> None:
    first, second = Page(sign_in(world.clerk), letter), Page(sign_in(world.specialist), letter)
    assert first.send(subject="bản của văn thư").status_code == 302
    answer = second.send(subject="bản của chuyên viên", t__0__text="việc do chuyên viên sửa")
    assert answer.status_code == 409
    assert "đã được người khác lưu" in second.text and world.clerk.full_name in second.text
    assert second.values["subject"] == "bản của chuyên viên" and second.values["t-0-text"] == "việc do chuyên viên sửa"
    letter.refresh_from_db()
    assert letter.subject == "bản của văn thư"
    assert second.send().status_code == 302, "a second click, now knowingly, saves"
    letter.refresh_from_db()
    assert letter.subject == "bản của chuyên viên"


def test_the_service_refuses_an_old_version_and_a_closed_document(letter: OfficialDocument, world: World) -> None:
    with pytest.raises(StaleVersion):
        save_review(document=letter, by=world.clerk, version=0, head={"subject": "x"}, tasks=None)
    letter.state = DocumentState.ACTIVE
    letter.save()
    close_document(document=letter, by=world.clerk)
    with pytest.raises(ValidationError, match="đã kết thúc"):
        save_review(document=letter, by=world.clerk, version=1, head={"subject": "x"}, tasks=None)


def test_nothing_is_half_saved(letter: OfficialDocument, world: World) -> None:
    before = snapshot(letter)
    bad = [
        ReviewedTask(text="tốt"),
        ReviewedTask(text="hỏng", starts_on=dt.date(2026, 5, 2), due_on=dt.date(2026, 5, 1)),
    ]
    with pytest.raises(ValidationError):
        save_review(document=letter, by=world.clerk, version=1, head={"subject": "mới"}, tasks=bad)
    assert snapshot(letter) == before
    assert not AuditEntry.objects.filter(code="documents.document.reviewed").exists()


XSS = '<script>alert("x")</script><b onmouseover=alert(1)>'


def test_markup_in_any_field_stays_text(page: Page, letter: OfficialDocument, world: World) -> None:
    texts = [
        "place", "parent_body", "issuer", "subject", "addressees", "recipients", "authority", "signer_title",
        "signer_name", "symbol", "t-0-text", "t-0-due_text", "t-0-p-0-words",
    ]  # fmt: skip
    typed = {name: (XSS[:59] if name == "symbol" else XSS) for name in texts}
    OfficialDocument.objects.filter(pk=letter.pk).update(source_text=XSS, source_name=XSS)
    Organization.objects.filter(pk=world.economy.pk).update(name=XSS, short_name=XSS)
    assert page.send(**typed).status_code == 302
    for name in ("document_review", "document_detail", "document_deliver"):
        shown = page.client.get(reverse(f"documents:{name}", args=[letter.pk])).content.decode()
        assert "<script>alert" not in shown and "<b onmouseover" not in shown, name
        assert "&lt;script&gt;" in shown, name
    assert "<script>alert" not in page.client.get("/van-ban/").content.decode()


def test_a_broken_request_is_answered_not_crashed(page: Page, letter: OfficialDocument) -> None:
    before = snapshot(letter)
    for sent in (
        {},
        {"version": "x"},
        {"t-TOTAL_FORMS": "x"},
        {**page.values, "t-0-p-TOTAL_FORMS": ""},
        {**page.values, "t-0-id": "x"},
    ):
        assert page.client.post(page.url, {**sent, "action": "save"}).status_code == 422, sent
    for action in ("add_party:99", "add_party:x", "add_task", "nothing"):
        assert page.client.post(page.url, {"action": action}).status_code < 500
    assert snapshot(letter) == before


def test_queries_do_not_grow_with_the_tasks(
    world: World, sign_in: Callable[..., Client], django_assert_max_num_queries: Any
) -> None:
    document = DocumentFactory(organization=world.commune, state=DocumentState.DRAFT)
    for task in ProposedTaskFactory.create_batch(40, document=document):
        ProposedPartyFactory.create_batch(3, proposed_task=task, organization=world.economy)
    client = sign_in(world.clerk)
    with django_assert_max_num_queries(20):
        page = Page(client, document)
    with django_assert_max_num_queries(45):
        assert page.send().status_code == 302
    assert ProposedTask.objects.count() == 40 and ProposedParty.objects.count() == 120
