"""What a way out of the portal has to be able to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from notifications.models import Message


@dataclass(frozen=True)
class Letter:
    """What is said, for channels that carry a line or two: `link` leads into the portal."""

    title: str
    body: str
    link: str

    @property
    def line(self) -> str:
        """All in one line of at most 300 letters before the link."""
        words = " ".join(f"{self.title}. {self.body}".split()) if self.body else self.title
        return f"{words if len(words) <= 300 else words[:299] + '…'} {self.link}".strip()


class DeliveryError(Exception):
    """A message did not get through: `reason` in Vietnamese for who looks after it; `for_good` where trying is vain."""

    def __init__(self, reason: str, *, for_good: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason[:300]
        self.for_good = for_good


class Adapter(Protocol):
    """One channel. `send` is called within the transaction that holds the message's row."""

    def is_configured(self) -> bool:
        """Tell whether the office has set this channel up."""
        ...

    def send(self, message: Message, letter: Letter) -> None:
        """Hand the message over; raise DeliveryError where that does not work."""
        ...
