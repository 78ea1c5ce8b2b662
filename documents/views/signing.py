"""The page on which a numbered document is signed, in one of three ways, and issued."""

from __future__ import annotations

import io
from functools import cached_property
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from django.views.generic import TemplateView

from documents.forms.handing import DeliverForm
from documents.forms.signing import RefuseToSignForm, ScanForm, ServerSignForm, SignedUploadForm
from documents.models import (
    DocumentState,
    IssuedFile,
    OfficialDocument,
    RefusedOriginal,
    ScanCheck,
    SignedAnnex,
    SignedFile,
)
from documents.queries.signing import SigningState, may_act, signing_state
from documents.services import files, issuing, stored
from documents.services.refusing import refuse_to_sign
from documents.services.signing import acts
from documents.services.signing.annexes import sign_annexes
from documents.services.signing.handing_in import PATIENCE, hand_in_scan, run_scan_check
from documents.views.acts import editable_or_404
from documents.views.files import damaged
from organizations.access import OFFICE, WORKERS, StaffRequiredMixin, staff_required
from organizations.models import Staff
from organizations.web import ServiceFormView


def document_to_sign(staff: Staff, pk: int) -> OfficialDocument:
    """Return the document; 404 where it is not visible, PermissionDenied for who neither signs nor keeps it."""
    visible = OfficialDocument.objects.visible_to(staff).select_related("organization").defer("source_text")
    document = get_object_or_404(visible, pk=pk)
    if not may_act(document, staff):
        raise PermissionDenied("Chỉ cơ quan giữ văn bản và người ký mở được trang ký.")
    return document


class SigningView(ServiceFormView):
    """What all forms of the page share: the page itself shows every form, each is sent to its own address."""

    roles = WORKERS
    template_name = "documents/document_sign.html"
    title = "Ký văn bản"
    way = ""

    def prepare(self) -> None:
        self.document = document_to_sign(self.staff, self.kwargs["pk"])
        state = signing_state(self.document, self.staff)
        if state is None:
            raise Http404("Văn bản chưa lấy số nên chưa ký được.")
        self.state: SigningState = state

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        form = kwargs.pop("form", None)
        shown = {
            "server_form": ServerSignForm(keys=self.state.keys),
            "upload_form": SignedUploadForm(),
            "scan_form": ScanForm(),
            "refuse_form": RefuseToSignForm(initial={"number": "keep"}),
            "annexes_form": ServerSignForm(keys=self.state.annex_keys),
        }
        if form is not None and self.way:
            shown[f"{self.way}_form"] = form
        for way, one in shown.items():
            one.helper.form_action = reverse(f"documents:document_sign_{way[:-5]}", args=[self.document.pk])
        return super().get_context_data(form=form, document=self.document, state=self.state, way=self.way, **shown)

    def get_success_url(self) -> str:
        return reverse("documents:document_sign", args=[self.document.pk])

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except stored.DamagedFile as error:
            return damaged(self.request, error)

    def tell(self) -> None:
        """Say how far the document is now."""
        if self.document.state == DocumentState.SIGNED:
            messages.success(self.request, "Văn bản đã ký đủ, sẵn sàng phát hành.")
        else:
            messages.success(self.request, "Đã nhận chữ ký của người có thẩm quyền; còn chờ đóng dấu số của cơ quan.")


class SignPageView(SigningView):
    """The page: what is signed, whose turn it is, three ways."""

    form_class = SignedUploadForm
    http_method_names = ["get", "head", "options"]


class SignOnServerView(SigningView):
    """Sign with a key that the portal reaches."""

    way = "server"
    form_class = ServerSignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "keys": self.state.keys}

    def perform(self, form: ServerSignForm) -> SignedFile:
        data = form.cleaned_data
        file = acts.sign_on_server(document=self.document, key=data["key"], secret=data["secret"], by=self.staff)
        self.tell()
        return file


class SignAnnexesView(SigningView):
    """Make the appendices files of their own, sealed by the office."""

    way = "annexes"
    form_class = ServerSignForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "keys": self.state.annex_keys}

    def perform(self, form: ServerSignForm) -> list[SignedAnnex]:
        data = form.cleaned_data
        made = sign_annexes(document=self.document, key=data["key"], secret=data["secret"], by=self.staff)
        messages.success(self.request, f"Đã đóng dấu số {len(made)} tệp phụ lục.")
        return made


class RefuseToSignView(SigningView):
    """Send the document back to its draft instead of signing it."""

    way = "refuse"
    form_class = RefuseToSignForm

    def perform(self, form: RefuseToSignForm) -> RefusedOriginal:
        data = form.cleaned_data
        kept = refuse_to_sign(
            document=self.document, by=self.staff, reason=data["reason"], keep_number=data["number"] == "keep"
        )
        messages.success(self.request, "Đã từ chối ký, văn bản trở lại dự thảo để sửa.")
        return kept

    def get_success_url(self) -> str:
        return reverse("documents:draft_review", args=[self.document.pk])


class UploadSignedView(SigningView):
    """Take in a PDF that was signed elsewhere."""

    way = "upload"
    form_class = SignedUploadForm

    def perform(self, form: SignedUploadForm) -> SignedFile:
        self.demand_hand_in()
        file = acts.accept_signed_file(document=self.document, content=form.content(), name=form.name(), by=self.staff)
        self.tell()
        return file

    def demand_hand_in(self) -> None:
        """Who may not hand in is told so by the service's words on the state first."""
        if self.state.waiting and not self.state.may_hand_in:
            raise PermissionDenied("Chỉ cơ quan giữ văn bản và người ký nộp được bản đã ký.")


class UploadScanView(UploadSignedView):
    """Take in the scan of the paper."""

    way = "scan"
    form_class = ScanForm

    def perform(self, form: ScanForm) -> Any:
        self.demand_hand_in()
        made = hand_in_scan(
            document=self.document,
            content=form.content(),
            name=form.name(),
            by=self.staff,
            looked_over=form.cleaned_data["looked_over"],
        )
        self.tell()
        return made

    def get_success_url(self) -> str:
        waits = isinstance(self.object, ScanCheck)
        return str(self.object.get_absolute_url()) if waits else super().get_success_url()


class ScanCheckView(StaffRequiredMixin, TemplateView):
    """How the comparison of a scan of several pages goes; looks again by itself until it is done."""

    roles = WORKERS
    template_name = "documents/scan_check.html"

    def _check(self) -> ScanCheck:
        document = document_to_sign(self.staff, self.kwargs["pk"])
        checks = ScanCheck.objects.filter(document=document).select_related("document", "by__user")
        return get_object_or_404(checks, pk=self.kwargs["check"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        check = self._check()
        late = timezone.now() - check.created_at > PATIENCE
        shown = {**kwargs, "check": check, "late": late, "title": "So bản quét với bản gốc"}
        return super().get_context_data(**shown)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Compare now, in this request: the way out where no worker comes."""
        check = self._check()
        run_scan_check(check_id=check.pk)
        return HttpResponseRedirect(check.get_absolute_url())


class IssueView(ServiceFormView):
    """Issue the signed document: into force, and to whom."""

    roles = OFFICE
    form_class = DeliverForm
    template_name = "documents/document_issue.html"
    title = "Phát hành văn bản"

    @cached_property
    def document(self) -> OfficialDocument:
        """The document to issue, looked for once a request."""
        return editable_or_404(self.staff, self.kwargs["pk"])

    def get_form(self, form_class: Any = None) -> DeliverForm:
        form = super().get_form(form_class)
        form.fields["targets"].required = False
        form.helper.inputs[0].value = "Phát hành"
        return form

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "document": self.document, "staff": self.staff}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(document=self.document, **kwargs)

    def perform(self, form: DeliverForm) -> OfficialDocument:
        chosen = form.organizations()
        document = issuing.issue_document(document=self.document, by=self.staff, organizations=chosen)
        messages.success(self.request, f"Đã phát hành văn bản, gửi tới {len(chosen)} nơi trên cổng.")
        return document

    def get_success_url(self) -> str:
        return reverse("documents:document_detail", args=[self.document.pk])


@require_safe
@staff_required()
def document_original(request: HttpRequest, pk: int) -> HttpResponse | FileResponse:
    """The frozen file without signatures: to print, or to compare."""
    staff = request.staff  # type: ignore[attr-defined]
    document = get_object_or_404(OfficialDocument.objects.visible_to(staff), pk=pk)
    issued = get_object_or_404(IssuedFile, document=document)
    return _stored(request, issued.file_name, issued.digest, files.file_name(document, "pdf"), "application/pdf")


@require_safe
@staff_required()
def signed_file(request: HttpRequest, pk: int, file: int) -> HttpResponse | FileResponse:
    """One signed revision or scan, as it was handed in."""
    staff = request.staff  # type: ignore[attr-defined]
    document = get_object_or_404(OfficialDocument.objects.visible_to(staff), pk=pk)
    row = get_object_or_404(SignedFile, document=document, pk=file)
    name = files.file_name(document, stored.ENDINGS[row.content_type])
    return _stored(request, row.file_name, row.digest, name, row.content_type)


@require_safe
@staff_required()
def signed_annex(request: HttpRequest, pk: int, number: int) -> HttpResponse | FileResponse:
    """One appendix as a file of its own."""
    staff = request.staff  # type: ignore[attr-defined]
    document = get_object_or_404(OfficialDocument.objects.visible_to(staff), pk=pk)
    row = get_object_or_404(SignedAnnex, document=document, number=number)
    name = files.file_name(document, "pdf").replace(".pdf", f" - Phụ lục {row.number}.pdf")
    return _stored(request, row.file_name, row.digest, name, "application/pdf")


def _stored(request: HttpRequest, name: str, digest: str, shown: str, content_type: str) -> HttpResponse | FileResponse:
    try:
        content = stored.fetch(name, digest)
    except stored.DamagedFile as error:
        return damaged(request, error)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=shown, content_type=content_type)
