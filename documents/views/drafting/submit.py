"""Submitting a draft with its slip."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from documents.forms.reviewing import SubmitForm
from documents.models import DraftSession, OfficialDocument, SubmissionSlip
from documents.official.checking import check
from documents.official.kinds import LETTER
from documents.official.tree import OfficialDocument as Tree
from documents.queries.bases import doubts_about
from documents.queries.reviewing import reviewers_for
from documents.services import reviewing
from documents.views.drafting.common import draft_or_404, form_of
from documents.views.drafting.side import unfilled
from organizations.access import WORKERS
from organizations.web import ServiceFormView


class DraftSubmitView(ServiceFormView):
    """Fill in the phiếu trình, see what is still wrong, send it on."""

    roles = WORKERS
    form_class = SubmitForm
    template_name = "documents/drafting/submit.html"
    title = "Trình duyệt"

    def prepare(self) -> None:
        self.document = draft_or_404(self.staff, self.kwargs["pk"])
        if not self.document.is_draft:
            raise PermissionDenied("Văn bản đã được trình.")
        empty = [one.finding for one in unfilled(form_of(self.document))]
        self.wrong = empty[:1] + [f for f in check(self.document.official) if f.severity == "error"]

    def get_form_kwargs(self) -> dict[str, Any]:
        reviewers = reviewers_for(self.document, self.staff)
        return {**super().get_form_kwargs(), "reviewers": reviewers, "wrong": self.wrong}

    def get_initial(self) -> dict[str, Any]:
        return _proposed(self.document)

    def perform(self, form: SubmitForm) -> SubmissionSlip:
        slip = reviewing.submit(document=self.document, by=self.staff, to=form.reviewer(), slip=form.cleaned_data)
        messages.success(self.request, f"Đã trình đến {slip.to.full_name}.")
        return slip

    def get_success_url(self) -> str:
        return reverse("documents:draft_review", args=[self.document.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        tree = self.document.official
        bases = [node.text or "" for node in tree.body if node.level == "basis"]
        unsaved = DraftSession.objects.filter(document=self.document, typed__isnull=False).select_related("staff__user")
        return super().get_context_data(
            document=self.document,
            wrong=self.wrong,
            doubts=doubts_about([*bases, *tree.legal_bases], self.staff).values(),
            unsaved=list(unsaved),
            comments=self.document.comments.filter(settled_at__isnull=True).count(),
            **kwargs,
        )


def _proposed(document: OfficialDocument) -> dict[str, Any]:
    """Return what the slip says before anybody types: the last slip's words, else those of the draft."""
    last = document.slips.first()
    if last:
        return {name: getattr(last, name) for name in reviewing.SLIP_FIELDS} | {"to": f"{last.to_id}"}
    tree: Tree = document.official
    answered, subject = document.answers, tree.subject or ""
    return {
        "summary": f"V/v {subject}" if tree.kind == LETTER else f"{document.get_kind_display()}: {subject}",
        "requested_by": f"{answered}" if answered else "",
        "related": "\n".join(f"- {basis};" for basis in tree.legal_bases),
        "proposal": "Kính trình đồng chí xem xét, ký ban hành./.",
    }
