"""Kiểm tra thể thức: what Decree 30 would have otherwise in a file of anyone's."""

from __future__ import annotations

from collections import Counter
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse

from documents.findings import FormFinding
from documents.forms.entry import FormCheckForm
from documents.services.form_check import check_form
from organizations.access import WORKERS
from organizations.web import ServiceFormView, add_errors


class FormCheckView(ServiceFormView):
    """Upload a file, see its findings; nothing is stored."""

    roles = WORKERS
    form_class = FormCheckForm
    template_name = "documents/form_check.html"
    title = "Kiểm tra thể thức"
    found: list[FormFinding] | None = None
    name = ""

    def form_valid(self, form: FormCheckForm) -> HttpResponse:
        upload = form.cleaned_data["file"]
        try:
            self.found, self.name = check_form(data=upload.read(), filename=upload.name), upload.name
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        return self.render_to_response(self.get_context_data(form=form))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        counts = Counter(one.finding.severity for one in self.found or ())
        return super().get_context_data(found=self.found, name=self.name, counts=counts, **kwargs)
