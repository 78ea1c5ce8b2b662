"""From a little HTML to PDF pages: packaged style sheets, pictures that stand in the page, nothing fetched."""

from __future__ import annotations

import base64
from functools import lru_cache
from pathlib import Path
from typing import Any

from documents.official.drawing.style import FONT_STACK

ASSETS = Path(__file__).parent / "assets"
PICTURE = "picture:"


def pdf_of_html(body: str, sheet: str = "", css: str = "") -> bytes:
    """Return a page body as PDF, styled by a packaged `sheet` or by `css`; `$font` stands for the official face."""
    import weasyprint

    css = (css or style(sheet)).replace("$font", fonts())
    head = f"<head><meta charset='utf-8'><style>{css}</style></head>"
    html = f"<!DOCTYPE html><html lang='vi'>{head}<body>{body}</body></html>"
    content: bytes = weasyprint.HTML(string=html, url_fetcher=_fetcher()).write_pdf()
    return content


@lru_cache
def style(sheet: str) -> str:
    """Return a packaged style sheet."""
    return (ASSETS / f"{sheet}.css").read_text("utf-8")


def fonts() -> str:
    """Return the faces of official documents, as a style sheet names them."""
    return ", ".join(f'"{name}"' for name in FONT_STACK) + ", serif"


def picture_address(data: bytes) -> str:
    """Return the address under which a JPEG stands in the page itself."""
    return PICTURE + base64.urlsafe_b64encode(data).decode()


@lru_cache(maxsize=1)
def _fetcher() -> Any:
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class InPage(URLFetcher):
        """Serves the pictures that stand in the page; no address is fetched."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if not url.startswith(PICTURE):
                raise ValueError(f"Không được tải: {url}")
            data = base64.urlsafe_b64decode(url.removeprefix(PICTURE))
            return URLFetcherResponse(url, data, {"Content-Type": "image/jpeg"})

    return InPage()
