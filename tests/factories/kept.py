"""Rows that many tests begin with: made by the factories once in a process, then written again as they were."""

from __future__ import annotations

from collections.abc import Callable

from django.apps import apps
from django.db import connection
from django.db.models import Model

_kept: dict[str, list[tuple[str, str]]] = {}


def made_once(name: str, make: Callable[[], None]) -> None:
    """Have the rows that `make` makes; it may lean on no other rows than those of `World`, whose ids stay the same."""
    if name not in _kept:
        before = {model: _ids(model) for model in _tables()}
        make()
        _kept[name] = [_statement(model, new) for model in _tables() if (new := _ids(model) - before[model])]
    else:
        with connection.cursor() as cursor:
            for statement, rows in _kept[name]:
                cursor.execute(statement, [rows])


def _tables() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.managed]


def _ids(model: type[Model]) -> set[object]:
    return set(model._default_manager.order_by().values_list("pk", flat=True))


def _statement(model: type[Model], ids: set[object]) -> tuple[str, str]:
    """Return what writes the rows of one table again, and the rows; PostgreSQL turns them into text and back."""
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(one.column) for one in model._meta.local_concrete_fields if not one.generated)
    with connection.cursor() as cursor:
        wanted = f"SELECT {columns} FROM {table} WHERE {quote(model._meta.pk.column)} = ANY(%s)"  # noqa: S608
        cursor.execute(f"SELECT json_agg(one)::text FROM ({wanted}) AS one", [list(ids)])  # noqa: S608
        rows = str(cursor.fetchone()[0])
    source = f"json_populate_recordset(NULL::{table}, %s::json)"
    return f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {source}", rows  # noqa: S608 (names of our models)
