"""`brief check`: inspect the PDFs of briefings, or any other PDFs."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import parse_languages, resolve_slug
from brief.cli.completion import complete_profile, complete_slug_or_file
from brief.cli.formats import Format, as_findings, choose_format, write_findings
from brief.cli.options import JsonFormat, Quiet, ReportFormat, SarifFormat, lang_option
from brief.cli.terminal import Terminal, describe_counts
from brief.errors import BriefError, UsageError
from brief.findings import Finding, Place, Severity
from brief.project import find_project

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.build import Report, Request

SUFFIX = ".pdf"


class CheckedFiles(dict[str, list[Finding]]):
    """Findings by file name, in the order of inspection; "" holds those without a file."""

    def add(self, shown: str, findings: Iterable[Finding]) -> None:
        """Add findings about a file, each once."""
        kept = self.setdefault(shown, [])
        kept += [finding for finding in findings if finding not in kept]

    def all_findings(self) -> list[Finding]:
        """Return all findings, in order."""
        return list(chain.from_iterable(self.values()))

    def file_names(self) -> list[str]:
        """Return the names of all inspected files."""
        return [name for name in self if name]


def check_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SLUG|FILE.pdf",
            autocompletion=complete_slug_or_file,
            help="Briefings, which are built first, or any PDFs (default: all briefings).",
        ),
    ] = None,
    lang: Annotated[
        list[str] | None, lang_option("Check briefings in this language; repeatable.")
    ] = None,
    profile: Annotated[
        list[str] | None,
        typer.Option(
            metavar="screen|office|press",
            autocompletion=complete_profile,
            help="Check briefings with this profile; repeatable.",
        ),
    ] = None,
    spelling: Annotated[
        bool, typer.Option("--spelling", help="Check the spelling of briefings with hunspell too.")
    ] = False,
    format_: ReportFormat = "",
    json_: JsonFormat = False,
    sarif: SarifFormat = False,
    strict: Annotated[bool, typer.Option("--strict", help="Count warnings as errors.")] = False,
    quiet: Quiet = False,
) -> None:
    """Inspect PDFs before they go out: page boxes, fonts, colours, contrast, tags, metadata.

    Exit codes: 0 no errors, 1 errors (with --strict also warnings), 2 wrong usage.
    """
    from brief.build import Request

    report_as = choose_format(format_, json_=json_, sarif=sarif)
    terminal = Terminal(quiet=quiet)
    checked = CheckedFiles()
    try:
        given = names or []
        files = [name for name in given if _is_file(name)]
        _check_files(files, checked, terminal)
        if len(files) < len(given) or not given:
            asked = Request(
                slugs=tuple(name for name in given if name not in files),
                languages=parse_languages(lang or [], duplex=False),
                profiles=tuple(dict.fromkeys(profile or ())),
            )
            _check_briefings(asked, checked, terminal)
            if spelling:
                _check_spelling(asked, checked)
    except BriefError as problem:
        checked.add("", as_findings(problem))
        _write_check_report(checked, report_as)
        raise
    finally:
        terminal.end_progress()
    _write_check_report(checked, report_as)
    _show_checked(checked, terminal)
    found = {finding.severity for finding in checked.all_findings()}
    if Severity.ERROR in found or (strict and Severity.WARNING in found):
        raise typer.Exit(1)


def _check_files(files: list[str], checked: CheckedFiles, terminal: Terminal) -> None:
    if not files:
        return
    from brief.editorial.locale.language_detection import find_other_language
    from brief.press.execution.guarded_inspection import GuardedInspector

    with GuardedInspector(find_other_language) as inspector:
        for done, name in enumerate(files):
            terminal.show_progress(name, done, len(files), doing="checking")
            shown = Path(name).as_posix()
            try:
                checked.add(shown, inspector.inspect(Path(name), shown))
            except FileNotFoundError as problem:
                msg = f"the file {name} does not exist"
                raise UsageError(msg, "check its name and folder") from problem
            except OSError as problem:
                msg = f"{name} cannot be read: {problem.strerror or problem}"
                raise UsageError(msg, "check whether another program can open it") from problem


def _check_briefings(asked: Request, checked: CheckedFiles, terminal: Terminal) -> None:
    """Build briefings into a temporary folder and inspect the PDFs."""
    from brief.build import build

    project = find_project()
    slugs = tuple(resolve_slug(project, name) for name in asked.slugs)
    with TemporaryDirectory(prefix="brief-") as folder:
        request = replace(asked, slugs=slugs, out=Path(folder))
        _add_report(build(project, request, terminal.show_progress), checked, terminal)


def _check_spelling(asked: Request, checked: CheckedFiles) -> None:
    """Check the spelling of briefings that can be read; others are reported by their build."""
    from brief.editorial.agreement.spelling import check_spelling
    from brief.editorial.briefing import align_briefing, read_briefing, read_settings
    from brief.editorial.models.folders import list_slugs
    from brief.errors import ContentError
    from brief.language_tags import JOIN

    project = find_project()
    settings = read_settings(project)
    slugs = [resolve_slug(project, name) for name in asked.slugs] or list_slugs(project)
    for slug in slugs:
        with suppress(ContentError):
            briefing = read_briefing(project, settings, slug, asked.languages)
            tags = {tag for page in asked.languages for tag in page.split(JOIN)}
            checked.add("", check_spelling(align_briefing(briefing, settings), tags))


def _add_report(report: Report, checked: CheckedFiles, terminal: Terminal) -> None:
    from brief.editorial.locale.language_detection import find_other_language
    from brief.press.preflight import inspect_file

    for done, result in enumerate(report.results):
        shown = result.path.name if result.path else f"{result.slug}.{result.language}{SUFFIX}"
        terminal.show_progress(shown, done, len(report.results), doing="checking")
        place = Place(shown)  # of findings without one of their own
        checked.add(shown, (replace(it, place=it.place or place) for it in result.findings))
        if result.path:
            checked.add(shown, inspect_file(result.path, shown, find_other_language))
    if report.findings:
        checked.add("", report.findings)


def _is_file(name: str) -> bool:
    return name.lower().endswith(SUFFIX) or Path(name).is_file()


def _write_check_report(checked: CheckedFiles, report_as: Format) -> None:
    files = checked.file_names()
    write_findings(report_as, checked.all_findings(), files, files=files)


def _show_checked(checked: CheckedFiles, terminal: Terminal) -> None:
    """Show a line per file with its findings, and a summary."""
    for name, findings in checked.items():
        if name:
            terminal.show_text(f"{name}: {_describe_counts(findings)}")
        terminal.show_findings(findings)
    files = len(checked.file_names())
    what = "1 file" if files == 1 else f"{files} files"
    terminal.show_text(f"{what} checked: {_describe_counts(checked.all_findings())}")


def _describe_counts(findings: list[Finding]) -> str:
    return describe_counts(findings, notes=True) or "nothing found"
