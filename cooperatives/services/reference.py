"""Reference rows that every portal begins with: sectors, thresholds of sizes, sets of criteria.

Brought in once; what an agency changed since is left alone. Only figures that were verified are shipped.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction

from cooperatives.models import CriteriaSet, Criterion, Grade, SizeClass, SizeGroup, SizeThreshold
from cooperatives.services.sectors import load_shipped_sectors

BILLION = Decimal(10**9)
_DECREE = "Nghị định 113/2024/NĐ-CP, Điều 4–5"
# Verified cells only: members, revenue, capital. The other cells are shipped empty, to be filled in from the decree.
THRESHOLDS: dict[tuple[str, str], tuple[int, Decimal, Decimal]] = {
    (SizeGroup.AGRICULTURE, SizeClass.LARGE): (300, 50 * BILLION, 10 * BILLION),
    (SizeGroup.AGRICULTURE, SizeClass.MEDIUM): (200, 10 * BILLION, 5 * BILLION),
    (SizeGroup.AGRICULTURE, SizeClass.SMALL): (50, 2 * BILLION, 1 * BILLION),
    (SizeGroup.INDUSTRY, SizeClass.LARGE): (100, 80 * BILLION, 20 * BILLION),
}
_GRADES = (("Tốt", 80, True), ("Khá", 65, True), ("Trung bình", 50, False), ("Yếu", 0, False))
_GENERAL = (
    ("Tài chính", 30, (
        ("Vốn hoạt động", 7), ("Tài sản", 6), ("Kết quả sản xuất, kinh doanh", 11), ("Trích lập quỹ", 6),
    )),
    ("Quản trị, điều hành", 30, (
        ("Tuân thủ pháp luật", 8), ("Giải quyết tranh chấp nội bộ", 6), ("Trình độ cán bộ quản lý", 6),
        ("Chế độ, chính sách", 6), ("Khoa học kỹ thuật, chuỗi giá trị", 4),
    )),
    ("Thành viên và cộng đồng", 40, (
        ("Mức độ tham gia của thành viên", None), ("Lợi ích của thành viên", None), ("Sản phẩm, dịch vụ", None),
        ("Thông tin, đào tạo", None), ("Đóng góp cho cộng đồng", None), ("Khen thưởng", None),
    )),
)  # fmt: skip
_FARMING = (
    ("Đánh giá chung", 100, (
        ("Doanh thu và kết quả sản xuất, kinh doanh", None), ("Lợi ích của thành viên", None),
        ("Vốn hoạt động", None), ("Quy mô thành viên", None), ("Khen thưởng", None), ("Mức độ hài lòng", None),
    )),
)  # fmt: skip
_UNSURE = "Điểm tối đa của các tiêu chí để trống chưa được kiểm chứng; chỉ áp dụng điểm tối đa của cả phần."
SETS = (
    ("Đánh giá hợp tác xã (chung)", "Thông tư 01/2020/TT-BKHĐT", "", 2020, _GENERAL),
    ("Đánh giá hợp tác xã nông nghiệp", "Thông tư 09/2017/TT-BNNPTNT", "agriculture", 2017, _FARMING),
)


@transaction.atomic
def load_reference() -> None:
    """Bring in what is missing of sectors, thresholds and sets of criteria; safe to run again."""
    load_shipped_sectors()
    _load_thresholds()
    for name, source, field, year, parts in SETS:
        if not CriteriaSet.objects.filter(source=source, province=None).exists():
            _make_set(name, source, field, year, parts)


def _load_thresholds() -> None:
    have = set(SizeThreshold.objects.values_list("group", "size_class"))
    cells = [(group, size) for group in SizeGroup for size in SizeClass if size != SizeClass.MICRO]
    SizeThreshold.objects.bulk_create(_threshold(g, s) for g, s in cells if (g.value, s.value) not in have)


def _threshold(group: str, size_class: str) -> SizeThreshold:
    members, revenue, capital = THRESHOLDS.get((group, size_class), (None, None, None))
    return SizeThreshold(
        group=group, size_class=size_class, valid_from=dt.date(2024, 11, 1), min_members=members, min_revenue=revenue,
        min_capital=capital, source=_DECREE if members else "",
    )  # fmt: skip


def _make_set(name: str, source: str, field: str, year: int, parts: tuple) -> None:  # type: ignore[type-arg]
    kept = CriteriaSet.objects.create(name=name, source=source, field=field, first_year=year, note=_UNSURE)
    rows = [(part, most, criterion, points) for part, most, criteria in parts for criterion, points in criteria]
    Criterion.objects.bulk_create(
        Criterion(set=kept, number=at, part=part, part_max=most, name=criterion, max_points=points)
        for at, (part, most, criterion, points) in enumerate(rows, 1)
    )
    Grade.objects.bulk_create(
        Grade(set=kept, name=grade, min_points=least, is_good=good) for grade, least, good in _GRADES
    )
