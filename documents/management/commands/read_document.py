"""`manage.py read_document FILE`: print the tree of a document as JSON. Needs no database."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.official.tree import to_json
from documents.reading import UnreadableFile, read_path


class Command(BaseCommand):
    """Read a .txt, .docx or .pdf and print its tree in the interchange format (UTF-8, unescaped)."""

    help = "Đọc một văn bản (.txt, .docx, .pdf có lớp chữ) và in cây văn bản dạng JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="đường dẫn tới tệp văn bản")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            document = read_path(options["file"])
        except UnreadableFile as error:
            raise CommandError(error.message) from error
        self.stdout.write(to_json(document))
