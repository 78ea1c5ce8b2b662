"""Dossiers of work: opened for a matter, filled with papers in order, closed (Decree 30/2020, art. 28-31).

Papers come in at the place of their day; who keeps the dossier may move them. Nothing changes once it is closed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from documents.models import Dossier, DossierPaper, OfficialDocument
from documents.models.states import UNISSUED
from organizations.models import Staff
from organizations.services.directory import actor_of

CLOSED = "Hồ sơ đã kết thúc ngày {day}; hãy mở lại hồ sơ trước khi thay đổi."
CODE_TAKEN = "Năm này cơ quan đã có hồ sơ mang số và ký hiệu đó; hãy chọn số, ký hiệu khác."
UNFIT = "Chỉ đưa vào hồ sơ được văn bản đã phát hành hoặc đã tiếp nhận mà bạn xem được; dự thảo chưa đưa vào được."
IN_ALREADY = "Văn bản đã có trong hồ sơ này: {papers}."
GONE = "Văn bản này không còn trong hồ sơ."
MOST_PAPERS = 1000


@transaction.atomic
def create_dossier(*, by: Staff, documents: Iterable[OfficialDocument] = (), **values: Any) -> Dossier:
    """Open a dossier of the person's office, kept by the person; `documents` are its first papers.

    Raises ValidationError naming the fields.
    """
    row = Dossier(organization=by.organization, keeper=by)
    _write(row, values)
    record(code="documents.dossier.opened", obj=row, **actor_of(by))
    first = list(documents)
    if first:
        add_papers(dossier=row, documents=first, by=by)
    return row


@transaction.atomic
def update_dossier(*, dossier: Dossier, by: Staff, **values: Any) -> Dossier:
    """Change what is written on the cover. Raises ValidationError naming the fields, and once it is closed."""
    row = _open(dossier)
    _write(row, values)
    record(code="documents.dossier.changed", obj=row, **actor_of(by))
    return row


@transaction.atomic
def add_papers(
    *, dossier: Dossier, documents: Iterable[OfficialDocument], by: Staff, note: str = ""
) -> list[DossierPaper]:
    """Put documents in, each behind the papers of its day and before; all of them or none.

    Raises ValidationError naming `documents` for what the person does not see, what is not issued or taken in yet and
    what is in already.
    """
    row = _open(dossier)
    fit = _fit(documents, by)
    papers = list(row.papers.select_related("document"))
    _refuse_twice(papers, fit)
    if len(papers) + len(fit) > MOST_PAPERS:
        raise ValidationError({"documents": f"Mỗi hồ sơ tối đa {MOST_PAPERS} văn bản; hãy lập thêm tập hồ sơ."})
    made = [_paper(row, document, note, by) for document in fit]
    for paper in made:
        papers.insert(_place(papers, paper), paper)
    _renumber(papers)
    said = {"papers": _named(fit), "count": len(made), "ids": [document.pk for document in fit]}
    record(code="documents.dossier.filled", obj=row, data=said, **actor_of(by))
    return made


@transaction.atomic
def remove_paper(*, paper: DossierPaper, by: Staff) -> None:
    """Take a document out; the document itself stays. Raises ValidationError once the dossier is closed."""
    row, dossier = _changing(paper)
    row.delete()
    record(code="documents.dossier.taken_out", obj=dossier, data={"paper": str(row.document)[:300]}, **actor_of(by))


@transaction.atomic
def move_paper(*, paper: DossierPaper, up: bool, by: Staff) -> None:
    """Change places with the neighbour above or below that the person sees; at the end nothing happens.

    Raises ValidationError once the dossier is closed.
    """
    row, dossier = _changing(paper)
    seen = dossier.papers.filter(document__in=OfficialDocument.objects.visible_to(by).order_by().values("pk"))
    near = seen.filter(order__lt=row.order).last() if up else seen.filter(order__gt=row.order).first()
    if near is None:
        return
    row.order, near.order = near.order, row.order
    DossierPaper.objects.bulk_update([row, near], ["order"])
    record(code="documents.dossier.moved", obj=dossier, data={"paper": str(row.document)[:300]}, **actor_of(by))


@transaction.atomic
def sort_papers(*, dossier: Dossier, by: Staff) -> None:
    """Put all papers in the order of their days. Raises ValidationError once the dossier is closed."""
    row = _open(dossier)
    papers = list(row.papers.select_related("document"))
    _renumber(sorted(papers, key=lambda paper: (_day(paper), paper.order)))
    record(code="documents.dossier.sorted", obj=row, **actor_of(by))


@transaction.atomic
def note_paper(*, paper: DossierPaper, note: str, by: Staff) -> DossierPaper:
    """Note something of a paper for the list. Raises ValidationError naming `note`, and once the dossier is closed."""
    row, dossier = _changing(paper)
    row.note = one_line(note)
    row.clean_fields(exclude=["dossier", "document", "by"])
    row.save(update_fields=["note"])
    said = {"paper": str(row.document)[:300], "note": row.note}
    record(code="documents.dossier.noted", obj=dossier, data=said, **actor_of(by))
    return row


@transaction.atomic
def close_dossier(*, dossier: Dossier, by: Staff, on: dt.date | None = None, today: dt.date | None = None) -> Dossier:
    """End the gathering, today or `on` a day before. Raises ValidationError naming `closed_on`."""
    row, today = _open(dossier), today or timezone.localdate()
    row.closed_on = on or today
    if row.closed_on > today:
        raise ValidationError({"closed_on": "Ngày kết thúc không được sau hôm nay."})
    if row.closed_on < row.opened_on:
        raise ValidationError({"closed_on": f"Ngày kết thúc phải từ ngày mở hồ sơ ({row.opened_on:%d/%m/%Y}) trở đi."})
    if not row.papers.exists():
        raise ValidationError("Hồ sơ chưa có văn bản nào nên chưa kết thúc được.")
    row.save(update_fields=["closed_on", "updated_at"])
    record(code="documents.dossier.closed", obj=row, data={"day": f"{row.closed_on:%d/%m/%Y}"}, **actor_of(by))
    return row


@transaction.atomic
def reopen_dossier(*, dossier: Dossier, by: Staff) -> Dossier:
    """Let papers come in again. Raises ValidationError where it is open."""
    row = _locked(dossier)
    if row.is_open:
        raise ValidationError("Hồ sơ đang mở.")
    row.closed_on = None
    row.save(update_fields=["closed_on", "updated_at"])
    record(code="documents.dossier.reopened", obj=row, **actor_of(by))
    return row


def _locked(dossier: Dossier) -> Dossier:
    rows = Dossier.objects.select_for_update(of=("self",)).select_related("organization")
    found: Dossier = rows.get(pk=dossier.pk)
    return found


def _open(dossier: Dossier) -> Dossier:
    row = _locked(dossier)
    if row.closed_on:
        raise ValidationError(CLOSED.format(day=f"{row.closed_on:%d/%m/%Y}"), code="closed")
    return row


def _changing(paper: DossierPaper) -> tuple[DossierPaper, Dossier]:
    """Return the paper as it stands and its locked dossier."""
    dossier = _open(paper.dossier)
    row = dossier.papers.select_related("document").filter(pk=paper.pk).first()
    if row is None:
        raise ValidationError(GONE, code="gone")
    return row, dossier


def _write(row: Dossier, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    same = Dossier.objects.filter(organization=row.organization, year=row.year, code=row.code).exclude(pk=row.pk)
    if same.exists():
        raise ValidationError({"code": CODE_TAKEN})
    row.full_clean(exclude=["organization", "keeper"])
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:  # Somebody opened one with that code in the same moment.
        raise ValidationError({"code": CODE_TAKEN}) from error


def _fit(documents: Iterable[OfficialDocument], by: Staff) -> list[OfficialDocument]:
    """Return those asked for by their days, read anew. Raises ValidationError unless all may go in.

    A draft may still be thrown away, so none is a paper of a dossier.
    """
    asked = {document.pk for document in documents}
    seen = OfficialDocument.objects.visible_to(by).exclude(state__in=UNISSUED).filter(pk__in=asked)
    found = list(seen.defer("tree", "source_text", "source_search"))
    if not asked:
        raise ValidationError({"documents": "Hãy chọn ít nhất một văn bản."})
    if len(found) < len(asked):
        raise ValidationError({"documents": UNFIT})
    return sorted(found, key=lambda document: (document.issued_on or dt.date.max, document.pk))


def _named(documents: Sequence[OfficialDocument]) -> str:
    """Return the documents by kind and number, the first ten of them."""
    names = [f"{one.get_kind_display() or 'Văn bản'} {one.full_number}".strip() for one in documents]
    return "; ".join(names[:10]) + (f" và {len(names) - 10} văn bản khác" if len(names) > 10 else "")


def _refuse_twice(papers: Sequence[DossierPaper], documents: Sequence[OfficialDocument]) -> None:
    have = {paper.document_id for paper in papers}
    twice = [str(document) for document in documents if document.pk in have]
    if twice:
        raise ValidationError({"documents": ValidationError(IN_ALREADY.format(papers="; ".join(twice)), code="twice")})


def _paper(dossier: Dossier, document: OfficialDocument, note: str, by: Staff) -> DossierPaper:
    paper = DossierPaper(dossier=dossier, document=document, note=one_line(note), by=by, at=timezone.now(), order=0)
    paper.clean_fields(exclude=["dossier", "document", "by"])
    return paper


def _day(paper: DossierPaper) -> dt.date:
    """What bears no day comes last."""
    return paper.document.issued_on or dt.date.max


def _place(papers: Sequence[DossierPaper], new: DossierPaper) -> int:
    """Return where it goes: behind the last paper of its day or before, whatever was moved by hand."""
    before = [n for n, paper in enumerate(papers, start=1) if _day(paper) <= _day(new)]
    return before[-1] if before else 0


def _renumber(papers: Sequence[DossierPaper]) -> None:
    for order, paper in enumerate(papers, start=1):
        paper.order = order
    DossierPaper.objects.bulk_create([paper for paper in papers if paper.pk is None])
    DossierPaper.objects.bulk_update([paper for paper in papers if paper.pk is not None], ["order"], batch_size=500)
