"""manage.py load_former_units [FILE.csv]: which of today's units followed which former ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopportal.commands import lines_of, reason_of
from organizations.models import AdministrativeUnit, FormerUnit
from organizations.services import load_units
from organizations.services.legacy_units import successions_of
from organizations.services.succession import COLUMNS, Succession, load_successions, read_successions
from organizations.unit_package import package_data


class Command(BaseCommand):
    help = (
        f"Nạp bảng đơn vị cũ → mới từ tệp CSV ({', '.join(COLUMNS)}); không ghi tệp thì lấy của gói vietnamadminunits "
        "nếu đã cài. Chạy lại được."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, nargs="?")
        parser.add_argument("--once", action="store_true", help="chỉ khi đã có xã, phường mà chưa có tên cũ nào")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["once"]:
            if package_data() is None or FormerUnit.objects.exists() or not AdministrativeUnit.objects.exists():
                return
            load_units()  # the codes that the table names
        try:
            count = load_successions(self._rows(options["file"]))
        except OSError as error:
            raise CommandError(f"Không đọc được bảng: {reason_of(error)}.") from error
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"Bảng kế thừa có {count} dòng.")

    def _rows(self, file: Path | None) -> list[Succession]:
        if file:
            return read_successions(lines_of(file))
        folder = package_data()
        if folder is None:
            raise CommandError("Chưa có tệp và chưa cài gói vietnamadminunits; hãy chạy make setup.")
        return list(successions_of(folder))
