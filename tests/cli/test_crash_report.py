"""When brief itself is at fault: one plain line, and the traceback in a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


@pytest.fixture
def broken(workspace: Workspace, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Workspace:
    """Return a project in which a build meets a fault of brief's own."""

    def fail(*_: object) -> None:
        raise KeyError("what\x1b[31m\nelse")  # noqa: TRY003 - as careless as a bug is

    monkeypatch.setattr("brief.build.build", fail)
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temp"))
    return workspace.briefing("tides", "en")


def test_a_bug_is_one_plain_line(broken: Workspace) -> None:
    run = broken.run("build", BRIEF_DEBUG=None)
    assert run.code == 1
    assert run.out == ""
    (line,) = run.err.splitlines()
    assert "a bug in brief, not in your content" in line
    assert "KeyError" in line
    assert "\x1b" not in line


def test_the_traceback_is_kept_in_a_file(broken: Workspace, tmp_path: Path) -> None:
    run = broken.run("build", BRIEF_DEBUG=None)
    (file,) = (tmp_path / "temp").iterdir()
    assert str(file) in run.err
    text = file.read_text("utf-8")
    assert text.startswith("Traceback")
    assert re.search(r"line \d+, in fail", text)


def test_a_bug_is_told_in_json_too(broken: Workspace) -> None:
    run = broken.run("build", "--json", BRIEF_DEBUG=None)
    assert run.code == 1
    assert run.json["ok"] is False
    assert run.codes() == {"bug"}


def test_with_the_variable_the_traceback_is_shown(broken: Workspace, tmp_path: Path) -> None:
    run = broken.run("build", BRIEF_DEBUG="1")
    assert run.code == 1
    assert run.err.startswith("Traceback")
    assert "KeyError" in run.err
    assert not list((tmp_path / "temp").iterdir())


def test_where_no_file_can_be_written_the_traceback_is_shown(
    broken: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", "/proc/nowhere")
    run = broken.run("build", BRIEF_DEBUG=None)
    assert run.code == 1
    assert "a bug in brief" in run.err
    assert "Traceback" in run.err


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_who_stops_brief_meets_no_bug(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    def give_up(*_: object) -> None:
        raise stop

    monkeypatch.setattr("brief.build.build", give_up)
    run = workspace.briefing("tides", "en").run("build")
    assert run.code == (130 if stop is KeyboardInterrupt else 0)
    assert "bug" not in run.err
    assert "Traceback" not in run.err
