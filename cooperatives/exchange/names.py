"""Near-equal names among thousands: only those that share a telling word or a beginning are compared."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from typing import Generic, TypeVar

from cooperatives.duplicates import are_near, telling_words

T = TypeVar("T")
_Key = tuple[Hashable, tuple[str, ...], str]


class Names(Generic[T]):
    """Names by commune, each with what it belongs to."""

    def __init__(self) -> None:
        self._by_key: dict[_Key, list[tuple[str, T]]] = defaultdict(list)

    def add(self, place: Hashable, name: str, whose: T) -> None:
        """Put a name in."""
        for key in _keys(place, name):
            self._by_key[key].append((name, whose))

    def near(self, place: Hashable, name: str) -> tuple[str, T] | None:
        """Return the first name of the place that is near-equal, with what it belongs to."""
        for key in _keys(place, name):
            for other, whose in self._by_key.get(key, ()):
                if are_near(name, other):
                    return other, whose
        return None


def _keys(place: Hashable, name: str) -> Iterator[_Key]:
    """Names that differ in a number are never near, so the numbers are part of the key."""
    words = telling_words(name)
    numbers = tuple(word for word in words if word.isdigit())
    letters = [word for word in words if not word.isdigit()]
    for part in {*letters, "".join(letters)[:4]}:
        yield place, numbers, part
