"""`brief status`: show how far the languages of the briefings are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import resolve_slug
from brief.cli.completion import complete_slug
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json  # noqa: TC001 - Typer reads it at run time
from brief.cli.terminal import Terminal, escape_controls
from brief.project import Project, find_project

if TYPE_CHECKING:
    from brief.translation.whole_project.status import LanguageStatus


def status_command(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SLUG",
            autocompletion=complete_slug,
            help="Briefings to show; all without any.",
            show_default=False,
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if a text is still to be done.")
    ] = False,
    json_: Json = False,
) -> None:
    """Show how far each language of the briefings is: missing, to translate, changed, agreed.

    The first language of the project that a briefing has is the source of the others. `changed`:
    the source was edited since `brief agree`, the translation was not. `too long` is what the last
    build said, if nothing was edited since. Exit codes: 0 done; 1 with --strict, if a language is
    missing or unreadable, or a text is to be translated, changed, or too long; 2 wrong usage.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "status"):
        from brief.translation.whole_project.status import find_status

        project = find_project()
        found = find_status(project, _choose_slugs(project, slugs or []))
    if json_:
        write_json({"ok": not any(it.is_open for it in found), "languages": list(map(_row, found))})
    elif found:
        Terminal(sys.stdout).show_columns([_show_cells(status) for status in found])
    else:
        Terminal().show_text("no briefings: content/ is empty")
    if strict and any(status.is_open for status in found):
        raise typer.Exit(1)


def _choose_slugs(project: Project, typed: list[str]) -> tuple[str, ...]:
    """Return the slugs to show; check first that all exist. Raises UsageError."""
    from brief.editorial.models.folders import is_briefing, list_slugs, unknown_briefing_error

    if not typed:
        return list_slugs(project)
    slugs = tuple(dict.fromkeys(resolve_slug(project, name) for name in typed))
    for slug in slugs:
        if not is_briefing(project, slug):
            raise unknown_briefing_error(project, slug)
    return slugs


def _row(status: LanguageStatus) -> dict[str, object]:
    """Return the status of a language as JSON-ready data."""
    return {
        "slug": status.slug,
        "language": status.language,
        "source": status.source or None,
        "missing": status.is_missing,
        "unreadable": status.is_unreadable,
        "to_translate": status.to_translate,
        "changed": status.changed,
        "translated": status.translated,
        "agreed": status.agreed,
        "too_long": status.too_long,
        "draft": status.is_draft,
        "embargo": status.embargo or None,
        "open": status.is_open,
    }


def _show_cells(status: LanguageStatus) -> tuple[str, ...]:
    """Return the cells of a row: briefing, language, its source, texts by state, the page."""
    if status.is_missing or status.is_unreadable:
        texts = "missing" if status.is_missing else "unreadable: brief build says why"
    else:
        counts = {
            "to translate": status.to_translate,
            "changed": status.changed,
            "translated" if status.source else "written": status.translated,
            "agreed": status.agreed,
        }
        texts = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    page = {
        "too long for the page": bool(status.too_long),
        "draft": status.is_draft,
        f"embargo {escape_controls(status.embargo)}": bool(status.embargo),
    }
    return (
        escape_controls(status.slug),
        status.language,
        f"from {status.source}" if status.source else "source",
        texts,
        ", ".join(name for name, applies in page.items() if applies),
    )
