"""`manage.py load_crl FILE`: take a list of revoked certificates in, as the administrator's page does."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from documents.services.signing.revocation import load_list, revoked_keys


class Command(BaseCommand):
    """Prints what was loaded, and which registered keys it revokes; for whoever fetches lists by a timer."""

    help = "Nạp danh sách thu hồi chứng thư số (.crl)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--issuer", type=Path, help="chứng thư số của tổ chức lập danh sách, khi không phải gốc")

    def handle(self, *args: Any, file: Path, issuer: Path | None, **options: Any) -> None:
        try:
            row = load_list(content=file.read_bytes(), issuer=issuer.read_bytes() if issuer else None, by=None)
        except OSError as error:
            raise CommandError(f"Không đọc được tệp: {error}") from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        self.stdout.write(f"{row}: {row.count} chứng thư bị thu hồi.")
        for key in revoked_keys():
            self.stdout.write(f"Khóa đang đăng ký đã bị thu hồi: {key}")
