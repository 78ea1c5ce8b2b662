"""The forms of a sheet's rows."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from cooperatives.forms.fields import field_for
from cooperatives.forms.row import RowForm
from cooperatives.forms.sectors import SectorForm
from cooperatives.models import (
    HOME,
    Asset,
    Branch,
    Difficulty,
    FileKind,
    JournalEntry,
    LandParcel,
    Member,
    Officer,
    SettlementItem,
    Support,
)
from cooperatives.showing import document_words
from cooperatives.validators import normal_identity, normal_phone
from coopportal.files import ACCEPT, KINDS_IN_WORDS
from documents.models import OfficialDocument
from organizations.forms import PortalForm
from organizations.models import Staff


class OfficerForm(RowForm):
    in_pairs = True

    class Meta:
        model = Officer
        fields = ("name", "position", "training", "profession", "is_woman", "birth_year", "phone", "since", "until")
        formfield_callback = field_for

    def clean_phone(self) -> str:
        return normal_phone(self.cleaned_data["phone"])


class MemberForm(RowForm):
    in_pairs = True

    class Meta:
        model = Member
        fields = (
            "kind", "body", "name", "identity", "nationality", "representative", "contact", "uses_services",
            "is_worker", "capital", "contribution", "contribution_words", "contributed_on", "certificate",
            "certificate_on", "joined_on", "left_on",
        )  # fmt: skip
        formfield_callback = field_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["nationality"].required = False
        if self.instance.identity:
            self.initial["identity"] = ""
            self.fields[
                "identity"
            ].help_text = f"Đang lưu {self.instance.masked_identity}. Bỏ trống để giữ nguyên; ghi số mới nếu thay đổi."

    def clean_nationality(self) -> str:
        return self.cleaned_data["nationality"] or HOME

    def clean_identity(self) -> str:
        return normal_identity(self.cleaned_data["identity"]) or self.instance.identity


class LandForm(RowForm):
    in_pairs = True

    class Meta:
        model = LandParcel
        fields = ("use", "right", "area", "place", "certificate", "until")
        formfield_callback = field_for


class AssetForm(RowForm):
    in_pairs = True

    class Meta:
        model = Asset
        fields = ("kind", "name", "origin", "quantity", "value", "year")
        formfield_callback = field_for


class BranchForm(RowForm):
    in_pairs = True

    class Meta:
        model = Branch
        fields = ("kind", "name", "code", "address", "head", "opened_on", "closed_on")
        formfield_callback = field_for


class SupportForm(RowForm):
    class Meta:
        model = Support
        fields = ("policy", "source", "content", "amount", "on", "given_by", "document", "document_words")
        formfield_callback = field_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_documents(self.fields["document"], self.staff)


class SettlementForm(RowForm):
    in_pairs = True

    class Meta:
        model = SettlementItem
        fields = ("kind", "title", "amount", "due_on", "settled_on", "result")
        formfield_callback = field_for


class JournalForm(RowForm):
    upload = forms.FileField(
        label="Tệp kèm theo",
        required=False,
        help_text=f"Biên bản, ảnh; {KINDS_IN_WORDS}; tối đa 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )

    class Meta:
        model = JournalEntry
        fields = ("kind", "on", "title", "text", "people", "difficulty")
        formfield_callback = field_for

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("on", timezone.localdate())
        own = Difficulty.objects.visible_to(self.staff).filter(cooperative=self.cooperative)
        self.fields["difficulty"].queryset = own
        self.fields["difficulty"].empty_label = "— không —"


class FileForm(PortalForm):
    """A paper as a file."""

    submit_label = "Tải lên"

    kind = forms.ChoiceField(label="Loại giấy tờ", choices=FileKind.choices)
    title = forms.CharField(
        label="Tên giấy tờ", required=False, max_length=200, help_text="Ví dụ: Điều lệ sửa đổi năm 2025"
    )
    upload = forms.FileField(
        label="Tệp",
        help_text=f"{KINDS_IN_WORDS}; tối đa 25 MB.",
        widget=forms.ClearableFileInput(attrs={"accept": ACCEPT}),
    )


def offer_documents(field: Any, staff: Staff) -> None:
    """Let a field choose among the newest documents that the person sees; all of them are still accepted."""
    seen = OfficialDocument.objects.visible_to(staff).order_by("-pk")
    field.queryset = seen
    newest = list(seen[:200])
    field.choices = [("", "— không có trên cổng —"), *((d.pk, document_words(d)) for d in newest)]
    field.help_text = "Nếu văn bản đã có trên cổng; nếu không, ghi số, ngày ở ô dưới."


# The form of each section, by the section's slug.
FORMS: dict[str, type[RowForm]] = {
    "bo-may": OfficerForm,
    "thanh-vien": MemberForm,
    "nganh-nghe": SectorForm,
    "chi-nhanh": BranchForm,
    "dat-dai": LandForm,
    "tai-san": AssetForm,
    "phai-giai-quyet": SettlementForm,
    "ho-tro": SupportForm,
    "nhat-ky": JournalForm,
}
