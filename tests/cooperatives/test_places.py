"""Old names of communes in sheets, with the real table of 01/07/2025."""

import pytest

from cooperatives.exchange.places import Places
from cooperatives.models import Cooperative
from cooperatives.queries import counts_by_commune
from cooperatives.services import choose_columns, confirm_import, start_import
from organizations.models import AdministrativeUnit
from organizations.services import load_successions, load_units
from organizations.services.legacy_units import successions_of
from organizations.unit_package import decided_units, package_data
from tests.cooperatives.sheets import upload
from tests.factories.organizations import OrganizationFactory, StaffFactory

HAI_PHONG = "31"


@pytest.fixture
def communes(db):
    load_units()
    ours = {unit.code for unit in decided_units() if unit.province == HAI_PHONG}
    load_successions([row for row in successions_of(package_data()) if row.new_code in ours])
    return AdministrativeUnit.objects.filter(parent__code=HAI_PHONG).select_related("parent")


def test_real_old_names_lead_to_todays_communes(communes):
    places = Places(communes)

    def of(words):
        return [unit.name for unit in places.find(words).units]

    assert of("xã Cao Thắng, huyện Thanh Miện, tỉnh Hải Dương (cũ)") == ["Xã Thanh Miện"]
    assert of("Ngũ Hùng - Thanh Miện - Hải Dương") == ["Xã Thanh Miện"]
    assert of("X. Hồng Phong; H. Ninh Giang") == ["Xã Khúc Thừa Dụ"]
    assert sorted(of("xã Hồng Phong")) == ["Xã Khúc Thừa Dụ", "Xã Nam Sách", "Xã Nam Thanh Miện"]
    assert of("TT Thanh Miện, huyện Thanh Miện") == ["Xã Thanh Miện", "Xã Trường Tân"]
    assert of("Đoàn Tùng (cũ)") == ["Xã Nguyễn Lương Bằng", "Xã Thượng Hồng"]
    # Names that are borne today as well: the district of old tells.
    assert of("xã Hùng Thắng") == ["Xã Hùng Thắng"] and "Kẻ Sặt" in places.find("xã Hùng Thắng").how
    assert of("xã Hùng Thắng, huyện Bình Giang, Hải Dương") == ["Xã Kẻ Sặt"]
    assert of("phường An Dương, quận Lê Chân, TP Hải Phòng") == ["Phường An Biên"]
    assert of("Phường An Dương, TP Hải Phòng") == ["Phường An Dương"]
    assert of("phường Hoà Bình") == ["Phường Hòa Bình"]
    assert of("xã Không Có, huyện Thanh Miện") == []
    assert "chia về nhiều xã" in places.find("Đoàn Tùng").how
    found = places.find_in_address("Thôn Tòng Hóa, xã Cao Thắng, huyện Thanh Miện, tỉnh Hải Dương")
    assert [unit.name for unit in found.units] == ["Xã Thanh Miện"]


def test_a_sheet_of_old_names_is_placed_asked_and_counted(communes):
    mien = AdministrativeUnit.objects.get(code="11239")
    by = StaffFactory(organization=OrganizationFactory(unit=mien.parent), role="clerk")
    rows = [
        ["Tên HTX", "Xã", "Huyện", "Tỉnh", "Địa chỉ"],
        ["HTX Cao Thắng", "Cao Thắng", "Thanh Miện", "Hải Dương", "Thôn Một, xã Cao Thắng, huyện Thanh Miện"],
        ["HTX Đoàn Tùng", "Đoàn Tùng", "Thanh Miện", "Hải Dương", None],
        ["HTX Hùng Thắng", "Hùng Thắng", "Bình Giang", "Hải Dương", None],
        ["HTX Bằng", None, None, None, "Thôn Hai, xã Phạm Kha, huyện Thanh Miện"],
    ]
    job = start_import(upload=upload(rows), by=by)
    job.refresh_from_db()
    assert [row.fate for row in job.rows.all()] == ["add", "refused", "add", "add"]
    assert [words for _, words in job.open_places[0]["options"]] == ["Xã Nguyễn Lương Bằng", "Xã Thượng Hồng"]
    chosen = job.open_places[0]["options"][1][0]
    choose_columns(job=job, mapping={}, places={job.open_places[0]["key"]: chosen}, by=by)
    job.refresh_from_db()
    confirm_import(job=job, by=by)
    sheet = Cooperative.objects.get(name="HTX Cao Thắng")
    assert (sheet.unit, sheet.address) == (mien, "Thôn Một, xã Cao Thắng, huyện Thanh Miện")
    assert {row["unit__name"]: row["count"] for row in counts_by_commune(by)} == {
        "Xã Thanh Miện": 1, "Xã Thượng Hồng": 1, "Xã Kẻ Sặt": 1, "Xã Nguyễn Lương Bằng": 1,
    }  # fmt: skip
