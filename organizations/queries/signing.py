"""Who may sign an organization's documents on a day, and what their signature block prints.

Decree 30/2020/NĐ-CP, art. 13 (who signs) and Annex I, part I, II.7.a (the words TM., Q., KT., TL., TUQ.).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, When
from django.utils import timezone

from organizations.models import Delegation, Organization, OrganizationKind, Role, SigningForm, Staff
from organizations.titles import head_title, is_deputy, office_of

# Bodies that decide together: their papers are signed on behalf of the whole ("TM. ỦY BAN NHÂN DÂN").
COLLECTIVE = {OrganizationKind.COMMITTEE}


@dataclass(frozen=True)
class SigningRight:
    """One person's right to sign for one organization: by office (`delegation` None) or by delegation."""

    staff: Staff
    organization: Organization
    delegation: Delegation | None = None

    @property
    def form(self) -> str:
        """`""` for the head, else a value of SigningForm."""
        return self.delegation.form if self.delegation else ""

    @property
    def label(self) -> str:
        """How a choice shows it: `KT. Chủ tịch – Vũ Đình Lâm, Phó Chủ tịch`."""
        before = f"{self.form}. {self.delegation.principal_title} – " if self.delegation else ""
        return f"{before}{self.staff.full_name}, {office_of(self.staff.title)}"

    @property
    def title(self) -> str:
        """The signer's own title in capitals; whoever signs as acting head (Q.) prints none of their own."""
        if self.form in (SigningForm.TL, SigningForm.TUQ):
            return self.staff.title.upper()
        if self.form == SigningForm.Q and self.delegation:
            return f"Q. {self.delegation.principal_title}".upper()
        return office_of(self.staff.title).upper()

    def authority(self, *, personal: bool = False) -> list[str]:
        """Return the lines above the title, in capitals.

        `personal`: the document is the head's own (`QUYẾT ĐỊNH của Chủ tịch`), not that of the collective.
        """
        lines = []
        together = self.organization.kind in COLLECTIVE and not personal
        if together and self.form not in (SigningForm.TL, SigningForm.TUQ):
            lines.append(f"TM. {collective_name(self.organization)}")
        if self.delegation and self.form != SigningForm.Q:
            lines.append(f"{self.form}. {self.delegation.principal_title}".upper())
        return lines

    def block(self, *, personal: bool = False) -> tuple[list[str], str, str]:
        """Return authority lines, title and name as the signature block prints them."""
        return self.authority(personal=personal), self.title, self.staff.full_name


def collective_name(organization: Organization) -> str:
    """Return what stands after `TM.`: ỦY BAN NHÂN DÂN without the place, as the head names it already."""
    name = organization.name.upper()
    return "ỦY BAN NHÂN DÂN" if name.startswith("ỦY BAN NHÂN DÂN") else name


def signers_of(organization: Organization, *, day: dt.date | None = None, kind: str = "") -> list[SigningRight]:
    """Return who may sign the organization's documents of that kind on `day` (today when not given), head first.

    The head signs by office: a leader (or the contact of an office that has no leader) whose title is no deputy's.
    Everybody else, deputies too, signs by a delegation that runs on that day and covers the kind.
    """
    day = day or timezone.localdate()
    on_duty = Staff.objects.on_duty(day)
    people = on_duty.filter(organization=organization, role__in=(Role.LEADER, Role.CONTACT)).select_related("user")
    chosen = [person for person in people if person.role == Role.LEADER] or list(people)
    heads = [SigningRight(person, organization) for person in chosen if not is_deputy(person.title)]
    given = Delegation.objects.on(day).filter(organization=organization, staff__in=on_duty)
    others = [
        SigningRight(row.staff, organization, row)
        for row in given.select_related("staff__user", "staff__organization").order_by("form", "pk")
        if row.covers(kind)
    ]
    return heads + others


def signing_right(
    staff: Staff, organization: Organization, *, day: dt.date | None = None, kind: str = ""
) -> SigningRight | None:
    """Return by what right the person may sign the organization's documents of that kind on `day`, None without one."""
    found = signers_of(organization, day=day, kind=kind)
    return next((right for right in found if right.staff.pk == staff.pk), None)


def may_delegate(staff: Staff, organization: Organization) -> bool:
    """Tell whether the person may say who signs: the head of the organization, or an administrator above it.

    Who signs by delegation cannot delegate on (Decree 30/2020, art. 13.3).
    """
    if staff.role == Role.ADMINISTRATOR:
        return organization.path.startswith(staff.organization.path)
    own = staff.organization_id == organization.pk and staff.role == Role.LEADER
    return own and not is_deputy(staff.title)


def delegable_by(staff: Staff) -> list[Organization]:
    """Return for which organizations the person may say who signs, at most 60."""
    if staff.role == Role.ADMINISTRATOR:
        below = Organization.objects.active().filter(path__startswith=staff.organization.path, depth__lte=1)
        return list(below.order_by("path")[:60])
    return [staff.organization] if may_delegate(staff, staff.organization) else []


def delegations_for(staff: Staff) -> QuerySet[Delegation]:
    """Return the delegations that the person may look at, running ones first."""
    ended = Q(revoked_at__isnull=False) | Q(ends_on__lt=timezone.localdate())
    found = Delegation.objects.visible_to(staff).select_related("organization", "staff__user", "staff__organization")
    over = Case(When(ended, then=1), default=0, output_field=IntegerField())
    return found.annotate(over=over).order_by("over", "organization__path", "-starts_on", "-pk")


def proposed_principal(organization: Organization, staff: Staff) -> str:
    """Return the head's title to print for a delegation to `staff`."""
    same = staff.organization_id == organization.pk
    return head_title(organization, staff.title if same else "")
