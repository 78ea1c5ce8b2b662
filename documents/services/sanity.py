"""Files against rows: what rows name must be there, frozen bytes must be those that were stored, nothing lies about."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db.models import Count, F, FileField, Max, Min

from documents.models import (
    Attachment,
    DocumentCopy,
    DossierExport,
    IncomingEntry,
    IncomingSeries,
    IssuedFile,
    NumberRegister,
    Packet,
    RefusedOriginal,
    ScanCheck,
    SignedAnnex,
    SignedFile,
    SigningKey,
    StampedCopy,
)
from documents.services import stored

# Whose rows name a stored file by `file_name` and `digest`.
_KEPT = (
    IssuedFile, RefusedOriginal, SignedFile, SignedAnnex, Attachment, Packet, DocumentCopy, DossierExport, StampedCopy,
    ScanCheck,
)  # fmt: skip
# A file without a row may belong to an act that is not committed yet.
YOUNG_SECONDS = 24 * 60 * 60


@dataclass
class Sanity:
    """What was looked at and what is wrong; `orphans` are stored files that no row names."""

    files: int = 0
    problems: list[str] = field(default_factory=list)
    orphans: list[Path] = field(default_factory=list)


def check_files() -> Sanity:
    """Look at every file that a row names, at the digests of the frozen ones, at stray ones and at the registers."""
    found = Sanity()
    for problem in _missing(found):
        found.problems.append(problem)
    named: set[str] = set()
    for model in _KEPT:
        rows = model._default_manager.exclude(file_name="")
        for name, digest in rows.values_list("file_name", "digest").iterator(chunk_size=1000):
            named.add(name)
            found.files += 1
            try:
                # An export of a dossier may be larger than memory.
                stored.opened(name, digest).close()
            except stored.DamagedFile as error:
                found.problems.append(str(error))
    found.problems += [*_missing_keys(), *_gaps(), *_incoming_gaps()]
    found.orphans = list(_orphans(named))
    return found


def _missing(found: Sanity) -> Iterator[str]:
    """Rows of any room whose uploaded file is gone."""
    for model in apps.get_models():
        for column in [one for one in model._meta.get_fields() if isinstance(one, FileField)]:
            rows = model._default_manager.exclude(**{column.name: ""}).exclude(**{f"{column.name}__isnull": True})
            for pk, name in rows.values_list("pk", column.name).iterator(chunk_size=1000):
                found.files += 1
                if not column.storage.exists(name):
                    yield f"{model._meta.verbose_name} {pk}: tệp {name} không còn trong kho lưu trữ."


def _missing_keys() -> Iterator[str]:
    folder = Path(settings.SIGNING_KEYS_DIR)
    for key in SigningKey.objects.filter(retired_at__isnull=True).exclude(file_name=""):
        if not (folder / key.file_name).exists():
            yield f"Khóa ký {key.pk} ({key.subject}): tệp khóa không còn trong thư mục khóa."


def _gaps() -> Iterator[str]:
    """The database refuses gaps; a restore of half a backup, or triggers switched off, could leave one."""
    counted = NumberRegister.objects.annotate(
        given=Count("entries"), least=Min("entries__number"), most=Max("entries__number")
    )
    for register in counted.filter(next_number__gt=F("first_number")):
        whole = (register.next_number - register.first_number, register.first_number, register.next_number - 1)
        if (register.given, register.least, register.most) != whole:
            yield f"Dãy số {register.pk} ({register}) bị hổng: có {register.given} số, đã đếm {whole[0]}."


def _incoming_gaps() -> Iterator[str]:
    """Numbers of the incoming registers run from the first of each year to the last, each once."""
    given = {
        (row["organization"], row["year"]): row
        for row in IncomingEntry.objects.order_by()
        .values("organization", "year")
        .annotate(count=Count("pk"), least=Min("number"), most=Max("number"))
    }
    for series in IncomingSeries.objects.filter(last__gte=F("first")).select_related("organization"):
        row = given.get((series.organization_id, series.year), {"count": 0, "least": None, "most": None})
        whole = (series.last - series.first + 1, series.first, series.last)
        if (row["count"], row["least"], row["most"]) != whole:
            yield f"Sổ văn bản đến {series} bị hổng: có {row['count']} số, đã đếm {whole[0]}."


def _orphans(named: set[str]) -> Iterator[Path]:
    before = time.time() - YOUNG_SECONDS
    root = Path(settings.MEDIA_ROOT)
    for path in sorted((root / stored.FOLDER).rglob("*")):
        if path.is_file() and str(path.relative_to(root)) not in named and path.stat().st_mtime < before:
            yield path


def tidy_orphans(orphans: list[Path]) -> int:
    """Delete stray files; return how many."""
    for path in orphans:
        path.unlink(missing_ok=True)
    return len(orphans)
