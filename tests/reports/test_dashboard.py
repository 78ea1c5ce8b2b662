"""The dashboard: every number is the count behind its link, nobody sees more than his own tree."""

import datetime as dt
import re
from html.parser import HTMLParser

import pytest
from django.test import RequestFactory
from django.urls import resolve, reverse

from plans.status import today_here
from reports.periods import Period
from reports.queries import dashboard
from tests.reports.conftest import give

pytestmark = pytest.mark.django_db
EVER = Period("Mọi thời hạn")


class Figures(HTMLParser):
    """Collects (address, number) of every number of the page that is a link."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self._address = self._words = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        classes = (given.get("class") or "").split()
        if tag == "a" and {"figure", "figure-card"} & set(classes):
            self._address, self._words = given["href"], ""

    def handle_data(self, data):
        if self._address:
            self._words += data

    def handle_endtag(self, tag):
        if tag == "a" and self._address:
            number = re.match(r"\s*([\d.]+)", self._words)
            self.found.append((self._address, int(number.group(1).replace(".", ""))))
            self._address = None


def count_behind(address, person):
    """Return how many rows the list at `address` has for this person: its view's own rows, without drawing the page."""
    request = RequestFactory().get(address)
    request.user, request.staff = person.user, person
    place = resolve(request.path)
    view = place.func.view_class()
    view.setup(request, *place.args, **place.kwargs)
    return view.get_queryset().count()


@pytest.fixture
def see(client):
    """Open the dashboard as a person."""

    def get(person, **params):
        client.force_login(person.user)
        return client.get(reverse("reports:dashboard"), params)

    return get


@pytest.mark.parametrize(
    ("who", "params", "least"),
    [
        ("monitor", {}, 40),
        ("monitor", {"period": "year"}, 40),
        ("monitor", {"since": "01/01/2026", "until": "30/06/2026"}, 40),
        ("administrator", {"period": "quarter"}, 40),
        ("leader", {}, 40),
        ("contact", {"period": "last_year"}, 15),
        ("village_contact", {}, 15),
    ],
)
def test_every_number_is_the_count_behind_its_link(busy_world, see, who, params, least):
    person = getattr(busy_world, who)
    figures = Figures(see(person, **params).content.decode()).found
    assert len(figures) >= least
    counted = {address: count_behind(address, person) for address, _ in figures}
    assert dict(figures) == counted
    assert who == "village_contact" or sum(counted.values()) > 0


def test_every_number_of_one_commune_is_the_count_behind_its_link(busy_world, see, client):
    page = see(busy_world.monitor, organization=busy_world.commune.pk).content.decode()
    counted = dict(Figures(page).found)
    assert counted == {address: count_behind(address, busy_world.monitor) for address in counted}
    shown = client.get(max(counted, key=counted.get)).context["page_obj"].paginator
    assert shown.count == max(counted.values()) > 0
    assert all(f"organization={busy_world.commune.pk}" in address for address in counted if "/nhiem-vu/" in address)


def test_work_against_a_table_made_by_hand(world):
    yesterday, tomorrow = today_here() - dt.timedelta(days=1), today_here() + dt.timedelta(days=1)
    for due_on, fate in [
        (yesterday, "on_time"), (yesterday, "late"), (yesterday, "begun"), (tomorrow, "new"), (None, "received"),
        (tomorrow, "waiting"), (tomorrow, "stopped"),
    ]:  # fmt: skip
        give(world.province, world.economy, due_on, fate)
    give(world.commune, world.commune, yesterday, "new")
    board = dashboard(world.monitor, period=EVER, today=today_here())
    row = next(one for one in board.communes if one.organization == world.commune)
    work = row.work
    counts = [
        one.value for one in (work.total, work.on_time, work.late, work.open, work.overdue, work.waiting, work.stopped)
    ]
    assert counts == [8, 1, 1, 5, 2, 1, 1]
    assert work.in_time == 3
    assert work.rate == "25,0%"
    assert board.communes[0] == row  # most overdue work first
    assert [one.late_words for one in board.overdue] == ["Quá hạn 1 ngày", "Quá hạn 1 ngày"]


def test_the_day_of_the_deadline_is_not_late_yet(world):
    give(world.province, world.economy, today_here(), "begun")
    assert dashboard(world.monitor, period=EVER, today=today_here()).work.overdue.value == 0
    tomorrow = today_here() + dt.timedelta(days=1)
    assert dashboard(world.monitor, period=EVER, today=tomorrow).work.overdue.value == 1


def test_a_period_holds_the_work_that_is_due_in_it(world):
    for day in (dt.date(2026, 3, 31), dt.date(2026, 4, 1), dt.date(2026, 6, 30), dt.date(2026, 7, 1)):
        give(world.province, world.economy, day, "new")
    give(world.province, world.economy, None, "new")
    quarter = Period("Quý II/2026", dt.date(2026, 4, 1), dt.date(2026, 6, 30))
    assert dashboard(world.monitor, period=quarter, today=today_here()).work.total.value == 2
    assert dashboard(world.monitor, period=EVER, today=today_here()).work.total.value == 5


def test_a_communes_leader_sees_the_own_commune_alone(busy_world, see):
    board = see(busy_world.leader).context["board"]
    assert board.root == busy_world.commune
    assert board.communes == []
    names = {row.organization for row in board.agencies}
    assert names == {busy_world.economy, busy_world.culture, *busy_world.villages}
    assert see(busy_world.leader, organization=busy_world.neighbour.pk).context["board"].root == busy_world.commune


def test_a_stranger_province_counts_nothing_of_ours(busy_world, see):
    board = see(busy_world.outsider).context["board"]
    assert board.root == busy_world.stranger
    assert {row.organization for row in board.communes} == set()
    assert board.cooperatives.value == 0


def test_filters_that_make_no_sense_are_said_and_left_out(busy_world, see):
    answer = see(busy_world.monitor, period="x", since="2026-05-01", until="2026-04-01", organization="y")
    assert answer.status_code == 200
    assert "Ngày kết thúc kỳ phải từ ngày bắt đầu trở đi" in answer.content.decode()
    assert answer.context["period"].since is None


def test_the_number_of_queries_is_fixed(busy_world, client, django_assert_max_num_queries):
    client.force_login(busy_world.monitor.user)
    with django_assert_max_num_queries(20):
        client.get(reverse("reports:dashboard"))


def test_the_drawing_says_itself_and_has_no_inline_style(busy_world, see):
    page = see(busy_world.monitor).content.decode()
    assert 'role="img" aria-labelledby="work-title work-desc"' in page
    assert re.search(r'<desc id="work-desc">\d+ dòng; tổng cộng: đúng hạn \d+;', page)
    assert "style=" not in page
    assert not re.search(r'(?:x|y|width|height)="\d+,\d', page)


def test_markup_in_a_name_stays_text(busy_world, see):
    type(busy_world.commune).objects.filter(pk=busy_world.commune.pk).update(short_name="<script>alert(1)</script>")
    assert "<script>alert" not in see(busy_world.monitor).content.decode()


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("monitor", "reports:dashboard"),
        ("administrator", "reports:dashboard"),
        ("leader", "plans:my_work"),
        ("contact", "plans:my_work"),
    ],
)
def test_the_home_address_leads_to_ones_work(world, client, who, name):
    client.force_login(getattr(world, who).user)
    assert client.get("/").url == reverse(name)


def test_strangers_sign_in_first(client, db):
    assert client.get("/").url.startswith("/dang-nhap/")
    assert client.get(reverse("reports:dashboard")).url.startswith("/dang-nhap/")
