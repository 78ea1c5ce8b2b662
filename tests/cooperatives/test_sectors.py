"""The classification of economic activities: what is shipped, finding a class, reading them out of a sheet."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from cooperatives.exchange.sectors import Classes
from cooperatives.models import Cooperative, RegisteredSector, Sector, SectorGroup, SectorSystem
from cooperatives.queries import find_sectors, sector_headings
from cooperatives.services import confirm_import, load_sectors, start_import, undo_import
from cooperatives.services.sectors import load_shipped_sectors
from tests.cooperatives.sheets import upload
from tests.factories.cooperatives import CooperativeFactory

COUNTS = [41, 15, 143, 6, 8, 20, 45, 27, 9, 15, 9, 25, 3, 21, 25, 8, 18, 13, 19, 21, 3, 1]
BY_SECTION = dict(zip("ABCDEFGHIJKLMNOPQRSTUV", COUNTS, strict=True))


@pytest.fixture
def classes(db):
    load_shipped_sectors()


def test_the_list_in_force_is_whole(classes):
    now = SectorSystem.objects.get(year=2025)
    assert (now.decision, now.in_force(dt.date(2026, 11, 26))) == ("Quyết định 36/2025/QĐ-TTg", True)
    assert not SectorSystem.objects.get(year=2018).in_force(dt.date(2025, 11, 15))
    codes = [code for code in SectorGroup.objects.filter(edition=now).values_list("code", flat=True)]
    assert [sum(len(code) == n for code in codes) for n in (1, 2, 3)] == [22, 87, 259]
    sectors = Sector.objects.in_force().select_related("group__parent__parent")
    found = {}
    for sector in sectors:
        section = sector.group.parent.parent.code
        found[section] = found.get(section, 0) + 1
    assert (sectors.count(), found) == (495, BY_SECTION)
    load_shipped_sectors()
    assert Sector.objects.in_force().count() == 495


def test_a_class_is_found_without_marks_by_code_and_under_a_heading(classes):
    def codes(*asked):
        return [sector.code for _, sectors in find_sectors(*asked) for sector in sectors]

    assert codes("bao quan rau qua") == ["1030"]
    assert codes("0161") == ["0161"]
    assert codes("hat giong", "A") == ["0164"]
    assert codes("", "01")[:2] == ["0111", "0112"]
    assert codes() == [] == codes("khongconganhnay")
    assert find_sectors("che", "10")[0][0].startswith("101 – Chế biến, bảo quản thịt")
    assert len(sector_headings()) == 22


def test_codes_of_both_editions_are_read_from_a_cell(classes):
    read = Classes().read

    def of(words):
        trades = read(words)
        known = {s.pk: f"{s.edition_id}:{s.code}" for s in Sector.objects.all()}
        return [known[pk] for pk in trades.sectors], " ".join(trades.notes)

    assert of("0161 – Hoạt động dịch vụ trồng trọt\n1030") == (["2025:0161", "2025:1030"], "")
    assert of("0111, 0118 0161") == (["2025:0111", "2025:0118", "2025:0161"], "")
    assert of("hoat dong dich vu sau thu hoach; 01181: trồng rau") == (["2025:0163", "2025:0118"], "")
    found, told = of("0131: Nhân và chăm sóc cây giống hàng năm")
    assert found == ["2025:0130"] and "27/2018" in told and "hết hiệu lực từ 15/11/2025" in told and "0130" in told
    found, told = of("4661")
    assert found == ["2025:4661"] and "nhiên liệu rắn" in told
    assert of("4661 - Bán buôn nhiên liệu rắn, lỏng, khí và các sản phẩm liên quan")[0] == ["2025:4671"]
    found, told = of("3100 Sản xuất giường, tủ, bàn, ghế")
    assert found == ["2018:3100"] and "chọn lại" in told
    assert of("Nuôi ong lấy mật") == ([], "Ngành, nghề “Nuôi ong lấy mật”: không khớp với ngành cấp 4 nào; vẫn giữ "
                                          "nguyên văn, chưa ghi mã ngành")  # fmt: skip


def test_an_import_registers_classes_and_its_undo_takes_them_away(classes, world):
    kept = CooperativeFactory(unit=world.commune.unit, name="HTX Lam Sơn", code="", sectors="")
    rows = [
        ["Tên HTX", "Xã", "Ngành nghề kinh doanh"],
        ["HTX Lam Sơn", "Xã Đông", "0161; 0131"],
        ["HTX Hoa Đào", "Xã Đông", "Trồng cây ăn quả"],
    ]
    job = start_import(upload=upload(rows), by=world.clerk)
    job.refresh_from_db()
    assert any("0130" in note for note in job.rows.first().notes)
    confirm_import(job=job, by=world.clerk)
    mains = RegisteredSector.objects.filter(cooperative=kept).values_list("sector__code", "is_main")
    assert sorted(mains) == [("0130", False), ("0161", True)]
    job.refresh_from_db()
    undo_import(job=job, by=world.clerk)
    assert not RegisteredSector.objects.exists()
    assert Cooperative.objects.get() == kept


def test_the_chooser_works_without_scripts_and_keeps_what_was_typed(classes, world, as_):
    sheet, client = CooperativeFactory(unit=world.commune.unit), as_(world.clerk)
    url = reverse("cooperatives:row_create", args=[sheet.pk, "nganh-nghe"])
    page = client.post(url, {"words": "rau qua", "under": "C", "detail": "Sấy rau", "find": "Tìm"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "1030 – Chế biến và bảo quản rau quả" in text and 'value="Sấy rau"' in text and "4632" not in text
    chosen = Sector.objects.in_force().get(code="1030")
    piece = client.get(reverse("cooperatives:sector_search"), {"words": "lúa", "sector": chosen.pk}).content.decode()
    assert "0111 – Trồng lúa" in piece and "Đang chọn" in piece
    missed = client.post(url, {"words": "rau qua", "detail": "Sấy rau"})
    assert missed.status_code == 422 and "sector" in missed.context["form"].errors
    assert client.post(url, {"words": "rau qua", "sector": chosen.pk, "detail": "Sấy rau"}).status_code == 302
    ended = Sector.objects.get(edition=2018, code="0131")
    assert client.post(url, {"sector": ended.pk}).status_code == 422
    RegisteredSector.objects.create(cooperative=sheet, sector=ended)
    tab = client.get(reverse("cooperatives:sheet_tab", args=[sheet.pk, "nguoi"])).content.decode()
    assert "mã theo Quyết định 27/2018/QĐ-TTg, hết hiệu lực từ 15/11/2025; mã hiện nay: 0130" in tab


def test_a_wrong_line_of_a_list_is_named(db):
    with pytest.raises(ValidationError, match="Dòng 3"):
        load_sectors(["code,name", "0111,Trồng lúa", "12345,Sai"])
