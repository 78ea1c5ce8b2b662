"""The national classification of economic activities as data: its editions, headings and level-4 classes."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from cooperatives.models import Cooperative, RegisteredSector, Sector, SectorGroup, SectorSystem
from cooperatives.services.edits import note
from coopportal.text import fold, one_line
from organizations.models import Staff

DATA = Path(__file__).parent.parent / "data"
# Decision, first and last day in force. Decision 36/2025/QĐ-TTg replaced 27/2018/QĐ-TTg on 15/11/2025.
SYSTEMS: dict[int, tuple[str, dt.date, dt.date | None]] = {
    2018: ("Quyết định 27/2018/QĐ-TTg", dt.date(2018, 8, 20), dt.date(2025, 11, 14)),
    2025: ("Quyết định 36/2025/QĐ-TTg", dt.date(2025, 11, 15), None),
}
_Row = tuple[str, str, str]


def load_shipped_sectors() -> None:
    """Bring in both editions that are shipped, once."""
    if SectorGroup.objects.exists():
        return
    for year in SYSTEMS:
        with (DATA / f"vsic-{year}.csv").open(encoding="utf-8", newline="") as file:
            load_sectors(file, edition=year)


@transaction.atomic
def load_sectors(lines: Iterable[str], *, edition: int = max(SYSTEMS)) -> int:
    """Bring in or rename what a CSV with the columns `code,name` holds; return how many level-4 classes it held.

    Codes of one letter, two and three digits are the headings over the classes. A third column `now` gives the codes
    that followed in a later edition. Raises ValidationError naming the line of a wrong code or a blank name.
    """
    rows = [_read(number, row) for number, row in enumerate(csv.DictReader(lines), 2)]
    decision, start, end = SYSTEMS.get(edition, (f"Hệ thống ngành kinh tế năm {edition}", None, None))
    system, _ = SectorSystem.objects.get_or_create(
        year=edition, defaults={"decision": decision, "valid_from": start, "valid_to": end}
    )
    groups = _load_groups(system, [row for row in rows if len(row[0]) < 4])
    return _load_classes(system, [row for row in rows if len(row[0]) == 4], groups)


def _read(number: int, row: dict[str, str | None]) -> _Row:
    code, name, now = (one_line(row.get(key) or "") for key in ("code", "name", "now"))
    is_code = (code.isdigit() and 2 <= len(code) <= 4) or (len(code) == 1 and code.isalpha())
    if not is_code or not name:
        raise ValidationError(
            f"Dòng {number}: mã ngành gồm 4 chữ số (mã nhóm: 1 chữ cái, 2 hoặc 3 chữ số) và phải có tên; "
            f"đang là “{code}”, “{name}”."
        )
    return code, name, now


def _load_groups(system: SectorSystem, rows: Sequence[_Row]) -> dict[str, SectorGroup]:
    """Save the headings level by level; a division stands under the section that came before it in the file."""
    section, parents = "", {}
    for code, _, _ in rows:
        section = code if code.isalpha() else section
        parents[code] = "" if code.isalpha() else section if len(code) == 2 else code[:-1]
    kept: dict[str, SectorGroup] = {}
    for level in (1, 2, 3):
        SectorGroup.objects.bulk_create(
            (
                SectorGroup(edition=system, code=code, name=name, parent=kept.get(parents[code]))
                for code, name, _ in rows
                if len(code) == level
            ),
            update_conflicts=True, unique_fields=["edition", "code"], update_fields=["name", "parent"],
        )  # fmt: skip
        kept = {group.code: group for group in system.groups.all()}
    return kept


def _load_classes(system: SectorSystem, rows: Sequence[_Row], groups: dict[str, SectorGroup]) -> int:
    Sector.objects.bulk_create(
        (
            Sector(
                edition=system, code=code, name=name, now=now, group=groups.get(code[:3]),
                search_text=fold(f"{code} {name}"),
            )
            for code, name, now in rows
        ),
        update_conflicts=True, unique_fields=["edition", "code"], batch_size=500,
        update_fields=["name", "now", "group", "search_text"],
    )  # fmt: skip
    return len(rows)


@transaction.atomic
def register_sectors(*, cooperative: Cooperative, sectors: Sequence[int], by: Staff | None) -> list[int]:
    """Register the classes of these ids that the sheet lacks; the first is the main one where it has none yet.

    Returns the ids of the rows that were added.
    """
    rows = list(RegisteredSector.objects.filter(cooperative=cooperative))
    have, has_main = {row.sector_id for row in rows}, any(row.is_main for row in rows)
    new = [pk for pk in dict.fromkeys(sectors) if pk not in have]
    added = RegisteredSector.objects.bulk_create(
        RegisteredSector(cooperative=cooperative, sector_id=pk, is_main=not has_main and at == 0)
        for at, pk in enumerate(new)
    )
    if added:
        names = [str(sector) for sector in Sector.objects.filter(pk__in=new)]
        said = {"model": "cooperatives.registeredsector", "what": "ngành, nghề đăng ký", "row": "; ".join(names)}
        note(cooperative, "cooperatives.row.added", by, **said, changed={})
    return [row.pk for row in added]
