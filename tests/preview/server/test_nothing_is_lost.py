"""A page and an unsaved text outlive the server and the file that they came from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from brief.editorial.editing import read_scalar
from tests.preview.server.desk import run_desk
from tests.preview.server.test_browser import EN, TITLE_TEXT, edit_title, english

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.preview.server.desk import RunningDesk

pytestmark = pytest.mark.slow


def test_the_last_page_and_an_unsaved_text_outlive_the_server(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    edit_title(page, "Not saved yet")
    port = desk.server.port
    desk.server.__exit__(None, None, None)
    expect(page.locator("#state")).to_have_attribute("data-state", "away")
    desk.workspace.change(EN, "kicker: ", "kicker: [")
    with run_desk(desk.workspace, port):
        expect(page.locator("#state")).to_have_attribute("data-state", "broken")
        expect(page.locator("#pane-en")).to_have_class(re.compile("is-stale"))
        expect(page.locator("#pane-en .stale")).to_contain_text(f"{EN}:1")
        expect(page.get_by_role("textbox", name="title")).to_have_text("Not saved yet")
        desk.workspace.change(EN, "kicker: [", "kicker: ")
        expect(page.locator("#state")).to_have_attribute("data-state", "current")
        page.get_by_role("textbox", name="title").press("Enter")
        expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", "title: Not saved yet")


def test_an_unsaved_text_stays_when_its_file_goes(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    edit_title(page, "Not saved yet")
    text = english(desk)
    (desk.workspace.root / EN).unlink()
    expect(page.locator("#pane-en")).to_have_class(re.compile("is-stale"))
    expect(page.get_by_role("textbox", name="title")).to_have_text("Not saved yet")
    desk.workspace.write(EN, text)
    expect(page.locator("#pane-en")).not_to_have_class(re.compile("is-stale"))
    page.get_by_role("textbox", name="title").press("Enter")
    expect(page.locator(TITLE_TEXT)).to_have_attribute("aria-label", "title: Not saved yet")


def test_lines_that_are_typed_and_pasted_stay_lines(
    desk: RunningDesk, open_desk: Callable[..., Page]
) -> None:
    page = open_desk(desk)
    edit_title(page, "One")
    page.keyboard.press("End")
    page.keyboard.press("Shift+Enter")
    page.keyboard.insert_text("two: 2\nthree # 3\n\nfour")
    page.keyboard.press("Enter")
    expect(page.locator(".editor")).to_have_count(0)
    assert read_scalar(english(desk), ("title",)) == "One\ntwo: 2\nthree # 3\n\nfour"
