"""Builds that are killed, and builds at the same time: nothing half done, nothing done twice."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.workspace import Workspace

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("interrupted")]

SLUGS = tuple(f"tides-{number}" for number in range(8))
KILLS = 20
PATIENCE = 240


class Builder:
    """Runs `brief build` as processes of their own, with a cache of their own."""

    def __init__(self, workspace: Workspace, checkout: Path, cache: Path) -> None:
        for number, slug in enumerate(SLUGS):
            workspace.briefing(slug, "en")
            title = f"Part {number} – what the tide"
            workspace.change(f"content/{slug}/en.yaml", "What the tide", title)
        self.dist = workspace.root / "dist"
        self._root = workspace.root
        self._cache = cache
        self.environment = {**os.environ, "PYTHONPATH": str(checkout)}

    def start(self, *arguments: str, cache: str = "cache") -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-m", "brief", "build", "--json", "--jobs", "2", *arguments],
            cwd=self._root,
            env={**self.environment, "XDG_CACHE_HOME": os.fspath(self._cache / cache)},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def build(self, *arguments: str) -> dict[str, Any]:
        return self.end(self.start(*arguments))

    def end(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        """Wait for a build to end well, and return its report."""
        out, said = process.communicate(timeout=PATIENCE)
        assert process.returncode == 0, said
        report: dict[str, Any] = json.loads(out)
        assert len(report["editions"]) == len(SLUGS)
        return report

    def pdfs(self) -> dict[str, bytes]:
        return {file.name: file.read_bytes() for file in self.dist.glob("*.pdf")}


@pytest.fixture
def builder(workspace: Workspace, checkout: Path, tmp_path: Path) -> Builder:
    return Builder(workspace, checkout, tmp_path)


@pytest.fixture
def short_folder() -> Iterator[Path]:
    """Return an empty folder with a path that sockets can have."""
    with TemporaryDirectory(prefix="b") as folder:
        yield Path(folder)


@pytest.fixture
def whole(builder: Builder, tmp_path: Path) -> Mapping[str, bytes]:
    """Return the PDFs of a build that nothing disturbs, with another cache and folder."""
    builder.end(builder.start("--out", os.fspath(tmp_path / "whole"), cache="other"))
    return {file.name: file.read_bytes() for file in (tmp_path / "whole").glob("*.pdf")}


def test_killed_at_any_moment_the_next_build_does_the_rest(
    builder: Builder, whole: Mapping[str, bytes]
) -> None:
    dice = random.Random(7)  # noqa: S311 - moments, and no secrets
    done = 0
    for _ in range(KILLS):
        process = builder.start()
        time.sleep(dice.uniform(0.05, 4.0))
        process.kill()
        process.communicate()
        found = builder.pdfs()
        assert all(whole[name] == pdf for name, pdf in found.items())
        assert len(found) >= done  # what was done stays done
        done = len(found)
        if done == len(SLUGS):  # begin anew, to meet more moments
            for name in list(found)[: len(found) // 2]:
                (builder.dist / name).unlink()
            done = len(builder.pdfs())

    builder.build()
    assert builder.pdfs() == whole
    assert not list(builder.dist.glob(".brief-unfinished-*"))
    again = builder.build()
    assert all(edition["unchanged"] for edition in again["editions"])
    manifest = json.loads((builder.dist / "manifest.json").read_text())
    assert set(manifest["editions"]) == set(whole)


def test_what_was_finished_before_the_kill_is_not_made_again(builder: Builder) -> None:
    process = builder.start()
    deadline = time.monotonic() + PATIENCE
    while len(builder.pdfs()) < 3 and time.monotonic() < deadline:
        time.sleep(0.05)
    process.kill()
    process.communicate()
    before = {file.name: file.stat().st_ino for file in builder.dist.glob("*.pdf")}
    assert len(before) >= 3

    report = builder.build()

    unchanged = [edition for edition in report["editions"] if edition["unchanged"]]
    assert len(unchanged) >= len(before) - 1  # the last one may not have been noted
    after = {file.name: file.stat().st_ino for file in builder.dist.glob("*.pdf")}
    assert sum(after[name] == inode for name, inode in before.items()) >= len(before) - 1


def test_the_workers_of_a_killed_build_end_and_leave_no_folder(
    builder: Builder, short_folder: Path
) -> None:
    builder.environment["TMPDIR"] = os.fspath(short_folder)
    process = builder.start()
    deadline = time.monotonic() + PATIENCE
    while not builder.pdfs() and time.monotonic() < deadline:
        time.sleep(0.05)
    children = _children(process.pid)
    assert len(children) >= 2
    process.kill()
    process.communicate()
    while any(map(_is_running, children)) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not any(map(_is_running, children))
    assert list(short_folder.iterdir()) == []


def test_a_temporary_folder_with_a_long_path_does_not_stop_a_build(
    builder: Builder, tmp_path: Path
) -> None:
    long = tmp_path / ("temporary" * 12)
    long.mkdir()
    builder.environment["TMPDIR"] = os.fspath(long)
    builder.build()


def test_builds_at_the_same_time_are_both_right(
    builder: Builder, whole: Mapping[str, bytes]
) -> None:
    both = [builder.start(), builder.start()]
    reports = [builder.end(process) for process in both]

    assert builder.pdfs() == whole
    assert all(pikepdf.open(file) for file in builder.dist.glob("*.pdf"))
    assert [report["ok"] for report in reports] == [True, True]
    assert not list(builder.dist.glob(".brief-unfinished-*"))
    manifest = json.loads((builder.dist / "manifest.json").read_text())
    assert set(manifest["editions"]) == set(whole)
    made = [edition for edition in builder.build()["editions"] if not edition["unchanged"]]
    assert made == []


def _children(process: int) -> list[int]:
    listed = subprocess.run(
        ["ps", "-o", "pid=", "--ppid", str(process)], capture_output=True, text=True, check=False
    )
    return [int(number) for number in listed.stdout.split()]


def _is_running(process: int) -> bool:
    """Return whether a process runs; one that has ended may wait for its parent to notice (Z)."""
    listed = subprocess.run(
        ["ps", "-o", "stat=", "-p", str(process)], capture_output=True, text=True, check=False
    )
    return listed.stdout.strip()[:1] not in {"", "Z"}
