"""The chooser of a level-4 class: by words without marks, by code, or by the headings of the classification."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import HTML, Div, Layout, Submit
from django import forms
from django.urls import reverse_lazy

from cooperatives import queries
from cooperatives.forms.fields import field_for
from cooperatives.forms.row import RowForm
from cooperatives.models import RegisteredSector, Sector
from coopportal.text import whole_number

FIND = "find"
_NOTHING = "Không có ngành nào khớp; hãy gõ ít chữ hơn, ví dụ: rau, hoặc chọn nhóm ngành."
_HINT = "Gõ ở ô tìm hoặc chọn nhóm ngành để hiện danh sách."


class SectorForm(RowForm):
    """Register a class. The list shows what was searched for, in groups; what is chosen stays in it."""

    not_kept = ("words", "under")

    words = forms.CharField(
        label="Tìm ngành",
        required=False,
        max_length=100,
        help_text="Mã hoặc tên, không cần dấu. Ví dụ: 0161; trong rau; bao quan rau qua.",
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    under = forms.ChoiceField(label="Nhóm ngành", required=False)

    class Meta:
        model = RegisteredSector
        fields = ("sector", "detail", "is_main")
        formfield_callback = field_for

    field_order = ("words", "under", "sector", "detail", "is_main", "why", "seen")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["under"].choices = [("", "— mọi nhóm —"), *queries.sector_headings()]
        search = {
            "hx-get": reverse_lazy("cooperatives:sector_search"),
            "hx-target": "#div_id_sector",
            "hx-swap": "outerHTML",
            "hx-include": "#id_words, #id_under, [name=sector]:checked",
        }
        self.fields["words"].widget.attrs |= {**search, "hx-trigger": "keyup changed delay:300ms, search"}
        self.fields["under"].widget.attrs |= {**search, "hx-trigger": "change"}
        self._offer(str(self["words"].value() or ""), str(self["under"].value() or ""))
        rest = [name for name in self.fields if name not in ("words", "under", "sector")]
        find = Submit(FIND, "Tìm", css_class="btn-outline-primary", formnovalidate="formnovalidate")
        self.helper.layout = Layout(
            Div(Div("words", css_class="col-md-5"), Div("under", css_class="col-md-7"), css_class="row"),
            Div(find, css_class="mb-3"),
            HTML("<hr>"),
            "sector",
            *rest,
        )

    def _offer(self, words: str, under: str) -> None:
        offer(self.fields["sector"], words, under, self["sector"].value(), kept=self.instance.sector_id)


class SectorPick(forms.Form):
    """The list alone, as the search hands it back."""

    sector = forms.ModelChoiceField(Sector.objects.none(), label="Ngành", required=True)

    def __init__(self, *args: Any, words: str, under: str, chosen: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"sector": chosen}, **kwargs)
        offer(self.fields["sector"], words, under, chosen)


def offer(field: Any, words: str, under: str, chosen: Any, kept: int | None = None) -> None:
    """Let a field choose among the classes that the words or the heading find, in their groups.

    `kept` is the class that the row has already, which may be of an edition no longer in force.
    """
    found = queries.find_sectors(words, under)
    mark = str(chosen or "")
    grouped = [(heading, [(s.pk, str(s)) for s in sectors]) for heading, sectors in found]
    shown = {str(s.pk) for _, sectors in found for s in sectors}
    own = Sector.objects.filter(pk=mark).select_related("edition").first() if whole_number(mark) else None
    if own and mark not in shown:
        ended = f" ({own.ended_words})" if own.ended_words else ""
        grouped.insert(0, ("Đang chọn", [(own.pk, f"{own}{ended}")]))
    field.queryset = Sector.objects.in_force() | Sector.objects.filter(pk=kept)
    field.widget = forms.RadioSelect()
    field.choices = grouped
    field.widget.choices = grouped
    field.help_text = "" if grouped else _NOTHING if words or under else _HINT
