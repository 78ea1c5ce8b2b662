"""What the law or good order asks of a sheet and it does not show: said on the sheet, never a wall before saving.

A register that refuses what is not in order would hide just the cooperatives that need help.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils import timezone

from cooperatives.models import Cooperative, Kind, OcopProduct, Status
from coopportal.display import date, money, number
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
LAW_IN_FORCE = dt.date(2024, 7, 1)
TRANSITION_ENDED = dt.date(2026, 1, 1)


# A yearly general meeting within 18 months, or the certificate may be revoked (art. 103); a term of at most 5 years.
MEETING_MONTHS = 18
SOON = dt.timedelta(days=90)


@dataclass(frozen=True)
class Holdings:
    """What the members' book says of capital: members above the limit (name, share), and all associates' capital."""

    above: tuple[tuple[str, Decimal], ...] = ()
    associates: Decimal = Decimal(0)


def capital_limit(kind: str) -> int:
    """Return the per cent of charter capital that one member, or all associates together, may hold (art. 74)."""
    return 40 if kind == Kind.UNION else 30


@dataclass(frozen=True)
class RegistryFinding:
    """One remark: `tone` is bad, warn or info; `clause` names the law where one is behind it."""

    tone: str
    message: str
    clause: str = ""


def findings_of(
    cooperative: Cooperative,
    products: list[OcopProduct],
    *,
    holdings: Holdings | None = None,
    today: dt.date | None = None,
) -> list[RegistryFinding]:
    """Return the remarks on a sheet, gravest first; none for one that exists no more. Asks no query.

    `holdings` is what `queries.holdings_of` reads of the members' book.
    """
    if cooperative.status == Status.ENDED:
        return []
    day = today or timezone.localdate()
    found = [f for rule in _RULES for f in rule(cooperative, day)]
    found += [*_capital(cooperative, holdings or Holdings()), *_expired_products(products, day)]
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
    if cooperative.kind == Kind.GROUP:
        return
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


def _contract(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    """A cooperative group lives by its contract; with capital and a term of a year or none it must register."""
    if cooperative.kind != Kind.GROUP:
        return
    since, until = cooperative.contract_on, cooperative.contract_until
    if since is None:
        yield RegistryFinding("info", "Chưa ghi ngày ký hợp đồng hợp tác.", "Nghị định 77/2019/NĐ-CP")
    if until and until < day:
        yield RegistryFinding("warn", f"Hợp đồng hợp tác đã hết hạn từ ngày {date(until)}.", "Nghị định 77/2019/NĐ-CP")
    is_long = until is None or (since is not None and months_after(since, 12) <= until)
    if since and is_long and cooperative.charter_capital and not cooperative.certificate_on:
        yield RegistryFinding(
            "warn",
            "Có góp vốn và hợp đồng từ 12 tháng trở lên hoặc không xác định thời hạn: phải đăng ký.",
            "Luật Hợp tác xã 2023, Điều 107",
        )


def _license(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    if cooperative.kind == Kind.CREDIT_FUND and not cooperative.banking_license:
        yield RegistryFinding("info", "Chưa ghi giấy phép của Ngân hàng Nhà nước.")


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


def _capital(cooperative: Cooperative, holdings: Holdings) -> Iterator[RegistryFinding]:
    limit = capital_limit(cooperative.kind)
    for name, share in holdings.above:
        yield RegistryFinding(
            "bad",
            f"{name} góp {number(share, 1)}% vốn điều lệ, tối đa là {limit}%. Vượt liên tục 12 tháng có thể bị thu hồi "
            "giấy chứng nhận.",
            "Luật Hợp tác xã 2023, Điều 74 khoản 1; Điều 103",
        )
    charter = cooperative.charter_capital
    if charter and holdings.associates * 100 > charter * limit:
        share = holdings.associates * 100 / charter
        yield RegistryFinding(
            "bad",
            f"Thành viên liên kết góp vốn góp {number(share, 1)}% vốn điều lệ, tất cả cộng lại tối đa là {limit}%.",
            "Luật Hợp tác xã 2023, Điều 74 khoản 2",
        )


def _foreign(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    foreign, every = cooperative.foreign_members, cooperative.official_members
    if foreign and every and foreign * 100 >= every * 35:
        yield RegistryFinding(
            "bad",
            f"{foreign}/{every} thành viên chính thức là nhà đầu tư nước ngoài; phải dưới 35%.",
            "Luật Hợp tác xã 2023, Điều 30 khoản 7; Điều 103",
        )


def _meeting(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    if cooperative.kind == Kind.GROUP:
        return
    last = cooperative.last_meeting_on
    if last is None:
        yield RegistryFinding("info", "Chưa ghi ngày Đại hội thành viên gần nhất.", "Luật Hợp tác xã 2023, Điều 59")
    elif months_after(last, MEETING_MONTHS) < day:
        yield RegistryFinding(
            "bad",
            f"Đại hội thành viên gần nhất ngày {date(last)}: quá 18 tháng không họp có thể bị thu hồi giấy chứng nhận.",
            "Luật Hợp tác xã 2023, Điều 59; Điều 103",
        )


def _charter(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    """Those founded under the old law had until 01/01/2026 to adapt their charter."""
    if cooperative.kind == Kind.GROUP or cooperative.charter_adapted_on or cooperative.is_untransformed:
        return
    founded = cooperative.certificate_on or cooperative.founded_on
    if founded and founded < LAW_IN_FORCE:
        yield RegistryFinding(
            "bad" if day >= TRANSITION_ENDED else "warn",
            "Chưa ghi việc sửa Điều lệ theo Luật Hợp tác xã 2023; thời hạn chuyển tiếp 18 tháng "
            + ("đã hết." if day >= TRANSITION_ENDED else "đang chạy."),
            "Luật Hợp tác xã 2023, Điều 115",
        )


def _debts(cooperative: Cooperative, day: dt.date) -> Iterator[RegistryFinding]:
    parts = [getattr(cooperative, name) for name in ("debt_state", "debt_bank", "debt_economic", "debt_members")]
    known = sum((part for part in parts if part is not None), Decimal(0))
    if cooperative.debt is not None and known > cooperative.debt:
        yield RegistryFinding(
            "warn", f"Cộng các khoản nợ ({money(known)}) lớn hơn tổng nợ phải trả ({money(cooperative.debt)})."
        )


def months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day so many months later; the month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return dt.date(year, month + 1, min(day.day, last))


def _expired_products(products: list[OcopProduct], day: dt.date) -> list[RegistryFinding]:
    names = ", ".join(p.name for p in products if p.is_expired(day))
    found = [RegistryFinding("warn", f"Hết hạn công nhận OCOP: {names}.")] if names else []
    soon = [p for p in products if p.valid_until and day <= p.valid_until <= day + SOON]
    words = ", ".join(f"{p.name} ({date(p.valid_until)})" for p in soon)
    return [*found, *([RegistryFinding("info", f"Sắp hết hạn công nhận OCOP: {words}.")] if soon else [])]


_RULES: tuple[Callable[[Cooperative, dt.date], Iterator[RegistryFinding]], ...] = (
    _members,
    _name,
    _certificate,
    _contract,
    _license,
    _dates,
    _suspension,
    _transition,
    _foreign,
    _meeting,
    _charter,
    _debts,
)
