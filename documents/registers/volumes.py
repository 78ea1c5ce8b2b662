"""A long register as one PDF, drawn in parts so that memory does not grow with its length."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from .columns import Register, Row, Volume
from .printing import refuse, register_html

Told = Callable[[int], None]


def long_register_pdf(register: Register, cover: Volume, parts: Iterable[list[Row]], told: Told) -> tuple[bytes, int]:
    """Return the register as PDF/A-2b with how many pages it has.

    `parts` are the lines, some hundreds at a time; what stands on the last page of a part begins the next one, so that
    no page but the last is left open. `told` hears after each part how many lines are drawn.
    """
    from pypdf import PdfWriter

    writer: PdfWriter | None = None
    carried: list[Row] = []
    done = pages = 0
    ahead = iter(parts)
    part: list[Row] | None = next(ahead, [])
    while part is not None:
        following = next(ahead, None)
        rows = [*carried, *part]
        content, count, carried = _drawn(register, cover, rows, pages, last=following is None)
        writer = _bound(writer, content)
        pages, done, part = pages + count, done + len(part), following
        told(done - len(carried))
    assert writer is not None  # noqa: S101 - one part at least
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), pages


def _drawn(
    register: Register, cover: Volume, rows: list[Row], before: int, *, last: bool
) -> tuple[bytes, int, list[Row]]:
    """Draw a part behind `before` pages; return its bytes, its pages, and the rows that the next part begins with."""
    import weasyprint

    html = register_html(register, replace(cover, rows=rows), pages_before=before)
    drawn = weasyprint.HTML(string=html, url_fetcher=refuse).render(pdf_variant="pdf/a-2b", pdf_tags=False)
    kept, carried = len(drawn.pages), 0
    while not last and kept > 2 and not carried:
        kept -= 1
        carried = sum(name.startswith("r") for name in drawn.pages[kept].anchors)
    content: bytes = drawn.copy(drawn.pages[:kept]).write_pdf(pdf_variant="pdf/a-2b")
    return content, kept, rows[len(rows) - carried :]


def _bound(writer: Any, content: bytes) -> Any:
    from pypdf import PdfReader, PdfWriter

    reader = PdfReader(io.BytesIO(content))
    if writer is None:
        # The first part brings what makes the whole an archive file: its metadata and its colours.
        return PdfWriter(clone_from=reader)
    for page in reader.pages:
        writer.add_page(page)
    return writer
