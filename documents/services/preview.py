"""The real PDF of what is being typed, and its pages as pictures that every browser shows."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from contextlib import closing
from dataclasses import dataclass

from django.core.cache import cache

from documents.models import OfficialDocument
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import to_dict
from documents.queries.attachments import printed_tree
from documents.services.files import drawing_version

_KEPT_SECONDS = 20 * 60
_SCALE = 1.5
# The library that draws pages is not made for several threads at once.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True)
class Preview:
    """A drawn draft: `digest` names its content in addresses, `pages` counts its pages."""

    digest: str
    pages: int

    @property
    def numbers(self) -> range:
        """The page numbers, from 1."""
        return range(1, self.pages + 1)


def preview_of(document: OfficialDocument, tree: Tree) -> Preview:
    """Draw the tree as it would be printed, with DỰ THẢO, and count its pages; the same tree is drawn once."""
    tree = printed_tree(document, tree)
    digest = _digest(document, tree)
    content = cache.get(_key(digest)) or _draw(digest, tree)
    return Preview(digest, _pages(content))


def preview_pdf(document: OfficialDocument, tree: Tree) -> bytes:
    """Return the PDF of the tree with DỰ THẢO behind it."""
    tree = printed_tree(document, tree)
    digest = _digest(document, tree)
    return cache.get(_key(digest)) or _draw(digest, tree)


def page_png(document: OfficialDocument, tree: Tree, number: int) -> bytes | None:
    """Return page `number` of the preview as a picture, None where there is no such page."""
    content = preview_pdf(document, tree)
    with _one_at_a_time:
        return _png(content, number)


def _png(content: bytes, number: int) -> bytes | None:
    """Draw one page. Everything the library holds is given back here, in order, before its memory goes."""
    import pypdfium2

    with closing(pypdfium2.PdfDocument(content)) as pdf:
        if not 1 <= number <= len(pdf):
            return None
        with closing(pdf[number - 1]) as page, closing(page.render(scale=_SCALE)) as bitmap:
            picture = bitmap.to_pil().quantize(64)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def first_page(document: OfficialDocument) -> bytes | None:
    """Return the first page of the PDF that a document was taken in by as a picture; None where there is none."""
    import pypdfium2

    if not (document.source_file.name or "").endswith(".pdf"):
        return None
    try:
        with document.source_file.open("rb") as file, _one_at_a_time:
            return _png(file.read(), 1)
    except (FileNotFoundError, pypdfium2.PdfiumError):
        return None


def _pages(content: bytes) -> int:
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(content)).pages)


def _draw(digest: str, tree: Tree) -> bytes:
    from documents.official.drawing import render_pdf

    content = render_pdf(tree, draft=True)
    cache.set(_key(digest), content, _KEPT_SECONDS)
    return content


def _key(digest: str) -> str:
    return f"draft-pdf:{digest}"


def _digest(document: OfficialDocument, tree: Tree) -> str:
    content = [document.pk, to_dict(tree), drawing_version()]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:32]
