"""Scans of signed paper: matched by the QR code, foreign ones refused."""

from __future__ import annotations

import io
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from PIL import Image

from documents.models import DocumentState, IssuedFile, OfficialDocument, SignatureReport, SignedFile
from documents.services.files import pdf_of
from documents.services.issuing import finalize, issued_bytes
from documents.services.signing.acts import accept_scan
from documents.services.signing.scans import images_of
from tests.documents.approved import approved
from tests.factories.organizations import World

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(world: World) -> OfficialDocument:
    document = approved(world)
    finalize(document=document, by=world.leader)
    return document


def paper(document: OfficialDocument) -> Any:
    """Return the first page as a scanner sees it."""
    content = issued_bytes(IssuedFile.objects.get(document=document))
    return next(images_of(content, "application/pdf"))


def photo(picture: Any, kind: str = "JPEG", **values: Any) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **values)
    return out.getvalue()


def hang(document: OfficialDocument, content: bytes, world: World) -> SignedFile:
    return accept_scan(document=document, content=content, name="quet.jpg", by=world.clerk)


def test_a_photo_a_little_askew_hangs_beside_the_original(document: OfficialDocument, world: World) -> None:
    original = pdf_of(document)
    askew = paper(document).rotate(4, expand=True, fillcolor=180).resize((1400, 1960))
    file = hang(document, photo(askew, quality=60), world)
    assert (document.state, file.way, file.content_type) == (DocumentState.SIGNED, "paper", "image/jpeg")
    assert pdf_of(document) == original and file.report.accepted
    assert "Các chữ trên trang đầu khớp bản gốc" in file.report.message


def test_a_scanned_pdf_is_read_page_by_page(document: OfficialDocument, world: World) -> None:
    page = paper(document)
    cover = Image.new("L", page.size, 255)
    hang(document, photo(cover, "PDF", save_all=True, append_images=[page]), world)
    assert document.state == DocumentState.SIGNED


def test_what_is_no_scan_of_it_is_refused_each_in_its_words(document: OfficialDocument, world: World) -> None:
    other = approved(world)
    finalize(document=other, by=world.leader)
    empty = Image.new("L", (1000, 1400), 255)
    covered = paper(document).copy()
    covered.paste(255, (0, covered.height * 4 // 5, covered.width, covered.height))
    cases = {
        "other_document": photo(paper(other)),
        "no_code": photo(covered),
        "not_scan": b"GIF89a",
        "not_ours": photo(foreign_code(empty)),
    }
    for code, content in cases.items():
        with pytest.raises(ValidationError) as caught:
            hang(document, content, world)
        report = SignatureReport.objects.first()
        assert (report.code, report.accepted, report.message) == (code, False, caught.value.messages[0])
    with pytest.raises(ValidationError, match="không phải bản quét"):
        hang(document, photo(empty)[:200], world)
    bomb = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (60_000).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0" + b"\0" * 40
    for broken in (b"%PDF-1.4 broken", bomb, b"\xff\xd8\xff" + b"\0" * 100):
        with pytest.raises(ValidationError, match="không phải bản quét"):
            hang(document, broken, world)
    document.refresh_from_db()
    assert document.state == DocumentState.APPROVED and not SignedFile.objects.exists()


def foreign_code(picture: Any) -> Any:
    import segno

    code = io.BytesIO()
    segno.make("https://example.vn/xac-thuc/ABCDEFGHJKMN/").save(code, kind="png", scale=8)
    picture.paste(Image.open(code).convert("L"), (100, 100))
    return picture


def test_a_changed_figure_is_found_unless_somebody_stands_for_it(world: World) -> None:
    from PIL import ImageDraw

    from documents.official.tree import Node

    text = "Yêu cầu các cơ quan, đơn vị báo cáo kết quả rà soát trước ngày 29/11/2026; kinh phí 120.000.000 đồng."
    document = approved(world, body=[Node("paragraph", text=text)])
    finalize(document=document, by=world.leader)
    altered, word = paper(document), place_of_word(document, "120.000.000")
    left, top, right, bottom = (round(side * 200 / 72) for side in word)
    figure = (right - left) // 11
    digit = altered.crop((left, top, left + figure, bottom))
    altered.paste(digit, (left + 4 * figure, top))
    ImageDraw.Draw(altered).line((1000, 1000, 1300, 1100), fill=60, width=5)
    content = photo(altered.rotate(1.5, expand=True, fillcolor=220), quality=70)
    with pytest.raises(ValidationError, match=r"khác bản gốc ở: “120\.000\.000”\."):
        hang(document, content, world)
    file = accept_scan(document=document, content=content, name="q.jpg", by=world.clerk, looked_over=True)
    assert "đã đối chiếu chỗ khác bản gốc: “120.000.000”" in file.report.message


def place_of_word(document: OfficialDocument, text: str) -> tuple[float, float, float, float]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf_of(document))) as pdf:
        row = next(word for word in pdf.pages[0].extract_words() if word["text"] == text)
    return row["x0"], row["top"], row["x1"], row["bottom"]


def test_all_pages_must_be_there(world: World) -> None:
    from documents.official.tree import Node

    document = approved(world, body=[Node("paragraph", text="Nội dung chỉ đạo. " * 60) for _ in range(4)])
    finalize(document=document, by=world.leader)
    with pytest.raises(ValidationError, match="có 1 trang, bản gốc có 2 trang"):
        hang(document, photo(paper(document), "PDF"), world)
