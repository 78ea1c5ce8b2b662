"""Scans of signed paper: matched by the QR code, foreign ones refused."""

from __future__ import annotations

import io
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from documents import tasks
from documents.models import DocumentState, IssuedFile, OfficialDocument, ScanCheck, SignatureReport, SignedFile
from documents.services.files import pdf_of
from documents.services.issuing import finalize, issued_bytes
from documents.services.signing import scans, sheets
from documents.services.signing.acts import accept_scan
from documents.services.signing.scans import images_of
from documents.services.signing.sheets import PageFinding, compare_rest
from notifications.models import Notification
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
    assert "Các chữ khớp bản gốc" in file.report.message


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
    with pytest.raises(ValidationError, match=r"khác bản gốc: trang 1 khác ở “120\.000\.000”\."):
        hang(document, content, world)
    file = accept_scan(document=document, content=content, name="q.jpg", by=world.clerk, looked_over=True)
    assert "đã đối chiếu chỗ khác bản gốc: trang 1 khác ở “120.000.000”" in file.report.message


def place_of_word(document: OfficialDocument, text: str) -> tuple[float, float, float, float]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(pdf_of(document))) as pdf:
        row = next(word for word in pdf.pages[0].extract_words() if word["text"] == text)
    return row["x0"], row["top"], row["x1"], row["bottom"]


WORDS = "hợp tác xã nông nghiệp báo cáo kết quả rà soát kế hoạch kinh tế tập thể địa bàn thôn năm kinh phí".split()


@pytest.fixture(scope="module")
def printed() -> bytes:
    """Three pages as they were issued, with their code."""
    from documents.official import tree as official
    from documents.official.drawing import Marks, Verification, render_pdf
    from tests.factories.documents import tree_of

    lots = random.Random(3)
    texts = [" ".join(lots.choices(WORDS, k=150)) + " 120.000.000 đồng" for _ in range(9)]
    tree = tree_of(body=[official.Node("paragraph", text=text) for text in texts])
    mark = Verification(address="https://x.vn/xac-thuc/ABCDEFGHJKMN/", lines=("a", "b"))
    return render_pdf(official.from_dict(tree), marks=Marks(verification=mark))


def test_the_pages_behind_are_found_wherever_they_lie_and_what_is_missing_is_named(
    printed: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "different_on", lambda *_: [])
    one, two, three = images_of(printed, "application/pdf")
    blank = Image.new("L", two.size, 250)
    assert told(printed, [one, askew(three, -2.2), blank]) == ["không thấy trang 2", "trang 3 nằm ở chỗ trang 2"]


def test_a_changed_figure_behind_the_first_page_is_named_with_its_page(printed: bytes) -> None:
    pages = list(images_of(printed, "application/pdf"))
    left, top, right, bottom = (round(side * 200 / 72) for side in box_on(printed, 1, "120.000.000"))
    figure = (right - left) // 11
    pages[1].paste(pages[1].crop((left, top, left + figure, bottom)), (left + 4 * figure, top))
    assert told(printed, [pages[0], askew(pages[1], 1.5)]) == ["trang 2 khác ở “120.000.000”"]


def askew(page: Any, lean: float) -> Any:
    moved = Image.new("L", page.size, 235)
    moved.paste(page, (-30, 40))
    return moved.rotate(lean, fillcolor=225)


def told(original: bytes, pages: list[Any]) -> list[str]:
    return [str(one) for one in compare_rest(original, len(pages), pages.__getitem__, len(pages), 0, 2.0)]


def box_on(content: bytes, page: int, text: str) -> tuple[float, float, float, float]:
    import pdfplumber

    with pdfplumber.open(io.BytesIO(content)) as pdf:
        row = next(word for word in pdf.pages[page].extract_words() if word["text"] == text)
    return row["x0"], row["top"], row["x1"], row["bottom"]


@pytest.fixture
def long_document(world: World) -> OfficialDocument:
    from documents.official.tree import Node

    document = approved(world, body=[Node("paragraph", text="Nội dung chỉ đạo. " * 60) for _ in range(4)])
    finalize(document=document, by=world.leader)
    return document


def test_all_pages_must_be_there(long_document: OfficialDocument, world: World) -> None:
    for kind in ("PDF", "JPEG"):
        with pytest.raises(ValidationError, match="có 1 trang, bản gốc có 2 trang"):
            hang(long_document, photo(paper(long_document), kind), world)


def test_a_scan_of_several_pages_is_compared_by_the_queue_and_its_sender_is_told(
    long_document: OfficialDocument, world: World, sign_in: Callable[..., Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    content = issued_bytes(IssuedFile.objects.get(document=long_document))
    seen: list[int] = []
    monkeypatch.setattr(scans, "different_words", lambda *_: [])
    wrong = [PageFinding(2, "missing")]
    monkeypatch.setattr(scans, "compare_rest", lambda original, pages, *rest: seen.append(pages) or wrong)
    client, address = sign_in(world.clerk), reverse("documents:document_sign_scan", args=[long_document.pk])
    page = client.post(address, {"file": SimpleUploadedFile("quet.pdf", content)}).url
    assert "Đang so từng trang" in client.get(page).content.decode()
    assert tasks.compare_scan(ScanCheck.objects.get().pk) == "refused"
    assert "không thấy trang 2" in client.get(page).content.decode()
    assert Notification.objects.filter(recipient=world.clerk, code="documents.scan.compared").exists()
    wrong.clear()
    again = client.post(address, {"file": SimpleUploadedFile("quet.pdf", content)}).url
    client.post(again)
    assert "cả 2 trang khớp bản gốc" in client.get(again).content.decode()
    long_document.refresh_from_db()
    assert (long_document.state, seen) == (DocumentState.SIGNED, [2, 2])
    assert tasks.compare_scan(ScanCheck.objects.first().pk) is None
