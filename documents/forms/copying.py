"""The form of a copy."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from documents.forms.fields import LinesField
from documents.forms.signing import SECRET, KeyField
from documents.models import OfficialDocument, SigningKey
from documents.models.copying import COPY_CHOICES
from documents.queries import copying as reads
from documents.queries.letterheads import letterhead_of
from documents.services.copying import EXCERPT, Order
from organizations.forms import PortalForm
from organizations.models import Staff

PAPER, ELECTRONIC = "paper", "electronic"


class CopyForm(PortalForm):
    """Which kind of copy, on paper or electronic, for whom, signed by whom; which pieces of a trích sao."""

    submit_label = ""

    kind = forms.ChoiceField(label="Hình thức sao", choices=COPY_CHOICES, initial="SY", widget=forms.RadioSelect)
    way = forms.ChoiceField(
        label="Bản sao",
        choices=[(PAPER, "Bản giấy: in ra, ký và đóng dấu"), (ELECTRONIC, "Điện tử: ký số của cơ quan")],
        initial=PAPER,
        widget=forms.RadioSelect,
    )
    signer = forms.ChoiceField(label="Người ký bản sao")
    recipients = LinesField(label="Nơi nhận", rows=4, help_text="Mỗi nơi một dòng, không gõ dấu gạch, dấu chấm phẩy.")
    copies = forms.IntegerField(label="Số lượng bản", min_value=1, max_value=9999, initial=1)
    first_number = forms.IntegerField(
        label="Bắt đầu từ số",
        required=False,
        min_value=1,
        max_value=999999,
        help_text="Chỉ ghi khi năm nay đã cấp số bản sao trong sổ giấy; bỏ trống thì bắt đầu từ 01.",
    )
    key = KeyField(label="Khóa ký số của cơ quan", queryset=SigningKey.objects.none(), required=False, empty_label="—")
    secret = forms.CharField(
        label="Mật khẩu khóa hoặc mã PIN", required=False, max_length=200, widget=SECRET, strip=False
    )
    pieces = forms.MultipleChoiceField(
        label="Phần nội dung được trích",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Chỉ đánh dấu khi trích sao; sao y và sao lục luôn sao toàn bộ.",
    )

    def __init__(self, *args: Any, document: OfficialDocument, staff: Staff, year: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper.form_tag = False
        self.rights = {str(place): right for place, right in enumerate(reads.copy_signers(staff))}
        self.fields["signer"].choices = [(key, right.label) for key, right in self.rights.items()]
        if not self.rights:
            self.fields["signer"].help_text = "Hôm nay chưa ai có quyền ký của cơ quan; hãy ghi ủy quyền ký trước."
        self.fields["recipients"].initial = [letterhead_of(staff.organization).filing_line()]
        self.fields["pieces"].choices = reads.pieces_of(document)
        seals = reads.copy_seals(staff)
        self.fields["key"].queryset = SigningKey.objects.filter(pk__in=[seal.pk for seal in seals]).select_related(
            "staff__user", "organization"
        )
        if seals:
            self.fields["key"].initial = seals[0].pk
        else:
            self._drop("key", "secret", "way")
        if not reads.is_new_series(staff, year):
            self._drop("first_number")
        if not self.fields["pieces"].choices:
            self._drop("pieces")
            self.fields["kind"].choices = [choice for choice in COPY_CHOICES if choice[0] != EXCERPT]

    def _drop(self, *names: str) -> None:
        for name in names:
            del self.fields[name]

    def clean_recipients(self) -> list[str]:
        lines = [line.strip(" -;.") for line in self.cleaned_data["recipients"]]
        lines = [line for line in lines if line]
        if not lines:
            raise ValidationError("Hãy ghi nơi nhận bản sao, dòng cuối là “Lưu: VT”.")
        return lines

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("way") == ELECTRONIC and not data.get("key"):
            self.add_error("key", "Hãy chọn khóa ký số của cơ quan cho bản sao điện tử.")
        if data.get("kind") == EXCERPT and not data.get("pieces"):
            self.add_error("pieces", "Hãy đánh dấu phần nội dung được trích.")
        return data

    def order(self) -> Order:
        """Return what was asked for."""
        data = self.cleaned_data
        electronic = data.get("way") == ELECTRONIC
        return Order(
            kind=data["kind"],
            right=self.rights[data["signer"]],
            recipients=tuple(data["recipients"]),
            copies=data["copies"],
            pieces=tuple(data.get("pieces") or ()) if data["kind"] == EXCERPT else (),
            key=data.get("key") if electronic else None,
            secret=data.get("secret") or "" if electronic else "",
        )
