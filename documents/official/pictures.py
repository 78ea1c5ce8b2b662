"""Pages of a PDF as pictures: one at a time, for the library behind it is not safe with several threads."""

from __future__ import annotations

import threading
from typing import Any

_lock = threading.Lock()


def pictures(data: bytes, *, dots: float, only: int | None = None, grey: bool = False) -> list[Any]:
    """Return the pages as Pillow pictures at so many dots an inch, or the page `only` (from 0) alone.

    Everything of the file is closed before this returns. Raises whatever a damaged file leads to.
    """
    import pypdfium2

    with _lock, pypdfium2.PdfDocument(data) as pdf:
        return [_picture(pdf, number, dots, grey) for number in (range(len(pdf)) if only is None else [only])]


def _picture(pdf: Any, number: int, dots: float, grey: bool) -> Any:
    page = pdf[number]
    try:
        bitmap = page.render(scale=dots / 72, grayscale=grey)
        try:
            return bitmap.to_pil().copy()
        finally:
            bitmap.close()
    finally:
        page.close()
