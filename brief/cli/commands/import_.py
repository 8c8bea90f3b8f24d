"""`brief import`: texts from elsewhere to a briefing, or to further languages of one."""

from __future__ import annotations

import sys
from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import Format, told, write_report
from brief.cli.terminal import Terminal, printable
from brief.findings import Severity
from brief.project import find_project

if TYPE_CHECKING:
    from brief.editorial.importing.importer import ImportPlan
    from brief.project import Project

MOST_LISTED = 20


def import_command(
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE", help="Text, Markdown, HTML or Word (.docx); one a language."
        ),
    ],
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang", "-l", help="The language of each file, in their order; else it is guessed."
        ),
    ] = None,
    into: Annotated[
        str, typer.Option(metavar="SLUG", help="Add the languages to this briefing.")
    ] = "",
    slug: Annotated[
        str, typer.Option(metavar="SLUG", help="Name the new briefing; else its title does.")
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Write nothing; show the files on standard output.")
    ] = False,
    json_: Annotated[
        bool, typer.Option("--json", help="Report on standard output, as JSON.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
) -> None:
    """Make a briefing of texts from elsewhere, or add languages to one.

    Nothing is asked, nothing overwritten. Exit codes: 0 done, 1 a file cannot be imported, 2 wrong
    usage.
    """
    from brief.editorial.importing.importer import ImportRequest, plan_import, write_import
    from brief.errors import UsageError
    from brief.scaffold.briefing import with_schema

    with told(Format.JSON if json_ else Format.TEXT, "import"):
        if into and slug:
            msg = "--into and --slug cannot be asked for together"
            raise UsageError(msg, "--into adds to a briefing, --slug names a new one")
        project = find_project()
        request = ImportRequest(tuple(files), _languages(lang or []), slug, into)
        plan = plan_import(project, request, lambda path: with_schema(project, path, "").decode())
        if not dry_run:
            write_import(plan)
    if json_:
        write_report(_as_json(project, plan, dry_run=dry_run))
    elif dry_run:
        for path, text in plan.files.items():
            sys.stdout.write(f"# {project.shown(path)}\n{text}\n")
        sys.stdout.flush()
    _show(project, plan, Terminal(quiet=quiet), dry_run=dry_run)


def _languages(typed: list[str]) -> tuple[str, ...]:
    """Return the languages in their order, one twice if it was typed twice."""
    from brief.cli.commands.build import canonical_languages
    from brief.errors import UsageError

    parts = [part for entry in typed for part in entry.split(",")]
    if any("+" in part for part in parts):
        msg = f"--lang {' '.join(typed)}: a file is in one language"
        raise UsageError(msg, "give a --lang for each file, as in --lang de --lang it")
    return tuple(tag for part in parts for tag in canonical_languages([part], duplex=False))


def _as_json(project: Project, plan: ImportPlan, *, dry_run: bool) -> dict[str, object]:
    return {
        "ok": True,
        "slug": plan.slug,
        "languages": list(plan.languages),
        "written": not dry_run,
        "files": [{"path": project.shown(path), "text": text} for path, text in plan.files.items()],
        "additions": [{"path": path, "text": text} for path, text in plan.additions.items()],
        "points": {tag: len(edition.points) for tag, edition in plan.editions.items()},
        "sources": list(plan.sources),
        "key_figures": list(plan.figures),
        "left_out": [entry.as_json() for entry in plan.left_out],
        "next": f"brief build {plan.slug}",
        "findings": [finding.as_json() for finding in plan.findings],
    }


def _show(project: Project, plan: ImportPlan, terminal: Terminal, *, dry_run: bool) -> None:
    """Say what was done, what was left out, what is left to do, and what comes next."""
    for path in plan.files:
        facts = _facts(plan, path.stem)
        mark = "would write" if dry_run else "wrote"
        terminal.say(f"{mark} {printable(project.shown(path))}{facts}")
    if plan.left_out:
        terminal.say(f"left out ({len(plan.left_out)}):")
    for entry in plan.left_out[:MOST_LISTED]:
        quoted = f"“{entry.text}” – " if entry.text else ""
        terminal.say(f"  {printable(f'{entry.place}: {quoted}{entry.why}')}")
    if len(plan.left_out) > MOST_LISTED:
        terminal.say(f"  … and {len(plan.left_out) - MOST_LISTED} more (all of them: --json)")
    for shown, text in plan.additions.items():
        terminal.say(f"{printable(shown)} is not touched; what you may add to it:")
        for line in text.splitlines():
            terminal.say(f"    {printable(line)}")
    terminal.show_findings(plan.findings)
    _show_next(plan, terminal, dry_run=dry_run)


def _facts(plan: ImportPlan, name: str) -> str:
    edition = plan.editions.get(name)
    if edition is None:
        sources = [f"source {source}" for source in plan.sources]
        figures = [f"{len(plan.figures)} key figures"] if plan.figures else []
        return f"  {printable(', '.join([*sources, *figures]))}".rstrip()
    points = "1 point" if len(edition.points) == 1 else f"{len(edition.points)} points"
    standfirst = "standfirst, " if edition.standfirst else ""
    return f"  title, {standfirst}summary, {points}"


def _show_next(plan: ImportPlan, terminal: Terminal, *, dry_run: bool) -> None:
    if dry_run:
        terminal.say("next: the same without --dry-run")
        return
    blocking = {
        *("points-differ", "no-label", "point-without-id", "no-alt-text", "missing-language"),
    }
    stops = any(each.severity is Severity.ERROR or each.code in blocking for each in plan.findings)
    first = "see to what is said above, then " if stops else ""
    terminal.say(f"next: {first}brief build {plan.slug}")
    if any(
        path.stem == "briefing" and "status: draft" in text for path, text in plan.files.items()
    ):
        terminal.say(
            "the pages say that they are drafts until `status: draft` is removed from briefing.yaml"
        )
