"""What the pages of signing read: whose turn it is, with which keys, and what was handed in so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from documents.models import (
    DocumentState,
    Holder,
    IssuedFile,
    OfficialDocument,
    SignatureImage,
    SignatureReport,
    SignedAnnex,
    SignedFile,
    SigningKey,
    TrustedAuthority,
)
from documents.queries.pages import may_edit
from documents.queries.reviewing import right_to_approve
from organizations.models import Organization, Role, Staff

# When the appendices may be made files of their own.
WITH_ANNEXES = (DocumentState.SIGNED, DocumentState.ACTIVE)
SEALERS = (Role.CLERK, Role.LEADER)


@dataclass
class SigningState:
    """Where a numbered document stands with its signatures, as one person sees it."""

    issued: IssuedFile
    files: list[SignedFile]
    refused: list[SignatureReport]
    holders: list[str]
    waiting: bool
    turn: str
    keys: list[SigningKey] = field(default_factory=list)
    may_hand_in: bool = False
    may_issue: bool = False
    may_refuse: bool = False
    annexes: list[SignedAnnex] = field(default_factory=list)
    annex_keys: list[SigningKey] = field(default_factory=list)

    @property
    def has_scan(self) -> bool:
        return any(not file.is_revision for file in self.files)

    @property
    def is_mine(self) -> bool:
        """The person may do something here now."""
        return (self.waiting and (bool(self.keys) or self.may_hand_in)) or self.may_issue


def signing_state(document: OfficialDocument, staff: Staff) -> SigningState | None:
    """Return where the document stands; None where it has no frozen file. `document.organization` is loaded."""
    if not document.is_authored:
        return None
    issued = IssuedFile.objects.filter(document=document).select_related("signer__user").defer("tree").first()
    if issued is None:
        return None
    files = list(document.signed_files.select_related("report", "by__user"))
    newest = next((file for file in files if file.is_revision), None)
    holders = [one["holder"] for one in newest.report.signatures] if newest else []
    waiting = document.state == DocumentState.APPROVED
    turn = "" if not waiting else Holder.ORGANIZATION if Holder.PERSON in holders else Holder.PERSON
    office = may_edit(document, staff)
    annexes = list(document.signed_annexes.all())
    may_annex = not annexes and has_annexes(document) and document.state in WITH_ANNEXES
    return SigningState(
        issued=issued,
        files=files,
        refused=list(document.signature_reports.filter(accepted=False).select_related("by__user")[:5]),
        holders=holders,
        waiting=waiting,
        turn=turn,
        keys=keys_for_turn(document, issued, staff, turn),
        may_hand_in=waiting and (office or issued.signer_id == staff.pk),
        may_issue=document.state == DocumentState.SIGNED and office,
        may_refuse=waiting and not files and may_refuse(document, issued, staff),
        annexes=annexes,
        annex_keys=keys_for_turn(document, issued, staff, Holder.ORGANIZATION) if may_annex else [],
    )


def has_annexes(document: OfficialDocument) -> bool:
    """Tell whether the document has appendices that may go as files of their own."""
    return bool(document.tree.get("appendices"))


def keys_for_turn(document: OfficialDocument, issued: IssuedFile, staff: Staff, turn: str) -> list[SigningKey]:
    """Return the keys with which the person may sign now: the own ones as the signer, the seals as clerk or leader."""
    if turn == Holder.PERSON and issued.signer_id == staff.pk:
        of = Q(holder=Holder.PERSON, staff=staff)
    elif turn and staff.role in SEALERS and staff.organization_id == document.organization_id:
        of = Q(holder=Holder.ORGANIZATION, organization=document.organization_id)
        if turn == Holder.PERSON:
            return []
    else:
        return []
    return [key for key in SigningKey.objects.filter(of, retired_at__isnull=True) if key.is_usable]


def may_act(document: OfficialDocument, staff: Staff) -> bool:
    """Tell whether the person has anything to do with signing the document: of its office, or its signer."""
    return may_edit(document, staff) or document.signer_id == staff.pk


def may_refuse(document: OfficialDocument, issued: IssuedFile, staff: Staff) -> bool:
    """Tell whether the person may refuse to sign: who approved it, and who else may sign it today."""
    return issued.signer_id == staff.pk or right_to_approve(document, staff) is not None


def keys_of(staff: Staff) -> QuerySet[SigningKey]:
    """Return the keys of the offices that an administrator looks after, those in use first."""
    found = SigningKey.objects.visible_to(staff).select_related("organization", "staff__user")
    return found.order_by("retired_at", "organization__path", "holder", "-id")


def images_of(staff: Staff) -> QuerySet[SignatureImage]:
    """Return the pictures of signatures and seals of the offices that an administrator looks after."""
    return SignatureImage.objects.visible_to(staff).select_related("organization", "staff__user")


def authorities() -> QuerySet[TrustedAuthority]:
    """Return the roots, those that are believed first."""
    return TrustedAuthority.objects.order_by("-is_active", "name")


def offices_of(staff: Staff) -> QuerySet[Organization]:
    """Return the offices for which an administrator registers keys."""
    return Organization.objects.active().filter(path__startswith=staff.organization.path).order_by("path")


def signers_under(staff: Staff) -> QuerySet[Staff]:
    """Return the people for whom an administrator registers keys: leaders, and heads of offices."""
    people = Staff.objects.on_duty().filter(role__in=(Role.LEADER, Role.CONTACT))
    own: dict[str, Any] = {"organization__path__startswith": staff.organization.path}
    return people.filter(**own).select_related("user", "organization").order_by("organization__path", "id")
