"""Recurrences in words, and finding the text behind an item."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.official.tree import Deadline
from documents.recurrence import day_of_relative, rule_of, words_of
from documents.services.proposals import main_deadline
from documents.sources import locate

RULES = {
    "weekly:friday": "hằng tuần, thứ sáu",
    "weekly:sunday": "hằng tuần, chủ nhật",
    "monthly:20": "hằng tháng, ngày 20",
    "monthly": "hằng tháng",
    "quarterly:25": "hằng quý, ngày 25",
    "yearly:12-15": "hằng năm, ngày 15/12",
}


@pytest.mark.parametrize("rule", RULES)
def test_rules_and_words_say_the_same(rule: str) -> None:
    assert words_of(rule) == RULES[rule]
    assert rule_of(RULES[rule]) == rule


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Hàng tháng, trước ngày 5", "monthly:5"),
        ("dinh ky hang tuan, vao thu 6", "weekly:friday"),
        ("hằng năm, 29/02", "yearly:02-29"),
        ("mỗi quý", "quarterly"),
        ("15 ngày kể từ ngày ký", {"days": 15, "from": "signing", "unit": "day"}),
        ("trong 05 ngày làm việc từ khi nhận được văn bản", {"days": 5, "from": "receipt", "unit": "working_day"}),
        ("  ", None),
    ],
)
def test_words_that_people_type(words: str, rule: object) -> None:
    assert rule_of(words) == rule


@pytest.mark.parametrize(
    "words",
    ["thỉnh thoảng", "hằng tháng, ngày 32", "hằng tuần, ngày 5", "hằng năm, ngày 31/4", "hằng năm, 5", "20", "hằng"],
)
def test_words_without_a_rule_are_refused(words: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        rule_of(words)


@given(st.integers(1, 31), st.sampled_from(["monthly", "quarterly"]))
def test_every_day_of_a_period_survives_the_way_through_words(day: int, span: str) -> None:
    assert rule_of(words_of(f"{span}:{day}")) == f"{span}:{day}"


@given(st.dates(dt.date(2024, 1, 1), dt.date(2024, 12, 31)))
def test_every_day_of_the_year_survives_the_way_through_words(day: dt.date) -> None:
    assert rule_of(words_of(f"yearly:{day:%m-%d}")) == f"yearly:{day:%m-%d}"


@given(st.text(max_size=80))
def test_typing_anything_ends_in_a_rule_or_a_refusal(text: str) -> None:
    try:
        rule = rule_of(text)
    except ValueError:
        return
    assert rule is None or isinstance(rule, str | dict)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ({"days": 15, "from": "signing", "unit": "day"}, dt.date(2026, 2, 15)),
        ({"days": 1, "from": "signing", "unit": "month"}, dt.date(2026, 2, 28)),
        ({"days": 12, "from": "signing", "unit": "month"}, dt.date(2027, 1, 31)),
        ({"days": 15, "from": "receipt", "unit": "day"}, None),
        ({"days": 48, "from": "signing", "unit": "hour"}, None),
        ({"days": 10**9, "from": "signing", "unit": "day"}, None),
        ("monthly:20", None),
    ],
)
def test_a_limit_from_signing_becomes_a_day(rule: object, expected: dt.date | None) -> None:
    assert day_of_relative(rule, dt.date(2026, 1, 31)) == expected  # type: ignore[arg-type]
    assert day_of_relative(rule, None) is None  # type: ignore[arg-type]


def test_of_several_deadlines_a_day_counts_before_a_recurrence() -> None:
    monthly = Deadline("hằng tháng", "recurring", recurrence="monthly:20")
    month, late, early = (
        Deadline("trong tháng 5", "month", "2026-05-01", "2026-05-31"),
        Deadline("trước 30/6", "date", None, "2026-06-30"),
        Deadline("trước 20/4", "date", None, "2026-04-20"),
    )
    assert main_deadline([monthly, month, late, early]) is early
    assert main_deadline([Deadline("?", "strange"), monthly]) is monthly
    assert main_deadline([]) is None


TEXT = """\
**1. Phòng Kinh tế**
- Rà soát các hợp tác
xã ngừng hoạt động.

- Báo cáo kết quả về Ủy ban
- Rà soát các hợp tác xã khác
"""


def test_the_lines_behind_an_item_are_found_over_breaks_marks_and_signs() -> None:
    found = locate(
        TEXT, {"a": "Rà soát các hợp tác xã ngừng hoạt động", "b": "Báo cáo kết quả về Uỷ ban", "c": "không có đâu cả"}
    )
    behind = {b.anchor: b.lines for b in found.blocks if b.anchor}
    assert behind[found.anchors["a"]] == ["- Rà soát các hợp tác", "xã ngừng hoạt động."]
    assert found.anchors["b"] in behind and "c" not in found.anchors


def test_items_on_the_same_line_share_its_anchor_and_ids_stay_single() -> None:
    found = locate(
        "Giao Phòng Kinh tế rà soát, Phòng Văn hóa tuyên truyền",
        {"a": "Giao Phòng Kinh tế rà soát", "b": "Phòng Văn hóa tuyên truyền"},
    )
    assert found.anchors["a"] == found.anchors["b"]
    anchors = [b.anchor for b in found.blocks if b.anchor]
    assert len(anchors) == len(set(anchors)) == 1


@given(st.text(max_size=300), st.lists(st.text(max_size=60), max_size=6))
def test_no_line_is_lost_and_every_anchor_exists_once(text: str, wanted: list[str]) -> None:
    found = locate(text, {f"i{n}": words for n, words in enumerate(wanted)})
    assert [line for block in found.blocks for line in block.lines] == text.splitlines()
    anchors = [b.anchor for b in found.blocks if b.anchor]
    assert len(anchors) == len(set(anchors)) and set(found.anchors.values()) <= set(anchors)
