"""Tasks and their agencies as nested formsets."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.formsets import BaseFormSet, formset_factory

from documents.forms.fields import DayField, OneLineField, RecurrenceField
from documents.forms.widgets import PlainCheckbox, PlainHidden, PlainSelect, PlainTextarea, TargetSelect
from documents.models import DueKind, Part
from documents.queries.targets import Targets
from documents.services.reviewed import ReviewedParty, ReviewedTask
from organizations.models import Organization

MOST_TASKS = 600
MOST_PARTIES = 60


class PartyForm(forms.Form):
    """One agency of a task."""

    words = OneLineField(label="Như văn bản viết", required=False, max_length=500)
    part = forms.ChoiceField(label="Vai", choices=Part.choices, initial=Part.LEAD, widget=PlainSelect)
    target = forms.CharField(label="Tổ chức hoặc nhóm nhận việc", required=False)

    def __init__(self, *args: Any, targets: Targets, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = targets
        self.fields["target"].widget = TargetSelect(targets, str(self["words"].value() or ""))

    def clean_target(self) -> Any:
        key = self.cleaned_data["target"]
        target = self.targets.get(key)
        if key and target is None:
            raise ValidationError("Tổ chức này không thuộc phạm vi giao việc của bạn; hãy chọn lại trong danh sách.")
        return target

    @property
    def is_unassigned(self) -> bool:
        """Whether nobody is chosen for the words."""
        return self.targets.get(self["target"].value() or "") is None

    def party(self) -> ReviewedParty | None:
        """Return the cleaned agency; None for a row left blank."""
        words, target = self.cleaned_data.get("words", ""), self.cleaned_data.get("target")
        if not words and target is None:
            return None
        kind = "organization" if isinstance(target, Organization) else "group"
        return ReviewedParty(words=words, part=self.cleaned_data.get("part", Part.LEAD), **{kind: target})


class BasePartyFormSet(BaseFormSet):
    """The agencies of one task."""

    deletion_widget = PlainCheckbox


PartyFormSet = formset_factory(
    PartyForm, formset=BasePartyFormSet, extra=0, can_delete=True, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES
)


class TaskForm(forms.Form):
    """One task with its time limit."""

    id = forms.IntegerField(required=False, widget=PlainHidden)
    where = forms.CharField(required=False, max_length=120, widget=PlainHidden)
    text = forms.CharField(
        label="Nội dung nhiệm vụ",
        widget=PlainTextarea(attrs={"rows": 3}),
        max_length=20_000,
        error_messages={"required": "Hãy ghi nội dung nhiệm vụ, hoặc đánh dấu “Xóa nhiệm vụ này”."},
    )
    included = forms.BooleanField(label="Giao nhiệm vụ này", required=False, initial=True, widget=PlainCheckbox)
    due_text = OneLineField(label="Thời hạn như văn bản viết", required=False, max_length=500)
    due_kind = forms.ChoiceField(
        label="Loại thời hạn", required=False, choices=[("", "Không có"), *DueKind.choices], widget=PlainSelect
    )
    starts_on = DayField(label="Từ ngày", required=False)
    due_on = DayField(label="Hạn", required=False)
    recurrence = RecurrenceField(label="Chu kỳ, mốc tính")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        starts_on, due_on = data.get("starts_on"), data.get("due_on")
        if starts_on and due_on and due_on < starts_on:
            self.add_error("due_on", "Hạn không được trước ngày bắt đầu.")
        if data.get("due_kind") == DueKind.RECURRING and not data.get("recurrence") and "recurrence" not in self.errors:
            self.add_error("recurrence", "Hãy ghi chu kỳ, ví dụ: hằng tháng, ngày 20.")
        return data

    def task(self) -> ReviewedTask:
        """Return the cleaned task with its agencies."""
        parties = [form.party() for form in self.parties.forms if not is_deleted(form)]  # type: ignore[attr-defined]
        return ReviewedTask(**self.values(), parties=[p for p in parties if p])

    def values(self) -> dict[str, Any]:
        """Return the cleaned values less what only the form knows."""
        return {name: value for name, value in self.cleaned_data.items() if name != "DELETE"}


class BaseTaskFormSet(BaseFormSet):
    """Tasks, each with the formset of its agencies as `form.parties`."""

    deletion_widget = PlainCheckbox

    def __init__(self, *args: Any, targets: Targets, **kwargs: Any) -> None:
        self.targets = targets
        super().__init__(*args, **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.parties = PartyFormSet(
            data=self.data if self.is_bound else None,
            initial=form.initial.get("parties"),
            prefix=f"{form.prefix}-p",
            form_kwargs={"targets": self.targets},
        )
        if any(party.has_changed() for party in form.parties.forms):
            form.empty_permitted = False

    @property
    def kept(self) -> list[Any]:
        """The forms that hold a task: neither deleted nor added and left blank."""
        return [form for form in self.forms if not (is_deleted(form) or _is_blank(form))]

    def is_valid(self) -> bool:
        """Tell whether every task and every agency that stays is valid."""
        own = super().is_valid()
        return all([own, *(form.parties.is_valid() for form in self.forms if not is_deleted(form))])

    def demand_leads(self) -> bool:
        """Put an error at each task that is to be given and has nobody to lead it; return whether there was none."""
        complete = True
        for form in self.kept:
            task = form.task()
            if task.included and not any(p.part == Part.LEAD and (p.organization or p.group) for p in task.parties):
                form.add_error(None, "Chưa chọn cơ quan chủ trì. Hãy chọn, hoặc bỏ dấu “Giao nhiệm vụ này”.")
                complete = False
        return complete


def is_deleted(form: forms.Form) -> bool:
    """Tell whether the row is marked to be removed; usable before the formset as a whole is known to be valid."""
    return form.is_bound and "DELETE" not in form.errors and bool(form.cleaned_data.get("DELETE"))


def _is_blank(form: Any) -> bool:
    """A row that was added and left as it was."""
    return form.is_bound and form.empty_permitted and not form.has_changed()


TaskFormSet = formset_factory(
    TaskForm, formset=BaseTaskFormSet, extra=0, can_delete=True, max_num=MOST_TASKS, absolute_max=MOST_TASKS
)
