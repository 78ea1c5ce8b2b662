"""Middleware of the house: the id of a request in every log line, headers, and the end of a session."""

import time
from collections.abc import Callable
from uuid import uuid4

import structlog
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

STARTED, SEEN = "house_started", "house_seen"
# How stale the note of the last visit may be: a write to the database a minute, not one a request.
SEEN_STEP_SECONDS = 60
# Monitors ask it every few seconds, also when the database is away.
HEALTH = "/healthz"

log = structlog.get_logger("coopportal.request")
GetResponse = Callable[[HttpRequest], HttpResponse]


# What stands in an address and opens it without a sign-in; such parts are kept out of log lines.
KEYS_IN_ADDRESSES = ("token", "key", "secret")


def shown_path(request: HttpRequest) -> str:
    """Return the path as log lines may hold it: keys that open a page by themselves are left out."""
    match = getattr(request, "resolver_match", None)
    path = request.path
    for name in KEYS_IN_ADDRESSES:
        value = match.kwargs.get(name) if match else None
        path = path.replace(str(value), "…") if value else path
    return path


class RequestIdMiddleware:
    """Give each request an id: in its log lines, in the header `X-Request-ID`, and as `request.id` for error pages."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; write one line about it: no query string, since names are searched for there."""
        request.id = uuid4().hex  # type: ignore[attr-defined]
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request.id)  # type: ignore[attr-defined]
        started = time.perf_counter()
        response = self.get_response(request)
        response["X-Request-ID"] = request.id  # type: ignore[attr-defined]
        if request.path != HEALTH:
            self._tell(request, response, started)
        return response

    def _tell(self, request: HttpRequest, response: HttpResponse, started: float) -> None:
        user = getattr(request, "user", None)
        log.info(
            "request",
            method=request.method,
            path=shown_path(request),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000),
            user=getattr(user, "pk", None),
        )


class CleanAddressMiddleware:
    """Take NUL out of what is asked for: no page can mean it, and the database refuses it wherever it comes to."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as if the sign had not been there."""
        while "%00" in (query := request.META.get("QUERY_STRING", "")):
            request.META["QUERY_STRING"] = query.replace("%00", "")
        request.path_info = request.path_info.replace("\x00", "")
        return self.get_response(request)


class MethodPageMiddleware:
    """Give the refusal of a method a page: buttons' addresses are opened by hand, and after a login."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; an empty 405 says in words what to do."""
        response = self.get_response(request)
        if response.status_code == 405 and not response.streaming and not response.content:
            response.content = render_to_string("405.html").encode()
        return response


class ResourcePolicyMiddleware:
    """Keep other sites from embedding our pages and files, and shared caches from keeping pages of people."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with the two headers added."""
        response = self.get_response(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


class SessionLimitsMiddleware:
    """End a session after a time without a visit, and after a whole day of work however busy (ASVS 5.0, 7.3)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Log the person out when a limit has passed, and say so on the next page; else note the visit."""
        if request.path != HEALTH and request.user.is_authenticated:
            self._check(request)
        return self.get_response(request)

    def _check(self, request: HttpRequest) -> None:
        now = int(time.time())
        started, seen = request.session.get(STARTED, now), request.session.get(SEEN, now)
        if now - seen > settings.SESSION_IDLE_SECONDS or now - started > settings.SESSION_ABSOLUTE_SECONDS:
            logout(request)
            messages.info(request, "Phiên làm việc đã hết hạn. Mời đăng nhập lại để tiếp tục.")
        elif STARTED not in request.session or now - seen > SEEN_STEP_SECONDS:
            request.session[STARTED], request.session[SEEN] = started, now


@receiver(user_logged_in)
def start_session_clock(request: HttpRequest, **_others: object) -> None:
    """Start both limits at the login."""
    if hasattr(request, "session"):
        request.session[STARTED] = request.session[SEEN] = int(time.time())
