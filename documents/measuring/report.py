"""Reading a folder of documents and printing how well it went."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from documents.measuring.compare import compare
from documents.measuring.counts import Count

JUDGED = ("heads", "agencies", "items", "deadlines")


@dataclass
class Reading:
    """One document: its counts by measure, or why it could not be read."""

    name: str
    counts: dict[str, Count] = field(default_factory=dict)
    seconds: float = 0.0
    refused: str = ""

    @property
    def lowest(self) -> float:
        """The least F1 of heads, agencies, items and deadlines; 0 where it was not read."""
        return min((self.counts[name].f1 for name in JUDGED if name in self.counts), default=0.0)


def measure(expected: Path, folder: Path, *, tables: bool = False) -> list[Reading]:
    """Read each document that `expected` (a JSON list of records) names in `folder`; raises OSError, ValueError.

    What a record does not say is not judged.
    """
    records = json.loads(expected.read_text("utf-8"))
    if not isinstance(records, list) or not all(
        isinstance(r, dict) and isinstance(r.get("file"), str) for r in records
    ):
        raise ValueError("cần một danh sách JSON gồm các bản ghi, mỗi bản ghi có tên tệp ở khóa “file”")
    return [_measure_one(record, folder / Path(record["file"]).name, tables) for record in records]


def _measure_one(record: dict[str, object], path: Path, tables: bool) -> Reading:
    from documents.reading import UnreadableFile, read_path

    start = time.perf_counter()
    try:
        tree = read_path(path)
    except UnreadableFile as error:
        return Reading(path.name, refused=str(error))
    return Reading(path.name, compare(record, tree, tables=tables), time.perf_counter() - start)


def totals(readings: list[Reading]) -> dict[str, Count]:
    """Return all counts together, by measure; one that was not read has none (`lowest` passes it over)."""
    found: dict[str, Count] = defaultdict(Count)
    for reading in readings:
        for name, count in reading.counts.items():
            found[name] += Count(count.right, count.expected, count.found)
    return dict(found)


def lowest(readings: list[Reading]) -> float:
    """Return the least F1 over all of heads, agencies, items and deadlines."""
    together = totals(readings)
    return min((together[name].f1 for name in JUDGED if name in together), default=0.0)


def lines(readings: list[Reading], *, worst: int = 5) -> Iterator[str]:
    """Yield the report: a row a measure, then the worst documents with what was missed."""
    yield f"{'':<16}{'đúng':>7}{'cần':>7}{'đọc':>7}{'chính xác':>12}{'đầy đủ':>9}{'F1':>8}"
    for name, count in totals(readings).items():
        shares = f"{count.precision:>12.3f}{count.recall:>9.3f}{count.f1:>8.3f}"
        yield f"{name:<16}{count.right:>7}{count.expected:>7}{count.found:>7}{shares}"
    read = [reading for reading in readings if not reading.refused]
    yield f"\nThấp nhất (đầu văn bản, cơ quan, nhiệm vụ, thời hạn): {lowest(readings):.3f}; {len(read)} văn bản"
    if len(read) < len(readings):
        yield f"{len(readings) - len(read)} văn bản không đọc được, không tính vào các số trên (xem lý do bên dưới)."
    for reading in sorted(readings, key=lambda r: r.lowest)[:worst]:
        if reading.refused or any(count.misses for count in reading.counts.values()):
            yield from _in_full(reading)


def _in_full(reading: Reading) -> Iterator[str]:
    yield f"\n{reading.name}: {reading.refused or f'{reading.lowest:.3f}'}"
    for name, count in reading.counts.items():
        for miss in count.misses:
            yield f"  {name}: {miss}"
