"""Where things stand on the paper, in mm and pt, measured from the PDF itself (Decree 30/2020, Annex I)."""

from __future__ import annotations

import pytest

from documents.official import drawing
from documents.official.drawing.metrics import text_width
from documents.official.drawing.style import SPACES
from documents.official.tree import Appendix, Node, Signature

from .helpers import SAMPLE_NAMES, Drawn, drawn, letter, load


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_paper_is_a4_and_text_keeps_the_margins(name: str) -> None:
    pdf = drawn(name)
    for width, height in pdf.sizes:
        assert (round(width), round(height)) == (210, 297)
    for line in pdf.lines:
        if line.text.isdigit() and line.top < 20:
            continue
        assert line.left >= 29.9, line.text
        assert line.right <= 195.8, line.text  # the justified letters are set on whole units of the face
        assert line.top >= 19.5, line.text
        assert line.bottom <= 277.5, line.text


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_only_the_times_face_is_used_and_it_is_black(name: str) -> None:
    pdf = drawn(name)
    faces = {font for line in pdf.lines for font in line.fonts}
    assert all(face.startswith(("Times-New-Roman", "Liberation-Serif", "Tinos")) for face in faces), faces
    stamps = {"KHẨN", "THƯỢNG KHẨN", "HỎA TỐC", "MẬT"}
    for line in pdf.lines:
        if line.text not in stamps:
            assert line.colours <= {(0, 0, 0), (0,), 0, None}, line


@pytest.mark.parametrize(
    ("start", "size", "bold", "italic"),
    [
        ("CỘNG HÒA XÃ HỘI", 12, True, False),
        ("Độc lập - Tự do", 13, True, False),
        ("ỦY BAN NHÂN DÂN", 12, True, False),
        ("Số: 05/UBND-KT", 13, False, False),
        ("Đông Hòa, ngày", 13, False, True),
        ("V/v tuyên truyền", 12, False, False),
        ("Kính gửi:", 14, False, False),
        ("Thực hiện Kế hoạch", 14, False, False),
        ("1. Phòng Kinh tế", 14, True, False),
        ("Nơi nhận:", 12, True, True),
        ("- Như trên;", 11, False, False),
        ("TM. ỦY BAN NHÂN DÂN", 14, True, False),
        ("Nguyễn Thị Hạnh", 14, True, False),
    ],
)
def test_each_part_has_the_size_and_face_of_the_decree(start: str, size: float, bold: bool, italic: bool) -> None:
    line = drawn("cv-xa").line(start)
    assert line.sizes == {size}
    (face,) = line.fonts
    assert ("Bold" in face, "Italic" in face) == (bold, italic)


def test_superior_is_upright_over_a_bold_issuer() -> None:
    pdf = drawn("tb-phong")
    (above,) = pdf.line("ỦY BAN NHÂN DÂN").fonts
    (own,) = pdf.line("PHÒNG KINH TẾ").fonts
    assert "Bold" not in above
    assert "Bold" in own


def test_head_has_two_columns_with_number_and_date_on_one_line() -> None:
    pdf = drawn("cv-xa")
    nation, motto, issuer = pdf.line("CỘNG HÒA"), pdf.line("Độc lập"), pdf.line("ỦY BAN NHÂN DÂN")
    number, date = pdf.line("Số:"), pdf.line("Đông Hòa, ngày")
    assert issuer.middle < 75 < 110 < nation.middle
    assert abs(nation.top - issuer.top) < 0.5
    assert nation.middle == pytest.approx(motto.middle, abs=0.3)
    assert date.middle == pytest.approx(nation.middle, abs=0.3)
    assert number.middle == pytest.approx(issuer.middle, abs=0.3)
    assert number.bottom == pytest.approx(date.bottom, abs=0.3)


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_line_under_the_motto_is_as_long_as_its_text(name: str) -> None:
    motto = drawn(name).line("Độc lập")
    left, right = drawn(name).rule_under(motto)
    assert right - left == pytest.approx(motto.right - motto.left, abs=0.8)
    assert (left + right) / 2 == pytest.approx(motto.middle, abs=0.5)


@pytest.mark.parametrize(
    ("name", "last", "longest"),
    [
        ("cv-xa", "XÃ ĐÔNG HÒA", "ỦY BAN NHÂN DÂN"),
        ("kh-tinh", "hợp tác xã trên địa bàn", "hợp tác xã trên địa bàn"),
        ("qd-chu-tich", "Về việc thành lập", "Về việc thành lập"),
    ],
)
def test_short_line_is_a_third_to_a_half_of_the_text(name: str, last: str, longest: str) -> None:
    pdf = drawn(name)
    left, right = pdf.rule_under(pdf.line(last))
    for text in (pdf.line(last), pdf.line(longest)):
        share = (right - left) / (text.right - text.left)
        assert 1 / 3 - 0.01 <= share <= 1 / 2 + 0.01
        assert (left + right) / 2 == pytest.approx(text.middle, abs=0.5)


def test_title_and_subject_stand_in_the_middle_of_the_text_area() -> None:
    pdf = drawn("kh-tinh")
    for start in ("KẾ HOẠCH", "Phát triển kinh tế", "hợp tác xã trên địa bàn"):
        line = pdf.line(start)
        assert line.middle == pytest.approx(30 + 165 / 2, abs=0.3)
        assert line.sizes == {14}


def test_no_line_is_drawn_under_the_subject_of_a_letter() -> None:
    pdf = drawn("cv-xa")
    last = pdf.line("địa bàn xã năm 2026")
    assert not [rule for rule in pdf.rules() if 0 <= rule[2] - last.bottom < 4 and rule[0] < last.middle < rule[1]]


def test_several_addressees_stand_under_the_colon() -> None:
    pdf = drawn("cv-xa")
    head, first, second = pdf.line("Kính gửi:"), pdf.line("- Các phòng"), pdf.line("- Các hợp tác xã, tổ hợp tác trên")
    assert first.left == pytest.approx(head.right - text_width(":", 14), abs=0.6)
    assert first.left == pytest.approx(second.left, abs=0.1)
    assert first.top > head.bottom - 1
    assert first.text.endswith(";")
    assert pdf.line("- Trưởng các thôn").text.endswith(".")


def test_one_addressee_stands_on_the_line_of_kinh_gui() -> None:
    assert drawn("bc-so").line("Kính gửi:").text == "Kính gửi: Ủy ban nhân dân tỉnh"


def test_body_is_justified_with_its_first_line_indented() -> None:
    pdf = drawn("cv-xa")
    first, second = pdf.line("Thực hiện Kế hoạch"), pdf.line("ban nhân dân tỉnh về")
    assert first.left == pytest.approx(30 + 12.7, abs=0.2)
    assert second.left == pytest.approx(30, abs=0.2)
    assert first.right == pytest.approx(195, abs=0.3)
    assert second.right == pytest.approx(195, abs=0.3)


def test_paragraphs_are_six_points_apart_and_lines_single() -> None:
    pdf = drawn("cv-xa")
    first, second, last = pdf.line("Thực hiện Kế hoạch"), pdf.line("ban nhân dân tỉnh về"), pdf.line("cầu các cơ quan")
    line = second.bottom - first.bottom
    after = pdf.line("1. Phòng Kinh tế").bottom - last.bottom
    assert 1.0 <= line / (14 * 25.4 / 72) <= 1.5
    assert (after - line) * 72 / 25.4 >= 5.9


def test_recipients_and_signature_begin_on_one_line() -> None:
    pdf = drawn("cv-xa")
    left, right = pdf.line("Nơi nhận:"), pdf.line("TM. ỦY BAN")
    assert left.left == pytest.approx(30, abs=0.2)
    assert abs(left.bottom - right.bottom) < 1.2
    assert right.middle > 120


def test_signature_has_thirty_millimetres_of_room_and_its_lines_are_centred() -> None:
    pdf = drawn("cv-xa")
    lines = [pdf.line(start) for start in ("TM. ỦY BAN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Nguyễn Thị Hạnh")]
    assert lines[3].top - lines[2].bottom >= 29.5
    assert {round(line.middle) for line in lines} == {round(lines[0].middle)}


def test_page_number_is_centred_in_the_top_margin_from_page_two() -> None:
    pdf = drawn("kh-tinh")
    assert not [line for line in pdf.lines if line.page == 0 and line.top < 19]
    number = pdf.line("2", page=1)
    assert number.middle == pytest.approx(30 + 165 / 2, abs=0.3)
    assert number.bottom < 20
    assert number.sizes == {14}


def test_each_appendix_begins_a_page_and_counts_its_own_pages() -> None:
    document = load("ttr-phu-luc")
    document.appendices[0].body = [Node("paragraph", text=f"Đoạn số {i} " + "nội dung " * 60) for i in range(9)]
    pdf = Drawn(drawing.render_pdf(document))
    first = [text.splitlines()[0] for text in pdf.texts]
    assert first[1:] == ["Phụ lục I", "2", "Phụ lục II"]


def test_appendix_head_is_centred_and_its_note_italic() -> None:
    pdf = drawn("ttr-phu-luc")
    number, title, note = pdf.line("Phụ lục I", 1), pdf.line("DỰ TOÁN", 1), pdf.line("(Kèm theo", 1)
    for line in (number, title):
        assert line.middle == pytest.approx(112.5, abs=0.4)
        assert line.sizes == {14}
        assert all("Bold" in font for font in line.fonts)
    assert all("Italic" in font and "Bold" not in font for font in note.fonts)


@pytest.mark.parametrize(("word", "width"), [("KHẨN", 20), ("THƯỢNG KHẨN", 40), ("HỎA TỐC", 30)])
def test_urgency_stamp_has_its_size_and_is_red(word: str, width: float) -> None:
    pdf = Drawn(drawing.render_pdf(letter(urgency=word)))
    line = pdf.line(word)
    left, top, right, bottom = max(pdf.boxes[0], key=lambda box: box[2] - box[0])
    assert right - left == pytest.approx(width, abs=0.1)
    assert bottom - top == pytest.approx(8, abs=0.1)
    assert (top + bottom) / 2 == pytest.approx((line.top + line.bottom) / 2, abs=0.6)
    assert line.colours == {(1, 0, 0)}
    assert line.sizes == {13}
    assert line.middle == pytest.approx((left + right) / 2, abs=0.3)


def test_minutes_have_two_signatures_and_recipients_below() -> None:
    pdf = drawn("bb-hop")
    clerk, chair, receivers = pdf.line("THƯ KÝ"), pdf.line("CHỦ TỌA"), pdf.line("Nơi nhận:")
    assert clerk.bottom == pytest.approx(chair.bottom, abs=0.3)
    assert clerk.middle < 112 < chair.middle
    assert receivers.top > pdf.line("Ngô Thị Sen").bottom
    assert not [line for line in pdf.lines if ", ngày" in line.text and line.top < 60]


def test_leave_has_room_for_who_confirms_it() -> None:
    """Form 1.10: on the left, below the signer’s name, with the room of a signature; for no other kind."""
    pdf = drawn("gnp")
    first, last = pdf.line("Xác nhận của cơ quan (tổ chức)"), pdf.line("(nếu cần)")
    assert (first.sizes, last.sizes) == ({13.0}, {13.0})
    assert "Bold" in first.fonts.pop() and "Italic" in last.fonts.pop()
    assert first.top > pdf.line("Cà Văn Pâng").bottom and first.top > pdf.line("- Lưu:").bottom
    assert first.middle == pytest.approx(30 + SPACES.signature_left_cell / 2, abs=0.5)
    assert last.bottom + SPACES.signature_room < 277
    assert not [line for line in drawn("ggt").lines if line.text.startswith("Xác nhận")]


@pytest.mark.parametrize(("count", "words"), [(0, 40), (9, 8), (14, 40), (17, 8)])
def test_sign_off_never_stands_alone_on_a_page(count: int, words: int) -> None:
    body = [Node("paragraph", text="Nội dung " * 40) for _ in range(6)]
    body += [Node("item", "-", text=f"Việc thứ {i}") for i in range(count)]
    body.append(Node("paragraph", text=" ".join(["chữ"] * words)))
    pdf = Drawn(drawing.render_pdf(letter(body=body)))
    page = pdf.line("Nơi nhận:").page
    if page:
        lines = [line for line in pdf.lines if line.page == page and line.top > 19]
        above = [line for line in lines if line.bottom < pdf.line("Nơi nhận:").top + 1]
        assert len(above) >= 2
    assert pdf.line("Nguyễn Thị Hạnh").page == page


def test_table_repeats_its_head_on_every_page() -> None:
    rows = [["TT", "Hợp tác xã", "Số thành viên"]] + [[str(i), f"Hợp tác xã số {i}", "120"] for i in range(45)]
    pdf = Drawn(drawing.render_pdf(letter(body=[Node("table", rows=rows)])))
    pages = {line.page for line in pdf.lines if "Hợp tác xã số" in line.text}
    heads = {line.page for line in pdf.lines if "Số thành viên" in line.text}
    assert len(pages) >= 2
    assert heads == pages


def test_wide_table_lies_on_its_side_and_breaks_no_word() -> None:
    rows = [["STT", *[f"Chỉ tiêu {i}" for i in range(12)]], ["1", *["1.234.567"] * 12]]
    pdf = Drawn(drawing.render_pdf(letter(body=[Node("table", rows=rows)])))
    assert (round(pdf.sizes[0][0]), round(pdf.sizes[0][1])) == (297, 210)
    assert pdf.texts[0].count("1.234.567") == 12
    assert "STT" in pdf.texts[0]


def test_sixty_recipients_stay_beside_and_below_the_signature() -> None:
    names = [f"Ủy ban nhân dân xã số {i}" for i in range(60)]
    pdf = Drawn(drawing.render_pdf(letter(recipients=[*names, "Lưu: VT"])))
    text = "\n".join(pdf.texts)
    assert all(f"- {name};" in text for name in names)
    assert pdf.line("TM. ỦY BAN").page == pdf.line("Nơi nhận:").page == 0
    assert len(pdf.texts) == 2


def test_twelve_appendices_take_twelve_pages() -> None:
    many = [Appendix(str(i), f"BIỂU SỐ {i}", None, [Node("paragraph", text="Nội dung")]) for i in range(1, 13)]
    pdf = Drawn(drawing.render_pdf(letter(appendices=many)))
    assert len(pdf.texts) == 13
    assert [text.splitlines()[0] for text in pdf.texts[1:]] == [f"Phụ lục {i}" for i in range(1, 13)]


def test_subject_of_three_thousand_letters_is_printed_whole() -> None:
    subject = " ".join(f"nội dung thứ {i}" for i in range(180))[:3000].strip()
    pdf = Drawn(drawing.render_pdf(letter(kind="KH", symbol="KH-UBND", addressees=[], subject=subject)))
    words = [line.text for line in pdf.lines if not (line.text.isdigit() and line.top < 20)]
    assert subject in " ".join(words)
    assert len(pdf.line("KẾ HOẠCH").text) == len("KẾ HOẠCH")
    assert pdf.line("KẾ HOẠCH").page == 0


def test_two_signers_of_a_contract_stand_side_by_side() -> None:
    pair = {"co_signature": Signature(["ĐẠI DIỆN BÊN A"], "GIÁM ĐỐC", "Lý A"), "recipients": []}
    pdf = Drawn(drawing.render_pdf(letter(kind="HĐ", symbol="HĐ-HTX", addressees=[], **pair)))
    assert pdf.line("ĐẠI DIỆN BÊN A").bottom == pytest.approx(pdf.line("TM. ỦY BAN").bottom, abs=0.3)
