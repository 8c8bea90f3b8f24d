"""Making what has changed: briefings to orders, orders to the press, pages into the folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.build.briefing_build import Assignment
from brief.design.build_cache import Memo
from brief.editorial.briefing import read_settings
from brief.press.cache import PressCache
from brief.press.execution.local import Lost, print_jobs
from brief.press.job.hash import job_key
from brief.project import cache_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from brief.build.incremental import Standing
    from brief.build.output import Output
    from brief.build.report import Report, Request
    from brief.findings import Finding
    from brief.press.job.hash import JobKey
    from brief.press.job.model import RenderJob
    from brief.press.job.result import Printed
    from brief.project import Project


@dataclass(frozen=True, slots=True)
class _Order:
    """An order that is with the press: whose it is, which of its orders, and its key."""

    assignment: Assignment
    number: int
    key: JobKey
    job: RenderJob


class Making:
    """The part of a build that has something to make."""

    def __init__(
        self, project: Project, request: Request, output: Output, standing: Standing
    ) -> None:
        self._project = project
        self._request = request
        self._output = output
        self._standing = standing
        self._settings = read_settings(project)
        self._cache = PressCache(cache_folder())
        self._open: dict[str, int] = {}  # orders of a briefing that are with the press
        self._reports: dict[str, Report] = {}
        self._check_request()

    def make(
        self,
        slugs: list[str],
        reports: dict[str, Report],
        progress: Callable[[str, int, int], None],
    ) -> list[Finding]:
        """Make these briefings, adding what becomes of each to `reports`.

        Returns what is to be told of none of them. Every PDF is written as soon as it is printed.
        """
        self._reports = reports
        before = len(reports)

        def say(slug: str) -> None:
            progress(slug, len(reports) - before, len(slugs))

        for order, outcome in self._print(self._orders(slugs, say)):
            self._receive(order, outcome)
            say(order.assignment.slug)
        progress("", len(slugs), len(slugs))
        return self._cache.findings

    def _print(
        self, orders: Iterator[tuple[_Order, RenderJob]]
    ) -> Iterator[tuple[_Order, tuple[Printed, ...] | Lost]]:
        if self._request.cluster:
            from brief.press.execution.cluster.scheduler import print_on_cluster

            return print_on_cluster(orders, self._request.cluster)
        return print_jobs(orders, self._request.printing)

    def _check_request(self) -> None:
        """Look at what the command line names, before anything is written."""
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

    def _orders(
        self, slugs: list[str], say: Callable[[str], None]
    ) -> Iterator[tuple[_Order, RenderJob]]:
        """Yield the orders that the press has to print; what the cache has is delivered at once."""
        once = Memo()
        for slug in slugs:
            say(slug)
            assignment = Assignment(
                self._project, self._request, self._settings, self._output, slug, once=once
            )
            self._open[slug] = 1  # this loop itself, until all orders are out
            for number, job in enumerate(assignment.orders()):
                key = job_key(job)
                kept = None if self._request.fresh else self._cache.get(key)
                if kept is not None:
                    assignment.deliver(number, kept, kept=True)
                    continue
                self._open[slug] += 1
                yield _Order(assignment, number, key, job), job
            self._close(assignment)

    def _receive(self, order: _Order, outcome: tuple[Printed, ...] | Lost) -> None:
        if isinstance(outcome, Lost):
            order.assignment.lose(order.job, outcome.finding)
        else:
            self._cache.put(order.key, outcome)
            order.assignment.deliver(order.number, outcome)
        self._close(order.assignment)

    def _close(self, assignment: Assignment) -> None:
        """Settle one order of a briefing; after the last, note what became of it."""
        slug = assignment.slug
        self._open[slug] -= 1
        if self._open[slug]:
            return
        report = assignment.finished()
        self._standing.record(slug, report)
        self._reports[slug] = report
