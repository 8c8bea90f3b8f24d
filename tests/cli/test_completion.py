"""What the shell proposes: names of the project; nothing, and no error, outside of one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from brief.cli import completion
from tests.workspace import run_brief

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


@pytest.fixture
def here(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    workspace.briefing("tides", "de", "it").briefing("tolls", "de").brand("port").layout("folder")
    monkeypatch.chdir(workspace.root)
    return workspace


def test_names_of_the_project_are_proposed(here: Workspace) -> None:
    assert completion.complete_slug("") == ["tides", "tolls"]
    assert completion.complete_slug("ti") == ["tides"]
    assert completion.complete_language("") == ["de", "it"]
    assert completion.complete_language("de+") == ["de+it"]
    assert completion.complete_brand("p") == ["plain", "port"]
    assert completion.complete_layout("f") == ["folder"]
    here.write("site/_brand.yml", "")
    assert completion.complete_brand_or_file("p") == ["plain", "port"]
    assert completion.complete_brand_or_file("site/_") == ["site/_brand.yml"]
    here.write("dist/tides.de.pdf", "")
    assert completion.complete_slug_or_file("t") == ["tides", "tolls"]
    assert completion.complete_slug_or_file("dist/t") == ["dist/tides.de.pdf"]


def test_what_brief_knows_is_proposed_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert completion.complete_code("too-l") == ["too-little-text", "too-long"]
    assert completion.complete_paper("a") == ["a4", "a5"]
    assert completion.complete_profile("") == ["office", "press", "screen"]
    assert {"de", "it", "zh-Hant"} <= set(completion.complete_new_language(""))
    assert completion.complete_report_format("s") == ["sarif"]


def test_outside_a_project_nothing_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert completion.complete_slug("") == []
    assert completion.complete_language("d") == []
    assert completion.complete_brand("") == []
    assert completion.complete_slug_or_file("missing/x") == []


def test_the_shell_gets_one_name_a_line(here: Workspace, checkout: Path) -> None:
    asked = {"COMP_WORDS": "brief build --lang ", "COMP_CWORD": "3"}
    run = subprocess.run(
        [sys.executable, "-m", "brief"],
        cwd=here.root,
        env={
            **os.environ,
            **asked,
            "PYTHONPATH": str(checkout),
            "_BRIEF_COMPLETE": "complete_bash",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stdout.split() == ["de", "it"]
    assert run.stderr == ""


@pytest.mark.parametrize(
    ("command", "usage"),
    [
        (("send",), "brief send [OPTIONS] SLUG"),
        (("import",), "brief import [OPTIONS] FILE..."),
        (("outbox", "show"), "brief outbox show [OPTIONS] SLUG"),
        (("unsub-serve",), "brief unsub-serve [OPTIONS]"),
        (("cache",), "brief cache [OPTIONS]"),
    ],
)
def test_help_shows_no_signs_of_the_option_parser(
    tmp_path: Path, command: tuple[str, ...], usage: str
) -> None:
    out = run_brief(*command, "--help", cwd=tmp_path).out
    assert out.startswith(f"Usage: {usage}\n")
    assert "x>" not in out
    assert "x<" not in out
    assert "{" not in out
