"""The signer will not sign: the document goes back to its draft, and nobody loses sight of its number.

Decree 30/2020/NĐ-CP, art. 15: numbers run without a gap, and none is given twice. What was numbered and not signed was
never issued, so its number is either kept for the corrected text of the same day or given up; a number that is given up
stays in the register, struck out, with the reason. A number kept until another day is given up by itself, since the day
of a document is the day of its issue, and days run with the numbers.
"""

from __future__ import annotations

import dataclasses

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from audit.services import record
from coopportal.text import nfc
from documents.models import (
    DocumentState,
    DraftVersion,
    IssuedFile,
    NumberEntry,
    OfficialDocument,
    RefusedOriginal,
    ReviewStep,
)
from documents.queries.signing import may_refuse
from documents.services.drafting import write_tree
from documents.services.life import locked, move
from documents.services.numbering import give_back
from documents.services.reviewing import add_step, drafters, tell
from documents.services.versions import keep_version
from organizations.models import Role, Staff
from organizations.services.directory import actor_of

_COPIED = ("code", "file_name", "digest", "size", "template_version", "tree", "signer", "authority", "made_at")


@transaction.atomic
def refuse_to_sign(*, document: OfficialDocument, by: Staff, reason: str, keep_number: bool) -> RefusedOriginal:
    """Send the numbered document back to its draft with the reason; return what is kept of it.

    The number is kept for the corrected text (`keep_number`) or given up. Raises PermissionDenied for who is not to
    sign it; ValidationError naming `reason`, or where it does not wait for its first signature.
    """
    fresh = locked(document)
    issued = IssuedFile.objects.filter(document=fresh).first()
    if issued is None or fresh.state != DocumentState.APPROVED:
        now = DocumentState(fresh.state).label.lower()
        raise ValidationError(f"Văn bản đang ở trạng thái “{now}”, không chờ ký.")
    if not may_refuse(fresh, issued, by):
        raise PermissionDenied("Chỉ người ký văn bản từ chối ký được.")
    if fresh.signed_files.exists():
        raise ValidationError("Văn bản đã có chữ ký nên không trả lại được; hãy ký tiếp rồi thu hồi nếu cần.")
    reason = nfc(reason).strip()
    if not reason:
        raise ValidationError({"reason": "Hãy ghi lý do từ chối ký để người soạn sửa."})
    entry = NumberEntry.objects.select_for_update(of=("self",)).select_related("register").get(document=fresh)
    kept = RefusedOriginal.objects.create(
        document=fresh, number_entry=entry, full_number=fresh.full_number, dated_on=entry.dated_on, reason=reason,
        by=by, **{name: getattr(issued, name) for name in _COPIED},
    )  # fmt: skip
    issued.delete()
    give_back(entry=entry, document=fresh, reason=reason, keep=keep_number)
    _to_draft(fresh, by, reason)
    document.refresh_from_db()
    data = {"number": kept.full_number, "reason": reason, "kept": "giữ cho bản sửa" if keep_number else "hủy"}
    record(code="documents.review.refused", obj=document, data=data, **actor_of(by))
    return kept


def _to_draft(fresh: OfficialDocument, by: Staff, reason: str) -> None:
    keep_version(fresh, by, DraftVersion.Reason.RETURNED)
    write_tree(fresh, dataclasses.replace(fresh.official, number=None, date=None, date_text=None))
    fresh.proposed_tasks.all().delete()
    fresh.version += 1
    fresh.full_clean(exclude=["source_file"])
    fresh.save()
    move(fresh, DocumentState.DRAFT)
    add_step(fresh, ReviewStep.Act.REFUSED, by, opinion=reason)
    clerks = list(Staff.objects.on_duty().filter(organization=fresh.organization, role=Role.CLERK))
    tell([*drafters(fresh, by), *clerks], "documents.review.refused", f"Từ chối ký, trả lại để sửa: {fresh}", fresh)
