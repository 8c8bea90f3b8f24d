"""`brief build --watch`: build again whenever a file that pages depend on changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.cli.crash_report import report_bug
from brief.cli.terminal import Terminal, show_error
from brief.errors import BriefError
from brief.storage.project_files import POLL_INTERVAL_MS, take_snapshot, watched_folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.project import Project


def watch_and_build(project: Project, build: Callable[[], object]) -> None:
    """Build now and after every change, until Ctrl-C; a failed build is shown and does not end it.

    Folders are watched, not files, because some editors save by renaming.
    """
    from watchfiles import watch

    terminal = Terminal()
    seen = take_snapshot(project)
    _build_and_show(build)
    terminal.show_text(f"watching {project.root} (Ctrl-C ends)")
    while True:
        folders = watched_folders(project)
        for changes in watch(*folders, yield_on_timeout=True, rust_timeout=POLL_INTERVAL_MS):
            now = take_snapshot(project)
            if changes or now != seen:
                seen = now
                _build_and_show(build)
            if watched_folders(project) != folders:
                break
        else:
            return  # watchfiles ends its loop on Ctrl-C


def _build_and_show(build: Callable[[], object]) -> None:
    try:
        build()
    except BriefError as problem:
        show_error(problem)
    except Exception as bug:  # noqa: BLE001 - the next change may avoid it
        report_bug(bug)
