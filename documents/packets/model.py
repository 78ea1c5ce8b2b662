"""What goes into a packet and what comes out of it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Part:
    """A file of the packet. `level` 1 stands under the nearest part of level 0 before it.

    `marks` are places inside a PDF that get bookmarks of their own: title and page, counted from 0. `owner` says whose
    the part is where many documents go into one file; nothing stands under what is another's.
    """

    title: str
    content: bytes
    content_type: str = "application/pdf"
    name: str = ""
    level: int = 0
    marks: tuple[tuple[str, int], ...] = ()
    owner: int = 0

    @property
    def digest(self) -> str:
        """The SHA-256 of the bytes, hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True)
class Apart:
    """A file that is no part of the PDF and goes beside it, and why."""

    title: str
    name: str
    size: int
    digest: str
    why: str


@dataclass(frozen=True)
class Line:
    """One line of the list of contents; pages count from 1, the list itself included."""

    title: str
    level: int
    first: int
    last: int
    owner: int = 0


@dataclass(frozen=True)
class Built:
    """The packet: its bytes, what stands where, what goes apart."""

    content: bytes
    pages: int
    lines: list[Line] = field(default_factory=list)
    apart: list[Apart] = field(default_factory=list)
