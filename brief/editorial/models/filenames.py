"""Classify the files in a briefing's folder by name: facts, languages, wrong names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import find_language_by_name, read_language
from brief.editorial.models.folders import FACTS_FILE, list_yaml_files
from brief.findings import Finding, Place, Related, error
from brief.language_tags import canonical_tag

if TYPE_CHECKING:
    from pathlib import Path

    from brief.project import Project


@dataclass(frozen=True, slots=True)
class FolderFiles:
    """The file with the facts, the language files by tag, and findings about wrong names.

    A file with a slightly wrong name is included, so that its content is checked in the same run.
    """

    facts: Path
    languages: dict[str, Path]
    findings: tuple[Finding, ...]


def classify_files(folder: Path, project: Project) -> FolderFiles:
    """Return a folder's files by kind, and a finding for each file with a wrong name."""
    facts = folder / FACTS_FILE
    languages: dict[str, Path] = {}
    findings: list[Finding] = []
    for path in sorted(list_yaml_files(folder), key=lambda path: not _is_correct_name(path.name)):
        tag = _guess_tag(path.stem)
        taken = languages.get(tag) if tag else None
        if path.stem.casefold() == "briefing" and path != facts:
            taken = facts if facts.exists() else None
            facts = taken or path
        elif tag:
            languages.setdefault(tag, path)
        if taken:
            subject = f"in `{tag}`" if tag else "with the facts of the briefing"
            findings.append(_duplicate_file_finding(path, taken, subject, project))
        elif not _is_correct_name(path.name):
            findings.append(_wrong_name_finding(path, tag, Place(project.display_path(path))))
    return FolderFiles(facts, dict(sorted(languages.items())), tuple(findings))


def _is_correct_name(name: str) -> bool:
    stem, dot, suffix = name.rpartition(".")
    return name == FACTS_FILE or (dot + suffix == ".yaml" and canonical_tag(stem) == stem)


def _guess_tag(stem: str) -> str | None:
    """Return the language tag that a file's name means: `it`, `IT`, `pt_BR` or `italian`."""
    if stem.casefold() == "briefing":
        return None
    return canonical_tag(stem) or find_language_by_name(stem)


def _duplicate_file_finding(path: Path, taken: Path, subject: str, project: Project) -> Finding:
    return error(
        "duplicate-file",
        f"there are two files {subject}: {path.name} and {taken.name}",
        "keep one of the two files",
        Place(project.display_path(path)),
        (Related("the other one", Place(project.display_path(taken))),),
    )


def _wrong_name_finding(path: Path, tag: str | None, place: Place) -> Finding:
    """Return the finding for a YAML file whose name is not `briefing` or a language tag."""
    right = FACTS_FILE if path.stem.casefold() == "briefing" else f"{tag}.yaml" if tag else ""
    message, remedy = f"{path.name} is not spelled as brief expects it", f"rename it to {right}"
    if not right:
        message = f"the name of {path.name} is not a language tag"
        remedy = (
            "name it by the tag of its language (de.yaml, it.yaml, pt-BR.yaml); if it is not part "
            "of the briefing, begin its name with `_`"
        )
    return error("file-name", message, remedy, place)


def check_languages(files: FolderFiles, project: Project) -> list[Finding]:
    """Return a finding for each file in a language without CLDR data or page strings."""
    from brief.editorial.locale.page_strings import list_catalogues, page_strings

    findings = []
    for tag, path in files.languages.items():
        place = Place(project.display_path(path))
        try:
            read_language(tag)
        except InvalidValue as problem:
            remedy = f"name the file by the tag of its language: {problem.message.remedy}"
            message = f"{path.name}: {problem.message.message}"
            findings.append(error("file-name", message, remedy, place))
            continue
        try:
            page_strings(tag)
        except ValueError:
            words = "the page's own words (“Source”, “Key figures” …)"
            message = f"{words} are not available in `{tag}`"
            remedy = f"available languages: {', '.join(list_catalogues())}"
            findings.append(error("no-words", message, remedy, place))
    return findings
