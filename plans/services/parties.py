"""Who gets a task: organizations and groups as chosen, expanded to one part an organization."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError

from organizations.models import Organization, OrganizationGroup
from plans.judging import Judge
from plans.models import Assignment, Part, Task

Chosen = Organization | OrganizationGroup


@dataclass
class Expander:
    """Expands groups, each one at most once however many tasks name it."""

    _known: dict[int, list[Organization]] = field(default_factory=dict)

    def organizations(self, chosen: Iterable[Chosen]) -> list[Organization]:
        """Return the active organizations that the choice stands for, in order, each once."""
        found: dict[int, Organization] = {}
        for one in chosen:
            for organization in self._members(one) if isinstance(one, OrganizationGroup) else [one]:
                found.setdefault(organization.pk, organization)
        return list(found.values())

    def _members(self, group: OrganizationGroup) -> list[Organization]:
        if group.pk not in self._known:
            self._known[group.pk] = list(group.expand())
        return self._known[group.pk]

    def parts(self, leads: Iterable[Chosen], coordinators: Iterable[Chosen]) -> dict[int, tuple[Organization, str]]:
        """Return the part of each organization by its id; who leads does not coordinate as well."""
        parts = {o.pk: (o, Part.LEAD.value) for o in self.organizations(leads)}
        for organization in self.organizations(coordinators):
            parts.setdefault(organization.pk, (organization, Part.COORDINATING.value))
        return parts


def require_lead(parts: dict[int, tuple[Organization, str]]) -> None:
    """Raise ValidationError at `leads` where nobody would lead."""
    if not any(part == Part.LEAD for _, part in parts.values()):
        raise ValidationError(
            {"leads": "Hãy chọn ít nhất một cơ quan chủ trì; nhóm đã chọn phải có tổ chức đang hoạt động."}
        )


def assignments_of(
    task: Task, parts: dict[int, tuple[Organization, str]], at: dt.datetime, judge: Judge
) -> list[Assignment]:
    """Return the rows of a task's parts in its present period, not saved yet; `task` must have its id."""
    moved = judge.moved(task.due_on, task.organization)
    return [
        Assignment(
            task=task,
            organization=organization,
            part=part,
            starts_on=task.starts_on,
            due_on=task.due_on,
            original_due_on=task.due_on,
            moved_due_on=moved,
            period_on=task.period_on,
            assigned_at=at,
        )
        for organization, part in parts.values()
    ]


def check_days(*, starts_on: dt.date | None, due_on: dt.date | None, today: dt.date) -> None:
    """Raise ValidationError at the field for a day that can only be a slip: another age, or before the start."""
    for name, day in (("starts_on", starts_on), ("due_on", due_on)):
        if day and not 2000 <= day.year <= today.year + 15:
            raise ValidationError({name: f"Năm {day.year} có vẻ nhầm; hãy kiểm tra lại ngày."})
    if starts_on and due_on and due_on < starts_on:
        raise ValidationError({"due_on": "Hạn hoàn thành không được trước ngày bắt đầu."})


def names_of(parts: Sequence[tuple[Organization, str]]) -> list[str]:
    """Return the organizations' names, for the trail."""
    return [str(organization) for organization, _ in parts]
