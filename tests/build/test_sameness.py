"""Same input, same bytes: wherever, whenever and in whatever company an edition is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.pdf_structure import plain_bytes
from tests.workspace import TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace


def bytes_of(workspace: Workspace, *tags: str) -> dict[str, bytes]:
    """Return the PDFs of the small briefing, by language."""
    return {tag: workspace.pdf(tag).read_bytes() for tag in tags or TEXTS}


def test_another_folder_gives_the_same_bytes(tides: Workspace, workspace: Workspace) -> None:
    workspace.briefing()
    assert workspace.run("build").code == 0
    assert bytes_of(workspace) == bytes_of(tides)


@pytest.mark.parametrize("tag", sorted(TEXTS))
def test_a_language_alone_gives_the_same_bytes_as_all_together(
    tides: Workspace, workspace: Workspace, tag: str
) -> None:
    workspace.briefing()
    assert workspace.run("build", "--lang", tag).code == 0
    assert bytes_of(workspace, tag) == bytes_of(tides, tag)


def test_a_second_build_gives_the_same_bytes(workspace: Workspace) -> None:
    workspace.briefing("tides", "de")
    assert workspace.run("build").code == 0
    first = bytes_of(workspace, "de")
    workspace.pdf("de").unlink()
    assert workspace.run("build").code == 0
    assert bytes_of(workspace, "de") == first


def test_another_process_clock_and_place_give_the_same_bytes(
    tides: Workspace, workspace: Workspace, checkout: Path
) -> None:
    workspace.briefing()
    environment = {
        **os.environ,
        "PYTHONPATH": str(checkout),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        "HOME": str(workspace.root),
    }
    environment.pop("XDG_CACHE_HOME")
    subprocess.run(
        [sys.executable, "-W", "error", "-m", "brief", "build", "--quiet"],
        cwd=workspace.root / "content",
        env=environment,
        check=True,
    )
    assert bytes_of(workspace) == bytes_of(tides)


def test_no_path_of_the_machine_is_in_a_pdf(tides: Workspace, checkout: Path) -> None:
    content = plain_bytes(tides.pdf("de"))
    assert b"Harbour Review" in content or b"structure" in content.lower()
    for place in (tides.root, checkout, checkout.parent):
        assert os.fsencode(place) not in content
    for word in (b"/tmp", b"/home", b"/root", b"/usr", b"file:", b"brief:///"):
        assert word not in content


@pytest.mark.slow
def test_every_profile_gives_the_same_bytes_elsewhere(
    workspace: Workspace, checkout: Path, tmp_path: Path
) -> None:
    workspace.briefing("tides", "de")
    profiles = [f"--profile={name}" for name in ("screen", "office", "press")]
    assert workspace.run("build", *profiles).code == 0
    elsewhere = tmp_path / "else where"
    shutil.copytree(workspace.root, elsewhere, ignore=shutil.ignore_patterns("dist"))
    environment = {
        **os.environ,
        "PYTHONPATH": str(checkout),
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Kathmandu",
    }
    command = [sys.executable, "-m", "brief", "build", *profiles]
    subprocess.run(command, cwd=elsewhere, env=environment, check=True, capture_output=True)
    names = ["tides.de.pdf", "tides.de.office.pdf", "tides.de.press.pdf"]
    for name in names:
        assert (elsewhere / "dist" / name).read_bytes() == (
            workspace.root / "dist" / name
        ).read_bytes()
