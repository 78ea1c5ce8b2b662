"""What stands beside the editor: findings with their places, tasks as they are understood, the drawn pages."""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from typing import Any

from documents.authoring.blocks import kept, places_of
from documents.authoring.tasks import found_tasks
from documents.forms.drafting import DraftForm
from documents.models import OfficialDocument
from documents.official.checking import check, is_safe
from documents.official.tree import Finding
from documents.official.tree import OfficialDocument as Tree
from documents.queries.bases import doubts_about
from documents.services.preview import preview_of
from organizations.models import Staff

# What a draft cannot have yet is no fault of it.
_LATER = ("number.missing", "date.missing")
_FIELD_OF = {
    "signature": "signer",
    "co_signature": "signer",
    "date": "",
    "date_text": "",
    "number": "",
}
_HEAD = {
    "kind", "urgency", "signer", "subject", "addressees", "recipients", "closing", "symbol", "place", "parent_body",
    "issuer",
}  # fmt: skip
_NAMES = {"error": "Sai", "warning": "Nên sửa", "info": "Lưu ý"}


@dataclasses.dataclass(frozen=True)
class Found:
    """A finding with the element of the form that it is about."""

    finding: Finding
    anchor: str
    place: str
    mendable: bool

    @property
    def sort(self) -> str:
        """The severity in words."""
        return _NAMES[self.finding.severity]


def findings_of(form: DraftForm, tree: Tree) -> list[Found]:
    """Return what the rules of Decree 30 say of the tree, each with its field or block of the form."""
    anchors = dict(zip(places_of(tree.body, tree.appendices), kept(form.blocks), strict=False))
    return [_found(f, anchors) for f in check(tree) if f.rule not in _LATER]


def _found(finding: Finding, blocks: dict[str, int]) -> Found:
    where = finding.where
    while where and where not in blocks and "." in where:
        where = where.rpartition(".")[0]
    if where in blocks:
        index = blocks[where]
        return Found(finding, f"doan-{index}", f"Đoạn {index + 1}", is_safe(finding))
    name = where.split(".")[0].split("[")[0]
    field = _FIELD_OF.get(name, name)
    label = _LABELS.get(field, "")
    return Found(finding, f"id_{field}" if field in _HEAD else "", label, is_safe(finding))


_LABELS = {
    "kind": "Loại văn bản", "urgency": "Mức độ khẩn", "signer": "Người ký", "subject": "Trích yếu",
    "addressees": "Kính gửi", "recipients": "Nơi nhận", "closing": "Câu kết", "symbol": "Ký hiệu",
    "place": "Địa danh", "parent_body": "Cơ quan chủ quản", "issuer": "Cơ quan ban hành",
}  # fmt: skip


def doubtful_bases(form: DraftForm, staff: Staff) -> list[Found]:
    """Return the bases whose act ended, was recalled, replaced or amended, by what the portal knows."""
    bases = {index: block.text for index, block in enumerate(form.blocks) if block.level == "basis" and block.text}
    doubts = doubts_about(bases.values(), staff)
    mend = "Hãy thay bằng văn bản đang có hiệu lực."
    return [
        Found(Finding(f"doan-{index}", "warning", doubts[text], mend=mend), f"doan-{index}", f"Đoạn {index + 1}", False)
        for index, text in bases.items()
        if text in doubts
    ]


def unfilled(form: DraftForm) -> list[Found]:
    """Return the blocks and the head's texts in which a template's `…` is still to be filled in."""
    message, mend = "Còn chỗ để trống “…” của mẫu.", "Hãy điền hoặc bỏ đi."
    open_blocks = [n for n, block in enumerate(form.blocks) if "…" in f"{block.title} {block.text}"]
    found = [
        Found(Finding(f"doan-{n}", "error", message, mend=mend), f"doan-{n}", f"Đoạn {n + 1}", False)
        for n in open_blocks
    ]
    tree = form.tree()
    heads = {"subject": tree.subject or "", "addressees": " ".join(tree.addressees)}
    return found + [
        Found(Finding(name, "error", message, mend=mend), f"id_{name}", _LABELS[name], False)
        for name, text in heads.items()
        if "…" in text
    ]


def side_context(document: OfficialDocument, form: DraftForm, staff: Staff) -> dict[str, Any]:
    """Return what the side of the editor shows of the form as it stands."""
    from documents.reading.derive import derive

    tree = form.tree()
    found = [*unfilled(form), *doubtful_bases(form, staff), *findings_of(form, tree)]
    at: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        at[one.anchor].append(one)
    return {
        "found": found,
        "found_at": at,
        "mendable": sum(one.mendable for one in found),
        "tasks": list(found_tasks(derive(dataclasses.replace(tree, findings=[])))),
        "preview": preview_of(document, tree),
    }
