"""The documents room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        from audit.sentences import register
        from documents.sentences import SENTENCES

        register(SENTENCES)
