"""Sheets as offices really keep them: groups, signatures, errors, several numbers in a cell, units above the table."""

import datetime as dt

import pytest

from cooperatives.exchange.columns import columns_for
from cooperatives.exchange.files import read_sheet
from cooperatives.exchange.heading import find_heading
from cooperatives.models import ExtraField, Fate, Kind
from cooperatives.services import confirm_import, start_import
from organizations.models import AdministrativeUnit, UnitLevel
from tests.cooperatives.sheets import upload, xlsx
from tests.factories.cooperatives import tax_code
from tests.factories.organizations import StaffFactory

FAR = dt.date(2099, 1, 1)


def taken_in(by, rows, **more):
    job = start_import(upload=upload(rows, **more), by=by)
    job.refresh_from_db()
    return job


def headed(rows):
    return {
        one.name: one for one in find_heading(read_sheet(xlsx(rows), "a.xlsx"), columns_for([])).columns if one.name
    }


def test_titles_groups_totals_and_signatures_are_no_organizations(world):
    east = world.commune.unit
    AdministrativeUnit.objects.create(
        level=UnitLevel.COMMUNE, code="99001", name="Xã Nam", kind="xã", parent=east.parent
    )
    by = StaffFactory(organization=world.bureau, role="clerk", ends_on=FAR)
    rows = [
        ["DANH SÁCH HỢP TÁC XÃ, TỔ HỢP TÁC"],
        ["(Kèm theo Báo cáo số 12/BC-UBND)"],
        ["TT", "Tên", "MST", "Vốn điều lệ"],
        ["I", "Xã Đông", None, None],
        [1, "HTX Lam Sơn", "'" + tax_code(1), "1,250,000,000"],
        [None, "TỔ HỢP TÁC", None, None],
        [2, "Rau Bắc", None, "0,3 tỷ"],
        ["TT", "Tên", "MST", "Vốn điều lệ"],
        ["II", "XÃ NAM", None, None],
        [3, "Hoa Mai", None, "500 trđ"],
        [None, "TỔNG CỘNG", None, 3250.8],
        [None, None, "Đông, ngày 12 tháng 11 năm 2026"],
        [None, "NGƯỜI LẬP BIỂU", None, "CHỦ TỊCH"],
        [None, "Nguyễn Văn Lập", None, None],
    ]
    job = taken_in(by, rows)
    found = [(r.name, r.values["kind"], r.values["charter_capital"]) for r in job.rows.filter(fate=Fate.ADD)]
    assert found == [
        ("HTX Lam Sơn", Kind.COOPERATIVE, "1250000000"),
        ("Rau Bắc", Kind.GROUP, "300000000"),
        ("Hoa Mai", Kind.COOPERATIVE, "500000000"),
    ]
    assert not job.rows.filter(fate=Fate.REFUSED).exists()
    places = [str(AdministrativeUnit.objects.get(pk=r.values["unit"])) for r in job.rows.filter(fate=Fate.ADD)]
    assert places == ["Xã Đông", "Xã Đông", "Xã Nam"]


def test_units_of_money_and_area_are_read_where_they_stand(db):
    found = headed([["Tên HTX", "Nợ ngân hàng", "Nợ công ty", "Vốn điều lệ (triệu đồng)", "Diện tích đất (ha)"], ["A"]])
    assert (found["debt_bank"].factor, found["charter_capital"].factor, found["land_area"].factor) == (1, 10**6, 10**4)
    found = headed([["ĐVT: Triệu đồng"], ["Tên HTX", "Vốn điều lệ", "Nợ phải trả (đồng)"], ["HTX A", 1, 2]])
    assert (found["charter_capital"].factor, found["debt"].factor) == (10**6, 1)


def test_cells_with_two_numbers_months_and_words_for_nothing(world):
    rows = [
        ["Tên HTX", "Điện thoại", "Email", "Ngày thành lập", "Nợ phải trả", "Diện tích (ha)"],
        ["HTX A", "0912345680; 0987654321", "a@b.vn, c@d.vn", "Tháng 4/2019", "không", "1,25"],
        ["HTX B", "0220 3735 123 - 0912345678", "không", "5/2020", "", "2,5 ha"],
    ]
    first, second = taken_in(world.clerk, rows).rows.all()
    assert first.values["phone"] == "0912 345 680" and "0987654321" in first.notes[0] and "c@d.vn" in first.notes[1]
    assert (first.values["founded_on"], second.values["founded_on"]) == ("2019-04-01", "2020-05-01")
    assert "debt" not in first.values and "email" not in second.values
    assert (first.values["land_area"], second.values["land_area"]) == ("12500.0", "25000.0")


def test_a_formula_that_failed_is_named_and_not_lost(world):
    job = taken_in(world.clerk, [["Tên HTX", "Vốn điều lệ"], ["HTX A", "#DIV/0!"], ["HTX B", 5_000_000]])
    bad = job.rows.get(fate=Fate.REFUSED)
    assert bad.number == 2 and "công thức bị lỗi (#DIV/0!)" in bad.problems["charter_capital"]


@pytest.mark.parametrize(
    "text",
    [
        '\ufeffSTT;Tên HTX;Địa chỉ\r\n1;"HTX ""Đông;Tây""";"Thôn Một\nxã Đông"\r\n',
        'STT,Tên HTX,Địa chỉ\n1,"HTX ""Đông;Tây""","Thôn Một, xã Đông"\n',
        'sep=;\r\nSTT;Tên HTX\r\n1;"HTX ""Đông;Tây"""\r\n',
        'STT\tTên HTX\n1\t"HTX ""Đông;Tây"""\n',
    ],
)
def test_csv_of_every_delimiter(world, text):
    for data in (text.encode(), text.removeprefix("\ufeff").encode("utf-16")):
        job = taken_in(world.clerk, data, name="ds.csv")
        assert [(row.name, row.fate) for row in job.rows.all()] == [('HTX "Đông;Tây"', "add")]


def test_the_provinces_own_fields_are_columns(world):
    province = world.commune.unit.parent
    kinds = (("nam", "number", []), ("hang", "choice", ["A", "B"]), ("ngay", "date", []), ("xong", "yes_no", []))
    for key, kind, choices in kinds:
        ExtraField.objects.create(province=province, key=key, label=f"Ô riêng {key}", type=kind, choices=choices)
    head = ["Tên HTX", *(f"Ô riêng {key}" for key, _, _ in kinds)]
    job = taken_in(
        world.clerk, [head, ["HTX A", "2.021", "hạng b", "05/04/2026", "x"], ["HTX B", "nhiều", "Z", "mai", "?"]]
    )
    good, bad = job.rows.all()
    assert len(bad.problems) == 4
    good_values = {name: value for name, value in good.values.items() if name.startswith("extra.")}
    assert good_values == {
        "extra.nam": 2021, "extra.hang": "B", "extra.ngay": "2026-04-05", "extra.xong": "yes",
    }  # fmt: skip
    bad.left_out = True
    bad.save()
    confirm_import(job=job, by=world.clerk)
    assert good.job.rows.get(number=2).cooperative.extra["hang"] == "B"
