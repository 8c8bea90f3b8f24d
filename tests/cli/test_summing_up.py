"""The summary of a build: the number of findings, and of editions that were not built."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest

from brief.build import Report
from brief.cli.terminal import Terminal, finding_key
from brief.findings import Finding, Place, error, note, warning
from brief.project import Project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


def test_a_language_that_no_briefing_has_is_wrong_usage(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "de", "en").run("build", "--lang", "fr", "--json")
    assert run.code == 2
    finding = run.finding("no-such-edition")
    assert (finding["severity"], finding["remedy"]) == ("error", "there are: de, en")
    assert "`fr`" in finding["message"]


def test_what_was_found_is_counted_once_at_the_end(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en").brand(css="p { colour: red } ")
    run = workspace.run("build", "--brand", "own")
    assert run.code == 0
    assert run.err.count("[style-sheet]") == 1
    assert run.err.splitlines()[-1] == "1 warning"


def test_what_failed_is_counted_with_what_was_found(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en").change("content/tides/en.yaml", "summary:", "sumary:")
    run = workspace.run("build")
    assert run.code == 1
    lacking, _, found = run.err.splitlines()[-1].partition("; ")
    assert lacking == "2 of 2 editions not built"
    assert found == "1 error"
    assert run.err.count(" error: ") == 1


@pytest.mark.parametrize("columns", ["80", "200"])
def test_what_each_command_does_is_said_in_one_whole_line(
    workspace: Workspace, columns: str
) -> None:
    run = workspace.run("--help", COLUMNS=columns)
    commands = run.out.partition("Commands:\n")[2].partition("\n\n")[0].splitlines()
    assert len(commands) > 10
    assert not [line for line in commands if not line.endswith(".") or line.endswith("..")]


def test_of_what_a_build_before_has_shown_only_the_number_is_shown(tmp_path: Path) -> None:
    """With --watch; a finding is the same one in another line, and errors are always shown."""

    def show(findings: list[Finding], before: list[Finding]) -> str:
        stream = StringIO()
        known = {finding_key(finding) for finding in before}
        report = Report(findings=findings)
        assert Terminal(stream).show_report(Project(tmp_path), report, known) == findings
        return stream.getvalue()

    place = Place("content/tides/it.yaml", 3, 1)
    old = [
        note("slip", "a small slip", place=place),
        warning("slip", "a slip", place=place),
        error("flaw", "a flaw", place=place),
    ]
    moved = [warning("slip", "a slip", place=Place(place.path, 9, 1)), *old[::2]]
    fresh = warning("slip", "another slip", place=place)

    assert show(old, []).count("slip [slip]") == 2
    text = show([*moved, fresh], old)
    assert text.count("[slip]") == 1
    assert "another slip" in text
    assert "a flaw" in text
    last = "1 error, 2 warnings, 1 note (1 warning, 1 note as before)"
    assert text.splitlines()[-1] == last
    assert show(old[:2], old).splitlines() == ["1 warning, 1 note (all as before)"]
