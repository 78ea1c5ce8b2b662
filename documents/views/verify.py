"""The page that anybody opens by the QR code on a document: no login, no content, not too often."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.generic import FormView

from coopportal.limits import within_limit
from documents.forms.verifying import CodeForm, CompareForm
from documents.queries.verifying import match_file, public_facts

PAGES_A_MINUTE, FILES_A_MINUTE = 60, 10


class LimitedMixin(FormView):
    """Answers 429 to an address that asks too often; asks search engines to stay away."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_file = request.method == "POST"
        most = FILES_A_MINUTE if is_file else PAGES_A_MINUTE
        if not within_limit(request, "verify-file" if is_file else "verify", most=most, seconds=60):
            return render(request, "documents/verify_limited.html", {"title": "Xin chờ một phút"}, status=429)
        response = super().dispatch(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


class VerifyStartView(LimitedMixin):
    """Type the code from paper."""

    form_class = CodeForm
    template_name = "documents/verify_start.html"
    extra_context = {"title": "Xác thực văn bản"}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        return HttpResponseRedirect(reverse("documents:verify", args=[form.cleaned_data["code"]]))


class VerifyView(LimitedMixin):
    """What a code stands for, and a form that compares a file with it."""

    form_class = CompareForm
    template_name = "documents/verify.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = public_facts(self.kwargs["code"])
        if facts is None:
            raise Http404("Không có văn bản nào mang mã xác thực này.")
        return super().get_context_data(title="Xác thực văn bản", facts=facts, **kwargs)

    def form_valid(self, form: CompareForm) -> HttpResponse:
        context = self.get_context_data(form=CompareForm())
        facts = context["facts"]
        if not (facts.is_secret or facts.is_void):
            context["match"] = match_file(facts.code, form.content())
        return self.render_to_response(context)
