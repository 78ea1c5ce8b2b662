"""Where a task stands in its document, as officials cite it."""

from documents.official.tree import ARTICLE, HEADING, ITEM, PARAGRAPH, POINT, SECTION, Node, OfficialDocument
from plans.clauses import Citer

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
    citer = Citer(LETTER)
    assert citer.cite("Rà soát các hợp tác xã.") == "gạch đầu dòng thứ 1, mục 1"
    assert citer.cite("Báo cáo UBND xã.") == "gạch đầu dòng thứ 2, mục 1"
    assert citer.cite("các thôn tổ chức họp dân") == "điểm a, mục II"
    assert citer.cite("Phòng Kinh tế theo dõi.") == "khoản 2, Điều 3"


def test_a_sentence_that_stands_twice_is_cited_at_each_place():
    twice = OfficialDocument(
        body=[Node(SECTION, n, title="Cơ quan", children=[Node(ITEM, "-", text="Báo cáo UBND.")]) for n in ("1", "2")]
    )
    citer = Citer(twice)
    assert [citer.cite("Báo cáo UBND.") for _ in range(3)] == [
        "gạch đầu dòng thứ 1, mục 1",
        "gạch đầu dòng thứ 1, mục 2",
        "gạch đầu dòng thứ 1, mục 1",
    ]


def test_a_task_that_the_body_does_not_hold_is_not_cited():
    assert Citer(LETTER).cite("Trồng cây đầu năm") == ""
    assert Citer(LETTER).cite("") == ""
    assert Citer(OfficialDocument()).cite("x") == ""
