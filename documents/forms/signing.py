"""Forms of signing, of keys, pictures and roots."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from documents.forms.verifying import bytes_of
from documents.models import Holder, SigningKey
from documents.queries import signing
from organizations.forms import PortalForm
from organizations.models import Organization, Staff

SECRET = forms.PasswordInput(attrs={"autocomplete": "off"})


class ContentForm(PortalForm):
    """A form with one file; `content` gives its bytes."""

    file_field = "file"

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        file: UploadedFile | None = data.get(self.file_field)
        if file:
            try:
                data["content"] = bytes_of(file)
            except ValidationError as error:
                self.add_error(self.file_field, error)
        return data

    def content(self) -> bytes:
        """Return the bytes that were sent."""
        content: bytes = self.cleaned_data["content"]
        return content

    def name(self) -> str:
        """Return the name of the file that was sent."""
        return str(self.cleaned_data[self.file_field].name)


class KeyField(forms.ModelChoiceField):
    """Keys by whom they are of and until when they hold."""

    def label_from_instance(self, obj: SigningKey) -> str:
        return f"{obj.staff.full_name if obj.staff else obj.organization}, đến {obj.valid_to:%d/%m/%Y}"


class ServerSignForm(PortalForm):
    """Which key, and what opens it."""

    submit_label = "Ký số"

    key = KeyField(label="Khóa ký", queryset=SigningKey.objects.none(), empty_label=None)
    secret = forms.CharField(
        label="Mật khẩu khóa hoặc mã PIN", required=False, max_length=200, widget=SECRET, strip=False
    )

    def __init__(self, *args: Any, keys: list[SigningKey], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].queryset = SigningKey.objects.filter(pk__in=[key.pk for key in keys]).select_related(
            "staff__user", "organization"
        )
        if keys and all(key.secret for key in keys):
            self.fields["secret"].help_text = "Cổng đã giữ mật khẩu của con dấu (mã hóa); có thể để trống."


class SignedUploadForm(ContentForm):
    """The PDF that was signed elsewhere."""

    submit_label = "Kiểm tra và nhận tệp"

    file = forms.FileField(
        label="Tệp PDF đã ký số", widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"})
    )


class ScanForm(ContentForm):
    """The scan of the paper."""

    submit_label = "Kiểm tra và nhận bản quét"

    file = forms.FileField(
        label="Bản quét hoặc ảnh chụp",
        help_text="PDF, JPEG hoặc PNG; thấy rõ mã QR ở chân trang đầu.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png"}),
    )
    looked_over = forms.BooleanField(
        label="Tôi đã đối chiếu: chỗ khác bản gốc chỉ là nét bút hoặc dấu",
        required=False,
        help_text="Chỉ đánh dấu khi cổng báo có chữ khác bản gốc.",
    )


class RefuseToSignForm(PortalForm):
    """Why the signer will not sign, and what is to become of the number."""

    submit_label = "Từ chối ký"

    reason = forms.CharField(
        label="Lý do từ chối ký",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do từ chối ký để người soạn sửa."},
    )
    number = forms.ChoiceField(
        label="Số đã lấy",
        choices=[
            ("keep", "Giữ cho bản sửa, dùng khi được duyệt lại trong ngày; sang ngày khác số tự hủy"),
            ("cancel", "Hủy số ngay, ghi vào sổ văn bản đi"),
        ],
        widget=forms.RadioSelect,
    )


class HolderForm(ContentForm):
    """Whose key it is: a person's, or the seal of an office."""

    holder = forms.ChoiceField(label="Khóa của", choices=Holder.choices, initial=Holder.ORGANIZATION)
    organization = forms.ModelChoiceField(label="Cơ quan", queryset=Organization.objects.none())
    staff = forms.ModelChoiceField(
        label="Người ký", queryset=Staff.objects.none(), required=False, help_text="Chọn khi là khóa của cá nhân."
    )
    remember = forms.BooleanField(
        label="Giữ mật khẩu (mã hóa) để đóng dấu số không phải nhập lại",
        required=False,
        help_text="Chỉ cho con dấu cơ quan. Mật khẩu khóa cá nhân không bao giờ được lưu.",
    )
    field_order = ["holder", "organization", "staff"]

    def __init__(self, *args: Any, by: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = signing.offices_of(by)
        self.fields["staff"].queryset = signing.signers_under(by)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("holder") == Holder.PERSON and not data.get("staff") and "staff" not in self.errors:
            self.add_error("staff", "Hãy chọn người ký.")
        if data.get("holder") == Holder.ORGANIZATION:
            data["staff"] = None
        return data


class FileKeyForm(HolderForm):
    """A PKCS#12 file."""

    submit_label = "Đăng ký khóa"

    file = forms.FileField(
        label="Tệp khóa .p12 hoặc .pfx", widget=forms.ClearableFileInput(attrs={"accept": ".p12,.pfx"})
    )
    passphrase = forms.CharField(label="Mật khẩu của tệp khóa", max_length=200, widget=SECRET, strip=False)
    field_order = ["holder", "organization", "staff", "file", "passphrase", "remember"]


class TokenKeyForm(HolderForm):
    """A key on a token or HSM."""

    submit_label = "Đăng ký khóa"
    file_field = ""

    module = forms.ChoiceField(label="Mô-đun PKCS#11", help_text="Danh sách do người vận hành cho phép.")
    token_label = forms.CharField(label="Nhãn thiết bị", max_length=100)
    key_label = forms.CharField(label="Nhãn khóa và chứng thư", max_length=100)
    pin = forms.CharField(label="Mã PIN", max_length=100, widget=SECRET, strip=False)
    field_order = ["holder", "organization", "staff", "module", "token_label", "key_label", "pin", "remember"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["module"].choices = [(path, path) for path in settings.SIGNING_PKCS11_MODULES]


class ImageForm(ContentForm):
    """A picture of a signature or seal, with its true width."""

    submit_label = "Lưu hình"
    file_field = "image"

    image = forms.FileField(
        label="Hình PNG nền trong suốt",
        help_text="Chữ ký màu xanh, con dấu màu đỏ (Nghị định 30/2020/NĐ-CP); tối đa 2 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".png,image/png"}),
    )
    width_mm = forms.DecimalField(label="Bề rộng thật trên giấy (mm)", max_digits=4, decimal_places=1, localize=True)


class RevocationForm(ContentForm):
    """A list of revoked certificates, and who issued it where that is no root."""

    submit_label = "Nạp danh sách thu hồi"

    file = forms.FileField(
        label="Danh sách thu hồi",
        help_text="Tệp .crl đầy đủ, tải từ trang của tổ chức chứng thực; danh sách mới thay danh sách cũ.",
        widget=forms.ClearableFileInput(attrs={"accept": ".crl,.pem"}),
    )
    issuer = forms.FileField(
        label="Chứng thư số của tổ chức lập danh sách",
        required=False,
        help_text="Chỉ cần khi danh sách do tổ chức chứng thực cấp dưới lập, không phải chứng thư gốc.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pem,.crt,.cer,.der"}),
    )

    def issuer_content(self) -> bytes | None:
        """Return the bytes of the authority's certificate, where it was sent."""
        sent = self.cleaned_data.get("issuer")
        return bytes_of(sent) if sent else None


class AuthorityForm(ContentForm):
    """A root certificate."""

    submit_label = "Thêm vào danh sách tin cậy"
    file_field = "certificate"

    certificate = forms.FileField(
        label="Chứng thư số gốc",
        help_text="Tệp .pem, .crt hoặc .cer, ví dụ của Ban Cơ yếu Chính phủ. Hãy đối chiếu dấu vân trước khi thêm.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pem,.crt,.cer,.der"}),
    )
