"""The demonstration province: whole, deterministic, and loaded once."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from campaigns.models import Campaign
from cooperatives.models import Cooperative
from documents.models import Dossier, OfficialDocument
from organizations.models import Role, Staff
from plans.models import Assignment

TODAY = dt.date(2026, 11, 23)


def load() -> str:
    out = StringIO()
    call_command("load_demo", today=TODAY, stdout=out)
    return out.getvalue()


def picture() -> list[object]:
    assignments = Assignment.objects.order_by("pk").values_list("organization__code", "due_on", "completed_at")
    sheets = Cooperative.objects.order_by("pk").values_list("code", "name", "status", "representative_name")
    return [*assignments, *sheets]


@pytest.mark.slow
@pytest.mark.django_db
def test_the_demonstration_holds_what_the_portal_shows():
    said = load()
    assert "vanthu" in said
    assert "mật khẩu chung" in said
    assert 290 <= Cooperative.objects.count() <= 310
    assert Cooperative.objects.values("unit").distinct().count() == 20
    assert set(Staff.objects.on_duty().values_list("role", flat=True)) == set(Role.values)
    assert set(OfficialDocument.objects.values_list("state", flat=True)) >= {"draft", "active"}
    states = Counter(Assignment.objects.with_status(TODAY).values_list("status", flat=True))
    assert set(states) >= {"not_received", "received", "in_progress", "waiting", "done_on_time", "done_late", "overdue"}
    campaign = Campaign.objects.get()
    assert campaign.activities.count() == 6
    assert campaign.activities.filter(done_on__isnull=False).exists()
    assert {bool(d.closed_on) for d in Dossier.objects.filter(papers__isnull=False)} == {True, False}
    before = picture()
    assert "không nạp lại" in load()
    assert picture() == before
