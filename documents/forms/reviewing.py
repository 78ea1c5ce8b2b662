"""The forms of the review: the slip at submission, an opinion, a remark."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.forms.fields import OneLineField
from documents.official.tree import Finding
from organizations.forms import PortalForm
from organizations.models import Staff


def _text(label: str, rows: int, help_text: str = "", *, required: bool = False) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, required=required, max_length=5000, widget=widget, help_text=help_text)


class SubmitForm(PortalForm):
    """Phiếu trình giải quyết công việc, and to whom it goes."""

    submit_label = "Trình duyệt"

    to = forms.ChoiceField(
        label="Trình xin ý kiến đồng chí",
        error_messages={"required": "Hãy chọn người xem xét.", "invalid_choice": "Hãy chọn người trong danh sách."},
    )
    summary = _text("Tóm tắt nội dung trình", 2, required=True)
    requested_by = _text("Văn bản của cơ quan đề nghị", 2, "Ví dụ: Công văn số 546/UBND-TC ngày 25/3/2026.")
    related = _text("Căn cứ để trình và các văn bản liên quan kèm theo", 3)
    explanation = _text("Giải trình và ý kiến đề xuất của người trình", 3)
    proposal = _text("Báo cáo và đề xuất", 3, "Ví dụ: Kính trình đồng chí xem xét, ký ban hành./.")
    accept = forms.BooleanField(label="Tôi đã xem các điểm sai thể thức ở trên và vẫn trình", required=False)

    def __init__(self, *args: Any, reviewers: list[Staff], wrong: list[Finding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wrong = wrong
        self.people = {f"{person.pk}": person for person in reviewers}
        self.fields["to"].choices = [
            ("", "— chọn —"),
            *((key, f"{p.full_name} – {p.title}, {p.organization}") for key, p in self.people.items()),
        ]
        if not wrong:
            del self.fields["accept"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.wrong and not data.get("accept"):
            self.add_error("accept", "Văn bản còn điểm sai thể thức; hãy sửa, hoặc đánh dấu ô này để vẫn trình.")
        return data

    def reviewer(self) -> Staff:
        """Return whom it goes to."""
        return self.people[self.cleaned_data["to"]]


class OpinionForm(PortalForm):
    """What a reviewer says, and to whom the draft goes on."""

    opinion = _text("Ý kiến", 3, "Bắt buộc khi trả lại.")
    to = forms.ChoiceField(label="Trình tiếp đến", required=False)

    def __init__(self, *args: Any, reviewers: list[Staff], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {f"{person.pk}": person for person in reviewers}
        self.fields["to"].choices = [
            ("", "— chọn —"), *((key, f"{p.full_name} – {p.title}") for key, p in self.people.items())
        ]  # fmt: skip


class CommentForm(PortalForm):
    """A remark at a place of the draft."""

    text = _text("Góp ý", 2, required=True)
    where = OneLineField(required=False, max_length=120, widget=forms.HiddenInput)
