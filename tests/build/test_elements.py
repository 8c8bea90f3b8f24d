"""Pages with the optional elements: all of them are printed, tagged and linked."""

from __future__ import annotations

from io import BytesIO
from json import loads
from typing import TYPE_CHECKING

import pikepdf
import pytest
from PIL import Image

from tests.pdf_structure import read_structure

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

FACTS = """\
contact:
  de: "Hafenredaktion\\nhafen@example.org\\n+49 40 000"
  en: "Harbour desk\\nhafen@example.org\\n+49 40 000"
images: [{id: quay, file: quay.png, place: sidebar, focus: [80, 20]}]
next: [{id: vote, date: 2025-04-17}, {id: opening, date: 2027-09}]
"""
TEXTS = {
    "de": """\
why: Wer am Hafen wohnt, zahlt für jede Stunde Verspätung mit.
images: {quay: {alt: Ein Kai, caption: Der Kai am Morgen}}
next: {vote: Der Rat stimmt ab., opening: Die Rinne wird geöffnet.}
quote: {text: Wir warten auf das Wasser., by: Die Lotsin}
comparison:
  title: Zwei Häfen
  columns: [Nordhafen, Südhafen]
  rows:
    - {label: Baggergut, cells: [wenig, viel]}
    - {label: Aufwand, cells: [{figure: cost}, keiner]}
""",
    "en": """\
why: Whoever lives at the port pays for each hour of delay as well.
images: {quay: {alt: A quay, caption: The quay in the morning}}
next: {vote: The council votes., opening: The channel opens.}
quote: {text: We wait for the water., by: The pilot}
comparison:
  title: Two ports
  columns: [North port, South port]
  rows:
    - {label: Spoil, cells: [little, much]}
    - {label: Expense, cells: [{figure: cost}, none]}
""",
}


@pytest.fixture
def quay(workspace: Workspace) -> Workspace:
    made = workspace.briefing("tides", *TEXTS, facts=FACTS)
    for tag, added in TEXTS.items():
        path = made.root / f"content/tides/{tag}.yaml"
        path.write_text(path.read_text("utf-8") + added, "utf-8")
    picture = BytesIO()
    Image.new("RGB", (900, 600), "#88aabb").save(picture, "PNG")
    made.write("content/tides/quay.png", picture.getvalue())
    return made


def list_links(path: Path) -> list[str]:
    with pikepdf.open(path) as document:
        found = document.pages[0].get("/Annots", pikepdf.Array())
        return [str(each.A.URI) for each in found if "/A" in each]


def test_each_element_is_on_the_page_in_its_language(quay: Workspace) -> None:
    run = quay.run("build", "--json")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    page = read_structure(quay.pdf("de"))
    shown = page.text()
    assert "Warum es zählt. Wer am Hafen wohnt" in shown
    assert "Wie es weitergeht 17. April 2025 Der Rat stimmt ab." in shown
    assert "„Wir warten auf das Wasser.“ Die Lotsin" in shown
    assert "Kontakt Hafenredaktion hafen@example.org" in shown
    heads = [element.text() for element in page.walk() if element.kind == "TH"]
    assert heads == ["Nordhafen", "Südhafen", "Baggergut", "Aufwand"]
    (cell,) = [it.text() for it in page.walk() if it.kind == "TD" and "45" in it.text()]
    assert cell.replace("\N{NO-BREAK SPACE}", " ") == "fast 45 Mio. €"
    assert "mailto:hafen@example.org" in list_links(quay.pdf("de"))
    assert "September 2027 The channel opens." in read_structure(quay.pdf("en")).text()


def test_two_languages_side_by_side_have_the_elements_of_both(quay: Workspace) -> None:
    run = quay.run("build", "--lang", "de+en", "--json")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    shown = read_structure(quay.pdf("de+en")).text()
    for text in ("Why it matters. Whoever", "Der Rat stimmt ab.", "The council votes."):
        assert text in shown
    assert shown.count("+49 40 000") == 1  # a line of both contacts is printed once
    assert "Hafenredaktion" in shown
    assert "Harbour desk" in shown


@pytest.mark.parametrize("layout", ["short", "briefing-chart"])
def test_other_layouts_have_each_element(quay: Workspace, layout: str) -> None:
    run = quay.run("build", "--layout", layout, "--lang", "en", "--json")
    assert run.code == 0, run.err
    assert {it["code"] for it in run.page_findings()} <= {"chart-missing", "type-sizes"}
    shown = read_structure(quay.pdf("en")).text()
    for text in ("Why it matters.", "The council votes.", "Two ports", "Harbour desk", "The pilot"):
        assert text in shown


@pytest.mark.parametrize("place", ["head", "text"])
def test_a_picture_can_be_under_the_title_and_in_the_text(quay: Workspace, place: str) -> None:
    quay.change("content/tides/briefing.yaml", "place: sidebar", f"place: {place}")
    run = quay.run("build", "--lang", "en", "--json")
    assert run.code == 0, run.err
    kinds = [element.kind for element in read_structure(quay.pdf("en")).walk()]
    texts = [each.text() for each in read_structure(quay.pdf("en")).walk()]
    assert "The quay in the morning" in texts
    below = kinds.index("Figure", kinds.index("H1"))
    assert (below < kinds.index("H2")) == (place == "head")


def test_a_layout_that_leaves_an_element_out_is_told_so(quay: Workspace) -> None:
    """The finding is at the text that the page lacks."""
    quay.layout()
    run = quay.run("build", "--layout", "own", "--lang", "en", "--json")
    lost = [it for it in run.json["findings"] if it["code"] == "text-lost"]
    assert {it["path"].rpartition("/")[2] for it in lost} >= {"briefing.yaml", "en.yaml"}
    assert any("Whoever lives at the port" in it["message"] for it in lost)


def test_the_attached_data_have_the_elements(quay: Workspace) -> None:
    quay.change("content/tides/briefing.yaml", "next:", "attach: yes\nnext:")
    assert quay.run("build", "--lang", "en").code == 0
    with pikepdf.open(quay.pdf("en")) as document:
        (data,) = (file.get_file().read_bytes() for file in document.attachments.values())
    record = loads(data)
    assert record["next"][0] == {"id": "vote", "date": "2025-04-17"}
    own = record["editions"]["en"]
    assert own["quote"] == {"text": "We wait for the water.", "by": "The pilot"}
    assert own["comparison"]["rows"][1]["cells"] == [{"figure": "cost"}, "none"]
