"""Uploaded files: what may be handed in, judged by content and not by name."""

from __future__ import annotations

import hashlib
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

import magic
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

MOST_FILES = 10
_OFFICE = "application/vnd.openxmlformats-officedocument."
# What the content may be, by the ending that people see; zip-based formats are opened as well.
TYPES: dict[str, frozenset[str]] = {
    ".pdf": frozenset({"application/pdf"}),
    ".docx": frozenset({f"{_OFFICE}wordprocessingml.document", "application/zip", "application/octet-stream"}),
    ".xlsx": frozenset({f"{_OFFICE}spreadsheetml.sheet", "application/zip", "application/octet-stream"}),
    ".pptx": frozenset({f"{_OFFICE}presentationml.presentation", "application/zip", "application/octet-stream"}),
    ".jpg": frozenset({"image/jpeg"}),
    ".jpeg": frozenset({"image/jpeg"}),
    ".png": frozenset({"image/png"}),
}
_ZIP_PARTS = {".docx": "word/document.xml", ".xlsx": "xl/workbook.xml", ".pptx": "ppt/presentation.xml"}
_SERVED_AS = {
    ".docx": f"{_OFFICE}wordprocessingml.document",
    ".xlsx": f"{_OFFICE}spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}presentationml.presentation",
}
KINDS_IN_WORDS = "PDF, Word (.docx), Excel (.xlsx), PowerPoint (.pptx) hoặc ảnh (.jpg, .png)"
ACCEPT = ",".join(TYPES)
_HEAD = 8192
MOST_UNPACKED = 300 * 1024 * 1024


@dataclass(frozen=True)
class Evidence:
    """A file that passed: its clean name, what its content is, its size in bytes and its SHA-256."""

    upload: UploadedFile[Any]
    name: str
    content_type: str
    size: int
    digest: str


def check(upload: UploadedFile[Any]) -> Evidence:
    """Return the file with what is known of it.

    Raises ValidationError in Vietnamese for an empty or too big file, a kind that is not taken, a content that is not
    what the ending says, a damaged, bomb-like or macro-carrying Office file.
    """
    name = clean_name(upload.name or "")
    check_size(upload, name)
    ending = PurePosixPath(name).suffix.lower()
    if ending not in TYPES:
        raise ValidationError(f"Không nhận tệp “{name}”; hãy gửi {KINDS_IN_WORDS}.", code="type")
    upload.seek(0)
    found = magic.from_buffer(upload.read(_HEAD), mime=True)
    if found not in TYPES[ending]:
        raise ValidationError(
            f"Nội dung tệp “{name}” không phải là {ending}; hãy mở tệp và lưu lại đúng định dạng rồi gửi.",
            code="content",
        )
    if ending in _ZIP_PARTS:
        _check_office(upload, name, _ZIP_PARTS[ending])
    return Evidence(upload, name, _SERVED_AS.get(ending, found), upload.size or 0, _digest(upload))


def clean_name(name: str) -> str:
    """Return the sender's file name without its folders and control characters, in NFC, at most 200 letters."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    plain = unicodedata.normalize("NFC", "".join(c for c in last if unicodedata.category(c)[0] != "C")).strip()
    stem, ending = PurePosixPath(plain).stem or "tep", PurePosixPath(plain).suffix
    return f"{stem[: 200 - len(ending)]}{ending}"


def check_size(upload: UploadedFile[Any], name: str) -> None:
    """Raise ValidationError for an empty or too big file."""
    limit = settings.UPLOAD_MAX_BYTES
    if not upload.size:
        raise ValidationError(f"Tệp “{name}” trống; hãy kiểm tra lại tệp.", code="empty")
    if upload.size > limit:
        raise ValidationError(
            f"Tệp “{name}” lớn hơn {limit // (1024 * 1024)} MB; hãy nén ảnh hoặc chia nhỏ tệp.", code="size"
        )


def _check_office(upload: UploadedFile[Any], name: str, part: str) -> None:
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as packed:
            members = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise ValidationError(f"Tệp “{name}” bị hỏng, không mở được; hãy lưu lại rồi gửi.", code="damaged") from error
    names = {m.filename for m in members}
    if part not in names:
        raise ValidationError(
            f"Tệp “{name}” không phải là tệp Office như tên gọi; hãy lưu lại rồi gửi.", code="content"
        )
    if any(n.lower().endswith("vbaproject.bin") for n in names):
        raise ValidationError(
            f"Tệp “{name}” chứa macro nên không được nhận; hãy lưu lại không kèm macro.", code="macro"
        )
    if sum(m.file_size for m in members) > MOST_UNPACKED:
        raise ValidationError(f"Tệp “{name}” giải nén ra quá lớn nên không được nhận.", code="bomb")


def _digest(upload: UploadedFile[Any]) -> str:
    upload.seek(0)
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()
