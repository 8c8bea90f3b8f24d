"""A finished page: what it says, in which order and language, and what it says of itself."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
import segno
from pypdfium2 import PdfDocument

from tests.pdf_structure import DUBLIN_CORE, fonts, in_order, page_text, read_structure

if TYPE_CHECKING:
    from tests.workspace import Workspace

LANGUAGES = ("de", "en", "it")
POINTS_PER_MM = 72 / 25.4
URL = "https://www.example.org/tides"


@pytest.fixture(params=LANGUAGES)
def tag(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_an_edition_is_one_a4_page(tides: Workspace, tag: str) -> None:
    with pikepdf.open(tides.pdf(tag)) as document:
        assert len(document.pages) == 1
        box = [float(length) / POINTS_PER_MM for length in document.pages[0].mediabox]
    assert box == pytest.approx([0, 0, 210, 297], abs=0.01)


@pytest.mark.parametrize(("paper", "size"), [("letter", (215.9, 279.4)), ("a5", (148, 210))])
def test_paper_on_the_command_line_sets_the_page_size(
    workspace: Workspace, paper: str, size: tuple[float, float]
) -> None:
    assert workspace.briefing("tides", "en").run("build", "--paper", paper).code == 0
    with pikepdf.open(workspace.pdf()) as document:
        page = document.pages[0]
        for box in (page.mediabox, page.trimbox):
            shown = [float(length) / POINTS_PER_MM for length in box]
            assert shown == pytest.approx([0, 0, *size], abs=0.01)


def test_a_viewer_shows_the_title(tides: Workspace) -> None:
    with pikepdf.open(tides.pdf("de")) as document:
        assert document.docinfo["/Title"] == "Was die Tide mit dem Hafen macht"
        assert document.Root.ViewerPreferences.DisplayDocTitle


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("/Author", "brief"),
        ("/Subject", "Due volte al giorno l'acqua viene, e due volte se ne va."),
        ("/Keywords", "Porti"),
        ("/CreationDate", "D:20250304000000Z"),
        ("/ModDate", "D:20250304000000Z"),
    ],
)
def test_document_information(tides: Workspace, key: str, value: str) -> None:
    with pikepdf.open(tides.pdf("it")) as document:
        assert document.docinfo[key] == value


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", "Was die Tide mit dem Hafen macht"),
        ("description", "Zweimal am Tag kommt das Wasser, und zweimal geht es."),
        ("creator", ["brief"]),
        ("publisher", {"brief"}),
        ("rights", "© 2025 brief"),
        ("source", "„Reading the water“, Harbour Review, Februar 2025. © 2025 Harbour Review"),
        ("language", {"de"}),
        ("subject", {"Häfen"}),
        ("format", "application/pdf"),
    ],
)
def test_dublin_core_of_the_german_edition(tides: Workspace, key: str, value: object) -> None:
    with pikepdf.open(tides.pdf("de")) as document, document.open_metadata() as metadata:
        found = metadata[DUBLIN_CORE + key]
    assert found == value or plain(found) == value


def plain(value: object) -> object:
    """Return a text with ordinary spaces."""
    return value.replace("\N{NO-BREAK SPACE}", " ") if isinstance(value, str) else value


def test_keywords_and_byline_have_no_markdown(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change(
        "content/tides/en.yaml", "kicker: Ports", "byline: Port *Desk*\nkicker: '**Ports**'"
    )
    assert workspace.run("build").code == 0
    with pikepdf.open(workspace.pdf()) as document:
        assert document.docinfo["/Keywords"] == "Ports"
        assert document.docinfo["/Author"] == "Port Desk"
    assert "*" not in page_text(workspace.pdf())


def test_a_pdf_is_tagged_and_knows_its_language(tides: Workspace, tag: str) -> None:
    with pikepdf.open(tides.pdf(tag)) as document:
        assert document.Root.MarkInfo.Marked
        assert document.Root.Lang == tag
        with document.open_metadata() as metadata:
            assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"


def test_only_the_brands_fonts_are_in_the_pdf_and_all_are_embedded(
    tides: Workspace, tag: str
) -> None:
    found = fonts(tides.pdf(tag))
    assert found
    assert all(found.values())
    assert {re.match("Spectral|Fira-Sans", name) is not None for name in found} == {True}


def test_the_page_reads_from_kicker_to_footer(tides: Workspace) -> None:
    assert in_order(
        page_text(tides.pdf("de")),
        "Häfen",
        "Was die Tide mit dem Hafen macht",
        "Zweimal am Tag kommt das Wasser, und zweimal geht es.",
        "In Kürze",
        "Die Wasserstandsvorhersage bestimmt, wann Containerschiffe einlaufen. Hafenbetreiber "
        "richten die Umschlagsgeschwindigkeit danach aus, denn Liegeplatzgebühren und "
        "Schleppergebühren "
        "steigen mit jeder Verspätungsstunde.",
        "Kernpunkte",
        "Fahrrinne. Die Fahrrinnenanpassung soll „größere Schiffe“ zulassen … und kostet fast "
        "45 Mio. EUR.",
        "Umwelt. Naturschutzverbände halten die Ausgleichsmaßnahmen für unzureichend – sie klagen.",
        "Kennzahlen",
        "3,9 m",
        "mittlerer Tidenhub",
        "45 Mio. €",
        "fast ·",
        "Kosten der Anpassung",
        "Quelle",
        "© 2025 brief",
    )


@pytest.mark.parametrize(
    ("tag", "own"),
    [
        ("de", ("4. März 2025", "In Kürze", "Kernpunkte", "Kennzahlen", "Quelle", "Deutsch")),
        ("en", ("March 4, 2025", "In brief", "Key points", "Key figures", "Source", "English")),
        ("it", ("4 marzo 2025", "In breve", "Punti chiave", "Dati chiave", "Fonte", "Italiano")),
    ],
)
def test_every_word_of_the_page_is_in_its_language(
    tides: Workspace, tag: str, own: tuple[str, ...]
) -> None:
    text = page_text(tides.pdf(tag))
    for word in own:
        assert in_order(text, word)
    others = {"In Kürze", "Kernpunkte", "In brief", "Key figures", "In breve", "Dati chiave"}
    assert not [word for word in others - set(own) if word in text]


def test_the_source_is_credited_with_its_own_rights(tides: Workspace, tag: str) -> None:
    text = page_text(tides.pdf(tag))
    assert in_order(text, "Reading the water", "Harbour Review", "2025", "© 2025 Harbour Review")
    assert in_order(text, "© 2025 Harbour Review", "© 2025 brief")


def test_the_publisher_claims_no_rights_of_the_source(tides: Workspace, tag: str) -> None:
    with pikepdf.open(tides.pdf(tag)) as document, document.open_metadata() as metadata:
        assert "Harbour" not in metadata[DUBLIN_CORE + "rights"]
        assert "Harbour" not in str(metadata[DUBLIN_CORE + "publisher"])
        assert "brief" not in metadata[DUBLIN_CORE + "source"]


def test_the_source_can_be_clicked(tides: Workspace, tag: str) -> None:
    with pikepdf.open(tides.pdf(tag)) as document:
        targets = {
            str(annotation.A.URI)
            for annotation in document.pages[0].get("/Annots", [])
            if "/A" in annotation
        }
    assert targets == {URL}


def test_the_qr_code_says_where_the_source_is(tides: Workspace) -> None:
    """Module by module: the printed code is the one that stands for the address."""
    (alt,) = (
        element.alt
        for element in read_structure(tides.pdf("de")).walk()
        if element.kind == "Figure" and URL in element.alt
    )
    assert alt == f"Zur Quelle: {URL}"
    wanted = segno.make_qr(URL, error="m").matrix
    assert printed_code(tides.pdf("de"), len(wanted)) == [
        [bool(cell) for cell in row] for row in wanted
    ]


def printed_code(path: object, size: int) -> list[list[bool]]:
    """Return the dark modules of the code on the page: the only black square on it."""
    document = PdfDocument(path)
    image = document[0].render(scale=6, grayscale=True).to_pil()
    document.close()
    corner = image.crop((image.width // 2, image.height * 3 // 4, image.width, image.height))
    dark = corner.point(lambda level: 255 if level < 8 else 0)
    left, top, right, bottom = dark.getbbox() or (0, 0, 0, 0)
    step = (right - left) / size
    assert (bottom - top) / size == pytest.approx(step, rel=0.02)
    return [
        [
            dark.getpixel((int(left + (column + 0.5) * step), int(top + (row + 0.5) * step))) > 0
            for column in range(size)
        ]
        for row in range(size)
    ]


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ("status: draft\n", {"de": "Entwurf", "en": "Draft", "it": "Bozza"}),
        (
            "embargo: 2025-03-09\n",
            {
                "de": "Sperrfrist: 9. März 2025",
                "en": "Embargoed until March 9, 2025",
                "it": "Fine dell’embargo: 9 marzo 2025",
            },
        ),
    ],
)
def test_a_page_that_must_not_get_out_says_so_in_its_language(
    workspace: Workspace, facts: str, marks: dict[str, str]
) -> None:
    assert workspace.briefing(facts=facts).run("build").code == 0
    for language, mark in marks.items():
        text = page_text(workspace.pdf(language))
        assert in_order(text, mark), language
        assert not [other for other in marks.values() if other != mark and other in text]


@pytest.mark.parametrize(("language", "kind"), [("de", "Entwurf"), ("de+en", "Entwurf · Draft")])
def test_the_kind_of_page_is_alone_where_it_has_no_date(
    workspace: Workspace, language: str, kind: str
) -> None:
    workspace.briefing(facts="status: draft\n").change("content/tides/briefing.yaml", "date:", "# ")
    assert workspace.run("build", "--lang", language).code == 0
    text = page_text(workspace.pdf(language))
    assert kind in text
    assert f"{kind} ·" not in text
    workspace.change("content/tides/briefing.yaml", "# ", "date: ")
    assert workspace.run("build", "--lang", language).code == 0
    assert f"{kind} · 4. März 2025" in page_text(workspace.pdf(language)).replace("\u00a0", " ")


def test_a_final_page_has_no_watermark(tides: Workspace) -> None:
    assert "Entwurf" not in page_text(tides.pdf("de"))


def test_a_briefing_needs_no_key_figures(workspace: Workspace) -> None:
    facts = "date: 2025-03-04\nsources: [{publication: Harbour Review}]\n"
    workspace.write("content/plain/briefing.yaml", facts)
    workspace.write(
        "content/plain/en.yaml", "title: Only text\nsummary: One line.\npoints: [One.]\n"
    )
    run = workspace.run("build", "--json")
    assert run.codes() == set()
    text = page_text(workspace.pdf(slug="plain"))
    assert in_order(text, "Only text", "One line.", "One.", "Harbour Review")
    assert "Key figures" not in text
    assert "None" not in text
