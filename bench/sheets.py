"""Excel in: the dry run of 5,000 rows against its budget, and against only opening the same file."""

import time
from collections.abc import Iterator
from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from bench import Row
from bench.pages import demonstration

ROWS = 5000
SECONDS = 10.0


def measure() -> Iterator[Row]:
    """One row: the file as it is uploaded, until every row has its fate."""
    settings.CELERY_TASK_ALWAYS_EAGER = True
    with demonstration():
        yield from _measure()


def _measure() -> Iterator[Row]:
    from cooperatives.exchange.files import read_sheet
    from cooperatives.models import Fate
    from cooperatives.services import read_import, start_import
    from organizations.models import Staff

    clerk = Staff.objects.on_duty().get(user__username="vanthu")
    data = _file(clerk.organization.unit.name)
    started = time.perf_counter()
    read_sheet(data, "htx.xlsx")
    opening = time.perf_counter() - started
    started = time.perf_counter()
    job = start_import(upload=SimpleUploadedFile("htx.xlsx", data), by=clerk)
    read_import(job_id=job.pk)
    seconds = time.perf_counter() - started
    good = job.rows.filter(fate=Fate.ADD).count()
    if good != ROWS:
        raise RuntimeError(f"{good} of {ROWS} rows would be added")
    yield Row(f"dry run of {ROWS:,} rows", seconds, SECONDS, "s", "budget")
    yield Row(f"dry run of {ROWS:,} rows", seconds, opening, "s", "opening the file alone")


def _file(commune: str) -> bytes:
    """Return a sheet with names that are not near to each other and every usual column filled in."""
    from openpyxl import Workbook

    from cooperatives.exchange.columns import BY_NAME

    names = ("name", "unit", "address", "field", "charter_capital", "official_members", "founded_on", "status")
    book = Workbook(write_only=True)
    page = book.create_sheet()
    page.append([BY_NAME[name].label for name in names])
    for n in range(ROWS):
        page.append([
            f"HTX {n}", commune, f"Thôn {n % 40}", "Nông nghiệp", "1,5 tỷ", n % 300, "05/04/2015", "Đang hoạt động",
        ])  # fmt: skip
    out = BytesIO()
    book.save(out)
    return out.getvalue()
