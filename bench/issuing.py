"""Fifty issuers, a thousand documents of one register, some issuers killed on the way: no gap, no double, how fast."""

import signal
import time
from collections.abc import Iterator

from bench import Row
from bench._databases import database

ISSUERS, DOCUMENTS, KILLED = 50, 1000, 10


def measure() -> Iterator[Row]:
    """Issue, check, and tell how many documents a second. Raises AssertionError where a number is wrong."""
    with database("empty"):
        yield Row("issue 1,000 documents, 50 issuers, 10 killed", _run(), None, "s", "no gap, no double")


def _run() -> float:
    from documents.models import IssuedFile, NumberEntry, NumberRegister
    from tests.documents.approved import approved
    from tests.documents.issuers import POINTS, ended, in_process, issue, issue_at_once, kill_at
    from tests.factories.organizations import World

    world = World()
    pks = [approved(world).pk for _ in range(DOCUMENTS)]
    issue(pks[:1], world.leader)

    def die(number: int) -> None:
        kill_at(number % len(POINTS))
        issue(pks[number::ISSUERS], world.leader)

    started = time.perf_counter()
    doomed = [in_process(lambda number=number: die(number)) for number in range(1, KILLED + 1)]  # type: ignore[misc]
    statuses = issue_at_once(pks, world.leader, issuers=ISSUERS)
    killed = [ended(child) for child in doomed]
    took = time.perf_counter() - started
    assert statuses == [0] * ISSUERS, statuses
    assert set(killed) <= {-signal.SIGKILL, 0}, killed
    numbers = sorted(NumberEntry.objects.values_list("number", flat=True))
    assert numbers == list(range(1, DOCUMENTS + 1))
    assert IssuedFile.objects.count() == DOCUMENTS and NumberRegister.objects.get().next_number == DOCUMENTS + 1
    return took
