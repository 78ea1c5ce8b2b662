"""Keys, pictures and roots of signatures: the administrator's pages, and the own picture of who signs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe
from django.views.generic import TemplateView

from documents.forms.signing import AuthorityForm, FileKeyForm, ImageForm, RevocationForm, TokenKeyForm
from documents.models import Holder, RevocationList, SignatureImage, SigningKey, TrustedAuthority
from documents.queries import signing as queries
from documents.services.signing import authorities, images, keys, revocation
from organizations.access import StaffRequiredMixin, staff_required
from organizations.models import Role, Staff
from organizations.web import ServiceFormView

ADMINISTRATORS = (Role.ADMINISTRATOR,)
WITH_IMAGE = (Role.LEADER, Role.CLERK, Role.CONTACT)


def demand_root(staff: Staff) -> None:
    """Roots count for every office of the portal; only who looks after a whole province decides on them."""
    if staff.organization.depth:
        raise PermissionDenied("Chỉ quản trị cấp tỉnh quyết định tổ chức chứng thực nào được tin cậy.")


class KeyListView(StaffRequiredMixin, TemplateView):
    """Who can sign on the server, with what, and whom the portal believes."""

    roles = ADMINISTRATORS
    template_name = "documents/key_list.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        shown = list(queries.keys_of(self.staff)[:300])
        return super().get_context_data(
            title="Khóa ký số",
            keys=shown,
            revoked=revocation.revoked_among(shown),
            revocations=RevocationList.objects.all(),
            images=queries.images_of(self.staff)[:300],
            authorities=queries.authorities(),
            **kwargs,
        )


class KeyFormView(ServiceFormView):
    """A form of the administrator; back to the list."""

    roles = ADMINISTRATORS
    template_name = "components/form_page.html"
    lead = ""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(lead=self.lead, **kwargs)

    def get_success_url(self) -> str:
        return reverse("documents:key_list")


class HolderFormView(KeyFormView):
    """Registering a key of somebody."""

    success_message = "Đã đăng ký khóa."

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": self.staff}


class FileKeyView(HolderFormView):
    """Take in a PKCS#12 file."""

    form_class = FileKeyForm
    title = "Đăng ký khóa từ tệp PKCS#12"
    lead = "Tệp khóa được giữ nguyên, khóa bằng chính mật khẩu của nó, trong thư mục riêng ngoài kho tệp."

    def perform(self, form: FileKeyForm) -> SigningKey:
        data = form.cleaned_data
        return keys.register_file_key(
            organization=data["organization"],
            staff=data["staff"],
            content=form.content(),
            passphrase=data["passphrase"],
            remember=data["remember"],
            by=self.staff,
        )


class TokenKeyView(HolderFormView):
    """Take in a key on a token or HSM."""

    form_class = TokenKeyForm
    title = "Đăng ký khóa trên thiết bị PKCS#11"
    lead = "Thiết bị phải cắm ở máy chủ; khóa không rời thiết bị."

    def perform(self, form: TokenKeyForm) -> SigningKey:
        data = form.cleaned_data
        names = ("organization", "staff", "module", "token_label", "key_label", "pin", "remember")
        return keys.register_token_key(by=self.staff, **{name: data[name] for name in names})


class AuthorityView(KeyFormView):
    """Believe a root."""

    form_class = AuthorityForm
    title = "Thêm tổ chức chứng thực tin cậy"
    success_message = "Đã thêm vào danh sách tin cậy."

    def prepare(self) -> None:
        demand_root(self.staff)

    def perform(self, form: AuthorityForm) -> TrustedAuthority:
        return authorities.trust_authority(content=form.content(), by=self.staff)


class RevocationView(KeyFormView):
    """Take a list of revoked certificates in."""

    form_class = RevocationForm
    title = "Nạp danh sách thu hồi chứng thư số"

    def prepare(self) -> None:
        demand_root(self.staff)

    def perform(self, form: RevocationForm) -> RevocationList:
        row = revocation.load_list(content=form.content(), issuer=form.issuer_content(), by=self.staff)
        messages.success(self.request, f"Đã nạp danh sách thu hồi của {row}: {row.count} chứng thư.")
        for key in revocation.revoked_keys():
            messages.warning(self.request, f"Khóa đang đăng ký đã bị thu hồi: {key}. Hãy ngừng dùng khóa này.")
        return row


class OwnImageView(ServiceFormView):
    """The own signature's picture of who signs; the seal's for the clerk."""

    roles = WITH_IMAGE
    form_class = ImageForm
    template_name = "documents/signature_image.html"
    success_message = "Đã lưu hình."

    def prepare(self) -> None:
        self.seal = self.staff.role == Role.CLERK
        self.title = "Hình con dấu của cơ quan" if self.seal else "Hình chữ ký của tôi"

    def get_initial(self) -> dict[str, Any]:
        return {"width_mm": Decimal(36) if self.seal else Decimal(40)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        own = {"organization": self.staff.organization, "holder": Holder.ORGANIZATION}
        image = SignatureImage.objects.filter(**(own if self.seal else {"staff": self.staff})).first()
        return super().get_context_data(image=image, **kwargs)

    def perform(self, form: ImageForm) -> SignatureImage:
        return images.save_image(
            organization=self.staff.organization,
            staff=None if self.seal else self.staff,
            content=form.content(),
            width_mm=form.cleaned_data["width_mm"],
            by=self.staff,
        )

    def get_success_url(self) -> str:
        return reverse("documents:signature_image")


@require_POST
@staff_required(*ADMINISTRATORS)
def key_retire(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the portal sign with a key no more."""
    key = get_object_or_404(SigningKey.objects.visible_to(request.staff), pk=pk)  # type: ignore[attr-defined]
    return _back(request, lambda: keys.retire_key(key=key, by=request.staff), "Đã ngừng dùng khóa.")  # type: ignore[attr-defined]


@require_POST
@staff_required(*ADMINISTRATORS)
def authority_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Believe a root no more."""
    demand_root(request.staff)  # type: ignore[attr-defined]
    row = get_object_or_404(TrustedAuthority, pk=pk)
    return _back(request, lambda: authorities.drop_authority(authority=row, by=request.staff), "Đã thôi tin cậy.")  # type: ignore[attr-defined]


@require_safe
@staff_required(*ADMINISTRATORS, *WITH_IMAGE)
def signature_image_file(request: HttpRequest, pk: int) -> FileResponse:
    """A picture, for who owns it and for the administrator above."""
    staff = request.staff  # type: ignore[attr-defined]
    found = SignatureImage.objects.visible_to(staff)
    if staff.role != Role.ADMINISTRATOR:
        seal = Q(holder=Holder.ORGANIZATION, organization=staff.organization) if staff.role == Role.CLERK else Q()
        own = Q(staff=staff)
        found = found.filter(own | seal if seal else own)
    image = get_object_or_404(found, pk=pk)
    try:
        return FileResponse(image.image.open("rb"), content_type="image/png")
    except FileNotFoundError as error:
        raise Http404("Hình không còn trong kho lưu trữ.") from error


def _back(request: HttpRequest, act: Any, done: str) -> HttpResponse:
    try:
        act()
        messages.success(request, done)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    return HttpResponseRedirect(reverse("documents:key_list"))
