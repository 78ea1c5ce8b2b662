"""Forms of this room, and the pieces that every room's forms share."""

from __future__ import annotations

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import MaxLengthValidator

from coopportal.text import nfc
from organizations.models import Organization, OrganizationGroup, OrganizationKind, Role, SigningForm, Staff


class DateInput(forms.DateInput):
    """A date field that browsers show with their own calendar; it reads dd/mm/yyyy as well."""

    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DateField(forms.DateField):
    """A day: yyyy-mm-dd as browsers send it, dd/mm/yyyy as people type it."""

    widget = DateInput
    default_error_messages = {"invalid": "Ngày không hợp lệ; hãy viết theo dạng 05/04/2026."}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], **kwargs)


class PortalFormMixin:
    """Crispy form with a Vietnamese submit button; texts are taken in as NFC."""

    submit_label = "Lưu"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "post"
        if self.submit_label:
            self.helper.add_input(Submit("submit", self.submit_label))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}  # type: ignore[misc]
        return {k: nfc(v) if isinstance(v, str) else v for k, v in data.items()}


class PortalForm(PortalFormMixin, forms.Form):
    """A plain form of the portal."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A model's form of the portal; services do the saving."""


class LoginForm(PortalFormMixin, AuthenticationForm):
    """Sign in with account and password."""

    submit_label = "Đăng nhập"
    error_messages = {
        "invalid_login": "Tên đăng nhập hoặc mật khẩu không đúng. Mật khẩu phân biệt chữ hoa, chữ thường.",
        "inactive": "Tài khoản này đã bị khóa; hãy liên hệ người quản trị của đơn vị.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The framework tells the browser alone; the count of failed attempts has no room for more.
        self.fields["username"].validators.append(MaxLengthValidator(self.username_field.max_length))


class PasswordForm(PortalFormMixin, PasswordChangeForm):
    """Change one's own password."""

    submit_label = "Đổi mật khẩu"


class OrganizationForm(PortalModelForm):
    """An organization under one's own."""

    class Meta:
        model = Organization
        fields = [
            "name",
            "short_name",
            "symbol",
            "code",
            "kind",
            "parent",
            "unit",
            "email",
            "phone",
            "address",
            "is_active",
        ]

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = Organization.objects.active().filter(path__startswith=staff.scope_path)
        self.fields["parent"].queryset = below
        self.fields["parent"].required = True
        self.fields["parent"].empty_label = "— chọn tổ chức cấp trên —"
        own = staff.organization.unit
        self.fields["unit"].queryset = type(own).objects.filter(pk=own.pk) | type(own).objects.filter(parent=own)
        self.fields["unit"].empty_label = "— chọn địa bàn —"
        if self.instance.pk:
            del self.fields["parent"]


class GroupForm(PortalModelForm):
    """A group that documents speak of."""

    kinds = forms.MultipleChoiceField(
        label="Các loại tổ chức",
        choices=OrganizationKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bỏ trống để lấy mọi loại.",
    )
    other_names = forms.CharField(
        label="Cách viết khác",
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Mỗi dòng một cách viết, ví dụ: Các thôn trên địa bàn xã",
    )

    class Meta:
        model = OrganizationGroup
        fields = ["name", "reach", "kinds", "members", "other_names"]
        widgets = {"members": forms.SelectMultiple(attrs={"size": 8})}

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["other_names"] = "\n".join(self.instance.other_names)
        self.fields["members"].queryset = Organization.objects.active().filter(path__startswith=staff.organization.path)
        self.fields["members"].help_text = "Chỉ dùng khi chọn tay từng tổ chức."

    def clean_other_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["other_names"].splitlines() if line.strip()]


class AppointmentForm(PortalForm):
    """A new account with its first term."""

    submit_label = "Tạo tài khoản"

    full_name = forms.CharField(label="Họ và tên", max_length=120, help_text="Ví dụ: Nguyễn Thị Hòa")
    username = forms.CharField(
        label="Tên đăng nhập", max_length=60, help_text="Chữ thường không dấu, ví dụ: hoa.nguyen"
    )
    email = forms.EmailField(label="Thư điện tử", required=False, help_text="Nơi nhận thư tổng hợp mỗi ngày.")
    password = forms.CharField(label="Mật khẩu ban đầu", widget=forms.PasswordInput(render_value=True))
    organization = forms.ModelChoiceField(label="Tổ chức", queryset=Organization.objects.none(), empty_label="— chọn —")
    role = forms.ChoiceField(label="Vai trò", choices=Role.choices)
    title = forms.CharField(label="Chức vụ", max_length=120, help_text="Ví dụ: Trưởng phòng Kinh tế")

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = Organization.objects.active().filter(
            path__startswith=staff.organization.path
        )
        self.fields["password"].help_text = " ".join(password_validators_help_texts())


class DelegationForm(PortalForm):
    """Who signs for the head of an organization, how, from when to when (Decree 30/2020/NĐ-CP, art. 13)."""

    submit_label = "Giao ký"

    staff = forms.ModelChoiceField(label="Người được giao ký", queryset=Staff.objects.none(), empty_label="— chọn —")
    form = forms.ChoiceField(
        label="Hình thức ký",
        choices=SigningForm.choices,
        help_text="KT. và Q. cho cấp phó; TL. và TUQ. cho người đứng đầu đơn vị trực thuộc.",
    )
    kinds = forms.MultipleChoiceField(
        label="Loại văn bản",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Bỏ trống để giao mọi loại.",
    )
    basis = forms.CharField(
        label="Căn cứ giao",
        required=False,
        max_length=300,
        help_text="Ví dụ: Giấy ủy quyền số 12/GUQ-UBND ngày 05/01/2026. Bắt buộc khi thừa ủy quyền.",
    )
    principal_title = forms.CharField(
        label="Chức vụ người đứng đầu", required=False, max_length=120, help_text="Bỏ trống để lấy theo cơ quan."
    )
    starts_on = DateField(label="Từ ngày", required=False)
    ends_on = DateField(label="Đến ngày", required=False, help_text="Bắt buộc khi thừa ủy quyền.")

    def __init__(self, *args: Any, organization: Organization, kinds: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        below = Staff.objects.on_duty().filter(organization__path__startswith=organization.path)
        likely = below.filter(role__in=(Role.LEADER, Role.CONTACT), organization__depth__lte=organization.depth + 1)
        self.fields["staff"].queryset = likely.select_related("user", "organization").order_by("organization__path")
        self.fields["staff"].label_from_instance = lambda person: f"{person} ({person.organization})"
        self.fields["kinds"].choices = kinds
        self.fields["starts_on"].help_text = "Bỏ trống để tính từ hôm nay."


class SearchForm(forms.Form):
    """The search line of a list."""

    q = forms.CharField(label="Tìm", required=False)
