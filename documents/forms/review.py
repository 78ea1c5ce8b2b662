"""The whole review page as one form: head, tasks, agencies; rows added and removed without anything being lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.http import QueryDict

from documents.forms.head import HeadForm, head_initial
from documents.forms.tasks import MOST_PARTIES, MOST_TASKS, TaskFormSet
from documents.models import OfficialDocument, ProposedTask
from documents.queries.targets import Targets
from documents.services.reviewed import ReviewedTask
from organizations.models import Staff
from organizations.web import add_errors

PREFIX = "t"
_ADD_PARTY = re.compile(r"add_party:(\d{1,4})")


class ReviewForm:
    """Head and tasks of a document, unbound from its rows or bound to what was sent.

    `show_errors` is off where a button only adds a row: nobody is blamed before saving.
    """

    def __init__(
        self, document: OfficialDocument, by: Staff, rows: Iterable[ProposedTask], data: QueryDict | None = None
    ) -> None:
        self.document = document
        self.show_errors = data is not None
        self.errors: list[str] = []
        self.targets = Targets(document.organization, by)
        initial = [_task_initial(row) for row in rows]
        self.targets.learn(_keys(data, initial))
        self.head = HeadForm(data, initial=head_initial(document.official))
        self.tasks = TaskFormSet(data, initial=None if data else initial, prefix=PREFIX, targets=self.targets)
        self.version = _number(data.get("version")) if data else document.version

    def is_valid(self) -> bool:
        """Tell whether all that was sent can be saved; every error is found at once."""
        return all([self.head.is_valid(), self.tasks.is_valid()])

    def reviewed_tasks(self) -> list[ReviewedTask]:
        """Return the tasks in the order of the page."""
        return [form.task() for form in self.tasks.kept]

    def add_error(self, error: ValidationError) -> None:
        """Show what the service refused: at the head's fields where it names them, at the top otherwise."""
        if hasattr(error, "error_dict"):
            add_errors(self.head, error)
        else:
            self.errors.extend(error.messages)

    @property
    def has_errors(self) -> bool:
        return self.show_errors and bool(self.errors or self.head.errors or not self.tasks.is_valid())


def with_row_added(data: QueryDict, action: str) -> QueryDict | None:
    """Return what was sent with one more row, as the button `action` asks: `add_task` or `add_party:<task>`.

    None where the action is no adding. At the limit the data come back unchanged.
    """
    asked = _ADD_PARTY.fullmatch(action)
    if action != "add_task" and not asked:
        return None
    changed = data.copy()
    if asked:
        _grow(changed, f"{PREFIX}-{int(asked[1])}-p", MOST_PARTIES)
        return changed
    number = _grow(changed, PREFIX, MOST_TASKS)
    if number is not None:
        changed[f"{PREFIX}-{number}-included"] = "on"
        changed[f"{PREFIX}-{number}-p-TOTAL_FORMS"] = "1"
        changed[f"{PREFIX}-{number}-p-INITIAL_FORMS"] = "0"
    return changed


def _grow(data: QueryDict, prefix: str, most: int) -> int | None:
    """Raise the count of a formset by one; return the new row's number, None at the limit."""
    count = _number(data.get(f"{prefix}-TOTAL_FORMS"))
    if count >= most:
        return None
    data[f"{prefix}-TOTAL_FORMS"] = str(count + 1)
    return count


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else 0


def _task_initial(row: ProposedTask) -> dict[str, Any]:
    same = ("id", "where", "text", "included", "due_text", "due_kind", "starts_on", "due_on", "recurrence")
    parties = [{"words": p.words, "part": p.part, "target": p.key} for p in row.parties.all()]
    return {name: getattr(row, name) for name in same} | {"parties": parties}


def _keys(data: QueryDict | None, initial: list[dict[str, Any]]) -> set[str]:
    if data is not None:
        return {value for name, value in data.items() if name.endswith("-target") and isinstance(value, str)}
    return {party["target"] for task in initial for party in task["parties"]}
