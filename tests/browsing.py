"""A browser to look at pages with: fixtures, which `conftest` makes known."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:  # a run without these tests does not need playwright
    from playwright.sync_api import Browser, BrowserContext, Dialog, Page, Request

BROWSER_VARIABLE = "GONGKAI_CHROMIUM"
WITHOUT_VARIABLE = "GONGKAI_WITHOUT_BROWSER"
NAMES = ("chromium", "chromium-browser", "google-chrome")
PATIENCE = 120_000.0  # milliseconds: a busy machine is no failure

OpenPage = Callable[..., "Page"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The Chromium of the system. That there is none is a failure, unless the tests that need it are left out."""
    if os.environ.get(WITHOUT_VARIABLE):
        pytest.skip(f"{WITHOUT_VARIABLE} is set")
    executable = os.environ.get(BROWSER_VARIABLE) or next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        pytest.fail(
            f"there is no Chromium: install the package chromium, name one in {BROWSER_VARIABLE}, or set "
            f"{WITHOUT_VARIABLE}=1 to leave the tests in a browser out",
            pytrace=False,
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        options = ["--no-sandbox"] if os.geteuid() == 0 else []  # for root Chromium has no sandbox
        launched = playwright.chromium.launch(executable_path=executable, args=options, timeout=PATIENCE)
        yield launched
        launched.close()


@pytest.fixture
def open_page(browser: Browser, tmp_path: Path) -> Iterator[OpenPage]:
    """Opens HTML in a page of its own, with the options of a browser context. No page that is watched may complain, ask
    for a dialog or request anything but itself: that is checked when the test is over."""
    contexts: list[BrowserContext] = []
    noticed: list[str] = []

    def open_html(html: str, *, fragment: str = "", is_watched: bool = True, **options: Any) -> Page:
        path = tmp_path / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(**options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(PATIENCE)
        if is_watched:
            watch(page)
        page.goto(f"{path.as_uri()}{fragment}")
        return page

    def watch(page: Page) -> None:
        page.on("console", lambda message: noticed.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: noticed.append(f"error: {error}"))
        page.on("dialog", refuse)
        page.on("request", note_if_strange)

    def refuse(dialog: Dialog) -> None:
        noticed.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note_if_strange(request: Request) -> None:
        if not request.url.startswith(tmp_path.as_uri()):
            noticed.append(f"request: {request.url}")

    yield open_html
    for context in contexts:
        context.close()
    assert noticed == []
