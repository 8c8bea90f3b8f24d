"""The list of briefings: names at once, the rest as soon as it is read, in a thread."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from threading import Event, Thread
from typing import TYPE_CHECKING

from brief.editorial.briefing import list_languages, read_briefing, read_settings
from brief.editorial.models.folders import list_slugs
from brief.errors import BriefError, ContentError
from brief.findings import Severity

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.editorial.briefing import Briefing
    from brief.editorial.models.settings import Settings
    from brief.project import Project

LIST_TOPIC = "list"
DRIFT_CODES = {"agreement-stale", "agreement-damaged", "languages-drifted"}
PAUSE = 0.25
"""Seconds between two messages to the tabs while briefings are read."""

FolderState = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A briefing in the list. `is_read`: whether what follows it is known already.

    `agreement` is `agreed`, `changed`, `never`, or `single` with one language.
    """

    slug: str
    languages: tuple[str, ...]
    is_read: bool = False
    title: str = ""
    title_language: str = ""
    date: str = ""
    is_draft: bool = False
    missing: tuple[str, ...] = ()
    errors: int = 0
    warnings: int = 0
    agreement: str = ""


class Overview:
    """The rows of the list; what was read once is read again only if its files changed."""

    def __init__(
        self,
        project: Project,
        publish: Callable[[object], None],
        on_bug: Callable[[Exception], None],
    ) -> None:
        self._project = project
        self._publish = publish
        self._on_bug = on_bug
        self._rows: dict[str, tuple[FolderState, Row]] = {}
        self._changed, self._end = Event(), Event()
        self._thread: Thread | None = None

    def rows(self) -> tuple[Row, ...]:
        """Return the briefings as far as they are known, and read the others in the meantime."""
        if self._thread is None:
            self._thread = Thread(target=self._read_all, name="overview", daemon=True)
            self._thread.start()
        found = []
        for slug in list_slugs(self._project):
            known = self._rows.get(slug)
            found.append(known[1] if known else self._unread(slug))
        return tuple(found)

    def _unread(self, slug: str, errors: int = 0) -> Row:
        languages = list_languages(self._project, slug)
        return Row(slug, languages, is_read=errors > 0, errors=errors)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that a new briefing has: those of the project, as far as known."""
        try:
            return read_settings(self._project).languages
        except BriefError:
            return ()

    def notice_changes(self) -> None:
        """Read briefings whose files have changed."""
        self._changed.set()

    def close(self) -> None:
        """End the thread."""
        self._end.set()
        self._changed.set()

    def _read_all(self) -> None:
        while not self._end.is_set():
            try:
                self._read_changed()
            except BriefError:  # in the settings: each page reports it, and none can be printed
                self._rows = {
                    slug: ((), self._unread(slug, errors=1)) for slug in list_slugs(self._project)
                }
            except Exception as bug:  # noqa: BLE001 - the next change may avoid it
                self._on_bug(bug)
            self._publish(LIST_TOPIC)
            self._changed.wait()
            self._changed.clear()

    def _read_changed(self) -> None:
        from time import monotonic

        settings = read_settings(self._project)
        own = _file_state(os.fspath(self._project.settings_file))
        slugs, told = list_slugs(self._project), monotonic()
        self._rows = {slug: row for slug, row in self._rows.items() if slug in slugs}
        for slug in slugs:
            state = (*_folder_state(self._project, slug), own)
            if self._end.is_set() or (slug in self._rows and self._rows[slug][0] == state):
                continue
            self._rows[slug] = state, _read_row(self._project, settings, slug)
            if monotonic() - told > PAUSE:
                told = monotonic()
                self._publish(LIST_TOPIC)


def _read_row(project: Project, settings: Settings, slug: str) -> Row:
    languages = list_languages(project, slug)
    try:
        briefing = read_briefing(project, settings, slug)
    except ContentError as problem:
        errors = sum(one.severity is Severity.ERROR for one in problem.findings)
        warnings = sum(one.severity is Severity.WARNING for one in problem.findings)
        return Row(slug, languages, is_read=True, errors=errors, warnings=warnings)
    except BriefError:
        return Row(slug, languages, is_read=True, errors=1)
    facts, found = briefing.facts, briefing.findings
    first, edition = next(iter(briefing.editions.items()))
    return Row(
        slug,
        tuple(briefing.editions),
        is_read=True,
        title=_plain(edition.title),
        title_language=first,
        date=facts.date.isoformat() if facts.date else "",
        is_draft=facts.status == "draft",
        missing=tuple(t for t in facts.languages or settings.languages if t not in languages),
        errors=sum(one.severity is Severity.ERROR for one in found),
        warnings=sum(one.severity is Severity.WARNING for one in found),
        agreement=_find_agreement(briefing),
    )


def _find_agreement(briefing: Briefing) -> str:
    from brief.editorial.agreement.baseline import FILE_NAME

    if len(briefing.editions) == 1:
        return "single"
    if not (briefing.folder / FILE_NAME).is_file():
        return "never"
    codes = {finding.code for finding in briefing.findings}
    return "changed" if codes & DRIFT_CODES else "agreed"


def _plain(text: object) -> str:
    from brief.editorial.prose import strip_markup

    return strip_markup(str(text)).strip()


def _folder_state(project: Project, slug: str) -> FolderState:
    found = []
    with suppress(OSError):
        for entry in sorted(os.scandir(project.content_folder / slug), key=lambda it: it.name):
            with suppress(OSError):
                state = entry.stat()
                found.append((entry.name, state.st_mtime_ns, state.st_size))
    return tuple(found)


def _file_state(path: str) -> tuple[str, int, int]:
    try:
        state = os.stat(path)  # noqa: PTH116 - as the entries of a folder
    except OSError:
        return path, 0, 0
    return path, state.st_mtime_ns, state.st_size
