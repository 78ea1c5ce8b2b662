"""What an agency does with its assignment: receive it, report on it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import nfc
from documents.models import DeliveryState
from documents.services.delivery import follow_work
from organizations.models import Staff
from organizations.services.directory import actor_of
from plans import files as evidence_files
from plans.files import Evidence
from plans.models import Assignment, ProgressReport, ReportFile
from plans.services import notices
from plans.services.locks import locked_assignment, withdraw_requests
from plans.transitions import Act, require


@transaction.atomic
def receive(*, assignment: Assignment, by: Staff, at: dt.datetime | None = None) -> Assignment:
    """Note that the agency has taken the work in hand. Raises ValidationError where it has done so already."""
    assignment = locked_assignment(assignment)
    require(Act.RECEIVE, assignment, by=by)
    assignment.received_at = at or timezone.now()
    assignment.full_clean()
    assignment.save(update_fields=["received_at", "updated_at"])
    _show(assignment, DeliveryState.RECEIVED, by, assignment.received_at)
    record(code="plans.assignment.received", obj=assignment, label=str(assignment.task), **actor_of(by))
    return assignment


@transaction.atomic
def report_progress(
    *,
    assignment: Assignment,
    text: str,
    percent: int | None,
    by: Staff,
    asks_acceptance: bool = False,
    delay_reason: str = "",
    files: Iterable[UploadedFile[Any]] = (),
    at: dt.datetime | None = None,
) -> ProgressReport:
    """Report on an assignment with evidence; a report that asks for acceptance says that the work is complete.

    The first report also receives the work. `percent` is 0 to 100; left out when asking, it is 100. Raises
    ValidationError naming `text`, `percent` or `files`; nothing is kept then, no file either.
    """
    assignment = locked_assignment(assignment)
    require(Act.REPORT, assignment, by=by)
    evidence = check_files(files)
    report = ProgressReport(
        assignment=assignment,
        author=by,
        text=nfc(text).strip(),
        percent=_percent(percent, asks_acceptance),
        asks_acceptance=asks_acceptance,
        delay_reason=delay_reason,
        made_at=at or timezone.now(),
    )
    report.full_clean()
    report.save()
    _advance(assignment, report)
    _keep_files(report, evidence)
    _show(assignment, DeliveryState.IN_PROGRESS, by, report.made_at)
    if asks_acceptance:
        notices.tell_assigner(
            report,
            code="plans.assignment.reported_complete",
            title=f"{assignment.organization} đề nghị nghiệm thu: {assignment.task}",
            at=report.made_at,
        )
    code = "plans.assignment.reported_complete" if asks_acceptance else "plans.assignment.reported"
    said = {"percent": report.percent, "files": len(evidence)}
    record(code=code, obj=assignment, label=str(assignment.task), data=said, **actor_of(by))
    return report


def _show(assignment: Assignment, state: DeliveryState, by: Staff, at: dt.datetime) -> None:
    """Let the sender of the document see how far its work has come."""
    document = assignment.task.document_id
    if document:
        follow_work(
            document_id=document, organization_id=assignment.organization_id, state=state, by=by, at=at
        )  # fmt: skip


def check_files(files: Iterable[UploadedFile[Any]]) -> list[Evidence]:
    """Return the files that were handed in; raises ValidationError at `files` with what is wrong with each."""
    uploads = list(files)
    if len(uploads) > evidence_files.MOST_FILES:
        raise ValidationError({"files": f"Mỗi báo cáo kèm tối đa {evidence_files.MOST_FILES} tệp."})
    checked, problems = [], []
    for upload in uploads:
        try:
            checked.append(evidence_files.check(upload))
        except ValidationError as error:
            problems.extend(error.error_list)
    if problems:
        raise ValidationError({"files": problems})
    return checked


def _percent(percent: int | None, asks_acceptance: bool) -> int:
    if percent is None and asks_acceptance:
        return 100
    if percent is None:
        raise ValidationError({"percent": "Hãy ghi tỷ lệ hoàn thành, từ 0 đến 100."})
    if asks_acceptance and percent != 100:
        raise ValidationError(
            {"percent": "Chỉ đề nghị nghiệm thu khi đã hoàn thành 100%; hãy sửa tỷ lệ hoặc bỏ chọn đề nghị nghiệm thu."}
        )
    return percent


def _advance(assignment: Assignment, report: ProgressReport) -> None:
    assignment.received_at = assignment.received_at or report.made_at
    assignment.started_at = assignment.started_at or report.made_at
    if report.asks_acceptance:
        assignment.completed_at = report.made_at
        withdraw_requests([assignment.pk], report.made_at)
    assignment.full_clean()
    assignment.save(update_fields=["received_at", "started_at", "completed_at", "updated_at"])


def _keep_files(report: ProgressReport, evidence: Sequence[Evidence]) -> None:
    """Store the files; where one cannot be stored, take back those before it (a rollback does not touch the disk)."""
    kept: list[ReportFile] = []
    try:
        for one in evidence:
            row = ReportFile(
                report=report, name=one.name, content_type=one.content_type, size=one.size, digest=one.digest
            )
            row.file.save(one.name, one.upload, save=False)
            kept.append(row)
        ReportFile.objects.bulk_create(kept)
    except Exception:
        for row in kept:
            row.file.delete(save=False)
        raise
