"""Tying documents together: by what they cite, and by hand."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from audit.services import record
from documents.models import DocumentRelation, OfficialDocument, RelationKind
from documents.official.tree import Reference, TreeFormatError
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of

# What changes the force or the words of the earlier document is the business of its own office alone.
CHANGING = (RelationKind.REPLACES, RelationKind.AMENDS, RelationKind.CORRECTS)


@transaction.atomic
def relate(
    *, source: OfficialDocument, target: OfficialDocument, kind: RelationKind, by: Staff | None
) -> DocumentRelation:
    """Say what `source` (the later document) does with `target`. The same said twice is one row.

    Raises ValidationError where a document would be tied to itself, or the two already stand the other way round.
    """
    if source.pk == target.pk:
        raise ValidationError({"target": "Văn bản không thể liên quan đến chính nó."})
    if kind in CHANGING and source.organization_id != target.organization_id:
        raise ValidationError({"target": "Chỉ thay thế, sửa đổi, đính chính được văn bản của chính cơ quan mình."})
    if DocumentRelation.objects.filter(source=target, target=source).exists():
        raise ValidationError({"target": "Hai văn bản này đã có quan hệ theo chiều ngược lại."})
    relation, made = DocumentRelation.objects.get_or_create(
        source=source, target=target, kind=kind, defaults={"by": by}
    )
    if made:
        said = {"kind": RelationKind(kind).label, "target": str(target)[:200]}
        record(code="documents.relation.made", obj=source, data=said, **actor_of(by))
    return relation


@transaction.atomic
def link_references(*, document: OfficialDocument) -> int:
    """Tie a document to those of the portal that its text cites by number, symbol and day; return how many were tied.

    Only what the holder itself holds or was handed counts: a citation tells nobody of papers that are not theirs.
    """
    try:
        cited = [r for r in document.official.references if r.number and r.symbol]
    except TreeFormatError:
        return 0
    found = list(_cited(document.organization, cited).exclude(pk=document.pk)) if cited else []
    known = set(document.relations.values_list("target_id", flat=True))
    back = set(document.related_by.values_list("source_id", flat=True))
    rows = [
        DocumentRelation(source=document, target=other, kind=RelationKind.IMPLEMENTS)
        for other in found
        if other.pk not in known | back
    ]
    return len(DocumentRelation.objects.bulk_create(rows, ignore_conflicts=True))


def _cited(holder: Organization, cited: list[Reference]) -> QuerySet[OfficialDocument]:
    asked = Q(pk__in=[])
    for reference in cited[:100]:
        same = Q(number=reference.number, symbol__iexact=reference.symbol or "")
        asked |= same & (Q(issued_on=reference.date) if reference.date else Q())
    within = Q(organization=holder) | Q(deliveries__organization=holder)
    return OfficialDocument.objects.filter(asked & within).distinct()
