"""Answers that are no page of a room: what came from a stale page is offered again, so that nothing typed is lost."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.urls import reverse

_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 (a field's name)
# Never written into a page again: passwords and passphrases.
_SECRET_PARTS = ("pass", "pin")


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a post without a valid token: one of our own pages, left open over a login, may send it once more."""
    context = {"title": "Trang đã cũ", "fields": typed(request) if is_from_here(request) else []}
    return render(request, "403_csrf.html", context, status=403)


def signed_out(request: HttpRequest) -> HttpResponse | None:
    """Return the page on which somebody whose session ended keeps what was typed; None where nothing was."""
    if request.method != "POST" or request.headers.get("HX-Request") or not is_from_here(request):
        return None
    fields = typed(request)
    if not fields:
        return None
    context = {"title": "Phiên làm việc đã hết hạn", "fields": fields, "login": reverse("organizations:login")}
    return render(request, "signed_out.html", context, status=403)


def is_from_here(request: HttpRequest) -> bool:
    """Tell whether the browser vouches that the post came from a page of this portal."""
    origin = request.headers.get("Origin")
    if origin:
        return origin == f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Sec-Fetch-Site") == "same-origin"


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    """Return the fields that were sent, without the token; nothing where there is a secret among them."""
    try:
        sent = [(name, str(value)) for name, values in request.POST.lists() for value in values if name != _TOKEN]
    except UnreadablePostError:
        return []
    return [] if any(part in name.lower() for name, _ in sent for part in _SECRET_PARTS) else sent
