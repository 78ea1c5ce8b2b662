"""Acts of one button: what the service refuses is told on the next page."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def attempt(request: HttpRequest, act: Callable[[], object], done: str | Callable[[], str]) -> bool:
    """Do it and tell how it went; `done` is the sentence, or makes it after the act. Return whether it was done."""
    try:
        act()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    messages.success(request, done if isinstance(done, str) else done())
    return True
