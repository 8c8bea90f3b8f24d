"""`brief list`: which briefings there are, in which languages, and what is missing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from brief.cli.formats import Format, told, write_report
from brief.cli.terminal import Terminal, printable
from brief.project import find_project

if TYPE_CHECKING:
    from brief.project import Project


class Row(TypedDict):
    """A briefing, the languages that it has, and those that are missing."""

    slug: str
    languages: list[str]
    missing: list[str]


def list_command(
    json_: Annotated[
        bool, typer.Option("--json", help="List on standard output, as JSON.")
    ] = False,
) -> None:
    """Show the briefings, their languages, and the languages that are missing."""
    with told(Format.JSON if json_ else Format.TEXT, "list"):
        project = find_project()
        rows = _rows(project)
    if json_:
        write_report({"briefings": rows})
        return
    if not rows:
        Terminal().say("no briefings: content/ is empty")
        return
    terminal = Terminal(sys.stdout)
    width = max(len(printable(row["slug"])) for row in rows)
    for row in rows:
        line = f"{printable(row['slug']):<{width}}  {' '.join(row['languages'])}"
        if row["missing"]:
            line += f"  (missing: {' '.join(row['missing'])})"
        terminal.say(line)


def _rows(project: Project) -> list[Row]:
    from brief.editorial.briefing import available_languages, read_settings
    from brief.editorial.models.folders import list_slugs

    settings = read_settings(project)
    rows: list[Row] = []
    for slug in list_slugs(project):
        languages = available_languages(project, slug)
        wanted = _own_languages(project, slug) or settings.languages
        missing = [tag for tag in wanted if tag not in languages]
        rows.append(Row(slug=slug, languages=list(languages), missing=missing))
    return rows


def _own_languages(project: Project, slug: str) -> tuple[str, ...]:
    """Return the languages that the briefing itself asks for; none if that cannot be read."""
    from brief.editorial.fields.reader import attempt_model
    from brief.editorial.models.content import BriefingFacts
    from brief.editorial.models.folders import FACTS_FILE

    facts = attempt_model(project.content / slug / FACTS_FILE, project, BriefingFacts).model
    return facts.languages if facts else ()
