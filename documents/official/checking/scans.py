"""Is a scanned paper fit for an electronic copy: PDF of version 1.4 or later, in colour, at 200 dpi, at full size.

Decree 30/2020, Annex I, part II. What is scanned is not read here; a file with a text layer and without pictures that
fill its pages is no scan and has no finding.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any

from documents.official.checking.clauses import COPIES
from documents.official.tree import Finding

_VERSION = re.compile(rb"%PDF-(\d)\.(\d)")
_LEAST_DPI = 200
_MM_PER_PT = 25.4 / 72
_WIDE, _HIGH = (205.0, 215.0), (290.0, 302.0)  # A4 give or take what a scanner cuts off
_LEAST_PIXELS, _SHAPE = 300, 0.06
_GREY = {"/DeviceGray", "/CalGray"}


def check_scan(data: bytes) -> list[Finding]:
    """Return what makes the scan unfit for an electronic copy, with the page in `where`; [] where it is fit.

    Raises ValueError for a file that is no PDF or is locked.
    """
    import pypdf

    try:
        pages = list(pypdf.PdfReader(io.BytesIO(data)).pages)
        found = [finding for number, page in enumerate(pages) for finding in _page(page, number)]
        scanned = any(_picture(page) is not None for page in pages)
    except Exception as error:  # pypdf raises whatever the damage leads to
        raise ValueError("Tệp không phải PDF, bị hỏng hoặc bị khóa nên không kiểm tra được.") from error
    return [*(_version(data) if scanned else ()), *found]


def _version(data: bytes) -> Iterator[Finding]:
    match = _VERSION.search(data[:1024])
    if match and (int(match[1]), int(match[2])) < (1, 4):
        said = match[0].decode().removeprefix("%PDF-")
        yield _finding("scan.version", "file", f"Tệp PDF phiên bản {said}.", "Lưu lại từ phiên bản 1.4 trở lên.")


def _page(page: Any, number: int) -> Iterator[Finding]:
    picture = _picture(page)
    if picture is None:
        return
    where, width, height = f"page[{number}]", *_size(page)
    dots = min(picture["/Width"], picture["/Height"]) / width * 25.4
    if dots < _LEAST_DPI - 2:
        yield _finding("scan.resolution", where, f"Trang {number + 1} quét ở khoảng {dots:.0f} dpi.",
                       "Quét lại với độ phân giải từ 200 dpi.")  # fmt: skip
    if str(picture.get("/ColorSpace")) in _GREY or picture.get("/BitsPerComponent") == 1:
        yield _finding("scan.colour", where, f"Trang {number + 1} quét đen trắng.", "Quét lại ở chế độ màu.")
    if not (_WIDE[0] <= width <= _WIDE[1] and _HIGH[0] <= height <= _HIGH[1]):
        said = f"{width:.0f} × {height:.0f} mm"
        yield _finding("scan.size", where, f"Trang {number + 1} có khổ {said}, không phải A4 tỷ lệ 100%.",
                       "Quét lại với tỷ lệ 100%.")  # fmt: skip


def _finding(rule: str, where: str, message: str, mend: str) -> Finding:
    return Finding(where, "error", message, rule, COPIES, mend)


def _size(page: Any) -> tuple[float, float]:
    """Return width and height of the page in mm, upright as a person reads an A4 paper."""
    sides = float(page.mediabox.width) * _MM_PER_PT, float(page.mediabox.height) * _MM_PER_PT
    return min(sides), max(sides)


def _picture(page: Any) -> Any:
    """Return the picture that fills the page, None where the page is set in type: a seal or code fills none."""
    resources: Any = page.get("/Resources")
    objects = resources.get_object().get("/XObject") if resources else None
    items = [item.get_object() for item in objects.get_object().values()] if objects else []
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    return next((item for item in items if item.get("/Subtype") == "/Image" and _fills(item, width / height)), None)


def _fills(picture: Any, shape: float) -> bool:
    wide, high = float(picture["/Width"]), float(picture["/Height"])
    return wide > _LEAST_PIXELS and high > _LEAST_PIXELS and abs(wide / high / shape - 1) < _SHAPE
