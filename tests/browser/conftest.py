"""Chromium driven by Playwright against the live portal."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.base_user import AbstractBaseUser
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

CHROMIUM = shutil.which("chromium") or "/usr/bin/chromium"
QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything here drives Chromium."""
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread; the tests use the database outside of it, and only while it runs.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield chromium
        chromium.close()


class Visitor:
    """A person at a browser window of their own, whose console must stay clean."""

    def __init__(self, browser: Browser, base: str, width: int = 1280) -> None:
        self.base = base
        self.context: BrowserContext = browser.new_context(viewport={"width": width, "height": 900}, locale="vi-VN")
        self.page: Page = self.context.new_page()
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in {"error", "warning"} else None)
        self.page.on("pageerror", lambda e: self.complaints.append(str(e)))

    def sign_in(self, username: str, password: str) -> None:
        """Go through the login page."""
        self.go("/dang-nhap/")
        self.page.fill("[name=username]", username)
        self.page.fill("[name=password]", password)
        self.page.click("main [type=submit]")
        assert "/dang-nhap/" not in self.page.url

    def become(self, user: AbstractBaseUser | None) -> Visitor:
        """Go on at the same window as somebody else, past the login page, which is a journey of its own."""
        self.context.clear_cookies()
        client = Client()
        if user:
            client.force_login(user)
        self.context.add_cookies(
            [{"name": name, "value": morsel.value, "url": self.base} for name, morsel in client.cookies.items()]
        )
        return self

    def go(self, address: str) -> int:
        """Open an address and return the status."""
        answer = self.page.goto(self.base + address)
        assert answer is not None
        return answer.status

    def overflow(self) -> int:
        """Return by how many pixels the page is wider than the window."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def looks_right(self, name: str) -> None:
        """Assert that the page fits the window and nothing was complained of; PICTURES=folder keeps a picture of it."""
        assert self.overflow() <= 0, self.page.url
        assert [words for words in self.complaints if "422" not in words] == [], self.page.url
        if folder := os.environ.get("PICTURES"):
            width = (self.page.viewport_size or {"width": 0})["width"]
            self.page.screenshot(path=Path(folder) / f"{name}-{width}.png", full_page=True)

    def is_open_to_all(self) -> None:
        """Assert that axe finds no barrier on the page: labels, errors tied to fields, contrast, order."""
        found = Axe().run(self.page).response["violations"]
        assert [(one["id"], one["nodes"][0]["html"]) for one in found] == [], self.page.url

    def reads(self, text: str) -> bool:
        """Tell whether the page shows `text`, now or in a moment."""
        try:
            self.page.get_by_text(text).first.wait_for(timeout=8000)
        except PlaywrightTimeout:
            return False
        return True


@pytest.fixture
def visit(browser: Browser, live_server) -> Iterator:  # type: ignore[no-untyped-def,type-arg]
    """Return a function that brings a signed-in visitor to the portal."""
    visitors: list[Visitor] = []

    def come(username: str = "", password: str = "", width: int = 1280) -> Visitor:
        visitor = Visitor(browser, live_server.url, width)
        visitors.append(visitor)
        if username:
            visitor.sign_in(username, password)
        return visitor

    yield come
    for visitor in visitors:
        visitor.context.close()
