"""Where a task stands in its document, as officials cite it."""

from documents.official.tree import ARTICLE, HEADING, ITEM, PARAGRAPH, POINT, SECTION, Node, OfficialDocument
from plans.clauses import clause_index, clause_of

LETTER = OfficialDocument(
    body=[
        Node(PARAGRAPH, text="Thực hiện Luật Hợp tác xã, UBND xã yêu cầu:"),
        Node(
            SECTION, "1", title="Phòng Kinh tế xã",
            children=[Node(ITEM, "-", text="Rà soát các hợp tác xã."), Node(ITEM, "-", text="Báo cáo UBND xã.")],
        ),
        Node(HEADING, "II", title="TỔ CHỨC THỰC HIỆN", children=[Node(POINT, "a", text="Các thôn tổ chức họp dân.")]),
        Node(ARTICLE, "3", text="Điều khoản", children=[Node(SECTION, "2", text="Phòng Kinh tế theo dõi.")]),
    ]
)  # fmt: skip


def test_a_task_is_cited_from_the_smallest_piece_up():
    index = clause_index(LETTER)
    assert clause_of("Rà soát các hợp tác xã.", index) == "gạch đầu dòng thứ 1, mục 1"
    assert clause_of("Báo cáo UBND xã.", index) == "gạch đầu dòng thứ 2, mục 1"
    assert clause_of("các thôn tổ chức họp dân", index) == "điểm a, mục II"
    assert clause_of("Phòng Kinh tế theo dõi.", index) == "khoản 2, Điều 3"


def test_a_task_that_the_body_does_not_hold_is_not_cited():
    assert clause_of("Trồng cây đầu năm", clause_index(LETTER)) == ""
    assert clause_of("", clause_index(LETTER)) == ""
    assert clause_of("x", clause_index(OfficialDocument())) == ""
