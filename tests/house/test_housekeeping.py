"""What the night throws away, and what it keeps."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt, AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from coopportal.housekeeping import KEPT_DAYS, tidy


@pytest.mark.django_db
def test_old_sessions_and_login_notes_go_and_new_ones_stay() -> None:
    now = timezone.now()
    for name, days in (("old", KEPT_DAYS + 1), ("new", 1)):
        Session.objects.create(session_key=name, session_data="", expire_date=now - timedelta(days=days - 5))
        for model, more in ((AccessAttempt, {"failures_since_start": 1}), (AccessLog, {})):
            row = model.objects.create(username=name, ip_address="192.0.2.1", user_agent="", **more)
            model.objects.filter(pk=row.pk).update(attempt_time=now - timedelta(days=days))
    for _ in range(2):
        tidy()
        assert [one.session_key for one in Session.objects.all()] == ["new"]
        assert [one.username for one in AccessAttempt.objects.all()] == ["new"]
        assert [one.username for one in AccessLog.objects.all()] == ["new"]
