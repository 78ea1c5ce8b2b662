"""The form in which a draft is written: its head, and the blocks of its body as the browser sends them."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from coopportal.text import nfc, one_line
from documents.authoring.beginnings import Letterhead
from documents.authoring.blocks import LEVELS, Block, from_blocks, to_blocks
from documents.authoring.editing import MOST_BLOCKS
from documents.forms.fields import LinesField, OneLineField
from documents.models.document import KIND_CHOICES
from documents.official.tree import OfficialDocument as Tree
from documents.official.tree import Signature
from documents.queries.signers import signed_by
from organizations.queries import SigningRight

URGENCIES = [("", "Thường"), ("KHẨN", "Khẩn"), ("THƯỢNG KHẨN", "Thượng khẩn"), ("HỎA TỐC", "Hỏa tốc")]
LONGEST_TEXT = 20_000
_SECRET = ("MẬT", "TỐI MẬT", "TUYỆT MẬT")


class DraftHeadForm(forms.Form):
    """What stands above and below the body."""

    kind = forms.ChoiceField(label="Loại văn bản", choices=KIND_CHOICES)
    urgency = forms.ChoiceField(label="Mức độ khẩn", required=False, choices=URGENCIES)
    signer = forms.ChoiceField(label="Người ký", required=False, help_text="Theo chức vụ và việc giao ký hiện hành.")
    subject = OneLineField(
        label="Trích yếu",
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Ví dụ: rà soát hoạt động của các hợp tác xã năm 2026",
    )
    addressees = LinesField(label="Kính gửi", rows=3, help_text="Mỗi dòng một nơi; bỏ trống nếu không có.")
    recipients = LinesField(
        label="Nơi nhận", rows=4, help_text="Mỗi dòng một nơi; dòng cuối là Lưu: VT và đơn vị soạn."
    )
    closing = OneLineField(label="Câu kết", required=False, max_length=1000, help_text="Ví dụ: Trân trọng cảm ơn.")
    symbol = OneLineField(label="Ký hiệu", required=False, max_length=60, help_text="Số được cấp khi duyệt ban hành.")
    place = OneLineField(label="Địa danh", required=False, max_length=100)
    parent_body = OneLineField(label="Cơ quan chủ quản", required=False, max_length=255)
    issuer = OneLineField(label="Cơ quan ban hành", required=False, max_length=255)

    def __init__(self, *args: Any, signers: list[SigningRight], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["signer"].choices = [("", "— chưa chọn —"), *((f"{r.staff.pk}", r.label) for r in signers)]

    def clean_subject(self) -> str:
        subject: str = self.cleaned_data["subject"]
        if subject.upper().startswith(tuple(f"({mark})" for mark in _SECRET)):
            raise ValidationError(
                "Không soạn tài liệu bí mật nhà nước trên hệ thống nối mạng; hãy soạn theo quy trình văn bản mật."
            )
        return subject


@dataclasses.dataclass
class TaskWords:
    """What a person chose beside a block to be put into its words."""

    lead: str = ""
    coordinators: str = ""
    due: str = ""

    @property
    def due_on(self) -> dt.date | None:
        """The day, None where nothing or no day was typed."""
        for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
            try:
                return dt.datetime.strptime(self.due.strip(), pattern).date()
            except ValueError:
                continue
        return None


class DraftForm:
    """The whole form. Unbound it shows a tree; bound it holds what was typed, whether it can be saved or not."""

    def __init__(
        self, *, tree: Tree, signers: list[SigningRight], signer: int | None, version: int,
        letterhead: Letterhead, data: Mapping[str, Any] | None = None,
    ) -> None:  # fmt: skip
        self.base, self.signers, self.data, self.letterhead = tree, signers, data, letterhead
        self.version = _number(data.get("version"), version) if data is not None else version
        initial = {name: getattr(tree, name) for name in _HEAD} | {"signer": signer or ""}
        self.head = DraftHeadForm(data, signers=signers, initial=initial)
        self.blocks = _blocks(data) if data is not None else to_blocks(tree.body, tree.appendices)
        self.errors: list[str] = []

    def task_words(self, index: int) -> TaskWords:
        """Return what was chosen beside block `index`."""
        data = self.data or {}
        return TaskWords(*(nfc(str(data.get(f"b-{index}-{name}") or "")) for name in ("lead", "coordinators", "due")))

    def is_valid(self) -> bool:
        """Tell whether it can be saved; the head's errors stand at its fields, the blocks' in `errors`."""
        self.errors = [
            f"Đoạn {n}: nội dung quá dài (tối đa {LONGEST_TEXT:,} ký tự).".replace(",", ".")
            for n, block in enumerate(self.blocks, 1)
            if len(block.text) > LONGEST_TEXT
        ]
        return bool(self.head.is_valid() and not self.errors)

    @property
    def has_errors(self) -> bool:
        """Tell whether the last `is_valid` found any."""
        return bool(self.errors or (self.head.is_bound and self.head.errors))

    def tree(self) -> Tree:
        """Return the tree of what is typed; what a field refuses keeps its value in the tree as it was."""
        values = self._head_values()
        body, appendices = from_blocks(self.blocks)
        made = dataclasses.replace(
            self.base,
            body=body,
            appendices=appendices,
            **{name: values[name] or ([] if name in _LISTS else None) for name in _HEAD if name in values},
        )
        made.symbol = self._symbol(made)
        right = self.right()
        return signed_by(made, right) if right else dataclasses.replace(made, signature=self._kept_signature())

    def _symbol(self, made: Tree) -> str | None:
        """The symbol follows the kind unless the person wrote one of their own."""
        usual = self.letterhead.symbol_for(self.base.kind or "")
        return self.letterhead.symbol_for(made.kind or "") or None if made.symbol in (None, usual) else made.symbol

    def _head_values(self) -> dict[str, Any]:
        if not self.head.is_bound:
            return {}
        self.head.is_valid()
        return self.head.cleaned_data

    def right(self) -> SigningRight | None:
        """Return by what right the chosen person signs, None where nobody is chosen."""
        chosen = self.head["signer"].value() or ""
        return next((right for right in self.signers if f"{right.staff.pk}" == f"{chosen}"), None)

    def _kept_signature(self) -> Signature | None:
        return None if self.head.is_bound else self.base.signature

    def as_typed(self) -> dict[str, Any]:
        """Return what the browser sent, to be kept until the person comes back."""
        data = self.data or {}
        skipped = {"csrfmiddlewaretoken", "action"}
        return {name: str(data.get(name) or "") for name in data if name not in skipped and len(name) < 60}


_LISTS = ("addressees", "recipients")
_HEAD = ("kind", "urgency", "subject", *_LISTS, "closing", "symbol", "place", "parent_body", "issuer")


def _number(text: Any, otherwise: int) -> int:
    word = str(text or "")
    return int(word) if word.isascii() and word.isdigit() and len(word) < 9 else otherwise


def _blocks(data: Mapping[str, Any]) -> list[Block]:
    """Read the blocks out of what the browser sent; an unknown level is running text."""
    found = []
    for index in range(min(_number(data.get("b-total"), 0), MOST_BLOCKS)):
        level, number, title, text = (
            str(data.get(f"b-{index}-{name}") or "") for name in ("level", "number", "title", "text")
        )
        level = level if level in LEVELS else "paragraph"
        clean = nfc(text.replace("\x00", "").replace("\r\n", "\n"))
        words = clean if level == "table" else one_line(clean)
        found.append(Block(level, one_line(nfc(number))[:20], one_line(nfc(title))[:2000], words))
    return found
