"""Tasks made of difficulties that cooperatives and villages raise; fills the hook of the room below."""

from __future__ import annotations

import datetime as dt

from django.core.exceptions import ValidationError
from django.urls import reverse

from cooperatives.models import Difficulty
from cooperatives.routing import Handed
from organizations.models import Organization, Staff
from plans.models import Assignment, Task
from plans.rights import may_issue, may_work
from plans.services import close_task, create_task, report_progress, stop_task


class DifficultyTasks:
    """See `cooperatives.routing.TaskMaker`."""

    def hand_out(self, difficulty: Difficulty, *, agency: Organization, due_on: dt.date, by: Staff) -> Handed:
        """Hand the difficulty to the agency in the name of the person's own organization."""
        if not may_issue(by):
            raise ValidationError("Chuyển khó khăn là giao nhiệm vụ: cần chuyên viên, văn thư hoặc lãnh đạo.")
        whose = difficulty.cooperative or difficulty.raiser or difficulty.unit
        text = f"Giải quyết, trả lời khó khăn của {whose}: {difficulty.title}. {difficulty.text}"
        task = create_task(
            organization=by.organization, text=text, leads=[agency], by=by, due_on=due_on,
            product="Văn bản trả lời", clause=f"Khó khăn, vướng mắc số {difficulty.pk}",
        )  # fmt: skip
        return Handed(task.pk, reverse("plans:task_detail", args=[task.pk]))

    def take_back(self, difficulty: Difficulty, *, reason: str, by: Staff) -> None:
        """Stop the task, where it still runs."""
        task = _open_task(difficulty)
        if task:
            stop_task(task=task, reason=reason, by=by)

    def settle(self, difficulty: Difficulty, *, answer: str, by: Staff) -> None:
        """Report the answer as the agency's result where the agency gave it; else end the task."""
        task = _open_task(difficulty)
        if task is None:
            return
        part = Assignment.objects.filter(task=task, organization=by.organization).first()
        if part and may_work(by, part):
            report_progress(assignment=part, text=answer, percent=100, by=by, asks_acceptance=True)
        else:
            close_task(task=task, by=by, comment=answer)


def _open_task(difficulty: Difficulty) -> Task | None:
    found = Task.objects.filter(pk=difficulty.task_id or 0, closed_at=None, stopped_at=None).first()
    return found
