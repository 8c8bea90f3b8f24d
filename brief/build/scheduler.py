"""Build the changed briefings: make jobs, take results from the cache or print, write PDFs."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from brief.build.briefing_build import BriefingBuild
from brief.design.build_cache import Memo
from brief.editorial.briefing import read_settings
from brief.press.cache import PageCache
from brief.press.execution.local import LostJob, print_jobs
from brief.press.job.hash import compute_job_key
from brief.project import cache_folder
from brief.storage.hashed_store import take_damage_notes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from brief.build.briefing_build import BuildObserver
    from brief.build.incremental import UpToDateCheck
    from brief.build.output import OutputFolder
    from brief.build.report import Report
    from brief.build.request import Progress, Request
    from brief.findings import Finding
    from brief.press.job.hash import JobKey
    from brief.press.job.model import RenderJob
    from brief.press.job.result import PrintedPdf
    from brief.project import Project

    Outcome = tuple[PrintedPdf, ...] | LostJob
    PrintAll = Callable[
        [Iterable[tuple["PendingJob", RenderJob]]], Iterator[tuple["PendingJob", Outcome]]
    ]


@dataclass(frozen=True, slots=True)
class PendingJob:
    """A job that is being printed: its briefing, its number in the briefing, and its hash."""

    briefing: BriefingBuild
    number: int
    key: JobKey
    job: RenderJob


class BuildRun:
    """The part of a build that prints what has changed.

    Without a `check`, no report is recorded for later builds. `print_all` prints jobs, by default
    in as many processes as the request says. An `observer` notes each group of pages and its job.
    """

    def __init__(  # noqa: PLR0913 - the last two are for pages that are shown, not written
        self,
        project: Project,
        request: Request,
        output: OutputFolder,
        check: UpToDateCheck | None,
        *,
        print_all: PrintAll | None = None,
        observer: BuildObserver | None = None,
    ) -> None:
        self._project = project
        self._request = request
        self._output = output
        self._check = check
        self._print_all = print_all or partial(print_jobs, number=request.process_count)
        self._observer = observer
        self._settings = read_settings(project)
        self._cache = PageCache(cache_folder())
        self._open_jobs: dict[str, int] = {}  # jobs of a briefing that are not finished
        self._reports: dict[str, Report] = {}
        self._check_request()

    def run(
        self, slugs: list[str], reports: dict[str, Report], progress: Progress
    ) -> list[Finding]:
        """Build these briefings and add their reports to `reports`.

        Returns findings that belong to no briefing. Each PDF is written as soon as it is printed.
        """
        self._reports = reports
        before = len(reports)

        def report_progress(slug: str) -> None:
            progress(slug, len(reports) - before, len(slugs))

        for pending, outcome in self._print_jobs(self._iterate_jobs(slugs, report_progress)):
            if isinstance(outcome, LostJob):
                pending.briefing.record_lost_job(pending.number, pending.job, outcome.finding)
            else:
                self._cache.put(pending.key, outcome)
                pending.briefing.write_results(pending.number, outcome)
            self._finish_job(pending.briefing)
            report_progress(pending.briefing.slug)
        progress("", len(slugs), len(slugs))
        return [*self._cache.findings, *take_damage_notes()]

    def _print_jobs(
        self, orders: Iterator[tuple[PendingJob, RenderJob]]
    ) -> Iterator[tuple[PendingJob, Outcome]]:
        if self._request.cluster:
            from brief.press.execution.cluster.scheduler import print_on_cluster

            return print_on_cluster(orders, self._request.cluster)
        return self._print_all(orders)

    def _check_request(self) -> None:
        """Check the names on the command line before anything is written."""
        from brief.design.layout.layout import PAPERS
        from brief.design.lookup import check_option, find_definition_file
        from brief.press.job.profile import PROFILES

        for kind in ("brand", "layout"):
            if name := getattr(self._request, kind):
                find_definition_file(self._project, kind, name)
        for name in self._request.profiles:
            check_option("profile", name, PROFILES)
        if paper := self._request.paper:
            check_option("paper", paper, PAPERS)

    def _iterate_jobs(
        self, slugs: list[str], report_progress: Callable[[str], None]
    ) -> Iterator[tuple[PendingJob, RenderJob]]:
        """Yield the jobs to print; results in the cache are written at once."""
        once = Memo()
        for slug in slugs:
            report_progress(slug)
            shared = (self._project, self._request, self._settings, self._output)
            assignment = BriefingBuild(*shared, slug, once=once, observer=self._observer)
            self._open_jobs[slug] = 1  # for this loop, until it has made all jobs
            for number, job in enumerate(assignment.make_jobs()):
                key = compute_job_key(job)
                kept = None if self._request.fresh else self._cache.get(key)
                if kept is not None:
                    assignment.write_results(number, kept, from_cache=True)
                else:
                    self._open_jobs[slug] += 1
                    yield PendingJob(assignment, number, key, job), job
                if self._observer:  # after the job was sent to be printed
                    self._observer.note_job(key, job)
            self._finish_job(assignment)

    def _finish_job(self, briefing: BriefingBuild) -> None:
        """Count one job of a briefing as finished; after the last, record the report."""
        slug = briefing.slug
        self._open_jobs[slug] -= 1
        if self._open_jobs[slug]:
            return
        report = briefing.finish_report()
        if self._check:
            self._check.save_report(slug, report)
        self._reports[slug] = report
