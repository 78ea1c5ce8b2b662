"""`manage.py import_document FILE --organization CODE`: take a document in and print the new draft's id."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from coopportal.commands import reason_of
from documents.reading import UnreadableFile
from documents.services import import_document
from organizations.queries import find_by_code


class Command(BaseCommand):
    help = "Đọc tệp văn bản, lưu bản dự thảo kèm nhiệm vụ đề xuất cho tổ chức, in mã của bản dự thảo."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="tệp .docx, .pdf có lớp chữ hoặc .txt")
        parser.add_argument("--organization", required=True, metavar="CODE", help="mã định danh của tổ chức ban hành")

    def handle(self, *args: Any, **options: Any) -> None:
        """Import and print the id; CommandError (exit 1, message to stderr) for anything wrong."""
        code = options["organization"].encode(errors="replace").decode()
        organization = find_by_code(code)
        if organization is None:
            raise CommandError(f"Không có tổ chức nào đang hoạt động mang mã “{code[:100]}”.")
        path = Path(options["file"])
        try:
            document = import_document(
                data=_read(path), filename=path.name, text="", organization=organization, by=None
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(str(document.pk))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(settings.UPLOAD_MAX_BYTES + 1)
    except FileNotFoundError as error:
        raise CommandError(UnreadableFile("missing", name=path.name).message) from error
    except OSError as error:
        raise CommandError(f"Không đọc được tệp {path}: {reason_of(error)}.") from error
    if len(data) > settings.UPLOAD_MAX_BYTES:
        raise CommandError(UnreadableFile("too_large", limit=settings.UPLOAD_MAX_BYTES // 2**20).message)
    return data
