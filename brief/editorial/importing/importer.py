"""Import files as a new briefing, or as further languages of one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from brief.editorial.briefing import read_settings
from brief.editorial.importing.figures.series_proposals import describe_charts, propose_charts
from brief.editorial.importing.figures.suggestions import (
    PLACEHOLDER,
    label_figures,
    propose_figures,
)
from brief.editorial.importing.file_writer import (
    edition_yaml,
    facts_yaml,
    figure_entries,
    source_entries,
)
from brief.editorial.importing.formats.decoding import MAX_BYTES
from brief.editorial.importing.formats.file_reader import read_file
from brief.editorial.importing.request import (
    ImportRequest,
    check_is_file,
    check_not_taken,
    choose_languages,
    choose_slug,
    file_title,
)
from brief.editorial.importing.roles.agreement import agree_on_summary
from brief.editorial.importing.roles.assign import assign_roles
from brief.editorial.importing.round_trip_check import (
    ExistingBriefing,
    check_round_trip,
    read_existing,
)
from brief.editorial.importing.structure import EditionDraft, arrange_blocks
from brief.editorial.models.folders import FACTS_FILE
from brief.editorial.prose import strip_markup
from brief.editorial.yaml.writer import FlowValue, PlainScalar, dump_yaml
from brief.errors import ContentError
from brief.findings import Finding, Place, warning
from brief.findings.source_text import read_bytes
from brief.storage.file_set import write_new_files

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from brief.editorial.importing.document import Manuscript, OmittedText
    from brief.editorial.importing.figures.suggestions import FigureProposal
    from brief.project import Project

One = TypeVar("One")
Other = TypeVar("Other")

# The key that is proposed where the text has no such part, by finding code.
_PROPOSED_KEYS = {
    "title-proposed": "title",
    "summary-proposed": "summary",
    "source-proposed": "sources",
    "figures-proposed": "key_figures",
    "charts-proposed": "charts",
}

__all__ = ["ImportPlan", "ImportRequest", "plan_import", "read_manuscript", "write_import"]


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """The files that an import will write, and a report about it.

    `files` are texts by path; `additions` are lines for existing files, which are never changed, by
    their path in messages. `sources` are the publications that the texts name.
    """

    slug: str
    languages: tuple[str, ...]
    files: dict[Path, str]
    editions: dict[str, EditionDraft]
    figures: tuple[str, ...]
    sources: tuple[str, ...] = ()
    additions: dict[str, str] = field(default_factory=dict)
    left_out: tuple[OmittedText, ...] = ()
    findings: tuple[Finding, ...] = ()


def plan_import(
    project: Project, request: ImportRequest, opening: Callable[[Path], str] = lambda _: ""
) -> ImportPlan:
    """Read the files and return the plan of the import; nothing is written yet.

    `opening` returns the first lines of a new file, such as the reference to its schema.

    Raises ContentError for files that cannot be imported, with all of their errors, and UsageError
    for languages that cannot be detected and names that exist.
    """
    manuscripts = _collect_all(read_manuscript, request.files)
    tags = choose_languages(request, manuscripts)
    for manuscript, tag in zip(manuscripts, tags, strict=True):
        assign_roles(manuscript, tag)
    agree_on_summary(manuscripts)
    editions = dict(zip(tags, _collect_all(arrange_blocks, manuscripts), strict=True))
    slug = request.into or choose_slug(project, request, editions, tags)
    existing = read_existing(project, slug) if request.into else None
    check_not_taken(project, slug, tags, request)
    proposals, labels = _propose_or_label(editions, existing)
    tables = {tag: each.tables for tag, each in zip(tags, manuscripts, strict=True)}
    length = max(sum(map(len, each.texts())) for each in editions.values())
    charts = () if existing else propose_charts(tables, proposals, length)
    folder = project.content_folder / slug
    files: dict[Path, str] = {}
    for tag in tags:
        path = folder / f"{tag}.yaml"
        titles = {chart.id: chart.titles[tag] for chart in charts}
        files[path] = opening(path) + edition_yaml(editions[tag], labels[tag], titles)
    findings = [each for manuscript in manuscripts for each in manuscript.findings]
    findings += [
        _place_finding(each, files, folder / f"{tag}.yaml", project)
        for tag, edition in editions.items()
        for each in edition.findings
    ]
    sources = source_entries(manuscripts)
    additions: dict[str, str] = {}
    if existing:
        additions = _suggest_additions(project, slug, existing, sources, proposals)
    else:
        has_proposed = any(each.code in _PROPOSED_KEYS for each in findings)
        facts = facts_yaml(
            sources or [{"publication": file_title(request.files[0])}],
            proposals,
            first=_first_keys(project, tags, manuscripts),
            is_draft=has_proposed or bool(proposals) or bool(charts) or not sources,
            source_proposed=not sources,
            charts=charts,
        )
        path = folder / FACTS_FILE
        files = {path: opening(path) + facts, **files}
        if not sources:
            message = "the text does not name its source: the file’s name is used"
            remedy = "write the publication that it is based on"
            found = warning("source-proposed", message, remedy)
            findings.append(_place_finding(found, files, path, project))
    findings += _figure_findings(project, files, proposals, labels)
    if charts:
        found = warning("charts-proposed", *describe_charts(charts))
        findings.append(_place_finding(found, files, folder / FACTS_FILE, project))
    findings += check_round_trip(project, slug, files, editions)
    return ImportPlan(
        slug,
        tags,
        files,
        editions,
        () if existing else tuple(figure.id for figure in proposals),
        tuple(str(source["publication"]) for source in sources),
        additions,
        tuple(entry for manuscript in manuscripts for entry in manuscript.left_out),
        tuple(dict.fromkeys(findings)),
    )


def write_import(plan: ImportPlan) -> None:
    """Write the files of a plan, all of them or none, and overwrite nothing. Raises BriefError."""
    files = {path: text.encode() for path, text in plan.files.items()}
    remedy = "free the place or the rights, or choose another name with --slug"
    write_new_files(files, remedy, "cannot-write")


def read_manuscript(path: Path) -> Manuscript:
    """Return the text of a file in blocks, whatever its format.

    Raises ContentError if it cannot be read, is not text, or has unprintable characters.
    """
    shown = path.as_posix()
    check_is_file(path, shown)
    raw = read_bytes(path, shown, MAX_BYTES)
    return read_file(path, raw, shown)


def _collect_all(step: Callable[[One], Other], things: Sequence[One]) -> list[Other]:
    """Apply `step` to each item; raise one ContentError with the findings of all."""
    done: list[Other] = []
    findings: list[Finding] = []
    for thing in things:
        try:
            done.append(step(thing))
        except ContentError as problem:
            findings += problem.findings
    if findings:
        raise ContentError(findings)
    return done


def _propose_or_label(
    editions: Mapping[str, EditionDraft], existing: ExistingBriefing | None
) -> tuple[tuple[FigureProposal, ...], dict[str, dict[str, str]]]:
    """Return proposed key figures, and labels by language and key figure for each language."""
    texts = {tag: edition.texts() for tag, edition in editions.items()}
    if existing is None:
        leads = {tag: edition.leads() for tag, edition in editions.items()}
        points = {tag: [strip_markup(each) for each in one.points] for tag, one in editions.items()}
        proposals = propose_figures(points, leads)
        labels = {tag: {figure.id: figure.labels[tag] for figure in proposals} for tag in editions}
        return proposals, labels
    if not existing.figures:
        return propose_figures({**existing.texts, **texts}), {tag: {} for tag in texts}
    return (), {tag: label_figures(existing.figures, tag, own) for tag, own in texts.items()}


def _suggest_additions(
    project: Project,
    slug: str,
    existing: ExistingBriefing,
    sources: Sequence[Mapping[str, object]],
    proposals: Sequence[FigureProposal],
) -> dict[str, str]:
    """Return lines that an editor may add to existing files, by the files' paths in messages."""
    facts: dict[str, object] = {}
    new = [each for each in sources if str(each["publication"]) not in existing.publications]
    if new:
        facts["sources"] = new
    if proposals:
        facts["key_figures"] = figure_entries(proposals)
    folder = project.display_path(project.content_folder / slug)
    additions = {f"{folder}/{FACTS_FILE}": dump_yaml(facts)} if facts else {}
    for tag in proposals[0].labels if proposals else ():
        labels = {figure.id: figure.labels[tag] for figure in proposals}
        additions[f"{folder}/{tag}.yaml"] = dump_yaml({"key_figures": labels})
    return additions


def _first_keys(
    project: Project, tags: Sequence[str], manuscripts: Sequence[Manuscript]
) -> dict[str, object]:
    """Return the briefing's own languages, unless the project has them, and its day, if known.

    A briefing in only some of the project's languages is merely unfinished. The day is the one
    that a text gives itself, in its lines or its metadata.
    """
    keys: dict[str, object] = {}
    wanted = read_settings(project).languages
    if wanted and not set(tags) <= set(wanted):
        keys["languages"] = FlowValue(tags)
    days = [each.day or each.published for each in manuscripts]
    if day := next((day for day in days if day and day.day), None):
        keys["date"] = PlainScalar(str(day))
    if embargo := next((each.embargo for each in manuscripts if each.embargo), None):
        keys["embargo"] = PlainScalar(str(embargo))
    return keys


def _figure_findings(
    project: Project,
    files: Mapping[Path, str],
    proposals: Sequence[FigureProposal],
    all_labels: Mapping[str, Mapping[str, str]],
) -> list[Finding]:
    """Return a warning for each file with proposed key figures or labels."""
    findings: list[Finding] = []
    is_new = any(path.name == FACTS_FILE for path in files)
    for path in files:
        if is_new and path.name == FACTS_FILE and proposals:
            one = len(proposals) == 1
            message = (
                "a key figure is proposed" if one else f"{len(proposals)} key figures are proposed"
            )
            remedy = "remove it if it does not matter" if one else "remove those that do not matter"
        elif not is_new and all_labels[path.stem]:
            message, remedy = "the labels of the key figures are proposed", "check each"
        else:
            continue
        if any(PLACEHOLDER in labels.values() for labels in all_labels.values()):
            remedy += f", and write a label in place of each {PLACEHOLDER}"
        found = warning("figures-proposed", message, remedy)
        findings.append(_place_finding(found, files, path, project))
    return findings


def _place_finding(
    finding: Finding, files: Mapping[Path, str], path: Path, project: Project
) -> Finding:
    """Return a finding about a proposed part, with its place in the file to be written."""
    key = _PROPOSED_KEYS.get(finding.code)
    if key is None:
        return finding
    lines = files[path].splitlines()
    number = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 0)
    line = lines[number - 1] if number else ""
    return replace(finding, place=Place(project.display_path(path), number, 1, len(key), line))
