"""`manage.py runportal`: the whole portal from one terminal; what `make run` calls."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from coopportal.embedded.processes import die_with_parent
from coopportal.embedded.supervisor import Supervisor


class Command(BaseCommand):
    """Start servers, web, worker and beat; stop them on Ctrl-C or SIGTERM."""

    help = "Chạy toàn bộ cổng thông tin trên máy này: cơ sở dữ liệu, hàng đợi, trang web và các tác vụ định kỳ."
    requires_system_checks: list[str] = []  # the commands it starts make them

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`HOST` and `PORT` of the environment are the defaults."""
        parser.add_argument("--host", default=os.environ.get("HOST", "127.0.0.1"))
        parser.add_argument("--port", type=int, default=int(os.environ.get("PORT") or 8000))
        parser.add_argument("--end-with-parent", action="store_true", help="Dừng khi tiến trình gọi lệnh này kết thúc.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until asked to stop; the exit status is 1 when the portal could not start."""
        if options["end_with_parent"]:
            die_with_parent()
        supervisor = Supervisor(
            Path(settings.BASE_DIR), Path(settings.VAR_DIR), options["host"], options["port"], self._say
        )
        sys.exit(supervisor.run())

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
