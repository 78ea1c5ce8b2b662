"""The cooperatives room."""

from typing import Any

from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "cooperatives"
    verbose_name = "Hợp tác xã"

    def ready(self) -> None:
        from audit.sentences import register
        from cooperatives.reminders import CollectingReminders, FiguresReminders
        from cooperatives.sentences import SENTENCES
        from notifications import sources
        from organizations import moving
        from organizations.signals import unit_merged

        register(SENTENCES)
        moving.register("cooperatives", unit=_of_unit)
        sources.register(FiguresReminders())
        sources.register(CollectingReminders())
        unit_merged.connect(_follow, dispatch_uid="cooperatives-follow-unit")


def _follow(*, unit: Any, into: Any, by: Any, decree: str, **_: Any) -> None:
    """Sheets go on under the unit that follows theirs, in the transaction of the merging."""
    from cooperatives.services.succession import follow_unit

    follow_unit(unit=unit, into=into, by=by, decree=decree)


def _of_unit(unit: Any) -> Any:
    """What a merging of communes moves."""
    from cooperatives.queries.succession import of_unit

    return of_unit(unit)
