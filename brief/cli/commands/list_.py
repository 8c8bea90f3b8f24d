"""`brief list`: list the briefings with their languages, day, status and last build."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, TypedDict

from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, display_width, escape_controls
from brief.project import find_project

if TYPE_CHECKING:
    from brief.editorial.models.content import BriefingFacts
    from brief.project import Project


class BriefingRow(TypedDict):
    """A briefing, its facts, its languages, and when its newest PDF was made.

    `date` is a day in ISO 8601, `built` a time in UTC; both may be null.
    """

    slug: str
    date: str | None
    issue: str | None
    status: str | None
    languages: list[str]
    missing: list[str]
    built: str | None


def list_command(
    json_: Json = False,
) -> None:
    """List the briefings: languages (present and missing), day, status, and last build."""
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
    cells = [_show_cells(row) for row in rows]
    widths = [max(map(display_width, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        padded = [
            cell + " " * (width - display_width(cell))
            for cell, width in zip(row, widths, strict=True)
            if width
        ]
        terminal.show_text("  ".join(padded).rstrip())


def _show_cells(row: BriefingRow) -> tuple[str, ...]:
    """Return the cells of a row: name, languages, day, status, last build."""
    languages = " ".join(row["languages"])
    if row["missing"]:
        languages += f" (missing: {' '.join(row['missing'])})"
    built = datetime.fromisoformat(row["built"]).astimezone() if row["built"] else None
    return (
        escape_controls(row["slug"]),
        languages,
        row["date"] or "no date",
        row["status"] or "unreadable",
        f"built {built:%Y-%m-%d %H:%M}" if built else "not built",
    )


def _list_briefings(project: Project) -> list[BriefingRow]:
    from brief.editorial.briefing import list_languages, read_settings
    from brief.editorial.models.folders import list_slugs

    settings = read_settings(project)
    built = _last_builds(project)
    rows: list[BriefingRow] = []
    for slug in list_slugs(project):
        languages, facts = list_languages(project, slug), _read_facts(project, slug)
        wanted = (facts and facts.languages) or settings.languages
        row = BriefingRow(
            slug=slug,
            date=facts.date.isoformat() if facts and facts.date else None,
            issue=facts.issue if facts else None,
            status=facts.status if facts else None,
            languages=list(languages),
            missing=[tag for tag in wanted if tag not in languages],
            built=built.get(slug),
        )
        rows.append(row)
    return rows


def _read_facts(project: Project, slug: str) -> BriefingFacts | None:
    """Return the facts of a briefing; None if they cannot be read."""
    from brief.editorial.fields.reader import try_read_model
    from brief.editorial.models.content import BriefingFacts
    from brief.editorial.models.folders import FACTS_FILE

    return try_read_model(project.content_folder / slug / FACTS_FILE, project, BriefingFacts).model


def _last_builds(project: Project) -> dict[str, str]:
    """Return the time of the newest PDF of each briefing in dist/ (their names have no dots)."""
    newest: dict[str, float] = {}
    for path in (project.root / "dist").glob("*.pdf"):
        slug = path.name.partition(".")[0]
        with suppress(OSError):
            newest[slug] = max(newest.get(slug, 0.0), path.stat().st_mtime)
    return {
        slug: datetime.fromtimestamp(time, UTC).isoformat(timespec="seconds")
        for slug, time in newest.items()
    }
