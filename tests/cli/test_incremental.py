"""Incremental builds: only changed briefings are made, and the findings stay the same."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace

STORES = ("skeletons", "hyphenation", "fonts", "pictures")


@pytest.fixture
def project(workspace: Workspace) -> Workspace:
    """Return a project with two briefings, in a language each, that was built once."""
    workspace.briefing("tides", "en").briefing("moons", "en")
    assert build(workspace)["ok"]
    return workspace


def build(workspace: Workspace, *arguments: str, code: int = 0) -> dict[str, Any]:
    run = workspace.run("build", "--json", *arguments)
    assert run.code == code, run.err
    report: dict[str, Any] = run.json
    return report


def unchanged(report: dict[str, Any]) -> dict[str, bool]:
    return {edition["slug"]: edition["unchanged"] for edition in report["editions"]}


def states(workspace: Workspace) -> dict[str, tuple[int, int]]:
    return {
        file.name: (file.stat().st_ino, file.stat().st_mtime_ns)
        for file in (workspace.root / "dist").iterdir()
    }


def test_nothing_is_written_when_nothing_has_changed(project: Workspace) -> None:
    before = states(project)
    report = build(project)
    assert unchanged(report) == {"tides": True, "moons": True}
    assert states(project) == before


def test_one_changed_briefing_is_made_alone(project: Workspace) -> None:
    before = states(project)
    project.change("content/tides/en.yaml", "What the tide does", "What tides do")
    assert unchanged(build(project)) == {"tides": False, "moons": True}
    after = states(project)
    assert after["moons.en.pdf"] == before["moons.en.pdf"]
    assert after["tides.en.pdf"] != before["tides.en.pdf"]


def test_the_brand_counts_for_every_briefing(project: Workspace) -> None:
    project.write("brief.yaml", "brand: plain\n")
    assert unchanged(build(project)) == {"tides": False, "moons": False}


def test_a_pdf_that_was_deleted_or_overwritten_is_made_again(project: Workspace) -> None:
    dist = project.root / "dist"
    whole = (dist / "tides.en.pdf").read_bytes()
    (dist / "tides.en.pdf").unlink()
    (dist / "moons.en.pdf").write_bytes(b"%PDF by hand")
    assert unchanged(build(project)) == {"tides": False, "moons": False}
    assert (dist / "tides.en.pdf").read_bytes() == whole


def test_another_way_of_building_has_its_own_account(project: Workspace) -> None:
    assert unchanged(build(project, "--lang", "en")) == {"tides": False, "moons": False}
    assert unchanged(build(project)) == {"tides": True, "moons": True}
    build(project, "--brand", "plain")  # into files of their own
    assert unchanged(build(project)) == {"tides": True, "moons": True}
    assert unchanged(build(project, "--brand", "plain")) == {"tides": True, "moons": True}


def test_fresh_makes_everything_anew(project: Workspace) -> None:
    before = states(project)
    assert unchanged(build(project, "--fresh")) == {"tides": False, "moons": False}
    assert states(project)["tides.en.pdf"] != before["tides.en.pdf"]


def test_what_failed_is_tried_again_and_told_again(project: Workspace) -> None:
    project.change("content/tides/en.yaml", "title:", "titel:")
    first = build(project, code=1)
    second = build(project, code=1)
    assert second["findings"] == first["findings"] != []
    assert unchanged(second) == {"tides": False, "moons": True}
    project.change("content/tides/en.yaml", "titel:", "title:")
    assert unchanged(build(project))["moons"]


def test_warnings_are_told_again_for_what_has_not_changed(workspace: Workspace) -> None:
    workspace.briefing("tides", "en")
    workspace.change("content/tides/briefing.yaml", "value: 3.9", "value: 3.900")
    first = build(workspace)
    assert [finding["code"] for finding in first["findings"]] == ["doubtful-number"]
    second = build(workspace)
    assert unchanged(second) == {"tides": True}
    assert second["findings"] == first["findings"]
    assert workspace.run("build", "--strict").code == 1


def test_pages_printed_before_are_taken_from_the_cache(project: Workspace) -> None:
    page = (project.root / "dist/tides.en.pdf").read_bytes()
    project.change("content/tides/en.yaml", "What the tide does", "What tides do")
    build(project)
    project.change("content/tides/en.yaml", "What tides do", "What the tide does")
    report = build(project)
    assert {edition["slug"]: edition["seconds"] for edition in report["editions"]}["tides"] == 0
    assert (project.root / "dist/tides.en.pdf").read_bytes() == page


def test_a_damaged_cache_is_told_of_and_made_anew(project: Workspace) -> None:
    page = (project.root / "dist/tides.en.pdf").read_bytes()
    kept = list(Path(os.environ["XDG_CACHE_HOME"]).rglob("*.pages"))
    assert len(kept) == 2
    for file in kept:
        file.write_bytes(file.read_bytes()[:-1])
    (project.root / "dist/tides.en.pdf").unlink()
    report = build(project)
    assert [finding["code"] for finding in report["findings"]] == ["cache-damaged"]
    assert (project.root / "dist/tides.en.pdf").read_bytes() == page


def test_the_terminal_says_how_many_are_unchanged(project: Workspace) -> None:
    run = project.run("build")
    assert (run.code, run.err) == (0, "2 editions unchanged\n")


def test_the_cache_is_shown_pruned_and_cleared(project: Workspace) -> None:
    usage = project.run("cache", "--json").json
    assert (usage["ok"], usage["entries"]) == (True, 2)
    assert 10_000 < usage["bytes"] < usage["bound"]
    assert "2 groups of printed pages" in project.run("cache").err
    models = usage["skeletons"]
    assert models["entries"] == len(list(Path(models["folder"]).glob("??/*"))) > 0
    assert min(usage["hyphenation"]["entries"], usage["fonts"]["entries"]) > 0
    assert f"{models['entries']} model page" in project.run("cache").err

    total = usage["bytes"] + sum(usage[name]["bytes"] for name in STORES)
    assert project.run("cache", "--prune", "--to", "0", "--json").json["freed"] == total
    build(project, "--fresh")
    assert "freed" in project.run("cache", "--clear").err
    usage = project.run("cache", "--json").json
    assert usage["entries"] == usage["bytes"] == 0
    assert {usage[name][unit] for name in STORES for unit in ("entries", "bytes")} == {0}
    assert unchanged(build(project)) == {"tides": True, "moons": True}
