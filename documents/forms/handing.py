"""Handing a document to organizations."""

from __future__ import annotations

from typing import Any

from django import forms

from documents.models import OfficialDocument
from documents.queries.targets import Targets
from organizations.forms import PortalForm
from organizations.models import Organization, Staff


class DeliverForm(PortalForm):
    """To whom the document goes; those whom its `Kính gửi` and `Nơi nhận` name are ticked at first."""

    submit_label = "Gửi văn bản"

    targets = forms.MultipleChoiceField(
        label="Gửi cho",
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Hãy chọn ít nhất một nơi nhận.",
            "invalid_choice": "Có nơi nhận không thuộc phạm vi của bạn; hãy chọn lại.",
        },
    )

    def __init__(self, *args: Any, document: OfficialDocument, staff: Staff, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choices_of = Targets(document.organization, staff)
        tree = document.official
        named = [m for words in (*tree.addressees, *tree.recipients) if (m := self.choices_of.best(words))]
        likely = {m.key: m.label for m in named}
        holder = f"o{document.organization_id}"
        rest = {key: label for key, label in self.choices_of.others if key not in likely}
        self.fields["targets"].choices = [(k, label) for k, label in {**likely, **rest}.items() if k != holder]
        self.fields["targets"].initial = list(likely)

    def organizations(self) -> list[Organization]:
        """Return the organizations chosen, groups as their members of today."""
        keys = self.cleaned_data["targets"]
        self.choices_of.learn(keys)
        found: dict[int, Organization] = {}
        for target in filter(None, map(self.choices_of.get, keys)):
            members = [target] if isinstance(target, Organization) else target.expand()
            found |= {o.pk: o for o in members}
        return list(found.values())
