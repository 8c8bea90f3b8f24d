"""Brands, layouts, papers and fonts are data; their errors are reported with their places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pikepdf
import pytest
from pypdfium2 import PdfDocument

from brief.press.fonts.families import SYSTEM_FAMILIES
from tests.pdf_structure import DUBLIN_CORE, fonts, in_order, page_text
from tests.workspace import BRAND, FACTS, TEXTS

if TYPE_CHECKING:
    from tests.workspace import Workspace


def test_a_brand_is_data(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    assert workspace.run("build").code == 0
    house = workspace.pdf().read_bytes()
    assert workspace.run("build", "--brand", "plain").code == 0
    plain = workspace.pdf("en.plain")
    assert workspace.pdf().read_bytes() == house != plain.read_bytes()
    assert {re.match("Lato|IBM-Plex-Serif", name) is not None for name in fonts(plain)} == {True}
    with pikepdf.open(plain) as document, document.open_metadata() as metadata:
        assert metadata[DUBLIN_CORE + "publisher"] == {"Plain"}
        assert metadata[DUBLIN_CORE + "rights"] == "© 2025 Plain"
    assert painted(plain, "#0b4a6f")
    assert not painted(plain, "#8c1c2b")


def painted(path: object, colour: str) -> bool:
    """Return whether the page has a good many pixels of that colour."""
    wanted = tuple(bytes.fromhex(colour[1:]))
    document = PdfDocument(path)
    image = document[0].render(scale=1, rev_byteorder=True).to_pil().convert("RGB")
    document.close()
    counts: dict[object, int] = {shown: count for count, shown in image.getcolors(1 << 24) or []}
    return counts.get(wanted, 0) > 20


def test_the_projects_own_brand_comes_before_the_bundled_one(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.brand("house")
    assert workspace.run("build").code == 0
    assert all(name.startswith("Lato") for name in fonts(workspace.pdf()))
    assert in_order(page_text(workspace.pdf()), "Harbour Office")


def test_the_projects_own_layout_comes_before_the_bundled_one(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.layout("onepager", "<p>Ours alone.</p>")
    run = workspace.run("build", "--json")
    assert run.codes() == set()
    text = page_text(workspace.pdf())
    assert in_order(text, "What the tide does to the port", "Ours alone.")
    assert "Key points" not in text


def test_a_brand_on_the_command_line_that_does_not_exist_is_wrong_usage(
    workspace: Workspace,
) -> None:
    run = workspace.briefing("tides", "en").run("build", "--brand", "plian")
    assert run.code == 2
    assert "`plian`" in run.err
    assert "plain" in run.err
    assert not (workspace.root / "dist").exists()


def test_a_layout_on_the_command_line_that_does_not_exist_is_wrong_usage(
    workspace: Workspace,
) -> None:
    run = workspace.briefing("tides", "en").run("build", "--layout", "x" * 300)
    assert run.code == 2
    assert "onepager" in run.err


@pytest.mark.parametrize("key", ["brand", "layout"])
@pytest.mark.parametrize("name", ["layout-x", "brand-x", "../plain", ".", "x" * 300])
def test_a_brand_or_layout_of_a_briefing_that_does_not_exist_is_reported_with_its_place(
    workspace: Workspace, key: str, name: str
) -> None:
    workspace.briefing("tides", "en", facts=f"{key}: {name}\n").briefing("other", "en")
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding(f"unknown-{key}")
    line = len(FACTS.splitlines()) + 1
    assert (finding["path"], finding["line"]) == ("content/tides/briefing.yaml", line)
    assert {"brand": "plain", "layout": "onepager"}[key] in finding["remedy"]
    assert workspace.pdf(slug="other").is_file()


@pytest.mark.parametrize("key", ["brand", "layout"])
def test_a_brand_or_layout_of_the_project_that_does_not_exist_is_reported_with_its_place(
    workspace: Workspace, key: str
) -> None:
    workspace.briefing("tides", "en").write("brief.yaml", f"languages: [en]\n{key}: nowhere\n")
    finding = workspace.run("build", "--json").finding(f"unknown-{key}")
    assert (finding["path"], finding["line"], finding["col"]) == ("brief.yaml", 2, len(key) + 3)


def test_a_paper_that_the_layout_does_not_have_stops_only_its_briefing(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en", facts="layout: small\npaper: letter\n").briefing(
        "other", "en"
    )
    workspace.layout("small", papers="a5")
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding("unknown-paper")
    assert (finding["path"], finding["line"]) == (
        "content/tides/briefing.yaml",
        len(FACTS.splitlines()) + 2,
    )
    assert "a5" in finding["remedy"]
    assert workspace.pdf(slug="other").is_file()


def test_a_paper_on_the_command_line_that_the_layout_does_not_have_is_wrong_usage(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en", facts="layout: small\n")
    workspace.layout("small", papers="a5")
    run = workspace.run("build", "--paper", "letter")
    assert run.code == 2
    assert "small" in run.err
    assert "a5" in run.err


def test_a_font_that_is_not_installed_is_reported_with_its_package(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.brand("fine", heading="Playfair Display")
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.code == 1
    finding = run.finding("font-missing")
    assert "Playfair Display" in finding["message"]
    assert "fontpkg-playfair-display" in finding["remedy"]
    assert finding["path"] == "styles/brands/fine/brand.yaml"


def test_a_font_of_debian_is_reported_with_its_package(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = ("fonts-noto-core", str(workspace.root / "not-installed"))
    monkeypatch.setitem(SYSTEM_FAMILIES, "Noto Serif Armenian", package)
    workspace.briefing("tides", "en").brand("fine", heading="Noto Serif Armenian")
    finding = workspace.run("build", "--brand", "fine", "--json").finding("font-missing")
    assert "apt-get install fonts-noto-core" in finding["remedy"]


def test_a_character_that_no_font_has_is_reported_with_its_place(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/en.yaml", "mean tidal range", "mean tidal range ᛗ")
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding("glyph-missing")
    assert "ᛗ" in finding["message"]
    assert "U+16D7" in finding["message"]
    lines = TEXTS["en"].splitlines()
    assert finding["path"] == "content/tides/en.yaml"
    assert finding["line"] == lines.index("  range: mean tidal range") + 1
    assert finding["col"] == len("  range: mean tidal range ") + 1, "at the character itself"
    assert not workspace.pdf().exists()


def test_a_character_of_the_source_that_no_font_has_is_reported_too(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", "de")
    workspace.change(
        "content/tides/briefing.yaml", "publication: Harbour", "publication: ᛗ Harbour"
    )
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding("glyph-missing")
    assert "ᛗ" in finding["message"]
    assert (finding["path"], finding["line"]) == ("content/tides/briefing.yaml", 3)


def test_a_character_of_the_brand_that_no_font_has_is_reported_too(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.brand("fine", more='imprint: {en: "Harbour ᛗ"}\n')
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.code == 1
    assert "ᛗ" in run.finding("glyph-missing")["message"]


def test_a_sign_that_a_unit_prints_and_no_font_has_is_reported_at_the_unit(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en", "de")
    workspace.change("content/tides/briefing.yaml", "unit: meter", "unit: permyriad")
    run = workspace.run("build", "--json")
    assert run.code == 1
    finding = run.finding("glyph-missing")
    assert "\N{PER TEN THOUSAND SIGN}" in finding["message"]
    assert "another unit" in finding["remedy"]
    assert finding["path"] == "content/tides/briefing.yaml"
    line = (workspace.root / finding["path"]).read_text().splitlines()[finding["line"] - 1]
    assert line[finding["col"] - 1 :].startswith("permyriad")


def test_a_language_whose_words_brief_does_not_know_is_reported(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").write("content/tides/mn.yaml", TEXTS["en"])
    run = workspace.run("build", "--json")
    assert run.code == 1
    (finding,) = run.json["findings"]
    assert finding["path"] == "content/tides/mn.yaml"
    assert "mn" in finding["message"]


def test_a_word_of_a_brand_that_no_page_has_is_reported_with_its_place(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "en")
    workspace.brand("fine", more="words:\n  en:\n    sumary: At a glance\n")
    run = workspace.run("build", "--brand", "fine", "--json")
    assert run.code == 1
    (finding,) = run.json["findings"]
    assert finding["path"] == "styles/brands/fine/brand.yaml"
    assert finding["line"] == len(BRAND.splitlines()) + 3
    assert "summary" in finding["message"] + finding["remedy"]


def test_a_word_of_a_brand_takes_the_place_of_the_pages_own(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", "de")
    workspace.brand("fine", more="words:\n  en:\n    summary: At a glance\n")
    assert workspace.run("build", "--brand", "fine").code == 0
    assert in_order(page_text(workspace.pdf()), "At a glance")
    assert in_order(page_text(workspace.pdf("de")), "In Kürze")
