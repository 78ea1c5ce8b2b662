"""The campaigns room."""

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "campaigns"
    verbose_name = "Chiến dịch"

    def ready(self) -> None:
        from audit.sentences import register
        from campaigns.reminders import ActivityReminders
        from campaigns.sentences import SENTENCES
        from notifications import sources

        register(SENTENCES)
        sources.register(ActivityReminders())
