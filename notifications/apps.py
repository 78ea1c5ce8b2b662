"""The notifications room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Thông báo, nhắc việc"

    def ready(self) -> None:
        from audit.sentences import register
        from notifications.sentences import SENTENCES

        register(SENTENCES)
