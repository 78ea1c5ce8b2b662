"""Drawing a PDF of three pages, against WeasyPrint alone on the same HTML and style sheet."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from bench import Row, side_by_side
from documents.official.drawing.html import bare_html
from documents.official.drawing.pdf import render_pdf
from documents.official.drawing.stylesheet import print_css
from documents.official.tree import OfficialDocument
from documents.reading import read_path

PAPER = Path(__file__).resolve().parent.parent / "reports" / "demo" / "papers" / "ke-hoach-xa.txt"
PAGES = 3


def measure() -> Iterator[Row]:
    """One row: tree to PDF/A with tags."""
    document = of_pages(read_path(PAPER), PAGES)
    ours, alone = side_by_side(lambda: render_pdf(document), lambda: weasyprint_alone(document))
    yield Row(f"PDF of {PAGES} pages", ours, alone, "ms", "WeasyPrint alone, same HTML and PDF variant")


def of_pages(document: OfficialDocument, pages: int) -> OfficialDocument:
    """Return the document with its body repeated until it fills `pages` pages."""
    longer = document
    for _ in range(20):
        if count_pages(render_pdf(longer)) >= pages:
            return longer
        longer = replace(longer, body=[*longer.body, *document.body])
    raise RuntimeError(f"no {pages} pages out of {PAPER.name}")


def count_pages(data: bytes) -> int:
    """Return the number of pages of a PDF."""
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(data)).pages)


def weasyprint_alone(document: OfficialDocument) -> bytes:
    """Draw the same page as anybody would who has only the library."""
    import weasyprint

    html = weasyprint.HTML(string=bare_html(document))
    sheet = weasyprint.CSS(string=print_css(draft=False))
    data: bytes = html.write_pdf(stylesheets=[sheet], pdf_variant="pdf/a-2a", pdf_tags=True)
    return data
