"""manage.py load_reference: sectors, thresholds of sizes, sets of criteria that every portal begins with."""

from typing import Any

from django.core.management.base import BaseCommand

from cooperatives.services import load_reference


class Command(BaseCommand):
    help = "Nạp danh mục ban đầu của sổ hợp tác xã; chạy lại được, không đè những gì đã sửa."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference()
        self.stdout.write("Danh mục ban đầu đã có.")
