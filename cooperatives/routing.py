"""The hook by which a difficulty becomes a task: a room above this one fills it in at start-up.

This room may not know of tasks; it only keeps which task stands for a difficulty, and where that task is looked at.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Protocol

from cooperatives.models import Difficulty
from organizations.models import Organization, Staff


@dataclass(frozen=True)
class Handed:
    """The task that was made: its id in the room above, and its address inside the portal."""

    task_id: int
    url: str


class TaskMaker(Protocol):
    """What the room above does for a difficulty."""

    def hand_out(self, difficulty: Difficulty, *, agency: Organization, due_on: dt.date, by: Staff) -> Handed:
        """Make a task of the difficulty for the agency. Raises ValidationError where it cannot."""
        ...

    def take_back(self, difficulty: Difficulty, *, reason: str, by: Staff) -> None:
        """Stop the task that was made before, where it still runs."""
        ...

    def settle(self, difficulty: Difficulty, *, answer: str, by: Staff) -> None:
        """End the task: the difficulty has its answer."""
        ...


_makers: list[TaskMaker] = []


def register(maker: TaskMaker) -> None:
    """Make `maker` the one that makes tasks, in the place of any before."""
    _makers[:] = [maker]


def maker() -> TaskMaker | None:
    """Return who makes tasks; None where no room above does."""
    return _makers[0] if _makers else None
