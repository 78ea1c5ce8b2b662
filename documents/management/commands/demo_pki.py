"""`manage.py demo_pki`: a test authority with keys for the leaders and the seal of an organization, for trying out."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coopportal.commands import reason_of
from documents.demo_pki import DemoAuthority, make_authority
from documents.models import SigningKey
from documents.services.signing.authorities import trust_authority
from documents.services.signing.keys import register_file_key
from organizations.models import Organization, Role, Staff

PASSPHRASE = "thu-nghiem"  # noqa: S105 - printed, of keys that prove nothing


class Command(BaseCommand):
    """Writes root.pem and one .p12 for each holder into a folder; `--register` lets the portal sign with them."""

    help = "Lập tổ chức chứng thực thử nghiệm, khóa của lãnh đạo và con dấu cơ quan. Không dùng cho văn bản thật."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=Path(settings.VAR_DIR) / "demo-pki")
        parser.add_argument("--organization", help="mã định danh cơ quan; mọi UBND nếu bỏ trống")
        parser.add_argument("--register", action="store_true", help="đăng ký luôn vào cổng này")

    def handle(self, *args: Any, folder: Path, organization: str | None, register: bool, **options: Any) -> None:
        authority = make_authority()
        offices = self._offices(organization)
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            (folder / "root.pem").write_bytes(authority.pem)
        except OSError as error:
            raise CommandError(f"Không ghi được vào thư mục {folder}: {reason_of(error)}.") from error
        if register:
            trust_authority(content=authority.pem, by=None)
        for office, staff in self._holders(offices):
            self._make(authority, folder, office, staff, register=register)
        self.stdout.write(f"Khóa ở {folder}, mật khẩu: {PASSPHRASE}. Chỉ để thử nghiệm.")

    def _offices(self, code: str | None) -> list[Organization]:
        found = Organization.objects.active()
        offices = found.filter(code=code) if code else found.filter(staff__role=Role.LEADER).distinct()
        if not offices:
            raise CommandError("Không có cơ quan nào để lập khóa; hãy nạp dữ liệu mẫu hoặc nêu --organization.")
        return list(offices)

    def _holders(self, offices: list[Organization]) -> list[tuple[Organization, Staff | None]]:
        leaders = Staff.objects.on_duty().filter(organization__in=offices, role=Role.LEADER)
        people = [(one.organization, one) for one in leaders.select_related("organization", "user")]
        return people + [(office, None) for office in offices]

    def _make(
        self, authority: DemoAuthority, folder: Path, office: Organization, staff: Staff | None, *, register: bool
    ) -> None:
        name = staff.full_name if staff else office.name
        content = authority.p12(name, office.name, PASSPHRASE)
        file = folder / f"{office.code}-{staff.user.get_username() if staff else 'con-dau'}.p12"
        file.touch(mode=0o600)
        file.write_bytes(content)
        if register and not SigningKey.objects.filter(organization=office, staff=staff, retired_at=None).exists():
            register_file_key(
                organization=office, staff=staff, content=content, passphrase=PASSPHRASE, remember=False, by=None
            )
        self.stdout.write(f"{name}: {file.name}")
