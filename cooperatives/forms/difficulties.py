"""Forms of difficulties: raising, routing, answering, closing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils import timezone

from cooperatives.forms.fields import field_for
from cooperatives.models import Cooperative, Difficulty, DifficultyKind, DifficultyState, RaisedBy
from cooperatives.queries import communes_for
from cooperatives.scope import may_edit
from documents.forms.fields import DayField
from organizations.forms import PortalForm, PortalModelForm
from organizations.models import Organization, OrganizationKind, Staff

AGES = [("7", "Trên 7 ngày"), ("30", "Trên 30 ngày"), ("90", "Trên 90 ngày")]
LATE = "late"
STATES = [("", "Tất cả"), ("open", "Chưa trả lời"), (LATE, "Quá hạn trả lời"), *DifficultyState.choices]


class DifficultyFilter(forms.Form):
    """The filters of the list, as they stand in its address."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("", "Tất cả"), *DifficultyKind.choices], required=False)
    state = forms.ChoiceField(choices=STATES, required=False)
    age = forms.ChoiceField(choices=[("", "Bất kỳ"), *AGES], required=False)
    unit = forms.ModelChoiceField(None, to_field_name="code", required=False)

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = communes_for(staff)

    def values(self) -> dict[str, Any]:
        """Return the filters that hold, by the names that `queries.difficulties` takes."""
        self.full_clean()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        found["words"] = found.pop("q", "")
        found["age"] = int(found["age"]) if found.get("age") else 0
        return found


class DifficultyForm(PortalModelForm):
    """A difficulty, by a cooperative's or village's contact, or by an office that heard of it."""

    submit_label = "Gửi"

    class Meta:
        model = Difficulty
        fields = ("cooperative", "source", "kind", "title", "text", "raiser_words", "raised_on")
        formfield_callback = field_for

    def __init__(self, *args: Any, staff: Staff, cooperative: Cooperative | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = staff
        self.fields["text"].widget.attrs["rows"] = 5
        self.initial.setdefault("raised_on", timezone.localdate())
        if not may_edit(staff):
            for name in ("cooperative", "source", "raised_on"):
                del self.fields[name]
            return
        sheets = Cooperative.objects.visible_to(staff).living()
        self.fields["cooperative"].queryset = sheets
        self.fields["cooperative"].empty_label = "— không của riêng đơn vị nào —"
        self.fields["source"].choices = RaisedBy.choices
        if cooperative or sheets.count() > 500:
            self._fix(cooperative)

    def _fix(self, cooperative: Cooperative | None) -> None:
        """One sheet is known, or there are too many to choose from: raise it from the sheet itself."""
        if cooperative is None:
            del self.fields["cooperative"]
            return
        self.fields["cooperative"].queryset = Cooperative.objects.filter(pk=cooperative.pk)
        self.fields["cooperative"].empty_label = None
        self.initial["cooperative"] = cooperative.pk

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service."""

    def values(self) -> dict[str, Any]:
        """Return what `services.raise_difficulty` takes, with whose difficulty it is by who writes it."""
        data, place = dict(self.cleaned_data), self.staff.organization
        cooperative = data.get("cooperative")
        if place.kind == OrganizationKind.COOPERATIVE:
            own = Cooperative.objects.filter(organization=place).select_related("unit").first()
            return data | {
                "cooperative": own,
                "source": RaisedBy.COOPERATIVE,
                "raiser": place,
                "unit": _unit(own, place),
            }
        if place.kind == OrganizationKind.VILLAGE:
            return data | {"source": RaisedBy.VILLAGE, "raiser": place, "unit": place.unit}
        return data | {"raiser": place, "unit": _unit(cooperative, place)}


def _unit(cooperative: Cooperative | None, place: Organization) -> Any:
    return cooperative.unit if cooperative else place.unit


class LinkDifficultyForm(PortalForm):
    """A difficulty that a cooperative without an account sends through its link."""

    submit_label = "Gửi khó khăn"

    kind = forms.ChoiceField(label="Loại khó khăn", choices=DifficultyKind.choices)
    title = forms.CharField(
        label="Tóm tắt", max_length=200, help_text="Ví dụ: Chưa có mặt bằng xây dựng nhà sơ chế rau an toàn"
    )
    text = forms.CharField(label="Nội dung, đề xuất", widget=forms.Textarea(attrs={"rows": 5}))
    raiser_words = forms.CharField(
        label="Người nêu", max_length=200, help_text="Họ tên và chức danh, ví dụ: Vũ Thị Yến, Giám đốc"
    )


class RouteForm(PortalForm):
    """To whom a difficulty goes, and by when it has to be answered."""

    submit_label = "Chuyển"

    agency = forms.ModelChoiceField(
        label="Cơ quan giải quyết", queryset=Organization.objects.none(), empty_label="— chọn —"
    )
    due_on = DayField(label="Hạn trả lời", help_text="Ví dụ: 15 ngày kể từ hôm nay.")

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        not_agencies = [OrganizationKind.VILLAGE, OrganizationKind.COOPERATIVE]
        found = Organization.objects.visible_to(staff).active().exclude(kind__in=not_agencies)
        self.fields["agency"].queryset = found.order_by("path")
        self.initial.setdefault("due_on", timezone.localdate() + dt.timedelta(days=15))


class AnswerForm(PortalForm):
    """The answer, which who raised the difficulty will read."""

    submit_label = "Trả lời"

    answer = forms.CharField(
        label="Trả lời",
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Ví dụ: UBND xã cho thuê 500 m² đất công ích từ 01/7/2026; liên hệ Phòng Kinh tế để làm hợp đồng.",
    )


class CloseForm(PortalForm):
    """Why a difficulty is not dealt with."""

    submit_label = "Đóng"

    reason = forms.CharField(
        label="Lý do",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Ví dụ: Trùng với khó khăn đã trả lời ngày 12/3/2026.",
    )
