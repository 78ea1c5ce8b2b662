"""manage.py load_sectors FILE.csv: the classes of the national classification of economic activities."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from cooperatives.services import load_sectors
from coopportal.commands import lines_of


class Command(BaseCommand):
    help = (
        "Nạp hệ thống ngành kinh tế từ tệp CSV có cột code, name (và now: mã ở bản sau); mã 4 chữ số là ngành, mã ngắn "
        "hơn là nhóm. Chạy lại được, mã đã có thì đổi tên."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--edition", type=int, default=2025, help="năm của bản: 2025 (đang dùng) hoặc 2018")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            count = load_sectors(lines_of(options["file"]), edition=options["edition"])
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"Đã nạp {count} ngành cấp 4, bản {options['edition']}.")
