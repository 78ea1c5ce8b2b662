"""What a signed PDF adds to the one that was issued: signatures and nothing else.

A signature covers whatever stood in the file when it was made, so that a page that was changed by an update *before*
the signature is covered too. The newest view of the file is therefore compared with the issued one, object by object.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

# The widest and highest picture of a signature; more would hide what was issued (mm).
WIDEST, HIGHEST = 90.0, 70.0
_PT_PER_MM = 72 / 25.4
# What signing tools write anew in the catalogue: the form, certificates for later, what they are.
_CATALOGUE = {"/AcroForm", "/DSS", "/Extensions", "/Perms", "/Metadata", "/Version"}


def changes(reader: Any, issued_revisions: int) -> list[str]:
    """Return what the file changes of its first revisions beyond adding signatures, in Vietnamese; [] is well.

    `reader` is a pyHanko PdfFileReader of a file that begins with the issued bytes.
    """
    old = reader.get_historical_resolver(issued_revisions - 1)
    return list(dict.fromkeys(_changes(reader, old)))


def _changes(reader: Any, old: Any) -> Iterator[str]:
    pages = list(_page_refs(old.root.raw_get("/Pages").reference, old))
    free = {ref for ref in (_ref(old.trailer_view, "/Info"), _ref(old.root, "/Metadata")) if ref}
    for ref in _rewritten(reader, old):
        before, now = old(ref), reader.get_object(ref)
        if ref == reader.root_ref:
            if _rest(before, _CATALOGUE) != _rest(now, _CATALOGUE):
                yield "cấu trúc chung của tệp"
        elif ref in pages:
            if _rest(before, {"/Annots"}) != _rest(now, {"/Annots"}):
                yield f"nội dung trang {pages.index(ref) + 1}"
        elif ref not in free and not _is_annots(ref, pages, old) and _plain(before) != _plain(now):
            yield "nội dung bên trong tệp"
    yield from _added_marks(reader, old, pages)


def _rewritten(reader: Any, old: Any) -> Iterator[Any]:
    """The objects of the issued file that later revisions write again."""
    for number in range(old.revision + 1, reader.xrefs.total_revisions):
        later = reader.get_historical_resolver(number)
        for ref in later.explicit_refs_in_revision() | later.refs_freed_in_revision():
            if not old.is_ref_unassignable(ref):
                yield ref


def _page_refs(ref: Any, old: Any) -> Iterator[Any]:
    node = old(ref)
    if node.get("/Type") == "/Page":
        yield ref
        return
    for index in range(len(node["/Kids"])):
        yield from _page_refs(node["/Kids"].raw_get(index).reference, old)


def _ref(dictionary: Any, key: str) -> Any:
    value = dictionary.raw_get(key) if key in dictionary else None
    return getattr(value, "reference", None)


def _is_annots(ref: Any, pages: list[Any], old: Any) -> bool:
    return any(_ref(old(page), "/Annots") == ref for page in pages)


def _rest(dictionary: Any, without: set[str]) -> Any:
    return {key: _plain(dictionary.raw_get(key)) for key in dictionary if key not in without}


def _plain(value: Any) -> Any:
    """The object as values that compare; what it points at is compared where it stands itself."""
    from pyhanko.pdf_utils import generic

    if isinstance(value, generic.IndirectObject):
        return ("ref", value.idnum, value.generation)
    if isinstance(value, generic.StreamObject):
        keys = {key: _plain(value.raw_get(key)) for key in value if key != "/Length"}
        return (keys, bytes(value.encoded_data))
    if isinstance(value, generic.DictionaryObject):
        return {key: _plain(value.raw_get(key)) for key in value}
    if isinstance(value, generic.ArrayObject):
        return [_plain(value.raw_get(index)) for index in range(len(value))]
    if isinstance(value, generic.TextStringObject | generic.ByteStringObject):
        return bytes(value.original_bytes)
    return str(value)


def _added_marks(reader: Any, old: Any, pages: list[Any]) -> Iterator[str]:
    for number, ref in enumerate(pages, 1):
        before = _marks(old(ref))
        now = _marks(reader.get_object(ref))
        if now[: len(before)] != before:
            yield f"ghi chú trên trang {number}"
        for mark in now[len(before) :]:
            yield from _added_mark(reader.get_object(mark), number)


def _marks(page: Any) -> list[Any]:
    marks = page.get("/Annots", [])
    return [marks.raw_get(index).reference for index in range(len(marks))]


def _added_mark(mark: Any, page: int) -> Iterator[str]:
    """A mark that is added must be a signature, and no bigger than one."""
    kind = mark.get("/FT") or (mark["/Parent"].get("/FT") if "/Parent" in mark else None)
    if mark.get("/Subtype") != "/Widget" or kind != "/Sig":
        yield f"ghi chú hoặc ô điền không phải chữ ký trên trang {page}"
        return
    left, bottom, right, top = (float(side) for side in mark.get("/Rect", [0, 0, 0, 0]))
    if abs(right - left) > WIDEST * _PT_PER_MM or abs(top - bottom) > HIGHEST * _PT_PER_MM:
        yield f"ô chữ ký lớn che nội dung trang {page}"
