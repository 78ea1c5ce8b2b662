"""The legal status over time."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from audit.models import AuditEntry
from audit.sentences import sentence
from cooperatives.models import Kind, Status
from cooperatives.models.choices import next_statuses
from cooperatives.services import change_status, withdraw_last_change
from tests.factories.cooperatives import CooperativeFactory

TODAY = dt.date(2026, 5, 4)


@pytest.fixture
def sheet(world):
    return CooperativeFactory(unit=world.commune.unit, founded_on=dt.date(2015, 3, 1))


@pytest.fixture
def step(world, sheet):
    def take(to, on=TODAY, **others):
        return change_status(
            cooperative=sheet, to=to, on=on, reason="Theo biên bản", by=world.clerk, today=TODAY, **others
        )

    return take


def test_a_step_keeps_where_from_where_to_when_why_and_by_what(sheet, step):
    change = step(Status.DISSOLVING, document_words="Quyết định số 12/QĐ-UBND ngày 15/03/2026")
    sheet.refresh_from_db()
    assert (sheet.status, sheet.status_since) == (Status.DISSOLVING, TODAY)
    assert (change.before, change.after, change.document_words[:10]) == ("active", "dissolving", "Quyết định")
    assert "từ “Đang hoạt động” sang “Đang làm thủ tục giải thể" in sentence(AuditEntry.objects.get())
    assert "từ ngày 04/05/2026" in sentence(AuditEntry.objects.get())


def test_the_last_status_has_no_way_on(sheet, step):
    step(Status.ENDED)
    with pytest.raises(ValidationError) as told:
        step(Status.ACTIVE)
    assert "mã số không dùng lại" in told.value.message_dict["after"][0]
    sheet.refresh_from_db()
    assert sheet.status == Status.ENDED


@pytest.mark.parametrize(
    ("others", "field"),
    [
        ({"on": TODAY + dt.timedelta(days=1)}, "on"),
        ({"on": dt.date(2014, 1, 1)}, "on"),
        ({"until": TODAY - dt.timedelta(days=1)}, "until"),
    ],
)
def test_days_that_cannot_be_are_told_at_their_field(step, others, field):
    with pytest.raises(ValidationError) as told:
        step(Status.SUSPENDED, **others)
    assert set(told.value.message_dict) == {field}


def test_only_a_suspension_has_an_end(step):
    with pytest.raises(ValidationError) as told:
        step(Status.REVOKED, until=TODAY)
    assert set(told.value.message_dict) == {"until"}


def test_a_step_cannot_go_before_the_one_before_it(step):
    step(Status.SUSPENDED, on=dt.date(2026, 3, 1))
    with pytest.raises(ValidationError, match="không thể sớm hơn"):
        step(Status.ACTIVE, on=dt.date(2026, 2, 1))


def test_a_step_to_where_it_stands_is_refused(step):
    with pytest.raises(ValidationError) as told:
        step(Status.ACTIVE)
    assert set(told.value.message_dict) == {"after"}


def test_a_mistake_is_withdrawn_and_the_whole_state_comes_back(world, sheet, step):
    until = dt.date(2026, 9, 1)
    step(Status.SUSPENDED, on=dt.date(2026, 3, 1), until=until)
    step(Status.ENDED)
    withdraw_last_change(cooperative=sheet, reason="Ghi nhầm hồ sơ", by=world.leader)
    sheet.refresh_from_db()
    assert (sheet.status, sheet.status_since, sheet.suspended_until) == (Status.SUSPENDED, dt.date(2026, 3, 1), until)
    assert [c.withdrawn_at is None for c in sheet.status_changes.order_by("pk")] == [True, False]
    withdraw_last_change(cooperative=sheet, reason="Cũng nhầm", by=world.leader)
    sheet.refresh_from_db()
    assert (sheet.status, sheet.status_since, sheet.suspended_until) == (Status.ACTIVE, None, None)
    with pytest.raises(ValidationError, match="Chưa có lần"):
        withdraw_last_change(cooperative=sheet, reason="Nữa", by=world.leader)


def test_a_withdrawal_needs_a_reason(world, sheet, step):
    step(Status.SUSPENDED)
    with pytest.raises(ValidationError) as told:
        withdraw_last_change(cooperative=sheet, reason="  ", by=world.leader)
    assert set(told.value.message_dict) == {"reason"}


def test_cooperative_groups_have_words_and_steps_of_their_own():
    words = dict(next_statuses(Status.ACTIVE, Kind.GROUP))
    assert words[Status.ENDED] == "Đã chấm dứt hoạt động"
    assert Status.BANKRUPTCY not in words
    assert len(next_statuses(Status.ACTIVE, Kind.COOPERATIVE)) == 6
