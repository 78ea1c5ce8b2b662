"""Drawing: against WeasyPrint alone on the same HTML, against LibreOffice converting the Word twin, at 500 pages."""

import io
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from bench import Row, side_by_side
from documents.official.drawing import render_docx
from documents.official.drawing.html import bare_html
from documents.official.drawing.pdf import render_pdf
from documents.official.drawing.stylesheet import print_css
from documents.official.tree import OfficialDocument
from documents.reading import read_path

PAPER = Path(__file__).resolve().parent.parent / "reports" / "demo" / "papers" / "ke-hoach-xa.txt"
PAGES, MANY = 3, 500
OFFICE = ("soffice", "libreoffice")


def measure() -> Iterator[Row]:
    """Tree to PDF/A with tags, in the ways that an office could have it."""
    document = of_pages(read_path(PAPER), PAGES)
    ours, alone = side_by_side(lambda: render_pdf(document), lambda: weasyprint_alone(document))
    yield Row(f"PDF of {PAGES} pages", ours, alone, "ms", "WeasyPrint alone, same HTML and PDF variant")
    yield against_libreoffice(document)
    yield from many_pages(document, ours)


def against_libreoffice(document: OfficialDocument) -> Row:
    """The PDF against LibreOffice making one of the Word twin; the row says so where LibreOffice is not there."""
    office = next(filter(None, map(shutil.which, OFFICE)), None)
    name = f"PDF of {PAGES} pages"
    if office is None:
        ours, _ = side_by_side(lambda: render_pdf(document), lambda: None, times=3)
        return Row(name, ours, None, "ms", "LibreOffice is not installed here: apt install libreoffice-writer-nogui")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "van-ban.docx"
        path.write_bytes(render_docx(document))
        ours, theirs = side_by_side(lambda: render_pdf(document), partial(convert, office, path), times=3)
    return Row(name, ours, theirs, "ms", "LibreOffice converting the Word twin, its start included")


def convert(office: str, path: Path) -> None:
    """Let LibreOffice make a PDF of a Word file, with a profile of its own beside the file."""
    profile = f"-env:UserInstallation=file://{path.parent}/profile"
    command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=300)


def many_pages(document: OfficialDocument, few: float) -> Iterator[Row]:
    """A very long paper: milliseconds a page, against those of the short one."""
    pages = count_pages(render_pdf(document))
    longer = replace(document, body=document.body * (MANY // pages + 1))
    milliseconds, data = timed(lambda: render_pdf(longer))
    made = count_pages(data)
    yield Row(f"a page of a PDF of {made} pages", milliseconds / made, few / pages, "ms", f"a page of {pages}")


def timed(work: Callable[[], bytes]) -> tuple[float, bytes]:
    """Return how long one run took in ms, and what it gave."""
    started = time.perf_counter()
    result = work()
    return (time.perf_counter() - started) * 1000, result


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
