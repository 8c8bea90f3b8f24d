"""axe-core finds nothing in any view, on narrow and wide screens, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import axe_playwright_python
import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.preview.server.desk import RunningDesk

pytestmark = pytest.mark.slow
AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
SPARE = "element => element.clientWidth - element.scrollWidth"
SCREENS = [(320, 640, "light"), (320, 640, "dark"), (1400, 900, "dark"), (3840, 2160, "light")]


@pytest.fixture(params=SCREENS, ids=lambda screen: f"{screen[0]}-{screen[2]}")
def page(request: pytest.FixtureRequest, chromium: Browser) -> Iterator[Page]:
    width, height, scheme = request.param
    window = chromium.new_context(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        locale="de-DE",
        reduced_motion="reduce",
        bypass_csp=True,  # axe-core is put into the page
    )
    yield window.new_page()
    window.close()


def check(page: Page) -> None:
    """Let axe-core look at the page, and see that nothing is wider than the screen."""
    page.evaluate(AXE.read_text("utf-8"))
    found: Any = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    assert [
        (each["id"], node["html"]) for each in found["violations"] for node in each["nodes"]
    ] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def test_every_view_of_a_briefing_is_accessible(shared: RunningDesk, page: Page) -> None:
    page.goto(shared.server.address("tides"))
    page.locator("#state[data-state=current]").wait_for()
    page.locator("#switches summary").click()
    page.locator("#overlays input").first.check()
    check(page)
    page.locator('.text[data-key="points.0"]').first.click()
    expect(page.get_by_role("textbox", name="points.0")).to_be_focused()
    check(page)
    page.keyboard.press("Escape")
    page.locator("#add-figure").click()
    page.get_by_role("dialog").wait_for()
    check(page)
    page.keyboard.press("Escape")
    page.locator("#arrangement").select_option("tabs")
    check(page)


def test_the_list_and_problems_are_accessible(shared: RunningDesk, page: Page) -> None:
    page.goto(shared.server.address())
    page.locator("#row-tides .warning, #row-tides .good").first.wait_for()
    check(page)
    page.goto(f"http://127.0.0.1:{shared.server.port}/b/nothing")
    check(page)


def test_a_broken_briefing_is_accessible(desk: RunningDesk, page: Page) -> None:
    page.goto(desk.server.address("tides"))
    page.locator("#state[data-state=current]").wait_for()
    desk.workspace.change("content/tides/de.yaml", "title: ", "title: [")
    page.locator("#state[data-state=broken]").wait_for()
    check(page)
    desk.browser.post("/api/briefings", {"title": "River tolls", "languages": ["de", "it"]})
    page.goto(f"http://127.0.0.1:{desk.server.port}/b/river-tolls")
    page.locator("#fields").wait_for()
    check(page)


def test_the_page_is_never_inverted(shared: RunningDesk, page: Page) -> None:
    page.goto(shared.server.address("tides"))
    page.locator("#state[data-state=current]").wait_for()
    sheet = page.locator(".sheet").first
    colour = sheet.evaluate("element => getComputedStyle(element).backgroundColor")
    assert colour == "rgb(255, 255, 255)"
    assert sheet.evaluate("e => getComputedStyle(e.querySelector('img')).filter") == "none"


def test_nothing_is_cut_off_at_the_edge_of_narrow_pages(shared: RunningDesk, page: Page) -> None:
    page.goto(shared.server.address("tides"))
    page.locator("#state[data-state=current]").wait_for()
    page.locator("#arrangement").select_option("side")
    page.locator('.text[data-key="points.0"]').last.click()
    page.locator(".editor .others").wait_for()
    assert page.locator(".scroller:has(.editor)").evaluate(SPARE) >= 0
    page.keyboard.press("Escape")
    page.locator("#form").click()
    page.locator("#fields details").first.wait_for()
    for scroller in page.locator(".scroller").all():
        assert scroller.evaluate(SPARE) >= 0
    page.locator("#form").click()
