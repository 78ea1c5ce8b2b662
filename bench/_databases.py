"""Databases for benchmarks: each a copy of a template that is made once for a state of the code that fills it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from coopportal.embedded.copies import SCHEMA_FILES, copy_template, drop_database, ensure_template, state_of_files


def migrate() -> None:
    """Make the tables."""
    call_command("migrate", run_syncdb=True, verbosity=0, interactive=False)


@contextmanager
def database(kind: str, fill: Callable[[], None] = migrate, files: tuple[str, ...] = SCHEMA_FILES) -> Iterator[None]:
    """Point Django at a fresh database of this kind while the block runs; `files` are what `fill` depends on."""
    locks = Path(settings.VAR_DIR) / "test-slots"
    locks.mkdir(parents=True, exist_ok=True)
    state = state_of_files(Path(settings.BASE_DIR), files)
    template = ensure_template(connection, locks / f"{kind}.lock", kind, state, fill)
    name = f"bench_{kind}_{state}"
    copy_template(connection, template, name)
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
        drop_database(connection, name)
