"""The summary of a build: the number of findings, and of editions that were not built."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
    commands = run.out.partition("Commands:\n")[2].splitlines()
    assert len(commands) > 10
    assert not [line for line in commands if not line.endswith(".") or line.endswith("..")]
