"""Read a briefing with all its editions, its checks, and the project's settings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.editorial.agreement import check_agreement
from brief.editorial.agreement.aligned_texts import AlignedBriefing
from brief.editorial.agreement.glossary import ALL_LANGUAGES
from brief.editorial.agreement.mismatch import Mismatch, make_mismatch
from brief.editorial.fields.reader import read_model, try_read_model
from brief.editorial.fields.texts import slugify
from brief.editorial.models.checks.addresses import check_addresses
from brief.editorial.models.checks.dates import check_dates
from brief.editorial.models.checks.elements import check_elements
from brief.editorial.models.checks.figures import check_figures
from brief.editorial.models.checks.maps import check_map
from brief.editorial.models.checks.markup import check_markup
from brief.editorial.models.content import BriefingFacts, Edition
from brief.editorial.models.filenames import FolderFiles, check_languages, classify_files
from brief.editorial.models.folders import FACTS_FILE, is_briefing, unknown_briefing_error
from brief.editorial.models.settings import Settings
from brief.editorial.models.structure_checks import FACTS, check_structure
from brief.editorial.yaml.locations import FilePlaces, Places
from brief.editorial.yaml.nodes import ListNode
from brief.errors import ContentError
from brief.findings import Finding, Place, Severity, error
from brief.language_tags import JOIN

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from brief.project import Project

SLUG = re.compile(r"[a-z0-9][a-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Briefing:
    """One subject in all its languages.

    `editions` has the project's languages first, in their order, then others by tag. `findings`
    are those that forbid no edition: warnings, and required languages that are missing.
    """

    slug: str
    folder: Path
    facts: BriefingFacts
    editions: Mapping[str, Edition]
    places: Places
    findings: tuple[Finding, ...] = ()


def list_languages(project: Project, slug: str) -> tuple[str, ...]:
    """Return the tags of a briefing's language files, from their names alone, sorted."""
    if not is_briefing(project, slug):
        return ()
    return tuple(classify_files(project.content_folder / slug, project).languages)


def read_settings(project: Project) -> Settings:
    """Return the project's settings; without a `brief.yaml`, the defaults.

    Raises ContentError with all errors in the file.
    """
    if not _name_exists(project.settings_file):
        return Settings()
    return read_model(project.settings_file, project, Settings)[0]


def read_briefing(
    project: Project, settings: Settings, slug: str, languages: Collection[str] = ()
) -> Briefing:
    """Return a briefing with all its editions.

    Raises ContentError with all errors in all its files, and UsageError if the briefing does not
    exist. A required language that is missing is only one of the briefing's findings, so
    that the others can be built.

    With `languages`, only errors that concern one of these are raised. Other errors are among the
    findings as notes or warnings, and an edition that has them is left out.
    """
    if not is_briefing(project, slug):
        raise unknown_briefing_error(project, slug)
    folder = project.content_folder / slug
    _check_slug(slug, project.display_path(folder))
    files = classify_files(folder, project)
    findings = [*files.findings, *check_languages(files, project)]
    facts, editions, places = _read_files(project, files, findings)
    findings += check_structure(places, _order_languages(files.languages, settings))
    findings += check_figures(facts, editions, places) if facts else ()
    findings += check_elements(facts, editions, places) if facts else ()
    findings += check_map(facts, editions, places) if facts else ()
    findings += check_addresses(places)
    noticed = _check_texts(facts, places, findings)
    if asked := {tag for page in languages for tag in page.split(JOIN)}:
        others = {
            tag: project.display_path(path)
            for tag, path in files.languages.items()
            if tag not in asked
        }
        binding = frozenset(check_structure(places, sorted(asked & files.languages.keys())))
        findings, harmed = set_aside_errors(findings, others, binding)
        editions = {tag: edition for tag, edition in editions.items() if tag not in harmed}
    if not files.languages:
        message = f"{slug} has no language file"
        remedy = "add a file that is named by its language tag, such as it.yaml"
        place = Place(project.display_path(folder))
        findings.append(error("no-language", message, remedy, place))
    forbidding = any(finding.severity is Severity.ERROR for finding in findings)
    findings += _find_missing_languages(project, settings, slug, facts, places)
    if facts is None or forbidding:
        findings += (one.finding for one in noticed if one.finding.severity is not Severity.NOTE)
        raise ContentError(_sort_findings(findings))
    ordered = MappingProxyType({tag: editions[tag] for tag in _order_languages(editions, settings)})
    briefing = Briefing(slug, folder, facts, ordered, places)
    findings += check_agreement(align_briefing(briefing, settings), folder, noticed)
    return replace(briefing, findings=_sort_findings(findings))


def set_aside_errors(
    findings: Sequence[Finding], others: Mapping[str, str], binding: Collection[Finding] = ()
) -> tuple[list[Finding], set[str]]:
    """Return the findings without errors of other languages, and the languages that have such.

    Such errors become notes, or warnings if their place is in the files of the languages that were
    asked for. `others` are the paths of the files of the other languages; `binding` are errors that
    those without others have too.
    """
    kept: list[Finding] = []
    harmed: set[str] = set()
    for finding in findings:
        places = [finding.place, *(related.place for related in finding.related)]
        paths = {place.path for place in places if place}
        found = {tag for tag, path in others.items() if path in paths}
        if finding.severity is Severity.ERROR and found and finding not in binding:
            harmed |= found
            is_theirs = finding.place is not None and finding.place.path in others.values()
            milder = Severity.NOTE if is_theirs else Severity.WARNING
            kept.append(replace(finding, severity=milder))
        else:
            kept.append(finding)
    return kept, harmed


def align_briefing(briefing: Briefing, settings: Settings) -> AlignedBriefing:
    """Return a briefing in the form in which its languages are compared."""
    terms = tuple(
        {ALL_LANGUAGES: (term,)} if isinstance(term, str) else term for term in settings.glossary
    )
    return AlignedBriefing(briefing.slug, briefing.facts, briefing.editions, briefing.places, terms)


def _check_texts(
    facts: BriefingFacts | None, places: Places, findings: Iterable[Finding]
) -> list[Mismatch]:
    """Return what is probably mistyped in files without errors, for waivers to silence."""
    faulty = {one.place.path for one in findings if one.place and one.severity is Severity.ERROR}
    sound = {tag: file for tag, file in places.files.items() if file.shown not in faulty}
    found = [(tag, *each) for tag, file in sound.items() for each in check_markup(file)]
    if facts and FACTS in sound:
        today = datetime.now().astimezone().date()
        found += [(FACTS, *each) for each in check_dates(facts, sound[FACTS], today)]
    return [
        make_mismatch(finding, () if tag == FACTS else (tag,), (about,))
        if about
        else Mismatch(finding, frozenset(), ())
        for tag, finding, about in found
    ]


def _sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by file and line, in the order in which an editor fixes them."""

    def position(finding: Finding) -> tuple[str, int, int]:
        place = finding.place or Place("")
        return place.path, place.line, place.column

    return tuple(sorted(findings, key=position))


def _check_slug(slug: str, shown: str) -> None:
    if not SLUG.fullmatch(slug):
        message = f"the folder name `{slug}` contains characters that are not safe in file names"
        remedy = f"rename it to {slugify(slug) or 'my-briefing'} (a–z, 0–9, hyphens)"
        raise ContentError([error("bad-slug", message, remedy, Place(shown))])


def _read_files(
    project: Project, files: FolderFiles, findings: list[Finding]
) -> tuple[BriefingFacts | None, dict[str, Edition], Places]:
    """Read facts and editions; add their errors to `findings`."""
    elsewhere = {"the language files": Edition}
    read_facts = try_read_model(files.facts, project, BriefingFacts, elsewhere)
    if _name_exists(files.facts):
        findings += read_facts.findings
    else:
        shown = project.display_path(files.facts)
        kept = "it contains the facts that are the same in every language, at least `sources`"
        remedy = f"write it: {kept}"
        findings.append(error("missing-file", f"{shown} is missing", remedy, Place(shown)))
    found: dict[str, FilePlaces] = {FACTS: read_facts.places}
    editions: dict[str, Edition] = {}
    for tag, path in files.languages.items():
        read_edition = try_read_model(path, project, Edition, {FACTS_FILE: BriefingFacts})
        findings += read_edition.findings
        found[tag] = read_edition.places
        if read_edition.model is not None:
            editions[tag] = read_edition.model
    places = Places(MappingProxyType(found), project.display_path(files.facts.parent))
    return read_facts.model, editions, places


def _order_languages(tags: Iterable[str], settings: Settings) -> tuple[str, ...]:
    """Return language tags with the project's languages first, in their order."""
    there = sorted(tags)
    first = [tag for tag in settings.languages if tag in there]
    return tuple(dict.fromkeys([*first, *there]))


def _find_missing_languages(
    project: Project, settings: Settings, slug: str, facts: BriefingFacts | None, places: Places
) -> list[Finding]:
    """Return a finding for each required language without a file."""
    asking = places.files[FACTS]
    own = asking.root is None or isinstance(asking.find_node("languages"), ListNode)
    wanted = facts.languages if facts and own else () if own else settings.languages
    missing = {tag: number for number, tag in enumerate(wanted) if tag not in places.files}
    if missing and not own:
        asking = try_read_model(project.settings_file, project, Settings).places
    return [
        error(
            "missing-language",
            f"{slug} has no edition in `{tag}`, which is required here",
            f"write {project.display_path(project.content_folder / slug / f'{tag}.yaml')}, or list "
            f"this briefing's own `languages` in its {FACTS_FILE}",
            asking.value_place("languages", number),
        )
        for tag, number in missing.items()
    ]


def _name_exists(path: Path) -> bool:
    """Return whether the path exists, including as a folder or a broken link."""
    return path.is_symlink() or path.exists()
