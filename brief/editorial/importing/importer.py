"""Files from elsewhere to a new briefing, or to further languages of one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from brief.editorial.briefing import read_settings
from brief.editorial.importing.figures.suggestions import label_figures, propose_figures
from brief.editorial.importing.file_writer import (
    edition_yaml,
    facts_yaml,
    figure_entries,
    source_entries,
    write_all,
)
from brief.editorial.importing.formats.decoding import LARGEST, decode, format_of
from brief.editorial.importing.formats.plain_text import read_plain
from brief.editorial.importing.request import (
    Request,
    file_title,
    languages_of,
    new_slug,
    refuse_absent,
    refuse_taken,
)
from brief.editorial.importing.round_trip_check import Existing, prove, read_existing
from brief.editorial.importing.structure import Arranged, arrange
from brief.editorial.models.folders import FACTS_FILE
from brief.editorial.yaml.writer import dump_yaml
from brief.errors import ContentError
from brief.findings import Finding, Place, warning
from brief.findings.source_text import read_bytes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from brief.editorial.importing.document import LeftOut, Manuscript
    from brief.editorial.importing.figures.suggestions import Proposal
    from brief.project import Project

One = TypeVar("One")
Other = TypeVar("Other")

# What is made where the text has none, by the code that says so, and the key that it stands at.
_MADE = {
    "title-proposed": "title",
    "summary-proposed": "summary",
    "source-proposed": "sources",
    "figures-proposed": "key_figures",
}

__all__ = ["Plan", "Request", "carry_out", "plan_import", "read_manuscript"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import will write, and what there is to say about it.

    `files` are texts by path; `additions` are lines for files that are there already and are
    never touched, by their shown path. `sources` are the publications that the texts name, and
    `findings` what is left to do.
    """

    slug: str
    languages: tuple[str, ...]
    files: dict[Path, str]
    editions: dict[str, Arranged]
    figures: tuple[str, ...]
    sources: tuple[str, ...] = ()
    additions: dict[str, str] = field(default_factory=dict)
    left_out: tuple[LeftOut, ...] = ()
    findings: tuple[Finding, ...] = ()


def plan_import(
    project: Project, request: Request, opening: Callable[[Path], str] = lambda _: ""
) -> Plan:
    """Read the files and return what is to be written; nothing is written yet.

    `opening` gives the lines that a new file opens with, such as the one that names its schema.

    Raises ContentError for files that cannot be imported, with all that is wrong with them, and
    UsageError for languages that cannot be told and names that are taken.
    """
    manuscripts = _all(read_manuscript, request.files)
    tags = languages_of(request, manuscripts)
    editions = dict(zip(tags, _all(arrange, manuscripts), strict=True))
    slug = request.into or new_slug(project, request, editions, tags)
    existing = read_existing(project, slug) if request.into else None
    refuse_taken(project, slug, tags, request)
    made = _figures(editions, existing)
    folder = project.content / slug
    files: dict[Path, str] = {}
    for tag in tags:
        path = folder / f"{tag}.yaml"
        files[path] = opening(path) + edition_yaml(editions[tag], made.labels[tag])
    findings = [each for manuscript in manuscripts for each in manuscript.findings]
    findings += [
        _placed(each, files, folder / f"{tag}.yaml", project)
        for tag, edition in editions.items()
        for each in edition.findings
    ]
    sources = source_entries(manuscripts)
    additions: dict[str, str] = {}
    if existing:
        additions = _additions(project, slug, existing, sources, made.proposals)
    else:
        unsaid = [] if sources else [_about_source()]
        is_draft = bool(made.proposals) or any(each.code in _MADE for each in (*findings, *unsaid))
        files = {
            folder / FACTS_FILE: opening(folder / FACTS_FILE)
            + facts_yaml(
                sources or [{"publication": file_title(request.files[0])}],
                made.proposals,
                languages=_own_languages(project, tags),
                is_draft=is_draft,
                source_proposed=not sources,
            ),
            **files,
        }
        findings += [_placed(each, files, folder / FACTS_FILE, project) for each in unsaid]
    findings += _about_figures(project, files, made, existing)
    findings += prove(project, slug, files, editions)
    return Plan(
        slug,
        tags,
        files,
        editions,
        tuple(figure.id for figure in made.proposals) if not existing else (),
        tuple(str(source["publication"]) for source in sources),
        additions,
        tuple(entry for manuscript in manuscripts for entry in manuscript.left_out),
        tuple(dict.fromkeys(findings)),
    )


def carry_out(plan: Plan) -> None:
    """Write the files of a plan, all of them or none, over nothing that is there."""
    write_all(plan.files)


def read_manuscript(path: Path) -> Manuscript:
    """Return the text of a file in blocks, whatever its format.

    Raises ContentError if it cannot be read, is no text, or holds what cannot be printed.
    """
    shown = path.as_posix()
    refuse_absent(path, shown)
    raw = read_bytes(path, shown, LARGEST)
    kind = format_of(path, raw, shown)
    if kind == "word":
        from brief.editorial.importing.formats.markdown_and_word import read_word

        return read_word(raw, shown)
    text, findings = decode(raw, shown, is_html=kind == "html")
    if kind == "html":
        from brief.editorial.importing.formats.html import read_html

        manuscript = read_html(text, shown)
    elif kind == "markdown":
        from brief.editorial.importing.formats.markdown_and_word import read_markdown

        manuscript = read_markdown(text, shown)
    else:
        manuscript = read_plain(text, shown)
    manuscript.findings += findings
    return manuscript


def _all(step: Callable[[One], Other], things: Sequence[One]) -> list[Other]:
    """Take a step with everything, so that what is wrong is told of all at once."""
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


@dataclass(frozen=True, slots=True)
class _Figures:
    """Proposals, and labels for the key figures of each language imported."""

    proposals: tuple[Proposal, ...]
    labels: dict[str, dict[str, str]]


def _figures(editions: Mapping[str, Arranged], existing: Existing | None) -> _Figures:
    texts = {tag: edition.texts() for tag, edition in editions.items()}
    if existing is None:
        proposals = propose_figures(texts)
        labels = {tag: {figure.id: figure.labels[tag] for figure in proposals} for tag in editions}
        return _Figures(proposals, labels)
    if not existing.figures:
        return _Figures(propose_figures({**existing.texts, **texts}), {tag: {} for tag in texts})
    labels = {
        tag: label_figures(existing.figures, tag, said, {**existing.texts, **texts})
        for tag, said in texts.items()
    }
    return _Figures((), labels)


def _additions(
    project: Project,
    slug: str,
    existing: Existing,
    sources: Sequence[Mapping[str, object]],
    proposals: Sequence[Proposal],
) -> dict[str, str]:
    """Return lines that an editor may add to the files that are there, by their shown paths."""
    facts: dict[str, object] = {}
    new = [each for each in sources if str(each["publication"]) not in existing.publications]
    if new:
        facts["sources"] = new
    if proposals:
        facts["key_figures"] = figure_entries(proposals)
    folder = project.shown(project.content / slug)
    additions = {f"{folder}/{FACTS_FILE}": dump_yaml(facts)} if facts else {}
    for tag in proposals[0].labels if proposals else ():
        labels = {figure.id: figure.labels[tag] for figure in proposals}
        additions[f"{folder}/{tag}.yaml"] = dump_yaml({"key_figures": labels})
    return additions


def _own_languages(project: Project, tags: Sequence[str]) -> Sequence[str]:
    """Return the languages that a briefing has instead of the project's; () if it has those.

    A briefing that has only some of the project's languages is one that is not finished.
    """
    wanted = read_settings(project).languages
    return tags if wanted and not set(tags) <= set(wanted) else ()


def _about_source() -> Finding:
    message = "the text does not say where it is from: the file’s name stands for its source"
    return warning("source-proposed", message, "write the publication that it is drawn from")


def _about_figures(
    project: Project, files: Mapping[Path, str], made: _Figures, existing: Existing | None
) -> list[Finding]:
    """Return what is left to do about the key figures, where they are proposed."""
    findings: list[Finding] = []
    for path in files:
        if existing is None and path.name == FACTS_FILE and made.proposals:
            message = f"{len(made.proposals)} key figures are proposed, with labels from the text"
            remedy = "keep those that matter, and give them better labels where you can"
        elif existing is not None and made.labels[path.stem]:
            message = "the labels of the key figures are proposed from the text"
            remedy = "look at each"
        else:
            continue
        found = warning("figures-proposed", message, remedy)
        findings.append(_placed(found, files, path, project))
    return findings


def _placed(finding: Finding, files: Mapping[Path, str], path: Path, project: Project) -> Finding:
    """Return a finding about something made with its place in the file that it is written to."""
    key = _MADE.get(finding.code)
    if key is None:
        return finding
    lines = files[path].splitlines()
    number = next((n for n, line in enumerate(lines, 1) if line.startswith(f"{key}:")), 0)
    line = lines[number - 1] if number else ""
    return replace(finding, place=Place(project.shown(path), number, 1, len(key), line))
