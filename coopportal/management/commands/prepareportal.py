"""`manage.py prepareportal ACCOUNTS`: what a start needs: tables, static files, and people in an empty database."""

import os
from argparse import ArgumentParser
from io import StringIO
from pathlib import Path
from typing import Any

from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

from coopportal.schema import bring_up_to_date


class Command(BaseCommand):
    """Each step is quick when nothing has changed; one line is said before each."""

    help = "Cập nhật cơ sở dữ liệu, tệp tĩnh, và nạp tỉnh minh họa vào cơ sở dữ liệu còn trống."
    requires_system_checks: list[str] = []  # migrate makes those of the database

    def add_arguments(self, parser: ArgumentParser) -> None:
        """ACCOUNTS is a file that takes what `load_demo` prints."""
        parser.add_argument("accounts", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        """Stop at the first step that fails."""
        self._say("Đang cập nhật cơ sở dữ liệu…")
        bring_up_to_date()
        if "load_reference" in get_commands():
            call_command("load_reference", stdout=StringIO())
        self._say("Đang chuẩn bị tệp tĩnh…")
        call_command("prepare_static")
        if wants_demo():
            self._say("Đang nạp dữ liệu minh họa…")
            said = StringIO()
            call_command("load_demo", stdout=said)
            options["accounts"].write_text(said.getvalue(), encoding="utf-8")
        if "load_former_units" in get_commands():
            call_command("load_former_units", once=True, stdout=StringIO())

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def wants_demo() -> bool:
    """Tell whether the database holds no account; `COOPPORTAL_DEMO=0` keeps it that way."""
    if os.environ.get("COOPPORTAL_DEMO", "1") == "0" or "load_demo" not in get_commands():
        return False
    return not get_user_model().objects.exists()
