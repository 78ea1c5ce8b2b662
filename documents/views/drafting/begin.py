"""Beginning a draft, and the office's own templates."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST

from documents.authoring.beginnings import builtin
from documents.authoring.builtin import TEMPLATES
from documents.forms.beginning import MOST_SHOWN, BeginForm, TemplateForm
from documents.models import DraftTemplate, OfficialDocument
from documents.queries.drafts import answerable_documents, earlier_documents, issuers_for, may_draft
from documents.services import beginnings
from documents.views.drafting.common import authored_or_404
from organizations.access import WORKERS, staff_required
from organizations.web import ServiceFormView


class DraftBeginView(ServiceFormView):
    """Choose from what to begin; on to the editor."""

    roles = WORKERS
    form_class = BeginForm
    template_name = "documents/drafting/begin.html"
    title = "Soạn văn bản mới"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: BeginForm) -> OfficialDocument:
        data = form.cleaned_data
        common: dict[str, Any] = {"organization": data["organization"], "by": self.staff}
        how = data["how"]
        if how == "builtin":
            template = builtin(data["builtin"])
            assert template is not None  # noqa: S101 - the form offers only those that are there
            return beginnings.begin_from_builtin(template=template, **common)
        if how == "template":
            return beginnings.begin_from_template(template=data["template"], **common)
        if how == "earlier":
            return beginnings.begin_from_earlier(earlier=data["document"], by=self.staff)
        if how == "answer":
            return beginnings.begin_answer(answered=data["document"], **common)
        if how == "file":
            file = data["file"]
            return beginnings.begin_from_file(data=file.read(), filename=file.name, **common)
        return beginnings.begin_blank(kind=data["kind"], **common)

    def get_success_url(self) -> str:
        return reverse("documents:draft_edit", args=[self.object.pk])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = self.request.GET.get("q", "")
        issuers = [organization.pk for organization in issuers_for(self.staff)]
        asked = self.request.GET.get("tra_loi", "")
        answer = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 18 else None
        return super().get_context_data(
            builtins=TEMPLATES,
            templates=DraftTemplate.objects.filter(organization__in=issuers).select_related("organization"),
            earlier=earlier_documents(self.staff, words).select_related("organization")[:MOST_SHOWN],
            answerable=self._answerable(words, answer),
            words=words,
            answer=answer,
            **kwargs,
        )

    def _answerable(self, words: str, answer: int | None) -> list[OfficialDocument]:
        """The one that the address names comes first, however many there are."""
        every = answerable_documents(self.staff).select_related("organization")
        first = list(every.filter(pk=answer)) if answer else []
        found = answerable_documents(self.staff, words).select_related("organization").exclude(pk=answer or 0)
        return first + list(found[:MOST_SHOWN])


@require_POST
@staff_required(*WORKERS)
def template_save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a document's text as a template of the office."""
    staff = request.staff  # type: ignore[attr-defined]
    document = authored_or_404(staff, pk)
    form = TemplateForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy đặt tên cho mẫu, tối đa 150 ký tự.")
    else:
        try:
            beginnings.save_template(document=document, by=staff, name=form.cleaned_data["name"])
            messages.success(request, "Đã lưu làm mẫu của cơ quan.")
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    back = "documents:draft_edit" if document.is_draft and may_draft(document, staff) else "documents:document_detail"
    return HttpResponseRedirect(reverse(back, args=[pk]))


@require_POST
@staff_required(*WORKERS)
def template_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a template out of use."""
    staff = request.staff  # type: ignore[attr-defined]
    issuers = [organization.pk for organization in issuers_for(staff)]
    template = get_object_or_404(DraftTemplate.objects.filter(organization__in=issuers), pk=pk)
    beginnings.drop_template(template=template, by=staff)
    messages.success(request, "Đã bỏ mẫu.")
    return HttpResponseRedirect(reverse("documents:draft_begin"))
