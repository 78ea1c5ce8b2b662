"""The ways to begin a draft: an own or built-in template, an earlier document, one to be answered, a file."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.text import one_line
from documents.authoring import beginnings
from documents.authoring.builtin import Template
from documents.models import DraftTemplate, OfficialDocument, Origin
from documents.official import tree as official
from documents.queries.drafts import issuers_for
from documents.queries.letterheads import letterhead_of
from documents.services.columns import storable
from documents.services.drafting import new_draft
from documents.services.imports import CLASSIFIED, read_source
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of


def _demand_issuer(organization: Organization, by: Staff) -> None:
    if organization.pk not in {issuer.pk for issuer in issuers_for(by)}:
        raise PermissionDenied("Bạn không soạn văn bản cho cơ quan này được.")


def begin_blank(*, organization: Organization, by: Staff, kind: str) -> OfficialDocument:
    """Begin with the head alone. Raises PermissionDenied where the person does not draft for the organization."""
    _demand_issuer(organization, by)
    tree = beginnings.headed(official.OfficialDocument(kind=kind), letterhead_of(organization, by.organization))
    return new_draft(organization=organization, by=by, tree=tree, origin_note="trang trắng")


def begin_from_builtin(*, organization: Organization, by: Staff, template: Template) -> OfficialDocument:
    """Begin from a template that every office has; raises as `begin_blank`."""
    _demand_issuer(organization, by)
    head = letterhead_of(organization, by.organization)
    tree = beginnings.from_template(template, head, timezone.localdate().year)
    return new_draft(organization=organization, by=by, tree=tree, origin_note=f"mẫu “{template.name}”")


def begin_from_template(*, organization: Organization, by: Staff, template: DraftTemplate) -> OfficialDocument:
    """Begin from a template of the own office; raises as `begin_blank`."""
    _demand_issuer(organization, by)
    tree = beginnings.headed(official.from_dict(template.tree), letterhead_of(organization, by.organization))
    return new_draft(organization=organization, by=by, tree=tree, origin_note=f"mẫu “{template.name}”")


def begin_from_earlier(*, earlier: OfficialDocument, by: Staff) -> OfficialDocument:
    """Begin from an earlier document of the office, its own days moved to this year; raises as `begin_blank`."""
    _demand_issuer(earlier.organization, by)
    years = timezone.localdate().year - earlier.issued_on.year if earlier.issued_on else 0
    head = letterhead_of(earlier.organization, by.organization)
    tree = beginnings.from_earlier(earlier.official, head, max(years, 0))
    return new_draft(organization=earlier.organization, by=by, tree=tree, origin_note=f"“{earlier}”")


def begin_answer(*, answered: OfficialDocument, organization: Organization, by: Staff) -> OfficialDocument:
    """Begin the letter that answers a document: addressed to its sender, naming it.

    Raises as `begin_blank`, ValidationError (at `organization`) where the office itself issued the document.
    """
    _demand_issuer(organization, by)
    if answered.organization_id == organization.pk and answered.is_issued and answered.origin != Origin.INCOMING:
        raise ValidationError(
            {"organization": "Văn bản này do chính cơ quan đã chọn ban hành; hãy chọn cơ quan nhận được văn bản."}
        )
    sender = one_line(answered.issuer_name) or answered.organization.name
    tree = answered.official
    if sender.isupper():
        sender = _spoken(sender)
    head = letterhead_of(organization, by.organization)
    answer = beginnings.answer_to(tree, head, sender=sender)
    return new_draft(
        organization=organization, by=by, tree=answer, answers=answered, origin_note=f"văn bản cần trả lời “{answered}”"
    )


_SMALL = {"NHÂN", "DÂN", "HỘI", "ĐỒNG", "BAN", "VÀ", "XÃ", "PHƯỜNG", "TỈNH", "THÀNH", "PHỐ", "TÁC", "PHÒNG"}


def _spoken(printed: str) -> str:
    """Return a name in capitals as running text writes it: the words of the form small, names of places capital."""
    words = printed.split()
    spoken = [word.lower() if word in _SMALL else word.capitalize() for word in words]
    spoken[:1] = [words[0].capitalize()] if words else []
    return " ".join(spoken)


def begin_from_file(*, data: bytes, filename: str, organization: Organization, by: Staff) -> OfficialDocument:
    """Begin from a .docx, .pdf or .txt. Raises ValidationError at `file` for no official document or a secret."""
    _demand_issuer(organization, by)
    tree, _ = read_source(data, filename, "", "file")
    if tree.secrecy:
        raise ValidationError({"file": CLASSIFIED.format(mark=one_line(tree.secrecy).upper())})
    head = letterhead_of(organization, by.organization)
    mine = beginnings.headed(tree, head)
    return new_draft(organization=organization, by=by, tree=mine, origin_note=f"tệp {filename}")


@transaction.atomic
def save_template(*, document: OfficialDocument, by: Staff, name: str) -> DraftTemplate:
    """Keep the document's text as a template of its office. Raises ValidationError (at `name`) for a name taken."""
    _demand_issuer(document.organization, by)
    row = DraftTemplate(organization=document.organization, name=one_line(name), by=by)
    row.kind, row.tree = document.kind, storable(document.tree)
    row.full_clean()
    row.save()
    record(code="documents.template.saved", obj=row, **actor_of(by))
    return row


@transaction.atomic
def drop_template(*, template: DraftTemplate, by: Staff) -> None:
    """Take a template out of use. Raises PermissionDenied where the person does not draft for its office."""
    _demand_issuer(template.organization, by)
    record(code="documents.template.dropped", obj=template, **actor_of(by))
    template.delete()
