"""The names of the PDFs: by `file_name`, and by what a command asks for."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace


def names(workspace: Workspace) -> set[str]:
    return {path.name for path in (workspace.root / "dist").glob("*.pdf")}


def build(workspace: Workspace, *options: str) -> None:
    run = workspace.run("build", *options)
    assert run.code == 0, run.err


def test_options_of_a_command_name_files_of_their_own(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").brand("a4").layout("plain", papers="a4 letter")
    workspace.change("layouts/plain/layout.yaml", "sides: 9", "sides: 19")
    build(workspace)
    usual = workspace.pdf("de").read_bytes()
    build(workspace, "--paper", "letter")
    build(workspace, "--brand", "plain", "--layout", "plain", "--paper", "letter")
    build(workspace, "--brand", "a4")
    build(workspace, "--paper", "a4", "--brand", "house", "--layout", "onepager", "--fresh")
    assert names(workspace) == {
        "tides.de.pdf",
        "tides.de.letter.pdf",
        "tides.de.plain.layout-plain.letter.pdf",
        "tides.de.brand-a4.pdf",
    }
    assert workspace.pdf("de").read_bytes() == usual
    manifest = json.loads((workspace.root / "dist" / "manifest.json").read_text("utf-8"))
    assert set(manifest["editions"]) == names(workspace)
    assert "2 editions unchanged" not in workspace.run("build").err
    assert "1 edition unchanged" in workspace.run("build").err
    assert "1 edition unchanged" in workspace.run("build", "--paper", "letter").err


def test_what_the_briefing_has_itself_is_no_name(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", facts="paper: letter\nbrand: plain\n")
    build(workspace, "--paper", "letter", "--brand", "plain")
    assert names(workspace) == {"tides.de.pdf"}


def test_the_pattern_has_date_and_issue(workspace: Workspace) -> None:
    workspace.write("brief.yaml", 'file_name: "{date} {slug} ({issue}, {lang})"\n')
    workspace.briefing("tides", "de", facts="issue: 12/2025\n")
    build(workspace, "--paper", "letter", "--profile", "office", "--profile", "screen")
    assert names(workspace) == {
        "2025-03-04 tides (12-2025, de).letter.pdf",
        "2025-03-04 tides (12-2025, de).letter.office.pdf",
    }


def test_a_value_that_a_briefing_lacks_is_told(workspace: Workspace) -> None:
    workspace.write("brief.yaml", 'file_name: "{slug}.{issue}.{lang}"\n')
    workspace.briefing("tides", "de")
    found = workspace.run("build", "--json").finding("pdf-name")
    assert (found["path"], found["line"]) == ("content/tides/briefing.yaml", 1)
    assert "this briefing has no `issue`" in found["message"]


def test_no_page_takes_the_name_of_another(workspace: Workspace) -> None:
    workspace.write("brief.yaml", 'file_name: "{slug}-{issue}-{lang}"\n')
    workspace.briefing("tides", "de", facts="issue: 1-2\n")
    workspace.briefing("tides-1", "de", facts="issue: 2\n")
    for slugs in (["tides", "tides-1"], ["tides-1"]):
        run = workspace.run("build", *slugs, "--json")
        assert run.code == 1
        message = run.finding("pdf-name")["message"]
        assert message.endswith("would both be tides-1-2-de.pdf")
    assert names(workspace) == {"tides-1-2-de.pdf"}


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{slug}", "without {lang}"),
        ("../{slug}.{lang}", "is a path"),
        ("{slug}\\\\{lang}", "is a path"),
        ("{slug}:{lang}", "the sign `:`"),
        (".{slug}.{lang}", "begins with a letter"),
        ("{slug}.{lang}.pdf", "the ending .pdf"),
        ("{slug}.{lang", "a brace without its partner"),
        ("{slug.x}.{lang}", "`{slug.x}` is not a part"),
        ("{slug!r}.{lang}", "`{slug}` is not a part"),
        ("{slug}.{day}.{lang}", "`{day}` is not a part"),
    ],
)
def test_a_pattern_that_cannot_be_used_is_refused_at_its_place(
    workspace: Workspace, pattern: str, said: str
) -> None:
    workspace.write("brief.yaml", f'file_name: "{pattern}"\n')
    workspace.briefing("tides", "de")
    found = workspace.run("build", "--json").finding("pdf-name")
    assert (found["path"], found["line"], found["col"]) == ("brief.yaml", 1, 12)
    assert said in found["message"]


def test_sheets_and_pages_in_two_languages_have_names_of_their_own(workspace: Workspace) -> None:
    """A sheet that cannot be built says nothing about the page of the same languages."""
    workspace.briefing("tides", "de", "it")
    build(workspace, "--lang", "de+it")
    build(workspace, "--lang", "de+it", "--duplex")
    assert names(workspace) == {"tides.de+it.pdf", "tides.de+it.duplex.pdf"}
    workspace.change("content/tides/it.yaml", "title:", "titel:")
    run = workspace.run("build", "--lang", "de+it", "--duplex")
    assert run.code == 1
    assert "dist/tides.de+it.duplex.pdf is from an earlier build" in run.err
    manifest = json.loads((workspace.root / "dist" / "manifest.json").read_text("utf-8"))
    stale = {name for name, entry in manifest["editions"].items() if entry["stale"]}
    assert stale == {"tides.de+it.duplex.pdf"}
