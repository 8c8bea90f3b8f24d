"""The command line: exit codes, what goes where, and help for those who mistype."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from brief import __version__
from brief.findings import error
from tests.workspace import TEXTS, run_brief

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

FINDING_KEYS = set(error("a", "b").as_json())


def test_the_version_is_told(tmp_path: Path) -> None:
    run = run_brief("--version", cwd=tmp_path)
    assert (run.code, run.out.strip(), run.err) == (0, f"brief {__version__}", "")


@pytest.mark.parametrize("arguments", [[], ["--help"], ["-h"], ["build", "--help"], ["list", "-h"]])
def test_help_is_given(tmp_path: Path, arguments: list[str]) -> None:
    run = run_brief(*arguments, cwd=tmp_path)
    assert "Usage: brief" in run.out + run.err
    assert run.code == (0 if arguments else 2)


def test_help_loads_no_heavy_library(checkout: Path) -> None:
    code = (
        "import sys; sys.argv = ['brief', '--help']\n"
        "from brief.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'weasyprint', 'pydantic', 'babel', 'jinja2', 'yaml', 'PIL', 'pikepdf', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr.strip() == "[]"


def test_python_m_brief_is_the_same_command(tmp_path: Path, checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "brief", "--version"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == f"brief {__version__}"


def test_an_empty_folder_explains_itself(tmp_path: Path) -> None:
    run = run_brief("build", cwd=tmp_path)
    assert run.code == 1
    assert "no project here" in run.err
    assert "content/<name>/briefing.yaml" in run.err
    assert not list(tmp_path.iterdir())


def test_a_project_without_briefings_explains_itself(workspace: Workspace) -> None:
    workspace.write("brief.yaml", "languages: [de]\n")
    run = workspace.run("build")
    assert run.code == 1
    assert "content/<name>/briefing.yaml" in run.err


def test_a_folder_that_is_gone_is_told_plainly(tmp_path: Path, checkout: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    done = subprocess.run(
        ["sh", "-c", f"rmdir '{gone}'; exec '{sys.executable}' -P -m brief build"],
        cwd=gone,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "the working directory was removed" in done.stderr
    assert "Traceback" not in done.stderr


def test_brief_works_from_any_folder_of_the_project(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    assert run_brief("build", cwd=workspace.root / "content" / "tides").code == 0
    assert workspace.pdf().is_file()


def test_a_briefing_can_be_named(workspace: Workspace) -> None:
    workspace.briefing("a", "en").briefing("b", "en")
    assert workspace.run("build", "b").code == 0
    assert not workspace.pdf(slug="a").exists()
    assert workspace.pdf(slug="b").is_file()


@pytest.mark.parametrize(
    ("typed", "said"), [("tide", "did you mean 'tides'?"), ("x", "tides"), ("", "tides")]
)
def test_an_unknown_briefing_is_wrong_usage(workspace: Workspace, typed: str, said: str) -> None:
    run = workspace.briefing("tides", "en").run("build", typed)
    assert run.code == 2
    assert said in run.err.replace("`", "'")
    assert not (workspace.root / "dist").exists()


@pytest.mark.parametrize("typed", ["content/tides", "content/tides/", "./content/tides"])
def test_a_briefing_can_be_named_by_its_folder(workspace: Workspace, typed: str) -> None:
    """Shells complete names of folders."""
    assert workspace.briefing("tides", "en").run("build", typed).code == 0
    assert workspace.pdf().is_file()


@pytest.mark.parametrize(
    "arguments", [["--paper", "a6"], ["--no-such-option"], ["--lang", "klingon"], ["--lang", ""]]
)
def test_wrong_usage_is_exit_code_2(workspace: Workspace, arguments: list[str]) -> None:
    run = workspace.briefing("tides", "en").run("build", *arguments)
    assert run.code == 2
    assert arguments[0] in run.err
    assert "Traceback" not in run.err
    assert not (workspace.root / "dist").exists()


def test_an_unknown_command_is_exit_code_2(tmp_path: Path) -> None:
    assert run_brief("bild", cwd=tmp_path).code == 2


@pytest.mark.parametrize(
    "arguments", [["--lang", "de", "-l", "it"], ["--lang", "de,it"], ["--lang", "DE,it,de"]]
)
def test_languages_can_be_named(workspace: Workspace, arguments: list[str]) -> None:
    assert workspace.briefing().run("build", *arguments).code == 0
    assert {tag for tag in TEXTS if workspace.pdf(tag).exists()} == {"de", "it"}


def test_a_language_that_one_briefing_lacks_is_a_note(workspace: Workspace) -> None:
    run = workspace.briefing("a", "en").briefing("b", "de").run("build", "--lang", "de", "--json")
    assert run.code == 0
    finding = run.finding("no-such-edition")
    assert finding["severity"] == "note"
    assert "a" in finding["message"]
    assert workspace.pdf("de", "b").is_file()


def test_a_language_that_the_named_briefing_lacks_is_an_error(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    run = workspace.run("build", "tides", "--lang", "fr", "--json")
    assert run.code == 1
    finding = run.finding("no-such-edition")
    assert finding["severity"] == "error"
    assert "content/tides/fr.yaml" in finding["remedy"]


def test_warnings_are_told_for_a_language_alone_too(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", "de")
    workspace.change("content/tides/briefing.yaml", "value: 3.9", "value: 3.900")
    whole = workspace.run("build", "--json").json["findings"]
    alone = workspace.run("build", "--json", "--lang", "en").json["findings"]
    assert whole, "the reader has a doubt about 3.900"
    assert alone == whole


def test_json_is_alone_on_standard_output(tides: Workspace) -> None:
    run = tides.run("build", "--json", "--fresh")
    assert run.out.count("\n") == 1
    assert run.out.isascii()
    report = json.loads(run.out)
    assert set(report) == {"ok", "editions", "findings"}
    assert report["ok"] is True
    assert [edition["path"] for edition in report["editions"]] == [
        *("dist/tides.de.pdf", "dist/tides.en.pdf", "dist/tides.it.pdf"),
    ]
    for edition in report["editions"]:
        assert edition["bytes"] == (tides.root / edition["path"]).stat().st_size
        assert edition["pages"] == 1
        assert edition["seconds"] > 0
        assert edition["stale"] is None
    assert "dist/tides.de.pdf" in run.err


def test_without_json_nothing_is_on_standard_output(tides: Workspace) -> None:
    assert tides.run("build").out == ""


def test_json_findings_are_flat_and_complete(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change("content/tides/en.yaml", "title:", "titel:")
    report = workspace.run("build", "--json").json
    assert report["ok"] is False
    assert report["findings"]
    for finding in report["findings"]:
        assert set(finding) == FINDING_KEYS
    unknown = next(item for item in report["findings"] if item["code"] == "unknown-key")
    assert (unknown["path"], unknown["line"], unknown["col"]) == ("content/tides/en.yaml", 2, 1)


@pytest.mark.parametrize(
    ("settings", "arguments", "code"),
    [
        ("brand: [", [], 1),
        ("", ["--brand", "nowhere"], 2),
        ("", ["--lang", "klingon"], 2),
        ("", ["nowhere"], 2),
    ],
)
def test_json_is_written_when_the_whole_command_stops(
    workspace: Workspace, settings: str, arguments: list[str], code: int
) -> None:
    workspace.briefing("tides", "en")
    if settings:
        workspace.write("brief.yaml", settings)
    run = workspace.run("build", "--json", *arguments)
    assert run.code == code
    assert run.json["ok"] is False
    assert run.json["editions"] == []
    assert run.json["findings"][0]["message"]
    assert run.err


def test_quiet_says_nothing_when_all_is_well(tides: Workspace) -> None:
    run = tides.run("build", "--quiet")
    assert (run.code, run.out, run.err) == (0, "", "")


def test_quiet_still_tells_problems(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").change("content/tides/en.yaml", "title:", "titel:")
    run = workspace.run("build", "-q")
    assert run.code == 1
    assert "content/tides/en.yaml:2:1" in run.err


def test_list_shows_briefings_languages_and_what_is_missing(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "it").briefing("locks", "en", facts="languages: [en, de]\n")
    workspace.write("brief.yaml", "languages: [de, it, en]\n")
    run = workspace.run("list")
    assert (run.code, run.err) == (0, "")
    assert run.out.splitlines() == [
        "locks  en (missing: de)     2025-03-04  final  not built",
        "tides  de it (missing: en)  2025-03-04  final  not built",
    ]
    rows = workspace.run("list", "--json").json["briefings"]
    row = {"slug": "tides", "languages": ["de", "it"], "missing": ["en"]}
    assert {key: rows[1][key] for key in row} == row


def test_list_does_not_mind_a_broken_briefing(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").write("content/tides/briefing.yaml", b"\xff: [")
    assert workspace.run("list").out.split()[:2] == ["tides", "de"]


def test_list_of_nothing_says_so(workspace: Workspace) -> None:
    workspace.write("brief.yaml", "languages: [de]\n")
    run = workspace.run("list")
    assert run.code == 0
    assert "no briefings" in run.err


def test_a_folder_name_plays_no_tricks(workspace: Workspace) -> None:
    name = "ti\x1b[31mdes\udcff"
    folder = workspace.root / "content" / name
    try:
        folder.mkdir(parents=True)
    except (OSError, UnicodeError):
        pytest.skip("this file system refuses such a name")
    (folder / "en.yaml").write_text(TEXTS["en"], "utf-8")
    workspace.briefing("good", "en")
    for arguments in (["list"], ["list", "--json"], ["build"], ["build", "--json"], ["build", "x"]):
        run = workspace.run(*arguments)
        assert "\x1b" not in run.out + run.err
        (run.out + run.err).encode("utf-8")
    assert workspace.pdf(slug="good").is_file()


def test_a_closed_pipe_is_no_traceback(workspace: Workspace, checkout: Path) -> None:
    workspace.briefing("tides", "en")
    done = subprocess.run(
        ["sh", "-c", f"'{sys.executable}' -m brief list --json | true"],
        cwd=workspace.root,
        env={**os.environ, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert "Exception" not in done.stderr
