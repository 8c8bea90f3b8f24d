"""`brief agree`: record that the languages of a briefing agree in their present wording."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import parse_languages
from brief.cli.commands.translating.slugs import choose_slugs
from brief.cli.completion import complete_slug
from brief.cli.formats import choose_format, report_errors, write_findings
from brief.cli.options import JsonFormat, Quiet, ReportFormat, lang_option
from brief.cli.terminal import Terminal
from brief.findings import Severity
from brief.project import find_project

if TYPE_CHECKING:
    from brief.build.agreeing import AgreeOutcome


def agree_command(
    slugs: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="SLUG", autocompletion=complete_slug, help="Briefings whose languages agree."
        ),
    ] = None,
    lang: Annotated[list[str] | None, lang_option("Update only this language; repeatable.")] = None,
    all_: Annotated[bool, typer.Option("--all", help="All briefings.")] = False,
    format_: ReportFormat = "",
    json_: JsonFormat = False,
    quiet: Quiet = False,
) -> None:
    """Record that the languages agree, so that builds warn when only one of them is edited.

    The record is content/<briefing>/agreed.json: commit it with the texts. Nothing is recorded
    while numbers differ between the languages. Exit codes: 0 done, 1 problems in the content,
    2 wrong usage.
    """
    report_as = choose_format(format_, json_=json_)
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "agree"):
        from brief.build.agreeing import record_agreement
        from brief.editorial.briefing import read_settings

        project = find_project()
        settings = read_settings(project)
        chosen = choose_slugs(project, slugs or [], every=all_, command="brief agree")
        tags = _parse_single_languages(lang or [])
        outcomes = []
        for done, slug in enumerate(chosen):
            terminal.show_progress(slug, done, len(chosen), doing="reading")
            outcomes.append(record_agreement(project, settings, slug, tags, named=not all_))
        terminal.end_progress()
    for outcome in outcomes:
        _show_outcome(outcome, terminal)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    write_findings(report_as, findings, briefings=[outcome.as_json() for outcome in outcomes])
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)


def _parse_single_languages(typed: list[str]) -> tuple[str, ...]:
    """Return the language tags; `de+it`, a bilingual page, counts as two."""
    pages = parse_languages(typed, duplex=False)
    return tuple(dict.fromkeys(tag for page in pages for tag in page.split("+")))


def _show_outcome(outcome: AgreeOutcome, terminal: Terminal) -> None:
    terminal.show_findings(outcome.findings)
    if not outcome.file:
        return
    recorded = f"{outcome.slug}: {outcome.texts} texts agree in {', '.join(outcome.languages)}"
    if not outcome.renewed:
        terminal.show_text(f"{recorded}, as before ({outcome.file})")
        return
    terminal.show_text(f"{recorded} ({outcome.file})")
    for name, tags in outcome.renewed.items():
        terminal.show_text(f"  updated: {name} ({', '.join(tags)})")
