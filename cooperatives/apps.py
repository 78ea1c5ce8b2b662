"""The cooperatives room."""

from django.apps import AppConfig


class CooperativesConfig(AppConfig):
    name = "cooperatives"
    verbose_name = "Hợp tác xã"

    def ready(self) -> None:
        from audit.sentences import register
        from cooperatives.sentences import SENTENCES

        register(SENTENCES)
