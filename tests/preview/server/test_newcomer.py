"""Somebody who has never seen YAML makes a bilingual page with the browser alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from brief.preview.pages.previewer import Previewer
from brief.preview.server.serving import DeskServer
from brief.project import Project

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

    from tests.workspace import Workspace

pytestmark = pytest.mark.slow
TEXTS = {
    "title": ("Der Zoll kehrt an den Fluss zurück", "Il pedaggio torna sul fiume"),
    "summary": ("Ab 2027 zahlen Schiffe wieder.", "Dal 2027 le navi pagano di nuovo."),
    "points 1": ("**Tarif.** Er steigt langsam.", "**Tariffa.** Sale piano."),
    "points 2": ("**Boote.** Sie sind frei.", "**Barche.** Sono esenti."),
    "points 3": ("**Beginn.** Im Mai.", "**Inizio.** A maggio."),
}


def fill(page: Page, file: str, name: str, text: str) -> None:
    """Fill in a field of the form, and leave it."""
    field = page.locator("#fields details").filter(has_text=file).get_by_label(name, exact=True)
    field.fill(text)
    field.blur()
    expect(page.locator("#notice")).to_contain_text("Saved in")
    expect(field).to_have_attribute("data-base", text)


def test_from_an_empty_project_to_the_pdf(workspace: Workspace, window: BrowserContext) -> None:
    assert workspace.run("init", ".").code == 0
    project, page, bugs = Project(workspace.root), window.new_page(), list[Exception]()
    with (
        Previewer(project) as previewer,
        DeskServer(project, previewer, 0, on_bug=bugs.append) as server,
    ):
        page.goto(server.address())
        page.get_by_label("Title").fill("River tolls")
        page.get_by_role("button", name="Create").click()
        page.locator("#fields").wait_for()
        fill(page, "briefing.yaml", "sources 1 publication", "Harbour Review")
        fill(page, "briefing.yaml", "status", "final")
        for name, (german, italian) in TEXTS.items():
            fill(page, "Deutsch", name, german)
            fill(page, "Italiano", name, italian)
        expect(page.locator("#state")).to_have_attribute("data-state", "current", timeout=60_000)
        title = page.locator('#pane-it .text[data-key="title"]')
        expect(title).to_have_attribute("aria-label", re.compile("pedaggio"))
        expect(page.locator("#fields")).to_have_count(0)
        page.get_by_role("button", name="Make the PDFs").click()
        expect(page.locator("#notice")).to_contain_text("river-tolls.it.pdf", timeout=60_000)
        with page.expect_download() as download:
            page.get_by_role("link", name="Italiano: Download press").click()
        assert download.value.suggested_filename == "river-tolls.it.press.pdf"
    assert bugs == []
    assert (workspace.root / "dist/river-tolls.de.pdf").read_bytes().startswith(b"%PDF")
