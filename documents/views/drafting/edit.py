"""The editor: everything it does works by plain posts; a small script makes it quicker."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.generic import TemplateView

from documents import queries
from documents.authoring.blocks import LEVELS, TITLED
from documents.authoring.editing import rearranged, with_bases, with_task
from documents.authoring.numbering import renumber
from documents.forms.drafting import DraftForm
from documents.official.checking import apply_mends
from documents.queries.bases import known_bases
from documents.queries.drafts import others_at_work
from documents.queries.letterheads import letterhead_of
from documents.queries.reviewing import sent_back
from documents.queries.targets import Targets, label_of
from documents.services import writing
from documents.services.review import StaleVersion
from documents.views.drafting.common import draft_or_404, form_of
from documents.views.drafting.side import side_context
from organizations.access import WORKERS, StaffRequiredMixin


class DraftEditView(StaffRequiredMixin, TemplateView):
    """Write, look, save. Buttons that change the blocks come back here with all that was typed, nothing saved."""

    roles = WORKERS
    template_name = "documents/drafting/edit.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.document = draft_or_404(self.staff, self.kwargs["pk"])
        session = writing.be_present(document=self.document, by=self.staff)
        self.recovered = session.typed_at if session.typed else None
        self.form = form_of(self.document, session.typed) if session.typed else form_of(self.document)
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.document = draft_or_404(self.staff, self.kwargs["pk"])
        self.recovered = None
        self.form = form_of(self.document, request.POST)
        action = request.POST.get("action", "save")
        if action in ("save", "save_and_submit"):
            return self._save(action)
        if action == "forget":
            writing.forget_typed(document=self.document, by=self.staff)
            return HttpResponseRedirect(self._address())
        self._change(action)
        self._keep()
        return self.page()

    def _address(self) -> str:
        return reverse("documents:draft_edit", args=[self.document.pk])

    def _keep(self) -> None:
        writing.keep_typed(
            document=self.document, by=self.staff, version=self.form.version, typed=_as_typed(self.form),
            tree=self.form.tree(),
        )  # fmt: skip

    def _save(self, action: str) -> HttpResponse:
        form = self.form
        if not form.is_valid():
            self._keep()
            return self.page(422)
        right = form.right()
        try:
            writing.save_draft(
                document=self.document, by=self.staff, version=form.version, tree=form.tree(),
                signer=right.staff if right else None,
            )  # fmt: skip
        except StaleVersion:
            return self._told_of_the_other()
        except ValidationError as error:
            form.errors += error.messages
            return self.page(422)
        if action == "save_and_submit":
            return HttpResponseRedirect(reverse("documents:draft_submit", args=[self.document.pk]))
        messages.success(self.request, "Đã lưu dự thảo.")
        return HttpResponseRedirect(self._address())

    def _told_of_the_other(self) -> HttpResponse:
        """Say who saved in between; what was typed stays, and a second click saves it over the other's."""
        self._keep()
        self.form.version = self.document.version
        self.stale = queries.page_history(self.document, self.staff)[:1]
        return self.page(409)

    def _change(self, action: str) -> None:
        """Do what a button asks to the blocks or to the head; an unknown button changes nothing."""
        form, data = self.form, self.request.POST
        done = rearranged(form.blocks, action)
        if done:
            form.blocks, self.looked_at = done
            return
        name, _, rest = action.partition(":")
        if name == "renumber":
            renumber(form.blocks)
        elif name == "assign" and rest.isascii() and rest.isdigit() and int(rest) < len(form.blocks):
            self._assign(int(rest))
        elif name == "basis":
            form.blocks = renumber(with_bases(form.blocks, data.getlist("basis")))
        elif name == "mend":
            self._mend(rest)
        elif name in ("to", "cc"):
            self._add_targets("addressees" if name == "to" else "recipients")
        elif name == "filing":
            self._file()

    def _assign(self, index: int) -> None:
        words = self.form.task_words(index)
        others = [part for part in words.coordinators.split(",") if part.strip()]
        self.form.blocks[index] = with_task(
            self.form.blocks[index], lead=words.lead.strip(), coordinators=others, due_on=words.due_on
        )
        self.looked_at = index

    def _mend(self, rule: str) -> None:
        mended, _ = apply_mends(self.form.tree(), rules=[rule] if rule else None)
        self._show(mended)

    def _show(self, tree: Any) -> None:
        """Put a changed tree into the form in place of what was typed."""
        right = self.form.right()
        version = self.form.version
        self.form = form_of(self.document, None, tree)
        self.form.version = version
        self.form.head.initial["signer"] = right.staff.pk if right else ""

    def _add_targets(self, field: str) -> None:
        """Write the chosen organizations and groups into Kính gửi or Nơi nhận, the filing line staying last."""
        targets = Targets(self.document.organization, self.staff)
        keys = self.request.POST.getlist("targets")
        targets.learn(keys)
        names = [label_of(target).removesuffix(" (nhóm)") for key in keys if (target := targets.get(key))]
        tree = self.form.tree()
        have = getattr(tree, field)
        new = [name for name in names if name not in have]
        last = [line for line in have if line.startswith("Lưu")] if field == "recipients" else []
        setattr(tree, field, [*(line for line in have if line not in last), *new, *last])
        self._show(tree)

    def _file(self) -> None:
        """Build `Như trên` and `Lưu: VT, …` from the addressees and the drafting unit."""
        tree = self.form.tree()
        line = letterhead_of(self.document.organization, self.document.drafting_unit).filing_line()
        rest = [r for r in tree.recipients if not r.startswith("Lưu") and r.strip(" ;.") != "Như trên"]
        tree.recipients = [*(["Như trên"] if tree.addressees else []), *rest, line]
        self._show(tree)

    def page(self, status: int = 200) -> HttpResponse:
        self.refused = status != 200
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        side = side_context(self.document, self.form, self.staff)
        targets = Targets(self.document.organization, self.staff)
        return super().get_context_data(
            title=f"Soạn: {self.document}"[:120],
            document=self.document,
            form=self.form,
            rows=self._rows(side),
            levels=LEVELS.items(),
            others=others_at_work(self.document, self.staff),
            recovered=self.recovered,
            attached_count=self.document.attachments.filter(gone_at__isnull=True).count(),
            stale=getattr(self, "stale", None),
            bases=known_bases(self.staff, self.request.GET.get("can_cu", "")),
            targets=targets.others,
            agencies=[label.removesuffix(" (nhóm)") for _, label in targets.others],
            open_comments=self.document.comments.filter(settled_at__isnull=True).select_related("by__user"),
            returned=sent_back(self.document),
            **side,
            **kwargs,
        )

    def _rows(self, side: dict[str, Any]) -> list[dict[str, Any]]:
        last = len(self.form.blocks) - 1
        return [
            {
                "index": index,
                "block": block,
                "titled": block.level in TITLED or bool(block.title),
                "found": side["found_at"].get(f"doan-{index}", []),
                "first": index == 0,
                "last": index == last,
                "look": index == getattr(self, "looked_at", -1),
                # What stands beside a block and is not yet in its words: kept where nothing moved.
                "words": self.form.task_words(index) if self.refused else None,
            }
            for index, block in enumerate(self.form.blocks)
        ]


def _as_typed(form: DraftForm) -> dict[str, Any]:
    """Return the form as a browser would send it now: its blocks may have been changed by a button."""
    head = {name: form.head[name].value() for name in form.head.fields}
    typed = {name: "\n".join(v) if isinstance(v, list) else str(v or "") for name, v in head.items()}
    for index, block in enumerate(form.blocks):
        values = {"level": block.level, "number": block.number, "title": block.title, "text": block.text}
        typed |= {f"b-{index}-{name}": value for name, value in values.items()}
    return typed | {"b-total": str(len(form.blocks)), "version": str(form.version)}
