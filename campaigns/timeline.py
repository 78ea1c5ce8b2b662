"""The timeline of a campaign as plain geometry, in whole units of the picture; the template draws it as SVG.

Whole numbers, since templates would write a fraction with the Vietnamese comma, which SVG does not read.
"""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaigns.models import Activity, Campaign, Stage

LABELS = 350
RIGHT = 1180
HEAD = 46
ROW = 30
LEAST_BAR = 6
MOST_MONTHS = 24
_LABEL_LETTERS = 46


@dataclass(frozen=True)
class Month:
    """A column: where it begins, how wide it is, what stands over it."""

    x: int
    width: int
    label: str
    year: str

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Bar:
    """An activity's row. `kind` is bar, point (one day) or limit (only a last day); `label` is cut, `title` whole."""

    label: str
    title: str
    when: str
    kind: str
    tone: str
    x: int
    y: int
    width: int

    @property
    def middle(self) -> int:
        return self.x + self.width // 2


@dataclass(frozen=True)
class Timeline:
    """All that the picture shows; `peak` and `today` are None where they lie outside or are unknown."""

    months: list[Month]
    bars: list[Bar]
    undated: int
    peak: tuple[int, int] | None
    today: int | None
    height: int
    width: int = RIGHT + 20
    labels: int = LABELS

    @property
    def bottom(self) -> int:
        return self.height - 10


def timeline_of(campaign: Campaign, activities: Iterable[Activity], *, today: dt.date) -> Timeline | None:
    """Return the timeline, None where no activity has a day. Asks no query."""
    rows = list(activities)
    dated = [a for a in rows if a.starts_on or a.ends_on]
    if not dated:
        return None
    scale = _Scale(*_range(campaign, dated))
    bars = [_bar(a, scale, HEAD + n * ROW, today) for n, a in enumerate(dated)]
    peak = scale.span(campaign.peak_starts_on, campaign.peak_ends_on)
    now = scale.x(today) if scale.first <= today <= scale.last else None
    height = HEAD + len(bars) * ROW + 14
    return Timeline(list(scale.months()), bars, len(rows) - len(dated), peak, now, height)


def _range(campaign: Campaign, dated: list[Activity]) -> tuple[dt.date, dt.date]:
    """Return whole months around all days, at most two years of them."""
    days = [d for a in dated for d in (a.starts_on, a.ends_on) if d]
    days += [d for d in (campaign.peak_starts_on, campaign.peak_ends_on) if d]
    first, last = min(days).replace(day=1), max(days)
    furthest = _month_after(first, MOST_MONTHS - 1)
    last = min(last, furthest)
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _month_after(first: dt.date, count: int) -> dt.date:
    months = first.year * 12 + first.month - 1 + count
    return dt.date(months // 12, months % 12 + 1, 1)


@dataclass(frozen=True)
class _Scale:
    """Days to units."""

    first: dt.date
    last: dt.date

    def x(self, day: dt.date) -> int:
        whole = (self.last - self.first).days + 1
        days = min(max((day - self.first).days, 0), whole)
        return LABELS + round((RIGHT - LABELS) * days / whole)

    def span(self, start: dt.date | None, end: dt.date | None) -> tuple[int, int] | None:
        """Return x and width of the days that lie inside, None where none do."""
        if start is None or end is None or end < self.first or start > self.last:
            return None
        x = self.x(max(start, self.first))
        return x, max(self.x(end + dt.timedelta(days=1)) - x, LEAST_BAR)

    def months(self) -> Iterator[Month]:
        day = self.first
        while day <= self.last:
            after = _month_after(day, 1)
            show_year = day == self.first or day.month == 1
            yield Month(self.x(day), self.x(after) - self.x(day), f"T{day.month}", str(day.year) if show_year else "")
            day = after


def _bar(activity: Activity, scale: _Scale, y: int, today: dt.date) -> Bar:
    start, end = activity.starts_on, activity.ends_on
    first, last = start or end, end or start
    x, width = scale.span(first, last) or (scale.x(first or scale.first), LEAST_BAR)
    return Bar(
        label=_cut(f"{activity.number}. {activity.title}" if activity.number else activity.title),
        title=activity.title,
        when=when_of(activity),
        kind="limit" if start is None else ("point" if first == last else "bar"),
        tone=activity.stage(today).value,
        x=x,
        y=y,
        width=width,
    )


def when_of(activity: Activity) -> str:
    """Return the days in words: `28/03/2026`, `20/03/2026 – 01/07/2026`, `đến 15/03/2026`, `từ …`; empty for none."""
    start, end = activity.starts_on, activity.ends_on
    if start and end:
        return f"{start:%d/%m/%Y}" if start == end else f"{start:%d/%m/%Y} – {end:%d/%m/%Y}"
    if end:
        return f"đến {end:%d/%m/%Y}"
    return f"từ {start:%d/%m/%Y}" if start else ""


def _cut(text: str) -> str:
    return text if len(text) <= _LABEL_LETTERS else f"{text[: _LABEL_LETTERS - 1].rstrip()}…"


STAGES = [(stage.value, stage.label) for stage in Stage if stage is not Stage.UNDATED]
