"""Watch the project's files in a thread, and tell which have other content."""

from __future__ import annotations

from threading import Event, Thread
from typing import TYPE_CHECKING

from brief.storage.project_files import POLL_INTERVAL_MS, ContentComparison, watched_folders

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.project import Project

STEP_MS, DEBOUNCE_MS = 15, 90
"""How long changes must pause, and how long they are collected at most, in milliseconds."""


class ProjectWatcher:
    """Calls `report` with the paths of changed files, until it is closed.

    Errors while watching go to `on_bug`, and watching goes on.
    """

    def __init__(
        self,
        project: Project,
        report: Callable[[frozenset[str]], None],
        on_bug: Callable[[Exception], None],
    ) -> None:
        self._project = project
        self._report = report
        self._on_bug = on_bug
        self._end = Event()
        self._comparison = ContentComparison(project)
        self._thread = Thread(target=self._run, name="watching", daemon=True)

    def start(self) -> None:
        """Begin to watch."""
        self._thread.start()

    def close(self) -> None:
        """End the thread."""
        self._end.set()
        self._thread.join(timeout=2)

    def check(self) -> None:
        """Compare the files now."""
        if changed := self._comparison.find_changes():
            self._report(changed)

    def _run(self) -> None:
        while not self._end.is_set():
            try:
                self._watch_folders()
            except Exception as bug:  # noqa: BLE001 - a folder may vanish while it is read
                self._on_bug(bug)
                self._end.wait(POLL_INTERVAL_MS / 1000)

    def _watch_folders(self) -> None:
        """Watch until other folders are to be watched."""
        from watchfiles import watch

        folders = watched_folders(self._project)
        changes = watch(
            *folders,
            stop_event=self._end,
            step=STEP_MS,
            debounce=DEBOUNCE_MS,
            yield_on_timeout=True,
            rust_timeout=POLL_INTERVAL_MS,
            raise_interrupt=False,
        )
        for _ in changes:
            self.check()
            if watched_folders(self._project) != folders:
                return
