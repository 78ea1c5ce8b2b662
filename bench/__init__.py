"""Benchmarks: each module here has a `measure()` that yields rows; `make bench` prints them as one table."""

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table; `baseline` is what it is compared with: another way, or the budget of docs."""

    name: str
    ours: float
    baseline: float | None
    unit: str
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """Ours over the baseline: 1 is as good, less is better."""
        return self.ours / self.baseline if self.baseline else None


def milliseconds(work: Callable[[], object], *, times: int = 7, warm_up: int = 1) -> float:
    """Return the middle of `times` runs of `work`, after `warm_up` runs that do not count."""
    for _ in range(warm_up):
        work()
    return statistics.median(_once(work) for _ in range(times))


def cpu_milliseconds(work: Callable[[], object], *, times: int = 7) -> float:
    """Return the least of `times` runs in processor time: what the work costs, however busy the machine is."""
    work()
    return min(_once(work, time.process_time) for _ in range(times))


def side_by_side(ours: Callable[[], object], other: Callable[[], object], *, times: int = 5) -> tuple[float, float]:
    """Return the middles of both, run in turns, so that a busy machine slows both alike."""
    ours(), other()
    pairs = [(_once(ours), _once(other)) for _ in range(times)]
    return statistics.median(pair[0] for pair in pairs), statistics.median(pair[1] for pair in pairs)


def _once(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    started = clock()
    work()
    return (clock() - started) * 1000
