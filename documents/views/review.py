"""The review page: what was read beside the text it was read from."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import NoReverseMatch, reverse
from django.views.generic import TemplateView

from coopportal.text import whole_number
from documents import queries, services
from documents.findings import Notes, form_findings, is_mendable, notes_for, task_key
from documents.forms import ReviewForm
from documents.forms.review import with_row_added
from documents.forms.tasks import is_deleted
from documents.models import DocumentState, OfficialDocument, ProposedTask
from documents.sources import Source, locate
from documents.views.acts import mend
from organizations.access import OFFICE, StaffRequiredMixin

WIDE = {"parent_body", "issuer", "subject", "addressees", "recipients", "authority"}


class ReviewView(StaffRequiredMixin, TemplateView):
    """Correct and save; buttons that add a row come back here with all that was typed."""

    roles = OFFICE
    template_name = "documents/document_review.html"

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        super().setup(request, *args, **kwargs)
        self.status = 200

    def load(self) -> None:
        """Find the document and the rows that are still to be reviewed; 404 and 403 as everywhere."""
        visible = OfficialDocument.objects.visible_to(self.staff).select_related("organization__unit")
        self.document = get_object_or_404(visible, pk=self.kwargs["pk"])
        if not queries.may_edit(self.document, self.staff):
            raise PermissionDenied("Chỉ cơ quan giữ văn bản được sửa kết quả đọc.")
        allowed = (DocumentState.ACTIVE,) if self.document.is_authored else (DocumentState.DRAFT, DocumentState.ACTIVE)
        if self.document.state not in allowed:
            now = DocumentState(self.document.state).label.lower()
            raise PermissionDenied(f"Văn bản {now} nên không sửa kết quả đọc được.")
        rows = self.document.proposed_tasks.prefetch_related("parties__organization", "parties__group")
        taken = queries.taken_over(self.document)
        self.given: list[ProposedTask] = [row for row in rows if row.pk in taken]
        self.rows: list[ProposedTask] = [row for row in rows if row.pk not in taken]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        self.form = ReviewForm(self.document, self.staff, self.rows)
        return self.page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.load()
        action = request.POST.get("action", "save")
        grown = with_row_added(request.POST, action)
        self.form = ReviewForm(self.document, self.staff, self.rows, grown or request.POST)
        if grown is not None or action == "match":
            self.form.show_errors = False
            return self.page()
        return self._save(action)

    def _save(self, action: str) -> HttpResponse:
        form, giving = self.form, action == "save_and_assign"
        if not form.is_valid() or (giving and not form.tasks.demand_leads()):
            return self.page(422)
        try:
            services.save_review(
                document=self.document,
                by=self.staff,
                version=form.version,
                head=form.head.values(),
                tasks=form.reviewed_tasks(),
            )
        except services.StaleVersion:
            return self._told_of_the_other()
        except ValidationError as error:
            form.add_error(error)
            return self.page(422)
        if action.partition(":")[0] == "mend":
            return self._mended(action.partition(":")[2])
        return self._onward(giving)

    def _mended(self, key: str) -> HttpResponse:
        """What was typed is saved; now make the mend that the button names, or all that are safe."""
        fresh = OfficialDocument.objects.only("version").get(pk=self.document.pk)
        mend(self.request, self.document, fresh.version, [key] if key else None)
        return HttpResponseRedirect(f"{reverse('documents:document_review', args=[self.document.pk])}#the-thuc")

    def _told_of_the_other(self) -> HttpResponse:
        """Say who saved in between; what was typed stays, and a second click saves it over the other's."""
        self.form.version = self.document.version
        self.stale = queries.page_history(self.document, self.staff)[:1]
        return self.page(409)

    def _onward(self, giving: bool) -> HttpResponse:
        if giving:
            # 307 lets the browser send the same POST on, so that one click saves and makes the tasks.
            try:
                return HttpResponseRedirect(reverse("plans:make_tasks", args=[self.document.pk]), preserve_request=True)
            except NoReverseMatch:
                pass
        messages.success(self.request, "Đã lưu kết quả rà soát.")
        return HttpResponseRedirect(reverse("documents:document_detail", args=[self.document.pk]))

    def page(self, status: int = 200) -> HttpResponse:
        return self.render_to_response(self.get_context_data(), status=status)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        notes, source = notes_for(self.document, self.rows), self._source()
        found = form_findings(self.document)
        tasks = self._tasks(notes, source)
        return super().get_context_data(
            title="Rà soát văn bản",
            document=self.document,
            review=self.form,
            notes=notes,
            source=source,
            head_rows=[
                {"field": field, "notes": notes.fields.get(field.name, []), "wide": field.name in WIDE}
                for field in self.form.head
            ],
            tasks=tasks,
            next_task=len(tasks) + 1,
            wrong_tasks=[n for n, task in enumerate(tasks, start=1) if task["wrong"]],
            given=self.given,
            findings=found,
            mendable=sum(one.safe for one in found),
            undoable=is_mendable(self.document) and services.before_mends(self.document) is not None,
            twins=queries.twins_of(self.document, self.staff),
            stale=getattr(self, "stale", None),
            activities=len(self.document.tree.get("activities") or []),
            **kwargs,
        )

    def _tasks(self, notes: Notes, source: Source) -> list[dict[str, Any]]:
        """Each task's form with what is doubtful of it and where its words stand."""
        keys = {row.pk: task_key(row) for row in self.rows}
        return [
            {
                "form": form,
                "notes": notes.tasks.get(keys.get(_id(form), ""), []),
                "anchor": source.anchors.get(f"task-{_id(form)}", ""),
                "wrong": self.form.show_errors and _is_wrong(form),
            }
            for form in self.form.tasks.forms
        ]

    def _source(self) -> Source:
        tree = self.document.official
        wanted = {"subject": tree.subject or ""}
        wanted |= {f"task-{row.pk}": row.text for row in self.rows}
        wanted |= {
            "recipients": (tree.recipients or [""])[0],
            "signature": (tree.signature.name or "") if tree.signature else "",
        }
        return locate(self.document.source_text, wanted)


def _is_wrong(form: Any) -> bool:
    return not is_deleted(form) and bool(form.errors or form.parties.total_error_count())


def _id(form: Any) -> int | None:
    return whole_number(form["id"].value())
