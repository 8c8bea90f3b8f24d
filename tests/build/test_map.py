"""Pages with a map: its names are printed in their language, and it is described."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.pdf_structure import read_structure

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

FACTS = """\
map:
  area: [DE, IT]
  places: [{id: hamburg, at: [53.55, 9.99]}, {id: trieste, at: [45.65, 13.77], lead: yes}]
"""
TEXTS = {
    "de": "map: {title: Zwei Häfen, places: {hamburg: Hamburg, trieste: Triest}}\n",
    "en": "map: {title: Two ports, places: {hamburg: Hamburg, trieste: Trieste}}\n",
}
COAST = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="130" height="130">'
    '<rect width="130" height="60" fill="#ccddee"/></svg>'
)


@pytest.fixture
def ports(workspace: Workspace) -> Workspace:
    made = workspace.briefing("tides", *TEXTS, facts=FACTS)
    for tag, added in TEXTS.items():
        path = made.root / f"content/tides/{tag}.yaml"
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    return made


def list_alts(path: Path) -> list[str]:
    with pikepdf.open(path) as document:
        found = (it for it in document.objects if isinstance(it, pikepdf.Dictionary))
        return [str(it.Alt) for it in found if it.get("/S") == "/Figure" and "/Alt" in it]


def test_the_map_has_its_names_and_an_alternative_text(ports: Workspace) -> None:
    run = ports.run("build", "--json")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    for tag, title, port, alt in (
        ("de", "Zwei Häfen", "Triest", "Karte: Hamburg, Triest"),
        ("en", "Two ports", "Trieste", "Map: Hamburg, Trieste"),
    ):
        shown = read_structure(ports.pdf(tag)).text()
        assert title in shown
        assert port in shown
        assert alt in list_alts(ports.pdf(tag))


def test_the_map_is_in_the_text_for_an_office_printer_on_a_picture(ports: Workspace) -> None:
    edges = "  area: {west: 5, south: 43, east: 18, north: 56}\n  file: coast.svg\n  place: text\n"
    path = ports.root / "content/tides/briefing.yaml"
    path.write_text(path.read_text("utf-8").replace("  area: [DE, IT]\n", edges), "utf-8")
    ports.write("content/tides/coast.svg", COAST)
    run = ports.run("build", "--json", "--profile", "office", "--lang", "de")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    ports.write("content/tides/coast.svg", "<html></html>")
    run = ports.run("build", "--lang", "de")
    assert run.code == 1
    assert "coast.svg" in run.err


def test_both_languages_have_a_map_on_a_shared_page(ports: Workspace) -> None:
    run = ports.run("build", "--json", "--layout", "parallel", "--lang", "de+en")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    shown = read_structure(ports.pdf("de+en")).text()
    assert "Zwei Häfen" in shown
    assert "Two ports" in shown
