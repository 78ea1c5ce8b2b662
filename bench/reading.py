"""Reading a document: the work after start-up, against the budget of 50 ms a document."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from bench import Row, milliseconds
from documents.reading import read_path

BASE = Path(__file__).resolve().parent.parent
BUDGET = 50.0


def measure() -> Iterator[Row]:
    """One row a document: those of ../shared where they are, else the demonstration's own papers."""
    seeds = sorted((BASE.parent / "shared" / "seeds").glob("*.txt"))
    for path in seeds or sorted((BASE / "reports" / "demo" / "papers").glob("*.txt")):
        yield Row(f"read {path.stem}", milliseconds(partial(read_path, path)), BUDGET, "ms", "budget")
