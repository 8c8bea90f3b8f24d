"""`brief build --watch`: build again whenever a file that pages depend on changes."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from brief.cli.crash_report import report_bug
from brief.cli.terminal import Terminal, show_error
from brief.errors import BriefError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from brief.project import Project

WATCHED = ("content", "layouts", "styles")
POLL_INTERVAL_MS = 500
"""How often files are compared, in milliseconds. Some changes send no event: those during the
first build, in `brief.yaml`, and of folders that appear or disappear."""

Snapshot = frozenset[tuple[str, int, int, int]]


def watch_and_build(project: Project, build: Callable[[], object]) -> None:
    """Build now and after every change, until Ctrl-C; a failed build is shown and does not end it.

    Folders are watched, not files, because some editors save by renaming.
    """
    from watchfiles import watch

    terminal = Terminal()
    seen = _take_snapshot(project)
    _build_and_show(build)
    terminal.show_text(f"watching {project.root} (Ctrl-C ends)")
    while True:
        folders = _watched_folders(project)
        for changes in watch(*folders, yield_on_timeout=True, rust_timeout=POLL_INTERVAL_MS):
            now = _take_snapshot(project)
            if changes or now != seen:
                seen = now
                _build_and_show(build)
            if _watched_folders(project) != folders:
                break
        else:
            return  # watchfiles ends its loop on Ctrl-C


def _watched_folders(project: Project) -> tuple[Path, ...]:
    found = tuple(folder for name in WATCHED if (folder := project.root / name).is_dir())
    return found or (project.root,)


def _take_snapshot(project: Project) -> Snapshot:
    """Return path, time, size and inode of every watched file, to compare with a later state."""
    found = set()
    for path in _watched_files(project):
        with suppress(OSError):  # removed meanwhile, as by an editor that saves by renaming
            state = os.stat(path)  # noqa: PTH116 - thousands of files, twice a second
            found.add((path, state.st_mtime_ns, state.st_size, state.st_ino))
    return frozenset(found)


def _watched_files(project: Project) -> Iterator[str]:
    """Yield the files that pages depend on, without the hidden and backup files of editors."""
    yield os.fspath(project.settings_file)
    for folder in WATCHED:
        for parent, _, names in os.walk(project.root / folder):
            for name in names:
                if not name.startswith(".") and not name.endswith("~"):
                    yield os.path.join(parent, name)  # noqa: PTH118 - as above


def _build_and_show(build: Callable[[], object]) -> None:
    try:
        build()
    except BriefError as problem:
        show_error(problem)
    except Exception as bug:  # noqa: BLE001 - the next change may avoid it
        report_bug(bug)
