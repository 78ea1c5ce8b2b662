"""The documents room."""

from typing import Any

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"
    verbose_name = "Văn bản"

    def ready(self) -> None:
        # Known by name to services, which may not import them.
        import documents.tasks  # noqa: F401
        from audit.sentences import register
        from documents.sentences import SENTENCES
        from organizations import moving

        register(SENTENCES)
        moving.register("documents", agencies=_unissued)


def _unissued(agencies: Any) -> Any:
    """What an agency should settle before it is merged."""
    from documents.models import OfficialDocument
    from documents.models.states import UNISSUED
    from organizations.moving import Moving

    drafts = OfficialDocument.objects.filter(organization__in=agencies, state__in=UNISSUED)
    yield Moving("văn bản chưa phát hành", drafts.count(), "giữ tên cơ quan cũ; nên phát hành hoặc bỏ trước")
