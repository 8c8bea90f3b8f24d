"""`brief list`: list the briefings with their languages, present and missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypedDict

from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.project import find_project

if TYPE_CHECKING:
    from brief.project import Project


class BriefingRow(TypedDict):
    """A briefing, its languages, and its missing languages."""

    slug: str
    languages: list[str]
    missing: list[str]


def list_command(
    json_: Json = False,
) -> None:
    """List the briefings with their languages, and the languages that are missing."""
    with report_errors(Format.JSON if json_ else Format.TEXT, "list"):
        project = find_project()
        rows = _list_briefings(project)
    if json_:
        write_json({"briefings": rows})
        return
    if not rows:
        Terminal().show_text("no briefings: content/ is empty")
        return
    terminal = Terminal(sys.stdout)
    width = max(len(escape_controls(row["slug"])) for row in rows)
    for row in rows:
        line = f"{escape_controls(row['slug']):<{width}}  {' '.join(row['languages'])}"
        if row["missing"]:
            line += f"  (missing: {' '.join(row['missing'])})"
        terminal.show_text(line)


def _list_briefings(project: Project) -> list[BriefingRow]:
    from brief.editorial.briefing import list_languages, read_settings
    from brief.editorial.models.folders import list_slugs

    settings = read_settings(project)
    rows: list[BriefingRow] = []
    for slug in list_slugs(project):
        languages = list_languages(project, slug)
        wanted = _own_languages(project, slug) or settings.languages
        missing = [tag for tag in wanted if tag not in languages]
        rows.append(BriefingRow(slug=slug, languages=list(languages), missing=missing))
    return rows


def _own_languages(project: Project, slug: str) -> tuple[str, ...]:
    """Return the languages that briefing.yaml names; empty if it names none or is unreadable."""
    from brief.editorial.fields.reader import try_read_model
    from brief.editorial.models.content import BriefingFacts
    from brief.editorial.models.folders import FACTS_FILE

    facts = try_read_model(project.content_folder / slug / FACTS_FILE, project, BriefingFacts).model
    return facts.languages if facts else ()
