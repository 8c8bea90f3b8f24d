"""`brief init`: a project that builds at once, in a folder that was empty."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from brief.design.brand.brand import load_brand
from brief.editorial.briefing import read_briefing, read_settings
from brief.project import Project
from brief.scaffold.project import example_languages
from tests.workspace import run_brief

if TYPE_CHECKING:
    from pathlib import Path


def files(root: Path) -> set[str]:
    return {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()}


def test_a_new_project_has_what_it_needs_and_no_more(tmp_path: Path) -> None:
    run = run_brief("init", "harbour-notes", cwd=tmp_path)
    assert run.code == 0, run.err
    assert run.out == ""
    assert files(tmp_path / "harbour-notes") == {
        ".gitignore",
        "README.md",
        "brief.yaml",
        "content/gotthard-base-tunnel/briefing.yaml",
        "content/gotthard-base-tunnel/de.yaml",
        "content/gotthard-base-tunnel/it.yaml",
        "schemas/brand.schema.json",
        "schemas/brief.schema.json",
        "schemas/briefing.schema.json",
        "schemas/edition.schema.json",
        "styles/brands/harbour-notes/brand.css",
        "styles/brands/harbour-notes/brand.yaml",
    }
    root = tmp_path / "harbour-notes"
    assert len((root / "README.md").read_text().splitlines()) == 10
    assert "cd harbour-notes && brief build" in run.err
    for path in root.rglob("*.yaml"):
        first = path.read_text().splitlines()[0]
        line, _, schema = first.partition("$schema=")
        assert line == "# yaml-language-server: "
        assert (path.parent / schema).resolve().is_file()


def test_what_init_says_next_makes_two_pages_without_a_finding(tmp_path: Path) -> None:
    assert run_brief("init", "notes", cwd=tmp_path).code == 0
    run = run_brief("build", "--json", cwd=tmp_path / "notes")
    assert run.code == 0, run.err
    assert [edition["language"] for edition in run.json["editions"]] == ["de", "it"]
    assert run.json["findings"] == []
    assert [edition["pages"] for edition in run.json["editions"]] == [1, 1]


@pytest.mark.slow
def test_all_that_init_and_new_say_leads_to_an_own_page(tmp_path: Path) -> None:
    """Init, build, check, new, build, replace the placeholders, build."""
    root = tmp_path / "notes"
    assert run_brief("init", "notes", "-l", "en", "-l", "fr", cwd=tmp_path).code == 0
    assert run_brief("check", "--strict", cwd=root).code == 0
    assert run_brief("new", "river-tolls", cwd=root).code == 0
    run = run_brief("build", "river-tolls", "--json", cwd=root)
    assert run.code == 1
    assert run.codes() == {"placeholder-left"}
    for finding in run.json["findings"]:
        path = root / finding["path"]
        asked = finding["message"].split("`")[1]
        path.write_text(path.read_text().replace(asked, f"Words for {path.stem}, {asked[1:5]}"))
    facts = root / "content/river-tolls/briefing.yaml"
    facts.write_text(facts.read_text().replace("status: draft\n", ""))
    run = run_brief("build", "river-tolls", "--json", cwd=root)
    assert run.code == 0, run.err
    assert [edition["pages"] for edition in run.json["editions"]] == [1, 1]


@pytest.mark.parametrize("tag", example_languages())
def test_the_example_is_the_same_in_all_its_languages(tmp_path: Path, tag: str) -> None:
    assert run_brief("init", "x", "-l", "de", "-l", tag, cwd=tmp_path).code == 0
    project = Project(tmp_path / "x")
    briefing = read_briefing(project, read_settings(project), "gotthard-base-tunnel")
    assert briefing.findings == ()
    assert set(briefing.editions) == {"de", tag}


def test_the_publisher_is_on_the_page_as_it_was_typed(tmp_path: Path) -> None:
    name = 'Port & Rail: "Notes" #1 — № 2'
    assert run_brief("init", "x", "--publisher", f" {name}\n", cwd=tmp_path).code == 0
    (folder,) = (tmp_path / "x/styles/brands").iterdir()
    brand = load_brand(Project(tmp_path / "x"), folder.name).data
    assert brand.publisher == name
    assert brand.rights == f"© {{year}} {name}"


def test_a_name_without_latin_letters_gets_a_brand_all_the_same(tmp_path: Path) -> None:
    assert run_brief("init", "x", "--publisher", "港湾", "-l", "en", cwd=tmp_path).code == 0
    assert "publisher: 港湾" in (tmp_path / "x/styles/brands/own/brand.yaml").read_text()


def test_a_language_without_the_example_gets_a_briefing_to_write(tmp_path: Path) -> None:
    run = run_brief("init", "x", "-l", "pt-BR", "-l", "de", cwd=tmp_path)
    assert run.code == 0
    assert "the example exists only in de, en, fr, it" in run.err
    assert "languages: [pt-BR, de]" in (tmp_path / "x/brief.yaml").read_text()
    built = run_brief("build", "--json", cwd=tmp_path / "x")
    assert built.codes() == {"placeholder-left"}
    assert {finding["path"] for finding in built.json["findings"]} == {
        f"content/first-briefing/{name}.yaml" for name in ("briefing", "de", "pt-BR")
    }


def test_an_empty_folder_and_one_under_version_control_will_do(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    run = run_brief("init", ".", cwd=tmp_path)
    assert run.code == 0
    assert "make the PDFs:  brief build" in run.err


@pytest.mark.parametrize("name", ["brief.yaml", "notes.txt", ".gitignore"])
def test_nothing_is_overwritten_and_what_is_in_the_way_is_named(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("mine")
    run = run_brief("init", ".", "--json", cwd=tmp_path)
    assert run.code == 2
    assert name in run.finding("in-the-way")["message"]
    assert files(tmp_path) == {name}
    assert (tmp_path / name).read_text() == "mine"


def test_a_file_in_the_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("mine")
    run = run_brief("init", "x", cwd=tmp_path)
    assert run.code == 2
    assert "is a file" in run.err


def test_a_folder_that_cannot_be_written_is_left_as_it_was(tmp_path: Path) -> None:
    long = "x" * 200
    deep = tmp_path / "here"
    deep.mkdir()
    (deep / "styles").symlink_to(deep / "nowhere" / long)
    run = run_brief("init", "here", cwd=tmp_path)
    assert run.code == 2
    assert [path.name for path in deep.iterdir()] == ["styles"]


@pytest.mark.parametrize("typed", ["klingon", "de+it", ""])
def test_a_language_that_is_none_is_wrong_usage(tmp_path: Path, typed: str) -> None:
    run = run_brief("init", "x", "--lang", typed, cwd=tmp_path)
    assert run.code == 2
    assert not (tmp_path / "x").exists()


def test_a_machine_is_told_what_was_written(tmp_path: Path) -> None:
    run = run_brief("init", "x", "--json", "-q", cwd=tmp_path)
    told = json.loads(run.out)
    assert set(told["files"]) == files(tmp_path / "x")
    assert (told["ok"], told["briefing"]) == (True, "gotthard-base-tunnel")
    assert run.err == ""


def test_a_house_that_chose_english_hears_of_british_dates(tmp_path: Path) -> None:
    assert "--lang en-GB" in run_brief("init", "harbour", "--lang", "en", cwd=tmp_path).err
    assert "en-GB" not in run_brief("init", "port", "--lang", "de", cwd=tmp_path).err
