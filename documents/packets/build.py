"""The packet: parts one after the other behind their list, numbered through, with bookmarks."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import Any

from .model import Apart, Built, Line, Part
from .pages import NotDrawable, as_pdf
from .paper import pdf_of_html, style

Told = Callable[[int, int], None]
Cover = Callable[[list[Line], list[Apart]], bytes]


def build(
    parts: Sequence[Part],
    *,
    title: str,
    about: str = "",
    issuer: str = "",
    cover: Cover | None = None,
    told: Told = lambda done, total: None,
) -> Built:
    """Return one PDF of the parts.

    `title` heads the list of contents, `about` says in a line what the packet is of, `issuer` whose it is; `cover`
    draws another list in its place, out of what stands where and what goes apart. `told` hears after each step how many
    of how many are done. What cannot be pages is named in the list with its digest.
    """
    total = len(parts) + 2
    drawn: list[tuple[Part, Any]] = []
    apart: list[Apart] = []
    for done, part in enumerate(parts, 1):
        try:
            drawn.append((part, _reader(as_pdf(part))))
        except NotDrawable as error:
            apart.append(Apart(part.title, part.name, len(part.content), part.digest, str(error)))
        told(done, total)
    front, lines = _cover(drawn, apart, cover or _contents(title, about, issuer))
    told(total - 1, total)
    content, pages = _bound(front, drawn, lines, title)
    told(total, total)
    return Built(content, pages, lines, apart)


def _reader(content: bytes) -> Any:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        len(reader.pages)
    except (PyPdfError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise NotDrawable("tệp PDF bị hỏng, không mở được") from error
    return reader


def _contents(title: str, about: str, issuer: str) -> Cover:
    return lambda lines, apart: pdf_of_html(_list_html(lines, apart, title, about, issuer), "contents")


def _cover(drawn: list[tuple[Part, Any]], apart: list[Apart], draw: Cover) -> tuple[Any, list[Line]]:
    """Draw the list of contents; its own length moves all behind it, so it is drawn until the numbers hold."""
    length = 1
    while True:
        lines = list(_lines(drawn, length))
        cover = _reader(draw(lines, apart))
        if len(cover.pages) == length:
            return cover, lines
        length = len(cover.pages)


def _lines(drawn: list[tuple[Part, Any]], before: int) -> Iterator[Line]:
    at = before + 1
    for part, reader in drawn:
        end = at + len(reader.pages) - 1
        yield Line(part.title, part.level, at, end, part.owner)
        for name, page in part.marks:
            yield Line(name, part.level + 1, at + page, end, part.owner)
        at = end + 1


def _list_html(lines: list[Line], apart: list[Apart], title: str, about: str, issuer: str) -> str:
    nested = any(line.level for line in lines)
    rows = "".join(
        f"<tr class='{'under' if line.level else 'top' if nested else ''}'><td class='n'>{n}</td>"
        f"<td>{escape(line.title)}</td><td class='p'>{span(line.first, line.last)}</td></tr>"
        for n, line in enumerate(lines, 1)
    )
    head = f"<div class='issuer'><p>{escape(issuer)}</p><hr></div>" if issuer else ""
    return (
        f"{head}<h1>{escape(title)}</h1><p class='about'>{escape(about)}</p>"
        f"<table><thead><tr><th class='n'>TT</th><th>Nội dung</th><th class='p'>Trang</th></tr></thead>"
        f"<tbody>{rows}</tbody></table>{apart_html(apart)}"
        "<p class='told'>Tập gộp để đọc và in. Chữ ký số, nếu có, được kiểm tra trên từng tệp gốc.</p>"
    )


def span(first: int, last: int) -> str:
    """Return pages as a list of contents says them: `7`, `7 – 9`."""
    return f"{first}" if first == last else f"{first} – {last}"


def apart_html(apart: list[Apart]) -> str:
    """Return the files that are no pages as a table under its heading; nothing where there are none."""
    if not apart:
        return ""
    rows = "".join(
        f"<tr><td class='n'>{n}</td><td>{escape(one.title)}<br>{escape(one.name)}, {_size(one.size)}: "
        f"{escape(one.why)}.<br><span class='digest'>SHA-256 {one.digest}</span></td></tr>"
        for n, one in enumerate(apart, 1)
    )
    return f"<h2>Tệp đi kèm, không in trong tập này</h2><table><tbody>{rows}</tbody></table>"


def _size(size: int) -> str:
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".", ",")


def _bound(cover: Any, drawn: list[tuple[Part, Any]], lines: list[Line], title: str) -> tuple[bytes, int]:
    from pypdf import PdfWriter, Transformation

    writer = PdfWriter()
    for reader in [cover, *(reader for _, reader in drawn)]:
        for page in reader.pages:
            writer.add_page(page)
    sizes = [_upright(page) for page in writer.pages]
    numbers = _reader(_numbers(sizes))
    for page, mark in zip(list(writer.pages), numbers.pages, strict=True):
        move = Transformation().translate(float(page.cropbox.left), float(page.cropbox.bottom))
        page.merge_transformed_page(mark, move)
    _bookmark(writer, lines)
    writer.add_metadata({"/Title": title, "/Producer": "CoopPortal"})
    writer.page_mode = "/UseOutlines"
    writer.compress_identical_objects()
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue(), len(sizes)


def _upright(page: Any) -> tuple[float, float]:
    """Turn a page so that its numbers stand at its foot; return its size in pt."""
    if page.rotation:
        page.transfer_rotation_to_content()
    return round(float(page.cropbox.width), 1), round(float(page.cropbox.height), 1)


def _numbers(sizes: list[tuple[float, float]]) -> bytes:
    """Return transparent pages of these sizes with `Trang n/N` at the lower right."""
    kinds = {size: f"k{n}" for n, size in enumerate(dict.fromkeys(sizes))}
    css = "".join(
        f"@page {name} {{ size: {width}pt {height}pt; margin: 0 }} .{name} {{ page: {name}; height: {height - 1}pt }}"
        for (width, height), name in kinds.items()
    )
    css += style("numbers")
    body = "".join(f"<div class='{kinds[size]}'><p>Trang {n}/{len(sizes)}</p></div>" for n, size in enumerate(sizes, 1))
    return pdf_of_html(body, css=css)


def _bookmark(writer: Any, lines: list[Line]) -> None:
    above: dict[int, Any] = {}
    owner = 0
    writer.add_outline_item(title="Mục lục", page_number=0)
    for line in lines:
        if line.owner != owner:
            above, owner = {}, line.owner
        level = min(line.level, max(above, default=-1) + 1)
        above = {n: item for n, item in above.items() if n < level}
        above[level] = writer.add_outline_item(
            title=line.title, page_number=line.first - 1, parent=above.get(level - 1), is_open=level == 0
        )
