"""Command lines that cannot be read: what was meant, and JSON for those who asked for it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.workspace import TEXTS, run_brief

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

SLIPS = [
    (["bild"], "unknown-command", "did you mean `build`?"),
    (["build", "--papr", "a4"], "unknown-option", "did you mean `--paper`?"),
    (["build", "--paper", "a6"], "unknown-paper", "`a4`, `letter` or `a5`"),
    (["build", "--paper", "leter"], "unknown-paper", "did you mean `letter`?"),
    (["build", "--profile", "pres"], "unknown-profile", "did you mean `press`?"),
    (["build", "--brand", "hous"], "unknown-brand", "did you mean `house`?"),
    (["build", "--layout", "one-pager"], "unknown-layout", "did you mean `onepager`?"),
    (["build", "--layout", "parallel"], "layout-languages", "--lang de+it"),
    (["build", "--format", "jsn"], "unknown-format", "did you mean `json`?"),
    (["build", "--lang"], "usage", "`brief build --help`"),
    (["build", "--duplex=yes"], "usage", "`brief build --help`"),
    (["build", "tide"], "unknown-briefing", "did you mean `tides`?"),
    (["check", "tide"], "unknown-briefing", "did you mean `tides`?"),
    (["check", "--sarif", "--format", "text"], "usage", "choose one"),
    (["list", "--jso"], "unknown-option", "did you mean `--json`?"),
]


@pytest.mark.parametrize(("arguments", "code", "said"), SLIPS)
def test_a_slip_is_told_with_what_was_meant(
    workspace: Workspace, arguments: list[str], code: str, said: str
) -> None:
    run = workspace.briefing("tides", "en").run(*arguments)
    assert run.code == 2
    assert run.out == ""
    assert f"[{code}]" in run.err
    assert said in run.err
    assert len(run.err.splitlines()) == 2


@pytest.mark.parametrize(("arguments", "code", "said"), SLIPS)
@pytest.mark.parametrize("json_", [["--json"], ["--format", "json"]])
def test_machines_are_told_of_every_slip(
    workspace: Workspace, arguments: list[str], code: str, said: str, json_: list[str]
) -> None:
    if "--format" in arguments and json_[0] == "--format":
        pytest.skip("a format is asked for already")
    command, *rest = arguments
    if command == "list" and json_ != ["--json"]:
        pytest.skip("a list has no other format")
    run = workspace.briefing("tides", "en").run(command, *json_, *rest)
    assert run.code == 2
    assert run.out.count("\n") == 1
    assert run.json["ok"] is False
    (finding,) = run.json["findings"]
    assert finding["code"] == code
    assert said in finding["remedy"]
    assert said in run.err


def test_sarif_is_told_of_a_slip(tmp_path: Path) -> None:
    run = run_brief("check", "--nix", "--sarif", cwd=tmp_path)
    (result,) = json.loads(run.out)["runs"][0]["results"]
    assert (run.code, result["ruleId"]) == (2, "unknown-option")


def test_what_comes_after_two_dashes_is_no_option(workspace: Workspace) -> None:
    run = workspace.briefing("tides", "en").run("build", "--", "--json")
    assert (run.code, run.out) == (2, "")


def test_a_missing_argument_is_named(tmp_path: Path) -> None:
    run = run_brief("new", "--json", cwd=tmp_path)
    assert run.code == 2
    assert "SLUG" in run.json["findings"][0]["message"]


def test_a_build_reports_as_sarif_what_it_reports_as_json(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change("content/tides/en.yaml", "title:", "titel:")
    told = workspace.run("build", "--json").json["findings"]
    (run,) = json.loads(workspace.run("build", "--format", "sarif").out)["runs"]
    assert [item["ruleId"] for item in run["results"]] == [item["code"] for item in told]
    for result, finding in zip(run["results"], told, strict=True):
        assert finding["message"] in result["message"]["text"]
        assert finding["remedy"] in result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == finding["path"]
        assert place["region"]["startLine"] == finding["line"]
        assert place["region"]["endColumn"] == finding["end_col"]
        assert place["region"]["snippet"]["text"] == finding["source"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["unknown-key"]["help"]["text"]
    assert rules["unknown-key"]["fullDescription"]["text"]


def test_a_related_place_comes_with_its_line(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.write("content/tides/en.yaml", TEXTS["en"] + "title: Again\n")
    run = workspace.run("build", "--json")
    (other,) = run.finding("duplicate-key")["related"]
    assert (other["line"], other["source"]) == (2, "title: What the tide does to the port")
    shown = workspace.run("build").err.splitlines()
    first = next(number for number, line in enumerate(shown) if "first defined here" in line)
    assert shown[first + 1] == "    2 | title: What the tide does to the port"
    assert shown[first + 2] == "      | ^^^^^"
