"""Finding classes of economic activities."""

from __future__ import annotations

from itertools import groupby

from cooperatives.models import Sector, SectorGroup
from cooperatives.models.sector import SectorSystem

MOST = 60


def sector_headings() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the sections in force, each with itself and its divisions as choices; two queries."""
    current = next((system for system in SectorSystem.objects.all() if system.in_force()), None)
    rows = SectorGroup.objects.filter(edition=current).exclude(code__regex=r"^\d{3}$")
    found: dict[int, tuple[str, list[tuple[str, str]]]] = {}
    divisions: list[SectorGroup] = []
    for row in rows:
        if row.code.isalpha():
            found[row.pk] = (str(row), [(row.code, f"{row.code} – tất cả")])
        else:
            divisions.append(row)
    for row in divisions:
        if row.parent_id in found:
            found[row.parent_id][1].append((row.code, str(row)))
    return list(found.values())


def find_sectors(words: str = "", under: str = "") -> list[tuple[str, list[Sector]]]:
    """Return the classes in force that hold all the words or the code, by their group; nothing where nothing is asked.

    `under` is the code of a heading: a section's letter, or two or three digits. At most 60 classes, or one section.
    """
    if not words.strip() and not under:
        return []
    found = Sector.objects.in_force().search(words).select_related("group__parent__parent")
    if under.isdigit():
        found = found.filter(code__startswith=under)
    elif under:
        found = found.filter(group__parent__parent__code=under)
    rows = found.order_by("code") if under else found.order_by("code")[:MOST]
    return [(heading, list(some)) for heading, some in groupby(rows, _heading)]


def _heading(sector: Sector) -> str:
    group = sector.group
    return f"{group} (nhóm {group.parent})" if group and group.parent else "Ngành khác"
