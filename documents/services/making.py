"""The life of what the queue puts together: asked for once, made alone, finished with its digest or ended in words."""

from __future__ import annotations

import datetime as dt
import hashlib
import logging
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from types import ModuleType
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from coopportal.locks import claimed
from coopportal.queue import enqueue
from documents.models import PutTogether
from documents.packets import Apart
from documents.services import stored

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=PutTogether)
# After that the queue is taken to have lost the row, and it is handed over once more.
PATIENCE = dt.timedelta(minutes=2)


def standing(rows: QuerySet[Row], *, key: str, task: str) -> Row | None:
    """Return the row of the same content that is made or being made, None where its file is gone.

    One that the queue lost is handed over again.
    """
    same = rows.select_for_update(of=("self",)).filter(key=key).exclude(state=PutTogether.State.FAILED)
    row = same.order_by("-pk").first()
    if row and row.state == PutTogether.State.DONE and not stored.path_of(row.file_name).exists():
        return None
    if row and row.state == PutTogether.State.WAITING and timezone.now() - row.updated_at > PATIENCE:
        enqueue(task, row.pk)
    return row


def run_alone(rows: QuerySet[Row], *, pk: int, task: str, make: Callable[[Row], None]) -> Row | None:
    """Make one waiting row; None where it is done or another process is at it. Safe to run twice.

    A damaged file or a full disk ends the row in words. A process that dies lets go of the lock, and the next begins
    anew.
    """
    with claimed(rows.filter(state=PutTogether.State.WAITING), pk=pk, work=task) as row:
        if row is None:
            return None
        try:
            make(row)
        except (stored.DamagedFile, ValidationError) as error:
            return fail(rows, pk=pk, message=" ".join(getattr(error, "messages", [str(error)])))
        except OSError:
            logger.exception("%s %s not written", rows.model.__name__, pk)
            return fail(rows, pk=pk, message=stored.FULL)
        return row


def progress(row: PutTogether) -> Callable[[int, int], None]:
    """Return what writes onto the row how many of how many steps are done."""

    def told(done: int, total: int) -> None:
        type(row)._default_manager.filter(pk=row.pk).update(done=done, total=total, updated_at=timezone.now())

    return told


def finish(row: PutTogether, *, kept: tuple[str, str, int], pages: int, apart: list[Apart]) -> dict[str, Any]:
    """Save the row as done; `kept` is name, digest and length of its file. Return what the trail says of it."""
    row.refresh_from_db(fields=["done", "total"])
    row.file_name, row.digest, row.size = kept
    row.pages, row.state = pages, PutTogether.State.DONE
    row.apart = [vars(one) for one in apart]
    row.save()
    return {"digest": row.digest, "pages": pages}


def fail(rows: QuerySet[Row], *, pk: int, message: str) -> Row | None:
    """End a waiting row that cannot be made."""
    rows.model._default_manager.filter(pk=pk, state=PutTogether.State.WAITING).update(
        state=PutTogether.State.FAILED, message=message, updated_at=timezone.now()
    )
    return rows.filter(pk=pk).first()


@lru_cache
def code_of(package: ModuleType) -> str:
    """Return the digest of a package's code and style sheets: what was drawn by older ones is made anew."""
    paths = sorted(Path(str(package.__file__)).parent.rglob("*"))
    code = b"".join(path.read_bytes() for path in paths if path.suffix in {".py", ".css"})
    return hashlib.sha256(code).hexdigest()
