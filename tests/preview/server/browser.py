"""A browser for the tests that need a real one: Debian's Chromium, started once."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from tests.preview.server.desk import RunningDesk

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return the browser; `CHROMIUM` names another than Debian's."""
    from playwright.sync_api import sync_playwright

    if shutil.which(CHROMIUM) is None:
        pytest.skip(f"{CHROMIUM} is not installed (apt-get install chromium)")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture
def window(chromium: Browser) -> Iterator[BrowserContext]:
    """Return a window without a history, wide enough for three languages."""
    made = chromium.new_context(viewport={"width": 1400, "height": 900}, locale="en-GB")
    made.set_default_timeout(15_000)
    yield made
    made.close()


@pytest.fixture
def open_desk(window: BrowserContext) -> Iterator[Callable[[RunningDesk], Page]]:
    """Return a function that opens a tab with the small briefing; errors in scripts fail."""
    errors: list[str] = []

    def open_tab(desk: RunningDesk) -> Page:
        page = window.new_page()
        page.on("pageerror", lambda problem: errors.append(str(problem)))
        page.goto(desk.server.address("tides"))
        page.locator("#state[data-state=current]").wait_for()
        page.locator(".sheet img[data-digest]").first.wait_for()
        return page

    yield open_tab
    assert errors == []
