"""A simulated year of a province: the ledger is, line for line, what the oracle says."""

import os
from collections import Counter

import pytest

from campaigns.reminders import ActivityReminders
from notifications import sources
from notifications.models import Notification, ReminderEntry
from plans.reminders import AssignmentReminders
from tests.notifications.year.driver import Year

# `make year` lives through the whole of it; each run of the tests through a smaller one.
COUNT = int(os.environ.get("YEAR_OF", "150"))


@pytest.mark.slow
@pytest.mark.django_db
def test_the_ledger_of_a_year_is_what_the_oracle_says(monkeypatch):
    monkeypatch.setattr(sources, "_SOURCES", {s.code: s for s in (AssignmentReminders(), ActivityReminders())})
    year = Year(COUNT, seed=2026)
    year.live()
    fields = ("object_id", "recipient_id", "step", "due_on", "run_date")
    made = Counter(ReminderEntry.objects.values_list(*fields))
    expected = Counter(year.oracle.lines)
    assert sum(expected.values()) > 2 * COUNT
    assert made - expected == Counter(), "told though it was not due"
    assert expected - made == Counter(), "due and not told"
    assert Notification.objects.filter(reminder__isnull=False).count() == sum(expected.values())
