"""The gallery: its briefings are sound, and its pictures are of the pages that they make."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import yaml

from brief import find_project, read
from brief.design.presentation import Overrides
from brief.editorial.briefing import read_settings
from brief.prepress.early_checks import find_early_problems

if TYPE_CHECKING:
    from pathlib import Path

SLUGS = (
    "chestnuts",
    "coast-path",
    "island-ferry",
    "larch-roofs",
    "night-buses",
    "rail-trail",
    "rain-basins",
    "sewage-heat",
    "tool-library",
    "village-ponds",
    "water-channels",
    "wooden-school",
)
PICTURE = re.compile(r"\]\((gallery/pages/[\w-]+\.png)\)")
ROW = re.compile(r"^\| \[([\w-]+)\]\(gallery/content/([\w-]+)/\) \| (.+) \|$", re.MULTILINE)
MOST_BYTES = 60_000


@pytest.fixture
def gallery(checkout: Path) -> Path:
    return checkout / "docs" / "gallery"


@pytest.mark.parametrize("slug", SLUGS)
def test_a_briefing_of_the_gallery_has_no_findings(gallery: Path, slug: str) -> None:
    project = find_project(gallery)
    assert project.root == gallery
    assert read(project, slug).findings == ()
    assert find_early_problems(project, read_settings(project), slug, Overrides()) == []


def test_the_page_of_the_gallery_shows_each_briefing(checkout: Path, gallery: Path) -> None:
    text = (checkout / "docs" / "gallery.md").read_text("utf-8")
    assert sorted(path.name for path in (gallery / "content").iterdir()) == [*SLUGS]
    shown = {gallery.parent / name for name in PICTURE.findall(text)}
    assert shown == {*(gallery / "pages").iterdir()}
    assert {path.stem for path in shown} == {*SLUGS}
    assert max(path.stat().st_size for path in shown) <= MOST_BYTES
    digests = (gallery / "pages.sha256").read_text("utf-8").splitlines()[1:]
    assert [line.split()[1].split(".")[0] for line in digests] == [*SLUGS]


def test_the_table_of_the_gallery_says_how_each_page_is_made(checkout: Path, gallery: Path) -> None:
    """Languages, layout, brand and paper are in the table as they are in the files."""
    defaults = yaml.safe_load((gallery / "brief.yaml").read_text("utf-8"))
    rows = ROW.findall((checkout / "docs" / "gallery.md").read_text("utf-8"))
    assert sorted(name for name, _, _ in rows) == [*SLUGS]
    for name, folder, cells in rows:
        assert name == folder
        files = {path.stem for path in (gallery / "content" / name).glob("*.yaml")}
        tags = sorted(files - {"briefing"})
        facts = (gallery / "content" / name / "briefing.yaml").read_text("utf-8")
        settings = {**defaults, **yaml.safe_load(facts)}
        layout = settings["layout"] if len(tags) == 1 or "layout:" in facts else "parallel"
        made = [f"`{'+'.join(tags)}`", layout, settings["brand"], settings["paper"]]
        assert [cell.strip() for cell in cells.split("|")][:4] == made, name


@pytest.mark.slow
def test_the_pages_of_the_gallery_are_the_recorded_ones(checkout: Path, tmp_path: Path) -> None:
    """All are built without a finding; on a machine with the same Pango and fonts, byte by byte."""
    script = checkout / "scripts" / "gallery"
    command: list[str | Path] = [sys.executable, script, "--check", "--out", tmp_path]
    run = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert (run.stderr, run.returncode) == ("", 0), run.stdout
    assert len(list(tmp_path.glob("*.pdf"))) == len(SLUGS)
