"""The document as files: PDF and Word drawn from the tree, kept until the tree changes."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.models import OfficialDocument

FOLDER = "documents/drawn"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def pdf_of(document: OfficialDocument) -> bytes:
    """Return the PDF of the tree, with DỰ THẢO behind the text of a draft; drawn once for each state of the tree."""
    return _drawn(document, "pdf")


def docx_of(document: OfficialDocument) -> bytes:
    """Return the Word twin of the PDF."""
    return _drawn(document, "docx")


def _drawn(document: OfficialDocument, ending: str) -> bytes:
    folder = f"{FOLDER}/{document.pk}"
    name = f"{folder}/{_digest(document)}.{ending}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return bytes(file.read())
    content = _draw(document, ending)
    _forget_older(folder, ending)
    default_storage.save(name, ContentFile(content))
    return content


def _draw(document: OfficialDocument, ending: str) -> bytes:
    from documents.official import drawing

    if ending == "pdf":
        return drawing.render_pdf(document.official, draft=document.is_changing)
    return drawing.render_docx(document.official, draft=document.is_changing)


def _digest(document: OfficialDocument) -> str:
    """Name the drawing by all that it depends on: the tree, the state, and the code that draws."""
    content = [document.tree, document.is_changing, _drawing_version()]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


@lru_cache(maxsize=1)
def _drawing_version() -> str:
    from documents.official import drawing

    digest = hashlib.sha256()
    for path in sorted(Path(drawing.__file__).parent.rglob("*")):
        if path.suffix in {".py", ".css", ".svg"}:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def _forget_older(folder: str, ending: str) -> None:
    if not default_storage.exists(folder):
        return
    for name in default_storage.listdir(folder)[1]:
        if name.endswith(f".{ending}"):
            default_storage.delete(f"{folder}/{name}")


def forget_drawings(document_pk: int) -> None:
    """Delete what was drawn of a document that is gone."""
    for ending in ("pdf", "docx"):
        _forget_older(f"{FOLDER}/{document_pk}", ending)


def file_name(document: OfficialDocument, ending: str) -> str:
    """Return the name for a download: `Kế hoạch 125-KH-UBND.pdf`; by the subject where the number is blank."""
    kind = document.get_kind_display() or "Văn bản"
    rest = f"{document.number}-{document.symbol}".strip("-") if document.number else document.subject[:80]
    return f"{_UNFIT.sub('-', f'{kind} {rest}').strip(' .-')}.{ending}"
