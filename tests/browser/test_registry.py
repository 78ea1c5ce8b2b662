"""The registry in a browser, at a desk and on a phone: add, find, take a sheet in, be answered, confirm figures."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from pathlib import Path

import pytest

from cooperatives.models import Cooperative, Difficulty, FiguresState, YearlyFigures
from cooperatives.models.figures import year_of
from notifications.models import Notification
from organizations.models import OrganizationKind, Role
from plans.status import today_here
from tests.cooperatives.sheets import xlsx
from tests.factories.cooperatives import CooperativeFactory, tax_code
from tests.factories.organizations import OrganizationFactory, StaffFactory, World

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]
WIDTHS = pytest.mark.parametrize("width", [1280, 390])
# As a colleague's list comes: a title, merged headings, amounts in millions, codes in groups, marks apart from letters.
HEADING = [
    ["DANH SÁCH HỢP TÁC XÃ NĂM 2026", None, None, None, None],
    [],
    ["STT", "Tên HTX", "Mã số thuế", "Vốn (triệu đồng)", None],
    [None, None, None, "Điều lệ", "Tổng"],
]


@pytest.fixture
def world(transactional_db) -> World:
    return World()


@pytest.fixture
def come(visit, width):
    """Let people of the test province take turns at one window, as wide as is tried."""
    window = visit(width=width)
    return lambda staff=None: window.become(staff.user if staff else None)


@WIDTHS
def test_a_cooperative_is_added_and_found_and_a_dirty_sheet_taken_in(world, come, tmp_path):
    CooperativeFactory(name="Hợp tác xã Rau sạch Đông Hà", unit=world.commune.unit)
    clerk = come(world.clerk)
    add(clerk)
    find(clerk)
    take_in(clerk, tmp_path)


def add(clerk) -> None:
    """While the name is typed, what is probably the same organization is named; another name is let through."""
    clerk.go("/hop-tac-xa/them/")
    page = clerk.page
    page.locator("[name=name]").press_sequentially("HTX rau sach dong ha")
    warning = page.locator("#trung-ho-so")
    warning.get_by_text("Hợp tác xã Rau sạch Đông Hà").wait_for()
    clerk.looks_right("registry-doubles")
    clerk.is_open_to_all()
    page.fill("[name=name]", "Hợp tác xã Nuôi ong Cẩm Thạch")
    warning.get_by_text("Rau sạch").wait_for(state="detached")
    page.fill("[name=code]", tax_code(70))
    page.fill("[name=representative_name]", "Đỗ Thị Ngọc Ánh")
    page.fill("[name=representative_phone]", "0912 345 678")
    page.fill("[name=charter_capital]", "1,5 tỷ")
    page.click(".form-panel [type=submit]")
    assert clerk.reads("Đã thêm vào sổ.")
    clerk.looks_right("registry-sheet")


def find(clerk) -> None:
    """Without marks, by code, by phone however it is parted, by person."""
    for words in ("nuoi ong cam thach", tax_code(70), "0912345678", "ngoc anh"):
        clerk.go("/hop-tac-xa/")
        clerk.page.fill("main [name=q]", words)
        clerk.page.click("main [role=search] [type=submit]")
        rows = clerk.page.locator("table.rows tbody tr a")
        assert rows.all_inner_texts() == ["Hợp tác xã Nuôi ong Cẩm Thạch"], words
    clerk.looks_right("registry-found")


def take_in(clerk, folder: Path) -> None:
    """A dirty sheet with one bad code is told at its cell; mended, it is written, and taken back."""
    code = tax_code(71)
    rows = [
        *HEADING,
        [1, unicodedata.normalize("NFD", "HTX Chè Đồi Xanh"), f"{code[:4]} {code[4:]}", "1.250,5", 3000],
        [2, "HTX Cá lồng Sông Đáy", "0200170099", "950", None],
        ["", "Tổng cộng", None, "2.200,5", 3000],
    ]
    file = folder / "Danh sách HTX.xlsx"
    file.write_bytes(xlsx(rows, merged=["A1:E1", "D3:E3"]))
    clerk.go("/hop-tac-xa/nhap/")
    page = clerk.page
    page.set_input_files("[name=file]", str(file))
    page.click("text=Tải lên và xem trước")
    refused = page.locator("tr", has_text="HTX Cá lồng Sông Đáy")
    assert "Mã số" in refused.inner_text() and "0200170099" in refused.inner_text()
    assert "chữ số cuối không khớp" in refused.inner_text()
    clerk.looks_right("registry-import-refused")
    clerk.is_open_to_all()
    assert page.locator("text=Xác nhận ghi vào sổ").count() == 0
    assert Cooperative.objects.count() == 2
    page.get_by_label("Sửa Mã số (mã số thuế), dòng 6").fill(tax_code(72))
    page.click("text=Đọc lại với các ô đã sửa")
    assert clerk.reads("“0200170099” → ")
    page.click("text=Xác nhận ghi vào sổ")
    assert clerk.reads("Đã ghi vào sổ.")
    clerk.looks_right("registry-import-written")
    tea = Cooperative.objects.get(code=code)
    assert tea.name == "HTX Chè Đồi Xanh" and tea.charter_capital == Decimal(1_250_500_000)
    page.click("text=Hoàn tác lượt nhập")
    assert clerk.reads("Đã hoàn tác")
    assert Cooperative.objects.count() == 2


@WIDTHS
def test_a_difficulty_is_answered_and_figures_confirmed_by_link(world, come):
    account = OrganizationFactory(
        parent=world.commune, unit=world.commune.unit, kind=OrganizationKind.COOPERATIVE, name="Hợp tác xã Hoa Đào"
    )
    sheet = CooperativeFactory(name="Hợp tác xã Hoa Đào", unit=world.commune.unit, organization=account)
    year = year_of(today_here())
    YearlyFigures.objects.create(
        cooperative=sheet, unit=sheet.unit, year=year - 1, state=FiguresState.APPROVED, revenue=1_000_000_000
    )
    director = StaffFactory(organization=account, role=Role.CONTACT, title="Giám đốc")
    raise_difficulty(come(director))
    route(come(world.clerk), world)
    answer(come(world.contact))
    read_answer(come(director))
    link = make_link(come(world.clerk), sheet)
    confirm(come(), link, year)
    approve(come(world.clerk), sheet, year)


def raise_difficulty(director) -> None:
    director.go("/kho-khan/")
    director.page.click("text=Nêu khó khăn")
    director.page.select_option("[name=kind]", "land")
    director.page.fill("[name=title]", "Chưa có mặt bằng nhà sơ chế")
    director.page.fill("[name=text]", "Đề nghị cho thuê 500 m² đất công ích.")
    director.looks_right("difficulty-form")
    director.page.click(".form-panel [type=submit]")
    assert director.reads("Đã ghi khó khăn; xã đã được báo.")


def route(clerk, world: World) -> None:
    clerk.go("/thong-bao/")
    clerk.page.get_by_text("Chưa có mặt bằng nhà sơ chế").first.click()
    clerk.page.get_by_role("link", name="Chuyển cơ quan").click()
    clerk.page.select_option("[name=agency]", str(world.economy.pk))
    clerk.looks_right("difficulty-route")
    clerk.page.click(".form-panel [type=submit]")
    assert clerk.reads("Đã chuyển và giao nhiệm vụ cho cơ quan.")
    assert Difficulty.objects.get().task_id


def answer(contact) -> None:
    contact.go("/kho-khan/")
    contact.page.get_by_role("link", name="Chưa có mặt bằng nhà sơ chế").click()
    contact.page.get_by_role("link", name="Trả lời", exact=True).click()
    contact.page.fill("[name=answer]", "Cho thuê 500 m² từ 01/01/2027; liên hệ Phòng Kinh tế.")
    contact.page.click(".form-panel [type=submit]")
    assert contact.reads("Đã trả lời")
    contact.looks_right("difficulty-answered")


def read_answer(director) -> None:
    """The account that raised it is told, and the way from the notice ends at the answer."""
    assert Notification.objects.filter(code="cooperatives.difficulty.answered").count() == 1
    director.go("/thong-bao/")
    director.page.get_by_text("Đã có trả lời: Chưa có mặt bằng nhà sơ chế").first.click()
    assert director.reads("Cho thuê 500 m² từ 01/01/2027")
    director.looks_right("difficulty-read")


def make_link(clerk, sheet: Cooperative) -> str:
    clerk.go(f"/hop-tac-xa/{sheet.pk}/ho-so/so-lieu/")
    clerk.page.click("text=Tạo liên kết năm")
    assert clerk.reads("Đã tạo liên kết")
    clerk.looks_right("figures-link")
    return clerk.page.get_by_label("Địa chỉ liên kết").input_value()


def confirm(stranger, link: str, year: int) -> None:
    """Who holds the link needs no account; a leap against last year must be explained, nothing typed is lost."""
    page = stranger.page
    page.goto(link)
    page.get_by_label("Thành viên chính thức").fill("25")
    page.get_by_label("Doanh thu (đồng)", exact=True).fill("2,5 tỷ")
    page.get_by_label("Người gửi").fill("Vũ Thị Hải Yến, Giám đốc")
    page.click("text=Xác nhận và gửi xã")
    why = page.get_by_label("Giải trình: doanh thu", exact=True)
    why.fill("Ký được hợp đồng với siêu thị")
    stranger.looks_right("figures-explain")
    stranger.is_open_to_all()
    page.click("text=Xác nhận và gửi xã")
    assert stranger.reads(f"Đã gửi số liệu năm {year}")
    stranger.looks_right("figures-sent")


def approve(clerk, sheet: Cooperative, year: int) -> None:
    clerk.go(f"/hop-tac-xa/{sheet.pk}/ho-so/so-lieu/")
    assert clerk.reads("Ký được hợp đồng với siêu thị")
    clerk.looks_right("figures-submitted")
    clerk.page.click(f"text=Duyệt số liệu {year}")
    assert clerk.reads(f"Đã duyệt số liệu năm {year}.")
    figures = YearlyFigures.objects.get(cooperative=sheet, year=year)
    assert (figures.state, figures.revenue, figures.official_members) == (FiguresState.APPROVED, 2_500_000_000, 25)
    assert figures.submitted_by.startswith("Vũ Thị Hải Yến")
