"""The PDF door: WeasyPrint, tagged PDF/A, the same bytes for the same tree."""

from __future__ import annotations

import base64
import threading
from functools import lru_cache
from typing import Any

from documents.official.tree import OfficialDocument

from .copies import NO_MARKS, CopyStamp, Marks
from .foot import PICTURE
from .html import bare_html
from .places import keep_places
from .stylesheet import ASSETS, print_css

# Level A of PDF/A-2: tagged, every letter maps to Unicode, fonts embedded (ISO 19005-2).
VARIANT = "pdf/a-2a"
_local = threading.local()


def render_pdf(
    document: OfficialDocument,
    *,
    draft: bool = False,
    variant: str = VARIANT,
    copy: CopyStamp | None = None,
    marks: Marks = NO_MARKS,
    only: int | None = None,
) -> bytes:
    """Return the document as PDF bytes: A4, tagged, archival, laid out after Decree 30/2020, Annex I.

    `only` draws the document without its appendices (0) or one appendix alone (1 …), for files that go apart; the
    `corner` of the marks then stands on it, and IndexError tells of an appendix that is not there.

    The bytes depend on the arguments, the fonts and the renderer's version alone; dates in the metadata are the
    document's. Nothing is fetched but packaged assets. Raises ValueError for an unknown `variant`.
    """
    import weasyprint
    from weasyprint.pdf import VARIANTS

    if variant not in VARIANTS:
        raise ValueError(f"Không có dạng PDF “{variant}”.")
    html = bare_html(document, copy=copy, marks=marks, only=only)
    source = weasyprint.HTML(string=html, url_fetcher=fetcher())
    data: bytes = source.write_pdf(
        finisher=keep_places,
        stylesheets=[stylesheet(draft)],
        font_config=font_configuration(),
        pdf_variant=variant,
        pdf_tags=True,
    )
    return data


def font_configuration() -> Any:
    """One for each thread: making it scans the fonts, and Pango's map is not to be shared between threads."""
    if not hasattr(_local, "fonts"):
        from weasyprint.text.fonts import FontConfiguration

        _local.fonts = FontConfiguration()
    return _local.fonts


@lru_cache(maxsize=2)
def stylesheet(draft: bool) -> Any:
    """Return the parsed style sheet for paper."""
    import weasyprint

    return weasyprint.CSS(string=print_css(draft=draft), url_fetcher=fetcher())


@lru_cache(maxsize=1)
def fetcher() -> Any:
    """Return what gives the renderer its pictures: those of this package and those that stand in the page."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class PackagedOnly(URLFetcher):
        """Serves `asset:NAME` from this package and pictures that stand in the page; refuses every other address."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            if url.startswith(PICTURE):
                picture = base64.b64decode(url.removeprefix(PICTURE))
                return URLFetcherResponse(url, picture, {"Content-Type": "image/png"})
            name = url.removeprefix("asset:")
            path = ASSETS / name
            if not url.startswith("asset:") or "/" in name or not path.is_file():
                raise ValueError(f"Không được tải: {url}")
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "image/svg+xml"})

    return PackagedOnly()
