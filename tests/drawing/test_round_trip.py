"""Draw a tree, read the drawing back: the printed part of the tree is the same (PDF and Word)."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as portal
from hypothesis import given, settings
from hypothesis import strategies as st

from documents import reading
from documents.official import drawing
from documents.official.checking import check_file
from documents.official.drawing import words
from documents.official.kinds import KINDS
from documents.official.tree import Node, OfficialDocument, to_dict

from .helpers import FORMS, SAMPLE_NAMES, drawn, letter, load
from .strategies import documents

DERIVED = frozenset(
    "format legal_bases assignments activities deadlines indicators funding references findings table_tasks".split()
)
SHARED = Path(portal.BASE_DIR).parent / "shared"
DOORS = {"pdf": drawing.render_pdf, "docx": drawing.render_docx}
SLOW = settings(
    max_examples=5,
)


def printed(document: OfficialDocument) -> dict[str, Any]:
    """Return the printed part of a tree as plain data, NFC."""
    data = {key: value for key, value in to_dict(document).items() if key not in DERIVED}
    return _nfc(data)


def _nfc(value: Any) -> Any:
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [_nfc(one) for one in value]
    if isinstance(value, dict):
        return {key: _nfc(one) for key, one in value.items()}
    return value


def differences(before: Any, after: Any, path: str = "") -> list[str]:
    """Return where two plain trees differ, one line each: the whole of both would hide it."""
    if isinstance(before, dict) and isinstance(after, dict):
        return [line for key in before for line in differences(before[key], after.get(key), f"{path}.{key}")]
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return [
            line
            for i, (a, b) in enumerate(zip(before, after, strict=True))
            for line in differences(a, b, f"{path}[{i}]")
        ]
    return [] if before == after else [f"{path}: {before!r} -> {after!r}"]


def there_and_back(document: OfficialDocument, door: str) -> list[str]:
    data = DOORS[door](document)
    return differences(printed(document), printed(reading.read_bytes(data, filename=f"van-ban.{door}")))


@pytest.mark.parametrize("name", SAMPLE_NAMES)
def test_sample_reads_back_the_same_from_pdf(name: str) -> None:
    back = reading.read_bytes(drawn(name).data, filename="van-ban.pdf")
    assert differences(printed(load(name)), printed(back)) == []


@pytest.mark.parametrize("name", FORMS)
def test_sample_reads_back_the_same_from_word(name: str) -> None:
    assert there_and_back(load(name), "docx") == []


@pytest.mark.parametrize("door", DOORS)
def test_sixty_recipients_read_back_the_same(door: str) -> None:
    names = [f"Ủy ban nhân dân xã số {i}" for i in range(60)]
    assert there_and_back(letter(recipients=[*names, "Lưu: VT, KT"]), door) == []


def test_letters_of_our_own_papers_tell_titles_where_nothing_is_bold_in_the_body() -> None:
    """Sentences without a full stop, with a colon inside or at their end: no bold letter, no title."""
    sections = [
        Node("section", "1", text="Rà soát kết quả:", children=[Node("item", "-", text="Rà soát các hợp tác xã.")]),
        Node("section", "2", text="Rà soát tình hình hoạt động của các hợp tác xã"),
        Node("section", "3", title="Kinh phí", text="do ngân sách xã bảo đảm."),
        Node("section", "4", text="Nội dung cần làm: rà soát hồ sơ"),
    ]
    for door in DOORS:
        assert there_and_back(letter(body=sections), door) == []


def test_a_heading_that_fills_its_line_ends_there() -> None:
    """The words under it would not have fitted, yet they are upright and small."""
    title, words = "RÀ SOÁT TÌNH HÌNH HOẠT ĐỘNG CỦA CÁC HỢP TÁC XÃ", "Rà soát tình hình hoạt động của các hợp tác xã"
    table = Node("table", rows=[["TT", "Nội dung"], ["1", words]])
    under = [[table], [Node("paragraph", text=f"{words} trên địa bàn xã")]]
    headings = [Node("heading", n, title, children=nodes) for n, nodes in zip(("I", "II"), under, strict=True)]
    for door in DOORS:
        assert there_and_back(letter(body=[Node("paragraph", text=f"{words}:"), *headings]), door) == []


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real papers are not here")
@pytest.mark.parametrize("path", sorted(SHARED.glob("*/*.txt")), ids=lambda path: path.stem[:16])
def test_real_paper_reads_back_the_same(path: Path) -> None:
    """Its body's name goes into capitals and its day is printed in full; nothing else may change."""
    document = reading.read_text(path.read_text(encoding="utf-8"))
    document.issuer = document.issuer.upper() if document.issuer else None
    document.date_text = words.long_date(document.date) or document.date_text
    assert there_and_back(document, "docx") == []
    if len(document.body) < 12:  # the long ones would take seconds each
        assert there_and_back(document, "pdf") == []


@pytest.mark.parametrize("door", DOORS)
@given(document=documents())
@SLOW
def test_any_document_reads_back_the_same(door: str, document: OfficialDocument) -> None:
    assert there_and_back(document, door) == []


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
@settings(SLOW, max_examples=1)
def test_each_kind_reads_back_the_same(kind: str, data: st.DataObject) -> None:
    """Through Word: the words are the same ones, and it costs a fifth of a PDF."""
    assert there_and_back(data.draw(documents(kind)), "docx") == []


_CHECK = drawing.Verification("https://vanban.gov.vn/x/7KQ2", ("Mã tra cứu: 7KQ2", "Quét mã QR để kiểm tra văn bản"))
_STAMP = drawing.CopyStamp("SY", "ỦY BAN NHÂN DÂN XÃ TÂN THỊNH", symbol="SY-UBND", place="Tân Thịnh", date="2026-08-05")
AROUND: list[dict[str, Any]] = [
    {"marks": drawing.Marks("LƯU HÀNH NỘI BỘ", "PL.(300)", "Địa chỉ: thôn Trung; E-mail:\nvanthu@x.vn", None, _CHECK)},
    {"marks": drawing.Marks(corner="Sao y; ỦY BAN NHÂN DÂN XÃ TÂN THỊNH; 05/08/2026; 14:02:11 +07:00")},
    {"marks": drawing.Marks(corner="Số: 05/UBND-KT; 05/08/2026; 14:02:11 +07:00")},
    {"copy": _STAMP},
]


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("around", AROUND, ids=["marks", "copy-corner", "file-corner", "paper-copy"])
def test_what_is_printed_around_the_words_is_not_read_and_not_a_fault(around: dict[str, Any], door: str) -> None:
    document = load("cv-xa")
    data = DOORS[door](document, **around)
    assert differences(printed(document), printed(reading.read_bytes(data, filename=f"a.{door}"))) == []
    assert [finding.rule for finding in check_file(data, f"a.{door}") if finding.severity != "info"] == []
