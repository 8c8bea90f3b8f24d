"""`brief agree`: record that the languages of a briefing agree in their present wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import parse_languages, resolve_slug
from brief.cli.completion import complete_slug
from brief.cli.formats import choose_format, report_errors, write_findings
from brief.cli.options import JsonFormat, Quiet, ReportFormat, lang_option
from brief.cli.terminal import Terminal
from brief.errors import ContentError, UsageError
from brief.findings import Finding, Place, Severity, error, note
from brief.project import Project, find_project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.briefing import Briefing
    from brief.editorial.models.settings import Settings

NUMBER_CODES = "number-"
"""Prefix of the codes whose warnings prevent an agreement."""


@dataclass
class AgreeOutcome:
    """The result for one briefing; `renewed` maps each newly recorded text to its languages."""

    slug: str
    languages: tuple[str, ...] = ()
    texts: int = 0
    renewed: Mapping[str, list[str]] = field(default_factory=dict)
    file: str = ""
    findings: tuple[Finding, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Return the outcome as JSON-ready data."""
        return {
            "slug": self.slug,
            "languages": list(self.languages),
            "texts": self.texts,
            "renewed": [{"text": name, "languages": tags} for name, tags in self.renewed.items()],
            "file": self.file or None,
        }


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
        from brief.editorial.briefing import read_settings

        project = find_project()
        settings = read_settings(project)
        chosen = _choose_slugs(project, slugs or [], every=all_)
        tags = _parse_single_languages(lang or [])
        outcomes = []
        for done, slug in enumerate(chosen):
            terminal.show_progress(slug, done, len(chosen), doing="reading")
            outcomes.append(_record_agreement(project, settings, slug, tags, named=not all_))
        terminal.end_progress()
    for outcome in outcomes:
        _show_outcome(outcome, terminal)
    findings = [finding for outcome in outcomes for finding in outcome.findings]
    write_findings(report_as, findings, briefings=[outcome.as_json() for outcome in outcomes])
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise typer.Exit(1)


def _choose_slugs(project: Project, typed: list[str], *, every: bool) -> tuple[str, ...]:
    """Return the slugs to process; check first that all exist. Raises UsageError."""
    from brief.editorial.models.folders import list_slugs, unknown_briefing_error

    known = list_slugs(project)
    if every:
        return known
    if not typed:
        msg = "no briefing is named"
        remedy = "name the briefings, as in brief agree SLUG, or choose all with --all"
        raise UsageError(msg, remedy)
    slugs = tuple(dict.fromkeys(resolve_slug(project, name) for name in typed))
    for slug in slugs:
        if slug not in known:
            raise unknown_briefing_error(project, slug)
    return slugs


def _parse_single_languages(typed: list[str]) -> tuple[str, ...]:
    """Return the language tags; `de+it`, a bilingual page, counts as two."""
    pages = parse_languages(typed, duplex=False)
    return tuple(dict.fromkeys(tag for page in pages for tag in page.split("+")))


def _record_agreement(
    project: Project, settings: Settings, slug: str, tags: tuple[str, ...], *, named: bool
) -> AgreeOutcome:
    """Record the agreement of one briefing, or report why it cannot be recorded."""
    from brief.editorial.agreement.baseline import FILE_NAME, collect_texts
    from brief.editorial.agreement.drift import record_agreement
    from brief.editorial.briefing import align_briefing, read_briefing

    try:
        briefing = read_briefing(project, settings, slug)
    except ContentError as problem:
        return AgreeOutcome(slug, findings=problem.findings)
    languages = tuple(briefing.editions)
    if missing := [tag for tag in tags if tag not in languages]:
        findings = _missing_edition_findings(briefing, missing, named=named)
        return AgreeOutcome(slug, languages, findings=findings)
    if len(languages) == 1:
        message = f"{slug} is in one language only, so there is nothing to compare"
        place = Place(project.display_path(briefing.folder))
        alone = note("one-language", message, "write another language first", place)
        return AgreeOutcome(slug, languages, findings=(alone,))
    if warnings_left := _number_warnings(briefing, tags):
        refusal = _refusal(briefing, len(warnings_left))
        return AgreeOutcome(slug, languages, findings=(*warnings_left, refusal))
    reading = align_briefing(briefing, settings)
    try:
        renewed = record_agreement(reading, briefing.folder, tags)
    except ContentError as problem:
        return AgreeOutcome(slug, languages, findings=problem.findings)
    shown = project.display_path(briefing.folder / FILE_NAME)
    return AgreeOutcome(slug, languages, len(collect_texts(reading)), renewed, shown)


def _missing_edition_findings(
    briefing: Briefing, tags: list[str], *, named: bool
) -> tuple[Finding, ...]:
    known, slug = ", ".join(briefing.editions), briefing.slug
    weigh, place = error if named else note, Place(briefing.places.folder)
    findings = []
    for tag in tags:
        message = f"{slug} has no edition in `{tag}` (it has {known})"
        remedy = f"write content/{slug}/{tag}.yaml"
        findings.append(weigh("no-such-edition", message, remedy, place))
    return tuple(findings)


def _number_warnings(briefing: Briefing, tags: tuple[str, ...]) -> tuple[Finding, ...]:
    """Return the warnings about numbers in these languages; in all of them without `tags`."""
    files = {briefing.places.files[tag].shown for tag in tags}
    return tuple(
        finding
        for finding in briefing.findings
        if finding.code.startswith(NUMBER_CODES)
        and finding.severity is Severity.WARNING
        and (not files or files & _finding_paths(finding))
    )


def _finding_paths(finding: Finding) -> set[str]:
    places = [finding.place, *(related.place for related in finding.related)]
    return {place.path for place in places if place}


def _refusal(briefing: Briefing, count: int) -> Finding:
    warnings = "a warning" if count == 1 else f"{count} warnings"
    message = f"the languages of {briefing.slug} do not agree: see {warnings} about numbers above"
    remedy = "correct the numbers, or waive the intended ones, and run `brief agree` again"
    return error("agreement-refused", message, remedy, Place(briefing.places.folder))


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
