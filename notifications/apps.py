"""The notifications room."""

from django.apps import AppConfig


class NotificationsConfig(AppConfig):
    name = "notifications"
    verbose_name = "Thông báo, nhắc việc"

    def ready(self) -> None:
        # Known by name to services, which may not import them.
        import notifications.tasks  # noqa: F401
        from audit.sentences import register
        from notifications.sentences import SENTENCES

        register(SENTENCES)
