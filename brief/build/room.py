"""Find how much room a briefing's pages have for each of their texts: for editors, translators."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.build.briefing_build import BriefingBuild
from brief.build.memory_build import MemoryFolder, PlannedPages, PlanObserver
from brief.build.request import Request
from brief.editorial.briefing import read_settings
from brief.errors import ContentError
from brief.prepress.sources.text_rooms import PageRoom, find_text_rooms
from brief.prepress.sources.tracing import trace_page_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from brief.prepress.sources.page_texts import PageText
    from brief.press.copyfit.room import EditionRoom
    from brief.press.job.model import RenderJob
    from brief.project import Project

    Measure = Callable[[RenderJob], tuple[EditionRoom, ...]]


def find_room(
    project: Project, slug: str, request: Request | None = None, measure: Measure | None = None
) -> tuple[PageRoom, ...]:
    """Return the room on the pages of a briefing, by default those that `brief build` makes.

    Nothing is printed. `measure` measures a job, by default in this process. Raises ContentError
    for a briefing with errors, UsageError for options that it does not allow.
    """
    from brief.press.print_group import measure_group

    measure = measure or measure_group
    observer = PlanObserver()
    briefing = BriefingBuild(
        project,
        request or Request(slugs=(slug,)),
        read_settings(project),
        MemoryFolder(project),
        slug,
        observer=observer,
    )
    jobs = briefing.make_jobs()
    if not jobs:
        raise ContentError(briefing.report.findings)
    return tuple(
        page
        for job, planned in zip(jobs, observer.planned, strict=True)
        for page in list_page_rooms(measure(job), trace_planned_pages(project, planned))
    )


def trace_planned_pages(project: Project, planned: PlannedPages) -> dict[str, tuple[PageText, ...]]:
    """Return the texts of each wanted page with their sources, by page (`de`, `de+it`)."""
    pages = dict.fromkeys(page for names in planned.group.wanted for page in names)
    briefing, presentation = planned.briefing, planned.presentation
    return {page: trace_page_texts(project, briefing, page, presentation) for page in pages}


def list_page_rooms(
    rooms: tuple[EditionRoom, ...], texts: Mapping[str, tuple[PageText, ...]]
) -> list[PageRoom]:
    """Return the room on each page whose texts are given."""
    return [find_text_rooms(it, texts[it.language]) for it in rooms if it.language in texts]
