"""The documents room."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        # Known by name to services, which may not import them.
        import documents.tasks  # noqa: F401
        from audit.sentences import register
        from documents.sentences import SENTENCES

        register(SENTENCES)
