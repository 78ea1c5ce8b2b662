"""What every change of a sheet has in common: locking it, telling of meanwhile changes, writing who changed what."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError

from audit.services import record
from cooperatives.models import Cooperative
from coopportal.display import moment
from organizations.models import Staff
from organizations.services.directory import actor_of

CHANGED_MEANWHILE = "changed_meanwhile"


def locked_sheet(pk: int) -> Cooperative:
    """Return the sheet with its row locked until the transaction ends."""
    found: Cooperative = (
        Cooperative.objects.select_for_update(of=("self",)).select_related("unit", "organization", "union").get(pk=pk)
    )
    return found


def require_unchanged(updated_at: dt.datetime, seen: dt.datetime | None) -> None:
    """Raise ValidationError with code `changed_meanwhile` where somebody saved after the person opened the page."""
    if seen and seen != updated_at:
        raise ValidationError(
            f"Hồ sơ đã có người khác sửa lúc {moment(updated_at)}, sau khi bạn mở trang này. "
            "Những gì bạn gõ vẫn còn ở dưới; hãy xem những ô họ đã đổi, rồi lưu lần nữa nếu vẫn muốn ghi đè.",
            code=CHANGED_MEANWHILE,
        )


def note(
    cooperative: Cooperative, code: str, by: Staff | None, *, why: str = "", actor_name: str = "", **data: Any
) -> None:
    """Write one act on the sheet to the trail, with the reason where one was given."""
    said = {**data, **({"why": why} if why else {})}
    record(code=code, obj=cooperative, data=said, **({"actor_name": actor_name} if actor_name else {}), **actor_of(by))
