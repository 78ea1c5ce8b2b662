"""Copies of scanned papers: block and words laid over the pages, room looked for, unfit scans told."""

from __future__ import annotations

import io
from functools import lru_cache

import pypdf
import pytest
from PIL import Image

from documents.official import drawing
from documents.official.checking import check_scan
from documents.official.drawing import places as names
from documents.official.pictures import pictures
from documents.official.tree import Signature

from .helpers import Drawn, drawn

STAMP = drawing.CopyStamp(
    "SL",
    "ỦY BAN NHÂN DÂN XÃ TÂN THỊNH",
    number="12",
    symbol="SL-UBND",
    place="Tân Thịnh",
    date="2026-08-05",
    signature=Signature(["TL. CHỦ TỊCH"], "CHÁNH VĂN PHÒNG", "Mai Thị Thu"),
    recipients=["Phòng Kinh tế", "Lưu: VT"],
)
CORNER = "Sao y; ỦY BAN NHÂN DÂN XÃ TÂN THỊNH; 05/08/2026; 14:02:11 +07:00"


@lru_cache(maxsize=4)
def scan(name: str, dots: int = 200, mode: str = "RGB") -> bytes:
    """A sample as a scanner would give it: pictures alone."""
    out = io.BytesIO()
    pages = [picture.convert(mode) for picture in pictures(drawn(name).data, dots=dots)]
    pages[0].save(out, "PDF", resolution=dots, save_all=True, append_images=pages[1:])
    return out.getvalue()


def test_the_block_stands_under_the_end_of_the_source_on_the_same_sheet() -> None:
    data = drawing.copy_of_file(scan("ggt"), stamp=STAMP)
    pdf = Drawn(data)
    assert len(pdf.texts) == 1
    end = drawn("ggt").line("Phùng Thị Nga").bottom
    name = pdf.line("SAO LỤC")
    assert end < name.top < end + 20
    full = [rule for rule in pdf.rules() if rule[1] - rule[0] > 164]
    assert full and end < full[0][2] < name.top
    place, signer = drawing.place_of(data, names.COPY_SIGNATURE), pdf.line("Mai Thị Thu")
    assert place is not None and place.page == 1
    assert place.bottom == pytest.approx(signer.top, abs=2)
    assert drawing.place_of(data, names.COPY_SEAL) is not None


def test_a_full_page_gets_a_sheet_of_its_own() -> None:
    data = drawing.copy_of_file(scan("cv-xa"), stamp=STAMP)
    pdf = Drawn(data)
    assert len(pdf.texts) == 2
    assert pdf.line("SAO LỤC").page == 1
    place = drawing.place_of(data, names.COPY_SIGNATURE)
    assert place is not None and place.page == 2


def test_an_electronic_copy_carries_its_words_at_the_top_right() -> None:
    data = drawing.copy_of_file(scan("gnp"), corner=CORNER)
    line = Drawn(data).line("Sao y;")
    assert line.sizes == {10}
    assert line.right == pytest.approx(195, abs=0.5)
    assert line.bottom < 20
    assert pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/XObject"]


def test_places_of_a_drawn_source_stay() -> None:
    data = drawing.copy_of_file(drawn("gnp").data, stamp=STAMP)
    assert {one.name for one in drawing.places_of(data)} >= {names.SIGNATURE, names.SEAL, names.COPY_SIGNATURE}


@pytest.mark.parametrize("data", [b"", b"khong phai PDF", b"%PDF-1.4\n%%EOF"])
def test_what_is_no_pdf_is_refused_in_vietnamese(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"PDF"):
        drawing.copy_of_file(data, stamp=STAMP)
    with pytest.raises(ValueError, match=r"PDF"):
        check_scan(data)


def test_a_fit_scan_has_no_finding_and_neither_has_a_drawn_paper() -> None:
    assert check_scan(scan("gnp")) == []
    assert check_scan(drawn("gnp").data) == []


def test_a_coarse_grey_scan_is_told() -> None:
    assert {finding.rule for finding in check_scan(scan("gnp", 100, "L"))} == {"scan.resolution", "scan.colour"}


def test_a_reduced_scan_of_an_old_version_is_told() -> None:
    out = io.BytesIO()
    Image.new("RGB", (1654, 2339), "white").save(out, "PDF", resolution=290)
    old = out.getvalue().replace(b"%PDF-1.4", b"%PDF-1.3", 1)
    assert {finding.rule for finding in check_scan(old)} == {"scan.size", "scan.version"}
