"""The shapes that every room's pages have: scoped lists and details, and forms that hand over to a service."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.generic import DetailView, FormView, ListView

from organizations.access import StaffRequiredMixin

PAGE_SIZE = 50


class ScopedListView(StaffRequiredMixin, ListView):
    """A list page of 50; give `get_queryset` from the room's queries (already scoped)."""

    paginate_by = PAGE_SIZE
    title = ""

    def paginate_queryset(self, queryset: Any, page_size: int) -> tuple[Paginator, Page, Any, bool]:
        """As Django's, but for a page that is not there the nearest: lists grow shorter while one looks."""
        paginator = self.get_paginator(queryset, page_size, allow_empty_first_page=self.get_allow_empty())
        page = paginator.get_page(self.request.GET.get(self.page_kwarg))
        return paginator, page, page.object_list, page.has_other_pages()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, **kwargs)


class ScopedDetailView(StaffRequiredMixin, DetailView):
    """One object, or 404 where `visible_to` does not hold it."""

    model: type[Model]

    def get_queryset(self) -> QuerySet[Any]:
        return self.model._default_manager.visible_to(self.staff)  # type: ignore[attr-defined]


class ServiceFormView(StaffRequiredMixin, FormView):
    """A form whose valid data goes to `perform`; what the service refuses is shown at the fields, nothing is lost."""

    success_message = ""
    title = ""

    def prepare(self) -> None:
        """Find what the form is about, before it is made: 404 for what is not seen, 403 for what may only be read."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        self.prepare()
        return super().post(request, *args, **kwargs)

    def perform(self, form: Any) -> Any:
        """Call the service; return the object that `get_success_url` may need as `self.object`."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            self.object = self.perform(form)
        except ValidationError as error:
            add_errors(form, error)
            return self.form_invalid(form)
        if self.success_message:
            messages.success(self.request, self.success_message)
        return HttpResponseRedirect(self.get_success_url())

    def form_invalid(self, form: Any) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(title=self.title, **kwargs)


def add_errors(form: forms.BaseForm, error: ValidationError) -> None:
    """Put a service's ValidationError at the form's fields, at the top where the form lacks the field."""
    if not hasattr(error, "error_dict"):
        form.add_error(None, error)
        return
    for field, problems in error.error_dict.items():
        at = field if field in form.fields and field != NON_FIELD_ERRORS else None
        for problem in problems:
            form.add_error(at, problem)
