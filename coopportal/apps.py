"""The house itself as a Django app: shared template tags, commands, database extensions."""

from django.apps import AppConfig


class CoopPortalConfig(AppConfig):
    name = "coopportal"
    verbose_name = "CoopPortal"

    def ready(self) -> None:
        from coopportal import middleware  # noqa: F401 (its clock of sessions listens to every login)
