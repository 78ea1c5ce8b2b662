"""How property tests look for examples: the same ones each time, or on the hunt.

In `make test` the same examples come at every run, so that a change fails for what it changed. `make search` looks for
new ones, many more (`HYPOTHESIS_TIMES` times as many as each test's budget), and keeps what failed in `.hypothesis`.
"""

from __future__ import annotations

import os
from typing import Any

from hypothesis import HealthCheck, settings

PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "steady")
TIMES = int(os.environ.get("HYPOTHESIS_TIMES", "20"))


def load_profile() -> None:
    """Before any test is imported: each takes the profile's settings for those it does not name itself."""
    # Budgets of time are for quiet machines; a fixture that a test shares among its examples is meant.
    common: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck), "print_blob": True}
    settings.register_profile("steady", derandomize=True, database=None, **common)
    settings.register_profile("search", **common)
    settings.load_profile(PROFILE)


def widen(tests: list[Any]) -> None:
    """On the hunt, give each property test its larger budget."""
    if PROFILE != "search":
        return
    for function in {getattr(test.obj, "__func__", test.obj) for test in tests if hasattr(test, "obj")}:
        own = getattr(function, "_hypothesis_internal_use_settings", None)
        if hasattr(function, "hypothesis"):
            budget = (own or settings()).max_examples * TIMES
            function._hypothesis_internal_use_settings = settings(own, max_examples=budget, derandomize=False)
