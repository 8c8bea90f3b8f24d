"""The press's order for a project made by a test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.presentation import Overrides, choose_presentation
from brief.editorial.briefing import read_briefing, read_settings
from brief.prepress.job_builder import PageGroup, build_job
from brief.project import Project

if TYPE_CHECKING:
    from brief.press.job.model import RenderJob
    from tests.workspace import Workspace


def make_order(
    workspace: Workspace, slug: str = "tides", layout: str = "", *pages: str, paper: str = ""
) -> RenderJob:
    """Return the order for these pages of a briefing; for all of its languages without any."""
    project = Project(workspace.root)
    settings = read_settings(project)
    briefing = read_briefing(project, settings, slug)
    look = choose_presentation(project, settings, briefing, Overrides(layout=layout, paper=paper))
    pages = pages or tuple(briefing.editions)
    return build_job(project, briefing, PageGroup(pages, tuple((page,) for page in pages)), look)
