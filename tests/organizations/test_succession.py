"""Administrative units over time: the table of old names, and merging communes of today."""

import datetime as dt
import json
import sqlite3

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from audit.models import AuditEntry
from cooperatives.models import Cooperative, YearlyFigures
from cooperatives.queries import communes_for, counts_by_commune
from organizations.models import AdministrativeUnit, UnitSuccession
from organizations.queries import todays_units, units_behind
from organizations.services import load_successions, merge_units, read_successions
from organizations.services.legacy_units import successions_of
from tests.factories.cooperatives import CooperativeFactory
from tests.factories.organizations import CommuneFactory, ProvinceFactory, World

HEAD = "level,code,name,district,province,new_code,is_whole,on,decree\n"


@pytest.fixture
def today(db):
    city = ProvinceFactory(name="Thành phố Hải Phòng", code="31")
    other = ProvinceFactory(name="Tỉnh Ninh Bình", code="37")
    return {
        "miện": CommuneFactory(name="Xã Thanh Miện", code="11239", parent=city),
        "hồng": CommuneFactory(name="Xã Hồng Châu", code="11240", parent=city),
        "ninh": CommuneFactory(name="Xã Cao Thắng", code="14000", parent=other),
    }


def table(*lines):
    return read_successions([HEAD, *(f"{line}\n" for line in lines)])


def test_an_old_name_leads_to_todays_units_and_the_choice_is_shown(today):
    load_successions(
        table(
            "commune,11242,Xã Cao Thắng,Huyện Thanh Miện,Tỉnh Hải Dương,11239,yes,2025-07-01,Nghị quyết 1669",
            "commune,11300,Xã Cao Thắng,Huyện Khác,Tỉnh Hải Dương,11240,một phần,,",
            "commune,11300,Xã Cao Thắng,Huyện Khác,Tỉnh Hải Dương,11239,no,,",
        )
    )
    found = todays_units("cao thang", district="huyện thanh miện", province="hai duong")
    assert [(t.unit, t.is_whole) for t in found] == [(today["miện"], True)]
    assert found[0].words == "Xã Cao Thắng, Huyện Thanh Miện, Tỉnh Hải Dương nhập vào Xã Thanh Miện"
    every = todays_units("Xã Cao Thắng")
    assert [t.unit for t in every if t.former is None] == [today["ninh"]]
    assert {t.unit for t in every if t.former} == {today["miện"], today["hồng"]}
    assert [t.unit for t in todays_units("Xã Cao Thắng", province="Ninh Bình")] == [today["ninh"]]
    assert [t.unit for t in todays_units("X. Thanh Miện")] == [today["miện"]]
    assert todays_units("Xã Không Có") == []


def test_the_table_is_loaded_again_without_doubles_and_wrong_lines_are_named(today, tmp_path):
    line = "commune,11242,Xã Cao Thắng,Huyện Thanh Miện,Tỉnh Hải Dương,11239,1,,"
    assert [load_successions(table(line)) for _ in range(2)] == [1, 1]
    load_successions(table("province,,Tỉnh Hải Dương,,,31,1,,"))
    assert UnitSuccession.objects.get(former__level="province").unit.code == "31"
    with pytest.raises(ValidationError, match="Dòng 3"):
        table(line, "xã,,A,,,1,,,")
    with pytest.raises(ValidationError, match="2025-07-01"):
        table(line.replace(",1,,", ",1,01/07/2025,"))
    with pytest.raises(ValidationError, match="99999"):
        load_successions(table(line.replace("11239", "99999")))
    file = tmp_path / "cu.csv"
    file.write_text(HEAD + line, "utf-8")
    call_command("load_former_units", str(file))
    file.write_text(HEAD + "x", "utf-8")
    with pytest.raises(CommandError, match="Dòng 2"):
        call_command("load_former_units", str(file))


def test_the_packages_files_are_read(today, tmp_path):
    with sqlite3.connect(tmp_path / "dataset.db") as data:
        data.execute("CREATE TABLE admin_units (provinceKey, provinceCode, wardKey, wardCode)")
        data.execute("INSERT INTO admin_units VALUES ('hp', '31', 'mien', '11239'), ('hp', '31', 'hong', '11240')")
        data.execute(
            "CREATE TABLE admin_units_legacy (provinceKey, districtKey, wardKey, province, district, ward, wardCode)"
        )
        data.execute(
            "INSERT INTO admin_units_legacy VALUES ('hd', 'tm', 'ct', 'Tỉnh Hải Dương', 'Huyện Thanh Miện', "
            "'Xã Cao Thắng', '11242'), ('hd', 'tm', 'nq', 'Tỉnh Hải Dương', 'Huyện Thanh Miện', 'Xã Ngũ Hùng', '11243')"
        )
    moves = {
        "DICT_PROVINCE": {"hp": ["hd"]},
        "DICT_PROVINCE_WARD_NO_DIVIDED": {"hp": {"mien": ["hd_tm_ct"]}},
        "DICT_PROVINCE_WARD_DIVIDED": {"hp": {"hd_tm_nq": [{"newWardKey": "mien"}, {"newWardKey": "hong"}]}},
    }
    (tmp_path / "converter_2025.json").write_text(json.dumps(moves), "utf-8")
    assert load_successions(list(successions_of(tmp_path))) == 4
    assert [t.is_whole for t in todays_units("Ngũ Hùng")] == [False, False]


@pytest.mark.django_db
def test_a_merged_commune_keeps_its_name_on_old_figures_and_its_sheets_go_on():
    world = World()
    east, west = world.commune.unit, world.neighbour.unit
    sheet = CooperativeFactory(unit=west, name="Hợp tác xã Tây", address="Thôn Một, Xã Tây")
    CooperativeFactory(unit=east)
    old = YearlyFigures.objects.create(cooperative=sheet, year=2025, unit=west)
    on = dt.date(2026, 7, 1)
    call_command("merge_units", west.code, into=east.code, on=on, decree="Nghị quyết 5")
    sheet.refresh_from_db()
    old.refresh_from_db()
    assert (sheet.unit, sheet.address, old.unit) == (east, "Thôn Một, Xã Tây", west)
    assert set(Cooperative.objects.visible_to(world.clerk)) == set(Cooperative.objects.all())
    assert [(row["unit__name"], row["count"]) for row in counts_by_commune(world.monitor)] == [("Xã Đông", 2)]
    assert list(communes_for(world.monitor)) == [east]
    assert set(units_behind(east)) == {east.pk, west.pk}
    assert [t.words for t in todays_units("Xã Tây")] == ["Xã Tây, Thành phố Thử nhập vào Xã Đông"]
    entry = AuditEntry.objects.get(code="cooperatives.cooperative.unit_followed")
    assert entry.data["changed"] == {"unit": ["Xã Tây", "Xã Đông"]}
    with pytest.raises(ValidationError, match="kết thúc từ trước"):
        merge_units(units=[west], into=east, on=on, decree="", by=None)
    with pytest.raises(ValidationError, match="khác với đơn vị mới"):
        merge_units(units=[east], into=east, on=on, decree="", by=None)


def test_the_table_is_loaded_once_at_a_start(today, monkeypatch):
    loaded = []
    monkeypatch.setattr("organizations.management.commands.load_former_units.load_units", lambda: None)
    monkeypatch.setattr(
        "organizations.management.commands.load_former_units.load_successions", lambda rows: loaded.append(len(rows))
    )
    call_command("load_former_units", once=True)
    load_successions(table("commune,11242,Xã Cao Thắng,Huyện Thanh Miện,Tỉnh Hải Dương,11239,1,,"))
    call_command("load_former_units", once=True)
    assert len(loaded) == 1 and loaded[0] > 10_000


def test_the_database_refuses_a_successor_of_what_has_not_ended(today):
    with pytest.raises(IntegrityError), transaction.atomic():
        AdministrativeUnit.objects.filter(pk=today["miện"].pk).update(successor=today["hồng"])
