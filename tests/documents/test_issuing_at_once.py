"""Issuers at the same moment, and killed at every point: no number twice, none left out, nothing half done.

`make bench` does the same with 50 issuers and 1,000 documents.
"""

from __future__ import annotations

import signal

import pytest

from audit.services import broken_links
from documents.models import IssuedFile, NumberEntry, NumberRegister, OfficialDocument
from documents.services import stored
from documents.services.issuing import finalize
from tests.documents.approved import approved
from tests.documents.issuers import POINTS, ended, in_process, issue, issue_at_once, kill_at
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


def numbers() -> list[int]:
    return sorted(NumberEntry.objects.values_list("number", flat=True))


def test_issuers_at_once_get_each_number_once(world: World) -> None:
    issuers, each = 6, 3
    finalize(document=approved(world), by=world.leader)
    pks = [approved(world).pk for _ in range(issuers * each)]
    assert issue_at_once(pks, world.leader, issuers=issuers) == [0] * issuers
    assert numbers() == list(range(1, len(pks) + 2))
    printed = {document.number for document in OfficialDocument.objects.filter(pk__in=pks)}
    assert printed == {f"{number:02d}" for number in numbers()[1:]}
    assert IssuedFile.objects.count() == len(pks) + 1
    assert broken_links() == []


def test_two_clerks_press_at_once_for_one_document(world: World) -> None:
    finalize(document=approved(world), by=world.leader)
    document = approved(world)
    children = [in_process(lambda: issue([document.pk], world.leader)) for _ in range(4)]
    assert [ended(child) for child in children] == [0] * 4
    assert numbers() == [1, 2] and IssuedFile.objects.count() == 2


def test_killed_at_any_point_nothing_is_half_done(world: World) -> None:
    finalize(document=approved(world), by=world.leader)
    for point, (where, *_) in enumerate(POINTS):
        document = approved(world)

        def die(point: int = point, pk: int = document.pk) -> None:
            kill_at(point)
            issue([pk], world.leader)

        assert ended(in_process(die)) == -signal.SIGKILL, where
        fresh = OfficialDocument.objects.get(pk=document.pk)
        assert fresh.number == "" and not NumberEntry.objects.filter(document=fresh).exists(), where
        assert not IssuedFile.objects.filter(document=fresh).exists(), where
        issued = finalize(document=fresh, by=world.leader)
        assert fresh.number == f"{point + 2:02d}", where
        assert stored.fetch(issued.file_name, issued.digest)
    register = NumberRegister.objects.get()
    assert numbers() == list(range(1, register.next_number))
    assert broken_links() == []
