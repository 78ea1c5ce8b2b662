"""Papers that came as pictures: their letters are proposed to the clerk, and nothing more."""

from __future__ import annotations

import io
import subprocess
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image, ImageFilter

from documents import tasks
from documents.models import OfficialDocument, ScanReading
from documents.official import tree as official
from documents.queries import find
from documents.reading import ocr, read_text
from documents.services import attaching, recognizing
from documents.services.papers import take_paper
from organizations.models import Staff
from tests.documents.files import scan
from tests.factories.documents import DocumentFactory, tree_of
from tests.factories.organizations import World

SignIn = Callable[[Staff], Client]
LETTER = """UBND THÀNH PHỐ THỬ                         CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
SỚ TÀI CHINH                               Độc lập - Tự do - Hạnh phúc
Số: 546/STC-TCHCSN                         Thử, ngày 25 tháng 3 năm 2026
V/v rà soát hợp tác xã

Kính gửi: Ủy ban nhân dân các xã
Đề nghị các xã báo cáo trước ngày 15/4/2026./.
Nơi nhận:                                  GIÁM ĐỐC
- Như trên;
- Lưu: VT.
                                           Đỗ Văn An
"""


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    asks = ocr.available
    asks.cache_clear()
    yield
    asks.cache_clear()


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A machine that reads; what it reads next is the list's last."""
    said = [LETTER]
    monkeypatch.setattr(ocr, "available", lambda: True)
    monkeypatch.setattr(ocr, "text_of_picture", lambda picture: said[-1])
    return said


def paper(world: World) -> OfficialDocument:
    return take_paper(data=scan(), filename="quet.pdf", organization=world.commune, by=world.clerk)


@pytest.mark.django_db
def test_what_was_read_is_proposed_in_the_form_to_be_looked_at(world: World, sign_in: SignIn, reads: list[str]) -> None:
    world.economy.name = "Sở Tài chính"
    world.economy.save()
    client = sign_in(world.clerk)
    sent = client.post(reverse("documents:paper_upload"), {"file": SimpleUploadedFile("q.pdf", scan())})
    reading = ScanReading.objects.get()
    assert sent.url == reading.get_absolute_url()
    assert "Không chờ, ghi theo bản giấy" in client.get(sent.url).content.decode()
    assert tasks.read_scan(reading.pk) == "done" and tasks.read_scan(reading.pk) is None
    to = client.get(sent.url).url
    form = client.get(to).context["form"]
    assert {name: form.initial[name] for name in ("number", "symbol", "subject", "issuer", "signer")} == {
        "number": "546", "symbol": "STC-TCHCSN", "subject": "rà soát hợp tác xã", "issuer": "Sở Tài chính",
        "signer": "Đỗ Văn An",
    }  # fmt: skip
    assert form.fields["number"].help_text == "Đề xuất từ ảnh, xin kiểm tra."
    assert form.fields["note"].help_text == "" and OfficialDocument.objects.get().is_draft
    picture = client.get(reverse("documents:paper_picture", args=[reading.document_id]))
    assert picture.content.startswith(b"\x89PNG")
    assert sign_in(world.neighbour_clerk).get(sent.url).status_code == 404


@pytest.mark.django_db
def test_where_nothing_can_read_the_form_is_there_at_once_and_says_so(
    world: World, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr.shutil, "which", lambda name: None)
    client = sign_in(world.clerk)
    sent = client.post(reverse("documents:paper_upload"), {"file": SimpleUploadedFile("q.pdf", scan())})
    assert "chưa cài bộ nhận dạng chữ" in client.get(sent.url).content.decode()
    assert not ScanReading.objects.exists()


@pytest.mark.django_db
def test_nothing_read_leaves_the_form_to_the_clerk(world: World, reads: list[str], sign_in: SignIn) -> None:
    reads.append("")
    document = paper(world)
    reading = recognizing.request_reading(document=document, by=world.clerk)
    assert reading and tasks.read_scan(reading.pk) == "failed"
    page = sign_in(world.clerk).get(reverse("documents:paper_register", args=[document.pk])).content.decode()
    assert "Không nhận ra chữ nào trong ảnh" in page


@pytest.mark.django_db
def test_a_state_secret_on_a_scan_is_taken_off_the_portal(world: World, reads: list[str], sign_in: SignIn) -> None:
    reads.append(LETTER.replace("\n\n", "\nMẬT\n\n", 1))
    document = paper(world)
    name = document.source_file.path
    reading = recognizing.request_reading(document=document, by=world.clerk)
    assert reading and tasks.read_scan(reading.pk) == "failed"
    assert not OfficialDocument.objects.filter(pk=document.pk).exists() and name
    page = sign_in(world.clerk).get(reading.get_absolute_url()).content.decode()
    assert "Tài liệu mật không được đưa lên hệ thống" in page


@pytest.mark.django_db
def test_who_registered_first_keeps_what_was_typed(world: World, reads: list[str]) -> None:
    document = paper(world)
    reading = recognizing.request_reading(document=document, by=world.clerk)
    tree = tree_of(number="9", symbol="UBND")
    OfficialDocument.objects.filter(pk=document.pk).update(state="active", number="9", tree=tree)
    assert reading and tasks.read_scan(reading.pk) == "done"
    document.refresh_from_db()
    assert (document.number, document.tree) == ("9", tree)
    assert list(find(world.clerk, words="so tai chinh", in_content=True)) == [document]


@pytest.mark.django_db
def test_pictures_that_go_with_a_document_are_found_by_their_words(world: World, reads: list[str]) -> None:
    document = DocumentFactory(organization=world.commune)
    (row,) = attaching.attach(document=document, uploads=[SimpleUploadedFile("a.pdf", scan())], by=world.clerk)
    assert tasks.read_attached_scan(row.pk) and tasks.read_attached_scan(row.pk) is None
    assert list(find(world.clerk, words="stc-tchcsn", in_content=True)) == [document]
    with pytest.raises(ValidationError, match="không thay đổi được nữa"):
        attaching.drop_attachment(attachment=row, by=world.clerk)


def tsv(*words: tuple[str, int, int, int, float, int]) -> str:
    """Return what Tesseract says: text, left, top, width, confidence, line."""
    head = "level page_num block_num par_num line_num word_num left top width height conf text".split()
    rows = [[5, 1, 1, 1, line, n, left, top, width, 30, sure, text]
            for n, (text, left, top, width, sure, line) in enumerate(words)]  # fmt: skip
    return "\n".join("\t".join(map(str, row)) for row in [head, *rows])


def test_words_are_laid_on_lines_with_columns_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    left = [(word, 100 + 130 * n, 100 + 4 * n, 120, 95.0, 1) for n, word in enumerate(("ỦY", "BAN", "NHÂN", "DÂN"))]
    right = [(word, 900 + 130 * n, 125 + 4 * n, 120, 95.0, 2) for n, word in enumerate(("CỘNG", "HÒA", "XÃ", "HỘI"))]
    rest = [("Số:", 100, 160, 60, 95.0, 3), ("`", 300, 160, 5, 90.0, 3), ("xqz", 900, 600, 60, 30.0, 4)]
    monkeypatch.setattr(ocr, "_run", lambda picture, *how: tsv(*left, *right, *rest))
    monkeypatch.setattr(ocr, "_LEAST_WORDS", 4)
    first, second = ocr.text_of_picture(None).splitlines()
    assert first.split("    ")[0] == "ỦY BAN NHÂN DÂN" and first.endswith("    CỘNG HÒA XÃ HỘI")
    assert second == "Số:"


def test_a_page_that_lies_otherwise_is_turned(monkeypatch: pytest.MonkeyPatch) -> None:
    upright = Image.new("L", (60, 40), 255)
    upright.putpixel((0, 0), 0)

    def run(picture: Any, *how: str) -> str:
        if "osd" in how:
            return "Orientation in degrees: 180\nRotate: 180\n"
        right = picture.getpixel((0, 0)) == 0
        return tsv(*((f"chữ{n}", 100 * n, 100, 90, 95.0 if right else 60.0, 1) for n in range(9)))

    monkeypatch.setattr(ocr, "_run", run)
    assert "chữ1" in ocr.text_of_picture(upright.rotate(180))
    monkeypatch.setattr(ocr, "_run", lambda picture, *how: "" if "osd" in how else tsv())
    assert ocr.text_of_picture(upright) == ""


def test_tesseract_that_hangs_or_fails_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def hang(*args: Any, **kwargs: Any) -> None:
        raise subprocess.TimeoutExpired("tesseract", 60)

    monkeypatch.setattr(ocr.subprocess, "run", hang)
    monkeypatch.setattr(ocr.shutil, "which", lambda name: "/usr/bin/tesseract")
    assert not ocr.available() and ocr.text_of_picture(Image.new("L", (50, 50), 255)) == ""


def test_a_noisy_scan_gives_its_head() -> None:
    if not ocr.available():
        pytest.skip("Tesseract with its Vietnamese model is not installed")
    import pypdfium2

    from documents.official.drawing import render_pdf

    told = "Đề nghị các cơ quan rà soát hợp tác xã, báo cáo trước ngày 15/4/2026. "
    body = [official.Node("paragraph", text=told)]
    with pypdfium2.PdfDocument(render_pdf(official.from_dict(tree_of(body=body)))) as pdf:
        page = pdf[0].render(scale=200 / 72, grayscale=True).to_pil()
    noisy = Image.blend(page.rotate(1.5, fillcolor=250), Image.effect_noise(page.size, 60), 0.12)
    out = io.BytesIO()
    noisy.filter(ImageFilter.GaussianBlur(0.6)).save(out, "JPEG", quality=60)
    read = read_text(ocr.text_of_picture(Image.open(out)))
    assert (read.number, read.symbol, read.date, read.kind) == ("516", "UBND-KT", "2026-04-05", "CV")
    assert read.subject == "rà soát hoạt động của các hợp tác xã"
