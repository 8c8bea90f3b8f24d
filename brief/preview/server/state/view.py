"""One briefing with one set of options, as the tabs that show it see it: state and pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock, Thread
from typing import TYPE_CHECKING

from brief.errors import BriefError, ContentError
from brief.findings import Finding, Severity, error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from brief.preview.pages.model import PreviewEdition, PreviewOptions, PreviewResult


class State(StrEnum):
    """What is shown is as in the files, is being made, or cannot be made."""

    CURRENT = "current"
    RENDERING = "rendering"
    BROKEN = "broken"


@dataclass(frozen=True, slots=True)
class Shown:
    """What a tab shows. `editions` are the last ones that could be made, those in `stale` earlier.

    `hashes` are those of the files' contents from which it was made; `since` is when the state
    began. `lengths` has the free lines of pages that cannot be made; negative: lines too many.
    """

    version: int
    state: State
    since: datetime
    editions: tuple[PreviewEdition, ...] = ()
    stale: frozenset[str] = frozenset()
    findings: tuple[Finding, ...] = ()
    hashes: Mapping[str, str] = field(default_factory=dict)
    lengths: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Tools:
    """What views share.

    `keep` gets the pages that tabs will ask for, `publish` the topic of a view that has changed.
    """

    render: Callable[[str, PreviewOptions], PreviewResult]
    hash_files: Callable[[str], dict[str, str]]
    now: Callable[[], datetime]
    publish: Callable[[object], None]
    keep: Callable[[tuple[PreviewEdition, ...]], None]
    on_bug: Callable[[Exception], None]


class View:
    """A briefing with options; makes its pages in a thread, and of many requests only the last."""

    def __init__(self, slug: str, options: PreviewOptions, tools: Tools) -> None:
        self.slug = slug
        self.options = options
        self._tools = tools
        self._lock = Lock()
        self._is_wanted = self._is_working = False
        self.is_outdated = True
        self.shown = Shown(0, State.RENDERING, tools.now())

    @property
    def topic(self) -> object:
        """What tabs listen to."""
        return (self.slug, self.options)

    def request(self) -> None:
        """Ask for new pages; a request while pages are made is answered after them."""
        with self._lock:
            self.is_outdated = False
            self._is_wanted = True
            if self._is_working:
                return
            self._is_working = True
        Thread(target=self._work, name=f"view {self.slug}", daemon=True).start()

    def _work(self) -> None:
        while True:
            with self._lock:
                self._is_working = self._is_wanted
                self._is_wanted = False
                if not self._is_working:
                    return
            try:
                self._make()
            except Exception as bug:  # noqa: BLE001 - the next change may avoid it
                self._tools.on_bug(bug)

    def _make(self) -> None:
        self._show(State.RENDERING)
        hashes = self._tools.hash_files(self.slug)
        try:
            result = self._tools.render(self.slug, self.options)
        except ContentError as problem:
            self._show_result((), problem.findings, hashes)
        except BriefError as problem:
            found = error(problem.code, problem.message, problem.remedy)
            self._show_result((), (found,), hashes)
        except Exception as bug:  # noqa: BLE001 - as above
            self._tools.on_bug(bug)
            message = f"the page could not be made ({type(bug).__name__}: {bug})"
            found = error("failure", message, "this is a bug in brief: the terminal says more")
            self._show_result((), (found,), hashes)
        else:
            self._show_result(result.editions, result.findings, hashes)

    def _show_result(
        self,
        editions: tuple[PreviewEdition, ...],
        findings: tuple[Finding, ...],
        hashes: dict[str, str],
    ) -> None:
        """Show new pages; a language without one keeps its last page, as stale."""
        new = {edition.language: edition for edition in editions if edition.pdf}
        failed = (edition.findings for edition in editions if not edition.pdf)
        findings = (*findings, *(finding for found in failed for finding in found))
        broken = any(finding.severity is Severity.ERROR for finding in findings)
        old = {one.language: one for one in self.shown.editions} if broken or not new else {}
        together = {**old, **new} if new.keys() != old.keys() else new
        order = [*old, *(tag for tag in new if tag not in old)]
        state = State.BROKEN if broken or not new else State.CURRENT
        self._tools.keep(tuple(new.values()))
        self._show(
            state,
            editions=tuple(together[tag] for tag in order),
            stale=frozenset(old.keys() - new.keys()),
            findings=findings,
            hashes=hashes,
            lengths={
                edition.language: edition.free_lines
                for edition in editions
                if not edition.pdf and edition.free_lines is not None
            },
        )

    def _show(self, state: State, **new: object) -> None:
        before = self.shown
        since = before.since if state is before.state else self._tools.now()
        values: dict[str, object] = {
            "editions": before.editions,
            "stale": before.stale,
            "findings": before.findings,
            "hashes": before.hashes,
            "lengths": before.lengths,
            **new,
        }
        self.shown = Shown(before.version + 1, state, since, **values)  # type: ignore[arg-type]
        self._tools.publish(self.topic)
