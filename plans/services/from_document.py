"""Making a document's tasks: what was reviewed becomes work, once."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from audit.services import record
from coopportal.fields import Searchable
from coopportal.text import fold, one_line
from documents.models import OfficialDocument, ProposedTask
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import TreeFormatError
from documents.services import deliver
from organizations.models import Organization, Staff
from organizations.services.directory import actor_of
from plans.clauses import Citer
from plans.deadlines import first_due, period_of
from plans.judging import Judge
from plans.models import ActionPlan, Assignment, Part, PlanSection, Task
from plans.services import notices
from plans.services.parties import Expander, assignments_of
from plans.services.plans import plan_of
from plans.status import day_of

Parts = dict[int, tuple[Organization, str]]


@dataclass
class Source:
    """What all tasks of one document share."""

    document: OfficialDocument
    plan: ActionPlan | None
    by: Staff | None
    at: dt.datetime
    citer: Citer


@transaction.atomic
def make_tasks(*, document: OfficialDocument, by: Staff | None, at: dt.datetime | None = None) -> list[Task]:
    """Make a task of each proposal of the document that is included, names an agency and has none yet.

    Groups become one assignment a member. The document is delivered to the agencies and set going, and their people are
    told once. A second call, also one at the same moment, makes nothing that is there and returns []. Proposals without
    an agency stay for later (`plans.queries.waiting_proposals`).
    """
    at = at or timezone.now()
    document = (
        OfficialDocument.objects.select_for_update(of=("self",)).select_related("organization").get(pk=document.pk)
    )
    wanted = _with_parties(_proposals(document))
    if not wanted:
        return []
    year = (document.issued_on or day_of(at)).year
    source = Source(
        document=document,
        plan=plan_of(document, year=year, by=by),
        by=by,
        at=at,
        citer=_citer(document),
    )
    tasks = _save([_task(proposal, source) for proposal, _ in wanted], [parts for _, parts in wanted], at)
    _hand_out(source, [parts for _, parts in wanted])
    said = {"count": len(tasks), "agencies": len({pk for _, parts in wanted for pk in parts})}
    record(code="plans.document.tasks_made", obj=document, data=said, **actor_of(by))
    return tasks


def _proposals(document: OfficialDocument) -> list[ProposedTask]:
    found = ProposedTask.objects.filter(document=document, included=True, task__isnull=True).order_by("order", "pk")
    return list(found.prefetch_related("parties__organization", "parties__group"))


def _with_parties(proposals: list[ProposedTask]) -> list[tuple[ProposedTask, Parts]]:
    """Return the proposals whose lead is known.

    Where the text names a lead that nobody has matched yet, the task waits: who only coordinates does not take its
    place. Where it names none at all, those who coordinate do it together.
    """
    expander, found = Expander(), []
    for proposal in proposals:
        rows = proposal.parties.all()
        chosen = [(party.part, party.organization or party.group) for party in rows]
        leads = [who for part, who in chosen if who and part == Part.LEAD]
        others = [who for part, who in chosen if who and part != Part.LEAD]
        names_a_lead = any(party.part == Part.LEAD for party in rows)
        parts = expander.parts(leads if names_a_lead else others, others)
        if any(part == Part.LEAD for _, part in parts.values()):
            found.append((proposal, parts))
    return found


def _citer(document: OfficialDocument) -> Citer:
    try:
        return Citer(document.official)
    except TreeFormatError:
        return Citer(Tree())


def _task(proposal: ProposedTask, source: Source) -> Task:
    document = source.document
    today = day_of(source.at)
    due_on = first_due(due_on=proposal.due_on, recurrence=proposal.recurrence, today=today)
    starts_on = proposal.starts_on if not (proposal.starts_on and due_on and proposal.starts_on > due_on) else None
    task = Task(
        organization=document.organization,
        document=document,
        proposed=proposal,
        plan=source.plan,
        number=str(proposal.order),
        text=one_line(proposal.text),
        clause=source.citer.cite(proposal.text)[:255],
        starts_on=starts_on,
        due_on=due_on,
        due_text=proposal.due_text,
        recurrence=proposal.recurrence,
        period_on=period_of(proposal.recurrence, today),
        created_by=source.by,
        assigned_at=source.at,
    )
    task.clean_fields(exclude=["organization", "document", "proposed", "plan", "created_by"])
    task.heading = one_line(source.citer.section(proposal.text))[:300] if source.plan else ""  # type: ignore[attr-defined]
    return task


def _save(tasks: list[Task], parts: list[Parts], at: dt.datetime) -> list[Task]:
    """Write tasks and assignments in two statements, however many there are."""
    for task in tasks:
        task.search_text = fold(" ".join(Searchable.search_parts(task)))
    _place_in_sections(tasks)
    made = Task.objects.bulk_create(tasks)
    judge = Judge()
    rows = [row for task, part in zip(made, parts, strict=True) for row in assignments_of(task, part, at, judge)]
    Assignment.objects.bulk_create(rows, batch_size=1000)
    return made


def _place_in_sections(tasks: list[Task]) -> None:
    """Make the parts of the plan that the tasks' headings name; `clause` was cited from the same paper."""
    plan = tasks[0].plan
    if plan is None:
        return
    have = {section.title: section for section in plan.sections.all()}
    wanted = dict.fromkeys(task.heading for task in tasks if task.heading and task.heading not in have)  # type: ignore[attr-defined]
    rows = [PlanSection(plan=plan, order=len(have) + n, title=title) for n, title in enumerate(wanted, 1)]
    have |= {row.title: row for row in PlanSection.objects.bulk_create(rows)}
    for task in tasks:
        task.section = have.get(task.heading)  # type: ignore[attr-defined]


def _hand_out(source: Source, parts: list[Parts]) -> None:
    organizations = {pk: organization for part in parts for pk, (organization, _) in part.items()}
    document = source.document
    deliver(document=document, organizations=list(organizations.values()), by=source.by, at=source.at)
    notices.tell_document_assigned(document, set(organizations), source.at)
