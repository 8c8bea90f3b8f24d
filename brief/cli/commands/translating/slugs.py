"""The briefings that a command is given by name, or all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.cli.commands.build import resolve_slug
from brief.errors import UsageError

if TYPE_CHECKING:
    from brief.project import Project


def choose_slugs(
    project: Project, typed: list[str], *, every: bool, command: str
) -> tuple[str, ...]:
    """Return the slugs to process; check first that all exist. Raises UsageError."""
    from brief.editorial.models.folders import list_slugs, unknown_briefing_error

    known = list_slugs(project)
    if every:
        return known
    if not typed:
        msg = "no briefing is named"
        remedy = f"name the briefings, as in {command} SLUG, or choose all with --all"
        raise UsageError(msg, remedy)
    slugs = tuple(dict.fromkeys(resolve_slug(project, name) for name in typed))
    for slug in slugs:
        if slug not in known:
            raise unknown_briefing_error(project, slug)
    return slugs
