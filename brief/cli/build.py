"""`brief build`: make the PDFs."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.terminal import Terminal, findings_of
from brief.errors import BriefError
from brief.findings import error
from brief.paths import Project, find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.build import Report, Request


class PaperName(StrEnum):
    """The papers that a page can be set on."""

    A4 = "a4"
    LETTER = "letter"
    A5 = "a5"


def build_command(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(metavar="SLUG", help="Briefings to build; all if none is named."),
    ] = None,
    lang: Annotated[
        list[str] | None,
        typer.Option(
            "--lang",
            "-l",
            help="Only this language; repeatable. de+it puts two on one page.",
        ),
    ] = None,
    brand: Annotated[str, typer.Option(help="Use this brand instead of the briefing's.")] = "",
    layout: Annotated[str, typer.Option(help="Use this layout instead of the briefing's.")] = "",
    paper: Annotated[PaperName | None, typer.Option(help="Set the pages on this paper.")] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(help="What the PDF is for: screen, office or press; repeatable."),
    ] = None,
    duplex: Annotated[
        bool, typer.Option("--duplex", help="Bind two languages as front and back of a sheet.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option(help="Put the PDFs into this folder instead of dist/.")
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Show the result when it is done.")] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again on every change, until Ctrl-C.")
    ] = False,
    json_: Annotated[
        bool, typer.Option("--json", help="Report on standard output, as JSON.")
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing but problems.")] = False,
) -> None:
    """Make the PDFs: every briefing in every language, or those that are named.

    Each edition becomes dist/<briefing>.<language>.pdf. Exit codes: 0 all done, 1 problems in the
    content, 2 wrong usage. With --watch, --json reports one line for each build.
    """
    from brief.build import Request

    with _told_in_json(asked=json_):
        project = find_project()
        request = Request(
            slugs=tuple(slug_named(project, typed) for typed in slugs or ()),
            languages=canonical_languages(lang or [], duplex=duplex),
            brand=brand,
            layout=layout,
            paper=paper.value if paper else "",
            duplex=duplex,
            profiles=tuple(dict.fromkeys(profile or ())),
            out=out.resolve() if out else None,
        )
    terminal = Terminal(quiet=quiet)

    def build_once() -> Report:
        with _told_in_json(asked=json_):
            report = _build_once(project, request, terminal)
        if json_:
            _write_json(report_as_json(project, report))
        return report

    if watch:
        from brief.cli.watching import watch_and_build

        watch_and_build(project, build_once)
        return
    report = build_once()
    if open_:
        for result in report.results:
            if result.path:
                typer.launch(str(result.path))
    if report.failed:
        raise typer.Exit(1)


def report_as_json(project: Project, report: Report) -> dict[str, object]:
    """Return the report as JSON-ready data; paths are relative to the project's root."""
    findings = [finding.as_json() for finding in report.findings]
    editions = []
    for result in report.results:
        own = [finding.as_json() for finding in result.findings]
        editions.append(
            {
                "slug": result.slug,
                "language": result.language,
                "profile": result.profile,
                "path": project.shown(result.path) if result.path else None,
                "pages": result.pages,
                "bytes": result.size,
                "seconds": round(result.seconds, 3),
                "layouts": result.layouts,
                "type_size": round(result.type_size, 2),
                "fill": round(result.fill, 4),
                "stale": project.shown(result.stale) if result.stale else None,
                "findings": own,
            }
        )
        findings += own
    return {"ok": not report.failed, "editions": editions, "findings": findings}


def _write_json(data: dict[str, object]) -> None:
    """Write one line of JSON, in ASCII, so that it does not depend on the terminal's encoding."""
    sys.stdout.write(json.dumps(data) + "\n")
    sys.stdout.flush()


@contextmanager
def _told_in_json(*, asked: bool) -> Iterator[None]:
    """Report on standard output, too, what stops the whole command."""
    try:
        yield
    except Exception as problem:
        if asked:
            if isinstance(problem, BriefError):
                found = findings_of(problem)
            else:
                found = (error("bug", f"this is a bug in brief ({type(problem).__name__})"),)
            told = [finding.as_json() for finding in found]
            _write_json({"ok": False, "editions": [], "findings": told})
        raise


def _build_once(project: Project, request: Request, terminal: Terminal) -> Report:
    from brief.build import build

    try:
        report = build(project, request, terminal.progress)
    finally:
        terminal.end_progress()
    terminal.show_report(project, report)
    return report


def slug_named(project: Project, typed: str) -> str:
    """Return the briefing that is meant: its name, or its folder as shells complete it."""
    if typed in {"", ".", ".."} or os.sep not in typed:
        return typed
    folder = Path(typed).resolve()
    return folder.name if folder.parent == project.content.resolve() else typed


def canonical_languages(tags: list[str], *, duplex: bool) -> tuple[str, ...]:
    """Return the languages as their files are named, `de+it` for two that share a page or a sheet.

    Raises UsageError for what is no language, and for what cannot be bound as a duplex sheet.
    """
    from brief.design.spread import JOIN
    from brief.errors import UsageError

    pages = []
    for entry in (part for tag in tags for part in tag.split(",")):
        if "" in entry.split(JOIN):
            msg = f"--lang {entry or '(nothing)'}: a language is missing"
            raise UsageError(msg, "write it as in --lang it, or --lang de+it for two on a page")
        names = [_language(name) for name in entry.split(JOIN)]
        if len(names) > 2 or len(set(names)) < len(names):  # noqa: PLR2004 - two share a page
            msg = f"--lang {entry}: a page is in one language, or in two different ones"
            raise UsageError(msg, "write it as in --lang de+it")
        pages.append(JOIN.join(names))
    found = tuple(dict.fromkeys(pages))
    if duplex and len(found) == 2 and not any(JOIN in page for page in found):  # noqa: PLR2004
        found = (JOIN.join(found),)
    if duplex and not (found and all(JOIN in page for page in found)):
        msg = "--duplex needs two languages, one for each side of the sheet"
        raise UsageError(msg, "name them as in --lang de+it --duplex")
    return found


def _language(tag: str) -> str:
    from brief.editorial.texts import read_language
    from brief.errors import UsageError

    try:
        return str(read_language(tag))
    except ValueError as problem:
        msg = f"--lang {tag}: {problem}"
        raise UsageError(msg, "write a language tag such as de, it or pt-BR") from problem
