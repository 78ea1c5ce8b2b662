"""What a head says."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Head:
    """What the head says; `end` is the index of the first line after it."""

    kind: str | None = None
    titled: bool = False
    other_title: str | None = None
    number: str | None = None
    symbol: str | None = None
    bodies: list[str] = field(default_factory=list)
    place: str | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    date_text: str | None = None
    subject: str | None = None
    urgency: str | None = None
    secrecy: str | None = None
    draft: bool = False
    national: bool = False
    end: int = 0
    notes: list[str] = field(default_factory=list)
