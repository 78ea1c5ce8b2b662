"""A dossier as one bookmarked PDF or as a zip: asked for on its page, put together by the queue, kept some weeks."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.queue import enqueue
from documents import registers
from documents.models import Attachment, Dossier, DossierExport, DossierPaper, IssuedFile, SignedAnnex, SignedFile
from documents.packets import Apart, Built, Line, Part, build
from documents.packets.build import apart_html, span
from documents.queries.dossier_exports import contents_of, papers_seen
from documents.registers import contents_pdf
from documents.services import dossier_zip, making, stored
from documents.services.packets import packing_version, parts_of
from organizations.models import Staff
from organizations.services.directory import actor_of

TASK = "documents.tasks.make_dossier_export"
TOO_LONG = (
    "Hồ sơ quá lớn nên không xuất xong trong mười phút. Hãy xuất dạng tệp nén, hoặc chia các văn bản thành nhiều hồ sơ."
)
FAULT = "Không xuất được hồ sơ vì một tệp không đọc được; hãy tải từng văn bản riêng và báo quản trị hệ thống."
TOO_BIG = "Bản xuất lớn hơn 2 GB nên không lưu được; hãy chia các văn bản thành nhiều hồ sơ rồi xuất từng hồ sơ."
KEPT_DAYS = 30
# As the trail says it.
_WORDS: dict[str, str] = {DossierExport.Form.PDF: "một tệp PDF", DossierExport.Form.ZIP: "tệp nén"}
_MOST_BYTES = 2**31 - 1


@transaction.atomic
def request_export(*, dossier: Dossier, form: str, by: Staff) -> DossierExport:
    """Return the export of the dossier as it stands and as the person may see it.

    It is the one that is made or being made, else a new one by the queue; what another person had made of the very same
    content is not made again. Raises ValidationError for an unknown form.
    """
    if form not in DossierExport.Form.values:
        raise ValidationError({"form": "Hãy chọn xuất một tệp PDF hoặc tệp nén."})
    Dossier.objects.select_for_update(of=("self",)).get(pk=dossier.pk)
    key = _key(dossier, form, papers_seen(dossier, by))
    rows = DossierExport.objects.filter(dossier=dossier, form=form)
    export = making.standing(rows.filter(by=by), key=key, task=TASK)
    if export is not None:
        return export
    title = f"{DossierExport.Form(form).label}: {dossier}"[:300]
    export = DossierExport(dossier=dossier, form=form, key=key, by=by, title=title)
    twin = making.standing(rows.filter(state=DossierExport.State.DONE), key=key, task=TASK)
    for name in ("state", "done", "total", "file_name", "digest", "size", "pages", "apart") if twin else ():
        setattr(export, name, getattr(twin, name))
    export.save()
    record(code="documents.dossier.export_asked", obj=dossier, data={"form": _WORDS[form]}, **actor_of(by))
    if twin is None:
        enqueue(TASK, export.pk)
    return export


def run_export(*, export_id: int) -> DossierExport | None:
    """Put one waiting export together; None where it is done or another process is at it. Safe to run twice."""
    rows = DossierExport.objects.select_related("dossier__organization__parent", "by__user", "by__organization")
    return making.run_alone(rows, pk=export_id, task=TASK, make=_make)


def fail_export(*, export_id: int, message: str) -> DossierExport | None:
    """End a waiting export that cannot be made."""
    return making.fail(DossierExport.objects.all(), pk=export_id, message=message)


def _make(export: DossierExport) -> None:
    papers = papers_seen(export.dossier, export.by)
    export.key = _key(export.dossier, export.form, papers)
    if export.form == DossierExport.Form.PDF:
        built = _bound(export, papers)
        _end(export, (stored.keep(built.content), stored.digest_of(built.content), len(built.content)), built)
        return
    with stored.beside() as path:
        dossier_zip.write(path, export.dossier, papers, making.progress(export))
        size = path.stat().st_size
        if size > _MOST_BYTES:
            raise ValidationError(TOO_BIG)
        _end(export, (*stored.take(path, "application/zip"), size), Built(b"", 0))


@transaction.atomic
def _end(export: DossierExport, kept: tuple[str, str, int], built: Built) -> None:
    if kept[2] > _MOST_BYTES:
        raise ValidationError(TOO_BIG)
    said = making.finish(export, kept=kept, pages=built.pages, apart=built.apart)
    record(
        code="documents.dossier.export_made", obj=export.dossier, data=said | {"form": _WORDS[export.form]},
        **actor_of(export.by),
    )  # fmt: skip


def _bound(export: DossierExport, papers: list[DossierPaper]) -> Built:
    """Bind the list and all documents; the first half of the steps gathers the files, the second makes pages."""
    dossier, told, half = export.dossier, making.progress(export), len(papers) or 1
    parts: list[Part] = []
    for number, paper in enumerate(papers, 1):
        parts += _parts(number, paper)
        told(number, 2 * half)

    def cover(lines: list[Line], apart: list[Apart]) -> bytes:
        contents = contents_of(dossier, papers, _places(papers, lines))
        return contents_pdf(contents, below=apart_html(apart), alone=False)

    return build(
        parts, title=str(dossier), cover=cover, told=lambda done, total: told(half + half * done // total, 2 * half)
    )


def _parts(number: int, paper: DossierPaper) -> list[Part]:
    try:
        parts = [replace(part, owner=number) for part in parts_of(paper.document)]
    except stored.DamagedFile as error:
        raise stored.DamagedFile(f"Văn bản thứ {number} ({paper.document}): {error}") from error
    return [replace(parts[0], title=f"{number}. {parts[0].title}"), *parts[1:]]


def _places(papers: list[DossierPaper], lines: list[Line]) -> dict[int, str]:
    """Return from which page to which each document stands with all that goes with it, by its id."""
    found: dict[int, tuple[int, int]] = {}
    for line in lines:
        first, last = found.get(line.owner, (line.first, line.last))
        found[line.owner] = min(first, line.first), max(last, line.last)
    return {papers[owner - 1].document_id: span(*pages) for owner, pages in found.items()}


def _key(dossier: Dossier, form: str, papers: list[DossierPaper]) -> str:
    """Name all that the export is made of: the list, each document's text and files, the code."""
    documents = [paper.document_id for paper in papers]
    contents = contents_of(dossier, papers, {})
    files = [
        list(model._default_manager.filter(document__in=documents).order_by("pk").values_list("document", "digest"))
        for model in (IssuedFile, SignedFile, SignedAnnex)
    ]
    going = Attachment.objects.filter(document__in=documents, gone_at__isnull=True).order_by("document", "order")
    content = [
        form, contents.parent_body, contents.organization, contents.about, [row.cells for row in contents.rows],
        [[of.pk, of.tree, of.is_changing, of.source_file.name, of.source_name] for of in (p.document for p in papers)],
        files, list(going.values_list("document", "title", "name", "digest")),
        packing_version(), making.code_of(registers),
    ]  # fmt: skip
    named = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(named.encode()).hexdigest()


def drop_old_exports(*, now: dt.datetime | None = None) -> int:
    """Throw away exports older than `KEPT_DAYS` days with their files; return how many. Safe to run twice."""
    before = (now or timezone.now()) - dt.timedelta(days=KEPT_DAYS)
    old = DossierExport.objects.filter(created_at__lt=before)
    names = {name for name in old.values_list("file_name", flat=True) if name}
    dropped = old.delete()[1].get("documents.DossierExport", 0)
    still = set(DossierExport.objects.filter(file_name__in=names).values_list("file_name", flat=True))
    for name in names - still:
        stored.path_of(name).unlink(missing_ok=True)
    return dropped
