"""Forms of this room. They check what was typed; services decide."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from documents.models import OfficialDocument
from documents.recurrence import rule_of
from organizations.forms import DateField, PortalForm, PortalModelForm
from organizations.models import Organization, Staff
from plans import files
from plans.deadlines import next_due
from plans.models import ActionPlan, DayOff, DelayReason, Part, RequestKind, Task
from plans.queries import (
    ChoiceSet,
    agencies_to_filter,
    agencies_to_hand_to,
    assignable,
    own_documents,
    own_open_tasks,
    own_plans,
)
from plans.status import Status

MINE = [("", "Tất cả"), ("received", "Giao cho cơ quan tôi"), ("issued", "Cơ quan tôi giao")]
STATUSES = [("", "Tất cả"), ("open", "Chưa xong (mọi tình trạng)"), ("done", "Đã hoàn thành"), *Status.choices]


class FilterForm(forms.Form):
    """The filters of the lists, from the address; a value that says nothing is left out and named on the page."""

    q = forms.CharField(label="Tìm", required=False)
    status = forms.ChoiceField(label="Tình trạng", choices=STATUSES, required=False)
    organization = forms.ModelChoiceField(
        label="Cơ quan thực hiện", queryset=Organization.objects.none(), required=False, empty_label="Tất cả"
    )
    mine = forms.ChoiceField(label="Phạm vi", choices=MINE, required=False)
    due_from = DateField(label="Hạn từ", required=False)
    due_to = DateField(label="Hạn đến", required=False)
    part = forms.ChoiceField(label="Vai trò", choices=[("", "Tất cả"), *Part.choices], required=False)
    extended = forms.BooleanField(label="Chỉ việc đã gia hạn", required=False)
    asking = forms.BooleanField(label="Chỉ việc có đề nghị chờ trả lời", required=False)
    document = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)
    plan = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = agencies_to_filter(staff)  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        """Return the filters that make sense."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "", False)}

    def problems(self) -> list[str]:
        """Return what was left out, in words."""
        return [f"{self.fields[name].label or name}: {error}" for name, found in self.errors.items() for error in found]


class WorkRuleForm(PortalForm):
    """How deadlines are judged."""

    day_off = forms.ChoiceField(
        label="Hạn rơi vào ngày nghỉ",
        choices=DayOff.choices,
        widget=forms.RadioSelect,
        help_text="Bộ luật Dân sự 2015, Điều 148 khoản 5: thời hạn kết thúc vào ngày làm việc tiếp theo ngày nghỉ đó.",
    )
    return_days = forms.IntegerField(
        label="Cơ quan được giao có thể đề nghị trả lại trong (ngày làm việc)",
        min_value=1,
        max_value=60,
        help_text="Kể từ ngày giao, ví dụ: 5. Lý do trả lại thường là không đúng thẩm quyền.",
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


class FilesInput(forms.ClearableFileInput):
    """A file field that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files; each is judged by its content (plans.files), and each problem is shown."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        uploads = [one for one in (data if isinstance(data, list | tuple) else [data]) if one]
        problems: list[ValidationError] = []
        if len(uploads) > files.MOST_FILES:
            problems.append(ValidationError(f"Mỗi báo cáo kèm tối đa {files.MOST_FILES} tệp."))
        for upload in uploads[: files.MOST_FILES]:
            try:
                files.check(upload)
            except ValidationError as error:
                problems.append(error)
        if problems:
            raise ValidationError(problems)
        return uploads


class ReportForm(PortalForm):
    """What an agency reports."""

    submit_label = "Gửi báo cáo"
    text = forms.CharField(
        label="Kết quả thực hiện",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Ví dụ: Đã rà soát 12/15 hợp tác xã; còn 3 hợp tác xã, dự kiến xong ngày 15/6.",
    )
    percent = forms.IntegerField(
        label="Tỷ lệ hoàn thành (%)",
        min_value=0,
        max_value=100,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        help_text="Từ 0 đến 100. Khi đề nghị nghiệm thu có thể bỏ trống: tính là 100.",
        error_messages={"invalid": "Hãy ghi một số nguyên từ 0 đến 100."},
    )
    delay_reason = forms.ChoiceField(
        label="Nguyên nhân chậm",
        choices=[("", "— không chậm —"), *DelayReason.choices],
        required=False,
        help_text="Chọn khi việc đã hoặc sắp chậm; nguyên nhân được thống kê để cấp trên tháo gỡ.",
    )
    asks_acceptance = forms.BooleanField(
        label="Đã hoàn thành, đề nghị nghiệm thu",
        required=False,
        help_text="Đúng hạn hay quá hạn tính theo ngày gửi báo cáo này.",
    )
    files = FilesField(
        label="Tệp minh chứng",
        required=False,
        widget=FilesInput(attrs={"accept": files.ACCEPT}),
        help_text=f"{files.KINDS_IN_WORDS}; mỗi tệp tối đa 25 MB, tối đa {files.MOST_FILES} tệp.",
    )

    def add_error(self, field: str | None, error: Any) -> None:
        """Say that a browser cannot keep the files of a form that comes back."""
        super().add_error(field, error)
        chosen = self.files and self.files.getlist("files") if hasattr(self.files, "getlist") else []
        if chosen and field != "files" and not self.has_error("files"):
            super().add_error("files", "Hãy chọn lại tệp: trình duyệt không giữ tệp khi biểu mẫu còn lỗi.")


class CommentForm(PortalForm):
    """An optional remark."""

    comment = forms.CharField(
        label="Ý kiến", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Không bắt buộc. Ví dụ: Báo cáo đầy đủ, đạt yêu cầu.",
    )  # fmt: skip


class ReasonForm(PortalForm):
    """A reason that the other side reads."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do để cơ quan thực hiện biết phải làm gì."},
    )

    def __init__(self, *args: Any, sample: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = sample


class ExtendForm(ReasonForm):
    """More time."""

    new_due_on = DateField(label="Hạn mới", help_text="Ví dụ: 30/06/2026. Hạn ban đầu vẫn được giữ để thống kê.")
    field_order = ["new_due_on", "reason"]


class AskTimeForm(ReasonForm):
    """An agency's wish for more time."""

    submit_label = ""
    new_due_on = DateField(
        label="Xin đến ngày", help_text="Ví dụ: 30/06/2026. Hạn hiện tại giữ nguyên đến khi có trả lời."
    )
    delay_reason = forms.ChoiceField(label="Nguyên nhân", choices=[("", "— chọn —"), *DelayReason.choices])
    field_order = ["new_due_on", "delay_reason", "reason"]


class ApproveForm(PortalForm):
    """A yes to a request: another day than the one asked for, or another agency."""

    submit_label = ""
    new_due_on = DateField(label="Cho đến ngày", required=False)
    to = forms.ModelChoiceField(
        label="Giao cho cơ quan khác",
        queryset=Organization.objects.none(),
        required=False,
        empty_label="— không giao cho cơ quan khác —",
    )
    comment = forms.CharField(label="Ý kiến", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, staff: Staff, request_kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["to" if request_kind == RequestKind.EXTENSION else "new_due_on"]
        if "to" in self.fields:
            self.fields["to"].queryset = agencies_to_hand_to(staff)  # type: ignore[attr-defined]


class RefuseForm(PortalForm):
    """A no to a request."""

    submit_label = ""
    comment = forms.CharField(
        label="Lý do không đồng ý",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Báo cáo phải gửi cấp trên đúng ngày 20; đề nghị báo cáo số liệu hiện có.",
        error_messages={"required": "Hãy ghi lý do không đồng ý để cơ quan thực hiện biết."},
    )


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
        self.fields["blockers"].queryset = own_open_tasks(staff, task)  # type: ignore[attr-defined]


class PlanForm(PortalModelForm):
    """A plan's head."""

    starts_on = DateField(label="Từ ngày", required=False)
    ends_on = DateField(label="Đến ngày", required=False)

    class Meta:
        model = ActionPlan
        fields = ["title", "year", "starts_on", "ends_on"]
        widgets = {"title": forms.Textarea(attrs={"rows": 2})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            self.initial.setdefault("year", timezone.localdate().year)
