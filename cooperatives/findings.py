"""What the law or good order asks of a sheet and it does not show: said on the sheet, never a wall before saving.

A register that refuses what is not in order would hide just the cooperatives that need help.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils import timezone

from cooperatives.models import Cooperative, Kind, OcopProduct, Status
from coopportal.display import date
from coopportal.text import fold

# Members needed, and which word they go by (Law on Cooperatives 17/2023/QH15, art. 4).
LEAST_MEMBERS = {
    Kind.COOPERATIVE: (5, "thành viên chính thức", "Luật Hợp tác xã 2023, Điều 4 khoản 7"),
    Kind.CREDIT_FUND: (5, "thành viên chính thức", "Luật Hợp tác xã 2023, Điều 4 khoản 7"),
    Kind.UNION: (3, "hợp tác xã thành viên", "Luật Hợp tác xã 2023, Điều 4 khoản 8"),
    Kind.GROUP: (2, "thành viên", "Luật Hợp tác xã 2023, Điều 4 khoản 21"),
}
NAME_STARTS = {
    Kind.COOPERATIVE: ("hop tac xa",),
    Kind.UNION: ("lien hiep hop tac xa",),
    Kind.CREDIT_FUND: ("quy tin dung nhan dan",),
    Kind.GROUP: ("to hop tac",),
}
# Eighteen months from 01/07/2024 to adapt the charter (art. 115).
TRANSITION_ENDED = dt.date(2026, 1, 1)


@dataclass(frozen=True)
class RegistryFinding:
    """One remark: `tone` is bad, warn or info; `clause` names the law where one is behind it."""

    tone: str
    message: str
    clause: str = ""


def findings_of(
    cooperative: Cooperative, products: list[OcopProduct], *, today: dt.date | None = None
) -> list[RegistryFinding]:
    """Return the remarks on a sheet, gravest first; none for one that exists no more. Asks no query."""
    if cooperative.status == Status.ENDED:
        return []
    day = today or timezone.localdate()
    found = [f for rule in _RULES for f in rule(cooperative, day)]
    found += _expired_products(products, day)
    return sorted(found, key=lambda f: ("bad", "warn", "info").index(f.tone))


def _members(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    least, word, clause = LEAST_MEMBERS[Kind(cooperative.kind)]
    count = cooperative.official_members
    if count is None:
        yield RegistryFinding("info", f"Chưa có số {word}.")
    elif count < least:
        end = " Thiếu liên tục 12 tháng có thể bị thu hồi giấy chứng nhận." if cooperative.kind != Kind.GROUP else ""
        yield RegistryFinding("bad", f"Có {count} {word}, tối thiểu là {least}.{end}", f"{clause}; Điều 103")


def _name(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    starts = NAME_STARTS[Kind(cooperative.kind)]
    if not fold(cooperative.name).startswith(starts):
        yield RegistryFinding(
            "warn",
            f"Tên đầy đủ bắt đầu bằng “{cooperative.get_kind_display()}”, sau đó là tên riêng.",
            "Luật Hợp tác xã 2023, Điều 50",
        )


def _certificate(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    missing = {
        "mã số thuế": cooperative.code,
        "ngày cấp giấy chứng nhận": cooperative.certificate_on,
        "địa chỉ trụ sở": cooperative.address,
        "vốn điều lệ": cooperative.charter_capital,
        "người đại diện theo pháp luật": cooperative.representative_name,
    }
    names = [name for name, value in missing.items() if value in ("", None)]
    if names:
        words = ", ".join(names)
        yield RegistryFinding("info", f"Chưa có: {words}.", "Luật Hợp tác xã 2023, Điều 46")


def _dates(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    founded, certified = cooperative.founded_on, cooperative.certificate_on
    if founded and certified and certified < founded:
        yield RegistryFinding("warn", "Ngày cấp giấy chứng nhận sớm hơn ngày thành lập; hãy kiểm tra lại hai ngày này.")
    if any(d and d > day for d in (founded, certified)):
        yield RegistryFinding("warn", "Ngày thành lập hoặc ngày cấp giấy chứng nhận nằm ở tương lai.")


def _suspension(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    until = cooperative.suspended_until
    if cooperative.status == Status.SUSPENDED and until and until < day:
        yield RegistryFinding(
            "bad",
            f"Hết thời hạn tạm ngừng từ ngày {date(until)} mà chưa ghi hoạt động trở lại hoặc giải thể.",
            "Luật Hợp tác xã 2023, Điều 96",
        )


def _transition(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    if cooperative.is_untransformed:
        late = day >= TRANSITION_ENDED
        words = "đã quá" if late else "còn trong"
        yield RegistryFinding(
            "bad" if late else "warn",
            f"Chưa chuyển đổi, tổ chức lại theo Luật; {words} thời hạn chuyển tiếp 18 tháng.",
            "Luật Hợp tác xã 2023, Điều 115",
        )
    if cooperative.is_weak:
        yield RegistryFinding("warn", "Được đánh dấu yếu kém: cần có phương án củng cố hoặc giải thể.")


def _expired_products(products: list[OcopProduct], day: dt.date) -> list[RegistryFinding]:
    names = ", ".join(p.name for p in products if p.is_expired(day))
    return [RegistryFinding("warn", f"Hết hạn công nhận OCOP: {names}.")] if names else []


_RULES: tuple[Callable[[Cooperative, dt.date], Iterator[RegistryFinding]], ...] = (
    _members,
    _name,
    _certificate,
    _dates,
    _suspension,
    _transition,
)
