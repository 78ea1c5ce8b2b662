"""The closed lists of the registry, as the law has them."""

from __future__ import annotations

from django.db import models


class Kind(models.TextChoices):
    """Kinds of collective economic organizations (Law on Cooperatives 17/2023/QH15, art. 4)."""

    COOPERATIVE = "cooperative", "Hợp tác xã"
    UNION = "union", "Liên hiệp hợp tác xã"
    GROUP = "group", "Tổ hợp tác"
    CREDIT_FUND = "credit_fund", "Quỹ tín dụng nhân dân"


class Field(models.TextChoices):
    """Main field of work, as yearly reports of provinces count them."""

    AGRICULTURE = "agriculture", "Nông, lâm, thủy sản, diêm nghiệp"
    INDUSTRY = "industry", "Công nghiệp, tiểu thủ công nghiệp"
    CONSTRUCTION = "construction", "Xây dựng"
    TRANSPORT = "transport", "Vận tải"
    TRADE = "trade", "Thương mại, dịch vụ"
    ENVIRONMENT = "environment", "Môi trường, nước sạch"
    CREDIT = "credit", "Tài chính, tín dụng"
    OTHER = "other", "Lĩnh vực khác"


class Status(models.TextChoices):
    """Legal status in the national registration database (Decree 92/2024, art. 27)."""

    ACTIVE = "active", "Đang hoạt động"
    SUSPENDED = "suspended", "Tạm ngừng kinh doanh"
    NOT_AT_ADDRESS = "not_at_address", "Không hoạt động tại địa chỉ đã đăng ký"
    REVOKED = "revoked", "Bị thu hồi do cưỡng chế về quản lý thuế"
    DISSOLVING = "dissolving", "Đang làm thủ tục giải thể, bị chia, bị hợp nhất, được sáp nhập"
    BANKRUPTCY = "bankruptcy", "Đang làm thủ tục phá sản"
    ENDED = "ended", "Đã giải thể, phá sản, chấm dứt tồn tại"


# Cooperative groups have statuses of their own (Decree 92/2024, art. 28): two read otherwise, one does not exist.
GROUP_LABELS = {
    Status.DISSOLVING: "Đang làm thủ tục chấm dứt hoạt động",
    Status.ENDED: "Đã chấm dứt hoạt động",
}

SHORT_LABELS = {
    Status.ACTIVE: "Đang hoạt động",
    Status.SUSPENDED: "Tạm ngừng",
    Status.NOT_AT_ADDRESS: "Không ở địa chỉ đăng ký",
    Status.REVOKED: "Bị thu hồi",
    Status.DISSOLVING: "Đang giải thể, tổ chức lại",
    Status.BANKRUPTCY: "Đang phá sản",
    Status.ENDED: "Đã chấm dứt",
}

TONES = {
    Status.ACTIVE: "ok",
    Status.SUSPENDED: "wait",
    Status.NOT_AT_ADDRESS: "warn",
    Status.REVOKED: "bad",
    Status.DISSOLVING: "warn",
    Status.BANKRUPTCY: "bad",
    Status.ENDED: "mute",
}

# Once ended the code ends with it (art. 45 of the Law); a slip of the pen is withdrawn, not reversed by a new status.
_LIVING = [s for s in Status if s is not Status.ENDED]
TRANSITIONS: dict[str, tuple[str, ...]] = {s: tuple(t for t in Status if t != s) for s in _LIVING} | {Status.ENDED: ()}


def status_label(status: str, kind: str) -> str:
    """Return the full legal words for a status of this kind of organization."""
    if kind == Kind.GROUP and status in GROUP_LABELS:
        return GROUP_LABELS[Status(status)]
    return str(Status(status).label)


def next_statuses(status: str, kind: str) -> list[tuple[str, str]]:
    """Return the statuses one may go on to, with their words; none from the last one."""
    allowed = [s for s in TRANSITIONS[status] if not (kind == Kind.GROUP and s == Status.BANKRUPTCY)]
    return [(s, status_label(s, kind)) for s in allowed]


class OcopGroup(models.TextChoices):
    """Product groups of the One Commune One Product programme (Decision 148/QĐ-TTg of 24/02/2023)."""

    FOOD = "food", "Thực phẩm"
    DRINK = "drink", "Đồ uống"
    HERB = "herb", "Dược liệu và sản phẩm từ dược liệu"
    CRAFT = "craft", "Thủ công mỹ nghệ"
    ORNAMENTAL = "ornamental", "Sinh vật cảnh"
    TOURISM = "tourism", "Dịch vụ du lịch cộng đồng, du lịch sinh thái và điểm du lịch"
