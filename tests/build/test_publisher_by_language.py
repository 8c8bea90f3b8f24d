"""A publisher's name, rights and logo by language, and names that are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
import pytest

from tests.pdf_structure import DUBLIN_CORE, in_order, page_text
from tests.workspace import BRAND, TEXTS

if TYPE_CHECKING:
    from tests.workspace import Workspace

GERMAN = "Verband der Hafenbetriebe, Werften und Reedereien der Küste"
ITALIAN = "Unione delle imprese portuali, dei cantieri e degli armatori"
NAMES = f"publisher: {{de: '{GERMAN}', it: '{ITALIAN}'}}\n"
RIGHTS = "rights: {de: '© {year} Verband', it: '© {year} Unione'}\n"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="10"><path d="M0 0h40v10z"/></svg>'
)


def brand(workspace: Workspace, head: str) -> None:
    workspace.write("brief.yaml", "brand: own\n")
    workspace.write(
        "styles/brands/own/brand.yaml", BRAND.replace("publisher: Harbour Office\n", head)
    )


def test_long_names_by_language_are_on_their_pages(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    workspace.change(
        "content/tides/briefing.yaml", "date: 2025-03-04", "date: 2025-09-24\nissue: 12"
    )
    brand(workspace, NAMES + RIGHTS)
    run = workspace.run("build", "--json", "--lang", "de,it,de+it")
    assert run.code == 0, run.err

    for tag, name, rights in (("de", GERMAN, "Verband"), ("it", ITALIAN, "Unione")):
        assert in_order(page_text(workspace.pdf(tag)), name, f"© 2025 {rights}")
        with pikepdf.open(workspace.pdf(tag)) as document, document.open_metadata() as metadata:
            assert metadata[DUBLIN_CORE + "publisher"] == {name}
            assert metadata[DUBLIN_CORE + "rights"] == f"© 2025 {rights}"
    text = page_text(workspace.pdf("de+it"))
    assert in_order(text, GERMAN, ITALIAN, "© 2025 Verband", "© 2025 Unione")


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_name_of_two_lines_leaves_the_date_alone(workspace: Workspace, paper: str) -> None:
    workspace.briefing("tides", "de", facts="status: draft\nembargo: 2025-09-24\nissue: 112\n")
    brand(workspace, f"publisher: '{GERMAN} und ihrer Zulieferer an Land'\n")
    workspace.write("styles/brands/own/brand.css", ".brand { font-size: 15pt; }")
    run = workspace.run("build", "--json", "--paper", paper)
    assert run.code == 0, run.err


def test_logos_by_language(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it")
    brand(workspace, f"{NAMES}logo: {{de: de.svg, it: it.svg}}\n")
    workspace.write("styles/brands/own/de.svg", LOGO)
    run = workspace.run("build", "--json")
    (found,) = run.page_findings()
    assert (found["code"], found["line"], found["col"]) == ("image-missing", 2, 24)

    workspace.write("styles/brands/own/it.svg", LOGO)
    assert workspace.run("build", "--lang", "de,it,de+it").code == 0


def test_a_language_without_a_name_is_told_at_the_key(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en", "it")
    brand(workspace, NAMES + RIGHTS)
    run = workspace.run("build", "--json")
    assert run.code == 1
    found = [item for item in run.json["findings"] if item["code"] == "brand-language"]
    assert [(item["line"], item["col"]) for item in found] == [(1, 1), (2, 1)]
    assert found[0]["message"] == "`publisher` is given by language, but not in `en`"


def test_the_tag_of_a_region_may_be_typed_in_small_letters(workspace: Workspace) -> None:
    workspace.briefing("tides")
    workspace.write("content/tides/de-AT.yaml", TEXTS["de"])
    brand(workspace, "publisher: {de: Hafenamt, de-at: Hafenamt ᛗ}\n")
    (found,) = (
        item
        for item in workspace.run("build", "--json", "--lang", "de-AT").json["findings"]
        if item["code"] == "glyph-missing"
    )
    assert (found["line"], found["col"]) == (1, 43)


@pytest.mark.parametrize(
    ("head", "code", "column"),
    [
        ("publisher: {deutsch: Hafenamt}\n", "bad-language", 13),
        ("publisher: {}\n", "left-empty", 12),
        ("publisher: [Hafenamt]\n", "wrong-kind", 12),
        ("publisher: {de: }\n", "left-empty", 13),
    ],
)
def test_what_is_no_text_by_language_is_told(
    workspace: Workspace, head: str, code: str, column: int
) -> None:
    workspace.briefing("tides", "de")
    brand(workspace, head)
    (found,) = workspace.run("build", "--json").page_findings()
    assert (found["code"], found["line"], found["col"]) == (code, 1, column)
