"""`brief build`: make the PDFs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.completion import (
    complete_brand,
    complete_layout,
    complete_paper,
    complete_profile,
    complete_slug,
)
from brief.cli.formats import Format, choose_format, report_errors, write_json
from brief.cli.options import JsonFormat, Quiet, ReportFormat, SarifFormat, lang_option
from brief.cli.terminal import FindingKey, Terminal, finding_key
from brief.errors import UsageError
from brief.project import Project, find_project

if TYPE_CHECKING:
    from brief.build import Report, Request
    from brief.findings import Finding


def build_command(
    context: typer.Context,
    slugs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SLUG", help="Briefings to build (default: all).", autocompletion=complete_slug
        ),
    ] = None,
    lang: Annotated[
        list[str] | None,
        lang_option("Build only this language; repeatable. de+it puts two languages on one page."),
    ] = None,
    brand: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Use this brand instead of the briefing's.",
            autocompletion=complete_brand,
        ),
    ] = "",
    layout: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            help="Use this layout instead of the briefing's.",
            autocompletion=complete_layout,
        ),
    ] = "",
    paper: Annotated[
        str,
        typer.Option(
            metavar="a4|letter|a5", help="Use this paper size.", autocompletion=complete_paper
        ),
    ] = "",
    profile: Annotated[
        list[str] | None,
        typer.Option(
            metavar="screen|office|press",
            help="What the PDF is for; repeatable.",
            autocompletion=complete_profile,
        ),
    ] = None,
    duplex: Annotated[
        bool, typer.Option("--duplex", help="Print two languages as front and back of a sheet.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option(metavar="PATH", help="Write the PDFs into this folder instead of dist/."),
    ] = None,
    open_: Annotated[bool, typer.Option("--open", help="Open the PDFs after the build.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Do not write editions that have warnings.")
    ] = False,
    watch: Annotated[
        bool, typer.Option("--watch", help="Build again after every change, until Ctrl-C.")
    ] = False,
    jobs: Annotated[
        int,
        typer.Option(
            "--jobs",
            "-j",
            min=0,
            metavar="N",
            show_default=False,
            help="Use N processes (default: one per core).",
        ),
    ] = 0,
    cluster: Annotated[
        str,
        typer.Option(metavar="ADDRESS", help="Build on the Dask cluster with this scheduler."),
    ] = "",
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Build everything again and ignore all caches.")
    ] = False,
    format_: ReportFormat = "",
    json_: JsonFormat = False,
    sarif: SarifFormat = False,
    quiet: Quiet = False,
) -> None:
    """Make the PDFs: every briefing in every language, or only the briefings named.

    Each edition becomes dist/<briefing>.<language>.pdf; unchanged editions are not built again.
    With --watch and --format json or sarif, every build writes one line. Exit codes: 0 done,
    1 problems in the content, 2 wrong usage.
    """
    from brief.build import Request

    report_as = choose_format(format_, json_=json_, sarif=sarif)
    with report_errors(report_as, "build"):
        project = find_project()
        if cluster and jobs:
            msg = "--jobs (processes on this machine) and --cluster exclude each other"
            raise UsageError(msg, "leave one of them out")
        request = Request(
            slugs=tuple(resolve_slug(project, typed) for typed in slugs or ()),
            languages=parse_languages(lang or [], duplex=duplex),
            brand=brand,
            layout=layout,
            paper=paper.lower(),
            duplex=duplex,
            profiles=tuple(dict.fromkeys(profile or ())),
            out=out.resolve() if out else None,
            strict=strict,
            jobs=jobs,
            fresh=fresh,
            cluster=cluster,
            start_workers_early=bool(context.obj) and not watch,
        )
    terminal = Terminal(quiet=quiet)
    known: set[FindingKey] = set()
    """The findings of the build before, with --watch."""

    def build_once() -> Report:
        with report_errors(report_as, "build"):
            report = _build_once(project, request, terminal, known)
        _write_build_report(report_as, project, report)
        return report

    if watch:
        from brief.cli.watch import watch_and_build

        watch_and_build(project, build_once)
        return
    report = build_once()
    if open_:
        for result in report.results:
            if result.path:
                typer.launch(str(result.path))
    if report.has_failed:
        raise typer.Exit(1)


def report_as_json(project: Project, report: Report) -> dict[str, object]:
    """Return the report as JSON-ready data; paths are relative to the project's root."""
    editions = [
        {
            "slug": result.slug,
            "language": result.language,
            "profile": result.profile,
            "path": project.display_path(result.path) if result.path else None,
            "pages": result.pages,
            "bytes": result.size,
            "seconds": round(result.seconds, 3),
            "layouts": result.layouts,
            "type_size": round(result.type_size, 2),
            "fill": round(result.fill, 4),
            "unchanged": result.unchanged,
            "stale": project.display_path(result.stale) if result.stale else None,
            "findings": [finding.as_json() for finding in result.findings],
        }
        for result in report.results
    ]
    findings = [finding.as_json() for finding in _all_findings(report)]
    return {"ok": not report.has_failed, "editions": editions, "findings": findings}


def _all_findings(report: Report) -> list[Finding]:
    """Return every finding of a report, each once even if several editions have it."""
    own = (finding for result in report.results for finding in result.findings)
    return list(dict.fromkeys([*report.findings, *own]))


def _write_build_report(report_as: Format, project: Project, report: Report) -> None:
    if report_as is Format.JSON:
        write_json(report_as_json(project, report))
    elif report_as is Format.SARIF:
        from brief.cli.sarif import as_sarif

        found = _all_findings(report)
        paths = (result.path for result in report.results)
        write_json(as_sarif(found, [project.display_path(path) for path in paths if path]))


def _build_once(
    project: Project, request: Request, terminal: Terminal, known: set[FindingKey]
) -> Report:
    from brief.build import build

    try:
        report = build(project, request, terminal.show_progress)
    finally:
        terminal.end_progress()
    shown = terminal.show_report(project, report, known)
    known.clear()
    known.update(finding_key(finding) for finding in shown)
    if request.languages and not report.results and not report.has_failed:
        raise _missing_edition_error(project, request.languages)
    return report


def _missing_edition_error(project: Project, languages: tuple[str, ...]) -> UsageError:
    from brief.editorial.briefing import list_languages
    from brief.editorial.models.folders import list_slugs

    named = " or ".join(f"`{tag}`" for tag in languages)
    known = {tag for slug in list_slugs(project) for tag in list_languages(project, slug)}
    remedy = f"there are: {', '.join(sorted(known))}" if known else "write one with brief new"
    return UsageError(f"no briefing has an edition in {named}", remedy, "no-such-edition")


def resolve_slug(project: Project, typed: str) -> str:
    """Return the slug for a typed name or path; shells complete `content/<slug>/`."""
    if typed in {"", ".", ".."} or os.sep not in typed:
        return typed
    folder = Path(typed).resolve()
    return folder.name if folder.parent == project.content_folder.resolve() else typed


def parse_languages(tags: list[str], *, duplex: bool) -> tuple[str, ...]:
    """Return canonical language tags; `de+it` is two languages on one page or sheet.

    Raises UsageError for an invalid tag, and for a duplex request without two languages.
    """
    from brief.language_tags import JOIN

    pages = []
    for entry in (part for tag in tags for part in tag.split(",")):
        if "" in entry.split(JOIN):
            msg = f"--lang {entry or '(nothing)'}: a language is missing"
            raise UsageError(msg, "write --lang it, or --lang de+it for two on one page")
        names = [_parse_language(name) for name in entry.split(JOIN)]
        if len(names) > 2 or len(set(names)) < len(names):  # noqa: PLR2004 - two share a page
            msg = f"--lang {entry}: a page is in one language or in two different ones"
            raise UsageError(msg, "write two languages, as in --lang de+it")
        pages.append(JOIN.join(names))
    found = tuple(dict.fromkeys(pages))
    if duplex and len(found) == 2 and not any(JOIN in page for page in found):  # noqa: PLR2004
        found = (JOIN.join(found),)
    if duplex and not (found and all(JOIN in page for page in found)):
        msg = "--duplex needs two languages, one for each side of the sheet"
        raise UsageError(msg, "name them as in --lang de+it --duplex")
    return found


def _parse_language(tag: str) -> str:
    from brief.editorial.fields.texts import read_language

    try:
        return str(read_language(tag))
    except ValueError as problem:
        msg = f"--lang {tag}: {problem}"
        raise UsageError(msg, "write a language tag such as de, it or pt-BR") from problem
