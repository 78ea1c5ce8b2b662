"""`manage.py prepare_demo FILE`: fill a database that nobody uses yet, and keep the accounts for the next start."""

import os
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """Call `load_demo` when the database holds no account; `COOPPORTAL_DEMO=0` keeps it empty."""

    help = "Nạp tỉnh minh họa vào cơ sở dữ liệu còn trống và ghi danh sách tài khoản vào tệp."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """FILE takes what `load_demo` prints."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Do nothing when there are accounts already."""
        wanted = os.environ.get("COOPPORTAL_DEMO", "1") != "0" and "load_demo" in get_commands()
        if not wanted or get_user_model().objects.exists():
            return
        said = StringIO()
        call_command("load_demo", stdout=said)
        options["file"].write_text(said.getvalue(), encoding="utf-8")
