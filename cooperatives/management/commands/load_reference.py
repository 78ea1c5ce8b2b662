"""manage.py load_reference: sectors, thresholds, sets of criteria, outside acts that every portal begins with."""

from typing import Any

from django.core.management.base import BaseCommand

from cooperatives.services import load_reference
from documents.services.acts import load_acts


class Command(BaseCommand):
    help = "Nạp danh mục ban đầu của sổ hợp tác xã; chạy lại được, không đè những gì đã sửa."

    def handle(self, *args: Any, **options: Any) -> None:
        load_reference()
        load_acts()
        self.stdout.write("Danh mục ban đầu đã có.")
