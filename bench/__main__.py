"""`make bench`, or `python -m bench [MODULE …]`: run the benchmarks, print one table."""

import importlib
import os
import pkgutil
import sys

import bench
from bench import Row

HEAD = ("benchmark", "ours", "baseline", "ratio", "baseline is")


def main(chosen: list[str]) -> int:
    """Run the modules named in `chosen`, or all; return the exit status."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "coopportal.settings.test")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    import django

    django.setup()
    names = [one.name for one in pkgutil.iter_modules(bench.__path__) if not one.name.startswith("_")]
    rows: list[Row] = []
    for name in chosen or names:
        rows.extend(importlib.import_module(f"bench.{name}").measure())
    sys.stdout.write(table(rows))
    return 0


def table(rows: list[Row]) -> str:
    """Return the rows as an aligned table."""
    cells = [HEAD, *(_cells(row) for row in rows)]
    widths = [max(len(line[column]) for line in cells) for column in range(len(HEAD))]
    lines = [_line(line, widths) for line in cells]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join(lines) + "\n"


def _cells(row: Row) -> tuple[str, ...]:
    baseline = "" if row.baseline is None else f"{row.baseline:.1f} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}"
    return row.name, f"{row.ours:.1f} {row.unit}", baseline, ratio, row.note


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    first, *numbers, last = (cell for cell in cells)
    middle = (cell.rjust(width) for cell, width in zip(numbers, widths[1:-1], strict=True))
    return "  ".join([first.ljust(widths[0]), *middle, last]).rstrip()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
