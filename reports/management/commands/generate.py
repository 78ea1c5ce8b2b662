"""manage.py generate --scale province|nation: a database of real size, for benchmarks."""

from __future__ import annotations

import random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction

from organizations.models import Organization
from reports.generating.places import make_country
from reports.generating.registry import SIZES, fill_registry

SEED = 2030


class Command(BaseCommand):
    help = "Tạo cơ sở dữ liệu cỡ thật (một tỉnh hoặc cả nước) với dữ liệu bịa, để đo tốc độ."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", choices=sorted(SIZES), default="province")

    def handle(self, *args: Any, **options: Any) -> None:
        if Organization.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có tổ chức; chỉ tạo vào cơ sở dữ liệu trống.")
        scale = options["scale"]
        with transaction.atomic():
            country = make_country(whole=scale == "nation")
            made = fill_registry(country.communes, scale, random.Random(SEED))  # noqa: S311 - nothing to guess
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        self.stdout.write(f"Đã tạo {len(country.committees)} cơ quan, {made} hợp tác xã và tổ hợp tác.")
