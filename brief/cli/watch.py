"""`brief build --watch`: build again whenever something that the pages depend on changes."""

from __future__ import annotations

import os
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
"""How often, in milliseconds, files are looked at themselves: what changes while nobody watches
(during the first build), `brief.yaml`, and folders that come or go send no event."""

Snapshot = frozenset[tuple[str, int, int, int]]


def watch_and_build(project: Project, build: Callable[[], object]) -> None:
    """Build now and after every change, until Ctrl-C; problems are shown and waited out.

    Folders are watched, not files, so that editors which save by renaming are seen too.
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
    """Return what tells one state of the project's files from another."""
    return frozenset(_file_states(project))


def _file_states(project: Project) -> Iterator[tuple[str, int, int, int]]:
    for path in _watched_files(project):
        try:
            state = os.stat(path)  # noqa: PTH116 - thousands of files, twice a second
        except OSError:  # between an editor's removing and renaming
            continue
        yield path, state.st_mtime_ns, state.st_size, state.st_ino


def _watched_files(project: Project) -> Iterator[str]:
    """Yield the files that pages depend on, but none that editors keep for themselves."""
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
    except Exception as bug:  # noqa: BLE001 - a mended file may be all that it takes
        report_bug(bug)
