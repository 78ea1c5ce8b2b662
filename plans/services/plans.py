"""Action plans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F

from audit.services import record
from coopportal.text import one_line
from documents.models import OfficialDocument
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.models import ActionPlan, PlanSection

# Documents whose tasks make up a plan: kế hoạch and chương trình.
PLAN_KINDS = frozenset({"KH", "CTr"})


@transaction.atomic
def create_plan(
    *,
    organization: Organization,
    title: str,
    year: int,
    by: Staff | None,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    document: OfficialDocument | None = None,
) -> ActionPlan:
    """Begin a plan. Raises ValidationError naming the fields, also where the document has a plan already."""
    plan = ActionPlan(
        organization=organization,
        document=document,
        title=one_line(title),
        year=year,
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=by,
    )
    plan.full_clean()
    plan.save()
    record(code="plans.plan.created", obj=plan, **actor_of(by))
    return plan


@transaction.atomic
def update_plan(
    *, plan: ActionPlan, title: str, year: int, starts_on: dt.date | None, ends_on: dt.date | None, by: Staff
) -> ActionPlan:
    """Correct a plan's head. Raises ValidationError naming the fields."""
    plan.title, plan.year, plan.starts_on, plan.ends_on = one_line(title), year, starts_on, ends_on
    plan.full_clean()
    plan.save()
    record(code="plans.plan.changed", obj=plan, **actor_of(by))
    return plan


@transaction.atomic
def save_sections(*, plan: ActionPlan, titles: Sequence[str], by: Staff) -> list[PlanSection]:
    """Set the parts of a plan in their order; one that keeps its name keeps its tasks, also at another place.

    Raises ValidationError at `sections` for a name that stands twice.
    """
    wanted = [one_line(title)[:300] for title in titles if one_line(title)]
    if len(set(wanted)) != len(wanted):
        raise ValidationError({"sections": "Mỗi mục ghi một lần; có hai mục trùng tên."})
    plan = ActionPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    have = {section.title: section for section in plan.sections.all()}
    plan.sections.exclude(title__in=wanted).delete()
    # Away from the places that others are about to take.
    plan.sections.update(order=F("order") + 1000)
    for n, title in enumerate(wanted, 1):
        section = have.get(title) or PlanSection(plan=plan, title=title)
        section.order = n
        section.save()
    record(code="plans.plan.sections", obj=plan, data={"count": len(wanted)}, **actor_of(by))
    return list(plan.sections.order_by("order"))


def plan_of(document: OfficialDocument, *, year: int, by: Staff | None) -> ActionPlan | None:
    """Return the plan that the document's tasks belong to, made where the document is a plan; None for other kinds.

    Call it under the document's lock.
    """
    if document.kind not in PLAN_KINDS:
        return None
    found: ActionPlan | None = ActionPlan.objects.filter(document=document).first()
    if found:
        return found
    title = document.subject or str(document)
    return create_plan(organization=document.organization, title=title[:500], year=year, by=by, document=document)
