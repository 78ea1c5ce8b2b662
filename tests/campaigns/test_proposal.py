"""What is read of a campaign in a plan."""

import datetime as dt
from pathlib import Path

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from campaigns.proposal import propose_campaign
from documents.models import Part
from documents.official.tree import ITEM, SECTION, Activity, Deadline, Node, OfficialDocument
from documents.reading import read_path, read_text
from tests.campaigns.sample import PLAN

SEEDS = Path(settings.BASE_DIR).parent / "shared" / "seeds"
needs_seeds = pytest.mark.skipif(not SEEDS.exists(), reason="the reference documents are not here")


def words(activity, part):
    return [p.words for p in activity.parties if p.part == part]


def of_body(*nodes, **head):
    return propose_campaign(OfficialDocument(body=list(nodes), date="2026-03-12", **head))


def test_the_sample_plan_as_a_whole():
    found = propose_campaign(read_text(PLAN))
    assert (found.title, found.year) == ("Tháng hành động vì Hợp tác xã năm 2026", 2026)
    assert found.theme == "Hợp tác xã cùng nông dân chuyển đổi số"
    assert found.messages == ["Vào hợp tác xã để cùng mạnh", "Mỗi hợp tác xã một sản phẩm OCOP"]
    assert (found.starts_on, found.ends_on) == (dt.date(2026, 4, 1), dt.date(2026, 5, 31))
    assert (found.peak_starts_on, found.peak_ends_on) == (dt.date(2026, 4, 6), dt.date(2026, 4, 12))
    assert "ngân sách xã năm 2026" in found.budget_text
    assert [a.number for a in found.activities] == ["1", "2", "3"]


def test_the_activities_of_the_sample_plan():
    first, second, third = propose_campaign(read_text(PLAN)).activities
    assert (first.scale, first.place) == ("150 đại biểu", "Nhà văn hóa xã")
    assert (first.starts_on, first.ends_on) == (dt.date(2026, 4, 6), dt.date(2026, 4, 6))
    assert (second.starts_on, second.ends_on) == (dt.date(2026, 4, 1), dt.date(2026, 4, 30))
    assert (third.starts_on, third.ends_on) == (None, dt.date(2026, 5, 20))
    assert words(first, Part.LEAD) == ["Phòng Văn hóa - Xã hội"]
    assert words(first, Part.COORDINATING) == ["Phòng Kinh tế", "các thôn"]


@pytest.mark.parametrize(
    ("nodes", "theme"),
    [
        ([Node(SECTION, "1", title="Chủ đề", text="“Cùng phát triển”")], "Cùng phát triển"),
        ([Node(SECTION, "1", text="Chủ đề năm 2026: Cùng phát triển.")], "Cùng phát triển"),
        (
            [Node(SECTION, "1", title="CHỦ ĐỀ", children=[Node("paragraph", text="“Cùng phát triển”.")])],
            "Cùng phát triển",
        ),
        ([Node(SECTION, "1", title="Chủ đề"), Node("paragraph", text="Cùng phát triển")], "Cùng phát triển"),
        ([Node("paragraph", text='Tổ chức lễ phát động với chủ đề "Cùng phát triển" tại xã')], "Cùng phát triển"),
        ([Node(SECTION, "1", text="Chủ đề, thông điệp: “Cùng phát triển”; “Vì mọi người”")], "Cùng phát triển"),
        ([Node(SECTION, "1", title="Mục đích", text="Nâng cao nhận thức")], ""),
    ],
)
def test_themes_as_plans_write_them(nodes, theme):
    assert of_body(*nodes).theme == theme


@pytest.mark.parametrize(
    ("nodes", "messages"),
    [
        ([Node(SECTION, "2", title="Thông điệp", children=[Node(ITEM, "-", text=t) for t in ("Một;", "Hai.")])],
         ["Một", "Hai"]),
        ([Node(SECTION, "2", text="Các thông điệp: “Một”; “Hai”")], ["Một", "Hai"]),
        ([Node(SECTION, "2", text="Khẩu hiệu: Một; Hai")], ["Một", "Hai"]),
        ([Node(SECTION, "1", text="Chủ đề, thông điệp: “Cùng đi”; “Một”; “Hai”")], ["Một", "Hai"]),
        ([Node(SECTION, "2", title="Yêu cầu", children=[Node(ITEM, "-", text="Tiết kiệm")])], []),
    ],
)  # fmt: skip
def test_messages_as_plans_write_them(nodes, messages):
    assert of_body(*nodes).messages == messages


@pytest.mark.parametrize(
    ("text", "frame", "peak"),
    [
        ("Cả năm 2026, cao điểm trong tháng 4/2026", ("2026-01-01", "2026-12-31"), ("2026-04-01", "2026-04-30")),
        ("Từ ngày 01/4/2026 đến ngày 30/4/2026", ("2026-04-01", "2026-04-30"), (None, None)),
        ("Tùy tình hình thực tế", (None, None), (None, None)),
    ],
)
def test_times_as_plans_write_them(text, frame, peak):
    found = of_body(Node(SECTION, "3", title="Thời gian thực hiện", text=text))
    days = (found.starts_on, found.ends_on, found.peak_starts_on, found.peak_ends_on)
    shown = [day and day.isoformat() for day in days]
    assert shown == [*frame, *peak]


def test_the_days_of_an_activitys_own_time_line_win_over_days_told_elsewhere():
    told_elsewhere = Deadline("trước ngày 01/3/2026", "date", None, "2026-03-01")
    activity = Activity("1", "Hội chợ", time="Từ ngày 06/4/2026 đến ngày 08/4/2026", deadlines=[told_elsewhere])
    (found,) = propose_campaign(OfficialDocument(activities=[activity], date="2026-03-12")).activities
    assert (found.starts_on, found.ends_on) == (dt.date(2026, 4, 6), dt.date(2026, 4, 8))
    activity.time = "Theo lịch của xã"
    (found,) = propose_campaign(OfficialDocument(activities=[activity], date="2026-03-12")).activities
    assert (found.starts_on, found.ends_on) == (None, dt.date(2026, 3, 1))


def test_a_peak_that_is_named_in_running_text_alone():
    found = of_body(Node("paragraph", text="Tháng cao điểm từ ngày 29/3/2026 đến ngày 29/4/2026 trên địa bàn xã."))
    assert (found.peak_starts_on, found.peak_ends_on) == (dt.date(2026, 3, 29), dt.date(2026, 4, 29))


@pytest.mark.parametrize(
    ("subject", "title"),
    [
        ("Tổ chức Tháng hành động vì Hợp tác xã năm 2026", "Tháng hành động vì Hợp tác xã năm 2026"),
        ("V/v triển khai thực hiện Tuần lễ OCOP", "Tuần lễ OCOP"),
        ("Tổ chức các hoạt động hưởng ứng Ngày Hợp tác xã Việt Nam", "Ngày Hợp tác xã Việt Nam"),
        ("Thực hiện", "Thực hiện"),
        ("", ""),
    ],
)
def test_titles_say_what_and_not_that_it_is_to_be_done(subject, title):
    assert of_body(subject=subject).title == title


@given(st.text(max_size=200), st.text(max_size=200))
def test_no_text_breaks_the_reading(title, text):
    found = of_body(Node(SECTION, "1", title=f"Chủ đề {title}", text=text), Node("paragraph", text=f"Thời gian {text}"))
    assert isinstance(found.theme, str)


@needs_seeds
def test_the_provincial_alliances_plan_proposes_its_twelve_activities():
    found = propose_campaign(read_path(SEEDS / "004_0f4542a5f3797b81.txt"))
    assert (found.title, found.year) == ("Tháng hành động vì Hợp tác xã năm 2024", 2024)
    assert found.theme == "Vì sự phát triển bền vững của hợp tác xã"
    assert len(found.messages) == 4
    assert (found.starts_on, found.ends_on) == (dt.date(2024, 1, 1), dt.date(2024, 12, 31))
    assert (found.peak_starts_on, found.peak_ends_on) == (dt.date(2024, 3, 29), dt.date(2024, 4, 29))
    assert "xã hội hóa" in found.budget_text
    assert [a.number for a in found.activities] == [str(n) for n in range(1, 13)]
    days = {a.number: (a.starts_on, a.ends_on) for a in found.activities}
    assert days["1"] == (dt.date(2024, 3, 28), dt.date(2024, 3, 28))
    assert days["8"] == days["9"] == (None, dt.date(2024, 3, 15))
    assert days["10"] == (dt.date(2024, 3, 20), dt.date(2024, 7, 1))
    assert days["11"] == (None, None)
    by_number = {a.number: a for a in found.activities}
    assert by_number["1"].place == "Tại trụ sở Liên minh HTX tỉnh Nam Định"
    assert words(by_number["4"], Part.LEAD) == ["Văn phòng"]
    assert words(by_number["12"], Part.LEAD)[0].startswith("Phòng Phong trào HTX")


@needs_seeds
def test_a_provinces_letter_tells_the_peak_and_no_activities():
    found = propose_campaign(read_path(SEEDS / "003_3d43acf359dd5fb4.txt"))
    assert (found.peak_starts_on, found.peak_ends_on) == (dt.date(2024, 3, 29), dt.date(2024, 4, 29))
    assert found.activities == []
