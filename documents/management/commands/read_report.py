"""manage.py read_report: how well a folder of documents is read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopportal.commands import reason_of
from documents.measuring.report import lines, lowest, measure


class Command(BaseCommand):
    help = "Đọc các văn bản trong FOLDER, so với kết quả mong đợi trong EXPECTED (JSON), in độ chính xác và độ đầy đủ."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("expected", type=Path)
        parser.add_argument("folder", type=Path)
        parser.add_argument("--worst", type=int, default=5, help="số văn bản kém nhất được in chi tiết")
        parser.add_argument("--minimum", type=float, default=0.0, help="báo lỗi nếu F1 thấp nhất dưới mức này")
        parser.add_argument("--tables", action="store_true", help="tính cả thời hạn trong bảng của phụ lục")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            readings = measure(options["expected"], options["folder"], tables=options["tables"])
        except OSError as error:
            raise CommandError(f"Không đọc được tệp kết quả mong đợi: {reason_of(error)}.") from error
        except ValueError as error:
            raise CommandError(f"Không đọc được tệp kết quả mong đợi: {error}") from error
        for line in lines(readings, worst=options["worst"]):
            self.stdout.write(line)
        refused = [reading.name for reading in readings if reading.refused]
        if refused:
            raise CommandError(f"Có {len(refused)} văn bản không đọc được: {', '.join(refused)}.")
        if lowest(readings) < options["minimum"]:
            raise CommandError(f"Kết quả đọc dưới mức {options['minimum']}.")
