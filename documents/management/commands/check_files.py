"""`manage.py check_files`: are the files there that rows name, and are the frozen ones what they were."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from documents.services.sanity import check_files, tidy_orphans


class Command(BaseCommand):
    """Prints what is wrong, one line each; exits with an error where anything is."""

    help = "Đối chiếu tệp trong kho với dữ liệu: tệp mất, tệp bị đổi, tệp thừa, dãy số bị hổng."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--tidy", action="store_true", help="xóa tệp thừa (cũ hơn một ngày, không dòng nào dùng)")

    def handle(self, *args: Any, tidy: bool, **options: Any) -> None:
        found = check_files()
        for problem in found.problems:
            self.stderr.write(problem)
        for path in found.orphans:
            self.stdout.write(f"Tệp thừa: {path}")
        if tidy:
            self.stdout.write(f"Đã xóa {tidy_orphans(found.orphans)} tệp thừa.")
        if found.problems:
            raise CommandError(f"{len(found.problems)} vấn đề trong {found.files} tệp.")
        self.stdout.write(f"{found.files} tệp, không có vấn đề.")
