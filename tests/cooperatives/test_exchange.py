"""Excel in and out: dirty sheets read by meaning, nothing written before it is confirmed, what went out comes back."""

import datetime as dt
import io
import zipfile
from decimal import Decimal
from html import unescape

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st

from audit.models import AuditEntry
from audit.sentences import sentence
from cooperatives.exchange.columns import BY_NAME
from cooperatives.exchange.files import MOST_ROWS
from cooperatives.exchange.values import read_cell
from cooperatives.models import Cooperative, ExtraField, Fate, ImportState, Status
from cooperatives.queries.exchange import export_registry, import_template
from cooperatives.services import (
    choose_columns,
    confirm_import,
    leave_out_row,
    mend_cells,
    read_import,
    start_import,
    undo_import,
    update_cooperative,
)
from coopportal.text import nfc
from organizations.models import AdministrativeUnit, UnitLevel
from organizations.models.succession import FormerLevel, FormerUnit, UnitSuccession
from tests.cooperatives.sheets import upload, xlsx
from tests.factories.cooperatives import CooperativeFactory, tax_code
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db
HEAD = ["Tên HTX", "Mã số thuế", "Xã"]


@pytest.fixture
def world(db):
    return World()


def taken_in(world, rows, by=None, **more):
    return start_import(upload=upload(rows, **more), by=by or world.clerk)


def fate_of(job):
    return [(row.number, row.fate) for row in job.rows.all()]


def test_a_dirty_sheet_is_read_by_meaning(world):
    rows = [
        ["UBND XÃ ĐÔNG", None, None, None, None, None, None, None],
        ["DANH SÁCH HỢP TÁC XÃ NĂM 2026", None, None, None, None, None, None, None],
        [],
        [
            "STT",
            "Tên hợp tác xã,\nTHT",
            "Địa bàn",
            "MST",
            "Vốn (triệu đồng)",
            None,
            "Số   thành viên",
            "Ngày thành lập",
        ],
        [None, None, None, None, "Điều lệ", "Tổng", None, None],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)", "(8)"],
        [1, nfc("HTX Lam Sơn"), "xã đông", "02 0017 0094", "1.250,5", 3000, "1.234 người", "05/4/2015"],
        [2, "Tổ hợp tác Hoa Đào", "Xã Đông", None, "2 tỷ", None, 12, dt.date(2020, 1, 31)],
        ["", "Tổng cộng", None, None, 3250.5, 3000, 1246, None],
        [],
    ]
    job = taken_in(world, rows, merged=["E4:F4"])
    assert (job.state, job.message) == (ImportState.READING, "")
    job.refresh_from_db()
    assert job.state == ImportState.CHECKED
    assert fate_of(job) == [(7, "add"), (8, "add"), (9, "skipped")]
    assert not Cooperative.objects.exists()
    confirm_import(job=job, by=world.clerk)
    first, second = Cooperative.objects.order_by("pk")
    assert (first.name, first.code, first.unit) == ("HTX Lam Sơn", "0200170094", world.commune.unit)
    assert (first.charter_capital, first.total_capital) == (Decimal(1_250_500_000), Decimal(3_000_000_000))
    assert (first.official_members, first.founded_on) == (1234, dt.date(2015, 4, 5))
    assert (second.kind, second.charter_capital, second.founded_on) == (
        "group",
        Decimal(2 * 10**9),
        dt.date(2020, 1, 31),
    )
    written = AuditEntry.objects.get(code="cooperatives.import.written")
    assert "thêm 2, sửa 0 hồ sơ" in sentence(written)


def test_one_bad_row_of_many_saves_nothing_and_names_its_cell(world):
    rows = [HEAD, *([f"HTX Số {n}", tax_code(n), "Xã Đông"] for n in range(60))]
    rows[41][1] = "0200170099"
    job = taken_in(world, rows)
    with pytest.raises(ValidationError, match=r"Còn 1 dòng có lỗi.*dòng 42: Mã số thuế không đúng"):
        confirm_import(job=job, by=world.clerk)
    assert not Cooperative.objects.exists()
    bad = job.rows.get(fate=Fate.REFUSED)
    assert (bad.number, list(bad.problems), bad.cells["code"]) == (42, ["code"], "0200170099")
    leave_out_row(job=job, number=42, out=True)
    confirm_import(job=job, by=world.clerk)
    assert Cooperative.objects.count() == 59


def test_cells_are_mended_on_the_page_and_the_file_stays(world):
    rows = [[*HEAD, "Ngày thành lập"], ["HTX A", "0200170099", "Xã Đông", "31/02/2020"], ["HTX B", None, "Xã Đông"]]
    job = taken_in(world, rows)
    leave_out_row(job=job, number=3, out=True)
    mend_cells(job=job, by=world.clerk, cells={2: {1: " 0200170094 ", 99: "x"}, 3: {0: "HTX Khác"}, 77: {0: "x"}})
    first, second = job.rows.all()
    assert list(first.problems) == ["founded_on"]
    assert "Đã sửa trên trang này: Mã số thuế “0200170099” → “0200170094”." in first.notes
    assert second.name == "HTX B" and second.left_out
    mend_cells(job=job, by=world.clerk, cells={2: {3: "28/02/2020"}})
    confirm_import(job=job, by=world.clerk)
    sheet = Cooperative.objects.get()
    assert (sheet.name, sheet.code, sheet.founded_on) == ("HTX A", "0200170094", dt.date(2020, 2, 28))
    with pytest.raises(ValidationError, match="đã ghi vào sổ"):
        mend_cells(job=job, by=world.clerk, cells={2: {1: "0200170099"}})


def test_what_somebody_changed_since_the_dry_run_is_not_written_over(world):
    sheet = CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Đông Xuân", code="0200170094")
    job = taken_in(world, [[*HEAD, "Lao động"], ["HTX Đông Xuân", "0200170094", "Xã Đông", 7]])
    update_cooperative(cooperative=sheet, by=world.leader, labourers=9)
    confirm_import(job=job, by=world.clerk)
    job.refresh_from_db()
    assert job.state == ImportState.CHECKED and "vừa sửa hồ sơ này" in job.message
    sheet.refresh_from_db()
    assert sheet.labourers == 9
    choose_columns(job=job, mapping={}, places={}, by=world.clerk)
    assert job.rows.get().changes["labourers"] == ["9", "7"]
    confirm_import(job=job, by=world.clerk)
    sheet.refresh_from_db()
    assert sheet.labourers == 7


def full_sheet(world):
    ExtraField.objects.create(province=world.commune.unit.parent, key="nam_ocop", label="Năm OCOP", type="number")
    CooperativeFactory(
        unit=world.commune.unit, name="Hợp tác xã Đông Xuân", code="0200170094", phone="0220 3735 123",
        charter_capital=Decimal(950), land_area=Decimal("1250.5"), sectors="0161 – Trồng trọt\n0111 – Lúa",
        certificate_by="UBND huyện", certificate_changes=2, certificate_changed_on=dt.date(2024, 9, 3),
        representative_address="Thôn Một", banking_license="45/GP", contract_on=dt.date(2015, 4, 5),
        founded_on=dt.date(2015, 4, 5), note="- Dòng đầu", is_weak=True, extra={"nam_ocop": 2024}, email="a@b.vn",
        representative_phone="0912 345 678", governance="compact", status=Status.SUSPENDED, official_members=0,
    )  # fmt: skip
    CooperativeFactory(unit=world.commune.unit, name="=1+1 (tên xấu)", kind="group", status=Status.ENDED)


def test_what_went_out_comes_back_unchanged(world):
    full_sheet(world)
    data = export_registry(world.clerk, Cooperative.objects.exclude(name__startswith="="))
    job = taken_in(world, data)
    assert fate_of(job) == [(2, "same")]
    with pytest.raises(ValidationError):
        start_import(upload=upload(b"", "a.xlsx"), by=world.clerk)


def words_in(data):
    """Return all words of a workbook."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return unescape("".join(packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")))


def edited(data, **cells):
    """Return the workbook with other values in row 2, by heading."""
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    page = book.worksheets[0]
    at = {cell.value: cell.column for cell in page[1]}
    for label, value in cells.items():
        page.cell(2, at[label]).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_an_edited_export_is_an_update_with_history_and_can_be_undone(world):
    full_sheet(world)
    sheet = Cooperative.objects.get(code="0200170094")
    data = export_registry(world.clerk, Cooperative.objects.filter(pk=sheet.pk))
    data = edited(data, **{"Thành viên chính thức": 15, "Thư điện tử": None, "Năm OCOP": 2025, "Vốn điều lệ": "1,5 tỷ"})
    job = taken_in(world, data)
    row = job.rows.get()
    assert row.fate == Fate.CHANGE
    assert row.changes["official_members"] == ["0", "15"]
    assert row.changes["email"] == ["a@b.vn", ""]
    confirm_import(job=job, by=world.clerk)
    sheet.refresh_from_db()
    assert (sheet.official_members, sheet.email, sheet.charter_capital) == (15, "", Decimal(1_500_000_000))
    assert sheet.extra == {"nam_ocop": 2025}
    changed = AuditEntry.objects.filter(code="cooperatives.cooperative.changed").last()
    assert changed.data["changed"]["official_members"] == ["0", "15"]
    assert "Nhập từ bảng “htx.xlsx”, dòng 2" in changed.data["why"]
    job.refresh_from_db()
    undo_import(job=job, by=world.clerk)
    sheet.refresh_from_db()
    assert (sheet.official_members, sheet.email, sheet.charter_capital) == (0, "a@b.vn", Decimal(950))
    assert sheet.extra == {"nam_ocop": 2024}


def test_an_undo_takes_new_sheets_away_but_not_what_somebody_worked_on(world):
    job = taken_in(world, [HEAD, ["HTX Một", None, "Xã Đông"], ["HTX Hai", None, "Xã Đông"]])
    confirm_import(job=job, by=world.clerk)
    job.refresh_from_db()
    sheet = Cooperative.objects.get(name="HTX Hai")
    update_cooperative(cooperative=sheet, by=world.clerk, note="Đã gặp")
    with pytest.raises(ValidationError, match="đã có người sửa hoặc xóa sau khi nhập: HTX Hai"):
        undo_import(job=job, by=world.clerk)
    assert Cooperative.objects.count() == 2
    row = job.rows.get(name="HTX Hai")
    sheet.refresh_from_db()
    row.version = sheet.updated_at
    row.save()
    undo_import(job=job, by=world.clerk)
    assert not Cooperative.objects.exists()


def test_a_sheet_of_ones_own_leaves_blank_cells_alone_and_knows_by_code_and_name(world):
    CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Đông Xuân", code="0200170094", email="a@b.vn")
    CooperativeFactory(unit=world.commune.unit, name="Tổ hợp tác Hoa Đào", kind="group", code="", labourers=3)
    rows = [
        [*HEAD, "Email", "Lao động"],
        ["HTX Đông Xuân", "0200170094", "Xã Đông", None, 7],
        ["THT Hoa Đào", None, "Xã Đông", None, 4],
    ]
    job = taken_in(world, rows)
    assert fate_of(job) == [(2, "change"), (3, "change")]
    assert "Khớp theo tên" in job.rows.get(number=3).notes[0]
    confirm_import(job=job, by=world.clerk)
    assert Cooperative.objects.get(code="0200170094").email == "a@b.vn"
    assert Cooperative.objects.get(kind="group").labourers == 4


def test_a_near_equal_name_is_asked_about(world):
    CooperativeFactory(unit=world.commune.unit, name="Hợp tác xã Đông Xuân", code="0200170094")
    rows = [HEAD, ["HTX Đông Xuân", tax_code(7), "Xã Đông"], ["HTX Thu Hà", tax_code(8), "Xã Đông"]]
    job = taken_in(world, rows)
    assert fate_of(job) == [(2, "doubt"), (3, "add")]
    confirm_import(job=job, by=world.clerk)
    assert Cooperative.objects.count() == 2


def test_codes_belong_to_one(world):
    CooperativeFactory(unit=world.neighbour.unit, code="0200170094")
    twice = tax_code(11)
    rows = [HEAD, ["HTX A", "0200170094", "Xã Đông"], ["HTX B", twice, "Xã Đông"], ["HTX C", twice, "Xã Đông"]]
    job = taken_in(world, rows)
    said = {row.number: row.problems.get("code", "") for row in job.rows.all()}
    assert "đơn vị khác" in said[2]
    assert "dòng 3" in said[4]


def test_old_names_lead_to_todays_units_and_ambiguous_ones_are_asked(world):
    east = world.commune.unit
    south = AdministrativeUnit.objects.create(
        level=UnitLevel.COMMUNE, code="99001", name="Xã Nam", kind="xã", parent=east.parent
    )
    for name, units in (("Xã Cao Thắng", [east]), ("Xã Lai", [east, south])):
        former = FormerUnit.objects.create(level=FormerLevel.COMMUNE, name=name, district="Huyện Thanh Miện")
        for unit in units:
            UnitSuccession.objects.create(former=former, unit=unit, on=dt.date(2025, 7, 1))
    union = type(world.monitor).objects.create(
        user=world.monitor.user, organization=world.bureau, role="clerk", title="Văn thư", ends_on=dt.date(2099, 1, 1)
    )
    rows = [
        HEAD,
        ["HTX A", None, "xã Cao Thắng, huyện Thanh Miện"],
        ["HTX B", None, "Lai"],
        ["HTX C", None, "Xã Lạ"],
        ["HTX D", None, None],
    ]
    job = taken_in(world, rows, by=union)
    job.refresh_from_db()
    assert fate_of(job) == [(2, "add"), (3, "refused"), (4, "refused"), (5, "refused")]
    assert "tên cũ: Xã Cao Thắng" in job.rows.get(number=2).notes[0]
    assert job.open_places[0] == {"key": "lai", "words": "Lai", "options": [[east.pk, "Xã Đông"], [south.pk, "Xã Nam"]]}
    choose_columns(job=job, mapping={}, places={"lai": south.pk, "xa la": east.pk}, by=union)
    assert fate_of(job) == [(2, "add"), (3, "add"), (4, "add"), (5, "refused")]


def test_a_commune_reaches_only_its_own(world):
    foreign = CooperativeFactory(unit=world.neighbour.unit, name="HTX Tây", code="0200170094")
    rows = [["Mã hồ sơ", *HEAD], [foreign.pk, "HTX Tây", "0200170094", "Xã Tây"], [None, "HTX Mới", None, "Xã Tây"]]
    job = taken_in(world, rows)
    assert fate_of(job) == [(2, "refused"), (3, "refused")]
    assert "Không có hồ sơ mã" in job.rows.get(number=2).problems["id"]
    assert "trong địa bàn của bạn" in job.rows.get(number=3).problems["unit"]
    exported = export_registry(world.clerk, Cooperative.objects.visible_to(world.clerk))
    assert "Tây" not in words_in(exported)


def test_columns_and_units_can_be_chosen(world):
    job = taken_in(world, [["Tên", "Cột lạ", "Vốn điều lệ"], ["HTX A", 12, 1500]])
    job.refresh_from_db()
    assert [one["name"] for one in job.columns] == ["name", "", "charter_capital"]
    assert "triệu đồng" in job.rows.get().notes[0]
    choose_columns(
        job=job, places={}, by=world.clerk,
        mapping={1: {"name": "labourers", "factor": 1}, 2: {"name": "charter_capital", "factor": 10**6}},
    )  # fmt: skip
    confirm_import(job=job, by=world.clerk)
    sheet = Cooperative.objects.get()
    assert (sheet.labourers, sheet.charter_capital) == (12, Decimal(1_500_000_000))


def test_text_in_old_encodings_and_decomposed(world):
    tcvn3 = (
        "Tªn hîp t¸c x·;X·;Ghi chó\nHîp t¸c x· n«ng nghiÖp §«ng Xu©n;X· §«ng;Ho¹t ®éng cã hiÖu qu¶ cña c¸c thµnh viªn\n"
    )
    job = taken_in(world, tcvn3.encode("latin-1"), name="cu.csv")
    assert job.rows.get().name == "Hợp tác xã nông nghiệp Đông Xuân"
    import unicodedata

    nfd = unicodedata.normalize("NFD", "Tên HTX,Xã\nHTX Đông Xuân,Xã Đông\n")
    job = taken_in(world, nfd.encode(), name="mac.csv")
    assert (job.rows.get().name, job.rows.get().fate) == ("HTX Đông Xuân", "add")


def bomb():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<w/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (301 * 1024 * 1024))
    return out.getvalue()


def with_macro():
    out = io.BytesIO(xlsx([HEAD]))
    with zipfile.ZipFile(out, "a") as packed:
        packed.writestr("xl/vbaProject.bin", b"x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "reason"),
    [
        (lambda: b"", "a.xlsx", "trống"),
        (lambda: b"x", "a.docx", "Không nhận tệp"),
        (lambda: b"\xd0\xcf\x11\xe0", "a.xls", "lưu thành .xlsx"),
        (lambda: b"PK\x03\x04 hong", "a.xlsx", "hỏng|không phải"),
        (with_macro, "a.xlsx", "macro"),
        (bomb, "a.xlsx", "quá lớn"),
        (lambda: b"a,b\x00\x01\x02", "a.csv", "không phải là bảng"),
        (lambda: b"Ten\n" + b"x\n" * (MOST_ROWS + 1), "a.csv", "tối đa 20.000 dòng"),
    ],
)
def test_what_is_no_sheet_is_refused_with_the_reason(world, data, name, reason):
    with pytest.raises(ValidationError, match=reason) as told:
        start_import(upload=upload(data(), name), by=world.clerk)
    assert "file" in told.value.message_dict


def test_a_sheet_without_heading_says_so(world):
    job = taken_in(world, [["a", "b"], ["c", "d"]])
    job.refresh_from_db()
    assert "dòng tiêu đề" in job.message
    with pytest.raises(ValidationError):
        confirm_import(job=job, by=world.clerk)


@pytest.mark.parametrize(
    ("name", "cell", "value"),
    [
        ("founded_on", "5-4-2015", dt.date(2015, 4, 5)),
        ("founded_on", "ngày 05 tháng 4 năm 2015", dt.date(2015, 4, 5)),
        ("founded_on", 42099.0, dt.date(2015, 4, 5)),
        ("founded_on", 2015, dt.date(2015, 1, 1)),
        ("charter_capital", "320 triệu", Decimal(320_000_000)),
        ("charter_capital", 1.5e9, Decimal(1_500_000_000)),
        ("land_area", "2,5 ha", Decimal("25000.0")),
        ("code", 200170094.0, "0200170094"),
        ("phone", 912345678, "0912 345 678"),
        ("kind", "THT", "group"),
        ("status", "Ngừng hoạt động", "not_at_address"),
        ("field", "Nông nghiệp", "agriculture"),
        ("is_weak", "x", True),
        ("official_members", "chưa có", None),
    ],
)
def test_cells_as_officials_write_them(name, cell, value):
    assert read_cell(BY_NAME[name], cell) == value


@pytest.mark.parametrize(
    ("name", "cell"), [("founded_on", "31/02/2020"), ("kind", "công ty"), ("official_members", "-3")]
)
def test_cells_that_say_nothing_sensible(name, cell):
    with pytest.raises(ValidationError):
        read_cell(BY_NAME[name], cell)


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(sorted(BY_NAME)), st.one_of(st.text(max_size=20), st.floats(), st.integers(), st.booleans()))
def test_any_cell_is_read_or_refused_with_words(name, cell):
    try:
        read_cell(BY_NAME[name], cell)
    except ValidationError as error:
        assert error.messages


def test_the_template_can_be_filled_in_and_taken_in(world):
    job = taken_in(world, import_template(world.clerk))
    assert fate_of(job) == [(2, "add")]


def test_a_long_sheet_goes_to_the_queue_with_progress(world, django_capture_on_commit_callbacks):
    rows = [HEAD, *([f"HTX Đơn vị {n}", None, "Xã Đông"] for n in range(310))]
    job = taken_in(world, rows)
    job.refresh_from_db()
    assert (job.state, job.total) == (ImportState.READING, 311)
    read_import(job_id=job.pk)
    assert read_import(job_id=job.pk) is None
    job.refresh_from_db()
    assert (job.state, job.percent) == (ImportState.CHECKED, 100)


def test_the_pages(world, client):
    client.force_login(world.clerk.user)
    rows = [[*HEAD, "Vốn điều lệ"], ["HTX Một", None, "Xã Đông", "nhiều"], ["HTX Hai", None, "Xã Đông", 10**9]]
    answer = client.post(reverse("cooperatives:import_upload"), {"file": upload(rows)})
    page = client.get(answer.url).content.decode()
    assert "<strong>Vốn điều lệ</strong> “nhiều”: Ghi số tiền" in page
    assert "Xác nhận ghi vào sổ" not in page
    assert 'name="o-2-3" value="nhiều"' in page
    pk = int(answer.url.rstrip("/").rsplit("/", 1)[1])
    page = client.post(reverse("cooperatives:import_mend", args=[pk]), {"o-2-3": "rất nhiều"}, follow=True)
    assert "<strong>Vốn điều lệ</strong> “rất nhiều”: Ghi số tiền" in page.content.decode()
    client.post(reverse("cooperatives:import_leave_out", args=[pk, 2]), {"out": "1"})
    assert "Xác nhận ghi vào sổ" in client.get(answer.url).content.decode()
    client.post(reverse("cooperatives:import_confirm", args=[pk]))
    assert list(Cooperative.objects.values_list("name", flat=True)) == ["HTX Hai"]
    assert "Hoàn tác lượt nhập" in client.get(answer.url).content.decode()
    client.post(reverse("cooperatives:import_undo", args=[pk]))
    assert not Cooperative.objects.exists()
    client.force_login(world.neighbour_clerk.user)
    assert client.get(answer.url).status_code == 404


def test_the_export_keeps_the_filters_and_is_written_down(world, client):
    CooperativeFactory(unit=world.commune.unit, name="HTX Lúa")
    CooperativeFactory(unit=world.commune.unit, name="HTX Hoa")
    client.force_login(world.monitor.user)
    answer = client.get(reverse("cooperatives:registry_export"), {"q": "lua"})
    text = words_in(answer.content)
    assert "HTX Lúa" in text
    assert "HTX Hoa" not in text
    assert "đã xuất 1 hồ sơ ra Excel" in sentence(AuditEntry.objects.get(code="cooperatives.registry.exported"))
