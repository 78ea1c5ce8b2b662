"""Where signature, seal and QR code have their room on a drawn PDF: worked out while drawing, kept in the file.

Who signs a file later asks the file itself (`places_of`), so that the pictures land where there is room for them: the
signature between title and name, the seal over the left third of it (Decree 30/2020, Annex I, part I, II.7, II.8).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from .style import PAGE, SPACES

SIGNATURE, SEAL, SECOND = "signature", "seal", "second-signature"
COPY_SIGNATURE, COPY_SEAL = "copy-signature", "copy-seal"
QR, CORNER = "qr", "corner"

_MM_PER_PX, _PT_PER_MM = 25.4 / 96, 72 / 25.4
_OWNER, _DRAWN = "CoopPortal", "Drawn"
# A day must stand beside private data; the drawing depends on no clock, so it is the decree's own.
_MODIFIED = "D:20200305000000Z"
# The words of a signature without a picture: the box of forms 2.2 and 3.2, in the top margin.
_CORNER_WIDTH, _CORNER_HEIGHT, _CORNER_TOP = 77.0, 9.0, 5.0


@dataclass(frozen=True)
class Place:
    """A rectangle on a page: `page` counts from 1, the sides are mm from the page's left and top edges."""

    name: str
    page: int
    left: float
    top: float
    right: float
    bottom: float
    page_height: float = PAGE.height

    @property
    def box(self) -> tuple[float, float, float, float]:
        """The same in pt from the lower left corner, as PDF counts: left, bottom, right, top."""
        sides = (self.left, self.page_height - self.bottom, self.right, self.page_height - self.top)
        left, bottom, right, top = (round(side * _PT_PER_MM, 2) for side in sides)
        return left, bottom, right, top


def places_of(data: bytes) -> list[Place]:
    """Return the places that a PDF drawn here carries, in the order of its pages; [] for any other file.

    They are also found after the file was signed. Raises nothing: a broken file has no places.
    """
    import pypdf

    try:
        root: Any = pypdf.PdfReader(io.BytesIO(data)).trailer["/Root"]
        rows = root["/PieceInfo"][f"/{_OWNER}"]["/Private"]["/Places"]
        return [Place(str(row[0]), int(row[1]), *(float(side) for side in row[2:7])) for row in rows]
    except Exception:  # whatever the damage leads to
        return []


def place_of(data: bytes, name: str) -> Place | None:
    """Return the first place of a name (`SIGNATURE`, `SEAL`, `QR` …) of a drawn PDF, or None."""
    return next((one for one in places_of(data) if one.name == name), None)


def is_drawn_here(catalog: Any) -> bool:
    """Tell from a PDF's catalog, of whatever reader, whether its pages were drawn here and not merely copied or signed.

    Then bold letters tell a title from a sentence. Raises nothing.
    """
    try:
        node = catalog
        for key in ("PieceInfo", _OWNER, "Private", _DRAWN):
            node = _resolved(node.get(key) or node.get(f"/{key}"))
        return bool(node)
    except Exception:  # whatever the damage leads to
        return False


def _resolved(node: Any) -> Any:
    """Follow a reference, as pdfminer and pypdf do it."""
    follow = getattr(node, "resolve", None) or getattr(node, "get_object", None)
    return follow() if follow else node


def with_places(writer: Any, added: list[Place]) -> bytes:
    """Return the file of a pypdf writer with these places kept in it, beside those that it carries already."""
    from pypdf.generic import ArrayObject, DictionaryObject, FloatObject, NameObject, NumberObject, TextStringObject

    rows = [
        ArrayObject([TextStringObject(one.name), NumberObject(one.page), *map(FloatObject, _sides(one))])
        for one in [*_carried(writer), *added]
    ]
    private = DictionaryObject({NameObject("/Places"): ArrayObject(rows)})
    if is_drawn_here(writer.root_object):
        private[NameObject(f"/{_DRAWN}")] = NumberObject(1)
    ours = DictionaryObject({NameObject("/LastModified"): TextStringObject(_MODIFIED), NameObject("/Private"): private})
    writer.root_object[NameObject("/PieceInfo")] = DictionaryObject({NameObject(f"/{_OWNER}"): ours})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _carried(writer: Any) -> list[Place]:
    out = io.BytesIO()
    writer.write(out)
    return places_of(out.getvalue())


def keep_places(document: Any, pdf: Any) -> None:
    """Write the places of a laid-out document into its PDF (a WeasyPrint finisher)."""
    import pydyf

    rows = [
        pydyf.Array([pydyf.String(one.name), one.page, *(round(side, 2) for side in _sides(one))])
        for one in _found(document)
    ]
    private = pydyf.Dictionary({"Places": pydyf.Array(rows), _DRAWN: 1})
    ours = pydyf.Dictionary({"LastModified": pydyf.String(_MODIFIED), "Private": private})
    pdf.catalog["PieceInfo"] = pydyf.Dictionary({_OWNER: ours})


def _sides(one: Place) -> tuple[float, ...]:
    return one.left, one.top, one.right, one.bottom, one.page_height


def _found(document: Any) -> Iterator[Place]:
    for number, page in enumerate(document.pages, 1):
        height = page.height * _MM_PER_PX
        if number == 1:
            right = page.width * _MM_PER_PX - PAGE.right
            bottom = _CORNER_TOP + _CORNER_HEIGHT
            yield Place(CORNER, 1, right - _CORNER_WIDTH, _CORNER_TOP, right, bottom, height)
        yield from _in_box(page._page_box, number, height, is_copy=False)


def _in_box(box: Any, page: int, height: float, *, is_copy: bool) -> Iterator[Place]:
    classes = _classes(box)
    if "od-qr" in classes:
        yield _rectangle(QR, page, height, _left(box), _top(box), SPACES.qr, SPACES.qr)
        return
    if "od-room" in classes:
        yield from _signature(box, page, height, classes, is_copy=is_copy)
    for child in getattr(box, "children", ()):
        yield from _in_box(child, page, height, is_copy=is_copy or "od-copy" in classes)


def _classes(box: Any) -> list[str]:
    element = box.element
    return element.get("class", "").split() if element is not None and hasattr(element, "get") else []


def _left(box: Any) -> float:
    return float(box.content_box_x()) * _MM_PER_PX


def _top(box: Any) -> float:
    return float(box.content_box_y()) * _MM_PER_PX


def _signature(box: Any, page: int, height: float, classes: list[str], *, is_copy: bool) -> Iterator[Place]:
    """The signature in the middle of its room; the seal a square whose right third lies over it."""
    middle = _left(box) + float(box.width) * _MM_PER_PX / 2
    left, top = middle - SPACES.signature_width / 2, _top(box)
    name = SECOND if "od-second" in classes else COPY_SIGNATURE if is_copy else SIGNATURE
    yield _rectangle(name, page, height, left, top, SPACES.signature_width, SPACES.signature_room)
    if name == SECOND:
        return
    seal = SPACES.seal
    seal_left = left + SPACES.signature_width / 3 - seal
    seal_top = top + (SPACES.signature_room - seal) / 2
    yield _rectangle(COPY_SEAL if is_copy else SEAL, page, height, seal_left, seal_top, seal, seal)


def _rectangle(name: str, page: int, height: float, left: float, top: float, wide: float, high: float) -> Place:
    return Place(name, page, left, top, left + wide, top + high, height)
