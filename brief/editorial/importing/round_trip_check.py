"""Check an import before it is written: reading the files back must give the same texts."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brief.editorial.briefing import read_briefing, read_settings
from brief.editorial.fields.reader import try_read_model
from brief.editorial.importing.figures.suggestions import PLACEHOLDER
from brief.editorial.models.content import BriefingFacts, Edition
from brief.editorial.models.filenames import classify_files
from brief.editorial.models.folders import FACTS_FILE, list_yaml_files
from brief.editorial.prose import strip_markup
from brief.errors import ContentError
from brief.findings import Finding, Place, Severity, error
from brief.findings.message import shorten
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.importing.structure import EditionDraft
    from brief.editorial.models.key_figures import KeyFigure

# Errors that an import may leave to the editor: languages that do not match yet.
_LEFT_TO_DO = frozenset(
    {"points-differ", "point-without-id", "no-label", "missing-language", "no-alt-text"}
)


@dataclass(frozen=True, slots=True)
class ExistingBriefing:
    """Key figures, publications, and texts by language of an existing briefing."""

    figures: tuple[KeyFigure, ...]
    publications: frozenset[str]
    texts: dict[str, list[str]]


def read_existing(project: Project, slug: str) -> ExistingBriefing:
    """Return the content of an existing briefing, as far as it can be read."""
    folder = project.content_folder / slug
    facts = try_read_model(folder / FACTS_FILE, project, BriefingFacts).model
    texts: dict[str, list[str]] = {}
    for tag, path in classify_files(folder, project).languages.items():
        edition = try_read_model(path, project, Edition).model
        if edition:
            prose = [edition.standfirst, edition.summary, *(point.text for point in edition.points)]
            texts[tag] = [strip_markup(text) for text in prose if text]
    publications = frozenset(source.publication for source in (facts.sources if facts else ()))
    return ExistingBriefing(facts.key_figures if facts else (), publications, texts)


def check_round_trip(
    project: Project, slug: str, files: Mapping[Path, str], editions: Mapping[str, EditionDraft]
) -> list[Finding]:
    """Read the files in a trial project, and return the findings of a build.

    Raises ContentError if the texts read back differ: then nothing may be written.
    """
    with TemporaryDirectory(prefix="brief-") as folder:
        trial = Project(Path(folder).resolve())
        _write_trial(project, trial, slug, files)
        for tag, arranged in editions.items():
            _compare_edition(trial, slug, tag, arranged)
        try:
            found = read_briefing(trial, read_settings(trial), slug).findings
        except ContentError as problem:
            found = problem.findings
    ours = {project.display_path(path) for path in files}
    wrong = [
        each
        for each in found
        if each.severity is Severity.ERROR
        and each.code not in _LEFT_TO_DO
        and each.place
        and each.place.path in ours
    ]
    if wrong:
        raise ContentError(wrong)
    return [
        replace(each, severity=Severity.WARNING) if each.code in _LEFT_TO_DO else each
        for each in found
    ]


def _write_trial(project: Project, trial: Project, slug: str, files: Mapping[Path, str]) -> None:
    """Copy the existing files of a briefing into the trial project, and write the new files."""
    existing, folder = project.content_folder / slug, trial.content_folder / slug
    folder.mkdir(parents=True)
    with suppress(OSError):
        copyfile(project.settings_file, trial.settings_file)
    for path in list_yaml_files(existing):
        with suppress(OSError):
            copyfile(path, folder / path.name)
    for path, text in files.items():
        # labels that the editor has yet to write would be refused
        labelled = text.replace(f': "{PLACEHOLDER}"\n', ': "label"\n')
        (folder / path.name).write_text(labelled, "utf-8", newline="")


def _compare_edition(trial: Project, slug: str, tag: str, arranged: EditionDraft) -> None:
    attempt = try_read_model(trial.content_folder / slug / f"{tag}.yaml", trial, Edition)
    edition = attempt.model
    if edition is None:
        raise ContentError(attempt.findings)
    wanted = [arranged.title, arranged.standfirst or None, arranged.summary, *arranged.points]
    read = [edition.title, edition.standfirst, edition.summary]
    read += [point.text for point in edition.points]
    if read != wanted:
        differing = next(text for text, other in zip(wanted, read, strict=True) if text != other)
        place = Place(f"content/{slug}/{tag}.yaml")
        message = f"this text does not read back as it was: “{shorten(differing or '')}”"
        remedy = "look for invisible characters in it, and type it again"
        raise ContentError([error("does-not-read-back", message, remedy, place)])
