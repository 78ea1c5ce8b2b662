"""One process at a piece of work: a lock of the database's session, which dies with the process."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection
from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


@contextmanager
def claimed(rows: QuerySet[Row], *, pk: int, work: str) -> Iterator[Row | None]:
    """Yield the row with that key among `rows`; None where it is not there or another process is at the same `work`.

    `work` is the name of the task, so that rows of two tables with one key do not hold each other up. A process that
    dies lets go of the row.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s), %s)", [work, pk])
        free = bool(cursor.fetchone()[0])
        try:
            yield rows.filter(pk=pk).first() if free else None
        finally:
            if free:
                cursor.execute("SELECT pg_advisory_unlock(hashtext(%s), %s)", [work, pk])
