"""One render of a briefing: a build into memory, the places of its texts, its free lines."""

from __future__ import annotations

from collections import OrderedDict
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from brief.build.memory_build import MemoryBuild, PlannedPages, build_in_memory
from brief.build.request import Request
from brief.build.room import list_page_rooms, trace_planned_pages
from brief.editorial.briefing import list_languages
from brief.errors import BriefError, ContentError
from brief.findings import Finding, Severity, error
from brief.language_tags import JOIN
from brief.press.execution.local import WorkerPool, lost_finding
from brief.preview.pages.edition import make_edition
from brief.preview.pages.model import PreviewOptions, PreviewResult

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.build.scheduler import Outcome, PendingJob
    from brief.prepress.sources.page_texts import PageText
    from brief.press.copyfit.room import EditionRoom
    from brief.press.execution.local import Print
    from brief.press.job.model import RenderJob
    from brief.preview.pages.model import PreviewEdition
    from brief.project import Project

    Rooms = tuple[EditionRoom, ...]

MAX_ROOMS = 64
"""Groups of pages whose room is remembered."""


class Renderer:
    """Builds briefings in processes that stay ready, and reads what they print."""

    def __init__(self, project: Project, processes: int, print_one: Print) -> None:
        self._project, self._processes, self._print_one = project, processes, print_one
        self._lock = Lock()
        self._pool: WorkerPool | None = None
        self._rooms: OrderedDict[str, Rooms] = OrderedDict()
        self._is_closed = False

    def start(self) -> None:
        """Let the processes load the engine; the first render reports what goes wrong."""
        if self._processes:
            with suppress(OSError, ImportError, RuntimeError, CancelledError):
                self._get_pool().start()

    def close(self) -> None:
        """End the processes."""
        with self._lock:
            pool, self._pool, self._is_closed = self._pool, None, True
        if pool:
            pool.stop()

    def render(self, slug: str, options: PreviewOptions) -> PreviewResult:
        """Return the pages of a briefing; problems are findings."""
        try:
            try:
                built, findings = self._build(slug, options)
            except RuntimeError:  # of a pool that has ended; a new one takes its place
                if self._has_ready_pool():
                    raise
                built, findings = self._build(slug, options)
        except BriefError as problem:
            return PreviewResult(slug, options, (), _describe_problem(problem))
        except CancelledError:  # it was closed meanwhile
            return PreviewResult(slug, options, (), (lost_finding("was ended"),))
        return PreviewResult(slug, options, built, findings)

    def _build(
        self, slug: str, options: PreviewOptions
    ) -> tuple[tuple[PreviewEdition, ...], tuple[Finding, ...]]:
        render = _Render(self, slug)
        editions, findings = render.build(options, options.languages)
        if editions or not any(_is_error(finding) for finding in findings):
            return editions, findings
        sound = self._find_sound_pages(slug, options.languages, findings)
        if not sound:
            return editions, findings
        editions, more = _Render(self, slug).build(options, sound)
        known = {(it.code, it.place) for it in findings}
        return editions, (*findings, *(it for it in more if (it.code, it.place) not in known))

    def _find_sound_pages(
        self, slug: str, asked: tuple[str, ...], findings: Iterable[Finding]
    ) -> tuple[str, ...]:
        """Return the pages without an error in their languages' files, if there are others.

        These are what `brief build --lang` would build.
        """
        folder = self._project.display_path(self._project.content_folder / slug)
        harmed = {it.place.path for it in findings if _is_error(it) and it.place}
        pages = asked or list_languages(self._project, slug)
        sound = tuple(
            page
            for page in pages
            if not any(f"{folder}/{tag}.yaml" in harmed for tag in page.split(JOIN))
        )
        return sound if len(sound) < len(pages) else ()

    def print_all(
        self, jobs: Iterable[tuple[PendingJob, RenderJob]]
    ) -> Iterator[tuple[PendingJob, Outcome]]:
        """Print jobs in the processes that are ready, or with 0 processes in this one."""
        if self._processes:
            yield from self._get_pool().print_all(jobs)
        else:
            for tag, job in jobs:
                yield tag, self._print_one(job)

    def find_rooms(self, key: str) -> Rooms | None:
        """Return what was measured of a job, or None."""
        with self._lock:
            return self._rooms.get(key)

    def measure(self, job: RenderJob) -> Future[Rooms]:
        """Begin to measure the room on the pages of a job."""
        from brief.press.print_group import measure_group

        if self._processes:
            return self._get_pool().submit(measure_group, job)
        measured: Future[Rooms] = Future()
        measured.set_result(measure_group(job))
        return measured

    def keep_rooms(self, key: str, rooms: Rooms) -> None:
        """Remember the room on the pages of a job."""
        with self._lock:
            self._rooms[key] = rooms
            if len(self._rooms) > MAX_ROOMS:
                self._rooms.popitem(last=False)

    def _has_ready_pool(self) -> bool:
        with self._lock:
            return self._pool is not None and self._pool.is_ready

    def _get_pool(self) -> WorkerPool:
        with self._lock:
            if self._is_closed:
                raise CancelledError
            if self._pool is None or not self._pool.is_ready:
                self._pool = WorkerPool(self._processes, self._print_one)
            return self._pool

    @property
    def project(self) -> Project:
        """The project whose briefings are rendered."""
        return self._project


class _Render:
    """One build of a briefing."""

    def __init__(self, renderer: Renderer, slug: str) -> None:
        self._renderer, self._slug = renderer, slug
        self._texts: dict[tuple[str, str], tuple[PageText, ...]] = {}
        self._measuring: dict[str, Future[Rooms]] = {}

    def build(
        self, options: PreviewOptions, languages: tuple[str, ...]
    ) -> tuple[tuple[PreviewEdition, ...], tuple[Finding, ...]]:
        """Return the editions and the findings that belong to none."""
        request = Request(
            slugs=(self._slug,),
            languages=languages,
            brand=options.brand,
            layout=options.layout,
            paper=options.paper,
            profiles=(options.profile,) if options.profile else (),
        )
        renderer = self._renderer
        built = build_in_memory(
            renderer.project, request, self._slug, renderer.print_all, self._note_pages
        )
        return tuple(self._make_editions(built)), tuple(dict.fromkeys(built.report.findings))

    def _note_pages(self, planned: PlannedPages) -> None:
        """While the pages are printed, find the sources of their texts, and measure the room."""
        if planned.key is None or planned.job is None:
            return
        if self._renderer.find_rooms(planned.key.pages) is None:
            self._measuring[planned.key.pages] = self._renderer.measure(planned.job)
        with suppress(ContentError):  # the build has found the same
            traced = trace_planned_pages(self._renderer.project, planned)
            for page, texts in traced.items():
                self._texts[page, planned.group.profile.name] = texts

    def _make_editions(self, built: MemoryBuild) -> Iterator[PreviewEdition]:
        rooms = {
            (room.page, planned.group.profile.name): room
            for planned in built.planned
            for room in list_page_rooms(self._await_rooms(planned), self._find_texts(planned))
        }
        for result in built.report.results:
            key = result.language, result.profile
            pdf = built.pdfs.get(key, b"")
            if pdf or result.findings:
                yield make_edition(result, pdf, self._texts.get(key, ()), rooms.get(key))

    def _find_texts(self, planned: PlannedPages) -> dict[str, tuple[PageText, ...]]:
        profile = planned.group.profile.name
        return {page: texts for (page, own), texts in self._texts.items() if own == profile}

    def _await_rooms(self, planned: PlannedPages) -> Rooms:
        """Return what was measured of a group of pages; nothing if that failed."""
        key = planned.key.pages if planned.key else ""
        rooms = self._renderer.find_rooms(key)
        if rooms is None and key in self._measuring:
            with suppress(Exception):  # a process that was lost is a finding of the build
                rooms = self._measuring[key].result()
                self._renderer.keep_rooms(key, rooms)
        return rooms or ()


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _describe_problem(problem: BriefError) -> tuple[Finding, ...]:
    if isinstance(problem, ContentError):
        return problem.findings
    return (error(problem.code, problem.message, problem.remedy),)
