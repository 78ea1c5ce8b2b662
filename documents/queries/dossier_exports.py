"""What the printed list and the exports of a dossier read: the papers that a person sees, their pages, past exports."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from documents.models import Dossier, DossierExport, DossierPaper, IssuedFile, OfficialDocument, SignedFile
from documents.registers import Contents, Row
from organizations.models import Staff

SHOWN = 5


def papers_seen(dossier: Dossier, staff: Staff) -> list[DossierPaper]:
    """Return the papers of the dossier, in order, whose documents the person may see."""
    seen = OfficialDocument.objects.visible_to(staff).order_by().values("pk")
    papers = dossier.papers.filter(document__in=seen).select_related("document__organization")
    return list(papers.defer("document__source_text", "document__source_search").order_by("order", "id"))


def contents_of(dossier: Dossier, papers: Iterable[DossierPaper], pages: Mapping[int, str]) -> Contents:
    """Return what the printed list says; `pages` by the id of the document, nothing where they are not known."""
    own = dossier.organization
    return Contents(
        parent_body=own.parent.name if own.parent and own.depth > 1 else "",
        organization=own.name,
        code=dossier.code,
        title=dossier.title,
        retention=dossier.retention,
        rows=[_row(n, paper, pages) for n, paper in enumerate(papers, 1)],
    )


def _row(number: int, paper: DossierPaper, pages: Mapping[int, str]) -> Row:
    of = paper.document
    kind = of.get_kind_display()
    titled = f"{kind}: {of.subject}" if kind and of.subject else kind or of.subject
    author = of.issuer_name or of.organization.name
    return Row((number, of.full_number, of.issued_on, titled, author, pages.get(of.pk, ""), paper.note))


def known_pages(documents: Iterable[OfficialDocument]) -> dict[int, str]:
    """Return how many pages each document has, by its id: of those that are kept as a PDF; nothing is drawn for it."""
    rows = list(documents)
    files = {of.pk: of.source_file.name for of in rows if of.came_as_pdf}
    frozen = IssuedFile.objects.filter(document__in=rows).values_list("document_id", "file_name")
    signed = SignedFile.objects.filter(document__in=rows).exclude(way=SignedFile.Way.PAPER).order_by("id")
    kept = dict(frozen) | dict(signed.values_list("document_id", "file_name"))
    files |= {pk: name for pk, name in kept.items() if pk not in files}
    counted = {pk: count_pages(Path(settings.MEDIA_ROOT) / str(name)) for pk, name in files.items()}
    return {pk: pages_in_words(count) for pk, count in counted.items() if count}


def pages_in_words(count: int) -> str:
    """Return `4 trang`."""
    return f"{count} trang"


def count_pages(pdf: Path | bytes) -> int:
    """Return how many pages a PDF has; 0 where it cannot be opened."""
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(pdf if isinstance(pdf, Path) else io.BytesIO(pdf)) as opened:
            return len(opened)
    except (pypdfium2.PdfiumError, OSError):
        return 0


def last_exports(dossier: Dossier, staff: Staff) -> list[DossierExport]:
    """Return the person's last exports of the dossier, newest first."""
    rows: Any = DossierExport.objects.visible_to(staff)
    return list(rows.filter(dossier=dossier).order_by("-pk")[:SHOWN])
