"""The benchmark table."""

from bench import Row, milliseconds, side_by_side
from bench.__main__ import table


def test_table_shows_ratio_to_the_baseline_and_nothing_where_there_is_none() -> None:
    said = table([Row("đọc công văn", 30.0, 50.0, "ms", "budget"), Row("x", 2.0, None, "queries")])
    assert [line.split() for line in said.splitlines()] == [
        ["benchmark", "ours", "baseline", "ratio", "baseline", "is"],
        ["------------", "-----------", "--------", "-----", "-----------"],
        ["đọc", "công", "văn", "30.0", "ms", "50.0", "ms", "0.60", "budget"],
        ["x", "2.0", "queries"],
    ]


def test_warm_up_does_not_count_and_both_ways_take_turns() -> None:
    calls: list[str] = []
    assert milliseconds(lambda: calls.append("a"), times=3, warm_up=2) >= 0
    assert calls == ["a"] * 5
    calls.clear()
    side_by_side(lambda: calls.append("a"), lambda: calls.append("b"), times=2)
    assert calls == ["a", "b"] * 3
