"""manage.py merge_units CODE … --into CODE --on DATE --decree WORDS: communes of today that ended in another one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from coopportal.commands import day_of
from organizations.models import AdministrativeUnit, UnitLevel
from organizations.services import merge_units


class Command(BaseCommand):
    help = "Ghi việc nhập xã: giấy tờ và số liệu các năm trước giữ tên cũ, sổ hợp tác xã chuyển sang xã mới."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("codes", nargs="+", help="mã các xã nhập vào")
        parser.add_argument("--into", required=True, help="mã xã mới")
        parser.add_argument("--on", required=True, help="ngày có hiệu lực, ví dụ 2027-01-01")
        parser.add_argument("--decree", required=True, help="văn bản, ví dụ: Nghị quyết 5/NQ-UBTVQH16")

    def handle(self, *args: Any, **options: Any) -> None:
        on = day_of(options["on"])
        units = [self._commune(code) for code in options["codes"]]
        try:
            count = merge_units(
                units=units, into=self._commune(options["into"]), on=on, decree=options["decree"], by=None
            )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error
        self.stdout.write(f"Đã nhập {count} xã.")

    def _commune(self, code: str) -> AdministrativeUnit:
        found = AdministrativeUnit.objects.filter(level=UnitLevel.COMMUNE, code=code).first()
        if found is None:
            raise CommandError(f"Không có xã mang mã {code}.")
        return found
