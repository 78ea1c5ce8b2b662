"""Beginning a draft: in whose name, and from what."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from documents.authoring.builtin import TEMPLATES
from documents.forms.fields import OneLineField
from documents.models import DraftTemplate, OfficialDocument
from documents.models.document import KIND_CHOICES
from documents.queries.drafts import answerable_documents, earlier_documents, issuers_for
from organizations.forms import PortalForm
from organizations.models import Organization, Staff

MOST_SHOWN = 30


class BeginForm(PortalForm):
    """One of the ways (`how`), and what that way needs; the others' fields are not looked at."""

    submit_label = ""

    how = forms.ChoiceField(
        choices=[(w, w) for w in ("blank", "builtin", "template", "earlier", "answer", "file")],
        error_messages={"required": "Hãy chọn cách bắt đầu.", "invalid_choice": "Hãy chọn cách bắt đầu."},
    )
    organization = forms.ModelChoiceField(
        label="Cơ quan ban hành",
        queryset=Organization.objects.none(),
        error_messages={"invalid_choice": "Bạn không soạn văn bản cho cơ quan này được; hãy chọn lại."},
    )
    kind = forms.ChoiceField(label="Loại văn bản", required=False, choices=KIND_CHOICES, initial="CV")
    builtin = forms.ChoiceField(label="Mẫu có sẵn", required=False, choices=[(t.code, t.name) for t in TEMPLATES])
    template = forms.ModelChoiceField(label="Mẫu của cơ quan", queryset=DraftTemplate.objects.none(), required=False)
    document = forms.ModelChoiceField(label="Văn bản", queryset=OfficialDocument.objects.none(), required=False)
    file = forms.FileField(
        label="Tệp Word",
        required=False,
        help_text="Tệp .docx, tối đa 25 MB; cũng nhận .pdf có lớp chữ và .txt.",
        widget=forms.ClearableFileInput(attrs={"accept": ".docx,.pdf,.txt"}),
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issuers = issuers_for(staff)
        own = [organization.pk for organization in self.issuers]
        self.fields["organization"].queryset = Organization.objects.filter(pk__in=own)
        self.fields["organization"].empty_label = None
        # A department most often writes for the committee it stands under.
        self.fields["organization"].initial = own[1] if len(own) == 2 else (own[0] if own else None)
        self.fields["template"].queryset = DraftTemplate.objects.filter(organization__in=own)
        how = self.data.get("how") if self.is_bound else ""
        found = {"earlier": earlier_documents, "answer": answerable_documents}.get(how or "")
        if found:
            self.fields["document"].queryset = found(staff)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        need = {
            "template": ("template", "Hãy chọn một mẫu."),
            "builtin": ("builtin", "Hãy chọn một mẫu."),
            "earlier": ("document", "Hãy chọn một văn bản."),
            "answer": ("document", "Hãy chọn văn bản cần trả lời."),
            "file": ("file", "Hãy chọn một tệp."),
            "blank": ("kind", "Hãy chọn loại văn bản."),
        }.get(data.get("how", ""))
        if need and not data.get(need[0]) and need[0] not in self.errors:
            self.add_error(need[0], need[1])
        return data

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > settings.UPLOAD_MAX_BYTES:
            raise ValidationError("Tệp quá lớn; tối đa 25 MB.", code="too_large")
        return file


class TemplateForm(PortalForm):
    """The name under which a draft is kept as a template."""

    name = OneLineField(label="Tên mẫu", max_length=150)
