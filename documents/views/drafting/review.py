"""The review of a draft: the text with remarks at its places, the slip, the steps, the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView

from documents.authoring.blocks import places_of, to_blocks
from documents.forms.reviewing import CommentForm, OpinionForm
from documents.models import DraftComment, OfficialDocument
from documents.queries.attachments import attached
from documents.queries.drafts import may_draft
from documents.queries.reviewing import comments_of, drafted, may_review, reviewers_for, right_to_approve
from documents.queries.signers import is_personal
from documents.services import approving, preview, reviewing
from documents.views.drafting.common import authored_or_404
from organizations.access import WORKERS, StaffRequiredMixin, staff_required
from organizations.models import Staff
from organizations.web import add_errors

_DONE = {
    "approve": "Đã duyệt; văn bản đã lấy số, chờ ký.",
    "return": "Đã trả lại người soạn.",
    "forward": "Đã trình tiếp.",
    "withdraw": "Đã rút lại; bạn có thể sửa tiếp.",
}


class DraftReviewView(StaffRequiredMixin, TemplateView):
    """Everybody who sees the draft may read and remark; whom it waits for decides."""

    template_name = "documents/drafting/review.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.document = authored_or_404(self.staff, self.kwargs["pk"])
        self.form = OpinionForm(reviewers=self._reviewers())
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.document = authored_or_404(self.staff, self.kwargs["pk"])
        self.form = OpinionForm(request.POST, reviewers=self._reviewers())
        action = request.POST.get("action", "")
        if not self.form.is_valid() or action not in _DONE:
            return self.page(422)
        try:
            self._act(action, self.form.cleaned_data["opinion"])
        except ValidationError as error:
            add_errors(self.form, error)
            return self.page(422)
        messages.success(request, _DONE[action])
        back = "documents:document_detail" if action == "approve" else "documents:draft_review"
        return HttpResponseRedirect(reverse(back, args=[self.document.pk]))

    def _act(self, action: str, opinion: str) -> None:
        given: dict[str, Any] = {"document": self.document, "by": self.staff}
        if action == "approve":
            approving.approve(opinion=opinion, **given)
        elif action == "return":
            reviewing.return_draft(opinion=opinion, **given)
        elif action == "withdraw":
            reviewing.withdraw(**given)
        else:
            to = self.form.people.get(self.form.cleaned_data["to"])
            if to is None:
                raise ValidationError({"to": "Hãy chọn người xem xét tiếp."})
            reviewing.forward(to=to, opinion=opinion, **given)

    def _reviewers(self) -> list[Staff]:
        return reviewers_for(self.document, self.staff) if may_review(self.document, self.staff) else []

    def page(self, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        document, staff = self.document, self.staff
        reviewing_now = may_review(document, staff)
        right = right_to_approve(document, staff) if reviewing_now else None
        comments = list(comments_of(document))
        tree = document.official
        return super().get_context_data(
            title=f"Duyệt: {document}"[:120],
            document=document,
            form=self.form,
            blocks=_with_comments(document, comments),
            loose=[c for c in comments if not c.where],
            open_count=sum(c.settled_at is None for c in comments),
            slip=document.slips.select_related("by__user", "to__user").first(),
            steps=document.review_steps.select_related("by__user", "to__user"),
            may_draft=may_draft(document, staff),
            may_review=reviewing_now,
            own_draft=reviewing_now and drafted(document, staff),
            right=right,
            authority=[*right.authority(personal=is_personal(tree)), right.title] if right else [],
            preview=preview.preview_of(document, tree) if document.is_changing else None,
            attached=attached(document),
            tree=tree,
            **kwargs,
        )


def _with_comments(document: OfficialDocument, comments: list[DraftComment]) -> list[dict[str, Any]]:
    """Return the text block by block, each with the remarks at its place."""
    tree = document.official
    blocks = to_blocks(tree.body, tree.appendices)
    at: dict[str, list[DraftComment]] = {}
    for comment in comments:
        at.setdefault(comment.where, []).append(comment)
    return [
        {"block": block, "where": where, "comments": at.get(where, [])}
        for block, where in zip(blocks, places_of(tree.body, tree.appendices), strict=True)
    ]


@require_POST
@staff_required()
def draft_comment(request: HttpRequest, pk: int) -> HttpResponse:
    """Remark on a place of the draft."""
    staff = request.staff  # type: ignore[attr-defined]
    document = authored_or_404(staff, pk)
    if staff.role not in WORKERS:
        raise PermissionDenied("Vai trò của bạn không góp ý được.")
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy viết nội dung góp ý.")
        return HttpResponseRedirect(reverse("documents:draft_review", args=[pk]))
    where = form.cleaned_data["where"]
    try:
        made = reviewing.comment(
            document=document, by=staff, text=form.cleaned_data["text"], where=where, quote=_quote(document, where)
        )
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return HttpResponseRedirect(reverse("documents:draft_review", args=[pk]))
    return HttpResponseRedirect(reverse("documents:draft_review", args=[pk]) + f"#gop-y-{made.pk}")


def _quote(document: OfficialDocument, where: str) -> str:
    tree = document.official
    at = dict(zip(places_of(tree.body, tree.appendices), to_blocks(tree.body, tree.appendices), strict=True))
    block = at.get(where)
    return " ".join(part for part in (block.title, block.text) if part)[:200] if block else ""


@require_POST
@staff_required(*WORKERS)
def comment_settle(request: HttpRequest, pk: int, comment: int) -> HttpResponse:
    """Note that a remark was dealt with."""
    staff = request.staff  # type: ignore[attr-defined]
    document = authored_or_404(staff, pk)
    row = get_object_or_404(document.comments.all(), pk=comment)
    reviewing.settle_comment(comment=row, by=staff)
    back = "documents:draft_edit" if request.POST.get("from") == "edit" else "documents:draft_review"
    return HttpResponseRedirect(reverse(back, args=[pk]))
