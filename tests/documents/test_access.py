"""Who sees which document: the exact set, for every person of the little province."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from documents.models import DocumentState, OfficialDocument
from documents.queries import editable_by, may_edit
from tests.factories.documents import DeliveryFactory, DocumentFactory
from tests.factories.organizations import World

DRAFT, ACTIVE = DocumentState.DRAFT, DocumentState.ACTIVE


@pytest.fixture
def papers(world: World) -> dict[str, OfficialDocument]:
    """One document for each way that gives or refuses a right."""
    made = {
        "commune_draft": DocumentFactory(organization=world.commune, state=DRAFT),
        "office_draft": DocumentFactory(organization=world.economy, state=DRAFT),
        "culture_draft": DocumentFactory(organization=world.culture, state=DRAFT),
        "commune": DocumentFactory(organization=world.commune),
        "to_economy": DocumentFactory(organization=world.commune),
        "to_neighbour": DocumentFactory(organization=world.commune),
        "to_other_village": DocumentFactory(organization=world.commune),
        "neighbour_draft": DocumentFactory(organization=world.neighbour, state=DRAFT),
        "province": DocumentFactory(organization=world.province),
        "province_draft": DocumentFactory(organization=world.province, state=DRAFT),
        "province_to_commune": DocumentFactory(organization=world.province),
        "union_draft": DocumentFactory(organization=world.union, state=DRAFT),
        "stranger": DocumentFactory(organization=world.stranger),
    }
    DeliveryFactory(document=made["to_economy"], organization=world.economy)
    DeliveryFactory(document=made["to_neighbour"], organization=world.neighbour_economy)
    DeliveryFactory(document=made["to_other_village"], organization=world.villages[1])
    DeliveryFactory(document=made["province_to_commune"], organization=world.commune)
    return made


COMMUNE = {"commune", "to_economy", "to_neighbour", "to_other_village"}
COMMUNE_DRAFTS = {"commune_draft", "office_draft", "culture_draft"}
SEEN = {
    "specialist": COMMUNE | COMMUNE_DRAFTS | {"province_to_commune"},
    "clerk": COMMUNE | COMMUNE_DRAFTS | {"province_to_commune"},
    "leader": COMMUNE | COMMUNE_DRAFTS | {"province_to_commune"},
    "contact": {"office_draft", "to_economy"},
    "village_contact": set(),
    "monitor": COMMUNE | {"province", "province_to_commune", "union_draft"},
    "administrator": COMMUNE | {"province", "province_to_commune", "province_draft"},
    "neighbour_clerk": {"neighbour_draft", "to_neighbour"},
    "neighbour_contact": {"to_neighbour"},
    "outsider": {"stranger"},
}


@pytest.mark.parametrize("person", SEEN)
def test_each_person_sees_exactly_their_documents(
    person: str, world: World, papers: dict[str, OfficialDocument]
) -> None:
    seen = set(OfficialDocument.objects.visible_to(world.people()[person]).values_list("pk", flat=True))
    assert {name for name, paper in papers.items() if paper.pk in seen} == SEEN[person]


def test_nobody_sees_nothing(papers: dict[str, OfficialDocument]) -> None:
    assert not OfficialDocument.objects.visible_to(None).exists()


def test_a_document_handed_to_two_offices_below_is_listed_once(world: World) -> None:
    paper = DocumentFactory(organization=world.stranger)
    DeliveryFactory(document=paper, organization=world.economy)
    DeliveryFactory(document=paper, organization=world.culture)
    assert list(OfficialDocument.objects.visible_to(world.clerk)) == [paper]


def test_the_two_ways_to_ask_who_may_edit_agree(world: World, papers: dict[str, OfficialDocument]) -> None:
    for person in world.people().values():
        editable = set(editable_by(person))
        visible = set(OfficialDocument.objects.visible_to(person).select_related("organization"))
        assert editable == {paper for paper in visible if may_edit(paper, person)}
    assert set(editable_by(world.clerk)) == {papers[n] for n in COMMUNE | COMMUNE_DRAFTS}
    assert not editable_by(world.contact).exists()


PAGES = ("document_detail", "document_review", "document_deliver", "document_pdf", "document_docx", "document_source")
ACTS = ("document_close", "document_discard")


@pytest.mark.parametrize("person", ["village_contact", "neighbour_clerk", "outsider"])
@pytest.mark.parametrize("name", [*PAGES, *ACTS])
def test_a_document_out_of_sight_is_not_there(
    person: str, name: str, world: World, papers: dict[str, OfficialDocument], sign_in: Callable[..., Client]
) -> None:
    client = sign_in(world.people()[person])
    send = client.post if name in ACTS else client.get
    answer = send(reverse(f"documents:{name}", args=[papers["commune"].pk]))
    office_only = name in {*ACTS, "document_review", "document_deliver"}
    assert answer.status_code == (403 if office_only and person in {"village_contact", "outsider"} else 404)


def test_a_recipient_reads_but_does_not_write(
    world: World, papers: dict[str, OfficialDocument], sign_in: Callable[..., Client]
) -> None:
    client, paper = sign_in(world.clerk), papers["province_to_commune"]
    assert client.get(reverse("documents:document_detail", args=[paper.pk])).status_code == 200
    assert client.get(reverse("documents:document_review", args=[paper.pk])).status_code == 403
    assert client.post(reverse("documents:document_close", args=[paper.pk])).status_code == 403
    paper.refresh_from_db()
    assert paper.state == ACTIVE


def test_a_stranger_is_sent_to_the_login_page(papers: dict[str, OfficialDocument]) -> None:
    answer = Client().get(reverse("documents:document_pdf", args=[papers["commune"].pk]))
    assert answer.status_code == 302 and "dang-nhap" in answer["Location"]
