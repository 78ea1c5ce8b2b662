"""Uploads: what a file is, told by its content, and what is said where it cannot be read."""

import io
import json
import zipfile

import docx
import pytest
from django.core.management import CommandError, call_command
from docx.oxml.ns import qn
from pypdf import PdfReader, PdfWriter

from documents.official.drawing import render_docx, render_pdf
from documents.official.tree import to_dict
from documents.reading import UnreadableFile, read_bytes, read_text, text_of
from documents.reading.word import lines_of_word
from tests.reading.test_corpus import CORPUS

LETTER = (CORPUS / "cv-giai-ngan-paged.txt").read_text("utf-8")
DERIVED = {
    "findings",
    "legal_bases",
    "assignments",
    "activities",
    "table_tasks",
    "deadlines",
    "indicators",
    "funding",
    "references",
}


def _package(**files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def _word(build):
    word = docx.Document()
    build(word)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _pdf(*, password=None, text=True):
    writer = PdfWriter()
    if text:
        writer.append(PdfReader(io.BytesIO(render_pdf(read_text(LETTER)))))
    else:
        writer.add_blank_page(595, 842)
    if password:
        writer.encrypt(password, algorithm="AES-256")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _odd_zip():
    """A package whose directory asks for a version of the format that there is not."""
    data = bytearray(_package(**{"word__document.xml": "<a/>"}))
    data[data.index(b"PK\x01\x02") + 6] = 240
    return bytes(data)


CASES = {
    "odd zip": (_odd_zip(), "a.docx", "broken_word"),
    "empty": (b"", "a.txt", "empty"),
    "only spaces": (b" \r\n\t", "a.txt", "empty"),
    "image": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, "a.docx", "unknown_type"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "a.doc", "old_word"),
    "renamed zip": (_package(**{"readme.txt": "xin chào"}), "a.docx", "not_word"),
    "zip": (_package(**{"readme.txt": "xin chào"}), "a.zip", "archive"),
    "cut zip": (_package(**{"word__document.xml": "<a/>"})[:40], "a.docx", "broken_word"),
    "broken word": (_package(**{"[Content_Types].xml": "<x", "word__document.xml": "<a"}), "a.docx", "broken_word"),
    "macros": (_package(**{"word__document.xml": "<a/>", "word__vbaProject.bin": "x"}), "a.docx", "macro_word"),
    "bomb": (_package(**{"word__document.xml": b"\0" * 60_000_000}), "a.docx", "bomb"),
    "too large": (b"a" * (25 * 1024 * 1024 + 1), "a.txt", "too_large"),
    "broken pdf": (b"%PDF-1.7\n" + b"garbage " * 50, "a.pdf", "pdf_broken"),
    "undecodable": (bytes([0xE9, 0xFF, 0xFE, 0xD4, 0xC2]) * 40, "a.txt", "undecodable"),
}


@pytest.mark.parametrize(("data", "name", "code"), CASES.values(), ids=CASES)
def test_each_bad_file_has_its_own_message(data, name, code):
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(data, filename=name)
    assert caught.value.code == code
    assert caught.value.message.endswith(".")
    with pytest.raises(UnreadableFile):
        text_of(data, filename=name)


def test_messages_are_all_different():
    messages = set()
    for data, name, _ in CASES.values():
        with pytest.raises(UnreadableFile) as caught:
            read_bytes(data, filename=name)
        messages.add(caught.value.message)
    assert len(messages) == len({code for _, _, code in CASES.values()})


def test_pdf_without_text_layer_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(_pdf(text=False), filename="a.pdf")
    assert caught.value.code == "pdf_no_text"


def test_locked_pdf_is_refused():
    with pytest.raises(UnreadableFile) as caught:
        read_bytes(_pdf(password="bí mật"), filename="a.pdf")
    assert caught.value.code == "pdf_encrypted"


def test_content_decides_not_the_name():
    assert read_bytes(LETTER.encode(), filename="cong-van.pdf").number == "3390"


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_text_files(codec):
    assert read_bytes(LETTER.encode(codec), filename="a.txt").number == "3390"


@pytest.mark.parametrize("draw", [render_docx, render_pdf])
@pytest.mark.parametrize("name", ["cv-giai-ngan-paged", "qd-giao-chi-tieu", "bb-hop-htx", "pa-chay-rung"])
def test_what_we_draw_reads_back_the_same(draw, name):
    tree = read_text((CORPUS / f"{name}.txt").read_text("utf-8"))
    back = to_dict(read_bytes(draw(tree)))
    printed = {key: value for key, value in to_dict(tree).items() if key not in DERIVED}
    assert {key: back[key] for key in printed} == printed


def test_numbers_that_word_makes_are_written_out():
    def build(word):
        for style, text in (
            ("List Number", "Phòng Kinh tế"),
            ("List Bullet", "Chủ trì tham mưu"),
            ("List Number", "Công an xã"),
        ):
            word.add_paragraph(text, style=style)

    assert [line.text for line in lines_of_word(_word(build))] == [
        "1. Phòng Kinh tế",
        "- Chủ trì tham mưu",
        "2. Công an xã",
    ]


def test_head_table_is_laid_open_and_data_table_kept():
    def build(word):
        head = word.add_table(1, 2)
        head.cell(0, 0).text = "ỦY BAN NHÂN DÂN\nXÃ ĐÔNG KHÊ\nSố: 12/KH-UBND"
        head.cell(
            0, 1
        ).text = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\nĐông Khê, ngày 02 tháng 3 năm 2026"
        word.add_paragraph("KẾ HOẠCH")
        word.add_paragraph("Phát triển hợp tác xã năm 2026")
        word.add_paragraph("1. Nhiệm vụ")
        table = word.add_table(2, 4)
        for place, cell in enumerate(["TT", "Nhiệm vụ", "Đơn vị chủ trì", "Thời hạn"]):
            table.cell(0, place).text = cell
        for place, cell in enumerate(["1", "Rà soát hợp tác xã", "Phòng Kinh tế", "15/6/2026"]):
            table.cell(1, place).text = cell

    tree = read_bytes(_word(build), filename="a.docx")
    assert (tree.issuer, tree.number, tree.place, tree.date) == (
        "ỦY BAN NHÂN DÂN XÃ ĐÔNG KHÊ",
        "12",
        "Đông Khê",
        "2026-03-02",
    )
    assert [(task.text, task.lead, task.deadlines[0].end) for task in tree.table_tasks] == [
        ("Rà soát hợp tác xã", ["Phòng Kinh tế"], "2026-06-15")
    ]


def test_deleted_words_are_not_read():
    def build(word):
        paragraph = word.add_paragraph("Giữ lại ")
        run = paragraph.add_run("bỏ đi")
        deletion = paragraph._p.makeelement(qn("w:del"), {})
        run._r.addprevious(deletion)
        deletion.append(run._r)

    assert [line.text for line in lines_of_word(_word(build))] == ["Giữ lại"]


def test_command_prints_the_tree(capsys):
    call_command("read_document", str(CORPUS / "cv-xa-so-lieu.txt"))
    printed = capsys.readouterr().out
    assert json.loads(printed)["issuer"] == "ỦY BAN NHÂN DÂN XÃ ĐÔNG KHÊ"
    assert "Đông Khê" in printed


def test_command_says_in_vietnamese_what_is_wrong(tmp_path):
    with pytest.raises(CommandError, match="Không tìm thấy tệp"):
        call_command("read_document", str(tmp_path / "khong-co.txt"))
