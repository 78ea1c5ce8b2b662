"""The table of states: what it forbids is refused by the services and by the database itself."""

from __future__ import annotations

import itertools

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from documents import services
from documents.models import DocumentState, OfficialDocument, Origin
from documents.official import tree as official
from documents.services.life import move
from documents.transitions import TRANSITIONS, may_move
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
STEPS = list(itertools.permutations(DocumentState, 2))


def test_the_table_is_the_one_of_the_plan() -> None:
    named = {f"{old}>{new}" for old, news in TRANSITIONS.items() for new in news}
    assert named == {
        "draft>review", "review>draft", "review>approved", "approved>signed", "approved>draft", "signed>active",
        "draft>active",
        "active>closed", "active>recalled", "active>replaced", "closed>recalled", "closed>replaced",
    }  # fmt: skip


@pytest.mark.parametrize("origin", Origin.values)
def test_every_move_is_made_or_refused_alike_by_service_and_database(origin: str) -> None:
    world = World()
    rows = {s: DocumentFactory(organization=world.commune, state=s, origin=origin) for s in DocumentState}
    for old, new in STEPS:
        allowed = may_move(old, new, origin)
        assert _goes(lambda row=rows[old], to=new: _by_sql(row, to)) == allowed, (origin, old, new)
        assert _goes(lambda row=rows[old], to=new: move(row, to)) == allowed, (origin, old, new)
        rows[old].state = old


class _Undone(Exception):
    """Takes a move back."""


def _goes(act) -> bool:  # type: ignore[no-untyped-def]
    try:
        with transaction.atomic():
            act()
            raise _Undone
    except _Undone:
        return True
    except (IntegrityError, ValidationError):
        return False


def _by_sql(row: OfficialDocument, state: str) -> None:
    OfficialDocument.objects.filter(pk=row.pk).update(state=state)


def test_an_authored_draft_is_in_force_only_after_review_and_signature() -> None:
    world = World()
    draft = DocumentFactory(organization=world.commune, state="draft", origin=Origin.AUTHORED)
    with pytest.raises(ValidationError, match="trình, duyệt và ký"):
        services.activate(document=draft, by=world.clerk)
    with pytest.raises(ValidationError, match="trình, duyệt và ký"):
        services.deliver(document=draft, organizations=[world.economy], by=world.clerk)
    assert not draft.deliveries.exists()


def test_the_origin_stays_what_it_is() -> None:
    draft = DocumentFactory(state="draft", origin=Origin.AUTHORED)
    with pytest.raises(IntegrityError), transaction.atomic():
        OfficialDocument.objects.filter(pk=draft.pk).update(origin=Origin.IMPORTED)


@pytest.mark.parametrize("state", ["closed", "recalled", "replaced"])
def test_what_is_over_is_not_handed_on(state: str) -> None:
    world = World()
    document = DocumentFactory(organization=world.commune, state=state)
    with pytest.raises(ValidationError, match="nên không gửi thêm được"):
        services.deliver(document=document, organizations=[world.economy], by=world.clerk)


def test_a_new_draft_takes_nothing_that_it_must_get_itself() -> None:
    world = World()
    given = official.from_dict(tree_of(digital_signatures=[official.DigitalSignature("Ai đó")]))
    source = DocumentFactory(organization=world.commune)
    draft = services.new_draft(
        organization=world.commune, by=world.contact, tree=given, answers=source, origin_note="văn bản đến"
    )
    draft.refresh_from_db()
    assert (draft.state, draft.origin, draft.drafting_unit) == ("draft", "authored", world.economy)
    assert (draft.number, draft.issued_on, draft.answers) == ("", None, source)
    assert draft.official.digital_signatures == [] and draft.official.date_text is None
    assert draft.symbol == "UBND-KT" and draft.subject == given.subject
    assert "yeu cau cac co quan thuc hien" in draft.source_search


def test_a_draft_is_seen_by_its_holder_and_by_who_drafts_it() -> None:
    world = World()
    draft = services.new_draft(organization=world.commune, by=world.contact, tree=official.from_dict(tree_of()))
    seen = {name for name, who in world.people().items() if OfficialDocument.objects.visible_to(who).exists()}
    assert seen == {"specialist", "clerk", "leader", "contact"}
    OfficialDocument.objects.filter(pk=draft.pk).update(signer=world.village_contact)
    assert OfficialDocument.objects.visible_to(world.village_contact).get() == draft


def test_what_was_issued_here_keeps_its_text_while_its_tasks_are_corrected() -> None:
    world = World()
    paper = DocumentFactory(organization=world.commune, origin=Origin.AUTHORED)
    tasks = [services.ReviewedTask(text="Rà soát hợp tác xã")]
    before = paper.tree
    services.save_review(document=paper, by=world.clerk, version=1, head={"subject": "việc khác"}, tasks=tasks)
    paper.refresh_from_db()
    assert paper.tree == before and paper.subject != "việc khác"
    assert [row.text for row in paper.proposed_tasks.all()] == ["Rà soát hợp tác xã"]
    for state in ("draft", "review", "approved", "signed", "recalled", "replaced"):
        other = DocumentFactory(organization=world.commune, origin=Origin.AUTHORED, state=state)
        with pytest.raises(ValidationError):
            services.save_review(document=other, by=world.clerk, version=1, head={}, tasks=tasks)
