"""`--help` of every command, without Python types, and the version for issue reports."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
import typer

from brief import __version__
from brief.cli.app import app, find_app
from tests.workspace import run_brief

if TYPE_CHECKING:
    from pathlib import Path

COMMAND = typer.main.get_command(app)
COMMANDS = sorted(getattr(COMMAND, "commands", {}))
METAVARS = re.compile(r"^  (?:-\w, )?(?:--[\w-]+ )?(?P<metavar>\S*)")


def test_there_are_commands() -> None:
    assert len(COMMANDS) >= 12


@pytest.mark.parametrize("columns", ["80", "120"])
@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_no_metavar_is_a_python_type(
    command: str, columns: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    run = run_brief(*([command] if command else []), "--help", cwd=tmp_path)
    assert run.code == 0
    options = run.out[run.out.index("Options:") :]
    assert "--help" in options
    found = [match["metavar"] for line in run.out.splitlines() if (match := METAVARS.match(line))]
    assert [metavar for metavar in found if "<" in metavar or "[str]" in metavar] == []
    assert not re.search(r"list\[|<(str|path|int|Path)>", run.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_option_that_takes_a_value_has_a_metavar(command: str) -> None:
    parameters = getattr(COMMAND, "commands", {})[command].params
    lacking = [
        parameter.name
        for parameter in parameters
        if not getattr(parameter, "is_flag", False) and not parameter.metavar
    ]
    assert lacking == []


def test_the_version_for_an_issue_report_names_the_libraries(tmp_path: Path) -> None:
    for arguments in (("--version", "--verbose"), ("--verbose", "--version", "build")):
        run = run_brief(*arguments, cwd=tmp_path)
        assert run.code == 0
        lines = run.out.splitlines()
        assert lines[0] == f"brief {__version__}"
        names = ("Python 3.", "WeasyPrint ", "Pango ", "WeasyPrint patches ")
        assert len(lines) == 1 + len(names)
        for line, name in zip(lines[1:], names, strict=True):
            assert line.startswith(name)


@pytest.mark.parametrize("name", [str(command.name) for command in app.registered_commands])
def test_a_command_is_made_alone_and_is_the_same(name: str) -> None:
    alone = typer.main.get_command(find_app(name))
    own, same = (vars(made)["commands"][name] for made in (alone, COMMAND))
    assert list(vars(alone)["commands"]) == [name]
    for one, other in ((alone, COMMAND), (own, same)):
        assert [(it.opts, it.default) for it in one.params] == [
            (it.opts, it.default) for it in other.params
        ]


@pytest.mark.parametrize("name", ["", "--help", "subscribers", "biuld"])
def test_without_the_name_of_a_command_all_are_made(name: str) -> None:
    assert find_app(name) is app
