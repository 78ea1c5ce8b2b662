"""Who may do what: the person at the request, and the roles that a view lets in.

Which rows a person may see is answered by `visible_to(staff)` of each model; `ScopedQuerySet` is its common form.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, Self

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.views.generic import View

from coopportal.fields import SearchQuerySet
from coopportal.refusals import signed_out
from organizations.models import Role, Staff

EVERYONE = frozenset(Role.values)
OFFICE = frozenset({Role.SPECIALIST, Role.CLERK, Role.LEADER})
WORKERS = OFFICE | {Role.CONTACT}


class ScopedQuerySet(SearchQuerySet):
    """Rows that belong to an organization and are seen by it and by those above it."""

    organization_field = "organization"

    def visible_to(self, staff: Staff | None) -> Self:
        """Keep the rows of the person's own organization and of those below; nothing for nobody."""
        if staff is None:
            return self.none()
        return self.filter(self.scope(staff)).distinct() if self.needs_distinct else self.filter(self.scope(staff))

    needs_distinct = False

    def scope(self, staff: Staff) -> models.Q:
        """Return the condition of `visible_to`; a room widens it for what is handed to an organization."""
        return models.Q(**{f"{self.organization_field}__path__startswith": staff.scope_path})


def own_office(staff: Staff, field: str = "organization") -> models.Q:
    """Return the condition that `field` is the person's own organization or one of its offices.

    The province's committee stands above every commune, yet their drafts, registers and papers are none of its
    business: for it the condition is itself alone.
    """
    own = staff.organization
    return models.Q(**({f"{field}__path__startswith": own.path} if own.depth else {field: own}))


class OwnOfficeQuerySet(ScopedQuerySet):
    """Rows that the office which keeps them and its own offices see."""

    def scope(self, staff: Staff) -> models.Q:
        """Return the condition of `visible_to`: `own_office`."""
        return own_office(staff, self.organization_field)


def current_staff(request: HttpRequest) -> Staff | None:
    """Return the term on which the signed-in person acts now, read anew at each request; None for a stranger."""
    if not hasattr(request, "_staff"):
        found = _term_of(request.user.pk) if request.user.is_authenticated else None
        request._staff = found  # type: ignore[attr-defined]
    return request._staff  # type: ignore[attr-defined]


def _term_of(user_id: int) -> Staff | None:
    # One term at a time (a constraint says so): the order of lists would cost each request a millisecond.
    terms = Staff.objects.on_duty().filter(user=user_id).order_by("pk")
    return terms.select_related("user", "organization__unit__parent").first()


def let_in(request: HttpRequest, roles: Iterable[str]) -> HttpResponse | None:
    """Return None where the person may pass, else the way to the login; raise PermissionDenied for a wrong role."""
    if not request.user.is_authenticated:
        return signed_out(request) or redirect_to_login(request.get_full_path())
    staff = current_staff(request)
    if staff is None or staff.role not in roles:
        raise PermissionDenied("Vai trò của bạn không mở được trang này.")
    request.staff = staff  # type: ignore[attr-defined]
    return None


def staff_required(*roles: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Decorate a view: only staff on duty with one of `roles` (any when none is given) get in, as `request.staff`."""

    def decorate(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            return let_in(request, roles or EVERYONE) or view(request, *args, **kwargs)

        return guarded

    return decorate


class StaffRequiredMixin(View):
    """For class-based views: `roles` may get in, and find themselves as `self.staff`."""

    roles: Iterable[str] = EVERYONE

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return let_in(request, self.roles) or super().dispatch(request, *args, **kwargs)

    @property
    def staff(self) -> Staff:
        return self.request.staff  # type: ignore[attr-defined]
