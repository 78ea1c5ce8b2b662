"""The calendar page and the secret feed."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from icalendar import Calendar

from organizations.services import end_term
from plans import services
from plans.models import CalendarFeed
from tests.factories.plans import work_of
from tests.plans.test_work import HERE, MORNING

pytestmark = pytest.mark.django_db
NOON = dt.datetime(2026, 5, 18, 12, tzinfo=HERE)
DAY = NOON.date()


@time_machine.travel(NOON, tick=False)
def test_a_month_shows_what_is_due_in_it_and_where(world, as_, django_assert_max_num_queries):
    mine, other = work_of(world, due_on=DAY), work_of(world, world.villages[0], due_on=DAY)
    work_of(world, due_on=dt.date(2026, 6, 20))
    work_of(world, due_on=DAY, stopped_at=MORNING)
    for _ in range(5):
        work_of(world, due_on=dt.date(2026, 5, 29))

    def cells(client, query=""):
        month = client.get(reverse("plans:calendar") + query).context["month"]
        return {day.date: (day.count, len(day.rows)) for week in month.weeks for day in week if day.count}

    contact = as_(world.contact)
    with django_assert_max_num_queries(12):
        assert cells(contact) == {DAY: (1, 1), dt.date(2026, 5, 29): (5, 3)}
    assert cells(as_(world.leader))[DAY] == (2, 2)
    assert cells(as_(world.leader), "?mine=received") == {}
    assert list(cells(as_(world.contact), "?month=2026-06")) == [dt.date(2026, 6, 20)]
    assert cells(as_(world.neighbour_contact)) == {}
    page = as_(world.leader).get(reverse("plans:calendar")).content.decode()
    assert f"/phan-cong/{mine.pk}/" in page and f"/phan-cong/{other.pk}/" in page and "và 2 việc khác" in page


@pytest.mark.parametrize("month", ["", "2026-13", "x", "9999-12", "0001-01", "2026-05-01"])
def test_nonsense_months_show_this_one(world, as_, month):
    assert as_(world.contact).get(reverse("plans:calendar"), {"month": month}).status_code == 200


def feed_of(client):
    """Make an address through the page and return it; it is shown once."""
    page = client.post(reverse("plans:feed_make"), follow=True)
    address = page.context["address"]
    assert address in page.content.decode()
    assert not client.get(reverse("plans:calendar")).context["address"]
    return address[address.index("/lich/") :]


def events(answer):
    return {str(e["uid"]).split("@")[0]: e for e in Calendar.from_ical(answer.content).walk("VEVENT")}


@time_machine.travel(NOON, tick=False)
def test_a_calendar_program_reads_the_deadlines_without_signing_in(world, as_, client):
    mine = work_of(world, due_on=dt.date(2026, 5, 23), moved_due_on=dt.date(2026, 5, 25))
    closed = work_of(world, due_on=dt.date(2026, 5, 1), completed_at=MORNING, closed_at=MORNING)
    old = work_of(world, due_on=dt.date(2026, 3, 1), completed_at=MORNING, closed_at=MORNING)
    hidden = [work_of(world, world.culture, due_on=DAY), work_of(world), work_of(world, stopped_at=MORNING), old]
    address = feed_of(as_(world.contact))
    answer = client.get(address)
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    found = events(answer)
    assert set(found) == {f"phan-cong-{mine.pk}", f"phan-cong-{closed.pk}"}
    assert not any(f"phan-cong-{one.pk}" in found for one in hidden)
    event = found[f"phan-cong-{mine.pk}"]
    assert event["dtstart"].dt == dt.date(2026, 5, 25)
    assert "Phòng Kinh tế" in event["description"] and event["url"].endswith(f"/phan-cong/{mine.pk}/")
    assert str(found[f"phan-cong-{closed.pk}"]["summary"]).startswith("✓")
    assert CalendarFeed.objects.get().read_at == NOON


def test_a_wrong_old_or_revoked_secret_is_not_there(world, as_, client):
    first = feed_of(as_(world.contact))
    second = feed_of(as_(world.contact))
    assert (client.get(first).status_code, client.get(second).status_code) == (404, 200)
    assert first not in str(CalendarFeed.objects.values_list())
    as_(world.contact).post(reverse("plans:feed_revoke"))
    assert client.get(second).status_code == 404
    assert client.get("/lich/abc.ics").status_code == 404


def test_who_has_lost_the_role_reads_nothing(world, as_, client):
    work_of(world, due_on=dt.date(2026, 5, 20))
    address = feed_of(as_(world.contact))
    assert events(client.get(address))
    end_term(staff=world.contact, by=world.leader)
    assert client.get(address).status_code == 404


def test_rights_are_those_of_the_present_term(world, as_, client):
    work_of(world, due_on=dt.date(2026, 5, 20))
    address = feed_of(as_(world.contact))
    world.contact.organization = world.culture
    world.contact.save()
    assert events(client.get(address)) == {}
    assert services.owner_of("x") is None


def test_only_leaders_and_administrators_set_the_rule(world, as_):
    url = reverse("plans:work_rule")
    assert as_(world.clerk).get(url).status_code == 403
    assert as_(world.leader).post(url, {"day_off": "exact", "return_days": "0"}).status_code == 422
    assert as_(world.leader).post(url, {"day_off": "exact", "return_days": "7"}).status_code == 302
    assert 'value="7"' in as_(world.leader).get(url).content.decode()
