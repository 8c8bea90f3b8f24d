"""Build a briefing into memory: with the jobs, the cache and the checks of `brief build`.

Nothing is written into `dist/`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.build.output import OutputFolder
from brief.build.scheduler import BuildRun
from brief.press.job.profile import DEFAULT_PROFILE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from brief.build.report import Report
    from brief.build.request import Request
    from brief.build.scheduler import PrintAll
    from brief.design.presentation import Presentation
    from brief.editorial.briefing import Briefing
    from brief.prepress.job_builder import PageGroup
    from brief.press.job.hash import JobKey
    from brief.press.job.model import RenderJob
    from brief.project import Project


@dataclass(slots=True)
class PlannedPages:
    """A group of pages that was to be printed, from what, and its job unless that has errors."""

    briefing: Briefing
    group: PageGroup
    presentation: Presentation
    key: JobKey | None = None
    job: RenderJob | None = None


@dataclass(slots=True)
class MemoryBuild:
    """The report of a build, its PDFs by page and profile, and the groups of pages."""

    report: Report
    pdfs: dict[tuple[str, str], bytes]
    planned: list[PlannedPages]


@dataclass(slots=True)
class PlanObserver:
    """Collects the groups of pages; `on_sent` is called with each as soon as its job is sent."""

    on_sent: Callable[[PlannedPages], None] | None = None
    planned: list[PlannedPages] = field(default_factory=list)

    def note_group(self, briefing: Briefing, group: PageGroup, presentation: Presentation) -> None:
        """Note a group before its job is made."""
        self.planned.append(PlannedPages(briefing, group, presentation))

    def note_job(self, key: JobKey, job: RenderJob) -> None:
        """Note the job of the next group: all groups are made before the first job is sent."""
        group = next(it for it in self.planned if it.job is None)
        group.key, group.job = key, job
        if self.on_sent:
            self.on_sent(group)


class MemoryFolder(OutputFolder):
    """Keeps the PDFs that a build would write into the folder `dist/`."""

    def __init__(self, project: Project) -> None:
        super().__init__(project, None)
        self.pdfs: dict[tuple[str, str], bytes] = {}

    def write_pdf(
        self, slug: str, page: str, pdf: bytes, profile: str = DEFAULT_PROFILE, *, name: str = ""
    ) -> Path:
        """Keep a PDF, and return the path that it would have."""
        self.pdfs[page, profile] = pdf
        return self.pdf_path(slug, page, profile, name=name)

    def mark_stale(
        self, slug: str, page: str, profile: str = DEFAULT_PROFILE, *, name: str = ""
    ) -> None:
        """Leave the PDF of an earlier build as it is."""


def build_in_memory(
    project: Project,
    request: Request,
    slug: str,
    print_all: PrintAll | None = None,
    on_sent: Callable[[PlannedPages], None] | None = None,
) -> MemoryBuild:
    """Build a briefing; `print_all` prints jobs, by default this process or new ones.

    `on_sent` is called for each group of pages as soon as its job was sent to be printed, or its
    pages were found in the cache. Raises what a build raises: UsageError for names in the request
    that do not exist, ContentError for errors in `brief.yaml`, SetupError if Pango is missing.
    """
    output, observer = MemoryFolder(project), PlanObserver(on_sent)
    run = BuildRun(project, request, output, None, print_all=print_all, observer=observer)
    reports: dict[str, Report] = {}
    findings = run.run([slug], reports, lambda *_: None)
    report = reports[slug]
    report.findings += findings
    return MemoryBuild(report, output.pdfs, observer.planned)
