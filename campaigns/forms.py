"""Forms of this room; the agencies of an activity are chosen as in the review of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Layout
from django import forms
from django.forms.formsets import BaseFormSet, formset_factory

from campaigns.models import Activity, Campaign, CampaignState
from campaigns.services import ActivityValues
from documents.forms.fields import DayField, LinesField
from documents.forms.tasks import PartyForm, is_deleted
from documents.queries.targets import Targets, key_of
from documents.services.reviewed import ReviewedParty
from organizations.forms import PortalForm, PortalModelForm
from organizations.models import Organization, Staff

MOST_ACTIVITIES = 200
MOST_PARTIES = 60
DAYS = ("starts_on", "ends_on", "peak_starts_on", "peak_ends_on")
_TARGET = re.compile(r"-target$")


class CampaignFilter(forms.Form):
    """The filters of the list."""

    q = forms.CharField(required=False)
    year = forms.TypedChoiceField(coerce=int, empty_value=None, required=False)
    state = forms.ChoiceField(choices=[("", "Tất cả"), *CampaignState.choices], required=False)

    def __init__(self, *args: Any, years: Sequence[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].choices = [("", "Tất cả"), *((y, str(y)) for y in years)]

    def values(self) -> dict[str, Any]:
        """Return the filters that hold, by the names that `queries.campaigns_for` takes."""
        self.full_clean()
        found = {name: value for name, value in self.cleaned_data.items() if value}
        found["words"] = found.pop("q", "")
        return found


class CampaignForm(PortalModelForm):
    """The campaign itself."""

    messages = LinesField(label="Thông điệp", rows=5, help_text="Mỗi dòng một thông điệp.")
    starts_on = DayField(label="Từ ngày", required=False)
    ends_on = DayField(label="Đến ngày", required=False)
    peak_starts_on = DayField(label="Cao điểm từ ngày", required=False)
    peak_ends_on = DayField(label="Cao điểm đến ngày", required=False)

    class Meta:
        model = Campaign
        fields = (
            "title", "year", "host", "theme", "messages", "starts_on", "ends_on", "peak_starts_on", "peak_ends_on",
            "budget_text",
        )  # fmt: skip
        widgets = {"theme": forms.Textarea(attrs={"rows": 2}), "budget_text": forms.Textarea(attrs={"rows": 3})}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.layout = Layout(
            "title",
            Div(Div("year", css_class="col-md-3"), Div("host", css_class="col-md-9"), css_class="row"),
            "theme",
            "messages",
            Div(
                *(
                    Div(name, css_class="col-md-3")
                    for name in ("starts_on", "ends_on", "peak_starts_on", "peak_ends_on")
                ),
                css_class="row",
            ),
            "budget_text",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        for first, last, message in (
            ("starts_on", "ends_on", "Ngày kết thúc không được trước ngày bắt đầu."),
            ("peak_starts_on", "peak_ends_on", "Ngày hết cao điểm không được trước ngày bắt đầu cao điểm."),
        ):
            if data.get(first) and data.get(last) and data[last] < data[first]:
                self.add_error(last, message)
        return data

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service; its errors come back to the same fields."""


class ActivityForm(PortalModelForm):
    """One activity; its agencies are the formset `parties`."""

    starts_on = DayField(label="Từ ngày", required=False)
    ends_on = DayField(label="Đến ngày", required=False, help_text="Chỉ có hạn cuối thì bỏ trống ô “Từ ngày”.")

    class Meta:
        model = Activity
        fields = (
            "number", "title", "content", "scale", "time_text", "starts_on", "ends_on", "place", "participants",
        )  # fmt: skip
        widgets = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "content": forms.Textarea(attrs={"rows": 4}),
            "scale": forms.Textarea(attrs={"rows": 1}),
            "time_text": forms.Textarea(attrs={"rows": 1}),
            "place": forms.Textarea(attrs={"rows": 1}),
            "participants": forms.Textarea(attrs={"rows": 2}),
        }
        error_messages = {"title": {"required": "Hãy ghi tên hoạt động, hoặc đánh dấu bỏ hoạt động này."}}

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("starts_on") and data.get("ends_on") and data["ends_on"] < data["starts_on"]:
            self.add_error("ends_on", "Ngày kết thúc không được trước ngày bắt đầu.")
        return data

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service; its errors come back to the same fields."""

    def values(self, parties: Iterable[ReviewedParty]) -> ActivityValues:
        """Return what the services take."""
        named = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return ActivityValues(**named, parties=tuple(parties))


class PartyRow(PartyForm):
    """One agency of an activity, in the looks of a table's row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].widget.attrs["class"] = "form-select form-select-sm"


# One blank row to add an agency without JavaScript.
PartyFormSet = formset_factory(PartyRow, extra=1, can_delete=True, max_num=MOST_PARTIES, absolute_max=MOST_PARTIES)


def parties_in(formset: BaseFormSet) -> list[ReviewedParty]:
    """Return the agencies of a valid formset, less blank and removed rows."""
    rows = [form.party() for form in formset.forms if not is_deleted(form)]
    return [row for row in rows if row]


def parties_initial(parties: Iterable[Any]) -> list[dict[str, str]]:
    """Return the initial rows for parties of a model or of a proposal."""
    rows = []
    for party in parties:
        target = party.organization or party.group
        rows.append({"words": party.words, "part": party.part, "target": key_of(target) if target else ""})
    return rows


def learn_targets(targets: Targets, data: Any, initial: Iterable[dict[str, str]]) -> None:
    """Load at once all targets that a page's forms hold, from what was sent or from what is shown first."""
    keys = [data[name] for name in data if _TARGET.search(name)] if data else []
    targets.learn([*keys, *(row["target"] for row in initial if row["target"])])


class ProposedActivityForm(ActivityForm):
    """An activity of a proposal, which may be left out."""

    submit_label = ""
    included = forms.BooleanField(label="Đưa vào chiến dịch", required=False, initial=True)


class BaseProposedFormSet(BaseFormSet):
    """Proposed activities, each with the formset of its agencies as `form.parties`."""

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

    @property
    def kept(self) -> list[Any]:
        """The forms of the activities that go into the campaign; a blank row at the end is none."""
        return [f for f in self.forms if f.cleaned_data.get("included") and f.cleaned_data.get("title")]

    def is_valid(self) -> bool:
        """Tell whether every activity and its agencies are valid; what is left out need not be."""
        own = super().is_valid()
        return all([own, *(form.parties.is_valid() for form in self.forms)])

    def values(self) -> list[ActivityValues]:
        """Return the activities that go into the campaign, in the order of the page."""
        return [form.values(parties_in(form.parties)) for form in self.kept]


ProposedFormSet = formset_factory(
    ProposedActivityForm,
    formset=BaseProposedFormSet,
    extra=0,
    max_num=MOST_ACTIVITIES,
    absolute_max=MOST_ACTIVITIES,
)


class ProposalForm:
    """The whole proposal page as one form: the campaign and its activities."""

    def __init__(self, *, issuer: Organization, by: Staff, proposal: dict[str, Any], data: Any = None) -> None:
        targets = Targets(issuer, by)
        rows = proposal["activities"]
        learn_targets(targets, data, [party for row in rows for party in row["parties"]])
        self.campaign = CampaignForm(data, initial=proposal["campaign"], prefix="c")
        self.campaign.helper = bare_helper(self.campaign.helper.layout)
        self.activities = ProposedFormSet(data, initial=None if data else rows, prefix="a", targets=targets)
        self.errors: list[str] = []

    def is_valid(self) -> bool:
        """Tell whether all can be saved; every error is found at once."""
        return all([self.campaign.is_valid(), self.activities.is_valid()])

    @property
    def has_errors(self) -> bool:
        return self.campaign.is_bound and bool(self.errors or self.campaign.errors or not self.activities.is_valid())


class ResultForm(PortalForm):
    """What came of an activity."""

    submit_label = "Lưu kết quả"

    result = forms.CharField(
        label="Kết quả",
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=20_000,
        help_text="Ví dụ: 120 đại biểu dự; 15 hợp tác xã trưng bày 42 sản phẩm; ký 3 hợp đồng tiêu thụ.",
    )
    done_on = DayField(label="Ngày thực hiện xong", required=False, help_text="Bỏ trống nếu còn đang thực hiện.")


def bare_helper(layout: Layout | None = None) -> FormHelper:
    """Return a helper that draws fields alone, for a form inside a bigger one."""
    helper = FormHelper()
    if layout:
        helper.layout = layout
    helper.form_tag = False
    helper.disable_csrf = True
    return helper
