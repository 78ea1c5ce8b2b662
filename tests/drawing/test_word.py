"""The Word file: named styles, the same words as the PDF, page set-up, the same bytes each time."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from functools import lru_cache
from itertools import chain
from typing import Any

import docx
import pytest

from documents.official import drawing
from documents.official.tree import Node

from .helpers import SAMPLE_NAMES, Drawn, drawn, letter, load

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@lru_cache(maxsize=64)
def opened(name: str, **options: Any) -> Any:
    """Return a sample's Word file, drawn and opened once; tests only look at it."""
    return docx.Document(io.BytesIO(drawing.render_docx(load(name), **options)))


def all_words(word: Any) -> list[str]:
    """Return the words of a Word file in reading order, tables row by row."""
    return words_in(word.element.body)


def words_in(element: Any) -> list[str]:
    texts = []
    for paragraph in element.iter(f"{W}p"):
        pieces = [" " if node.tag != f"{W}t" else node.text or "" for node in paragraph.iter(f"{W}t", f"{W}br")]
        texts.append("".join(pieces))
    return unicodedata.normalize("NFC", " ".join(texts)).split()


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_word_and_pdf_have_the_same_words(name: str) -> None:
    numbers = {str(n) for n in range(2, 9)}
    printed = [line.text for line in drawn(name).lines if not (line.text in numbers and line.top < 20)]
    in_pdf = sorted(unicodedata.normalize("NFC", " ".join(printed)).split())
    assert sorted(all_words(opened(name))) == in_pdf


MARKS = drawing.Marks(
    "LƯU HÀNH NỘI BỘ",
    "PL.(300)",
    "Địa chỉ: thôn Trung; E-mail: vanthu@x.vn",
    "Sao y; ỦY BAN NHÂN DÂN XÃ TÂN THỊNH; 05/08/2026; 14:02:11 +07:00",
    drawing.Verification("https://vanban.gov.vn/x/7KQ2", ("Mã tra cứu: 7KQ2", "Quét mã QR để kiểm tra văn bản")),
)
COPY = drawing.CopyStamp("SL", "ỦY BAN NHÂN DÂN XÃ TÂN THỊNH", number="7", symbol="SL-UBND", recipients=["Lưu: VT"])


def test_what_stands_around_the_words_is_the_same_as_on_the_pdf() -> None:
    """On an appendix there is neither foot nor code: they stand on page 1 alone."""
    around: dict[str, Any] = {"marks": MARKS, "copy": COPY, "draft": True}
    data = drawing.render_docx(load("ttr-phu-luc"), **around)
    word = docx.Document(io.BytesIO(data))
    first, *rest = word.sections
    foot = first.first_page_footer._element
    words = all_words(word) + words_in(foot)
    pdf = Drawn(drawing.render_pdf(load("ttr-phu-luc"), **around))
    in_pdf = " ".join(line.text for line in pdf.lines if not (line.text in "2345" and line.top < 20))
    assert sorted(words) == sorted(unicodedata.normalize("NFC", in_pdf).split())
    assert [section.first_page_footer._element.xpath("string(.)").strip() for section in rest] == [""] * len(rest)
    assert foot.xpath(".//wp:docPr/@descr") == ["Mã QR để kiểm tra văn bản"]
    extent = foot.xpath(".//wp:extent")[0]
    assert round(int(extent.get("cx")) / 36000, 1) == 14.0
    assert data == drawing.render_docx(load("ttr-phu-luc"), **around)


def test_corner_and_circulation_stand_in_the_top_margin() -> None:
    """In frames, so that the head stays where it is without them."""
    word = docx.Document(io.BytesIO(drawing.render_docx(letter(), marks=MARKS)))
    corner, stamp = word.paragraphs[:2]
    frames = [paragraph._p.find(f"{W}pPr/{W}framePr") for paragraph in (corner, stamp)]
    assert [round(int(frame.get(f"{W}y")) / 1440 * 25.4) for frame in frames] == [2, 10]
    assert corner.text.startswith("Sao y;")
    assert (stamp.text, stamp.paragraph_format.line_spacing.mm) == ("LƯU HÀNH NỘI BỘ", pytest.approx(8, abs=0.1))


def test_page_is_a4_with_the_margins_of_the_decree() -> None:
    for section in opened("ttr-phu-luc").sections:
        sides = [section.page_width, section.page_height, section.left_margin, section.right_margin]
        assert [round(side.mm, 1) for side in sides] == [210, 297, 30, 15]
        assert round(section.top_margin.mm, 1) == round(section.bottom_margin.mm, 1) == 20


def test_page_number_is_a_field_and_missing_on_first_pages() -> None:
    word = opened("ttr-phu-luc")
    assert "PAGE" in "".join(node.text or "" for node in word.sections[0].header._element.iter(f"{W}instrText"))
    for section in word.sections:
        assert section.different_first_page_header_footer
    assert not list(word.sections[0].first_page_header._element.iter(f"{W}instrText"))
    starts = [section._sectPr.find(f"{W}pgNumType") for section in word.sections]
    assert [None if start is None else start.get(f"{W}start") for start in starts] == [None, "1", "1"]


def test_every_paragraph_has_a_style_of_ours_with_a_vietnamese_name() -> None:
    word = opened("kh-tinh")
    names = {p.style.name for p in word.paragraphs} | {
        p.style.name for t in word.tables for row in t.rows for cell in row.cells for p in cell.paragraphs
    }
    assert {
        "Quốc hiệu",
        "Tiêu ngữ",
        "Tên loại văn bản",
        "Căn cứ",
        "Mục",
        "Khoản",
        "Nơi nhận",
        "Họ tên người ký",
    } <= names
    assert all("," not in name for name in names), "Word reads a comma as an alias"
    assert "Normal" not in names


@pytest.mark.parametrize(
    ("style", "size", "bold", "italic"),
    [
        ("Quốc hiệu", 12, True, False),
        ("Tiêu ngữ", 13, True, False),
        ("Địa danh và thời gian", 13, False, True),
        ("Tên loại văn bản", 14, True, False),
        ("Nội dung", 14, False, False),
        ("Căn cứ", 14, False, True),
        ("Nơi nhận", 12, True, True),
        ("Dòng nơi nhận", 11, False, False),
    ],
)
def test_styles_carry_the_sizes_of_the_decree(style: str, size: float, bold: bool, italic: bool) -> None:
    font = opened("kh-tinh").styles[style].font
    assert font.size.pt == size
    assert (bool(font.bold), bool(font.italic)) == (bold, italic)


def test_font_is_times_new_roman_for_every_script() -> None:
    fonts = opened("gnp").styles["Normal"].element.find(f"{W}rPr/{W}rFonts")
    assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs", "eastAsia")} == {"Times New Roman"}


def test_table_repeats_its_head_and_rows_do_not_split() -> None:
    word = opened("kh-tinh")
    table = next(t for t in word.tables if t.cell(0, 0).text == "TT")
    first, second = table.rows[0]._tr, table.rows[1]._tr
    assert first.find(f"{W}trPr/{W}tblHeader") is not None
    assert second.find(f"{W}trPr/{W}tblHeader") is None
    assert second.find(f"{W}trPr/{W}cantSplit") is not None


def test_last_paragraph_stays_with_the_sign_off() -> None:
    word = opened("kh-tinh")
    closing = next(p for p in word.paragraphs if p.text.endswith("./."))
    assert closing.paragraph_format.keep_with_next
    room = closing._p.getnext()
    assert room.find(f"{W}pPr/{W}keepNext") is not None, "the room between them must not end a page either"
    assert room.getnext().tag == f"{W}tbl"


@pytest.mark.parametrize("name", ["kh-tinh", "ttr-phu-luc"])
def test_same_tree_gives_the_same_bytes_and_a_sound_package(name: str) -> None:
    data = drawing.render_docx(load(name))
    assert data == drawing.render_docx(load(name))
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_properties_come_from_the_document() -> None:
    core = opened("kh-tinh").core_properties
    assert core.title.startswith("Kế hoạch 142/KH-UBND")
    assert core.author == "ỦY BAN NHÂN DÂN TỈNH AN LẠC"
    assert core.created.date().isoformat() == "2026-01-09"
    assert core.language == "vi-VN"


def test_draft_carries_the_watermark_in_both_headers() -> None:
    section = opened("gnp", draft=True).sections[0]
    for header in (section.header, section.first_page_header):
        assert "DỰ THẢO" in header._element.xml
    assert "DỰ THẢO" not in opened("gnp").sections[0].header._element.xml


def test_wide_table_turns_its_section() -> None:
    rows = [["STT", *[f"Chỉ tiêu {i}" for i in range(12)]], ["1", *["1.234.567"] * 12]]
    word = docx.Document(io.BytesIO(drawing.render_docx(letter(body=[Node("table", rows=rows)]))))
    assert (round(word.sections[0].page_width.mm), round(word.sections[0].page_height.mm)) == (297, 210)


def test_markup_and_control_characters_do_not_break_the_package() -> None:
    evil = "</w:t><w:br/>\x00\x0b\ud800\ufffe<&>"
    document = letter(subject=evil, issuer=evil, body=[Node("section", "1", evil, evil)])
    word = docx.Document(io.BytesIO(drawing.render_docx(document)))
    texts = chain.from_iterable((c.text for c in row.cells) for t in word.tables for row in t.rows)
    assert any("</w:t><w:br/><&>" in text for text in texts)
