"""The register of the post and that of filed copies: the clerk's entries."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone

from documents.forms.mailing import ConfirmForm, CopyUseForm, CopyUseUpdateForm, PostingForm, PostingUpdateForm
from documents.models import CopyUse, OutgoingEntry, Posting
from documents.queries.incoming import REGISTRARS
from documents.services import mailing
from organizations.web import ServiceFormView


class _EntryView(ServiceFormView):
    """A form about a document of the own outgoing register; 404 for another office's."""

    roles = REGISTRARS
    template_name = "components/form_page.html"
    slug = ""

    def prepare(self) -> None:
        own = OutgoingEntry.objects.filter(organization=self.staff.organization_id, document__isnull=False)
        self.entry = get_object_or_404(own, pk=self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=f"{self.entry}: {self.entry.subject}", **kwargs)

    def get_success_url(self) -> str:
        return reverse("documents:register", args=[self.slug])


class PostingCreateView(_EntryView):
    """Enter what was handed to the post."""

    form_class = PostingForm
    template_name = "documents/posting_form.html"
    title = "Gửi văn bản đi bưu điện"
    slug = "buu-dien"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "entry": self.entry}

    def perform(self, form: PostingForm) -> list[Posting]:
        data = form.cleaned_data
        made = mailing.post_letters(
            entry=self.entry, sent_on=data["sent_on"], to=form.to(), note=data["note"], by=self.staff
        )
        messages.success(self.request, f"Đã ghi {len(made)} dòng sổ gửi bưu điện.")
        return made


class CopyUseCreateView(_EntryView):
    """Enter who takes the filed copy in hand."""

    form_class = CopyUseForm
    title = "Cho sử dụng bản lưu"
    success_message = "Đã ghi sổ sử dụng bản lưu."
    slug = "ban-luu"

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "staff": self.staff}

    def perform(self, form: CopyUseForm) -> CopyUse:
        values = {name: form.cleaned_data[name] for name in CopyUseForm.base_fields}
        return mailing.lend_copy(entry=self.entry, by=self.staff, **values)


class _LineView(_EntryView):
    """A form about a line of the own register; 404 for another office's."""

    model: type[Posting | CopyUse]
    success_message = "Đã lưu dòng sổ."

    def prepare(self) -> None:
        own = self.model.objects.filter(organization=self.staff.organization_id).select_related("entry")
        self.line = get_object_or_404(own, pk=self.kwargs["pk"])
        self.entry = self.line.entry

    def get_initial(self) -> dict[str, Any]:
        values = {name: getattr(self.line, name, None) for name in self.form_class.base_fields}
        return values | {"struck": bool(self.line.cancelled_at)}

    def values(self, form: Any) -> dict[str, Any]:
        """Return what was typed, by field."""
        return {name: form.cleaned_data[name] for name in self.form_class.base_fields}


class PostingUpdateView(_LineView):
    """The post's receipt of one line, or a correction of it."""

    model = Posting
    form_class = PostingUpdateForm
    title = "Dòng sổ gửi văn bản đi bưu điện"
    slug = "buu-dien"

    def perform(self, form: PostingUpdateForm) -> Posting:
        return mailing.correct_posting(line=self.line, by=self.staff, **self.values(form))


class CopyUseUpdateView(_LineView):
    """The return of a filed copy, or a correction of its line."""

    model = CopyUse
    form_class = CopyUseUpdateForm
    title = "Dòng sổ sử dụng bản lưu"
    slug = "ban-luu"

    def perform(self, form: CopyUseUpdateForm) -> CopyUse:
        return mailing.correct_copy_use(line=self.line, by=self.staff, **self.values(form))


class PostingConfirmView(ServiceFormView):
    """The post's receipt for all that went on one day."""

    roles = REGISTRARS
    form_class = ConfirmForm
    template_name = "components/form_page.html"
    title = "Bưu điện ký nhận"

    def get_initial(self) -> dict[str, Any]:
        return {"sent_on": timezone.localdate(), "confirmed_on": timezone.localdate()}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        waiting = mailing.unconfirmed(self.staff.organization)
        return super().get_context_data(lead=f"{waiting} dòng chưa có ký nhận của bưu điện.", **kwargs)

    def perform(self, form: ConfirmForm) -> int:
        count = mailing.confirm_postings(organization=self.staff.organization, by=self.staff, **form.cleaned_data)
        messages.success(self.request, f"Đã ghi bưu điện ký nhận {count} dòng.")
        return count

    def get_success_url(self) -> str:
        return reverse("documents:register", args=["buu-dien"])
