"""Lists as files: as they are filtered, formula-safe, days and amounts as Excel knows them."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from audit.models import AuditEntry
from audit.sentences import sentence
from cooperatives.models import Cooperative, FiguresState, SettlementItem, YearlyFigures
from cooperatives.queries.exchange import export_registry
from cooperatives.services import start_import
from tests.cooperatives.sheets import upload
from tests.factories.cooperatives import CooperativeFactory, DifficultyFactory


@pytest.fixture
def sheet(world):
    return CooperativeFactory(unit=world.commune.unit, name="-Hợp tác xã Lam Sơn", is_weak=True, debt_bank=42_000_000)


def lines_of(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def rows_of(answer):
    page = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    head, *rows = page.iter_rows()
    return [dict(zip([cell.value for cell in head], row, strict=True)) for row in rows]


def test_difficulties_go_out_as_they_are_filtered_and_that_is_written_down(world, as_, sheet):
    DifficultyFactory(cooperative=sheet, unit=sheet.unit, title="+ Thiếu đất", raised_on=dt.date(2026, 3, 4))
    DifficultyFactory(cooperative=sheet, unit=sheet.unit, title="Thiếu vốn", kind="capital")
    url = reverse("cooperatives:difficulty_export")
    (row,) = rows_of(as_(world.clerk).get(url, {"kind": "land", "page": "9"}))
    assert (row["Tóm tắt"].value, row["Tóm tắt"].data_type, row["Tóm tắt"].quotePrefix) == ("+ Thiếu đất", "s", True)
    assert (row["Ngày nêu"].value.date(), row["Ngày nêu"].number_format) == (dt.date(2026, 3, 4), "dd/mm/yyyy")
    answer = as_(world.clerk).get(url, {"q": "thieu dat", "kind": "land", "dang": "csv"})
    assert answer["Content-Disposition"].endswith('.csv"')
    head, line = lines_of(answer)
    said = dict(zip(head, line, strict=True))
    assert (said["Tóm tắt"], said["Ngày nêu"]) == ("'+ Thiếu đất", "04/03/2026")
    assert (said["Hợp tác xã"], said["Tình trạng"]) == ("'-Hợp tác xã Lam Sơn", "Mới nêu")
    entries = [sentence(one) for one in AuditEntry.objects.filter(code="cooperatives.list.exported")]
    assert ["đã xuất danh sách “Khó khăn, vướng mắc”: 1 dòng" in words for words in entries] == [True, True]


def test_a_years_collecting_goes_out_with_its_figures(world, as_, sheet, django_assert_max_num_queries):
    CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Chưa nộp")
    kept = {"cooperative": sheet, "unit": sheet.unit, "state": FiguresState.APPROVED}
    YearlyFigures.objects.create(year=2025, revenue=5_000_000_000, profit=-35_000_000, **kept)
    YearlyFigures.objects.create(year=2024, revenue=1, **kept)
    client, url = as_(world.clerk), reverse("cooperatives:collecting_export")
    with django_assert_max_num_queries(15):
        mine, missing = rows_of(client.get(url, {"year": "2025"}))
    assert (mine["Doanh thu"].value, mine["Doanh thu"].number_format) == (5_000_000_000, "#,##0")
    assert (mine["Lợi nhuận (lãi, lỗ)"].value, mine["Nộp ngân sách nhà nước"].value) == (-35_000_000, None)
    assert (missing["Tình trạng số liệu"].value, missing["Doanh thu"].value) == ("Chưa có số liệu", None)
    (_, line) = lines_of(client.get(url, {"year": "2025", "state": "approved", "dang": "csv"}))
    assert "-35000000" in line


def test_what_has_to_be_settled_goes_out_with_the_debts(world, as_, sheet):
    for day in (None, dt.date(2026, 1, 5)):
        SettlementItem.objects.create(cooperative=sheet, kind="tax", title="Thuế", settled_on=day)
    (row,) = rows_of(as_(world.clerk).get(reverse("cooperatives:settling_export"), {"state": "open"}))
    said = [row[label].value for label in ("Việc phải giải quyết", "Đã xong", "Nợ ngân hàng", "Yếu kém")]
    assert said == [2, 1, 42_000_000, "có"]


def test_the_registry_as_csv_comes_back_unchanged(world, sheet):
    Cooperative.objects.filter(pk=sheet.pk).update(land_area="1250.5", founded_on=dt.date(2015, 4, 5), note="-x")
    data = export_registry(world.clerk, Cooperative.objects.all(), "csv")
    assert b"'-H" in data
    job = start_import(upload=upload(data, "htx.csv"), by=world.clerk)
    assert [(row.fate, row.changes) for row in job.rows.all()] == [("same", {})]
