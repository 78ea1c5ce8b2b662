"""The database of the tests is PostgreSQL, with what the portal needs of it."""

import pytest
from django.db import connection


@pytest.mark.django_db
def test_database_is_postgresql_with_trigrams() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        cursor.execute("SELECT similarity('hop tac xa', 'hop tac xa') = 1")
        assert cursor.fetchone() == (True,)
    assert connection.vendor == "postgresql"
