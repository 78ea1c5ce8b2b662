"""The steps of a delivery: which may follow which, and the trace that each of them leaves."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.core.exceptions import ValidationError

from coopportal.text import nfc
from documents.models import Delivery, DeliveryState, DeliveryTrace, OutsideDelivery, RecallState
from organizations.models import Staff

S = DeliveryState
# What may come after what; a state may be told anew only where it is written here.
NEXT: dict[str, frozenset[str]] = {
    S.ARRIVED: frozenset({S.REFUSED, S.RECEIVED}),
    S.REFUSED: frozenset(),
    S.RECEIVED: frozenset({S.ASSIGNED, S.IN_PROGRESS, S.DONE}),
    S.ASSIGNED: frozenset({S.ASSIGNED, S.IN_PROGRESS, S.DONE}),
    S.IN_PROGRESS: frozenset({S.ASSIGNED, S.DONE}),
    S.DONE: frozenset({S.IN_PROGRESS}),
}


def reason_of(text: str, message: str) -> str:
    """Return the reason in NFC; raises ValidationError naming `reason` where it is blank."""
    reason = nfc(text).strip()
    if not reason:
        raise ValidationError({"reason": message})
    return reason


def locked(delivery: Delivery) -> Delivery:
    """Return the delivery as it stands now, locked until the transaction ends."""
    rows = Delivery.objects.select_for_update(of=("self",)).select_related("organization", "document__organization")
    return rows.get(pk=delivery.pk)


def arrived(deliveries: Iterable[Delivery], *, by: Staff | None, at: dt.datetime) -> None:
    """Write that new deliveries are there (01)."""
    DeliveryTrace.objects.bulk_create([DeliveryTrace(delivery=d, code=S.ARRIVED, by=by, at=at) for d in deliveries])


def step(delivery: Delivery, state: DeliveryState, *, by: Staff | None, at: dt.datetime, note: str = "") -> None:
    """Move a locked delivery on and write the trace.

    Raises ValidationError where the table forbids the step, and where the sender has taken the document back.
    """
    if state not in NEXT[delivery.state]:
        now = DeliveryState(delivery.state).label.lower()
        raise ValidationError(
            f"Văn bản đang ở trạng thái “{now}” tại {delivery.organization}, không chuyển sang "
            f"“{state.label.lower()}” được. Hãy mở lại trang để xem tình trạng mới nhất.",
            code="transition",
        )
    if delivery.recall_state == RecallState.AGREED:
        raise ValidationError("Văn bản đã được nơi gửi lấy lại nên không xử lý tiếp.", code="recalled")
    delivery.state = state
    delivery.save(update_fields=["state"])
    write(delivery, state, by=by, at=at, note=note)


def write(
    delivery: Delivery | OutsideDelivery,
    code: str,
    *,
    by: Staff | None,
    at: dt.datetime,
    note: str = "",
    by_name: str = "",
) -> DeliveryTrace:
    """Write one trace of a delivery inside or outside the portal."""
    about = {"delivery": delivery} if isinstance(delivery, Delivery) else {"outside": delivery}
    trace = DeliveryTrace(**about, code=code, note=note, by=by, by_name=by_name, at=at)
    trace.full_clean(validate_constraints=False)
    trace.save()
    return trace
