"""Build briefings: choose them, check what has changed, print that, update the manifest."""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from brief.build.incremental import UpToDateCheck
from brief.build.output import OutputFolder
from brief.build.report import Report, Result
from brief.build.request import Request
from brief.editorial.models.folders import list_slugs, unknown_briefing_error
from brief.errors import ProjectError

if TYPE_CHECKING:
    from brief.build.request import Progress
    from brief.project import Project

__all__ = ["Report", "Request", "Result", "build"]


def build(project: Project, request: Request, progress: Progress | None = None) -> Report:
    """Build the requested briefings; an error in one does not stop the others.

    `progress` is called with the current briefing, the number done, and the number to do. Raises
    UsageError for a briefing, brand, layout or paper that does not exist, ProjectError if there are
    no briefings, ContentError for errors in `brief.yaml`.
    """
    slugs = _choose_slugs(project, request)
    output = OutputFolder(project, request.out)
    check = UpToDateCheck(project, request, output)
    reports = {slug: report for slug in slugs if (report := check.find_unchanged_report(slug))}
    result = Report()
    try:
        changed = [slug for slug in slugs if slug not in reports]
        if changed:
            if request.start_workers_early and not request.cluster:
                from brief.press.execution.forkserver import start_forkserver

                start_forkserver(request.process_count)
            from brief.build.scheduler import BuildRun  # heavy: only if a page has changed

            run = BuildRun(project, request, output, check)
            result.findings += run.run(changed, reports, progress or (lambda *_: None))
    finally:  # also for the pages of a build that was interrupted
        output.update_manifest()
    for slug in slugs:
        result.merge(reports[slug])
    return result


def _choose_slugs(project: Project, request: Request) -> tuple[str, ...]:
    slugs = list_slugs(project)
    if not slugs:
        msg = f"{project.root} has no briefings: its folder content/ is missing or empty"
        remedy = "begin one with `brief new SLUG`, or by hand with content/<name>/briefing.yaml"
        raise ProjectError(msg, f"{remedy} and content/<name>/<language>.yaml")
    known = frozenset(slugs)
    for slug in request.slugs:
        if slug not in known:
            raise unknown_briefing_error(project, slug)
    return tuple(dict.fromkeys(request.slugs)) or slugs


class _CallableModule(ModuleType):
    """Makes this package callable as its function.

    Importing `brief.build` binds `brief.build` to the package, whatever `brief` exports.
    """

    __call__ = staticmethod(build)


sys.modules[__name__].__class__ = _CallableModule
