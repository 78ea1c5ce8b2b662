"""Scans of paper that was signed by hand: matched to their document by the QR code that was printed on it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from documents.models import IssuedFile
from documents.models.issued import CODE_LENGTH, CODE_LETTERS
from documents.services.signing.likeness import corners, different_words

MESSAGES = {
    "ok": "Bản quét khớp mã QR của văn bản.",
    "altered": (
        "Trang đầu của bản quét khác bản gốc ở: {words}. Nếu chỉ là nét bút hoặc dấu đè lên chữ, hãy đối chiếu rồi "
        "đánh dấu vào ô bên dưới và nộp lại."
    ),
    "not_scan": "Tệp không phải bản quét PDF hoặc ảnh JPEG, PNG đọc được; hãy quét lại.",
    "too_many_pages": "Bản quét có {pages} trang, nhiều hơn mức {most} trang đọc được; hãy quét riêng văn bản này.",
    "no_code": (
        "Không đọc được mã QR trên bản quét. Hãy quét cả trang đầu, thẳng, rõ, từ 200 dpi trở lên, "
        "không che mã ở chân trang."
    ),
    "not_ours": "Mã QR trên bản quét không phải của văn bản này ({found}). Hãy quét đúng bản giấy in từ cổng.",
    "other_document": "Bản quét là của văn bản khác: {other}. Hãy tải lên bản quét của văn bản này.",
    "pages_missing": "Bản quét có {pages} trang, bản gốc có {needed} trang; hãy quét đủ các trang.",
}
MOST_PAGES = 60
_LONGEST_SIDE = 2600
_CODE = re.compile(rf"/xac-thuc/([{CODE_LETTERS}]{{{CODE_LENGTH}}})/?$")
_KINDS = {b"%PDF": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG": "image/png"}


@dataclass(frozen=True)
class ScanVerdict:
    """The conclusion on a scan; accepted only where `code` is `ok`."""

    code: str
    message: str
    content_type: str = "application/pdf"


@dataclass(frozen=True)
class Code:
    """A QR code that was read: what it says, where its corners are on which picture."""

    text: str
    corners: list[tuple[float, float]]
    picture: Any


def verdict_on(content: bytes, *, issued: IssuedFile, original: bytes, looked_over: bool = False) -> ScanVerdict:
    """Say whether a PDF or photo shows the paper of the issued document.

    Words of the first page that differ from the original are refused, unless a person has `looked_over` them.
    """
    kind = next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)
    if kind is None:
        return _no("not_scan")
    try:
        pages = page_count(content) if kind == "application/pdf" else 1
        if pages > MOST_PAGES:
            return _no("too_many_pages", pages=pages, most=MOST_PAGES)
        codes = _codes(content, kind)
    except Exception:  # pictures and files break their readers in many ways, bombs among them
        return _no("not_scan")
    verdict = _matched([code.text for code in codes], issued, kind, pages, page_count(original))
    if verdict.code != "ok":
        return verdict
    return _compared(next(code for code in codes if issued.code in code.text), original, kind, looked_over)


def _compared(code: Code, original: bytes, kind: str, looked_over: bool) -> ScanVerdict:
    words = different_words(original, code.picture, code.corners)
    if words is None:
        return ScanVerdict("ok", f"{MESSAGES['ok']} Ảnh không đủ rõ để cổng so từng chữ.", kind)
    if not words:
        return ScanVerdict("ok", f"{MESSAGES['ok']} Các chữ trên trang đầu khớp bản gốc.", kind)
    shown = ", ".join(f"“{word}”" for word in words[:8]) + ("…" if len(words) > 8 else "")
    if not looked_over:
        return _no("altered", words=shown)
    return ScanVerdict("ok", f"{MESSAGES['ok']} Người nộp đã đối chiếu chỗ khác bản gốc: {shown}.", kind)


def _matched(texts: list[str], issued: IssuedFile, kind: str, pages: int, needed: int) -> ScanVerdict:
    codes = {match[1] for text in texts if (match := _CODE.search(text))}
    others = IssuedFile.objects.filter(code__in=codes - {issued.code}).select_related("document")
    if others and others[0].document.organization_id == issued.document.organization_id:
        return _no("other_document", other=others[0].document.full_number)
    if others or (texts and issued.code not in codes):
        return _no("not_ours", found=texts[0][:80] if not others else "mã của cơ quan khác")
    if issued.code not in codes:
        return _no("no_code")
    if kind == "application/pdf" and pages < needed:
        return _no("pages_missing", pages=pages, needed=needed)
    return ScanVerdict("ok", MESSAGES["ok"], kind)


def _no(code: str, /, **words: object) -> ScanVerdict:
    return ScanVerdict(code, MESSAGES[code].format(**words))


def page_count(content: bytes) -> int:
    """Return how many pages a PDF has. Raises ValueError for what is none."""
    import pypdf
    from pypdf.errors import PyPdfError

    try:
        return len(pypdf.PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a PDF") from error


def _codes(content: bytes, kind: str) -> list[Code]:
    """The QR codes of a file, those of the first page that has any."""
    for image in images_of(content, kind):
        found = _codes_on(image)
        if found:
            return found
    return []


def _codes_on(image: Any) -> list[Code]:
    """Look at the page as it is, then with its grain smoothed, then larger."""
    import zxingcpp
    from PIL import Image, ImageFilter

    formats = zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode)
    ways = (
        (1, lambda: image),
        (1, lambda: image.filter(ImageFilter.MedianFilter(3))),
        (2, lambda: image.resize((image.width * 2, image.height * 2), Image.Resampling.BICUBIC)),
    )
    for times, way in ways:
        found = [code for code in zxingcpp.read_barcodes(way(), formats=formats) if code.text]
        if found:
            at = [[(x / times, y / times) for x, y in corners(code)] for code in found]
            return [Code(code.text, place, image) for code, place in zip(found, at, strict=True)]
    return []


def images_of(content: bytes, kind: str) -> Iterator[Any]:
    """Yield the pages as grey pictures, none wider or higher than a scan of 200 dpi of A4 needs."""
    if kind == "application/pdf":
        yield from _rendered(content)
        return
    from PIL import Image, ImageOps

    picture = Image.open(io.BytesIO(content), formats=["JPEG", "PNG"])
    if picture.width * picture.height > 100_000_000:
        raise ValueError("too many pixels")
    picture.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
    upright = ImageOps.exif_transpose(picture).convert("L")
    upright.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    yield upright


def _rendered(content: bytes) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError("not a PDF") from error
    try:
        for page in document:
            scale = min(200 / 72, _LONGEST_SIDE / max(page.get_size()))
            yield page.render(scale=scale, grayscale=True).to_pil()
    finally:
        document.close()
