"""Deadlines as people write them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.reading.deadlines import Context, find_deadlines

SIGNED = Context(date(2026, 3, 10), 2026)  # a Tuesday
FORMS = [
    ("trước ngày 15 tháng 6 năm 2026", "date", None, "2026-06-15", None),
    ("chậm nhất ngày 20/5", "date", None, "2026-05-20", None),
    ("trước 17h00 ngày 05/6/2026", "date", None, "2026-06-05", None),
    ("trước 11 giờ 30 phút ngày 20/10/2026", "date", None, "2026-10-20", None),
    ("xong trước 30/9", "date", None, "2026-09-30", None),
    ("đến hết ngày 31/12/2026", "date", None, "2026-12-31", None),
    ("Dự kiến ngày 28/3/2026", "date", "2026-03-28", "2026-03-28", None),
    ("trong quý II/2026", "quarter", "2026-04-01", "2026-06-30", None),
    ("trong quý II và quý III/2026", "period", "2026-04-01", "2026-09-30", None),
    ("hoàn thành trong tháng 4/2026", "month", "2026-04-01", "2026-04-30", None),
    ("chậm nhất cuối tháng 6/2026", "month", None, "2026-06-30", None),
    ("tháng 8-9/2026", "period", "2026-08-01", "2026-09-30", None),
    ("hoàn thành trong 6 tháng đầu năm", "period", "2026-01-01", "2026-06-30", None),
    ("trung tuần tháng 10", "period", "2026-10-11", "2026-10-20", None),
    ("trong các ngày 25, 26, 27/6/2026", "period", "2026-06-25", "2026-06-27", None),
    ("từ nay đến hết tháng 12/2026", "period", "2026-03-10", "2026-12-31", None),
    ("trước ngày 20 của tháng", "recurring", None, None, "monthly:20"),
    ("ngày 28 hằng tháng", "recurring", None, None, "monthly:28"),
    ("ngày 20 tháng cuối quý", "recurring", None, None, "quarterly:20"),
    ("cả năm", "year", "2026-01-01", "2026-12-31", None),
    ("đến hết năm 2026", "year", None, "2026-12-31", None),
    ("từ 29/3/2024-29/4/2024", "period", "2024-03-29", "2024-04-29", None),
    ("từ ngày 20/3 đến trước 01/7/2024", "period", "2024-03-20", "2024-07-01", None),
    ("ngày 10-12/6/2026", "period", "2026-06-10", "2026-06-12", None),
    ("từ nay đến hết ngày 30/6/2026", "period", "2026-03-10", "2026-06-30", None),
    ("định kỳ trước ngày 20 hằng tháng", "recurring", None, None, "monthly:20"),
    ("trước ngày 25 của tháng cuối quý", "recurring", None, None, "quarterly:25"),
    ("trước ngày 15/12 hằng năm", "recurring", None, None, "yearly:12-15"),
    ("vào thứ Sáu hằng tuần", "recurring", None, None, "weekly:friday"),
    ("định kỳ hằng quý", "recurring", None, None, "quarterly:"),
    ("15 ngày kể từ ngày ký", "relative", None, "2026-03-25", {"days": 15, "from": "signing", "unit": "day"}),
    (
        "trong 05 ngày làm việc kể từ ngày nhận được văn bản",
        "relative",
        None,
        None,
        {"days": 5, "from": "receipt", "unit": "working_day"},
    ),
    ("trước 08h00 thứ Hai (ngày 16/3/2026)", "date", None, "2026-03-16", None),
    ("thời hạn hoàn thành: 30/6/2026", "date", None, "2026-06-30", None),
    ("hạn chót ngày 25/3", "date", None, "2026-03-25", None),
    ("không muộn hơn ngày 25 tháng 3", "date", None, "2026-03-25", None),
    ("đến 30/6/2026", "date", None, "2026-06-30", None),
    ("Thời gian: 6 tháng đầu năm", "period", "2026-01-01", "2026-06-30", None),
    ("cuối năm 2026", "period", "2026-10-01", "2026-12-31", None),
    ("từ tháng 10/2026 đến tháng 3/2027", "period", "2026-10-01", "2027-03-31", None),
    (
        "trong vòng 24 giờ kể từ khi phát hiện",
        "relative",
        None,
        None,
        {"days": 24, "from": "phát hiện", "unit": "hour"},
    ),
    ("định kỳ hằng quý trước ngày 25 của tháng cuối quý", "recurring", None, None, "quarterly:25"),
    ("trước ngày 31 tháng 01 năm kế tiếp", "recurring", None, None, "yearly:01-31"),
    (
        "trong 30 ngày kể từ ngày Kế hoạch này được ban hành",
        "relative",
        None,
        "2026-04-09",
        {"days": 30, "from": "issue", "unit": "day"},
    ),
    ("ngay sau khi nhận được văn bản", "relative", None, None, {"days": 0, "from": "receipt", "unit": "day"}),
]
NONE = [
    "Thực hiện Nghị quyết số 20-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương",
    "giai đoạn 2021-2025, định hướng đến năm 2030",
    "kỷ niệm 80 năm Ngày Hợp tác xã Việt Nam (11/4/1946 - 11/4/2026)",
    "tính đến ngày 31/12/2025, toàn tỉnh có 412 hợp tác xã",
    "có hiệu lực thi hành từ ngày 01/7/2024",
    "thực hiện Kế hoạch năm 2026",
    "giai đoạn từ ngày 01/01/2026 đến ngày 31/12/2030",
    "trong quý I/2026 đã thành lập mới 03 hợp tác xã",
    "áp dụng kể từ ngày 01/7/2026",
    "tại cuộc họp ngày 05/3/2026",
    "Kế hoạch số 12/KH-UBND ngày 10/3/2026 của UBND tỉnh",
    "Tỷ lệ 1/2, 42/123 hợp tác xã, bản đồ 1/500",
]


@pytest.mark.parametrize(("text", "kind", "start", "end", "recurrence"), FORMS, ids=[form[0] for form in FORMS])
def test_form_is_understood(text, kind, start, end, recurrence):
    found = find_deadlines(f"Phòng Kinh tế báo cáo {text}.", SIGNED)
    assert [(d.kind, d.start, d.end, d.recurrence) for d in found] == [(kind, start, end, recurrence)]
    assert found[0].text in text or text in found[0].text


@pytest.mark.parametrize("text", NONE)
def test_citations_spans_and_the_past_are_no_deadlines(text):
    assert find_deadlines(text, SIGNED) == []


def test_several_in_one_sentence_come_in_order():
    text = (
        "Báo cáo 6 tháng (trước ngày 10/6/2026), báo cáo năm (trước ngày 05/12/2026), định kỳ trước ngày 20 hằng tháng."
    )
    assert [d.end or d.recurrence for d in find_deadlines(text, SIGNED)] == ["2026-06-10", "2026-12-05", "monthly:20"]


def test_a_list_of_days_is_as_many_deadlines():
    found = find_deadlines("báo cáo trước các ngày 15/3, 15/6 và 15/12 hằng năm", SIGNED)
    assert [d.recurrence for d in found] == ["yearly:03-15", "yearly:06-15", "yearly:12-15"]
    found = find_deadlines("báo cáo trước ngày 14/4, 14/6 và 14/1/2027", SIGNED)
    assert [d.end for d in found] == ["2026-04-14", "2026-06-14", "2027-01-14"]


def test_a_day_to_come_is_one_without_a_word_of_limit():
    found = find_deadlines("Tổng hợp, báo cáo Trưởng Công an phường ngày 25/6/2026", SIGNED)
    assert [(d.start, d.end) for d in found] == [("2026-06-25", "2026-06-25")]


def test_two_days_of_a_month_are_two_recurrences():
    found = find_deadlines("gửi báo cáo vào ngày 15 và ngày 30 hàng tháng", SIGNED)
    assert [d.recurrence for d in found] == ["monthly:15", "monthly:30"]


def test_working_days_skip_the_weekend():
    found = find_deadlines("trong thời hạn 5 ngày làm việc kể từ ngày ký", SIGNED)
    assert found[0].end == "2026-03-17"


def test_without_any_year_a_day_is_left_out():
    assert find_deadlines("trước ngày 20/5", Context()) == []


@given(
    st.dates(date(2000, 1, 1), date(2199, 12, 31)),
    st.sampled_from(["trước ngày", "chậm nhất ngày", "xong trước ngày", "đến hết ngày"]),
)
def test_every_day_is_read_in_both_spellings(day, word):
    short = f"{word} {day.day}/{day.month}/{day.year}"
    long = f"{word} {day.day:02d} tháng {day.month:02d} năm {day.year}"
    for text in (short, long):
        assert [d.end for d in find_deadlines(f"Báo cáo {text} về xã.", SIGNED)] == [day.isoformat()]


@given(st.dates(date(2020, 1, 1), date(2030, 12, 31)), st.integers(1, 300))
def test_a_span_keeps_its_ends(first, length):
    last = first + timedelta(days=length)
    text = f"từ ngày {first:%d/%m/%Y} đến ngày {last:%d/%m/%Y}"
    assert [(d.start, d.end) for d in find_deadlines(text, SIGNED)] == [(first.isoformat(), last.isoformat())]


@given(st.text(alphabet="ngàythángămtrướcđến 0123456789/-.,;:()quýIhằ", max_size=200))
def test_odd_text_never_breaks(text):
    for deadline in find_deadlines(text, SIGNED):
        assert deadline.text
