"""The organizations room."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    name = "organizations"
    verbose_name = "Tổ chức"

    def ready(self) -> None:
        from audit.sentences import register
        from organizations.sentences import SENTENCES

        register(SENTENCES)
