"""The demonstration's documents: our own papers with days counted from the day of loading."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

FOLDER = Path(__file__).parent / "papers"
_BLANK = re.compile(r"\{(?:(?P<year>năm)|(?P<long>dài:)?N(?P<days>[+-]\d+))\}")


def paper(name: str, today: dt.date) -> str:
    """Return the text of `papers/NAME.txt`: `{N-10}` is ten days before `today`, `{dài:N-10}` the same written out."""

    def fill(blank: re.Match[str]) -> str:
        if blank["year"]:
            return str(today.year)
        day = today + dt.timedelta(days=int(blank["days"]))
        return written_out(day) if blank["long"] else f"{day:%d/%m/%Y}"

    return _BLANK.sub(fill, (FOLDER / f"{name}.txt").read_text("utf-8"))


def written_out(day: dt.date) -> str:
    """Return `ngày 05 tháng 3 năm 2026`: days below 10, months 1 and 2 padded (Decree 30/2020, Annex I, II.4)."""
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"
