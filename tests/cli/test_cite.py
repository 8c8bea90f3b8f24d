"""`brief cite`: the sources of a project, in forms that others read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from bibtexparser.entrypoint import parse_string

if TYPE_CHECKING:
    from tests.workspace import Workspace

TWO = """\
sources:
  - {publication: Harbour Review, published: 2025-02, url: "https://www.example.org/tides"}
  - {publication: Tide Tables, title: Highs & lows, rights: © 2025 Tide Office}
"""
EDITION = "title: x\nsummary: y\npoints: [z]\n"


@pytest.fixture
def cited(workspace: Workspace) -> Workspace:
    """Return a project of which two briefings share a source."""
    workspace.briefing("tides", "de", "it")
    workspace.write("content/berths/briefing.yaml", TWO)
    workspace.write("content/berths/fr.yaml", EDITION)
    workspace.write("content/quays/briefing.yaml", TWO.rpartition("  - ")[0])
    workspace.write("content/quays/ja.yaml", EDITION)
    return workspace


def test_a_shared_source_is_written_once(cited: Workspace) -> None:
    run = cited.run("cite", "--format", "csl-json")
    assert run.code == 0
    assert run.err == ""
    assert [item["id"] for item in json.loads(run.out)] == ["berths-1", "berths-2", "tides"]


def test_bibtex_has_an_entry_per_source(cited: Workspace) -> None:
    library = parse_string(cited.run("cite", "--format", "bibtex").out)
    assert library.failed_blocks == []
    assert [entry.key for entry in library.entries] == ["berths-1", "berths-2", "tides"]


def test_text_is_as_each_language_names_sources(cited: Workspace) -> None:
    lines = cited.run("cite", "berths", "quays").out.splitlines()
    assert lines == [
        (
            "fr\tSources\u00a0: Harbour Review, février 2025 https://www.example.org/tides\u202f; "
            "«\u00a0Highs & lows\u00a0», Tide Tables. © 2025 Tide Office"
        ),
        "ja\t出典：Harbour Review、2025年2月 https://www.example.org/tides",
    ]


def test_in_one_language_its_name_is_left_out(cited: Workspace) -> None:
    run = cited.run("cite", "content/tides/", "--lang", "de")
    assert run.out == (
        "Quelle: „Reading the water“, Harbour Review, Februar 2025. © 2025 Harbour Review "
        "https://www.example.org/tides\n"
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["tide"], "`tides`"),
        (["--format", "bibtx"], "`bibtex`"),
        (["--lang", "eo"], "the page's fixed texts"),
        (["--lang", "de", "--format", "bibtex"], "leave it out"),
    ],
)
def test_wrong_usage_is_told(cited: Workspace, arguments: list[str], said: str) -> None:
    run = cited.run("cite", *arguments)
    assert (run.code, run.out) == (2, "")
    assert said in run.err


def test_facts_that_cannot_be_read_are_told_to_people_and_machines(cited: Workspace) -> None:
    cited.write("content/tides/briefing.yaml", "date: never\n")
    run = cited.run("cite", "tides", "--format", "csl-json")
    assert run.code == 1
    assert {"bad-date", "missing-key"} <= run.codes()
    assert "content/tides/briefing.yaml:1:7" in run.err


@pytest.mark.parametrize("form", ["csl-json", "bibtex", "text"])
def test_a_briefing_that_cannot_be_read_does_not_stop_the_others(
    cited: Workspace, form: str
) -> None:
    whole = cited.run("cite", "--format", form)
    cited.write("content/broken/briefing.yaml", "date: never\n")
    run = cited.run("cite", "--format", form)
    assert (run.code, run.out) == (1, whole.out)
    assert "content/broken/briefing.yaml:1:7" in run.err
