"""What the reader could not be sure of, said in Vietnamese for the person who reviews the import."""

from __future__ import annotations

import re
from datetime import date

from documents.official.tree import Deadline, Finding, OfficialDocument
from documents.reading.deadlines import WEEKDAY_INDEX, WEEKDAYS
from documents.reading.letters import fold

DERIVED = "derived"
_DAY_NAMES = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WEEKDAY = re.compile(r"\b(?:thu\s+(hai|ba|tu|nam|sau|bay|[2-7])|(chu nhat))\b")


def findings_of(document: OfficialDocument) -> list[Finding]:
    """Return the findings about derived parts: tasks and deadlines."""
    found = [
        _finding("deadlines", "warning", text)
        for deadline in document.deadlines
        for text in _doubts(deadline, document)
    ]
    if (
        document.kind in ("CV", "KH", "TB", "CT", "CĐ")
        and not document.assignments
        and not document.activities
        and not document.table_tasks
    ):
        found.append(
            _finding(
                "assignments",
                "info",
                "Không nhận ra nhiệm vụ nào được giao trong văn bản; hãy kiểm tra và thêm nếu có.",
            )
        )
    return found


def _finding(where: str, severity: str, message: str) -> Finding:
    return Finding(where, severity, message, rule=DERIVED)


def _doubts(deadline: Deadline, document: OfficialDocument) -> list[str]:
    doubts: list[str] = []
    last = deadline.end or deadline.start
    if last and document.date and last < document.date:
        doubts.append(f"Thời hạn “{deadline.text}” sớm hơn ngày văn bản ({_printed(document.date)}).")
    named = _weekday_named(deadline.text)
    if (
        named is not None
        and deadline.end
        and deadline.kind == "date"
        and date.fromisoformat(deadline.end).weekday() != named
    ):
        right = _DAY_NAMES[date.fromisoformat(deadline.end).weekday()]
        doubts.append(f"“{deadline.text}”: ngày {_printed(deadline.end)} là {right}, không phải {_DAY_NAMES[named]}.")
    return doubts


def _weekday_named(text: str) -> int | None:
    match = _WEEKDAY.search(fold(text))
    if match is None:
        return None
    return WEEKDAY_INDEX[WEEKDAYS[match.group(1) or "nhat"]]


def _printed(iso: str) -> str:
    return date.fromisoformat(iso).strftime("%d/%m/%Y")
