"""What stands on the demonstration's sheets: people, land, support, figures, difficulties; in few statements."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterable
from decimal import Decimal

from django.db import models
from django.utils import timezone

from cooperatives import services
from cooperatives.comparing import change_of
from cooperatives.models import (
    Asset,
    Branch,
    Cooperative,
    CriteriaSet,
    Difficulty,
    Evaluation,
    FiguresState,
    Grade,
    JournalEntry,
    Kind,
    LandParcel,
    Member,
    Officer,
    RegisteredSector,
    Sector,
    SettlementItem,
    Support,
    YearlyFigures,
)
from cooperatives.models.figures import FIGURES, year_of
from cooperatives.size import size_of, thresholds_on
from organizations.models import Staff
from reports.demo.places import Places
from reports.demo.registry import person

YEARS = 3
DIFFICULTIES = [
    ("land", "Chưa có mặt bằng xây dựng nhà sơ chế", "Cần thuê 500 m² đất công ích; đã làm đơn, chưa được trả lời."),
    ("capital", "Thiếu vốn lưu động đầu vụ", "Cần vay 800 triệu đồng mua vật tư; chưa có tài sản thế chấp."),
    ("market", "Tiêu thụ rau vụ đông chậm", "Đề nghị kết nối với siêu thị, bếp ăn khu công nghiệp."),
    ("infrastructure", "Kênh tưới nội đồng xuống cấp", "Đoạn kênh 300 m bị sạt, thiếu nước vụ mùa."),
    ("people", "Giám đốc, kế toán chưa qua đào tạo", "Đề nghị mở lớp bồi dưỡng kế toán hợp tác xã."),
    ("procedure", "Vướng thủ tục đổi giấy chứng nhận", "Giấy chứng nhận cũ ghi tên huyện; chưa rõ hồ sơ đổi."),
    ("debt", "Nợ cũ của hợp tác xã nông nghiệp trước năm 1997", "Đề nghị hướng dẫn xóa nợ để giải thể."),
]
VISITS = [
    ("visit", "Nắm tình hình sản xuất vụ xuân", "Đơn vị hoạt động ổn định; cần hỗ trợ máy sấy."),
    (
        "support",
        "Hướng dẫn sửa Điều lệ theo Luật Hợp tác xã 2023",
        "Đã thống nhất nội dung; họp Đại hội trong quý II.",
    ),
    ("check", "Kiểm tra sổ sách, công khai tài chính", "Sổ kế toán đầy đủ; còn chậm công khai."),
]
DEBTS = ("debt_state", "debt_bank", "debt_economic", "debt_members", "owed_by_members")


def make_sheets(places: Places, sheets: list[Cooperative], today: dt.date, chance: random.Random) -> None:
    """Fill the sheets; the same seed fills them alike."""
    living = [sheet for sheet in sheets if sheet.status != "ended"]
    _own_columns(places, living, today, chance)
    _people(living, chance)
    _holdings(living, today, chance)
    _sectors(living)
    _figures(living, today, chance, places.staff["vanthu"])
    _evaluations(living, today, chance, places.staff["vanthu"])
    _settlement([s for s in living if s.is_weak], today, chance)
    _journal(places, living, today, chance)
    _difficulties(places, living, today, chance)


def _save(model: type[models.Model], rows: Iterable[models.Model]) -> None:
    model._default_manager.bulk_create(rows, batch_size=1000)


def _own_columns(places: Places, sheets: list[Cooperative], today: dt.date, chance: random.Random) -> None:
    for sheet in [s for s in sheets if s.unit_id == places.home.unit_id][6::5]:
        sheet.is_weak = True
    for sheet in sheets:
        capital = sheet.charter_capital or Decimal(0)
        sheet.total_capital, sheet.assets_value = capital * 2, capital * 3 // 2
        sheet.debt = Decimal(chance.choice([0, 0, 50, 120, 300])) * 1_000_000
        sheet.debt_bank = sheet.debt // 2
        sheet.land_area = Decimal(chance.randrange(0, 60)) * 500
        sheet.governance = chance.choice(["full", "compact", "compact"]) if sheet.kind != Kind.GROUP else ""
        sheet.last_meeting_on = today - dt.timedelta(days=chance.choice([40, 60, 200, 300, 420, 700]))
        sheet.charter_adapted_on = dt.date(2025, chance.randrange(1, 12), 15) if chance.random() < 0.7 else None
        sheet.in_value_chain, sheet.uses_high_tech = chance.random() < 0.2, chance.random() < 0.1
        sheet.value_chain = "Siêu thị, bếp ăn khu công nghiệp" if sheet.in_value_chain else ""
        sheet.high_tech = "Nhà màng, tưới nhỏ giọt" if sheet.uses_high_tech else ""
        sheet.has_traceability, sheet.sells_online = chance.random() < 0.25, chance.random() < 0.15
    columns = (
        "is_weak", "total_capital", "assets_value", "debt", "debt_bank", "land_area", "governance", "last_meeting_on",
        "charter_adapted_on", "in_value_chain", "value_chain", "uses_high_tech", "high_tech", "has_traceability",
        "sells_online",
    )  # fmt: skip
    Cooperative.objects.bulk_update(sheets, columns, batch_size=200)


def _people(sheets: list[Cooperative], chance: random.Random) -> None:
    officers, members = [], []
    for sheet in sheets:
        group = sheet.kind == Kind.GROUP
        seats = ["group_head"] if group else ["chair", "director", "controller", "accountant"]
        for seat in seats:
            name = sheet.representative_name if seat in ("director", "group_head") else person(chance)
            training = chance.choice(["none", "basic", "vocational", "college", "university"])
            year = chance.randrange(1960, 1998)
            officers.append(Officer(cooperative=sheet, name=name, position=seat, training=training, birth_year=year))
        share = (sheet.charter_capital or Decimal(0)) // 10
        for number in range(4):
            capital = share * (4 if number == 0 and chance.random() < 0.1 else 1)
            members.append(Member(cooperative=sheet, name=person(chance), capital=capital, joined_on=sheet.founded_on))
    _save(Officer, officers)
    _save(Member, members)


def _holdings(sheets: list[Cooperative], today: dt.date, chance: random.Random) -> None:
    chosen = [sheet for sheet in sheets if chance.random() < 0.5]
    _save(
        LandParcel,
        (LandParcel(cooperative=s, use="office", right="lent", area=chance.randrange(80, 400)) for s in chosen),
    )
    _save(
        Asset,
        (
            Asset(cooperative=s, kind="machine", name="Máy làm đất", origin="capital", value=85_000_000, year=2021)
            for s in chosen
        ),
    )
    _save(Branch, (Branch(cooperative=s, kind="place", name="Cửa hàng nông sản", code="00001") for s in chosen[::6]))
    on = today - dt.timedelta(days=90)
    _save(
        Support,
        (
            Support(
                cooperative=s, policy="infrastructure", source="budget", content="Hỗ trợ 50% kinh phí máy sấy nông sản",
                amount=120_000_000, on=on, given_by="Sở Nông nghiệp và Môi trường",
            )
            for s in chosen[::4]
        ),
    )  # fmt: skip


def _sectors(sheets: list[Cooperative]) -> None:
    known = {sector.code: sector for sector in Sector.objects.in_force()}
    rows = ((sheet, known.get(sheet.sectors[:4])) for sheet in sheets)
    _save(
        RegisteredSector, (RegisteredSector(cooperative=s, sector=sector, is_main=True) for s, sector in rows if sector)
    )


def _figures(sheets: list[Cooperative], today: dt.date, chance: random.Random, by: Staff) -> None:
    last, table, rows = year_of(today), thresholds_on(today), []
    for sheet in sheets:
        before = None
        for year in range(last - YEARS, last + (chance.random() < 0.3)):
            before = _year(sheet, year, before, chance)
            approved = year < last
            before.state = FiguresState.APPROVED if approved else FiguresState.SUBMITTED
            before.submitted_at, before.submitted_by = timezone.now(), sheet.representative_name
            before.approved_at, before.approved_by = (timezone.now(), by) if approved else (None, None)
            size = size_of(
                field=sheet.field, members=before.official_members, revenue=before.revenue,
                capital=before.total_capital, thresholds=table,
            )  # fmt: skip
            before.size_class = size.size_class
            rows.append(before)
    _save(YearlyFigures, rows)


def _year(sheet: Cooperative, year: int, before: YearlyFigures | None, chance: random.Random) -> YearlyFigures:
    grown = Decimal(chance.randrange(90, 125)) / 100
    revenue = (before.revenue or 0) * grown if before else Decimal(chance.randrange(4, 90)) * 100_000_000
    revenue = Decimal(int(revenue) // 1_000_000 * 1_000_000)
    row = YearlyFigures(
        cooperative=sheet, year=year, unit=sheet.unit, official_members=sheet.official_members,
        capital_associates=sheet.capital_associates, other_associates=sheet.other_associates,
        labourers=sheet.labourers, member_labourers=(sheet.labourers or 0) // 2, managers=4, managers_basic=2,
        managers_college=1, charter_capital=sheet.charter_capital, total_capital=sheet.total_capital,
        assets=sheet.assets_value, debt=sheet.debt, revenue=revenue, internal_revenue=revenue * 6 // 10,
        profit=revenue // 14, tax_paid=revenue // 200, common_fund=revenue // 100,
        member_income=Decimal(chance.randrange(30, 80)) * 1_000_000,
    )  # fmt: skip
    for name in FIGURES:
        if before and change_of(getattr(before, name), getattr(row, name))[1]:
            row.explanations[name] = "Mở rộng dịch vụ cho thành viên"
    return row


def _evaluations(sheets: list[Cooperative], today: dt.date, chance: random.Random, by: Staff) -> None:
    criteria = CriteriaSet.objects.get(source="Thông tư 01/2020/TT-BKHĐT")
    grades = list(Grade.objects.filter(set=criteria).order_by("-min_points"))
    numbers = list(criteria.criteria.values_list("number", flat=True))
    rows = []
    for sheet in sheets:
        total = Decimal(chance.randrange(42, 96))
        grade = next(g for g in grades if total >= g.min_points)
        share = {str(n): str(total // len(numbers)) for n in numbers}
        rows.append(
            Evaluation(
                cooperative=sheet, year=today.year - 1, set=criteria, points=share, total=total, grade=grade, by=by
            )
        )
    _save(Evaluation, rows)


def _settlement(weak: list[Cooperative], today: dt.date, chance: random.Random) -> None:
    rows = []
    for sheet in weak:
        whole = chance.random() < 0.35
        for kind in (*chance.sample(DEBTS, 2), "papers"):
            done = whole or chance.random() < 0.3
            rows.append(
                SettlementItem(
                    cooperative=sheet, kind=kind, title="Khoản tồn đọng từ trước khi chuyển đổi" if kind != "papers"
                    else "Thu hồi con dấu, giấy chứng nhận", amount=None if kind == "papers" else 42_000_000,
                    due_on=today + dt.timedelta(days=60), settled_on=today - dt.timedelta(days=20) if done else None,
                )
            )  # fmt: skip
    _save(SettlementItem, rows)


def _journal(places: Places, sheets: list[Cooperative], today: dt.date, chance: random.Random) -> None:
    rows = []
    for sheet in sheets[::3]:
        kind, title, text = chance.choice(VISITS)
        on = today - dt.timedelta(days=chance.randrange(10, 200))
        by = places.clerk_of(sheet.unit)
        rows.append(JournalEntry(cooperative=sheet, kind=kind, on=on, title=title, text=text, by=by))
    _save(JournalEntry, rows)


def _difficulties(places: Places, sheets: list[Cooperative], today: dt.date, chance: random.Random) -> None:
    rows = []
    for at, sheet in enumerate(sheets[::5]):
        kind, title, text = DIFFICULTIES[at % len(DIFFICULTIES)]
        row = Difficulty(
            unit=sheet.unit, cooperative=sheet, kind=kind, title=title, text=text, source="cooperative",
            raiser_words=sheet.representative_name, raised_on=today - dt.timedelta(days=chance.randrange(1, 120)),
        )  # fmt: skip
        row.fold_search_text()
        rows.append(row)
    _save(Difficulty, rows)
    _follow_up(places, [row for row in rows if row.unit_id == places.home.unit_id], today)


def _follow_up(places: Places, rows: list[Difficulty], today: dt.date) -> None:
    """Some of the home commune's go to an agency as a task, and one gets its answer."""
    clerk, due = places.staff["vanthu"], max(today, timezone.localdate()) + dt.timedelta(days=15)
    agency = places.office(places.home, "PKT")
    for row in rows[:2]:
        services.route_difficulty(difficulty=row, agency=agency, due_on=due, by=clerk)
    for row in rows[1:2]:
        services.answer_difficulty(
            difficulty=row, answer="UBND xã đã hướng dẫn hồ sơ vay Quỹ hỗ trợ phát triển hợp tác xã.",
            by=places.staff["phongkinhte"],
        )  # fmt: skip
