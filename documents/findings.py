"""What the review page says beside each field: the reader's doubts and what follows from the values themselves."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from documents.models import OfficialDocument, ProposedTask
from documents.official.tree import Finding

# Which field of the form shows the findings of which part of the tree.
_FIELD_OF = {
    "date": "issued_on",
    "date_text": "issued_on",
    "signature": "signer_name",
    "head": "issuer",
    "authority": "authority",
}
_HEAD = {
    "kind", "number", "symbol", "parent_body", "issuer", "place", "issued_on", "subject", "urgency", "addressees",
    "recipients", "authority", "signer_title", "signer_name",
}  # fmt: skip
_MISSING = {
    "kind": "Chưa nhận ra loại văn bản.",
    "number": "Văn bản chưa có số; có thể để trống nếu văn bản chưa lấy số.",
    "symbol": "Không đọc được ký hiệu.",
    "issuer": "Không đọc được tên cơ quan ban hành.",
    "date": "Văn bản chưa có ngày đầy đủ; hạn “kể từ ngày ký” chưa tính được.",
    "subject": "Không đọc được trích yếu.",
}


def key_of(finding: Finding) -> str:
    """The name of one finding in a form: its rule and its place."""
    return f"{finding.rule}@{finding.where}"


_PLACES = {
    "kind": "Tên loại", "number": "Số", "symbol": "Ký hiệu", "parent_body": "Cơ quan chủ quản",
    "issuer": "Cơ quan ban hành", "place": "Địa danh", "date": "Ngày tháng", "date_text": "Ngày tháng",
    "subject": "Trích yếu", "title": "Tên loại", "urgency": "Mức độ khẩn", "secrecy": "Độ mật",
    "addressees": "Kính gửi",
    "body": "Nội dung", "closing": "Câu kết", "signature": "Chữ ký", "co_signature": "Chữ ký thứ hai",
    "recipients": "Nơi nhận", "appendices": "Phụ lục", "slip": "Phiếu trình", "margins": "Lề giấy", "font": "Phông chữ",
    "page": "Trang giấy", "nation": "Quốc hiệu", "motto": "Tiêu ngữ", "assignments": "Giao việc",
    "deadlines": "Thời hạn", "legal_bases": "Căn cứ",
}  # fmt: skip
_COUNTED = {"body": "đoạn", "recipients": "dòng", "addressees": "dòng", "page": "trang"}


def place_words(where: str) -> str:
    """Return a finding's place in words: `Nội dung, đoạn 2.1`, `Nơi nhận, dòng 3`; empty for one of no place."""
    steps = [step.partition("[")[::2] for step in where.split(".")]
    name, first = steps[0]
    if name not in _PLACES:
        return ""
    counts = [int(place.rstrip("]")) + 1 for _, place in steps if place.rstrip("]").isdigit()]
    if not first or not counts:
        return _PLACES[name]
    if name == "appendices":
        return f"Phụ lục {counts[0]}" + (f", đoạn {'.'.join(map(str, counts[1:]))}" if counts[1:] else "")
    return f"{_PLACES[name]}, {_COUNTED.get(name, 'mục')} {'.'.join(map(str, counts))}"


def is_mendable(document: OfficialDocument) -> bool:
    """Tell whether the mends of form may be made on the page: a draft that was read in and has no number yet.

    A paper with a number was issued by somebody and keeps its words; a draft written here is mended in the editor.
    """
    return document.is_draft and not document.is_authored and not document.number


@dataclass(frozen=True)
class FormFinding:
    """A finding of the rules of form as `documents/parts/findings.html` shows it; `safe` offers the one-click mend."""

    finding: Finding
    safe: bool
    before: str = ""
    after: str = ""

    @property
    def key(self) -> str:
        return key_of(self.finding)

    @property
    def place(self) -> str:
        """Where in the document it is, in words."""
        return place_words(self.finding.where)


def form_findings(document: OfficialDocument) -> list[FormFinding]:
    """Return what the rules of Decree 30 say of the document, errors first."""
    from documents.official.checking import check, is_safe, preview_mend

    may, tree, shown = is_mendable(document), document.official, []
    for finding in check(tree):
        safe = may and is_safe(finding)
        before, after = preview_mend(tree, finding) if safe else ("", "")
        shown.append(FormFinding(finding, safe, before, after))
    return shown


@dataclass
class Notes:
    """Findings by where they are shown: a field of the head, a task (its `where`), or the top of the page."""

    fields: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    tasks: dict[str, list[Finding]] = field(default_factory=lambda: defaultdict(list))
    rest: list[Finding] = field(default_factory=list)

    @property
    def count(self) -> int:
        return sum(map(len, self.fields.values())) + sum(map(len, self.tasks.values())) + len(self.rest)


def notes_for(document: OfficialDocument, tasks: Iterable[ProposedTask]) -> Notes:
    """Return the reader's findings that are still in the tree, and those that the values as saved give now."""
    tree, rows = document.official, list(tasks)
    notes = Notes()
    for finding in tree.findings:
        _put(notes, finding, rows)
    for name, message in _MISSING.items():
        shown = _FIELD_OF.get(name, name)
        if not getattr(tree, name) and not notes.fields.get(shown):
            notes.fields[shown].append(Finding(name, "warning", message))
    for row in rows:
        _note_days(notes, row, document.issued_on)
    return notes


def _put(notes: Notes, finding: Finding, rows: list[ProposedTask]) -> None:
    row = next((row for row in rows if _is_about(finding, row)), None)
    name = finding.where.split(".")[0].split("[")[0]
    shown = _FIELD_OF.get(name, name)
    if row:
        notes.tasks[task_key(row)].append(finding)
    elif shown in _HEAD:
        notes.fields[shown].append(finding)
    else:
        notes.rest.append(finding)


def _is_about(finding: Finding, row: ProposedTask) -> bool:
    """A finding names a task by its place, a doubtful deadline by the words that the task has too."""
    if finding.where.startswith("deadlines"):
        return any(f"“{words}”" in finding.message for words in row.due_text.split("; ") if words)
    return bool(row.where) and (finding.where == row.where or finding.where.startswith(f"{row.where}."))


def _note_days(notes: Notes, row: ProposedTask, issued_on: dt.date | None) -> None:
    if row.due_on and issued_on and row.due_on < issued_on and not notes.tasks.get(task_key(row)):
        message = f"Hạn {row.due_on:%d/%m/%Y} trước ngày ban hành {issued_on:%d/%m/%Y}; hãy kiểm tra lại."
        notes.tasks[task_key(row)].append(Finding(row.where, "warning", message))


def task_key(row: ProposedTask) -> str:
    """The key of a task's notes: its place in the tree, its id where it was added by hand."""
    return row.where or f"#{row.pk}"
