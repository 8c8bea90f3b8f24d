"""`brief new`: files that say what belongs where, and that no page can be made of as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.editorial.fields.reader import try_read_model
from brief.editorial.models.content import BriefingFacts, Edition
from brief.project import Project
from tests.workspace import FACTS, TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


def told_as_left(workspace: Workspace, path: str, model: type) -> list[str]:
    """Return the codes of the reader's findings about a file."""
    project = Project(workspace.root)
    return [item.code for item in try_read_model(workspace.root / path, project, model).findings]


@pytest.fixture
def empty(workspace: Workspace) -> Workspace:
    workspace.write("brief.yaml", "languages: [de, it]\n")
    return workspace


def test_a_briefing_begins_in_the_languages_of_the_project(empty: Workspace) -> None:
    run = empty.run("new", "river-tolls")
    assert run.code == 0, run.err
    folder = empty.root / "content" / "river-tolls"
    assert sorted(path.name for path in folder.iterdir()) == ["briefing.yaml", "de.yaml", "it.yaml"]
    assert "brief build river-tolls" in run.err


def test_every_place_that_is_not_written_yet_is_told_and_nothing_else(empty: Workspace) -> None:
    empty.run("new", "river-tolls", "--lang", "de")
    path = "content/river-tolls"
    assert told_as_left(empty, f"{path}/briefing.yaml", BriefingFacts) == ["placeholder-left"]
    assert told_as_left(empty, f"{path}/de.yaml", Edition) == ["placeholder-left"] * 5


def test_what_is_not_written_cannot_be_built(empty: Workspace) -> None:
    empty.run("new", "river-tolls")
    run = empty.run("build", "--json")
    assert run.code == 1
    assert run.codes() == {"placeholder-left"}
    assert not list(empty.root.glob("dist/*.pdf"))


def test_a_written_draft_still_has_its_watermark(empty: Workspace) -> None:
    empty.run("new", "river-tolls")
    facts = (empty.root / "content/river-tolls/briefing.yaml").read_text()
    assert "\nstatus: draft\n" in facts


def test_the_comments_show_keys_that_can_be_used_as_they_stand(empty: Workspace) -> None:
    """Taking the `# ` away from an example of key figures gives valid content."""
    empty.run("new", "river-tolls", "--lang", "de")
    for name in ("briefing", "de"):
        path = empty.root / f"content/river-tolls/{name}.yaml"
        lines = path.read_text().splitlines()
        start = lines.index("# key_figures:")
        text = "\n".join([*lines[:start], *(line[2:] for line in lines[start:])])
        path.write_text(text.replace("<", "").replace(">\n", "\n").replace("from>", "from"))
    assert empty.run("build", "river-tolls").code == 0


def test_a_briefing_in_fewer_languages_than_the_project_says_so(empty: Workspace) -> None:
    empty.run("new", "river-tolls", "--lang", "de")
    assert "\nlanguages: [de]\n" in (empty.root / "content/river-tolls/briefing.yaml").read_text()
    assert empty.run("build", "--json").codes() == {"placeholder-left"}


def test_a_title_becomes_a_folder_name(empty: Workspace) -> None:
    assert empty.run("new", "Zölle am Fluss").code == 0
    assert (empty.root / "content/zoelle-am-fluss/de.yaml").is_file()


@pytest.mark.parametrize("typed", ["content/river-tolls/", "./content/river-tolls"])
def test_the_folder_may_be_named(empty: Workspace, typed: str) -> None:
    assert empty.run("new", typed).code == 0
    assert (empty.root / "content/river-tolls/de.yaml").is_file()


def test_a_name_of_which_nothing_is_left_is_wrong_usage(empty: Workspace) -> None:
    run = empty.run("new", "川", "--json")
    assert run.code == 2
    assert run.codes() == {"bad-slug"}


def test_without_any_language_one_must_be_named(workspace: Workspace) -> None:
    workspace.write("brief.yaml", "paper: a4\n")
    run = workspace.run("new", "river-tolls")
    assert run.code == 2
    assert "--lang de --lang it" in run.err
    assert workspace.run("new", "river-tolls", "--lang", "sv").code == 0


@pytest.mark.parametrize("typed", ["eo", "de+it", "xx"])
def test_a_language_in_which_no_page_can_be_set_is_wrong_usage(
    empty: Workspace, typed: str
) -> None:
    assert empty.run("new", "river-tolls", "--lang", typed).code == 2
    assert not (empty.root / "content").exists()


def test_what_is_there_is_not_overwritten(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en")
    run = workspace.run("new", "tides", "--lang", "it", "--lang", "de", "--json")
    assert run.code == 2
    assert "content/tides/de.yaml" in run.finding("in-the-way")["message"]
    assert not (workspace.root / "content/tides/it.yaml").exists()
    assert (workspace.root / "content/tides/de.yaml").read_text() == TEXTS["de"]


def test_a_file_nearly_named_after_the_language_is_in_the_way(workspace: Workspace) -> None:
    workspace.briefing("tides", "en").write("content/tides/IT.yaml", TEXTS["it"])
    assert workspace.run("new", "tides", "--lang", "it").code == 2


def test_a_further_language_has_the_same_parts_with_the_texts_to_translate(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "de", "en")
    run = workspace.run("new", "tides", "--lang", "it")
    assert run.code == 0, run.err
    text = (workspace.root / "content/tides/it.yaml").read_text()
    assert "# de: Was die Tide mit dem Hafen macht\ntitle: >-\n  <the title>\n" in text
    assert "  # de: mittlerer Tidenhub\n  range: <the label of 3.9 meter>\n" in text
    built = workspace.run("build", "tides", "--json")
    assert built.codes() == {"placeholder-left"}
    # kicker, title, standfirst, summary, two points, two labels
    assert len(built.json["findings"]) == 8


def test_a_further_language_keeps_the_ids_of_points_and_describes_images(
    workspace: Workspace,
) -> None:
    workspace.write(
        "content/tides/briefing.yaml",
        FACTS.partition("key_figures")[0] + "images:\n  - {id: quay, file: quay.png}\n",
    )
    workspace.write(
        "content/tides/en.yaml",
        "title: x\nsummary: y\npoints:\n  - {id: depth, text: 'a: b'}\n"
        "images: {quay: {alt: The quay, credit: Port Authority}}\n",
    )
    assert workspace.run("new", "tides", "--lang", "fr").code == 0
    file = workspace.root / "content/tides/fr.yaml"
    file.write_text(file.read_text().replace("<", "").replace(">\n", "\n"))
    attempt = try_read_model(file, Project(workspace.root), Edition)
    assert attempt.findings == ()
    assert attempt.model is not None
    assert [point.id for point in attempt.model.points] == ["depth"]
    assert attempt.model.images["quay"].credit == "the credit"


def test_a_language_can_be_added_before_any_other_is_written(workspace: Workspace) -> None:
    workspace.write("content/tides/briefing.yaml", FACTS)
    assert workspace.run("new", "tides", "--lang", "de").code == 0
    text = (workspace.root / "content/tides/de.yaml").read_text()
    assert "range: <the label of 3.9 meter>" in text
    assert workspace.run("build", "tides", "--json").codes() == {"placeholder-left"}


def test_facts_that_cannot_be_read_are_told_first(workspace: Workspace) -> None:
    workspace.write("content/tides/briefing.yaml", "date: never\n")
    run = workspace.run("new", "tides", "--lang", "de", "--json")
    assert run.code == 1
    assert {"bad-date", "missing-key"} <= run.codes()
    assert not (workspace.root / "content/tides/de.yaml").exists()


def test_outside_of_a_project_the_way_to_one_is_told(tmp_path: Path) -> None:
    from tests.workspace import run_brief

    run = run_brief("new", "tides", cwd=tmp_path)
    assert run.code == 1
    assert "brief init" in run.err
