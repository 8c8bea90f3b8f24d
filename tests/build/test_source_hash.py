"""A briefing's source key: it changes with whatever a page can depend on, and with nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from brief.build.source_hash import SourceHasher
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.workspace import Workspace


@pytest.fixture
def key(workspace: Workspace) -> Callable[[], str]:
    """Return how to ask for the key of the briefing `tides`."""
    workspace.briefing("tides", "en").write("brief.yaml", "brand: house\n")
    return lambda: SourceHasher(Project(workspace.root), "").hash_briefing("tides")


@pytest.mark.parametrize(
    "path",
    [
        "content/tides/en.yaml",
        "content/tides/it.yaml",
        "content/tides/photos/harbour.jpg",
        "brief.yaml",
        "styles/brands/own/brand.yaml",
        "styles/brands/own/fonts/Own.otf",
        "layouts/own/page.html",
    ],
)
def test_every_source_counts(workspace: Workspace, key: Callable[[], str], path: str) -> None:
    before = key()
    file = workspace.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("a") as stream:
        stream.write("\n")
    after = key()
    assert after != before
    file.rename(file.with_name("another.yaml"))
    assert key() not in {before, after}


def test_times_do_not_count(workspace: Workspace, key: Callable[[], str]) -> None:
    before = key()
    for file in workspace.root.rglob("*"):
        os.utime(file, (1, 1))
    assert key() == before


def test_another_briefing_and_what_was_built_do_not_count(
    workspace: Workspace, key: Callable[[], str]
) -> None:
    before = key()
    workspace.briefing("moons", "en").write("dist/tides.en.pdf", "%PDF")
    assert key() == before


def test_templates_of_mails_do_not_count(workspace: Workspace, key: Callable[[], str]) -> None:
    before = key()
    workspace.write("layouts/mail/mail.css", "p { margin: 0 }\n")
    assert key() == before
    workspace.write("layouts/own/mail/page.css", "p { margin: 0 }\n")
    assert key() != before


def test_the_way_of_building_counts(
    workspace: Workspace, key: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = key()
    assert SourceHasher(Project(workspace.root), "--lang it").hash_briefing("tides") != before
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert key() != before


def test_a_name_and_a_content_are_not_mixed_up(
    workspace: Workspace, key: Callable[[], str]
) -> None:
    workspace.write("content/tides/a", "b")
    workspace.write("content/tides/c", "")
    one = key()
    (workspace.root / "content/tides/a").unlink()
    workspace.write("content/tides/ab", "")
    assert key() != one


def test_odd_files_neither_stop_nor_deceive(
    workspace: Workspace, key: Callable[[], str], tmp_path: Path
) -> None:
    folder = workspace.root / "content/tides"
    before = key()
    os.mkfifo(folder / "pipe")
    (folder / "nowhere").symlink_to(tmp_path / "nowhere")
    (folder / "self").symlink_to(folder)
    (folder / os.fsdecode(b"\xff.yaml")).write_bytes(b"\xff")
    odd = key()
    assert odd != before
    outside = tmp_path / "outside.svg"
    outside.write_text("<svg/>")
    (folder / "linked.svg").symlink_to(outside)
    linked = key()
    outside.write_text("<svg />")
    assert len({odd, linked, key()}) == 3
