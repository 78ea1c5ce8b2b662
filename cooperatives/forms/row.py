"""What the forms of all rows of a sheet have in common."""

from __future__ import annotations

from typing import Any

from crispy_forms.layout import Div, Field, Layout
from django import forms

from cooperatives.forms.fields import SeenMixin
from cooperatives.models import Cooperative
from organizations.forms import PortalModelForm
from organizations.models import Staff

WHY_HELP = "Ví dụ: Theo Nghị quyết Đại hội thành viên ngày 12/3/2026; chỉ cần khi sửa thông tin đã có."


class RowForm(SeenMixin, PortalModelForm):
    """A row of a sheet; the checking of what stands in the model is left to the service, which locks the sheet."""

    # Fields that only help to fill the others in.
    not_kept: tuple[str, ...] = ()
    # Whether short fields stand in twos where there is room.
    in_pairs = False

    why = forms.CharField(label="Lý do, căn cứ sửa", required=False, max_length=255, help_text=WHY_HELP)

    def __init__(self, *args: Any, staff: Staff, cooperative: Cooperative, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff, self.cooperative = staff, cooperative
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()
        else:
            del self.fields["why"]
        if self.in_pairs:
            rest = ("seen", *(name for name in ("why",) if name in self.fields))
            self.helper.layout = Layout(*two_by_two(self, *rest), *rest)

    def _post_clean(self) -> None:
        """Leave the model's own checks to the service; the errors come back at the same fields."""


def two_by_two(form: Any, *apart: str) -> list[Div]:
    """Return the form's fields in rows of two, without those named in `apart`."""
    names = [name for name in form.fields if name not in apart]
    pairs = [names[at : at + 2] for at in range(0, len(names), 2)]
    return [Div(*(Field(n, wrapper_class="col-md-6") for n in pair), css_class="row") for pair in pairs]
