"""A draft's way through review: submitted with its slip, passed on, returned, taken back; remarks on it."""

from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from audit.services import record
from coopportal.text import nfc
from documents.models import DocumentState, DraftComment, DraftVersion, OfficialDocument, ReviewStep, SubmissionSlip
from documents.queries.drafts import may_draft
from documents.queries.reviewing import may_review, reviewers_for
from documents.services.life import locked
from documents.services.versions import keep_version
from documents.transitions import demand
from notifications.services import notify
from organizations.models import Staff
from organizations.services.directory import actor_of

Act = ReviewStep.Act
SLIP_FIELDS = ("summary", "requested_by", "related", "explanation", "proposal")


@transaction.atomic
def submit(*, document: OfficialDocument, by: Staff, to: Staff, slip: Mapping[str, str]) -> SubmissionSlip:
    """Send the draft to `to` with its phiếu trình (`slip` by SLIP_FIELDS) and return the slip.

    Raises PermissionDenied for who does not draft it; ValidationError where it is no draft, where what is printed is
    missing, or where `to` may not review it (at `to`).
    """
    fresh = locked(document)
    if not may_draft(fresh, by):
        raise PermissionDenied("Bạn không tham gia soạn văn bản này.")
    demand(fresh.state, DocumentState.REVIEW, fresh.origin)
    _demand_complete(fresh)
    _demand_reviewer(fresh, by, to)
    number = (fresh.slips.values_list("round", flat=True).first() or 0) + 1
    texts = {name: nfc(str(slip.get(name) or "")).strip() for name in SLIP_FIELDS}
    row = SubmissionSlip(document=fresh, round=number, to=to, by=by, at=timezone.now(), **texts)
    row.full_clean()
    row.save()
    keep_version(fresh, by, DraftVersion.Reason.SUBMITTED)
    add_step(fresh, Act.SUBMITTED, by, to=to)
    _to_state(document, fresh, DocumentState.REVIEW, to)
    tell([to], "documents.review.asked", f"{by.full_name} trình duyệt: {fresh}", fresh)
    record(code="documents.review.submitted", obj=fresh, data={"to": str(to), "round": number}, **actor_of(by))
    return row


def _demand_complete(document: OfficialDocument) -> None:
    tree = document.official
    lacking = [
        words
        for words, there in (
            ("trích yếu", tree.subject),
            ("nội dung", tree.body),
            ("ký hiệu", tree.symbol),
            ("người ký", tree.signature and tree.signature.name),
        )
        if not there
    ]
    if lacking:
        raise ValidationError(f"Chưa trình được vì dự thảo còn thiếu: {', '.join(lacking)}.", code="incomplete")


def _demand_reviewer(document: OfficialDocument, by: Staff, to: Staff) -> None:
    if to.pk not in {person.pk for person in reviewers_for(document, by)}:
        raise ValidationError({"to": "Người này không duyệt được văn bản này; hãy chọn người khác."})


def _to_state(document: OfficialDocument, fresh: OfficialDocument, state: DocumentState, to: Staff | None) -> None:
    fresh.state, fresh.reviewer = state, to
    fresh.save(update_fields=["state", "reviewer", "updated_at"])
    document.state, document.reviewer = state, to


def add_step(document: OfficialDocument, act: str, by: Staff, *, to: Staff | None = None, opinion: str = "",
          authority: str = "") -> ReviewStep:  # fmt: skip
    """Write one act of the review down."""
    number = document.slips.values_list("round", flat=True).first() or 0
    step = ReviewStep(document=document, round=number, act=act, by=by, to=to, at=timezone.now())
    step.opinion, step.authority = nfc(opinion).strip(), authority
    step.save()
    return step


def tell(people: list[Staff], code: str, title: str, document: OfficialDocument) -> None:
    """Tell people of an act of the review, with the way to its page."""
    notify(
        recipients=people,
        code=code,
        title=title,
        url=reverse("documents:draft_review", args=[document.pk]),
        source="documents.officialdocument",
        object_id=document.pk,
    )


def waiting_for(document: OfficialDocument, by: Staff) -> OfficialDocument:
    """Return the locked row where it waits for `by`. Raises ValidationError where it does not."""
    fresh = locked(document)
    if fresh.state != DocumentState.REVIEW:
        raise ValidationError("Văn bản không còn chờ duyệt; hãy tải lại trang.", code="state")
    if not may_review(fresh, by):
        raise PermissionDenied("Văn bản đang chờ ý kiến của người khác.")
    return fresh


@transaction.atomic
def forward(*, document: OfficialDocument, by: Staff, to: Staff, opinion: str) -> ReviewStep:
    """Agree and pass the draft on to the next reviewer. Raises PermissionDenied unless it waits for `by`."""
    fresh = waiting_for(document, by)
    _demand_reviewer(fresh, by, to)
    step = add_step(fresh, Act.FORWARDED, by, to=to, opinion=opinion)
    _to_state(document, fresh, DocumentState.REVIEW, to)
    tell([to], "documents.review.asked", f"{by.full_name} trình tiếp: {fresh}", fresh)
    record(code="documents.review.forwarded", obj=fresh, data={"to": str(to)}, **actor_of(by))
    return step


@transaction.atomic
def return_draft(*, document: OfficialDocument, by: Staff, opinion: str) -> ReviewStep:
    """Send the draft back to who drafts it, with the reason. Raises ValidationError (at `opinion`) without one."""
    fresh = waiting_for(document, by)
    if not opinion.strip():
        raise ValidationError({"opinion": "Hãy ghi lý do trả lại để người soạn sửa."})
    keep_version(fresh, by, DraftVersion.Reason.RETURNED)
    step = add_step(fresh, Act.RETURNED, by, opinion=opinion)
    _to_state(document, fresh, DocumentState.DRAFT, None)
    tell(drafters(fresh, by), "documents.review.returned", f"Trả lại để sửa: {fresh}", fresh)
    record(code="documents.review.returned", obj=fresh, data={"opinion": step.opinion}, **actor_of(by))
    return step


@transaction.atomic
def withdraw(*, document: OfficialDocument, by: Staff) -> ReviewStep:
    """Take a submitted draft back before it is decided. Raises PermissionDenied for who does not draft it."""
    fresh = locked(document)
    if not may_draft(fresh, by):
        raise PermissionDenied("Bạn không tham gia soạn văn bản này.")
    if fresh.state != DocumentState.REVIEW:
        raise ValidationError("Văn bản không còn chờ duyệt nên không rút lại được.", code="state")
    waiting = fresh.reviewer
    step = add_step(fresh, Act.WITHDRAWN, by)
    _to_state(document, fresh, DocumentState.DRAFT, None)
    tell([waiting] if waiting else [], "documents.review.withdrawn", f"Đã rút lại, chưa cần duyệt: {fresh}", fresh)
    record(code="documents.review.withdrawn", obj=fresh, **actor_of(by))
    return step


def drafters(document: OfficialDocument, but: Staff) -> list[Staff]:
    """Return who drafted it and who submitted it last, without the person who acts."""
    slip = document.slips.select_related("by").first()
    people = {p.pk: p for p in (document.created_by, slip.by if slip else None) if p is not None}
    people.pop(but.pk, None)
    return list(people.values())


@transaction.atomic
def comment(*, document: OfficialDocument, by: Staff, text: str, where: str = "", quote: str = "") -> DraftComment:
    """Remark on a place of the draft (all of it where `where` is empty); its drafters and its reviewer are told.

    Raises ValidationError for an empty remark and where the text cannot change any more.
    """
    fresh = locked(document)
    if not (fresh.is_authored and fresh.is_changing):
        raise ValidationError("Chỉ góp ý được cho văn bản đang soạn hoặc đang trình duyệt.")
    if not text.strip():
        raise ValidationError({"text": "Hãy viết nội dung góp ý."})
    row = DraftComment(document=fresh, by=by, at=timezone.now(), where=where[:120], quote=quote[:500])
    row.text = nfc(text).strip()
    row.full_clean()
    row.save()
    people = drafters(fresh, by) + ([fresh.reviewer] if fresh.reviewer and fresh.reviewer_id != by.pk else [])
    tell(people, "documents.review.commented", f"{by.full_name} góp ý: {fresh}", fresh)
    record(code="documents.review.commented", obj=fresh, data={"text": row.text[:200]}, **actor_of(by))
    return row


@transaction.atomic
def settle_comment(*, comment: DraftComment, by: Staff) -> DraftComment:
    """Note that a remark was dealt with; a second time changes nothing. Raises PermissionDenied for a mere reader."""
    if not may_draft(comment.document, by) and comment.by_id != by.pk:
        raise PermissionDenied("Chỉ người soạn hoặc người góp ý đánh dấu được.")
    changed = DraftComment.objects.filter(pk=comment.pk, settled_at__isnull=True).update(
        settled_at=timezone.now(), settled_by=by
    )
    comment.refresh_from_db()
    if changed:
        data = {"text": comment.text[:200]}
        record(code="documents.review.comment_settled", obj=comment.document, data=data, **actor_of(by))
    return comment
