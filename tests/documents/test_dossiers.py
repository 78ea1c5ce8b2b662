"""Dossiers of work: gathered in order, by the office that keeps them, until they are closed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from audit.models import AuditEntry
from audit.templatetags.audit import sentence
from documents.models import Dossier, OfficialDocument
from documents.queries import dossiers as reads
from documents.services import dossiers
from organizations.models import Staff
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
SignIn = Callable[[Staff], Client]


def opened(by: Staff, code: str = "01.KT", **values: Any) -> Dossier:
    cover = {"title": "Củng cố hợp tác xã yếu kém", "year": 2026, "opened_on": dt.date(2026, 3, 1), **values}
    return dossiers.create_dossier(by=by, code=code, **cover)


def paper_of(world: World, day: int, **values: Any) -> OfficialDocument:
    return DocumentFactory(
        organization=world.commune, number=str(day), issued_on=dt.date(2026, 4, day), subject=f"Việc {day}", **values
    )


def numbers(dossier: Dossier, staff: Staff) -> list[str]:
    return [paper.document.number for paper in reads.papers_of(dossier, staff)]


def test_papers_stand_by_their_days_until_they_are_moved(world: World) -> None:
    dossier, by = opened(world.clerk), world.specialist
    five, nine, one, seven = (paper_of(world, day) for day in (5, 9, 1, 7))
    dossiers.add_papers(dossier=dossier, documents=[five, nine], by=by)
    dossiers.add_papers(dossier=dossier, documents=[one], by=by, note="Bản sao y")
    assert numbers(dossier, by) == ["1", "5", "9"]
    first, _, last = reads.papers_of(dossier, by)
    dossiers.move_paper(paper=last, up=True, by=by)
    dossiers.move_paper(paper=first, up=True, by=by)
    assert numbers(dossier, by) == ["1", "9", "5"]
    dossiers.add_papers(dossier=dossier, documents=[seven], by=by)
    assert numbers(dossier, by) == ["1", "9", "5", "7"]
    dossiers.sort_papers(dossier=dossier, by=by)
    dossiers.remove_paper(paper=reads.papers_of(dossier, by)[0], by=by)
    assert numbers(dossier, by) == ["5", "7", "9"]
    told = [sentence(entry) for entry in AuditEntry.objects.filter(code__startswith="documents.dossier.")]
    assert any("đã đưa 2 văn bản vào “Hồ sơ 01.KT: Củng cố" in words and "5" in words for words in told)
    assert any("đã rút khỏi" in words and "Việc 1" in words for words in told)


def test_a_document_stands_in_several_dossiers_once_in_each(world: World) -> None:
    one, two, document = opened(world.clerk), opened(world.clerk, "02.KT"), paper_of(world, 5)
    for dossier in (one, two):
        dossiers.add_papers(dossier=dossier, documents=[document], by=world.clerk)
    assert set(reads.dossiers_of(document, world.clerk)) == {one, two}
    with pytest.raises(ValidationError, match="đã có trong hồ sơ này"):
        dossiers.add_papers(dossier=two, documents=[paper_of(world, 6), document], by=world.clerk)
    assert numbers(two, world.clerk) == ["5"]


@pytest.mark.parametrize("state", ["draft", "review", "approved", "signed"])
def test_what_is_not_issued_stays_out(world: World, state: str) -> None:
    draft = paper_of(world, 5, state=state, origin="authored")
    with pytest.raises(ValidationError, match="dự thảo chưa đưa vào được"):
        dossiers.add_papers(dossier=opened(world.clerk), documents=[draft], by=world.clerk)


def test_what_the_person_does_not_see_stays_out_and_is_counted_only(world: World) -> None:
    dossier, foreign = opened(world.clerk), DocumentFactory(organization=world.neighbour, number="77")
    with pytest.raises(ValidationError, match="mà bạn xem được"):
        dossiers.add_papers(dossier=dossier, documents=[foreign], by=world.clerk)
    dossiers.add_papers(dossier=dossier, documents=[paper_of(world, 5), paper_of(world, 6)], by=world.clerk)
    dossier.papers.filter(order=1).update(document=foreign)
    shown = reads.papers_of(dossier, world.clerk)
    assert [paper.document.number for paper in shown] == ["6"] and reads.hidden_count(dossier, shown) == 1


def test_a_closed_dossier_stays_as_it_is(world: World) -> None:
    dossier, by = opened(world.clerk), world.clerk
    with pytest.raises(ValidationError, match="chưa có văn bản nào"):
        dossiers.close_dossier(dossier=dossier, by=by)
    (paper,) = dossiers.add_papers(dossier=dossier, documents=[paper_of(world, 5)], by=by)
    with pytest.raises(ValidationError, match="từ ngày mở hồ sơ"):
        dossiers.close_dossier(dossier=dossier, by=by, on=dt.date(2026, 2, 1))
    dossiers.close_dossier(dossier=dossier, by=by, on=dt.date(2026, 5, 1))
    for act in (
        lambda: dossiers.add_papers(dossier=dossier, documents=[paper_of(world, 6)], by=by),
        lambda: dossiers.remove_paper(paper=paper, by=by),
        lambda: dossiers.move_paper(paper=paper, up=True, by=by),
        lambda: dossiers.note_paper(paper=paper, note="x", by=by),
        lambda: dossiers.update_dossier(dossier=dossier, by=by, title="Khác"),
        lambda: dossiers.close_dossier(dossier=dossier, by=by),
    ):
        with pytest.raises(ValidationError, match="đã kết thúc ngày 01/05/2026"):
            act()
    dossiers.reopen_dossier(dossier=dossier, by=by)
    dossiers.note_paper(paper=paper, note=" Bản\nchính ", by=by)
    assert reads.papers_of(dossier, by)[0].note == "Bản chính"


def test_the_pages_gather_search_and_say_what_is_wrong(world: World, sign_in: SignIn) -> None:
    client, create = sign_in(world.specialist), reverse("documents:dossier_create")
    document, other = paper_of(world, 5), paper_of(world, 6)
    cover = {"code": "03.KT", "title": "Số hóa hợp tác xã", "year": "2026", "opened_on": "01/03/2026"}
    gather = reverse("documents:document_gather", args=[document.pk])
    assert "Lập hồ sơ mới" in client.get(gather).content.decode()
    made = client.post(f"{create}?van_ban={document.pk}", cover)
    dossier = Dossier.objects.get()
    assert made.url == dossier.get_absolute_url() and numbers(dossier, world.specialist) == ["5"]
    again = client.post(create, {**cover, "title": "Tiêu đề đã gõ"})
    assert again.status_code == 422 and "hãy chọn số, ký hiệu khác" in again.content.decode()
    assert "Tiêu đề đã gõ" in again.content.decode()
    found = client.get(dossier.get_absolute_url(), {"q": "viec"}).content.decode()
    assert f'name="documents" value="{other.pk}"' in found and f'value="{document.pk}"' not in found
    add = reverse("documents:dossier_paper_add", args=[dossier.pk])
    assert "Hãy chọn ít nhất một" in client.post(add, {}, follow=True).content.decode()
    client.post(add, {"documents": [other.pk]})
    first = dossier.papers.first()
    client.post(reverse("documents:dossier_paper_move", args=[first.pk]), {"to": "down"})
    assert numbers(dossier, world.specialist) == ["6", "5"]
    assert "Số hóa hợp tác xã" in client.get(document.get_absolute_url()).content.decode()
    refused = client.post(gather, {"dossier": dossier.pk})
    assert refused.status_code == 422 and "hãy chọn hồ sơ khác" in refused.content.decode()
    close = reverse("documents:dossier_close", args=[dossier.pk])
    assert client.post(close, {"closed_on": "01/04/2026"}).status_code == 302
    page = client.get(dossier.get_absolute_url()).content.decode()
    assert "Mở lại hồ sơ" in page and 'id="them"' not in page


def test_another_office_finds_nothing_and_the_offices_above_only_read(world: World, sign_in: SignIn) -> None:
    own, office = opened(world.clerk), Dossier(organization=world.economy, keeper=world.contact, code="01", title="Chợ")
    office.year, office.opened_on = 2026, dt.date(2026, 3, 1)
    office.save()
    foreign = DocumentFactory(organization=world.neighbour)
    above = sign_in(world.clerk)
    assert above.get(office.get_absolute_url()).status_code == 200
    assert above.post(reverse("documents:dossier_paper_add", args=[office.pk])).status_code == 403
    add = reverse("documents:dossier_paper_add", args=[own.pk])
    assert above.post(add, {"documents": [foreign.pk]}).status_code == 404
    assert set(reads.find(world.clerk)) == {own, office} and set(reads.find(world.contact)) == {office}
    for person in (world.neighbour_clerk, world.administrator):
        assert sign_in(person).get(own.get_absolute_url()).status_code == 404
    assert sign_in(world.contact).get(reverse("documents:dossier_create")).status_code == 403


def test_list_and_page_ask_few_questions(world: World, sign_in: SignIn, django_assert_max_num_queries: Any) -> None:
    dossier = opened(world.clerk)
    closed = opened(world.clerk, "02.KT", title="Thi đua", year=2025, opened_on=dt.date(2025, 1, 1))
    dossiers.add_papers(dossier=dossier, documents=[paper_of(world, day) for day in range(1, 7)], by=world.clerk)
    Dossier.objects.filter(pk=closed.pk).update(closed_on=dt.date(2025, 12, 1))
    paper_of(world, 9)
    client = sign_in(world.clerk)
    with django_assert_max_num_queries(12):
        page = client.get(reverse("documents:dossier_list"), {"q": "cung co", "year": "2026", "state": "open"})
    assert list(page.context["object_list"]) == [dossier] and page.context["object_list"][0].papers_count == 6
    assert list(reads.find(world.clerk, state="closed", year="x")) == [closed]
    with django_assert_max_num_queries(15):
        page = client.get(dossier.get_absolute_url(), {"q": "viec"})
    assert len(page.context["papers"]) == 6 and len(page.context["found"]) == 1
