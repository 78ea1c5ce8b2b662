"""Copies of papers that exist as a file or a scan: the copy's block or the signature's words laid over its pages.

A sao y or sao lục on paper stands under the end of the source on the same sheet where there is room, on a sheet of its
own where there is none; an electronic copy carries its words at the top right (Decree 30/2020, Annex I, part II; forms
3.1 and 3.2 of Annex III).
"""

from __future__ import annotations

import io
from typing import Any

from documents.official.pictures import pictures

from .copies import CopyStamp, Marks
from .foot import corner as corner_lines
from .markup import Markup, el, join
from .page import copy_block
from .places import CORNER, Place, keep_places, places_of, with_places
from .style import PAGE

_MM_PER_PT = 25.4 / 72
_ROOM = 4.0  # mm between the end of the source and the copy's line
_DPI = 50
_INK = 140  # a grey darker than this is ink; paper that yellowed is lighter
_DOTS = 2  # so many dark dots in a row of the picture are a line of text, fewer are dust


def copy_of_file(data: bytes, *, stamp: CopyStamp | None = None, corner: str | None = None) -> bytes:
    """Return the PDF with the block of a paper copy (`stamp`) and the words of an electronic one (`corner`) on it.

    The pages themselves are not changed. The places of the copy's signature and seal are kept in the file
    (`places_of`). Raises ValueError for a file that is no PDF, is locked or has no page.
    """
    try:
        return _copied(data, stamp, corner)
    except Exception as error:  # the readers of PDF raise whatever the damage leads to
        raise ValueError("Tệp không phải PDF, bị hỏng hoặc bị khóa nên không sao được.") from error


def _copied(data: bytes, stamp: CopyStamp | None, corner: str | None) -> bytes:
    import pypdf

    writer = pypdf.PdfWriter(clone_from=pypdf.PdfReader(io.BytesIO(data)))
    if not len(writer.pages):
        raise ValueError("no page")
    _flatten(writer)
    found: list[Place] = []
    if corner:
        found += _lay_over(writer, 0, el("div", "od-document", corner_lines([], Marks(corner=corner))), {CORNER})
    if stamp:
        found += _put_stamp(writer, data, copy_block(stamp))
    return with_places(writer, found)


def _flatten(writer: Any) -> None:
    """Keep the pictures of the source's signatures and fields; a copy is signed by who copies, or not at all."""
    from pypdf.generic import NameObject

    if "/AcroForm" not in writer.root_object:
        return
    for page in writer.pages:
        for annotation in page.get("/Annots", ()):
            field = annotation.get_object()
            if field.get("/Subtype") == "/Widget":
                field[NameObject("/Subtype")] = NameObject("/Stamp")
                for key in ("/FT", "/V", "/T", "/Parent", "/Kids", "/Ff", "/Lock", "/SV"):
                    field.pop(NameObject(key), None)
    for key in ("/AcroForm", "/Perms", "/DSS"):
        writer.root_object.pop(NameObject(key), None)


def _put_stamp(writer: Any, data: bytes, block: Markup) -> list[Place]:
    last = len(writer.pages) - 1
    top = _end_of_ink(data, last) + _ROOM
    if _is_upright(writer.pages[last]) and top + _height(block) <= PAGE.height - PAGE.bottom:
        return _lay_over(writer, last, _at(top, block))
    writer.add_blank_page(PAGE.width / _MM_PER_PT, PAGE.height / _MM_PER_PT)
    return _lay_over(writer, last + 1, _at(PAGE.top, block))


def _at(top: float, block: Markup) -> Markup:
    """The block so many mm below the paper's edge."""
    spacer = el("div", f"od-down-{round(max(top - PAGE.top, 0) * 10)}")
    return el("div", "od-document", spacer, block)


def _lay_over(writer: Any, number: int, content: Markup, names: set[str] | None = None) -> list[Place]:
    import pypdf

    drawn = _draw(content)
    writer.pages[number].merge_page(pypdf.PdfReader(io.BytesIO(drawn)).pages[0])
    wanted = [one for one in places_of(drawn) if (one.name in names if names else one.name != CORNER)]
    return [Place(p.name, number + 1, p.left, p.top, p.right, p.bottom, p.page_height) for p in wanted]


def _draw(content: Markup) -> bytes:
    drawn: bytes = _source(content).write_pdf(finisher=keep_places, **_options(content))
    return drawn


def _source(content: Markup) -> Any:
    import weasyprint

    from .pdf import fetcher

    page = join([Markup("<!DOCTYPE html>"), el("html", "", el("body", "od", content), lang="vi")])
    return weasyprint.HTML(string=page, url_fetcher=fetcher())


def _options(content: Markup) -> dict[str, Any]:
    import weasyprint

    from .pdf import font_configuration, stylesheet

    start = content.find("od-down-")
    down = content[start + 8 : content.find('"', start)] if start >= 0 else "0"
    extra = weasyprint.CSS(string=f".od-down-{down} {{ height: {int(down) / 10:g}mm }} .od-copy {{ margin-top: 0 }}")
    return {"stylesheets": [stylesheet(False), extra], "font_config": font_configuration()}


def _height(block: Markup) -> float:
    """Return how high the copy's block is, in mm."""
    content = _at(PAGE.top, block)
    laid_out = _source(content).render(**_options(content))
    box = next(box for box in laid_out.pages[0]._page_box.descendants() if _has_class(box, "od-copy"))
    return float(box.margin_height()) * 25.4 / 96


def _has_class(box: Any, name: str) -> bool:
    element = box.element
    return element is not None and hasattr(element, "get") and name in element.get("class", "").split()


def _is_upright(page: Any) -> bool:
    box = page.mediabox
    size = float(box.width) * _MM_PER_PT, float(box.height) * _MM_PER_PT
    return not page.rotation and abs(size[0] - PAGE.width) < 4 and abs(size[1] - PAGE.height) < 4


def _end_of_ink(data: bytes, number: int) -> float:
    """Return how far down the page its last line of ink stands, in mm; the frame that scanners draw does not count."""
    (picture,) = pictures(data, dots=_DPI, only=number, grey=True)
    edge = round(5 / 25.4 * _DPI)
    rows = picture.point(lambda grey: 255 if grey < _INK else 0).crop((edge, 0, picture.width - edge, picture.height))
    for y in range(rows.height - edge, 0, -1):
        if rows.crop((0, y, rows.width, y + 1)).histogram()[255] >= _DOTS:
            return (y + 1) / _DPI * 25.4
    return PAGE.top
