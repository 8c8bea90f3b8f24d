"""`brief list`: list the briefings, or the brands and layouts that they can have."""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from brief.cli.completion import LISTED, complete_listed
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError
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


class DefinitionRow(TypedDict):
    """A brand or layout: its file, whether it comes with brief, and whether brief.yaml names it."""

    name: str
    file: str
    bundled: bool
    default: bool


def list_command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[brands|layouts]",
            autocompletion=complete_listed,
            help="List these instead of the briefings.",
            show_default=False,
        ),
    ] = "briefings",
    json_: Json = False,
) -> None:
    """List the briefings: languages (present and missing), day, status, and last build.

    `brief list brands` and `brief list layouts` list what `--brand` and `--layout` can name, and
    the file of each.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "list"):
        from brief.findings.suggest import did_you_mean

        if what not in LISTED:
            msg = f"`{what}` cannot be listed"
            raise UsageError(msg, did_you_mean(what, LISTED), "unknown-list")
        project = find_project()
        kind = what.removesuffix("s")
        briefings = _list_briefings(project) if what == "briefings" else []
        definitions = _list_definitions(project, kind) if what != "briefings" else []
    if json_:
        write_json({what: briefings or definitions})
    elif what != "briefings":
        Terminal(sys.stdout).show_columns([_definition_cells(row) for row in definitions])
    elif briefings:
        Terminal(sys.stdout).show_columns([_show_cells(row) for row in briefings])
    else:
        Terminal().show_text("no briefings: content/ is empty")


def _definition_cells(row: DefinitionRow) -> tuple[str, ...]:
    """Return the cells of a row: name, file, where it comes from, default."""
    origin = "comes with brief" if row["bundled"] else "of the project"
    default = "default" if row["default"] else ""
    return escape_controls(row["name"]), escape_controls(row["file"]), origin, default


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


def _list_definitions(project: Project, kind: str) -> list[DefinitionRow]:
    from brief.design.lookup import DEFINITION_FILES, definition_files
    from brief.editorial.briefing import read_settings
    from brief.project import bundled_folder

    default = getattr(read_settings(project), kind)
    bundled = bundled_folder(DEFINITION_FILES[kind][0])
    found = sorted(definition_files(project, kind).items())
    return [
        DefinitionRow(
            name=name,
            file=str(file) if is_bundled else project.display_path(file),
            bundled=is_bundled,
            default=name == default,
        )
        for name, file in found
        for is_bundled in [file.is_relative_to(bundled)]
    ]


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
