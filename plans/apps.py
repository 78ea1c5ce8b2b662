"""The plans room."""

from typing import Any

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch, nhiệm vụ"

    def ready(self) -> None:
        from django.db.models.signals import post_delete, post_save

        from audit.sentences import register
        from cooperatives import routing
        from documents.signals import document_withdrawn
        from notifications import sources
        from organizations import moving
        from organizations.models import CalendarException
        from organizations.signals import organization_merged
        from plans.difficulties import DifficultyTasks
        from plans.reminders import AssignmentReminders
        from plans.sentences import SENTENCES

        for change in (post_save, post_delete):
            change.connect(_judge_again, sender=CalendarException, dispatch_uid=f"plans-judge-again-{id(change)}")
        document_withdrawn.connect(_stop_tasks, dispatch_uid="plans-stop-tasks")
        organization_merged.connect(_take_over, dispatch_uid="plans-take-over")
        register(SENTENCES)
        moving.register("plans", agencies=_open_work)
        routing.register(DifficultyTasks())
        sources.register(AssignmentReminders())


def _take_over(*, organization: Any, into: Any, by: Any, at: Any, **_: Any) -> None:
    """Open work goes to who takes over, in the transaction of the merging."""
    from plans.services.merging import take_over

    take_over(organization=organization, into=into, by=by, at=at)


def _open_work(agencies: Any) -> Any:
    """What a merging of agencies moves."""
    from plans.queries.merging import open_work

    return open_work(agencies)


def _stop_tasks(*, document: Any, reason: str, by: Any, at: Any, **_: Any) -> None:
    """What a document ordered that is in force no longer is not to be done, nor reminded of."""
    from plans.services.withdrawal import stop_tasks_of

    stop_tasks_of(document=document, reason=reason, by=by, at=at)


def _judge_again(**_: Any) -> None:
    """Deadlines are judged by the calendar as it stands now, also where a decree moves a day off late."""
    from plans.services import judge_again

    judge_again()
