"""Scans of paper that was signed by hand: matched to their document by the QR code that was printed on it."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import dist
from typing import Any

from documents.models import IssuedFile
from documents.models.issued import CODE_LENGTH, CODE_LETTERS
from documents.services.signing.likeness import corners, different_words, sheet_of
from documents.services.signing.sheets import PageFinding, compare_rest

MESSAGES = {
    "ok": "Bản quét khớp mã QR của văn bản.",
    "altered": (
        "Bản quét khác bản gốc: {found}. Nếu chỉ là nét bút hoặc dấu đè lên chữ, hãy đối chiếu rồi đánh dấu vào ô "
        "bên dưới và nộp lại."
    ),
    "misplaced": (
        "Bản quét không đủ hoặc không đúng thứ tự trang: {found}. Hãy quét lại đủ các trang theo thứ tự; nếu chỉ do "
        "ảnh mờ, hãy đối chiếu rồi đánh dấu vào ô bên dưới và nộp lại."
    ),
    "not_scan": "Tệp không phải bản quét PDF hoặc ảnh JPEG, PNG đọc được; hãy quét lại.",
    "too_many_pages": "Bản quét có {pages} trang, nhiều hơn mức {most} trang đọc được; hãy quét riêng văn bản này.",
    "no_code": (
        "Không đọc được mã QR trên bản quét. Hãy quét cả trang đầu, thẳng, rõ, từ 200 dpi trở lên, "
        "không che mã ở chân trang."
    ),
    "not_ours": "Mã QR trên bản quét không phải của văn bản này ({found}). Hãy quét đúng bản giấy in từ cổng.",
    "other_document": "Bản quét là của văn bản khác: {other}. Hãy tải lên bản quét của văn bản này.",
    "pages_missing": "Bản quét có {pages} trang, bản gốc có {needed} trang; hãy quét đủ các trang vào một tệp PDF.",
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
    page: int = 0


def verdict_on(content: bytes, *, issued: IssuedFile, original: bytes, looked_over: bool = False) -> ScanVerdict:
    """Say whether a PDF or photo shows the paper of the issued document.

    Every page is compared: one that is missing, lies elsewhere or has other words is named, and the scan refused,
    unless a person has `looked_over` what differs.
    """
    kind = kind_of(content)
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
    code = next(code for code in codes if issued.code in code.text)
    return _compared(code, original, content, kind, looked_over)


def kind_of(content: bytes) -> str | None:
    """Return what kind of scan the bytes are; None for none."""
    return next((kind for magic, kind in _KINDS.items() if content.startswith(magic)), None)


def _compared(code: Code, original: bytes, content: bytes, kind: str, looked_over: bool) -> ScanVerdict:
    words = different_words(original, code.picture, code.corners)
    found = [PageFinding(1, "altered", words)] if words else []
    needed = page_count(original)
    if needed > 1:
        found += _rest(code, original, needed, content)
    if not found:
        all_pages = f"Các chữ trên cả {needed} trang khớp bản gốc." if needed > 1 else "Các chữ khớp bản gốc."
        said = all_pages if words is not None else "Ảnh trang đầu không đủ rõ để cổng so từng chữ."
        return ScanVerdict("ok", f"{MESSAGES['ok']} {said}", kind)
    shown = "; ".join(map(str, found))
    if not looked_over:
        return _no("altered" if all(one.kind == "altered" for one in found) else "misplaced", found=shown)
    return ScanVerdict("ok", f"{MESSAGES['ok']} Người nộp đã đối chiếu chỗ khác bản gốc: {shown}.", kind)


def _rest(code: Code, original: bytes, needed: int, content: bytes) -> list[PageFinding]:
    """Compare the pages behind the first one; how large they are is told by the code on it."""
    quad = sheet_of(original, 0).quad
    scale = _width(code.corners) / _width(quad) if quad else 2.0

    @lru_cache(maxsize=3)
    def picture(index: int) -> Any:
        return next(_rendered(content, index))

    return compare_rest(original, needed, picture, page_count(content), code.page, scale)


def _width(corners: list[tuple[float, float]]) -> float:
    """The length of a code's sides, on the average."""
    return sum(dist(one, next_) for one, next_ in zip(corners, [*corners[1:], corners[0]], strict=True)) / 4


def _matched(texts: list[str], issued: IssuedFile, kind: str, pages: int, needed: int) -> ScanVerdict:
    codes = {match[1] for text in texts if (match := _CODE.search(text))}
    others = IssuedFile.objects.filter(code__in=codes - {issued.code}).select_related("document")
    if others and others[0].document.organization_id == issued.document.organization_id:
        return _no("other_document", other=others[0].document.full_number)
    if others or (texts and issued.code not in codes):
        return _no("not_ours", found=texts[0][:80] if not others else "mã của cơ quan khác")
    if issued.code not in codes:
        return _no("no_code")
    if pages < needed:
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
    for number, image in enumerate(images_of(content, kind)):
        found = _codes_on(image)
        if found:
            return [replace(code, page=number) for code in found]
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


def _rendered(content: bytes, only: int | None = None) -> Iterator[Any]:
    """The pages of a PDF one by one; `only` one of them."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValueError("not a PDF") from error
    try:
        for page in document if only is None else [document[only]]:
            scale = min(200 / 72, _LONGEST_SIDE / max(page.get_size()))
            yield page.render(scale=scale, grayscale=True).to_pil()
    finally:
        document.close()
