"""Taking in a paper letter: its scan, photo or file, with what can be read of it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from audit.services import record
from documents.models import OfficialDocument, Origin
from documents.official.tree import OfficialDocument as Tree
from documents.services.columns import put_tree, storable
from documents.services.imports import CLASSIFIED, plain_name
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# A photo of 12 megapixels is enough for A4 at 300 dpi; 80 is what the largest office scanners give.
MOST_PIXELS = 80_000_000
_NO_TEXT = {"pdf_no_text", "pdf_too_long"}
NOT_A_PICTURE = "Tệp ảnh bị hỏng hoặc không phải ảnh JPEG, PNG, TIFF. Hãy chụp hoặc quét lại rồi tải lên."
TOO_MANY_PIXELS = "Ảnh có quá nhiều điểm ảnh. Hãy quét ở 200 đến 300 dpi rồi tải lên lại."


def take_paper(
    *, data: bytes | None, filename: str, organization: Organization, by: Staff, note: str = "bản chụp"
) -> OfficialDocument:
    """Keep a scan, photo or file as the draft of an incoming document, filled with what can be read of it.

    Photos become a PDF. Without `data` the draft is empty: the clerk types from the paper. Raises ValidationError
    naming `file` where it is none of this, or carries the mark of a state secret.
    """
    tree, text, name = Tree(), "", ""
    if data is not None:
        name = plain_name(filename)
        if _is_picture(data):
            data, name = as_pdf(data), f"{name.rsplit('.', 1)[0]}.pdf"
        else:
            tree, text = _read(data, name)
    document = OfficialDocument(
        organization=organization, created_by=by, source_name=name, source_text=text, origin=Origin.INCOMING
    )
    put_tree(document, tree)
    return _keep(document, data, by, note)


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\x00", b"MM\x00*"))


def as_pdf(data: bytes) -> bytes:
    """Return a photo or scan as a PDF of one A4 page a picture, turned upright by what the camera noted."""
    from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise ValidationError({"file": TOO_MANY_PIXELS})
            frames = [frame.copy() for _, frame in zip(range(50), ImageSequence.Iterator(picture), strict=False)]
            pages = [_on_a4(ImageOps.exif_transpose(frame).convert("RGB")) for frame in frames]
    except (UnidentifiedImageError, OSError, SyntaxError, Image.DecompressionBombError) as error:
        raise ValidationError({"file": NOT_A_PICTURE}) from error
    out = io.BytesIO()
    pages[0].save(out, "PDF", resolution=200, save_all=True, append_images=pages[1:])
    return out.getvalue()


def _on_a4(picture: Picture) -> Picture:
    """Fit a picture on a white A4 page of 200 dpi, in the middle."""
    from PIL import Image, ImageOps

    size = (1654, 2339) if picture.height >= picture.width else (2339, 1654)
    page = Image.new("RGB", size, "white")
    fitted = ImageOps.contain(picture, size)
    page.paste(fitted, ((size[0] - fitted.width) // 2, (size[1] - fitted.height) // 2))
    return page


def _read(data: bytes, name: str) -> tuple[Tree, str]:
    from documents import reading

    try:
        tree, text = reading.read_with_text(data, filename=name)
    except reading.UnreadableFile as error:
        if error.code in _NO_TEXT:
            return Tree(), ""
        raise ValidationError({"file": ValidationError(error.message, code=error.code)}) from error
    if tree.secrecy:
        words = CLASSIFIED.format(mark=tree.secrecy.upper())
        raise ValidationError({"file": ValidationError(words, code="classified")})
    return tree, storable(text)


def _keep(document: OfficialDocument, data: bytes | None, by: Staff, note: str) -> OfficialDocument:
    try:
        with transaction.atomic():
            document.full_clean(exclude=["source_file"])
            if data is not None:
                document.source_file.save(document.source_name, ContentFile(data), save=False)
            document.save()
            record(code="documents.incoming.taken", obj=document, data={"source": note}, **actor_of(by))
    except BaseException:
        if document.source_file:
            document.source_file.delete(save=False)
        raise
    return document
