"""Forms that concern many sheets: one change for all, saved lists, merging two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.text import capfirst

from cooperatives.models import Cooperative, Field, Governance
from cooperatives.services.merging import differences
from cooperatives.showing import label_of, shown
from organizations.forms import PortalForm
from organizations.models import AdministrativeUnit

_YES_NO = {"yes": (True, "có"), "no": (False, "không")}
_FLAGS = (
    "is_weak", "is_untransformed", "in_value_chain", "uses_high_tech", "has_traceability", "sells_online",
)  # fmt: skip


def changes(communes: Iterable[AdministrativeUnit] = ()) -> dict[str, tuple[str, Any, str]]:
    """Return every change that can be made to many sheets at once: key → field, value, words.

    Who sees several communes may move sheets to one of them, as where a commune was divided.
    """
    found: dict[str, tuple[str, Any, str]] = {}
    for name in _FLAGS:
        label = capfirst(label_of(name))
        for key, (value, words) in _YES_NO.items():
            found[f"{name}={key}"] = (name, value, f"{label}: {words}")
    for choices, name in ((Field, "field"), (Governance, "governance")):
        label = capfirst(label_of(name))
        for value, words in choices.choices:
            found[f"{name}={value}"] = (name, value, f"{label}: {words}")
    places = list(communes)
    if len(places) > 1:
        found |= {f"unit={unit.code}": ("unit", unit, f"Chuyển sang: {unit.name}") for unit in places}
    return found


class BulkForm(PortalForm):
    """Which change to make, and why."""

    submit_label = ""

    change = forms.ChoiceField(label="Thay đổi")
    why = forms.CharField(
        label="Lý do, căn cứ", required=False, max_length=255, help_text="Ví dụ: Theo kết quả rà soát tháng 6/2026"
    )

    def __init__(self, *args: Any, changes: Mapping[str, tuple[str, Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        choices = [(key, words) for key, (_, _, words) in changes.items()]
        self.fields["change"].choices = [("", "— chọn —"), *choices]


class SavedViewForm(PortalForm):
    """A name for the list as it is filtered now."""

    submit_label = "Lưu danh sách"

    name = forms.CharField(label="Tên danh sách", max_length=120)
    query = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)
    is_shared = forms.BooleanField(label="Chia sẻ cho đồng nghiệp cùng cơ quan", required=False)


class MergeForm(PortalForm):
    """What to take from the sheet that goes, and why they are one."""

    submit_label = "Gộp hai hồ sơ"

    reason = forms.CharField(
        label="Vì sao là một đơn vị",
        max_length=255,
        help_text="Ví dụ: Cùng mã số thuế, cùng người đại diện; nhập hai lần",
    )

    def __init__(self, *args: Any, kept: Cooperative, gone: Cooperative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = differences(kept, gone)
        words = [
            (n, f"{label_of(n).capitalize()}: “{shown(gone, n)}” thay cho “{shown(kept, n) or 'trống'}”") for n in names
        ]
        self.fields["take"] = forms.MultipleChoiceField(
            label="Lấy từ hồ sơ sẽ bỏ", choices=words, required=False, widget=forms.CheckboxSelectMultiple,
            help_text="Ô không đánh dấu giữ như hồ sơ ở lại. Ô trống ở hồ sơ ở lại đã được đánh dấu sẵn.",
        )  # fmt: skip
        self.initial.setdefault("take", [n for n in names if not shown(kept, n)])
        self.order_fields(["take", "reason"])


def _instead(kept: Cooperative, gone: Cooperative, name: str) -> str:
    return f"“{shown(gone, name)}” thay cho “{shown(kept, name) or 'trống'}”"
