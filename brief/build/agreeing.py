"""Record that the languages of a briefing agree, unless their numbers differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.findings import Finding, Place, Severity, error, note

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.briefing import Briefing
    from brief.editorial.models.settings import Settings
    from brief.project import Project

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


def record_agreement(
    project: Project, settings: Settings, slug: str, tags: tuple[str, ...], *, named: bool
) -> AgreeOutcome:
    """Record the agreement of one briefing, or report why it cannot be recorded.

    `tags` are the languages to update, all without any; `named`: whether the user named the
    briefing, so that a missing language is an error.
    """
    from brief.editorial.agreement.baseline import FILE_NAME, collect_texts
    from brief.editorial.agreement.drift import record_agreement as record
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
        renewed = record(reading, briefing.folder, tags)
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
