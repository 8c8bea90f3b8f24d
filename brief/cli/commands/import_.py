"""`brief import`: convert documents into a briefing, or into further languages of one."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import parse_languages
from brief.cli.completion import complete_slug
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet, lang_option
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError
from brief.findings import Severity
from brief.project import find_project

if TYPE_CHECKING:
    from brief.editorial.importing.importer import ImportPlan
    from brief.project import Project

MAX_LEFT_OUT_SHOWN = 20


def import_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE",
            help="Text, Markdown, HTML, mail or Word (.docx), one file per language.",
        ),
    ],
    lang: Annotated[
        list[str] | None,
        lang_option("The language of each file, in the same order (default: guessed).", new=True),
    ] = None,
    into: Annotated[
        str,
        typer.Option(
            metavar="SLUG",
            autocompletion=complete_slug,
            help="Add the languages to this existing briefing.",
        ),
    ] = "",
    slug: Annotated[
        str, typer.Option(metavar="SLUG", help="The new briefing's name (default: its title).")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show the files, on standard output.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Convert documents into a new briefing, or into further languages of an existing one.

    Existing files are never overwritten. Exit codes: 0 done, 1 a file cannot be imported, 2 wrong
    usage.
    """
    from brief.editorial.importing.importer import ImportRequest, plan_import, write_import
    from brief.scaffold.schemas import schema_comment

    with report_errors(Format.JSON if json_ else Format.TEXT, "import"):
        if into and slug:
            msg = "--into and --slug exclude each other"
            raise UsageError(msg, "--into adds to a briefing, --slug names a new one")
        project = find_project()
        request = ImportRequest(tuple(files), _parse_file_languages(lang or []), slug, into)
        plan = plan_import(project, request, lambda path: schema_comment(project, path))
        if not dry_run:
            write_import(plan)
    if json_:
        write_json(_as_json(project, plan, dry_run=dry_run))
    elif dry_run:
        for path, text in plan.files.items():
            sys.stdout.write(f"# {project.display_path(path)}\n{text}\n")
        sys.stdout.flush()
    _show_plan(project, plan, Terminal(quiet=quiet), dry_run=dry_run)


def _parse_file_languages(typed: list[str]) -> tuple[str, ...]:
    """Return one language per file, in order; a language may occur twice."""
    parts = [part for entry in typed for part in entry.split(",")]
    if any("+" in part for part in parts):
        msg = f"--lang {' '.join(typed)}: a file is in one language"
        raise UsageError(msg, "write one --lang per file, as in --lang de --lang it")
    return tuple(tag for part in parts for tag in parse_languages([part], duplex=False))


def _as_json(project: Project, plan: ImportPlan, *, dry_run: bool) -> dict[str, object]:
    return {
        "ok": True,
        "slug": plan.slug,
        "languages": list(plan.languages),
        "written": not dry_run,
        "files": [
            {"path": project.display_path(path), "text": text} for path, text in plan.files.items()
        ],
        "additions": [{"path": path, "text": text} for path, text in plan.additions.items()],
        "points": {tag: len(edition.points) for tag, edition in plan.editions.items()},
        "sources": list(plan.sources),
        "key_figures": list(plan.figures),
        "left_out": [entry.as_json() for entry in plan.left_out],
        "next": f"brief build {plan.slug}",
        "findings": [finding.as_json() for finding in plan.findings],
    }


def _show_plan(project: Project, plan: ImportPlan, terminal: Terminal, *, dry_run: bool) -> None:
    """Show the files written, the parts left out, the findings, and the next step."""
    for path in plan.files:
        facts = _describe_file(plan, path.stem)
        mark = "would write" if dry_run else "wrote"
        terminal.show_text(f"{mark} {escape_controls(project.display_path(path))}{facts}")
    if plan.left_out:
        terminal.show_text(f"left out ({len(plan.left_out)}):")
    for entry in plan.left_out[:MAX_LEFT_OUT_SHOWN]:
        quoted = f"“{entry.text}” – " if entry.text else ""
        terminal.show_text(f"  {escape_controls(f'{entry.place}: {quoted}{entry.why}')}")
    if len(plan.left_out) > MAX_LEFT_OUT_SHOWN:
        more = len(plan.left_out) - MAX_LEFT_OUT_SHOWN
        terminal.show_text(f"  … and {more} more (all of them: --json)")
    for shown, text in plan.additions.items():
        terminal.show_text(f"{escape_controls(shown)} is unchanged; you may want to add:")
        for line in text.splitlines():
            terminal.show_text(f"    {escape_controls(line)}")
    terminal.show_findings(plan.findings)
    _show_next(plan, terminal, dry_run=dry_run)


def _describe_file(plan: ImportPlan, name: str) -> str:
    edition = plan.editions.get(name)
    if edition is None:
        sources = [f"source {source}" for source in plan.sources]
        count = len(plan.figures)
        figures = ["1 key figure"] if count == 1 else [f"{count} key figures"] if count else []
        return f"  {escape_controls(', '.join([*sources, *figures]))}".rstrip()
    points = "1 point" if len(edition.points) == 1 else f"{len(edition.points)} points"
    standfirst = "standfirst, " if edition.standfirst else ""
    return f"  title, {standfirst}summary, {points}"


def _show_next(plan: ImportPlan, terminal: Terminal, *, dry_run: bool) -> None:
    if dry_run:
        terminal.show_text("next: run this command without --dry-run")
        return
    blocking = {
        *("points-differ", "no-label", "point-without-id", "no-alt-text", "missing-language"),
    }
    stops = any(each.severity is Severity.ERROR or each.code in blocking for each in plan.findings)
    first = "fix the problems above, then " if stops else ""
    terminal.show_text(f"next: {first}brief build {plan.slug}")
    facts = [text for path, text in plan.files.items() if path.stem == "briefing"]
    if any("status: draft" in text for text in facts):
        until = "`status: draft` is removed from briefing.yaml"
        terminal.show_text(f"the pages are marked as drafts until {until}")
