"""What pages read of imports, and the registry as a sheet."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet

from cooperatives.exchange.columns import OLD_PLACES, Column, columns_for
from cooperatives.exchange.lists import CSV, XLSX
from cooperatives.exchange.writing import registry_csv, registry_xlsx, template_xlsx
from cooperatives.models import Cooperative, ExtraField, Fate, ImportRow, SheetImport
from cooperatives.queries.registry import communes_for
from coopportal.text import fold
from organizations.models import Staff

SAMPLE: dict[str, Any] = {
    "kind": "Hợp tác xã", "name": "Hợp tác xã dịch vụ nông nghiệp Lam Sơn (dòng mẫu, hãy xóa)", "code": "0200170094",
    "field": "Nông, lâm, thủy sản, diêm nghiệp", "charter_capital": 1_500_000_000, "official_members": 125,
    "founded_on": dt.date(2015, 4, 5), "representative_name": "Vũ Thị Hải Yến", "representative_phone": "0912345678",
    "status": "Đang hoạt động", "is_weak": "không",
}  # fmt: skip


def sheet_columns(staff: Staff) -> list[Column]:
    """Return the columns that a sheet may have, as the person's province has them; one query."""
    unit = staff.organization.unit
    return columns_for(list(ExtraField.objects.filter(province_id=unit.parent_id or unit.pk, is_active=True)))


def written_columns(staff: Staff) -> list[Column]:
    """Return the columns of our own sheet."""
    return [column for column in sheet_columns(staff) if column.name not in OLD_PLACES]


def export_registry(staff: Staff, found: QuerySet[Cooperative], form: str = XLSX) -> bytes:
    """Return the sheets of a list that the person sees as .xlsx or .csv that can be taken in again."""
    names = Counter(fold(name) for name in communes_for(staff).values_list("name", flat=True))
    ambiguous = {name for name, count in names.items() if count > 1}
    rows = found.select_related("unit").iterator(chunk_size=1000)
    write = registry_csv if form == CSV else registry_xlsx
    return write(written_columns(staff), rows, ambiguous)


def import_template(staff: Staff) -> bytes:
    """Return the sheet to fill in, with one row as a sample."""
    columns = [column for column in written_columns(staff) if column.type not in ("id", "version")]
    commune = communes_for(staff).first()
    sample = SAMPLE | {"unit": commune.name if commune else ""}
    return template_xlsx(columns, [sample.get(column.name) for column in columns])


def imports_of(staff: Staff) -> QuerySet[SheetImport]:
    """Return the imports of the person's office, newest first."""
    return SheetImport.objects.visible_to(staff).select_related("by__user")


def fates(job: SheetImport) -> list[dict[str, Any]]:
    """Return how many rows have which fate; one query."""
    rows = job.rows.order_by().values("fate", "left_out").annotate(count=Count("pk"))
    counts: dict[str, int] = {}
    for row in rows:
        fate = Fate.SKIPPED if row["left_out"] else row["fate"]
        counts[fate] = counts.get(fate, 0) + row["count"]
    return [{"fate": fate.value, "label": fate.label, "count": counts.get(fate, 0)} for fate in Fate]


def rows_of(job: SheetImport, fate: str = "") -> QuerySet[ImportRow]:
    """Return the rows of an import, those of one fate where it is given."""
    rows = job.rows.order_by("number")
    if fate == Fate.SKIPPED:
        return rows.filter(left_out=True) | rows.filter(fate=Fate.SKIPPED)
    return rows.filter(fate=fate, left_out=False) if fate in Fate.values else rows
