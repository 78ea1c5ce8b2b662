"""The plans room."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "plans"
    verbose_name = "Kế hoạch, nhiệm vụ"

    def ready(self) -> None:
        from audit.sentences import register
        from notifications import sources
        from plans.reminders import AssignmentReminders
        from plans.sentences import SENTENCES

        register(SENTENCES)
        sources.register(AssignmentReminders())
