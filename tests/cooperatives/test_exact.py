"""A commune's people see exactly the commune's cooperatives: in every list, search, hint, and history."""

import datetime as dt
import html
import io
import re

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from cooperatives import services
from cooperatives.models import SavedView, SettlementItem
from cooperatives.sections import TABS
from notifications.models import Notification
from organizations.models import OrganizationKind, Role
from tests.factories.cooperatives import CooperativeFactory, DifficultyFactory, ProductFactory
from tests.factories.organizations import CommuneFactory, OrganizationFactory, StaffFactory

LISTS = ("cooperative_list", "collecting", "settling", "difficulty_list")
WHOSE = {
    "specialist": {"Đông"},
    "clerk": {"Đông"},
    "leader": {"Đông"},
    "contact": {"Đông"},
    "village_contact": set(),
    "monitor": {"Đông", "Tây"},
    "administrator": {"Đông", "Tây"},
    "neighbour_clerk": {"Tây"},
    "neighbour_contact": {"Tây"},
    "outsider": {"Xa"},
}


@pytest.fixture
def sheets(world):
    """One sheet a commune, each with rows in every section that a list reads."""
    units = {"Đông": world.commune.unit, "Tây": world.neighbour.unit, "Xa": CommuneFactory(parent=world.stranger.unit)}
    made = {}
    for place, unit in units.items():
        made[place] = CooperativeFactory(name=f"Hợp tác xã {place}", unit=unit, is_weak=True, short_name="Chung tên")
        SettlementItem.objects.create(cooperative=made[place], kind="tax", title="Thuế")
        DifficultyFactory(cooperative=made[place], unit=unit, title=f"Khó khăn {place}")
        ProductFactory(cooperative=made[place])
    return made


def places_in(answer):
    text = html.unescape(answer.content.decode())
    return set(re.findall(r"(?:Hợp tác xã|Khó khăn) (Đông|Tây|Xa)", text.split('<main id="main"')[1]))


@pytest.mark.parametrize("person", WHOSE)
def test_every_list_and_search_shows_exactly_the_own_communes(world, as_, sheets, person):
    client = as_(world.people()[person])
    asked = [(name, {}) for name in LISTS] + [(name, {"q": "hop tac"}) for name in LISTS[:3]]
    asked += [("difficulty_list", {"q": "kho khan"}), ("cooperative_list", {"q": "chung ten", "mark": "ocop"})]
    seen = {(name, str(q)): places_in(client.get(reverse(f"cooperatives:{name}"), q)) for name, q in asked}
    assert seen == dict.fromkeys(seen, WHOSE[person])


def test_a_shared_list_shows_each_one_only_the_own_rows(world, as_, sheets):
    view = services.save_view(by=world.clerk, name="Yếu", query="mark=weak&unit=", columns=["code"], is_shared=True)
    assert places_in(as_(world.leader).get(view.address)) == {"Đông"}
    assert places_in(as_(world.neighbour_clerk).get(view.address)) == {"Tây"}
    assert not SavedView.objects.visible_to(world.neighbour_clerk).exists()


def test_a_filter_by_a_foreign_commune_shows_no_foreign_row(world, as_, sheets):
    foreign = {"unit": world.neighbour.unit.code}
    for name in ("cooperative_list", "difficulty_list"):
        assert places_in(as_(world.clerk).get(reverse(f"cooperatives:{name}"), foreign)) <= {"Đông"}


def test_hints_merging_and_choices_name_no_foreign_sheet(world, as_, sheets):
    client, own = as_(world.clerk), sheets["Đông"]
    hints = client.get(reverse("cooperatives:doubles"), {"name": "Hợp tác xã Tây", "unit": world.neighbour.unit.pk})
    assert hints.context["found"] == []
    assert places_in(client.get(reverse("cooperatives:merge", args=[own.pk]))) <= {"Đông"}
    form = client.get(reverse("cooperatives:difficulty_create")).context["form"]
    assert set(form.fields["cooperative"].queryset) == {own}


@pytest.mark.parametrize("person", WHOSE)
def test_an_export_holds_exactly_the_own_communes(world, as_, sheets, person):
    client = as_(world.people()[person])
    for asked in ({}, {"q": "chung ten"}, {"unit": world.neighbour.unit.code, "mark": "weak"}):
        data = client.get(reverse("cooperatives:registry_export"), asked).content
        names = {row[0] for row in load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(2, None, 4, 4, True)}
        own = {f"Hợp tác xã {place}" for place in WHOSE[person]}
        assert names == (own & {"Hợp tác xã Tây"} if "unit" in asked and len(own) > 1 else own)


@pytest.mark.parametrize("person", WHOSE)
def test_every_list_as_a_file_holds_exactly_the_own_communes(world, as_, sheets, person):
    client = as_(world.people()[person])
    for name in ("difficulty_export", "collecting_export", "settling_export"):
        said = client.get(reverse(f"cooperatives:{name}"), {"dang": "csv"}).content.decode("utf-8-sig")
        assert set(re.findall(r"(?:Hợp tác xã|Khó khăn) (Đông|Tây|Xa)", said)) == WHOSE[person], name


def test_no_choice_offers_a_foreign_row(world, as_, sheets):
    """What a form lets one choose is a list as well: unions, accounts, difficulties, communes."""
    for place, sheet in sheets.items():
        CooperativeFactory(kind="union", name=f"Liên hiệp hợp tác xã {place}", unit=sheet.unit)
        OrganizationFactory(
            unit=sheet.unit, kind=OrganizationKind.COOPERATIVE, name=f"Tài khoản hợp tác xã {place}",
            parent={"Đông": world.commune, "Tây": world.neighbour}.get(place, world.stranger),
        )  # fmt: skip
    client, own = as_(world.clerk), sheets["Đông"].pk
    forms = {
        "union": reverse("cooperatives:part_update", args=[own, "quan-tri"]),
        "unit": reverse("cooperatives:cooperative_create"),
        "organization": reverse("cooperatives:cooperative_update", args=[own]),
        "cooperative": reverse("cooperatives:difficulty_create"),
        "difficulty": reverse("cooperatives:row_create", args=[own, "nhat-ky"]),
    }
    for name, address in forms.items():
        offered = {str(row) for row in client.get(address).context["form"].fields[name].queryset}
        assert offered and not any("Tây" in words or "Xa" in words for words in offered), (name, offered)


def test_a_forged_choice_of_a_foreign_row_is_refused(world, as_, sheets):
    client, own = as_(world.clerk), sheets["Đông"]
    union = CooperativeFactory(kind="union", unit=world.neighbour.unit)
    foreign = sheets["Tây"].difficulties.get()
    part = client.post(reverse("cooperatives:part_update", args=[own.pk, "quan-tri"]), {"union": union.pk})
    journal = reverse("cooperatives:row_create", args=[own.pk, "nhat-ky"])
    note = {"kind": "visit", "on": "01/06/2026", "title": "Thăm", "difficulty": foreign.pk}
    raised = {"kind": "land", "title": "A", "text": "B", "source": "visit", "raised_on": "01/06/2026"}
    difficulty = client.post(reverse("cooperatives:difficulty_create"), raised | {"cooperative": sheets["Tây"].pk})
    assert [part.status_code, client.post(journal, note).status_code, difficulty.status_code] == [422, 422, 422]
    own.refresh_from_db()
    assert own.union is None and not own.journalentry_rows.exists()
    assert not foreign.cooperative.difficulties.exclude(pk=foreign.pk).exists()


def test_a_union_elsewhere_that_the_province_wrote_down_stays(world, as_, sheets):
    own, union = sheets["Đông"], CooperativeFactory(kind="union", unit=world.neighbour.unit)
    services.update_cooperative(cooperative=own, by=None, union=union)
    address = reverse("cooperatives:part_update", args=[own.pk, "quan-tri"])
    sent = {
        "union": union.pk,
        "governance": "full",
        "seen": as_(world.clerk).get(address).context["form"]["seen"].value(),
    }
    assert as_(world.clerk).post(address, sent).status_code == 302
    own.refresh_from_db()
    assert (own.union, own.governance) == (union, "full")


def test_notices_of_difficulties_stay_in_the_commune(world, sheets):
    before = Notification.objects.count()
    services.raise_difficulty(
        unit=world.neighbour.unit, cooperative=sheets["Tây"], by=world.neighbour_clerk, source="visit", kind="land",
        title="Thiếu đất", text="Cần thuê.", raiser=world.neighbour, raiser_words="", raised_on=dt.date(2026, 6, 1),
    )  # fmt: skip
    told = Notification.objects.order_by("pk")[before:].values_list("recipient__organization__unit", flat=True)
    assert set(told) == {world.neighbour.unit.pk}


def test_the_dashboard_counts_exactly_the_own_sheets(world, as_, sheets):
    for person, places in WHOSE.items():
        page = as_(world.people()[person]).get(reverse("reports:dashboard"))
        if page.status_code == 200:
            assert page.context["board"].cooperatives.value == len(places), person


def test_the_history_of_a_foreign_sheet_is_not_there(world, as_, sheets):
    for tab in ("lich-su", "nguoi", "so-lieu"):
        address = reverse("cooperatives:sheet_tab", args=[sheets["Tây"].pk, tab])
        assert as_(world.clerk).get(address).status_code == 404


def test_a_cooperatives_own_account_opens_its_pages_and_no_others(world, as_, sheets):
    account = OrganizationFactory(parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.COOPERATIVE)
    own = sheets["Đông"]
    own.organization = account
    own.save()
    other = CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Tây")
    client = as_(StaffFactory(organization=account, role=Role.CONTACT))
    for name in LISTS:
        assert places_in(client.get(reverse(f"cooperatives:{name}"))) == {"Đông"}
    pages = [("cooperative_detail", []), ("figures", [2025]), *(("sheet_tab", [tab]) for tab, _ in TABS)]
    for name, rest in pages:
        assert client.get(reverse(f"cooperatives:{name}", args=[own.pk, *rest])).status_code == 200
        assert client.get(reverse(f"cooperatives:{name}", args=[other.pk, *rest])).status_code == 404
    assert client.get(reverse("cooperatives:cooperative_update", args=[own.pk])).status_code == 403
    assert client.get(reverse("cooperatives:difficulty_create")).status_code == 200
