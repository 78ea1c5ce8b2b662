"""Many issuers at once, each a process of its own, some of them killed in the middle."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, connections

from documents.models import OfficialDocument
from documents.services import issuing, numbering, stored
from documents.services.issuing import finalize
from organizations.models import Staff

# Where a process may be killed: what is called there, and whether before or after it has done its work.
POINTS: list[tuple[str, Any, str, bool]] = [
    ("before the document is locked", issuing, "locked", False),
    ("before the register is locked", numbering, "locked_register", False),
    ("with the register locked", numbering, "locked_register", True),
    ("with the number counted", numbering, "_next", True),
    ("with the number given", numbering, "take_number", True),
    ("before drawing", issuing, "draw", False),
    ("after drawing", issuing, "draw", True),
    ("while the file is written", os, "fsync", False),
    ("with the file written", stored, "keep", True),
    ("before the audit line", issuing, "record", False),
    ("after the audit line, before the commit", issuing, "record", True),
]


def in_process(act: Callable[[], Any]) -> int:
    """Run `act` in a process of its own, with a database connection of its own; return the process's id."""
    connections.close_all()
    child = os.fork()
    if child:
        return child
    try:
        connection.connection = None
        act()
        os._exit(0)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)


def ended(child: int) -> int:
    """Wait for a process; return its exit status, the signal as a negative number where it was killed."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def kill_at(point: int) -> None:
    """Let this process be killed, as by the kernel, at one of POINTS."""
    _, module, name, after = POINTS[point]
    real = getattr(module, name)

    def deadly(*args: Any, **kwargs: Any) -> None:
        if after:
            real(*args, **kwargs)
        os.kill(os.getpid(), signal.SIGKILL)

    setattr(module, name, deadly)


def issue(pks: Sequence[int], by: Staff) -> None:
    """Issue documents one after the other, as a worker would."""
    for pk in pks:
        finalize(document=OfficialDocument.objects.get(pk=pk), by=by)


def issue_at_once(pks: Sequence[int], by: Staff, *, issuers: int) -> list[int]:
    """Issue the documents in so many processes that start together; return their exit statuses."""
    shares = [pks[number::issuers] for number in range(issuers)]
    children = [in_process(lambda share=share: issue(share, by)) for share in shares]  # type: ignore[misc]
    return [ended(child) for child in children]
