"""Moments of the demonstration."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

HANOI = ZoneInfo("Asia/Ho_Chi_Minh")


def moment(day: dt.date, hour: int = 9) -> dt.datetime:
    """Return the hour of a day in Vietnam."""
    return dt.datetime.combine(day, dt.time(hour), HANOI)
