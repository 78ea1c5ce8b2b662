"""Acting on the review page as a browser does: take what the page shows, change some of it, send it back."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.urls import reverse

from documents.models import OfficialDocument, ProposedParty


class FormReader(HTMLParser):
    """Collects what a browser would send for the form at one address."""

    def __init__(self, action: str) -> None:
        super().__init__(convert_charrefs=True)
        self.action, self.inside = action, False
        self.values: dict[str, str] = {}
        self._area = self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.inside = given.get("action") == self.action
        if not self.inside:
            return
        if tag == "input" and name and (given.get("type") != "checkbox" or "checked" in given):
            self.values[name] = value or ("on" if given.get("type") == "checkbox" else "")
        if tag == "textarea":
            self._area, self.values[name] = name, ""
        if tag == "select":
            self._select = name
        if tag == "option" and ("selected" in given or self._select not in self.values):
            self.values[self._select] = value

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.inside = False
        if tag == "textarea":
            self._area = ""

    def handle_data(self, data: str) -> None:
        if self._area:
            # Browsers drop the line break that follows the tag.
            self.values[self._area] += data.removeprefix("\n") if not self.values[self._area] else data


def form_values(answer: Any, action: str) -> dict[str, str]:
    """Return the values of the page's form with this action."""
    reader = FormReader(action)
    reader.feed(answer.content.decode())
    assert reader.values, f"no form for {action}"
    return reader.values


class Page:
    """The review page of one document as one person has it open."""

    def __init__(self, client: Client, document: OfficialDocument) -> None:
        self.client = client
        self.url = reverse("documents:document_review", args=[document.pk])
        self.answer: Any = client.get(self.url)
        assert self.answer.status_code == 200
        self.values = form_values(self.answer, self.url)

    def send(self, action: str = "save", **changes: str) -> Any:
        """Press the button `action` with `changes` typed in; what the page shows then is what it holds."""
        sent = {**self.values, **{k.replace("__", "-"): v for k, v in changes.items()}, "action": action}
        self.answer = self.client.post(self.url, sent)
        if self.answer.status_code in (200, 409, 422):
            self.values = form_values(self.answer, self.url)
        return self.answer

    @property
    def text(self) -> str:
        return str(self.answer.content.decode())


def snapshot(document: OfficialDocument) -> dict[str, Any]:
    fresh = OfficialDocument.objects.get(pk=document.pk)
    tasks = list(
        fresh.proposed_tasks.values(
            "pk", "text", "included", "due_text", "due_kind", "starts_on", "due_on", "recurrence", "where"
        )
    )
    parties = list(
        ProposedParty.objects.filter(proposed_task__document=fresh).values_list(
            "words", "part", "organization", "group"
        )
    )
    head = {k: v for k, v in fresh.tree.items() if k not in {"findings", "assignments"}}
    return {"head": head, "tasks": tasks, "parties": sorted(parties, key=str), "number": fresh.full_number}
