"""A new database, made from the models at once; migrations take twenty times as long to come to the same.

That it is the same is held by tests/house/test_schema.py. A database that holds anything is brought up to date by
migrations, as ever.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.contrib.postgres.operations import CreateExtension
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations import Migration, RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


class _NoMigrations:
    """For `MIGRATION_MODULES`: no room has any, so that `migrate` makes the tables of the models."""

    def __contains__(self, _room: str) -> bool:
        return True

    def __getitem__(self, _room: str) -> None:
        return None


def bring_up_to_date() -> None:
    """Make the tables of an empty database, or apply what migrations are left in one that is not."""
    migrations = list(_migrations())
    if connection.introspection.table_names() or _write_rows(migrations):
        call_command("migrate", interactive=False, verbosity=0)
    else:
        _make(migrations)


@transaction.atomic
def _make(migrations: list[Migration]) -> None:
    """Make the tables, then the rules that migrations write in SQL; a start that is killed leaves nothing half made."""
    operations = [one for migration in migrations for one in migration.operations]
    _execute(f"CREATE EXTENSION IF NOT EXISTS {one.name}" for one in operations if isinstance(one, CreateExtension))
    _make_tables()
    _execute(one.sql for one in operations if isinstance(one, RunSQL))
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for migration in migrations:
        recorder.record_applied(migration.app_label, migration.name)


def _make_tables() -> None:
    before = settings.MIGRATION_MODULES
    settings.MIGRATION_MODULES = _NoMigrations()
    try:
        call_command("migrate", run_syncdb=True, interactive=False, verbosity=0)
    finally:
        settings.MIGRATION_MODULES = before


def _migrations() -> Iterator[Migration]:
    """Every migration, each after those it leans on."""
    graph = MigrationLoader(None).graph
    done: set[tuple[str, str]] = set()
    for leaf in graph.leaf_nodes():
        for key in graph.forwards_plan(leaf):
            if key not in done:
                done.add(key)
                yield graph.nodes[key]


def _write_rows(migrations: list[Migration]) -> bool:
    """Tell whether a migration of ours writes rows by Python, which tables alone would lack.

    What is `elidable` changes rows that stood there before: a new database has none.
    """
    ours = [one for one in migrations if one.app_label in settings.ROOMS]
    return any(isinstance(one, RunPython) and not one.elidable for migration in ours for one in migration.operations)


def _execute(statements: Iterable[Any]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
