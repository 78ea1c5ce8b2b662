"""Yearly figures are asked for in time: accounts and communes through the reminders, links by email, each step once."""

import datetime as dt

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from cooperatives import services
from cooperatives.deadlines import deadlines_of, running_year
from cooperatives.models import ConfirmationLink, Cooperative, FiguresState, YearlyFigures
from cooperatives.reminders import CollectingReminders, FiguresReminders
from notifications import sources
from notifications.models import Notification, ReminderEntry
from notifications.services import sweep
from organizations.models import OrganizationKind, Role
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.organizations import OrganizationFactory, StaffFactory


@pytest.fixture
def only_ours(monkeypatch):
    monkeypatch.setattr(sources, "_SOURCES", {s.code: s for s in (FiguresReminders(), CollectingReminders())})


@pytest.fixture
def sheet(world):
    account = OrganizationFactory(kind=OrganizationKind.COOPERATIVE, parent=world.commune, unit=world.commune.unit)
    sheet = CooperativeFactory(unit=world.commune.unit, organization=account, name="HTX Lam Sơn", email="lam@son.vn")
    Cooperative.objects.update(created_at=dt.datetime(2026, 1, 5, tzinfo=dt.UTC))
    return sheet


@pytest.fixture
def head(sheet):
    return StaffFactory(organization=sheet.organization, role=Role.CONTACT)


def swept(day):
    sweep(run_date=day, at=dt.datetime.combine(day, dt.time(8), tzinfo=timezone.get_current_timezone()))
    return {(entry.source, entry.recipient_id) for entry in ReminderEntry.objects.filter(run_date=day)}


def figures(sheet, state):
    return YearlyFigures.objects.update_or_create(
        cooperative=sheet, year=2026, defaults={"unit": sheet.unit, "state": state}
    )


def test_the_days_are_the_circulars_until_a_province_sets_its_own(world, as_):
    province = world.commune.unit.parent
    assert [running_year(day) for day in (dt.date(2026, 2, 16), dt.date(2026, 2, 17))] == [2025, 2026]
    assert deadlines_of(province.pk, 2026).due_on == dt.date(2026, 12, 15)
    days = {"due_on": dt.date(2026, 12, 20), "commune_due_on": dt.date(2026, 12, 18), "basis": "CV 12"}
    with pytest.raises(ValidationError, match="không được trước"):
        services.save_deadline(province=province, year=2026, by=world.administrator, **days)
    url = reverse("cooperatives:deadline", args=[2025])
    client = as_(world.administrator)
    typed = {"due_on": "20/12/2025", "commune_due_on": "25/12/2025", "basis": "Công văn 12/STC"}
    assert client.post(url, typed | {"basis": ""}).status_code == 422
    assert client.post(url, typed).status_code == 302
    page = client.get(reverse("cooperatives:collecting"), {"year": 2025}).content.decode()
    assert "20/12/2025" in page and "Công văn 12/STC" in page and url in page
    assert as_(world.clerk).post(url, typed).status_code == 403


def test_the_commune_hears_in_one_line_what_is_left(world, only_ours, sheet):
    CooperativeFactory(unit=world.commune.unit)
    assert "cooperatives.collecting" in {source for source, _ in swept(dt.date(2026, 12, 11))}
    told = Notification.objects.filter(source="cooperatives.collecting").first()
    keepers = {entry.recipient.organization for entry in ReminderEntry.objects.filter(source="cooperatives.collecting")}
    assert keepers == {world.economy}
    assert "còn 2/2 đơn vị" in told.title and told.url == "/so-lieu-nam/?year=2026"


def test_warnings_stop_when_the_figures_are_on_their_way(world, only_ours, sheet, head):
    assert ("cooperatives.figures", head.pk) in swept(dt.date(2026, 12, 12))
    assert swept(dt.date(2026, 12, 12)) == swept(dt.date(2026, 12, 12))
    assert ReminderEntry.objects.filter(recipient=head).count() == 1
    figures(sheet, FiguresState.SUBMITTED)
    assert ("cooperatives.figures", head.pk) not in swept(dt.date(2026, 12, 15))
    assert FiguresReminders().open_deadlines([sheet.pk]) == {}
    figures(sheet, FiguresState.APPROVED)
    after = swept(dt.date(2026, 12, 18))
    assert not any(source == "cooperatives.collecting" for source, _ in after)
    figures(sheet, FiguresState.RETURNED)
    YearlyFigures.objects.update(updated_at=dt.datetime(2026, 12, 19, tzinfo=dt.UTC))
    assert ("cooperatives.figures", head.pk) in swept(dt.date(2026, 12, 19))


def test_a_day_that_was_moved_moves_the_reminders(world, only_ours, sheet, head):
    services.save_deadline(
        province=sheet.unit.parent, year=2026, by=world.administrator, due_on=dt.date(2026, 12, 31),
        commune_due_on=dt.date(2027, 1, 5), basis="Công văn 12",
    )  # fmt: skip
    assert swept(dt.date(2026, 12, 14)) == set()
    assert ("cooperatives.figures", head.pk) in swept(dt.date(2026, 12, 28))


def test_a_link_is_reminded_by_email_once_a_step(world, sheet, mailoutbox):
    sheet.organization = None
    sheet.save()
    link = services.make_link(cooperative=sheet, year=2026, by=world.clerk)
    ConfirmationLink.objects.update(
        created_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC), expires_at=dt.datetime(2027, 1, 1, tzinfo=dt.UTC)
    )
    with time_machine.travel(timezone.now(), tick=False):  # the address holds the second in which it was made
        sent = [services.remind_links(today=dt.date(2026, 12, day)) for day in (7, 8, 8, 9, 12, 15, 16)]
        address = reverse("cooperatives:confirmation", args=[link.token])
    assert sent == [0, 1, 0, 0, 1, 1, 0]
    assert mailoutbox[0].to == ["lam@son.vn"] and "15/12/2026" in mailoutbox[0].subject
    assert address in mailoutbox[0].body
    figures(sheet, FiguresState.SUBMITTED)
    ConfirmationLink.objects.update(reminded={})
    assert services.remind_links(today=dt.date(2026, 12, 15)) == 0
