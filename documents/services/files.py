"""The document as files: PDF and Word drawn from the tree, kept until the tree changes."""

from __future__ import annotations

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from documents.models import IssuedFile, OfficialDocument, SignedFile
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import to_dict
from documents.queries.attachments import printed_tree
from documents.services import stored

if TYPE_CHECKING:
    from documents.official.drawing import Verification

FOLDER = "documents/drawn"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


def pdf_of(document: OfficialDocument) -> bytes:
    """Return the PDF: what was frozen, signed if it is signed, where a number was given here; else drawn from the tree.

    Drawn once for each state of the tree, with DỰ THẢO behind the text of a draft. Raises `stored.DamagedFile` where
    the frozen file is gone or was changed: it is never drawn anew.
    """
    frozen = frozen_pdf(document)
    return _drawn(document, "pdf") if frozen is None else frozen


def newest_revision(document: OfficialDocument) -> SignedFile | IssuedFile | None:
    """Return the file that stands for the document: its newest signed revision, else the issued one, else None."""
    signed = document.signed_files.exclude(way=SignedFile.Way.PAPER).order_by("-id").first()
    return signed or IssuedFile.objects.filter(document=document).first()


def frozen_pdf(document: OfficialDocument) -> bytes | None:
    """Return the stored bytes of the document, signed if it is; None where nothing was issued here.

    Raises `stored.DamagedFile` where the disk no longer holds them.
    """
    file = newest_revision(document)
    return stored.fetch(file.file_name, file.digest) if file else None


def docx_of(document: OfficialDocument) -> bytes:
    """Return the Word twin of the PDF."""
    return _drawn(document, "docx")


def _drawn(document: OfficialDocument, ending: str) -> bytes:
    folder, tree = f"{FOLDER}/{document.pk}", printed_tree(document)
    name = f"{folder}/{_digest(tree, document.is_changing)}.{ending}"
    if default_storage.exists(name):
        with default_storage.open(name) as file:
            return bytes(file.read())
    content = _draw(document, tree, ending)
    _forget_older(folder, ending)
    default_storage.save(name, ContentFile(content))
    return content


def _draw(document: OfficialDocument, tree: Tree, ending: str) -> bytes:
    from documents.official import drawing

    if ending == "pdf":
        return drawing.render_pdf(tree, draft=document.is_changing)
    issued = IssuedFile.objects.filter(document=document).first()
    marks = drawing.Marks(verification=verification_of(issued)) if issued else drawing.NO_MARKS
    return drawing.render_docx(tree, draft=document.is_changing, marks=marks)


def verification_of(issued: IssuedFile) -> Verification:
    """Return the QR code and its lines, by which anybody checks the paper."""
    from documents.official.drawing import Verification

    lines = ("Quét mã để kiểm tra văn bản", f"Mã xác thực: {issued.code}")
    return Verification(address=issued.public_address, lines=lines)


def _digest(tree: Tree, draft: bool) -> str:
    """Name the drawing by all that it depends on: the tree, the state, and the code that draws."""
    content = [to_dict(tree), draft, drawing_version()]
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def template_version() -> str:
    """Name what draws: the renderer and the code with its style sheets, as an issued file keeps it."""
    from importlib.metadata import version

    return f"weasyprint {version('weasyprint')}, mẫu {drawing_version()[:16]}"


@lru_cache(maxsize=1)
def drawing_version() -> str:
    """Return the digest of the code and style sheets that draw."""
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
