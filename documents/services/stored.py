"""Files that never change: kept under the digest of their bytes, written whole or not at all, checked when read."""

from __future__ import annotations

import hashlib
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.core.exceptions import ValidationError

FOLDER = "documents/issued"
FULL = (
    "Không ghi được tệp vào kho lưu trữ (hết chỗ hoặc không có quyền); chưa có gì thay đổi. "
    "Hãy báo quản trị hệ thống rồi làm lại."
)
_OFFICE = "application/vnd.openxmlformats-officedocument."
ENDINGS = {
    "application/pdf": "pdf",
    "image/png": "png",
    "image/jpeg": "jpg",
    f"{_OFFICE}wordprocessingml.document": "docx",
    f"{_OFFICE}spreadsheetml.sheet": "xlsx",
    f"{_OFFICE}presentationml.presentation": "pptx",
    "application/zip": "zip",
}


class DamagedFile(Exception):
    """The stored bytes are gone or are not those that were stored; the message, in Vietnamese, says which file."""


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of the bytes, hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def keep(content: bytes, content_type: str = "application/pdf") -> str:
    """Store the bytes and return the name they are found by; the same bytes are stored once.

    The file is on the disk before this returns, so that no committed row lacks its bytes. A transaction that is rolled
    back leaves a file without a row, which harms nobody (`check_files --tidy` throws it away). Raises ValidationError,
    in words for the person, where the disk takes no more.
    """
    digest = digest_of(content)
    name = f"{FOLDER}/{digest[:2]}/{digest}.{ENDINGS.get(content_type, 'bin')}"
    target = path_of(name)
    if target.exists() and digest_of(target.read_bytes()) == digest:
        return name
    try:
        _write(target, content)
    except OSError as error:
        raise ValidationError(FULL) from error
    return name


@contextmanager
def beside() -> Iterator[Path]:
    """Lend the path of a file in the store that nothing points at yet; it is gone afterwards unless it was taken.

    Raises ValidationError, in words for the person, where the disk takes no more.
    """
    path = path_of(f"{FOLDER}/.{uuid.uuid4().hex}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield path
    except OSError as error:
        raise ValidationError(FULL) from error
    finally:
        path.unlink(missing_ok=True)


def take(path: Path, content_type: str) -> tuple[str, str]:
    """Move a file lent by `beside` to the name of its digest, without reading it whole; return name and digest."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        os.fsync(file.fileno())
    name = f"{FOLDER}/{digest[:2]}/{digest}.{ENDINGS.get(content_type, 'bin')}"
    target = path_of(name)
    target.parent.mkdir(parents=True, exist_ok=True)
    path.chmod(0o440)
    path.replace(target)
    return name, digest


def _write(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{uuid.uuid4().hex}.part")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.chmod(0o440)
        beside.replace(target)
    finally:
        beside.unlink(missing_ok=True)


def fetch(name: str, digest: str) -> bytes:
    """Return the bytes stored under a name. Raises DamagedFile where they are gone or differ from `digest`."""
    try:
        content = path_of(name).read_bytes()
    except OSError as error:
        raise DamagedFile(f"Tệp {name} không còn trong kho lưu trữ.") from error
    if digest_of(content) != digest:
        raise DamagedFile(f"Tệp {name} trong kho lưu trữ đã bị thay đổi so với lúc ban hành.")
    return content


def opened(name: str, digest: str) -> BinaryIO:
    """Return a stored file open for reading, checked piece by piece. Raises DamagedFile as `fetch` does."""
    try:
        file = path_of(name).open("rb")
    except OSError as error:
        raise DamagedFile(f"Tệp {name} không còn trong kho lưu trữ.") from error
    if hashlib.file_digest(file, "sha256").hexdigest() != digest:
        file.close()
        raise DamagedFile(f"Tệp {name} trong kho lưu trữ đã bị thay đổi so với lúc lưu.")
    file.seek(0)
    return file


def path_of(name: str) -> Path:
    """Return where a stored file lies."""
    return Path(settings.MEDIA_ROOT) / name
