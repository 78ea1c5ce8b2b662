"""Taking a document in: read, store and propose its tasks, all or nothing."""

from __future__ import annotations

from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction

from audit.services import record
from coopportal.text import one_line
from documents.models import OfficialDocument, ProposedTask
from documents.official.tree import OfficialDocument as Tree
from documents.services.columns import put_tree, storable
from documents.services.proposals import propose_tasks
from documents.services.reviewed import ReviewedTask
from documents.services.rows import write_tasks
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

NOT_OFFICIAL = (
    "Không nhận ra đây là văn bản hành chính: không thấy quốc hiệu, số ký hiệu, trích yếu hay khối chữ ký. "
    "Hãy kiểm tra lại {what}, hoặc dán toàn văn từ tên cơ quan ban hành đến nơi nhận."
)
CLASSIFIED = (
    "Văn bản có dấu chỉ độ mật “{mark}”. Tài liệu mật không được đưa lên hệ thống nối mạng "
    "(Luật Bảo vệ bí mật nhà nước); hãy xử lý theo quy trình văn bản mật của cơ quan."
)


def import_document(
    *, data: bytes | None, filename: str, text: str, organization: Organization, by: Staff | None
) -> OfficialDocument:
    """Read a file (`data`, `filename`) or, without one, the pasted `text`; save a draft with its proposed tasks.

    Raises ValidationError naming `file` or `text`, with the message for the person, where nothing can be read, where
    the text is no official document, or where it is a state secret; then nothing is kept, neither rows nor file.
    """
    door = "text" if data is None else "file"
    tree, source = read_source(data, filename, text, door)
    if tree.secrecy:
        raise ValidationError({door: CLASSIFIED.format(mark=one_line(tree.secrecy).upper())})
    document = OfficialDocument(organization=organization, created_by=by, source_text=source)
    document.source_name = plain_name(filename) if data is not None else ""
    put_tree(document, tree)
    return _keep(document, data, propose_tasks(document.official, organization), by)


def read_source(data: bytes | None, filename: str, text: str, door: str) -> tuple[Tree, str]:
    """Return the tree and the text of a file or of pasted text. Raises ValidationError naming the `door`."""
    from documents import reading

    try:
        if data is None:
            source = storable(text)
            tree = reading.read_text(source)
        else:
            tree, text = reading.read_with_text(data, filename=filename)
            source = storable(text)
    except reading.UnreadableFile as error:
        raise ValidationError({door: ValidationError(error.message, code=error.code)}) from error
    if not reading.looks_official(tree):
        what = "nội dung đã dán" if data is None else "tệp"
        raise ValidationError({door: ValidationError(NOT_OFFICIAL.format(what=what), code="not_official")})
    return tree, source


def _keep(
    document: OfficialDocument, data: bytes | None, tasks: list[ReviewedTask], by: Staff | None
) -> OfficialDocument:
    """Write rows and file together; the file goes again where the rows do not stay."""
    try:
        with transaction.atomic():
            document.full_clean(exclude=["source_file"])
            if data is not None:
                document.source_file.save(document.source_name, ContentFile(data), save=False)
            document.save()
            write_tasks(document, [(task, ProposedTask(document=document)) for task in tasks])
            source = f"tệp {document.source_name}" if document.source_name else "nội dung dán"
            record(code="documents.document.imported", obj=document, data={"source": source}, **actor_of(by))
    except BaseException:
        if document.source_file:
            document.source_file.delete(save=False)
        raise
    return document


def plain_name(filename: str) -> str:
    """Return the name without folders and control characters, at most 255 letters, the ending kept."""
    name = PurePosixPath(filename.replace("\\", "/")).name
    name = one_line("".join(c for c in storable(name) if c.isprintable())) or "van-ban"
    path = PurePosixPath(name)
    return path.stem[: 255 - len(path.suffix)] + path.suffix if len(path.suffix) < 20 else name[:255]
