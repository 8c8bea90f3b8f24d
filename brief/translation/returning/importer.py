"""Import a file that came back from a translator: check it, compare the languages, write."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brief.editorial.briefing import list_languages, read_briefing, read_settings
from brief.editorial.editing.saving import read_for_editing, write_if_unchanged
from brief.editorial.models.filenames import classify_files
from brief.editorial.models.folders import is_briefing
from brief.editorial.yaml.parser import parse_yaml
from brief.errors import ContentError
from brief.findings import Severity, error
from brief.findings.source_text import SourceText
from brief.language_tags import canonical_tag
from brief.project import Project
from brief.scaffold.languages import require_page_strings
from brief.scaffold.schemas import schema_comment
from brief.storage.file_set import write_new_files
from brief.translation.collect import collect_units
from brief.translation.returning.arrange import change_file, make_file
from brief.translation.returning.returned import check_returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from brief.editorial.editing.saving import FileText
    from brief.editorial.yaml.nodes import Node
    from brief.findings import Finding
    from brief.translation.returning.returned import Change
    from brief.translation.unit import ReturnedFile, TranslationFile

PLACEHOLDER = "placeholder-left"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did: the language file, the keys of its new texts, and findings.

    `is_written` is false if an error forbids it, or if nothing had changed.
    """

    path: str
    keys: tuple[str, ...]
    findings: tuple[Finding, ...]
    is_written: bool
    is_new: bool = False


def import_translation(
    project: Project, returned: ReturnedFile, *, partly: bool = False, takes_copies: bool = False
) -> ImportResult:
    """Write the translations of a returned file into the language file of their briefing.

    It is checked as a whole first; with an error, nothing is written, unless `partly` takes the
    units that have none. `takes_copies`: copies of the source are translations, too. Then the
    languages are compared as in a build, and what differs in the texts that came back is among the
    findings. An error in the result forbids it, too.

    Raises ContentError if the briefing cannot be read, UsageError if it does not exist, and
    ChangedMeanwhileError if another program changed the language file meanwhile.
    """
    languages = _check_identity(project, returned)
    target = _Target.find(project, returned.slug, *languages)  # before its texts are collected
    current = collect_units(project, returned.slug, *languages)
    checked = check_returned(returned, current, takes_copies=takes_copies)
    if not checked.changes or (_has_errors(checked.findings) and not partly):
        return ImportResult(target.shown, (), checked.findings, is_written=False)
    text = target.arrange(checked.changes)
    found = (*checked.findings, *_compare(project, current, target, text))
    forbidding = [one for one in found if not partly or one not in checked.findings]
    if _has_errors(one for one in forbidding if not (partly and one.code == PLACEHOLDER)):
        return ImportResult(target.shown, (), found, is_written=False)
    target.write(text)
    keys = tuple(change.unit.key for change in checked.changes)
    return ImportResult(target.shown, keys, found, is_written=True, is_new=target.before is None)


def _check_identity(project: Project, returned: ReturnedFile) -> tuple[str, str]:
    """Return the languages of a returned file, if this project has its briefing."""
    pair = (returned.source_language, returned.target_language)
    tags = [str(tag) for tag in map(canonical_tag, pair) if tag]
    if len(tags) < len(pair) or not is_briefing(project, returned.slug):
        message = "the file does not say which briefing and languages it is a translation of"
        if len(tags) == len(pair):
            message = f"the file is a translation of `{returned.slug}`, which this project lacks"
        remedy = "import it where it was exported, or export the briefing again"
        raise ContentError([error("translation-file", message, remedy, returned.place)])
    source, target = tags
    require_page_strings([target])
    if source not in list_languages(project, returned.slug):
        message = f"the briefing `{returned.slug}` has no texts in {source} any more"
        remedy = f"restore {source}.yaml, or export from another language"
        raise ContentError([error("translation-file", message, remedy, returned.place)])
    return source, target


def _has_errors(findings: Iterable[Finding]) -> bool:
    return any(finding.severity is Severity.ERROR for finding in findings)


@dataclass(frozen=True, slots=True)
class _Target:
    """The language file that translations are written to; `before` is None if it is new."""

    project: Project
    path: Path
    shown: str
    source: Node
    before: FileText | None

    @classmethod
    def find(cls, project: Project, slug: str, own: str, other: str) -> _Target:
        """Return the language file of a translation from `own`, with what it contains."""
        folder = project.content_folder / slug
        files = classify_files(folder, project).languages
        path = files.get(other, folder / f"{other}.yaml")
        text = read_for_editing(files[own], project).text
        node = _parse(text, project.display_path(files[own]))
        before = read_for_editing(path, project) if path.exists() else None
        return cls(project, path, project.display_path(path), node, before)

    def arrange(self, changes: Sequence[Change]) -> str:
        """Return the text of the file with new translations."""
        if self.before is None:
            texts = {change.unit.path: change.text for change in changes}
            return make_file(self.source, texts, schema_comment(self.project, self.path))
        parse = partial(_parse, shown=self.shown)
        return change_file(self.before.text, changes, self.source, parse, self.shown)

    def write(self, text: str) -> None:
        """Write the file, if it is still what it was when its texts were collected."""
        if self.before is None:
            write_new_files({self.path: text.encode()})
        else:
            write_if_unchanged(self.path, text, self.before.hash, self.project)


def _parse(text: str, shown: str) -> Node:
    root, findings = parse_yaml(SourceText(shown, text))
    if root is None:
        raise ContentError(findings)
    return root


def _compare(
    project: Project, current: TranslationFile, target: _Target, text: str
) -> tuple[Finding, ...]:
    """Return what a build would find in the language file if it had this text.

    The briefing is read from a copy of its texts, so that nothing is written before it is known to
    be right.
    """
    folder = project.content_folder / current.slug
    with TemporaryDirectory(prefix="brief-translation-") as name:
        copy = Project(Path(name).resolve())
        inside = copy.content_folder / current.slug
        inside.mkdir(parents=True)
        if project.settings_file.exists():
            shutil.copyfile(project.settings_file, copy.settings_file)
        for path in folder.iterdir():
            if path.is_file() and path.suffix in {".yaml", ".yml", ".json"}:
                shutil.copyfile(path, inside / path.name)
        (inside / target.path.name).write_bytes(text.encode())
        pair = (current.source_language, current.target_language)
        try:
            found = read_briefing(copy, read_settings(copy), current.slug, pair).findings
        except ContentError as problem:
            found = problem.findings
    return tuple(finding for finding in found if target.shown in _paths(finding))


def _paths(finding: Finding) -> set[str]:
    places = [finding.place, *(related.place for related in finding.related)]
    return {place.path for place in places if place}
