"""A new database that is made at once is the one that migrations make."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from coopportal import schema
from coopportal.embedded.copies import drop_database
from tests.factories.organizations import CommuneFactory

# What a schema is made of; names that Django ends in a digest of its own are compared without it, and "not null"
# without the name, which stays that of a column's first name.
PARTS = {
    "columns": """
        SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' '
            || coalesce(character_maximum_length::text, '') || coalesce(column_default, '')
            || coalesce(generation_expression, '')
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": r"""
        SELECT conrelid::regclass::text || ' '
            || CASE contype WHEN 'n' THEN '' ELSE regexp_replace(conname, '_[0-9a-f]{8}(_|$)', '_H\1') END || ' '
            || pg_get_constraintdef(oid)
        FROM pg_constraint WHERE connamespace = 'public'::regnamespace""",
    "indexes": r"""
        SELECT regexp_replace(indexdef, '_[0-9a-f]{8}', '_H', 'g') FROM pg_indexes WHERE schemaname = 'public'""",
    "triggers": """
        SELECT tgrelid::regclass::text || ' ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal""",
    "applied": "SELECT app || '.' || name FROM django_migrations",
    "functions": """
        SELECT proname || ' ' || md5(prosrc) FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang
        WHERE pronamespace = 'public'::regnamespace AND lanname = 'plpgsql'""",
}


# Django's own tables between accounts, groups and rights number their rows with a wider column.
WIDER = ("auth_group_permissions.id", "auth_user_groups.id", "auth_user_user_permissions.id")


@contextmanager
def new_database(name: str) -> Iterator[None]:
    """Point the connection at a new, empty database, which is gone afterwards."""
    before = connection.settings_dict["NAME"]
    drop_database(connection, name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        drop_database(connection, name)


def picture() -> dict[str, list[str]]:
    """Return what the schema is made of, and which migrations are noted as applied."""
    found = {}
    with connection.cursor() as cursor:
        for part, question in PARTS.items():
            cursor.execute(question)
            found[part] = sorted(row[0] for row in cursor.fetchall() if not row[0].startswith(WIDER))
    return found


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("WITH_MIGRATIONS"), reason="a check of `make lint`: it takes ten seconds")
@pytest.mark.django_db(transaction=True)
def test_made_at_once_and_migrated_are_the_same() -> None:
    name = f"{connection.settings_dict['NAME']}_schema"
    with new_database(name):
        schema.bring_up_to_date()
        at_once = picture()
    with new_database(name):
        call_command("migrate", interactive=False, verbosity=0)
        migrated = picture()
    assert at_once == migrated
    assert min(len(found) for found in migrated.values()) > 5


@pytest.mark.django_db(transaction=True)
def test_a_start_that_fails_half_way_leaves_an_empty_database(monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_arguments: Any) -> None:
        raise KeyboardInterrupt

    with new_database(f"{connection.settings_dict['NAME']}_half"):
        with monkeypatch.context() as patched:
            patched.setattr(schema.MigrationRecorder, "record_applied", killed)
            with pytest.raises(KeyboardInterrupt):
                schema.bring_up_to_date()
        assert connection.introspection.table_names() == []
        schema.bring_up_to_date()
        assert "organizations_staff" in connection.introspection.table_names()


def test_a_new_database_waits_for_no_migration() -> None:
    """A migration that changes rows by Python says that it is `elidable`; one that makes rows writes them in SQL."""
    assert not schema._write_rows(list(schema._migrations()))


@pytest.mark.django_db
def test_what_holds_rows_is_migrated_and_keeps_them(monkeypatch: pytest.MonkeyPatch) -> None:
    unit = CommuneFactory()
    asked: list[str] = []
    monkeypatch.setattr(schema, "call_command", lambda name, **_options: asked.append(name))
    schema.bring_up_to_date()
    assert asked == ["migrate"]
    unit.refresh_from_db()
    assert not transaction.get_connection().needs_rollback
