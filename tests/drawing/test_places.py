"""Where a signer finds room on a drawn PDF, in mm and in the points of PDF; the QR code that reads back."""

from __future__ import annotations

import datetime
import io

import pypdf
import pytest
import zxingcpp

from documents import reading
from documents.official import drawing
from documents.official.drawing import places as names
from documents.official.pictures import pictures
from documents.official.tree import Signature

from .helpers import MM, Drawn, drawn, letter, load

ADDRESS = "https://vanban.anlac.gov.vn/xac-minh/7KQ2-MX4P-9T"
CHECK = drawing.Verification(ADDRESS, ("Mã tra cứu: 7KQ2-MX4P-9T", "Quét mã QR để kiểm tra văn bản"))


def test_signature_and_seal_have_their_room_between_title_and_name() -> None:
    pdf = drawn("kh-tinh")
    above, below = pdf.line("PHÓ CHỦ TỊCH"), pdf.lines[-1]
    signature, seal = drawing.place_of(pdf.data, names.SIGNATURE), drawing.place_of(pdf.data, names.SEAL)
    assert signature is not None and seal is not None
    assert signature.page == seal.page == above.page + 1
    assert above.bottom - 0.5 <= signature.top < signature.bottom <= below.top + 1.5
    assert (signature.left + signature.right) / 2 == pytest.approx(above.middle, abs=0.2)
    assert (seal.right - seal.left, seal.bottom - seal.top) == pytest.approx((36, 36), abs=0.05)
    overlap = (seal.right - signature.left) / (signature.right - signature.left)
    assert overlap == pytest.approx(1 / 3, abs=0.01)
    assert seal.left < signature.left


def test_places_are_in_points_from_the_lower_left_as_well() -> None:
    signature = drawing.place_of(drawn("gnp").data, names.SIGNATURE)
    assert signature is not None
    left, bottom, right, top = signature.box
    assert left * MM == pytest.approx(signature.left, abs=0.01)
    assert (297 - top * MM, 297 - bottom * MM) == pytest.approx((signature.top, signature.bottom), abs=0.01)
    assert right - left == pytest.approx(50 / MM, abs=0.02)


def test_minutes_have_a_place_for_the_second_signature_on_the_left() -> None:
    first = drawing.place_of(drawn("bb-hop").data, names.SIGNATURE)
    second = drawing.place_of(drawn("bb-hop").data, names.SECOND)
    assert first is not None and second is not None
    assert second.right < first.left
    assert (second.page, second.top) == (first.page, first.top)


def test_a_copy_has_places_of_its_own() -> None:
    stamp = drawing.CopyStamp("SY", "ỦY BAN NHÂN DÂN XÃ", signature=Signature([], "CHỦ TỊCH", "Mai Thị Thu"))
    data = drawing.render_pdf(load("gnp"), copy=stamp)
    first, copy = drawing.place_of(data, names.SIGNATURE), drawing.place_of(data, names.COPY_SIGNATURE)
    assert first is not None and copy is not None and drawing.place_of(data, names.COPY_SEAL) is not None
    assert (copy.page, copy.top) > (first.page, first.bottom)


def test_a_file_from_elsewhere_has_no_places() -> None:
    other = pypdf.PdfWriter()
    other.add_blank_page(595, 842)
    data = io.BytesIO()
    other.write(data)
    assert drawing.places_of(data.getvalue()) == []
    assert drawing.places_of(b"khong phai PDF") == []


def test_qr_code_at_the_foot_of_page_one_reads_as_its_address() -> None:
    document = letter()
    data = drawing.render_pdf(document, marks=drawing.Marks(contact="Điện thoại: 0204.3999.888", verification=CHECK))
    where = drawing.place_of(data, names.QR)
    assert where is not None and where.page == 1 and where.top > 277
    (page,) = pictures(data, dots=200, only=0)
    (code,) = zxingcpp.read_barcodes(page)
    assert code.text == ADDRESS
    assert code.position.top_left.x / 200 * 25.4 == pytest.approx(where.left, abs=0.6)
    assert code.position.bottom_right.y / 200 * 25.4 == pytest.approx(where.bottom, abs=0.6)
    assert {"Mã tra cứu: 7KQ2-MX4P-9T", "Điện thoại: 0204.3999.888"} <= {line.text for line in Drawn(data).lines}
    assert reading.read_bytes(data, filename="a.pdf").body == document.body


def test_words_of_a_signature_without_a_picture_stand_in_the_top_right_corner() -> None:
    signed = datetime.datetime(2026, 3, 5, 4, 17, 41, tzinfo=datetime.UTC)
    text = drawing.copy_corner("SY", "ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA", signed)
    assert text == "Sao y; ỦY BAN NHÂN DÂN XÃ ĐÔNG HÒA; 05/03/2026; 11:17:41 +07:00"
    assert drawing.file_corner(letter(), signed) == "Số: 05/UBND-KT; 05/03/2026; 11:17:41 +07:00"
    data = drawing.render_pdf(letter(), marks=drawing.Marks(corner=text))
    line, corner = Drawn(data).line("Sao y;"), drawing.place_of(data, names.CORNER)
    assert line.sizes == {10} and corner is not None
    assert line.right == pytest.approx(corner.right, abs=0.3)
    assert line.bottom < 20
