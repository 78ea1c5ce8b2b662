"""Check a document against Decree 30/2020: `manage.py check_document FILE` prints a JSON list of findings."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from documents.official.checking import UncheckableFile, check_file


class Command(BaseCommand):
    """Print the findings on a .docx, .pdf, .txt or tree .json; needs no database."""

    help = "Kiểm tra thể thức văn bản (.docx, .pdf, .txt hoặc cây .json) theo Nghị định 30/2020/NĐ-CP."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the file's path."""
        parser.add_argument("file", help="tệp cần kiểm tra")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print the findings as JSON; raise CommandError (exit 1) with the reason for a file that cannot be checked."""
        try:
            found = check_file(options["file"])
        except UncheckableFile as error:
            raise CommandError(error.message) from error
        self.stdout.write(json.dumps([dataclasses.asdict(f) for f in found], ensure_ascii=False, indent=2))
