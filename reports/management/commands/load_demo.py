"""manage.py load_demo: the demonstration province."""

from __future__ import annotations

import datetime as dt
import os
import random
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from organizations.models import Organization, Role
from reports.demo.dossiers import make_dossiers
from reports.demo.follow_up import make_follow_up
from reports.demo.places import ACCOUNTS, make_places
from reports.demo.post import make_post
from reports.demo.registry import make_registry
from reports.demo.sheets import make_sheets
from reports.demo.work import make_work

PASSWORD = "HopTacXa@2026"  # noqa: S105 - of invented people, printed at every start

SEED = 2026


class Command(BaseCommand):
    help = "Nạp tỉnh trình diễn (Thành phố Hải Phòng, xã Thanh Miện); chạy lại không thêm gì."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="chỉ in lại các tài khoản trình diễn")
        parser.add_argument("--today", type=dt.date.fromisoformat, help="ngày lấy làm mốc, mặc định là hôm nay")

    def handle(self, *args: Any, **options: Any) -> None:
        if not options["accounts"]:
            self._load(options["today"] or timezone.localdate())
        self._print_accounts()

    def _load(self, today: dt.date) -> None:
        if Organization.objects.filter(code="H31").exists():
            self.stdout.write("Dữ liệu trình diễn đã có, không nạp lại.")
            return
        if Organization.objects.exists():
            raise CommandError("Cơ sở dữ liệu đã có tổ chức khác; chỉ nạp trình diễn vào cơ sở dữ liệu trống.")
        with transaction.atomic():
            places = make_places(password())
            chance = random.Random(SEED)  # noqa: S311 - invented data, nothing to guess
            sheets = make_registry(places, today, chance)
            make_sheets(places, sheets, today, random.Random(SEED))  # noqa: S311 - invented data too
            make_work(places, today, chance)
            make_post(places, today)
            make_follow_up(places, today, chance)
            make_dossiers(places, today)

    def _print_accounts(self) -> None:
        self.stdout.write(f"Tài khoản trình diễn (mật khẩu chung: {password()}):")
        for account in ACCOUNTS:
            self.stdout.write(
                f"  {account.username:<15} {Role(account.role).label:<28} {account.full_name}, {account.title}"
            )


def password() -> str:
    """Return the accounts' common password; DEMO_PASSWORD changes it before the first start."""
    return os.environ.get("DEMO_PASSWORD", PASSWORD)
