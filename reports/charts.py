"""Bar charts reckoned on the server and drawn as SVG by a template; all measures are whole units of the viewBox."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 360
BAR_HEIGHT = 14
ROW_HEIGHT = 36
# Room for the legend; a chart of one colour has none.
TOP = 22
# A segment narrower than its figures shows none; the table beside the chart has them.
LEAST_FOR_FIGURES = 16
LABEL_LENGTH = 40

# Colours of the status badges, each at least 4.5:1 against its white figures.
COLOURS = {
    "ok": "#1c6b43",
    "warn": "#8a4100",
    "info": "#1a5a96",
    "bad": "#9b1c1c",
    "wait": "#6b4a00",
    "mute": "#4b5768",
}


@dataclass(frozen=True)
class Series:
    """One colour of a chart."""

    label: str
    tone: str

    @property
    def colour(self) -> str:
        """The colour as SVG takes it."""
        return COLOURS[self.tone]


@dataclass(frozen=True)
class Segment:
    """One piece of a bar."""

    series: Series
    value: int
    x: int
    width: int

    @property
    def middle(self) -> int:
        """Where its figures stand."""
        return self.x + self.width // 2

    @property
    def shows_figures(self) -> bool:
        """Tell whether there is room for them."""
        return self.width >= LEAST_FOR_FIGURES


@dataclass(frozen=True)
class Bar:
    """One row: its name, its pieces, and a word at the end of the line."""

    label: str
    note: str
    y: int
    segments: list[Segment]

    @property
    def bar_y(self) -> int:
        """The top of the bar under its name."""
        return self.y + 6

    @property
    def figures_y(self) -> int:
        """The foot of the figures in the bar."""
        return self.bar_y + 11

    @property
    def title(self) -> str:
        """What a pointer that rests on the bar is told."""
        parts = ", ".join(f"{one.series.label.lower()} {one.value}" for one in self.segments)
        return f"{self.label}: {parts or 'chưa có số liệu'}"


@dataclass(frozen=True)
class Legend:
    """A colour with its name above the bars."""

    series: Series
    x: int


@dataclass(frozen=True)
class Chart:
    """A drawing of stacked bars, longest total over the whole width."""

    key: str
    title: str
    description: str
    legend: list[Legend]
    bars: list[Bar]
    width: int = WIDTH

    @property
    def height(self) -> int:
        """The height of the viewBox."""
        return (TOP if self.legend else 0) + ROW_HEIGHT * len(self.bars)


@dataclass(frozen=True)
class Row:
    """What a bar is made of: values in the order of the series."""

    label: str
    note: str
    values: Sequence[int]


def stacked(key: str, title: str, series: Sequence[Series], rows: Sequence[Row]) -> Chart:
    """Return a chart of `rows`; every value above nothing gets at least one unit of width, so that none disappears."""
    longest = max((sum(row.values) for row in rows), default=0) or 1
    top = TOP if len(series) > 1 else 0
    bars = [
        Bar(_short(row.label), row.note, top + n * ROW_HEIGHT + 10, _segments(series, row.values, longest))
        for n, row in enumerate(rows)
    ]
    return Chart(key, title, _describe(series, rows), _legend(series), bars)


def _segments(series: Sequence[Series], values: Sequence[int], longest: int) -> list[Segment]:
    found, x = [], 0
    for one, value in zip(series, values, strict=True):
        if value > 0:
            width = max(1, value * (WIDTH - len(series)) // longest)
            found.append(Segment(one, value, x, width))
            x += width
    return found


def _legend(series: Sequence[Series]) -> list[Legend]:
    places, x = [], 0
    for one in series:
        places.append(Legend(one, x))
        x += 24 + 6 * len(one.label)
    return places if len(series) > 1 else []


def _describe(series: Sequence[Series], rows: Sequence[Row]) -> str:
    """Say in a sentence what the eye would see; the figures themselves are in the table."""
    if not rows:
        return "Chưa có số liệu."
    totals = [sum(row.values[n] for row in rows) for n in range(len(series))]
    whole = "; ".join(f"{one.label.lower()} {total}" for one, total in zip(series, totals, strict=True))
    return f"{len(rows)} dòng; tổng cộng: {whole}. Số liệu đầy đủ ở bảng kèm theo."


def _short(label: str) -> str:
    return label if len(label) <= LABEL_LENGTH else f"{label[: LABEL_LENGTH - 1].rstrip()}…"
