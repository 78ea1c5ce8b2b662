"""Right, expected and found, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T")
U = TypeVar("U")


@dataclass
class Count:
    """How many were expected, how many were found, how many of those are right; `misses` in words."""

    right: int = 0
    expected: int = 0
    found: int = 0
    misses: list[str] = field(default_factory=list)

    def __iadd__(self, other: Count) -> Count:
        self.right += other.right
        self.expected += other.expected
        self.found += other.found
        self.misses += other.misses
        return self

    @property
    def precision(self) -> float:
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        return self.right / self.expected if self.expected else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall; 1 where nothing was expected and nothing found."""
        return 2 * self.right / (self.expected + self.found) if self.expected + self.found else 1.0


def paired(wanted: Iterable[T], found: Iterable[U], fits: Callable[[T, U], bool]) -> tuple[list[T], list[U]]:
    """Pair each wanted with the first found that fits, one to one; return those left over on either side."""
    left = list(found)
    missed = []
    for want in wanted:
        at = next((n for n, have in enumerate(left) if fits(want, have)), None)
        if at is None:
            missed.append(want)
        else:
            del left[at]
    return missed, left


def count_of(total: int, missed: list[T], extra: list[U], what: Callable[[T | U], str] = str) -> Count:
    """Return the count of `total` wanted things of which `missed` were not found, with `extra` found beside."""
    right = total - len(missed)
    words = [f"thiếu: {what(m)}" for m in missed] + [f"thừa: {what(e)}" for e in extra]
    return Count(right, total, right + len(extra), words)
