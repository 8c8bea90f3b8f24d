"""`brief status`: what is missing, to translate, changed, agreed and too long, in each language."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from brief.build.incremental import UpToDateCheck
from brief.build.output import OutputFolder
from brief.build.report import Report, Result
from brief.build.request import Request
from brief.findings import error
from brief.project import Project
from brief.translation.collect import collect_units

if TYPE_CHECKING:
    from tests.workspace import Workspace


@pytest.fixture
def tide(workspace: Workspace) -> Workspace:
    """Return a project with the small briefing in German and Italian, which agree."""
    workspace.write("brief.yaml", "languages: [de, it]\n")
    workspace.briefing("tides", "de", "it")
    workspace.run("agree", "tides")
    return workspace


def status(workspace: Workspace, language: str) -> dict[str, Any]:
    rows = workspace.run("status", "--json").json["languages"]
    (row,) = (row for row in rows if row["language"] == language)
    return dict(row)


def test_what_agrees_is_told_in_a_table(tide: Workspace) -> None:
    run = tide.run("status", "--strict")
    assert run.code == 0
    assert run.out.splitlines() == [
        "tides  de  source   8 agreed",
        "tides  it  from de  8 agreed",
    ]


def test_an_edited_source_makes_its_translation_changed(tide: Workspace) -> None:
    tide.change("content/tides/de.yaml", "Häfen", "Hafen")
    tide.change("content/tides/it.yaml", "kicker: Porti\n", "kicker: Porti\nbyline: <byline>\n")
    tide.change("content/tides/de.yaml", "kicker:", "byline: Von Ada\nkicker:")
    row = status(tide, "it")
    assert (row["changed"], row["to_translate"], row["agreed"]) == (1, 1, 7)
    assert row["open"]
    assert tide.run("status").code == 0
    assert tide.run("status", "--strict").code == 1


def test_the_counts_are_those_of_an_export(tide: Workspace) -> None:
    tide.change("content/tides/de.yaml", "Zweimal am Tag", "Jeden Tag")
    tide.change("content/tides/it.yaml", "costo del dragaggio", "costo dei lavori")
    tide.change("content/tides/de.yaml", "kicker:", "byline: Von Ada\nkicker:")
    units = collect_units(Project(tide.root), "tides", "de", "it").units
    exported = Counter(str(unit.state) for unit in units)
    row = status(tide, "it")
    names = {"new": "to_translate", "changed": "changed", "translated": "translated"}
    assert {key: row[name] for key, name in names.items()} == {key: exported[key] for key in names}


def test_a_required_language_without_a_file_is_missing(tide: Workspace) -> None:
    tide.write("brief.yaml", "languages: [de, it, fr]\n")
    row = status(tide, "fr")
    assert (row["missing"], row["source"], row["to_translate"], row["open"]) == (
        True,
        "de",
        8,
        True,
    )
    assert "tides  fr  from de  missing" in tide.run("status").out


def test_files_with_broken_syntax_are_told(tide: Workspace) -> None:
    tide.write("content/tides/it.yaml", "title: [")
    assert status(tide, "it")["unreadable"]
    tide.write("content/tides/agreed.json", "{")
    assert status(tide, "de")["unreadable"]


def test_drafts_and_embargoes_are_told(tide: Workspace) -> None:
    tide.write("content/tides/it.yaml", "title: [")
    tide.briefing("tides", "it", facts="status: draft\nembargo: 2025-05-01\n")
    row = status(tide, "it")
    assert (row["draft"], row["embargo"], row["open"]) == (True, "2025-05-01", False)
    assert "draft, embargo 2025-05-01" in tide.run("status").out


def test_a_text_that_the_last_build_found_too_long_is_told_until_it_is_edited(
    tide: Workspace,
) -> None:
    project, request = Project(tide.root), Request()
    check = UpToDateCheck(project, request, OutputFolder(project, None))
    (tide.root / "dist").mkdir()
    assert check.find_unchanged_report("tides") is None
    long = Result("tides", "it", findings=(error("too-long", "the text does not fit"),))
    check.save_report("tides", Report([Result("tides", "de"), long]))
    assert [status(tide, tag)["too_long"] for tag in ("de", "it")] == [None, True]
    assert "too long for the page" in tide.run("status").out
    assert (
        UpToDateCheck(project, request, OutputFolder(project, None)).find_unchanged_report("tides")
        is None
    )
    tide.change("content/tides/it.yaml", "Porti", "Porto")
    assert status(tide, "it")["too_long"] is None


def test_a_briefing_that_does_not_exist_is_refused(tide: Workspace) -> None:
    run = tide.run("status", "tidse", "--json")
    assert (run.code, run.json["languages"]) == (2, [])
    assert run.finding("unknown-briefing")["remedy"] == "did you mean `tides`?"


def test_without_briefings_nothing_is_shown(workspace: Workspace) -> None:
    workspace.write("brief.yaml", "languages: [de]\n")
    assert workspace.run("status").code == 0
