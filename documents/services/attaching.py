"""Files that go with a document: put beside it, in order, with a note; frozen when the document leaves the draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from audit.services import record
from coopportal.files import MOST_FILES, Evidence, check, clean_name
from coopportal.text import one_line
from documents.models import Attachment, DocumentState, OfficialDocument
from documents.reading.quick import secrecy_of, words_of
from documents.services import stored
from documents.services.columns import storable
from documents.services.imports import CLASSIFIED
from documents.services.life import locked
from documents.services.recognizing import request_attached_readings
from organizations.models import Staff
from organizations.services.directory import actor_of

MOST_ATTACHED = 30
FROZEN = "Văn bản đang ở trạng thái “{now}” nên tệp gửi kèm không thay đổi được nữa."
_UNCHECKED = "Cổng không kiểm tra được nội dung tệp này; hãy quét vi-rút trước khi mở."
_CAUTIONS = {
    "macro": "Tệp có macro: chỉ mở khi chắc chắn về nơi gửi và không bật macro.",
    "bomb": "Tệp giải nén ra rất lớn, có thể làm treo máy; hãy hỏi lại nơi gửi trước khi mở.",
    "damaged": "Tệp bị hỏng, có thể không mở được; hãy đề nghị nơi gửi gửi lại.",
    "empty": "Tệp trống; hãy đề nghị nơi gửi gửi lại.",
}


@transaction.atomic
def attach(
    *, document: OfficialDocument, uploads: Iterable[UploadedFile[Any]], by: Staff, note: str = "", title: str = ""
) -> list[Attachment]:
    """Put files beside the document, at the end of its list; all of them or none.

    `title` names a single file; else each is called by its own name. Raises ValidationError naming `files` for what is
    no such file, carries macros, is a bomb, bears a mark of secrecy or is there already, and where the list is frozen.
    """
    files = list(uploads)
    fresh = _to_change(document, adding=True)
    if len(files) > MOST_FILES:
        raise ValidationError({"files": f"Mỗi lần gửi kèm tối đa {MOST_FILES} tệp; hãy gửi thêm lần nữa."})
    made = [_new(fresh, one, text, by) for one, text in _checked(files)]
    for row in made:
        row.note = one_line(note)[:500]
        row.title = one_line(title)[:300] if title and len(made) == 1 else row.title
    _add(fresh, made)
    said = {"files": ", ".join(row.name for row in made)[:400], "digests": [row.digest for row in made]}
    record(code="documents.attachment.added", obj=document, data=said, **actor_of(by))
    return made


@transaction.atomic
def replace_file(*, attachment: Attachment, upload: UploadedFile[Any], by: Staff) -> Attachment:
    """Put a new version in the place of a file; the old one is kept. Raises ValidationError naming `file`."""
    old = _changing(attachment)
    try:
        ((one, text),) = _checked([upload])
    except ValidationError as error:
        raise ValidationError({"file": error.error_dict["files"]}) from error
    row = _new(old.document, one, text, by)
    if row.digest == old.digest:
        raise ValidationError({"file": "Tệp mới giống hệt tệp đang gửi kèm."})
    old.gone_at = row.at
    old.save(update_fields=["gone_at"])
    row.order, row.title, row.note, row.replaces = old.order, old.title, old.note, old
    _save(row, "file")
    _refresh_search(old.document)
    request_attached_readings([row])
    said = {"file": row.name, "digest": row.digest}
    record(code="documents.attachment.replaced", obj=old.document, data=said, **actor_of(by))
    return row


@transaction.atomic
def describe(*, attachment: Attachment, title: str, note: str, by: Staff) -> Attachment:
    """Name a file and note what is to be known of it. Raises ValidationError naming the fields."""
    row = _changing(attachment)
    row.title, row.note = one_line(title), one_line(note)
    row.full_clean(exclude=["document", "by", "replaces", "text"])
    row.save(update_fields=["title", "note"])
    record(code="documents.attachment.described", obj=row.document, data={"file": row.name}, **actor_of(by))
    return row


@transaction.atomic
def move_attachment(*, attachment: Attachment, up: bool, by: Staff) -> None:
    """Change places with the neighbour above or below; at the end of the list nothing happens."""
    row = _changing(attachment)
    others = Attachment.objects.current().filter(document=row.document)
    near = others.filter(order__lt=row.order).last() if up else others.filter(order__gt=row.order).first()
    if near is None:
        return
    here, there = row.order, near.order
    for one, place in ((row, 32767), (near, here), (row, there)):
        Attachment.objects.filter(pk=one.pk).update(order=place)
    record(code="documents.attachment.moved", obj=row.document, data={"file": row.name}, **actor_of(by))


@transaction.atomic
def drop_attachment(*, attachment: Attachment, by: Staff) -> None:
    """Let a file no longer go with the document; what was handed in stays among the versions."""
    row = _changing(attachment)
    row.gone_at = timezone.now()
    row.save(update_fields=["gone_at"])
    _refresh_search(row.document)
    record(code="documents.attachment.dropped", obj=row.document, data={"file": row.name}, **actor_of(by))


@transaction.atomic
def keep_received(
    *, document: OfficialDocument, files: Sequence[tuple[str, bytes, str]], by: Staff | None
) -> list[Attachment]:
    """Keep what came with a document from outside: name, bytes, description of each.

    The files are kept as they came; of those that the portal would not take as an upload the row says so. Raises
    ValidationError naming `file` where one bears a mark of secrecy.
    """
    made: dict[str, Attachment] = {}
    for name, data, words in files:
        upload = SimpleUploadedFile(clean_name(name), data)
        text = words_of(data)
        _refuse_secret(text, upload.name or "", "file")
        one, caution = _looked_at(upload)
        row = _new(document, one, text, by)
        row.caution, row.title = caution, one_line(words)[:300] or row.title
        made.setdefault(row.digest, row)
    _add(document, list(made.values()))
    return list(made.values())


def _looked_at(upload: UploadedFile[Any]) -> tuple[Evidence, str]:
    """Return what is known of a received file, and what the person should know before opening it."""
    try:
        return check(upload), ""
    except ValidationError as error:
        upload.seek(0)
        digest, size = stored.digest_of(upload.read()), upload.size or 0
        caution = _CAUTIONS.get(error.code or "", _UNCHECKED)
        return Evidence(upload, upload.name or "", "application/octet-stream", size, digest), caution


def _checked(files: Sequence[UploadedFile[Any]]) -> list[tuple[Evidence, str]]:
    """Return the uploads that passed with their words; ValidationError names `files` with what is wrong with each."""
    found, problems = [], []
    for upload in files:
        try:
            one = check(upload)
            one.upload.seek(0)
            text = words_of(one.upload.read())
            _refuse_secret(text, one.name, "files")
            found.append((one, text))
        except ValidationError as error:
            problems += error.error_dict["files"] if hasattr(error, "error_dict") else error.error_list
    if problems:
        raise ValidationError({"files": problems})
    return found


def _refuse_secret(text: str, name: str, field: str) -> None:
    """State secrets have no place on a networked system (Law on the protection of state secrets)."""
    mark = secrecy_of(text)
    if mark:
        words = f"Tệp “{name}”: {CLASSIFIED.format(mark=mark)}"
        raise ValidationError({field: ValidationError(words, code="classified")})


def _new(document: OfficialDocument, one: Evidence, text: str, by: Staff | None) -> Attachment:
    """Return the row of a file, not saved; its bytes are on the disk."""
    one.upload.seek(0)
    name = stored.keep(one.upload.read(), one.content_type)
    title = one_line(PurePosixPath(one.name).stem.replace("_", " "))[:300] or one.name
    return Attachment(
        document=document, title=title, name=one.name, content_type=one.content_type, size=one.size,
        digest=one.digest, file_name=name, text=storable(text), by=by, at=timezone.now(),
    )  # fmt: skip


def _add(document: OfficialDocument, made: list[Attachment]) -> None:
    """Write rows at the end of the list and let the search find their words."""
    rows = Attachment.objects.filter(document=document)
    if rows.current().count() + len(made) > MOST_ATTACHED:
        raise ValidationError({"files": f"Mỗi văn bản gửi kèm tối đa {MOST_ATTACHED} tệp; hãy nén hoặc gộp bớt."})
    last = rows.aggregate(last=Max("order"))["last"] or 0
    for row in made:
        last += 1
        row.order = last
        _save(row, "files")
    _refresh_search(document)
    request_attached_readings(made)


def _save(row: Attachment, field: str) -> None:
    if Attachment.objects.current().filter(document=row.document, digest=row.digest).exists():
        raise ValidationError({field: f"Tệp “{row.name}” đã được gửi kèm rồi."})
    row.save(force_insert=True)


def _to_change(document: OfficialDocument, *, adding: bool = False) -> OfficialDocument:
    """Return the locked document. Raises ValidationError where its list is frozen; what was taken in may get more."""
    fresh = locked(document)
    open_ = fresh.is_draft or (adding and not fresh.is_authored and fresh.state == DocumentState.ACTIVE)
    if not open_:
        raise ValidationError(FROZEN.format(now=DocumentState(fresh.state).label.lower()), code="frozen")
    return fresh


def _changing(attachment: Attachment) -> Attachment:
    """Return the row as it stands, its document locked. Raises ValidationError where it may not be changed."""
    document = _to_change(attachment.document)
    row = Attachment.objects.current().filter(pk=attachment.pk).first()
    if row is None:
        raise ValidationError("Tệp này đã được thay hoặc thôi gửi kèm.", code="gone")
    row.document = document
    return row


def _refresh_search(document: OfficialDocument) -> None:
    """Let the search in content find the words of what goes along; the text of the document itself stays."""
    document.fold_content()
    OfficialDocument.objects.filter(pk=document.pk).update(source_search=document.source_search)
