"""A brand may list its layouts: the first that fits is usual, and others are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace

OWN = "layouts: [folder, pair, sheet]\n"


@pytest.fixture
def port(workspace: Workspace) -> Workspace:
    """Return a project whose brand lists two layouts for one language, and one for two."""
    workspace.briefing("tides", "de", "it").brand("port", more=OWN)
    workspace.layout("folder").layout("sheet").layout("other").layout("pair")
    workspace.change("layouts/pair/layout.yaml", "regions", "languages: 2\nregions")
    page = "{% set page = pages[0] %}"
    template = workspace.root / "layouts/pair/page.html"
    template.write_text(page + template.read_text("utf-8"), "utf-8")
    workspace.write("brief.yaml", "languages: [de, it]\nbrand: port\nlayout: onepager\n")
    return workspace


def chosen(workspace: Workspace, *arguments: str, languages: int = 1) -> tuple[str, str]:
    """Return the layout of the page, and the usual one."""
    from brief.design.presentation import Overrides, choose_presentation
    from brief.editorial.briefing import read_briefing, read_settings
    from brief.project import Project

    project = Project(workspace.root)
    settings = read_settings(project)
    briefing = read_briefing(project, settings, "tides", ())
    overrides = Overrides(layout="".join(arguments), languages=languages)
    found = choose_presentation(project, settings, briefing, overrides)
    return found.layout.name, found.usual_layout


def test_the_first_that_fits_is_usual(port: Workspace) -> None:
    assert chosen(port) == ("folder", "folder")
    assert chosen(port, "sheet") == ("sheet", "folder")
    assert chosen(port, languages=2) == ("pair", "pair")
    port.change("styles/brands/port/brand.yaml", OWN, OWN + "layout: sheet\n")
    assert chosen(port) == ("sheet", "sheet")
    port.change("styles/brands/port/brand.yaml", OWN, "layouts: [pair, sheet]\n")
    assert chosen(port) == ("sheet", "sheet")


def test_without_a_list_every_layout_may_be_used(port: Workspace) -> None:
    port.change("styles/brands/port/brand.yaml", OWN, "")
    assert chosen(port) == ("onepager", "onepager")
    assert chosen(port, languages=2) == ("parallel", "parallel")


def test_another_layout_of_a_briefing_is_reported_with_its_place(port: Workspace) -> None:
    port.briefing("tides", "de", "it", facts="layout: other\n")
    run = port.run("build", "--json")
    assert run.code == 1
    found = run.finding("brand-layout")
    assert found["path"] == "content/tides/briefing.yaml"
    assert found["source"] == "layout: other"
    assert "`folder`, `pair` or `sheet`" in found["remedy"]
    assert "styles/brands/port/brand.yaml" in found["remedy"]


def test_another_layout_on_the_command_line_is_wrong_usage(port: Workspace) -> None:
    run = port.run("build", "--layout", "other", "--json")
    assert run.code == 2
    assert run.codes() == {"brand-layout"}


def test_the_own_default_must_be_in_the_list(port: Workspace) -> None:
    port.change("styles/brands/port/brand.yaml", OWN, OWN + "layout: other\n")
    found = port.run("build", "--json").finding("brand-layout")
    assert (found["path"], found["source"]) == ("styles/brands/port/brand.yaml", "layout: other")


def test_a_page_in_two_languages_needs_a_layout_in_the_list(port: Workspace) -> None:
    port.change("styles/brands/port/brand.yaml", OWN, "layouts: [folder]\n")
    found = port.run("build", "--lang", "de+it", "--json").finding("brand-layout")
    assert found["source"] == "layouts: [folder]"
    assert "add `parallel` to `layouts`" in found["remedy"]


def test_a_layout_in_the_list_that_does_not_exist_is_reported_with_its_place(
    port: Workspace,
) -> None:
    port.change("styles/brands/port/brand.yaml", OWN, "layouts: [folder, sheeet]\n")
    found = port.run("build", "--json").finding("unknown-layout")
    assert (found["source"], found["col"]) == ("layouts: [folder, sheeet]", 19)
    assert "did you mean `sheet`?" in found["remedy"]


def test_the_pages_keep_their_names(port: Workspace) -> None:
    assert port.run("build", "--lang", "de").code == 0
    assert port.pdf("de").name == "tides.de.pdf"
    assert port.run("build", "--lang", "de", "--layout", "sheet").code == 0
    assert (port.root / "dist/tides.de.sheet.pdf").is_file()
