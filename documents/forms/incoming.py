"""Forms of incoming documents: taking in, registering, refusing, ordering, ending."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from documents.forms.fields import DayField, OneLineField
from documents.forms.head import _NUMBER, _URGENCIES
from documents.models import IncomingEntry, OfficialDocument, Part, ScanReading
from documents.models.document import KIND_CHOICES
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import TreeFormatError
from documents.queries.incoming import people_of, units_of
from documents.reading import UnreadableFile
from documents.services.directing import Given
from documents.services.incoming import Letterhead, same_paper
from organizations.forms import PortalForm
from organizations.models import Staff


def check_size(file: UploadedFile | None) -> UploadedFile | None:
    """Return the file; raises ValidationError where it is larger than uploads may be."""
    if file and file.size > settings.UPLOAD_MAX_BYTES:
        error = UnreadableFile("too_large", limit=settings.UPLOAD_MAX_BYTES // 2**20)
        raise ValidationError(error.message, code=error.code)
    return file


class PaperUploadForm(PortalForm):
    """The scan or photo of a paper letter, or nothing where there is none."""

    submit_label = "Đọc và vào sổ"

    file = forms.FileField(
        label="Bản quét, ảnh chụp hoặc tệp văn bản",
        required=False,
        help_text="PDF, Word, JPEG, PNG hoặc TIFF, tối đa 25 MB. Bỏ trống nếu chưa quét; vẫn vào sổ được.",
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.txt,.jpg,.jpeg,.png,.tif,.tiff,image/*"}),
    )

    def clean_file(self) -> UploadedFile | None:
        return check_size(self.cleaned_data["file"])


_PROPOSED = ("number", "symbol", "issued_on", "kind", "issuer", "subject", "signer", "urgency")


def read_off_a_scan(document: OfficialDocument) -> bool:
    """Tell whether the words of a paper come from pictures, so that the person has to look them over."""
    return ScanReading.objects.filter(document=document, state=ScanReading.State.DONE).exists()


class PaperForm(PortalForm):
    """The line of the register for a paper; filled with what was read of the scan."""

    submit_label = ""

    number = OneLineField(label="Số", required=False, max_length=30, help_text="Ví dụ: 546")
    symbol = OneLineField(label="Ký hiệu", required=False, max_length=60, help_text="Ví dụ: UBND-TC")
    issued_on = DayField(label="Ngày văn bản", required=False)
    kind = forms.ChoiceField(label="Tên loại", required=False, choices=[("", "— chưa rõ —"), *KIND_CHOICES])
    issuer = OneLineField(
        label="Tác giả (cơ quan ban hành)",
        max_length=255,
        error_messages={"required": "Hãy ghi cơ quan ban hành văn bản."},
    )
    subject = OneLineField(
        label="Trích yếu nội dung",
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi trích yếu, hoặc tóm tắt nội dung nếu văn bản không có trích yếu."},
    )
    signer = OneLineField(label="Người ký", required=False, max_length=120)
    urgency = forms.ChoiceField(
        label="Mức độ khẩn", required=False, choices=[("", "Thường"), *((u, u.capitalize()) for u in _URGENCIES)]
    )
    arrived_on = DayField(label="Ngày đến", error_messages={"required": "Hãy ghi ngày văn bản đến."})
    page_count = forms.IntegerField(
        label="Số trang",
        required=False,
        min_value=1,
        max_value=30000,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    due_on = DayField(label="Thời hạn giải quyết", required=False)
    dossier_symbol = OneLineField(label="Số và ký hiệu hồ sơ", required=False, max_length=60)
    note = OneLineField(label="Ghi chú", required=False, max_length=500)
    is_no_double = forms.BooleanField(
        label="Đã kiểm tra: không phải văn bản trùng, vẫn vào sổ", required=False, widget=forms.HiddenInput
    )

    def __init__(self, *args: Any, document: OfficialDocument, **kwargs: Any) -> None:
        self.document = document
        kwargs["initial"] = paper_initial(document) | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.doubles: list[IncomingEntry] = []
        if read_off_a_scan(document):
            self._mark_proposals()

    def _mark_proposals(self) -> None:
        """Say at each field that was filled from a picture that it is to be looked at."""
        for name in _PROPOSED:
            if self.initial.get(name):
                field = self.fields[name]
                field.help_text = "Đề xuất từ ảnh, xin kiểm tra."
                field.widget.attrs["class"] = f"{field.widget.attrs.get('class', '')} proposed".strip()

    def clean_number(self) -> str:
        number: str = self.cleaned_data["number"]
        if number and not _NUMBER.fullmatch(number) and number != self.initial.get("number"):
            raise ValidationError("Chỉ ghi phần số đứng trước dấu gạch chéo, ví dụ 546; phần sau ghi vào ô Ký hiệu.")
        return number

    def clean_symbol(self) -> str:
        return str(self.cleaned_data["symbol"]).lstrip("/ ")

    def clean_arrived_on(self) -> Any:
        day = self.cleaned_data["arrived_on"]
        if day and day > timezone.localdate():
            raise ValidationError("Ngày đến không được ở tương lai.")
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        issued, arrived = data.get("issued_on"), data.get("arrived_on")
        if issued and arrived and issued > arrived:
            self.add_error("issued_on", "Ngày văn bản không được sau ngày đến.")
        if not self.errors and not data.get("is_no_double"):
            self._look_for_doubles(data)
        return data

    def _look_for_doubles(self, data: dict[str, Any]) -> None:
        whole = f"{data['number'] or '…'}/{data['symbol']}" if data["symbol"] else data["number"]
        self.doubles = same_paper(
            organization=self.document.organization,
            full_number=whole if data["number"] else "",
            author=data["issuer"],
            day=data["issued_on"],
            but=self.document.pk,
        )
        if self.doubles:
            self.fields["is_no_double"].widget = forms.CheckboxInput()
            first = self.doubles[0]
            raise ValidationError(
                f"Có thể trùng: {first.title} của {first.author} đã vào sổ với số đến {first.number} ngày "
                f"{first.arrived_on:%d/%m/%Y}. Nếu chắc chắn là văn bản khác, hãy đánh dấu xác nhận rồi vào sổ lại."
            )

    def head(self) -> Letterhead:
        """Return what was read off the paper."""
        names = ("kind", "number", "symbol", "issued_on", "issuer", "subject", "urgency", "signer")
        return Letterhead(**{name: self.cleaned_data[name] for name in names})

    def rest(self) -> dict[str, Any]:
        """Return the other columns by the names that `register_paper` knows."""
        names = ("arrived_on", "page_count", "due_on", "dossier_symbol", "note")
        return {name: self.cleaned_data[name] for name in names}


def paper_initial(document: OfficialDocument) -> dict[str, Any]:
    """Return what the form shows at first: what was read, and today as the day of arrival."""
    try:
        tree = document.official
    except TreeFormatError:
        tree = Tree()
    urgency = (tree.urgency or "").upper()
    return {
        "kind": document.kind,
        "number": document.number,
        "symbol": document.symbol,
        "issued_on": document.issued_on,
        "issuer": document.issuer_name,
        "subject": document.subject,
        "signer": (tree.signature.name if tree.signature else None) or "",
        "urgency": urgency if urgency in _URGENCIES else "",
        "arrived_on": timezone.localdate(),
    }


class ReasonForm(PortalForm):
    """An act that needs a reason."""

    reason = forms.CharField(
        label="Lý do",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi lý do."},
    )


class RefuseForm(ReasonForm):
    """Why a document is sent back."""

    submit_label = "Từ chối tiếp nhận"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = "Ví dụ: gửi nhầm cơ quan; thiếu phụ lục; tệp không mở được."
        self.fields["reason"].error_messages["required"] = "Hãy ghi lý do từ chối để nơi gửi biết phải làm gì."


class AnswerRecallForm(ReasonForm):
    """Give a document back, or not."""

    submit_label = "Trả lời nơi gửi"

    answer = forms.ChoiceField(
        label="Trả lời",
        choices=[("agree", "Đồng ý, hủy văn bản đến"), ("decline", "Không đồng ý")],
        widget=forms.RadioSelect,
        error_messages={"required": "Hãy chọn đồng ý hoặc không đồng ý."},
    )
    field_order = ("answer", "reason")


_PARTS = [("", "–"), *Part.choices]


class DirectForm(PortalForm):
    """The leader's order: for each office and person a part and a time limit."""

    submit_label = ""

    opinion = forms.CharField(
        label="Ý kiến chỉ đạo",
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ví dụ: Giao Phòng Kinh tế chủ trì tham mưu văn bản trả lời.",
    )
    due_on = DayField(label="Thời hạn chung", required=False, help_text="Dùng cho nơi nào không ghi thời hạn riêng.")
    leads = forms.CharField(required=False, widget=forms.HiddenInput)
    joins = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, entry: IncomingEntry, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {f"o{u.pk}": u for u in units_of(entry.organization)}
        self.targets |= {f"s{p.pk}": p for p in people_of(entry.organization)}
        for key in self.targets:
            self.fields[f"part_{key}"] = forms.ChoiceField(label="Vai", required=False, choices=_PARTS)
            self.fields[f"due_{key}"] = DayField(label="Thời hạn", required=False)

    def rows(self) -> list[dict[str, Any]]:
        """Return each office and person with its two fields, for the page."""
        return [
            {"to": to, "part": self[f"part_{key}"], "due": self[f"due_{key}"], "is_person": isinstance(to, Staff)}
            for key, to in self.targets.items()
        ]

    def given(self) -> list[Given]:
        """Return who was chosen."""
        data = self.cleaned_data
        return [
            Given(to, data[f"part_{key}"], data[f"due_{key}"] or data["due_on"])
            for key, to in self.targets.items()
            if data[f"part_{key}"]
        ]


class AssignForm(PortalForm):
    """The order of an office's head to the people of the office."""

    submit_label = "Giao người giải quyết"

    people = forms.ModelMultipleChoiceField(
        label="Người giải quyết",
        queryset=Staff.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="Người đứng đầu danh sách được chọn là người chủ trì.",
        error_messages={"required": "Hãy chọn ít nhất một người thuộc đơn vị mình."},
    )
    due_on = DayField(label="Thời hạn", required=False)
    opinion = forms.CharField(label="Ý kiến", required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = people_of(staff.organization)


class ProposeForm(PortalForm):
    """What the person who handles it proposes."""

    submit_label = "Ghi ý kiến đề xuất"

    opinion = forms.CharField(
        label="Ý kiến đề xuất",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Hãy ghi ý kiến đề xuất."},
    )


class FinishForm(PortalForm):
    """How it ended."""

    submit_label = "Kết thúc giải quyết"

    result = forms.CharField(
        label="Kết quả giải quyết",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: Đã lưu hồ sơ, không phải trả lời.",
    )


class EntryForm(PortalForm):
    """What may be corrected in a line of the incoming register."""

    submit_label = "Lưu dòng sổ"

    author = OneLineField(label="Tác giả", max_length=255)
    full_number = OneLineField(label="Số, ký hiệu", required=False, max_length=100)
    document_date = DayField(label="Ngày văn bản", required=False)
    kind = forms.ChoiceField(label="Tên loại", required=False, choices=[("", "— chưa rõ —"), *KIND_CHOICES])
    subject = OneLineField(label="Trích yếu", max_length=3000, widget=forms.Textarea(attrs={"rows": 3}))
    page_count = forms.IntegerField(label="Số trang", required=False, min_value=1, max_value=30000)
    due_on = DayField(label="Thời hạn giải quyết", required=False)
    dossier_symbol = OneLineField(label="Số và ký hiệu hồ sơ", required=False, max_length=60)
    note = OneLineField(label="Ghi chú", required=False, max_length=500)

    def __init__(self, *args: Any, entry: IncomingEntry, **kwargs: Any) -> None:
        kwargs["initial"] = {name: getattr(entry, name) for name in self.base_fields}
        super().__init__(*args, **kwargs)


class OutgoingForm(PortalForm):
    """The clerk's columns of the outgoing register."""

    submit_label = "Lưu dòng sổ"

    copies = forms.IntegerField(label="Số lượng bản", required=False, min_value=1, max_value=100000)
    keeper = OneLineField(label="Đơn vị, người nhận bản lưu", required=False, max_length=255)
    receipt = OneLineField(label="Ký nhận", required=False, max_length=255)
    note = OneLineField(label="Ghi chú", required=False, max_length=500)


class RecallForm(ReasonForm):
    """Why the own document is taken back."""

    submit_label = "Thu hồi văn bản"
