"""`brief cite`: export the sources of briefings for reference managers, or as text."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import resolve_slug
from brief.cli.commands.init import single_languages
from brief.cli.commands.schema import write_utf8
from brief.cli.completion import complete_slug
from brief.cli.formats import Format, write_failure
from brief.cli.options import lang_option
from brief.cli.terminal import Terminal
from brief.errors import BriefError, ContentError, UsageError
from brief.project import find_project

if TYPE_CHECKING:
    from brief.editorial.models.content import Source
    from brief.findings import Finding
    from brief.project import Project

FORMATS = ("csl-json", "bibtex", "text")


def cite_command(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SLUG",
            autocompletion=complete_slug,
            help="Briefings to cite from (default: all).",
        ),
    ] = None,
    format_: Annotated[
        str,
        typer.Option("--format", metavar="csl-json|bibtex|text", help="The format of the sources."),
    ] = "text",
    lang: Annotated[
        list[str] | None, lang_option("With text: only this language; repeatable.")
    ] = None,
) -> None:
    """Write the sources of briefings to standard output: CSL-JSON, BibTeX, or text as on the page.

    A source shared by several briefings is written once. A briefing that cannot be read does not
    stop the others. Exit codes: 0 done, 1 a briefing cannot be read, 2 wrong usage.
    """
    from brief.findings.suggest import did_you_mean
    from brief.scaffold.languages import require_page_strings

    if format_ not in FORMATS:
        msg = f"--format {format_}: unknown format"
        raise UsageError(msg, did_you_mean(format_, FORMATS), "unknown-format")
    tags = single_languages(lang or [])
    require_page_strings(tags)
    if tags and format_ != "text":
        msg = f"--lang has no effect on --format {format_}, which is the same in every language"
        raise UsageError(msg, "leave it out, or use --format text")
    try:
        project = find_project()
        names = [resolve_slug(project, typed) for typed in slugs or ()]
        found, problems = _read_sources(project, names)
        if problems and not found:
            raise ContentError(problems)
        written = _as_text(project, found, tags) if format_ == "text" else _as_data(found, format_)
    except BriefError as problem:
        if format_ == "csl-json":
            write_failure(Format.JSON, problem, "cite")
        raise
    write_utf8(written)
    if problems:
        Terminal().show_findings(problems)
        raise typer.Exit(1)


def _read_sources(
    project: Project, slugs: list[str]
) -> tuple[dict[str, tuple[Source, ...]], list[Finding]]:
    """Return the sources by briefing, and the findings about facts that cannot be read."""
    from brief.editorial.fields.reader import read_model
    from brief.editorial.models.content import BriefingFacts
    from brief.editorial.models.filenames import classify_files
    from brief.editorial.models.folders import list_slugs, unknown_briefing_error

    known = list_slugs(project)
    found: dict[str, tuple[Source, ...]] = {}
    problems: list[Finding] = []
    for slug in dict.fromkeys(slugs) or known:
        if slug not in known:
            raise unknown_briefing_error(project, slug)
        facts = classify_files(project.content_folder / slug, project).facts
        try:
            found[slug] = read_model(facts, project, BriefingFacts)[0].sources
        except ContentError as problem:
            problems += problem.findings
    return found, problems


def _as_data(found: dict[str, tuple[Source, ...]], format_: str) -> str:
    from brief.editorial.citations.bibtex import format_bibtex_entry
    from brief.editorial.citations.csl_json import build_csl_item

    keys: dict[Source, str] = {}
    for slug, sources in found.items():
        for number, source in enumerate(sources):
            keys.setdefault(source, slug if len(sources) == 1 else f"{slug}-{number + 1}")
    if format_ == "bibtex":
        return "\n".join(f"{format_bibtex_entry(source, key)}\n" for source, key in keys.items())
    items = [build_csl_item(source, key) for source, key in keys.items()]
    return json.dumps(items, indent=2) + "\n"


def _as_text(project: Project, found: dict[str, tuple[Source, ...]], tags: tuple[str, ...]) -> str:
    """Return one line per source and language, as in the footer of that language's page."""
    from brief.design.citation import format_source_line
    from brief.editorial.briefing import list_languages

    lines: list[str] = []
    for slug, sources in found.items():
        languages = tags or list_languages(project, slug)
        lines += [f"{tag}\t{format_source_line(sources, tag)}" for tag in languages]
    lines = [line.partition("\t")[2] for line in lines] if len(tags) == 1 else lines
    return "".join(f"{line}\n" for line in dict.fromkeys(lines))
