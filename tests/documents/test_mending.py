"""One-click mends on the page of a draft that was read in: its form gets better, its words and tasks stay."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from documents import services
from documents.findings import form_findings
from documents.models import DocumentState, OfficialDocument
from documents.services import StaleVersion
from tests.documents.pages import Page
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(world: World) -> OfficialDocument:
    wrong = tree_of(number=None, date=None, date_text=None, subject="rà soát hợp tác xã.", recipients=["Lưu VT , KT"])
    return DocumentFactory(
        organization=world.commune, number="", issued_on=None, state=DocumentState.DRAFT, tree=wrong, subject="cũ"
    )


def send(client: Client, world: World, document: OfficialDocument, **data: object) -> str:
    client.force_login(world.clerk.user)
    address = reverse("documents:document_mend", args=[document.pk])
    return client.post(address, {"version": document.version, **data}, follow=True).content.decode()


def test_the_page_offers_mends_and_one_click_makes_them(client: Client, world: World, draft: OfficialDocument) -> None:
    client.force_login(world.clerk.user)
    page = client.get(draft.get_absolute_url()).content.decode()
    count = sum(one.safe for one in form_findings(draft))
    assert count >= 3 and f"Sửa nhanh {count} điểm" in page
    assert "điểm về thể thức" in send(client, world, draft)
    draft.refresh_from_db()
    tree = draft.official
    assert (tree.subject, draft.subject) == ("rà soát hợp tác xã", "rà soát hợp tác xã")
    assert tree.recipients == ["Như trên", "Lưu: VT, KT"]
    assert not any(one.safe for one in form_findings(draft))
    assert AuditEntry.objects.filter(code="documents.document.mended").count() == 1


def test_one_finding_is_mended_alone(client: Client, world: World, draft: OfficialDocument) -> None:
    one = next(one for one in form_findings(draft) if one.finding.where == "subject")
    send(client, world, draft, key=one.key)
    draft.refresh_from_db()
    assert (draft.official.subject, draft.official.recipients) == ("rà soát hợp tác xã", ["Lưu VT , KT"])


def test_a_key_that_names_nothing_changes_nothing(client: Client, world: World, draft: OfficialDocument) -> None:
    assert "Không còn điểm nào" in send(client, world, draft, key="no.rule@body")
    draft.refresh_from_db()
    assert draft.version == 1


def test_what_was_issued_keeps_its_words(client: Client, world: World) -> None:
    issued = DocumentFactory(organization=world.commune, tree=tree_of(subject="rà soát."))
    with pytest.raises(ValidationError, match="bản dự thảo chưa có số"):
        services.mend_document(document=issued, by=world.clerk, version=issued.version)
    client.force_login(world.clerk.user)
    assert "Sửa nhanh" not in client.get(issued.get_absolute_url()).content.decode()


def test_the_second_editor_is_told(client: Client, world: World, draft: OfficialDocument) -> None:
    with pytest.raises(StaleVersion):
        services.mend_document(document=draft, by=world.clerk, version=draft.version + 1)
    assert "người khác sửa" in send(client, world, draft, version="x")


def test_the_review_shows_each_mend_and_saves_what_was_typed_before_it(
    client: Client, world: World, draft: OfficialDocument
) -> None:
    """One click on the review page keeps what was typed, mends, and can be taken back."""
    client.force_login(world.clerk.user)
    page = Page(client, draft)
    shown = page.text
    assert "<del>rà soát hợp tác xã.</del> → <ins>rà soát hợp tác xã</ins>" in shown
    assert "Hoàn tác" not in shown
    one = next(one for one in form_findings(draft) if one.finding.where == "subject")
    page.send(action=f"mend:{one.key}", place="Đông Hòa")
    draft.refresh_from_db()
    assert (draft.official.subject, draft.official.place) == ("rà soát hợp tác xã", "Đông Hòa")
    assert draft.official.recipients == ["Lưu VT , KT"]
    page = Page(client, draft)
    assert "Hoàn tác lần sửa nhanh" in page.text
    page.send(action="mend")
    draft.refresh_from_db()
    assert draft.official.recipients == ["Như trên", "Lưu: VT, KT"]
    for expected in (["Lưu VT , KT"], "rà soát hợp tác xã."):
        undo(client, draft)
        draft.refresh_from_db()
        assert expected in (draft.official.recipients, draft.official.subject)
    assert draft.official.place == "Đông Hòa"
    assert AuditEntry.objects.filter(code="documents.document.mends_undone").count() == 2


def undo(client: Client, draft: OfficialDocument) -> str:
    draft.refresh_from_db()
    address = reverse("documents:document_mend_undo", args=[draft.pk])
    return client.post(address, {"version": draft.version, "back": "review"}, follow=True).content.decode()


def test_what_was_changed_since_is_not_undone(client: Client, world: World, draft: OfficialDocument) -> None:
    send(client, world, draft)
    draft.refresh_from_db()
    services.save_review(
        document=draft, by=world.clerk, version=draft.version, head={"subject": "khác hẳn"}, tasks=None
    )
    assert "không hoàn tác được" in undo(client, draft)
    draft.refresh_from_db()
    assert draft.official.subject == "khác hẳn"
