"""Forms that a document may take: appendices on paper and as files, excerpts, stamps of secrecy, even lines."""

from __future__ import annotations

import pytest

from documents.official import drawing
from documents.official.drawing.tables import measure
from documents.official.tree import Appendix, Node

from .helpers import Drawn, letter, load

NOTE = "Kèm theo Tờ trình số 31/TTr-PKT ngày 12 tháng 5 năm 2026 của Phòng Kinh tế xã Tân Thịnh"
OPEN = "Kèm theo Tờ trình số /TTr-PKT ngày tháng năm của Phòng Kinh tế xã Tân Thịnh"


def test_note_is_filled_on_paper_and_open_on_a_file() -> None:
    document = load("ttr-phu-luc")
    paper = drawing.with_notes(document, electronic=False)
    assert [item.note for item in paper.appendices] == [NOTE, NOTE]
    electronic = drawing.with_notes(paper, electronic=True)
    assert [item.note for item in electronic.appendices] == [OPEN, OPEN]
    assert [item.note for item in document.appendices] != [NOTE, NOTE], "the tree given is not changed"


@pytest.mark.parametrize(
    ("issuer", "printed"),
    [
        ("ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA", "Ủy ban nhân dân xã Đông Hòa"),
        ("HỘI ĐỒNG NHÂN DÂN TỈNH AN LẠC", "Hội đồng nhân dân tỉnh An Lạc"),
        ("UBND xã Đông Hòa", "UBND xã Đông Hòa"),
    ],
)
def test_missing_note_is_made_from_the_document(issuer: str, printed: str) -> None:
    document = letter(kind="KH", symbol="KH-UBND", issuer=issuer, appendices=[Appendix(None, "BIỂU")])
    (item,) = drawing.with_notes(document, electronic=False).appendices
    assert item.note == f"Kèm theo Kế hoạch số 05/KH-UBND ngày 05 tháng 3 năm 2026 của {printed}"


def test_an_appendix_may_be_a_file_of_its_own() -> None:
    document = load("ttr-phu-luc")
    corner = "Số: 31/TTr-PKT; 12/05/2026; 09:30:05 +07:00"
    pdf = Drawn(drawing.render_pdf(document, only=2, marks=drawing.Marks(corner=corner)))
    assert len(pdf.texts) == 1
    assert pdf.line("Phụ lục II").top > pdf.line(corner).bottom
    assert pdf.line(corner).sizes == {10}
    assert "Nơi nhận" not in pdf.texts[0]
    with pytest.raises(IndexError):
        drawing.render_pdf(document, only=3)


def test_the_document_may_go_without_its_appendices() -> None:
    pdf = Drawn(drawing.render_pdf(load("ttr-phu-luc"), only=0))
    assert len(pdf.texts) == 1
    assert "Nơi nhận:" in pdf.texts[0]


def test_excerpt_keeps_the_form_and_the_chosen_articles() -> None:
    document = load("qd-chu-tich")
    part = drawing.excerpt(document, [5])
    assert [node.number for node in part.body] == ["1"]
    assert (part.signature, part.number, part.recipients) == (document.signature, document.number, document.recipients)
    with pytest.raises(IndexError):
        drawing.excerpt(document, [99])


@pytest.mark.parametrize(("word", "width"), [("MẬT", 20), ("TỐI MẬT", 30), ("TUYỆT MẬT", 40)])
def test_stamp_of_secrecy_has_its_size_and_a_double_line(word: str, width: float) -> None:
    pdf = Drawn(drawing.render_pdf(letter(secrecy=word)))
    line = pdf.line(word)
    left, top, right, bottom = max(pdf.boxes[0], key=lambda box: box[2] - box[0])
    assert (right - left, bottom - top) == pytest.approx((width, 8), abs=0.1)
    assert line.middle == pytest.approx((left + right) / 2, abs=0.3)
    assert (line.top + line.bottom) / 2 == pytest.approx((top + bottom) / 2, abs=0.6)


def test_column_of_text_beside_many_figures_has_room_for_words() -> None:
    head = ["TT", "Nội dung", *[f"Tháng {month}" for month in range(1, 9)]]
    rows = [["1", "Hợp tác xã nông nghiệp Sông Hoa", *["1.250.000"] * 8]]
    columns = measure([head, *rows])
    width = 252 if columns.landscape else 165
    assert columns.percents[1] / 100 * width >= 22


def test_note_of_an_appendix_breaks_into_even_lines() -> None:
    pdf = Drawn(drawing.render_pdf(letter(appendices=[Appendix(None, "BIỂU", NOTE, [Node("paragraph", text="A")])])))
    first = pdf.line("(Kèm theo", 1)
    second = next(line for line in pdf.lines if line.page == 1 and line.text.endswith("Thịnh)"))
    assert second.right - second.left > 0.6 * (first.right - first.left)
