"""Who reviews a draft, and what its review pages show."""

from __future__ import annotations

from django.db.models import F, Q, QuerySet

from documents.models import DocumentState, DraftComment, DraftVersion, OfficialDocument, ReviewStep
from organizations.models import Role, Staff
from organizations.queries import SigningRight, signers_of, signing_right


def reviewers_for(document: OfficialDocument, staff: Staff) -> list[Staff]:
    """Return whom the draft may go to next: the head of the drafting unit, the issuer's leaders, who may sign.

    Never the person themselves nor who drafted it.
    """
    unit, holder = document.drafting_unit_id, document.organization_id
    heads = Q(organization=unit, role__in=(Role.CONTACT, Role.LEADER)) | Q(organization=holder, role=Role.LEADER)
    signers = [right.staff.pk for right in signers_of(document.organization, kind=document.kind)]
    found = Staff.objects.on_duty().filter(heads | Q(pk__in=signers))
    found = found.exclude(pk__in=[staff.pk, document.created_by_id or 0])
    return list(found.select_related("user", "organization").order_by("organization__depth", "pk"))


def right_to_approve(document: OfficialDocument, staff: Staff) -> SigningRight | None:
    """Return by what right the person may approve the draft today, None where they may not."""
    if drafted(document, staff):
        return None
    return signing_right(staff, document.organization, kind=document.kind)


def drafted(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person had a hand in the draft: began, saved or submitted it."""
    if staff.pk == document.created_by_id:
        return True
    own = (DraftVersion.Reason.SAVED, DraftVersion.Reason.SUBMITTED)
    return document.versions.filter(by=staff, reason__in=own).exists()


def may_review(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the draft waits for this person."""
    return document.state == DocumentState.REVIEW and document.reviewer_id == staff.pk


def sent_back(document: OfficialDocument) -> ReviewStep | None:
    """Return the last time that the draft was returned, or refused by its signer."""
    acts = (ReviewStep.Act.RETURNED, ReviewStep.Act.REFUSED)
    return document.review_steps.filter(act__in=acts).select_related("by__user").last()


def comments_of(document: OfficialDocument) -> QuerySet[DraftComment]:
    """Return the remarks, open ones first."""
    found = document.comments.select_related("by__user", "settled_by__user")
    return found.order_by(F("settled_at").asc(nulls_first=True), "pk")
