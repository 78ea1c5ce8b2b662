"""The demonstration's registry: about 300 invented cooperatives in 20 communes."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from typing import Any

from stdnum.vn import mst

from cooperatives.models import Cooperative, Field, Kind, OcopGroup, Status
from cooperatives.services import change_status, create_cooperative, load_reference, save_product
from organizations.models import Organization, Staff
from reports.demo.places import Places

SIZE = 300
FAMILY = "Nguyễn Trần Lê Phạm Hoàng Vũ Đặng Bùi Đỗ Ngô Dương Lương Đào Đinh Mai".split()
MIDDLE = "Văn Thị Hữu Đức Minh Ngọc Quang Thanh Xuân Hồng".split()
GIVEN = (
    "An Bình Chung Dũng Giang Hà Hạnh Hùng Khánh Lan Liên Long Mai Nam Nga Phong Quyết Sơn Tâm Thảo Tiến Yến".split()
)
PLACE_NAMES = (
    "Đồng Tâm;Tân Tiến;Hồng Phong;Quyết Thắng;Đại Đồng;Thống Nhất;Bình Minh;An Khê;Phú Cường;Toàn Thắng;Việt Hưng;"
    "Hưng Đạo;Nam Sơn;Bắc Hà;Lam Sơn;Trung Kiên"
).split(";")
TRADES: list[tuple[str, str, str]] = [
    ("Dịch vụ nông nghiệp", Field.AGRICULTURE, "0161 – Hoạt động dịch vụ trồng trọt"),
    ("Rau an toàn", Field.AGRICULTURE, "0118 – Trồng rau, đậu các loại và trồng hoa"),
    ("Nuôi trồng thủy sản", Field.AGRICULTURE, "0322 – Nuôi trồng thủy sản nội địa"),
    ("Chăn nuôi", Field.AGRICULTURE, "0145 – Chăn nuôi lợn và sản xuất giống lợn"),
    ("Cây ăn quả", Field.AGRICULTURE, "0121 – Trồng cây ăn quả"),
    ("Vận tải", Field.TRANSPORT, "4933 – Vận tải hàng hóa bằng đường bộ"),
    ("Cơ khí", Field.INDUSTRY, "2592 – Gia công cơ khí; xử lý và tráng phủ kim loại"),
    ("Môi trường", Field.ENVIRONMENT, "3811 – Thu gom rác thải không độc hại"),
    ("Thương mại dịch vụ", Field.TRADE, "4722 – Bán lẻ thực phẩm"),
    ("Xây dựng", Field.CONSTRUCTION, "4101 – Xây dựng nhà để ở"),
]
PRODUCTS = [
    ("Gạo nếp cái hoa vàng", OcopGroup.FOOD),
    ("Ổi lê", OcopGroup.FOOD),
    ("Rau cải ngọt hữu cơ", OcopGroup.FOOD),
    ("Trà hoa sen", OcopGroup.DRINK),
    ("Chiếu cói", OcopGroup.CRAFT),
    ("Mật ong hoa vải", OcopGroup.FOOD),
]
# Out of 100 sheets: how many go on to which status.
STEPS = {Status.SUSPENDED: 7, Status.NOT_AT_ADDRESS: 5, Status.DISSOLVING: 4, Status.ENDED: 3, Status.REVOKED: 2}
REASONS = {
    Status.SUSPENDED: "Thông báo tạm ngừng kinh doanh của đơn vị",
    Status.NOT_AT_ADDRESS: "Thông báo của cơ quan thuế",
    Status.DISSOLVING: "Nghị quyết giải thể của Đại hội thành viên",
    Status.ENDED: "Hoàn thành thủ tục giải thể",
    Status.REVOKED: "Quyết định cưỡng chế về quản lý thuế",
}


def make_registry(places: Places, today: dt.date, chance: random.Random) -> list[Cooperative]:
    """Make the sheets, their statuses and OCOP products; the same seed gives the same registry."""
    load_reference()
    known = [o for code, o in sorted(places.by_code.items()) if code.startswith(f"{places.home.code}.X")]
    sheets = [_sheet(places.home, today, chance, number, known[number]) for number in range(len(known))]
    for number in range(len(known), SIZE):
        commune = places.communes[number % len(places.communes)]
        sheets.append(_sheet(commune, today, chance, number))
    for sheet in sheets[len(known) :]:
        _go_on(sheet, places.clerk_of(sheet.unit), today, chance)
    for sheet in sheets[::7]:
        _give_product(sheet, today, chance)
    return sheets


def _sheet(
    commune: Organization, today: dt.date, chance: random.Random, number: int, known: Organization | None = None
) -> Cooperative:
    trade, field, sector = _trade_of(known.name) if known else chance.choice(TRADES)
    kind = chance.choices([Kind.COOPERATIVE, Kind.GROUP, Kind.UNION], [84, 14, 2])[0]
    head = {Kind.COOPERATIVE: "Hợp tác xã", Kind.GROUP: "Tổ hợp tác", Kind.UNION: "Liên hiệp hợp tác xã"}[kind]
    name = (
        known.name
        if known
        else f"{head} {trade} {PLACE_NAMES[number // 20 % len(PLACE_NAMES)]} {commune.unit.proper_name}"
    )
    founded = today - dt.timedelta(days=chance.randrange(300, 6000))
    values: dict[str, Any] = {
        "kind": Kind.COOPERATIVE if known else kind,
        "name": name,
        "code": "" if kind == Kind.GROUP and not known else _tax_code(number),
        "address": f"{commune.unit.name}, thành phố Hải Phòng",
        "unit": commune.unit,
        "phone": f"0225 3{chance.randrange(500, 999)} {chance.randrange(100, 999)}",
        "field": field,
        "sectors": sector,
        "charter_capital": Decimal(chance.randrange(3, 60)) * 100_000_000,
        "representative_name": person(chance),
        "representative_title": "Tổ trưởng" if kind == Kind.GROUP and not known else "Giám đốc",
        "representative_phone": _mobile(chance),
        "founded_on": founded,
        "certificate_on": founded + dt.timedelta(days=5),
        "official_members": chance.choice([4, 7, 9, 12, 25, 60, 118, 240, 355]),
        "capital_associates": chance.randrange(0, 6),
        "other_associates": chance.randrange(0, 40),
        "labourers": chance.randrange(4, 80),
        "is_weak": chance.random() < 0.08,
        "is_untransformed": chance.random() < 0.05,
        "organization": known,
    }
    return create_cooperative(by=None, same_name_confirmed=True, **values)


def _trade_of(name: str) -> tuple[str, str, str]:
    """Return the trade that a cooperative's name speaks of."""
    return next(t for t in TRADES if set(t[0].casefold().split()[-2:]) <= set(name.casefold().split()))


def _mobile(chance: random.Random) -> str:
    start = chance.choice([12, 13, 15, 34, 66, 78, 83])
    return f"09{start} {chance.randrange(100, 999)} {chance.randrange(100, 999)}"


def _tax_code(number: int) -> str:
    # A remainder of ten has no check digit; the stem after such a one always has.
    for stem in (f"0201{10000 + 2 * number:05d}", f"0201{10001 + 2 * number:05d}"):
        digit = mst.calc_check_digit(stem)
        if len(digit) == 1:
            return stem + digit
    raise AssertionError("two stems in a row without a check digit")


def person(chance: random.Random) -> str:
    return f"{chance.choice(FAMILY)} {chance.choice(MIDDLE)} {chance.choice(GIVEN)}"


def _go_on(sheet: Cooperative, clerk: Staff, today: dt.date, chance: random.Random) -> None:
    draw = chance.randrange(100)
    for status, share in STEPS.items():
        if draw < share:
            if sheet.kind != Kind.GROUP:
                _change(sheet, status, clerk, today - dt.timedelta(days=chance.randrange(5, 250)), today)
            return
        draw -= share


def _change(sheet: Cooperative, status: str, clerk: Staff, on: dt.date, today: dt.date) -> None:
    until = today + dt.timedelta(days=90) if status == Status.SUSPENDED else None
    reason = REASONS[Status(status)]
    change_status(cooperative=sheet, to=status, on=on, reason=reason, by=clerk, until=until, today=today)


def _give_product(sheet: Cooperative, today: dt.date, chance: random.Random) -> None:
    name, group = chance.choice(PRODUCTS)
    recognised = today - dt.timedelta(days=chance.randrange(30, 1000))
    save_product(
        cooperative=sheet, by=None, name=f"{name} {sheet.unit.proper_name}", group=group,
        stars=chance.choice([3, 3, 3, 4, 4, 5]), recognised_on=recognised,
        valid_until=recognised + dt.timedelta(days=3 * 365),
    )  # fmt: skip
