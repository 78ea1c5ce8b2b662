"""Evidence is judged by its content."""

import io
import unicodedata
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from openpyxl import Workbook

from plans.files import check, clean_name

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000049454e44ae426082")


def upload(name, data):
    return SimpleUploadedFile(name, data)


def word():
    data = io.BytesIO()
    Document().save(data)
    return data.getvalue()


def excel():
    data = io.BytesIO()
    Workbook().save(data)
    return data.getvalue()


def packed(**members):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"), content)
    return data.getvalue()


@pytest.mark.parametrize(
    ("name", "data"), [("a.pdf", PDF), ("a.PDF", PDF), ("ảnh chụp.png", PNG), ("bc.docx", word()), ("ds.xlsx", excel())]
)
def test_good_evidence_passes_with_what_it_is(name, data):
    found = check(upload(name, data))
    assert found.name == name
    assert found.size == len(data)
    assert len(found.digest) == 64


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.pdf", b"", "trống"),
        ("a.exe", b"MZ\x90", "Không nhận tệp"),
        ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "Không nhận tệp"),
        ("a.html", b"<html>", "Không nhận tệp"),
        ("khong-duoi", PDF, "Không nhận tệp"),
        ("a.pdf", b"<html><script>alert(1)</script></html>", "không phải là .pdf"),
        ("a.pdf.png", PDF, "không phải là .png"),
        ("a.docx", packed(hello="x"), "không phải là tệp Office"),
        ("a.xlsx", word(), "không phải"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 200, "hỏng"),
        ("a.docx", packed(word__document_xml="<x/>", word__vbaProject_bin="x"), "macro"),
    ],
)
def test_bad_evidence_is_refused_in_words(name, data, words):
    with pytest.raises(ValidationError) as refused:
        check(upload(name, data))
    assert words in refused.value.messages[0]


def test_too_big_a_file_is_refused_by_its_size(settings):
    settings.UPLOAD_MAX_BYTES = 10
    with pytest.raises(ValidationError, match="lớn hơn"):
        check(upload("a.pdf", PDF))


def test_a_bomb_is_refused(monkeypatch):
    monkeypatch.setattr("coopportal.files.MOST_UNPACKED", 1000)
    with pytest.raises(ValidationError, match="giải nén"):
        check(upload("a.docx", packed(word__document_xml="<x/>", big_bin=b"\x00" * 1001)))


def test_names_lose_their_folders_and_keep_their_vietnamese():
    assert clean_name("../../etc/passwd") == "passwd"
    assert clean_name("C:\\Users\\a\\Báo cáo.docx") == "Báo cáo.docx"
    assert clean_name(unicodedata.normalize("NFD", "Báo cáo tháng 5.docx")) == "Báo cáo tháng 5.docx"
    assert clean_name("a\r\nb\u202e.pdf") == "ab.pdf"
    assert len(clean_name("ă" * 400 + ".pdf")) == 200
