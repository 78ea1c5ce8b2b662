"""One process at a piece of work."""

import pytest
from django.contrib.auth import get_user_model
from django.db import connection

from coopportal.locks import claimed

pytestmark = pytest.mark.django_db


def free_elsewhere(work: str, pk: int) -> bool:
    """Tell whether another session could begin that work on that row."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s), %s)", [work, pk])
            return bool(cursor.fetchone()[0])
    finally:
        other.close()


def test_a_claimed_row_is_held_for_its_work_alone_and_let_go() -> None:
    user = get_user_model().objects.create_user("an")
    rows = get_user_model().objects.all()
    with claimed(rows, pk=user.pk, work="a.print") as row:
        assert row == user
        assert not free_elsewhere("a.print", user.pk)
        assert free_elsewhere("a.scan", user.pk)
    assert free_elsewhere("a.print", user.pk)


def test_nothing_is_yielded_for_a_row_that_is_not_there_or_is_worked_on() -> None:
    user = get_user_model().objects.create_user("an")
    rows = get_user_model().objects.all()
    with claimed(rows.none(), pk=user.pk, work="a.print") as row:
        assert row is None
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtext(%s), %s)", ["a.print", user.pk])
            with claimed(rows, pk=user.pk, work="a.print") as row:
                assert row is None
    finally:
        other.close()
