"""Approving: the signer agrees, and in the same transaction the document gets its number, day and final bytes."""

from __future__ import annotations

import dataclasses

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from audit.services import record
from documents.models import DocumentState, DraftVersion, OfficialDocument, ProposedTask, ReviewStep
from documents.queries.reviewing import drafted, right_to_approve
from documents.queries.signers import is_personal, signed_by
from documents.services.drafting import write_tree
from documents.services.proposals import propose_tasks
from documents.services.reviewing import add_step, drafters, tell, waiting_for
from documents.services.rows import write_tasks
from documents.services.versions import keep_version
from organizations.models import Role, Staff
from organizations.queries import SigningRight
from organizations.services.directory import actor_of


@transaction.atomic
def approve(*, document: OfficialDocument, by: Staff, opinion: str = "") -> OfficialDocument:
    """Approve the draft that waits for `by`, who signs it by office or by a delegation that runs today.

    The signature block is that of the right; the tasks in the text are proposed; number, day and bytes are made
    (`documents.services.issuing.finalize`), all in one transaction. Raises PermissionDenied for who drafted it, for
    who may not sign it, and where it waits for somebody else; ValidationError as `finalize`.
    """
    from documents.services.issuing import finalize

    fresh = waiting_for(document, by)
    right = _demand_right(fresh, by)
    write_tree(fresh, signed_by(fresh.official, right))
    fresh.state, fresh.reviewer, fresh.signer = DocumentState.APPROVED, None, by
    fresh.save()
    keep_version(fresh, by, DraftVersion.Reason.APPROVED)
    authority = ", ".join([*right.authority(personal=is_personal(fresh.official)), right.title])
    add_step(fresh, ReviewStep.Act.APPROVED, by, opinion=opinion, authority=authority)
    _propose(fresh)
    clerks = list(Staff.objects.on_duty().filter(organization=fresh.organization, role=Role.CLERK))
    tell([*drafters(fresh, by), *clerks], "documents.review.approved", f"Đã duyệt, chờ ký: {fresh}", fresh)
    document.state, document.reviewer, document.signer = fresh.state, None, by
    finalize(document=document, by=by, delegation=right.delegation)
    record(code="documents.review.approved", obj=document, data={"authority": authority}, **actor_of(by))
    return document


def _demand_right(document: OfficialDocument, by: Staff) -> SigningRight:
    if drafted(document, by):
        raise PermissionDenied("Người soạn không tự duyệt văn bản của mình.")
    right = right_to_approve(document, by)
    if right is None:
        raise PermissionDenied(
            "Bạn không có thẩm quyền ký loại văn bản này trong ngày hôm nay; hãy trình tiếp người có thẩm quyền."
        )
    return right


def _propose(document: OfficialDocument) -> None:
    """Propose the tasks of the text, limits counted from today where they run from signing."""
    dated = dataclasses.replace(document.official, date=timezone.localdate().isoformat())
    document.proposed_tasks.all().delete()
    tasks = propose_tasks(dated, document.organization)
    write_tasks(document, [(task, ProposedTask(document=document)) for task in tasks])
