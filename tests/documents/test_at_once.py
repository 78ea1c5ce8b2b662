"""Two people, or two processes, at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connections

from documents.models import Delivery, DocumentState, ImportJob, IncomingEntry, OfficialDocument
from documents.services import StaleVersion, deliver, jobs, save_review
from documents.services.incoming import receive_delivery
from tests.documents.samples import LETTER
from tests.factories.documents import DocumentFactory
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(transactional_db: None) -> World:
    return World()


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts in threads that start together; return what each gave or raised."""
    start, results = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number: int, act: Callable[[], Any]) -> None:
        start.wait()
        try:
            results[number] = act()
        except Exception as error:
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(n, act)) for n, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_of_two_saves_of_one_version_one_is_refused(world: World) -> None:
    document = DocumentFactory(organization=world.commune, state=DocumentState.DRAFT)

    def save(subject: str) -> Callable[[], Any]:
        return lambda: (
            save_review(document=document, by=world.clerk, version=1, head={"subject": subject}, tasks=None).subject
        )

    results = at_once(save("một"), save("hai"))
    assert sorted(type(r).__name__ for r in results) == ["StaleVersion", "str"]
    assert isinstance(next(r for r in results if not isinstance(r, str)), StaleVersion)
    document.refresh_from_db()
    assert document.subject in results and document.version == 2


def test_two_deliveries_at_once_make_one_row(world: World) -> None:
    document = DocumentFactory(organization=world.commune)
    results = at_once(*[lambda: deliver(document=document, organizations=[world.economy], by=world.clerk)] * 3)
    assert sorted(map(len, results)) == [0, 0, 1]
    assert Delivery.objects.count() == 1


def test_many_clerks_at_once_leave_no_gap_in_the_register(world: World) -> None:
    documents = [DocumentFactory(organization=world.commune) for _ in range(6)]
    for document in documents:
        deliver(document=document, organizations=[world.neighbour], by=None)
    waiting = list(Delivery.objects.select_related("organization", "document__organization"))
    acts = [lambda d=delivery: receive_delivery(delivery=d, by=world.neighbour_clerk) for delivery in waiting]
    results = at_once(*acts, *acts[:2])
    assert sorted(r.number for r in results if isinstance(r, IncomingEntry)) == [1, 2, 3, 4, 5, 6]
    assert [type(r) for r in results if not isinstance(r, IncomingEntry)] == [ValidationError] * 2


def test_two_workers_read_a_file_once(world: World) -> None:
    job = ImportJob(organization=world.commune, by=world.clerk, source_name="a.txt")
    job.source_file.save("a.txt", ContentFile(LETTER.encode()))
    results = at_once(*[lambda: jobs.run_import(job_id=job.pk)] * 3)
    assert sorted(type(r).__name__ for r in results) == ["ImportJob", "NoneType", "NoneType"]
    assert OfficialDocument.objects.count() == 1
