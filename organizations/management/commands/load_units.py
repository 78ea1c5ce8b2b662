"""manage.py load_units: the provinces and communes of the country."""

from typing import Any

from django.core.management.base import BaseCommand

from organizations.services import load_units


class Command(BaseCommand):
    help = "Nạp 34 tỉnh, thành phố và 3.321 xã, phường, đặc khu; chạy lại được."

    def handle(self, *args: Any, **options: Any) -> None:
        provinces, communes = load_units()
        self.stdout.write(f"Có {provinces} đơn vị cấp tỉnh, {communes} đơn vị cấp xã.")
