"""The printed words of head, body and foot, without drawing anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.official.drawing import words
from documents.official.drawing.flow import finish, flow
from documents.official.drawing.metrics import balance, rule_length, text_width
from documents.official.drawing.tables import measure
from documents.official.tree import Node, OfficialDocument, Signature

from .helpers import letter

GAP = words.NBSP


@pytest.mark.parametrize(
    ("number", "symbol", "line"),
    [
        ("5", "UBND-KT", "Số: 05/UBND-KT"),
        ("05", "UBND-KT", "Số: 05/UBND-KT"),
        ("125", "KH-UBND", "Số: 125/KH-UBND"),
        ("0", None, "Số: 00"),
        (None, "UBND-KT", f"Số: {GAP * 6}/UBND-KT"),
        (None, None, f"Số: {GAP * 6}"),
    ],
)
def test_number_line(number: str | None, symbol: str | None, line: str) -> None:
    assert words.number_line(letter(number=number, symbol=symbol)) == line


@pytest.mark.parametrize(
    ("date", "printed"),
    [
        ("2020-01-05", "ngày 05 tháng 01 năm 2020"),
        ("2026-02-28", "ngày 28 tháng 02 năm 2026"),
        ("2026-03-01", "ngày 01 tháng 3 năm 2026"),
        ("2019-06-29", "ngày 29 tháng 6 năm 2019"),
        ("2026-12-09", "ngày 09 tháng 12 năm 2026"),
    ],
)
def test_days_under_ten_and_the_first_two_months_get_a_zero(date: str, printed: str) -> None:
    assert words.date_line(letter(date=date)) == f"Đông Hòa, {printed}"


def test_blank_day_leaves_room_for_the_pen() -> None:
    line = words.date_line(letter(date=None, date_text="ngày tháng 3 năm 2026"))
    assert line == f"Đông Hòa, ngày{GAP * 5}tháng 3 năm 2026"


def test_minutes_without_a_day_have_no_date_line_but_a_letter_has_a_blank_one() -> None:
    assert words.date_line(OfficialDocument(kind="BB")) == ""
    assert words.date_line(OfficialDocument(kind="CV")).startswith("ngày")


def test_one_addressee_has_no_closing_sign_and_several_have_theirs() -> None:
    assert words.addressee_lines(letter(addressees=["Sở Nội vụ."])) == ["Sở Nội vụ"]
    assert words.addressee_lines(letter(addressees=["A;", "B", "C"])) == ["- A;", "- B;", "- C."]


def test_recipients_end_with_semicolons_and_a_point() -> None:
    assert words.recipient_lines(["Như trên;", "", "Lưu: VT, KT."]) == ["- Như trên;", "- Lưu: VT, KT."]


def test_authority_has_one_space_after_its_point() -> None:
    lines = words.signature_lines(Signature(["TM.ỦY BAN NHÂN DÂN", "KT.  CHỦ TỊCH"], "PHÓ CHỦ TỊCH", "X"))
    assert lines == ["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]


def test_issuer_breaks_before_its_unit() -> None:
    assert words.issuer_lines("ỦY BAN NHÂN DÂN XÃ THANH MIỆN", 12, bold=True) == ["ỦY BAN NHÂN DÂN", "XÃ THANH MIỆN"]
    assert words.issuer_lines("ỦY BAN NHÂN DÂN THỊ XÃ LA GI", 12, bold=True) == ["ỦY BAN NHÂN DÂN", "THỊ XÃ LA GI"]
    assert words.issuer_lines("HỢP TÁC XÃ NÔNG NGHIỆP SÔNG HOA", 12, bold=True)[0].startswith("HỢP TÁC XÃ NÔNG")


@pytest.mark.parametrize(
    ("node", "printed"),
    [
        (Node("part", "I", "KẾT QUẢ"), ["Phần I", "KẾT QUẢ./."]),
        (Node("chapter", "II", "QUY ĐỊNH"), ["Chương II", "QUY ĐỊNH./."]),
        (Node("heading", "I", "MỤC ĐÍCH"), ["I. MỤC ĐÍCH./."]),
        (Node("article", "1", None, "Ban hành"), ["Điều 1. Ban hành./."]),
        (Node("section", "1", "Phòng Kinh tế", "chủ trì"), ["1. Phòng Kinh tế: chủ trì./."]),
        (Node("section", "(2)", None, "Các thôn"), ["(2) Các thôn./."]),
        (Node("subsection", "3.1", "Vốn"), ["3.1. Vốn./."]),
        (Node("point", "đ", None, "Việc"), ["đ) Việc./."]),
        (Node("item", "-", None, "Việc"), ["- Việc./."]),
        (Node("subitem", "+", None, "Việc."), ["+ Việc./."]),
        (Node("table", rows=[["TT"]]), ["", "./."]),
    ],
)
def test_marks_and_the_closing_sign(node: Node, printed: list[str]) -> None:
    assert [block.text for block in finish(flow([node]))] == printed


@pytest.mark.parametrize("end", ["", ".", "./.", " ./", ";", ")/."])
def test_closing_sign_is_never_doubled(end: str) -> None:
    (block,) = finish(flow([Node("paragraph", text=f"Thực hiện{end}")]))
    assert block.text == ("Thực hiện)./." if end == ")/." else "Thực hiện./.")


def test_bases_end_with_semicolons_and_the_last_with_a_point() -> None:
    nodes = [Node("basis", text="Căn cứ A"), Node("basis", text="Căn cứ B,"), Node("paragraph", text="Nay")]
    assert [block.text for block in flow(nodes)] == ["Căn cứ A;", "Căn cứ B.", "Nay"]


def test_capital_lines_of_a_decision_stand_in_the_middle() -> None:
    roles = [
        block.role for block in flow([Node("paragraph", text="QUYẾT ĐỊNH:"), Node("paragraph", text="Nay ban hành")])
    ]
    assert roles == ["centred", "paragraph"]


def test_title_is_kept_with_what_follows() -> None:
    blocks = flow([Node("section", "1", "Vốn", children=[Node("item", "-", text="Việc")])])
    assert [block.keep for block in blocks] == [True, False]


@given(st.lists(st.text("aăâđêôơưáậ mwi", min_size=1, max_size=9), min_size=1, max_size=60).map(" ".join))
def test_balanced_lines_hold_all_words_and_fit(text: str) -> None:
    lines = balance(text, 60, 14)
    assert " ".join(lines).split() == text.split()
    assert all(text_width(line, 14) <= 60 or len(line.split()) == 1 for line in lines)


@given(st.lists(st.text("ABCDEÂƯ ", min_size=6, max_size=20).filter(lambda s: s.strip()), min_size=1, max_size=4))
def test_short_line_keeps_to_the_decrees_share_of_the_longest_line(lines: list[str]) -> None:
    longest = max(text_width(line, 14, bold=True) for line in lines)
    assert longest / 3 - 1 <= rule_length(lines, 14) <= longest / 2 + 1


@given(
    st.lists(
        st.lists(st.text("ab1. ", max_size=25), min_size=1, max_size=9),
        min_size=1,
        max_size=6,
    )
)
def test_columns_share_the_whole_width(rows: list[list[str]]) -> None:
    width = max(map(len, rows))
    columns = measure([row + [""] * (width - len(row)) for row in rows])
    assert sum(columns.percents) == 100
    assert min(columns.percents) >= 1
