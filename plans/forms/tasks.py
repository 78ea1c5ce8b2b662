"""Handing tasks out, and what stands around their text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from documents.models import OfficialDocument
from documents.recurrence import rule_of
from organizations.forms import DateField, PortalForm
from organizations.models import Staff
from plans.deadlines import next_due
from plans.models import ActionPlan, PlanSection, Task
from plans.queries import (
    ChoiceSet,
    assignable,
    own_documents,
    own_open_tasks,
    own_plans,
)


class PartiesMixin:
    """Two choices of agencies: who leads and who joins. `choices` is what the person may choose from."""

    choices: ChoiceSet
    cleaned_data: dict[str, Any]

    def offer(self, staff: Staff) -> None:
        self.choices = assignable(staff)
        flat = [(c.key, c.label) for _, choices in self.choices.sections for c in choices]
        for name in ("leads", "coordinators"):
            self.fields[name].choices = flat  # type: ignore[attr-defined]

    def rows(self) -> list[tuple[str, list[dict[str, Any]]]]:
        """Return the choice as sections of rows with what is ticked, for the template."""
        ticked = {name: set(self[name].value() or []) for name in ("leads", "coordinators")}  # type: ignore[index]
        return [
            (
                title,
                [
                    {
                        "key": c.key,
                        "label": c.label,
                        "lead": c.key in ticked["leads"],
                        "joins": c.key in ticked["coordinators"],
                    }
                    for c in choices
                ],
            )
            for title, choices in self.choices.sections
        ]

    def clean_coordinators(self) -> list[str]:
        joins = self.cleaned_data["coordinators"]
        both = [self.choices.label(key) for key in joins if key in self.cleaned_data.get("leads", [])]
        if both:
            raise ValidationError(f"{both[0]} được chọn cả chủ trì lẫn phối hợp; hãy bỏ một.")
        return joins

    def parties(self) -> dict[str, list[Any]]:
        """Return what was chosen, as `create_task` and `add_parties` take it."""
        return {name: self.choices.pick(self.cleaned_data[name]) for name in ("leads", "coordinators")}


class TaskForm(PartiesMixin, PortalForm):
    """A task by hand."""

    submit_label = ""
    text = forms.CharField(
        label="Nội dung nhiệm vụ",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ví dụ: Rà soát các hợp tác xã ngừng hoạt động, báo cáo kết quả về UBND xã (qua Phòng Kinh tế).",
    )
    leads = forms.MultipleChoiceField(
        label="Cơ quan chủ trì", error_messages={"required": "Hãy chọn ít nhất một cơ quan chủ trì."}
    )
    coordinators = forms.MultipleChoiceField(label="Cơ quan phối hợp", required=False)
    starts_on = DateField(label="Bắt đầu", required=False)
    due_on = DateField(
        label="Hạn hoàn thành", required=False, help_text="Ví dụ: 20/06/2026. Bỏ trống nếu không ghi hạn."
    )
    recurrence = forms.CharField(
        label="Lặp lại",
        max_length=100,
        required=False,
        help_text="Để trống nếu làm một lần. Ví dụ: hằng tháng, ngày 20; trước ngày 25 hằng quý; 6 tháng, ngày 15. "
        "Kỳ sau tự mở khi kỳ trước đã qua.",
    )
    product = forms.CharField(
        label="Sản phẩm", max_length=255, required=False, help_text="Ví dụ: Báo cáo kết quả rà soát"
    )
    plan = forms.ModelChoiceField(
        label="Thuộc kế hoạch", queryset=ActionPlan.objects.none(), required=False, empty_label="— không —"
    )
    document = forms.ModelChoiceField(
        label="Theo văn bản", queryset=OfficialDocument.objects.none(), required=False, empty_label="— không —"
    )
    number = forms.CharField(label="Số thứ tự", max_length=20, required=False, help_text="Ví dụ: 3 hoặc 2.1")
    clause = forms.CharField(
        label="Điều, khoản nguồn", max_length=255, required=False, help_text="Ví dụ: gạch đầu dòng thứ 2, mục 1"
    )

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self.offer(staff)
        self.fields["plan"].queryset = own_plans(staff)  # type: ignore[attr-defined]
        self.fields["document"].queryset = own_documents(staff, also=self.initial.get("document"))  # type: ignore[attr-defined]

    def clean_recurrence(self) -> str | None:
        """Return the rule that the words say; only one that comes again and names its day can open by itself."""
        try:
            rule = rule_of(self.cleaned_data["recurrence"])
        except ValueError:
            rule = self.cleaned_data["recurrence"]
        if rule and (not isinstance(rule, str) or next_due(rule, timezone.localdate()) is None):
            raise ValidationError("Chưa hiểu chu kỳ này; hãy viết như: hằng tháng, ngày 20; hằng tuần, thứ sáu.")
        return rule

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("recurrence") and data.get("due_on"):
            self.add_error("due_on", "Việc lặp lại lấy hạn theo chu kỳ; hãy bỏ trống ô này.")
        return data

    def values(self) -> dict[str, Any]:
        """Return what `create_task` takes."""
        return {**self.cleaned_data, **self.parties()}


class AddPartiesForm(PartiesMixin, PortalForm):
    """Further agencies for a running task."""

    submit_label = ""
    leads = forms.MultipleChoiceField(label="Cơ quan chủ trì", required=False)
    coordinators = forms.MultipleChoiceField(label="Cơ quan phối hợp", required=False)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self.offer(staff)


class TaskFactsForm(PortalForm):
    """What stands around a task's text."""

    number = forms.CharField(label="Số thứ tự", max_length=20, required=False, help_text="Ví dụ: 3 hoặc 2.1")
    product = forms.CharField(
        label="Sản phẩm phải nộp", max_length=255, required=False, help_text="Ví dụ: Báo cáo kết quả rà soát"
    )
    clause = forms.CharField(
        label="Điều, khoản nguồn", max_length=255, required=False, help_text="Ví dụ: gạch đầu dòng thứ 2, mục 1"
    )
    plan = forms.ModelChoiceField(
        label="Thuộc kế hoạch", queryset=ActionPlan.objects.none(), required=False, empty_label="— không —"
    )
    section = forms.ModelChoiceField(
        label="Mục của kế hoạch", queryset=PlanSection.objects.none(), required=False, empty_label="— không —"
    )
    blockers = forms.ModelMultipleChoiceField(
        label="Chờ các nhiệm vụ này xong trước",
        queryset=Task.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Cơ quan thực hiện thấy đang chờ việc nào, và việc đó đã xong chưa.",
    )

    def __init__(self, *args: Any, staff: Staff, task: Task, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["plan"].queryset = own_plans(staff)  # type: ignore[attr-defined]
        of_plan = PlanSection.objects.filter(plan=task.plan_id) if task.plan_id else PlanSection.objects.none()
        self.fields["section"].queryset = of_plan  # type: ignore[attr-defined]
        self.fields["blockers"].queryset = own_open_tasks(staff, task)  # type: ignore[attr-defined]
