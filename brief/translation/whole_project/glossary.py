"""Change the glossary of a project by what a file of terms has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from brief.editorial.agreement.glossary import ALL_LANGUAGES as ALL
from brief.editorial.briefing import read_settings
from brief.editorial.editing import insert_item, read_for_editing, remove_item, set_key
from brief.editorial.editing.saving import write_if_unchanged
from brief.errors import BriefError
from brief.project import Project

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from brief.editorial.models.settings import Settings
    from brief.translation.formats.glossary_files import Term

KEY = ("glossary",)


@dataclass(frozen=True, slots=True)
class GlossaryChange:
    """How many terms an import added, and how many got other names."""

    added: int = 0
    changed: int = 0


def list_terms(settings: Settings) -> list[Term]:
    """Return the terms of the glossary by language."""
    return [
        {ALL: (term,)} if isinstance(term, str) else {tag: tuple(it) for tag, it in term.items()}
        for term in settings.glossary
    ]


def import_terms(project: Project, terms: Iterable[Term]) -> GlossaryChange:
    """Write terms into `glossary:` of brief.yaml.

    A term that shares a name with one that is there gives it its names, in the languages that it
    has; others are added. Nothing is removed. Raises BriefError without a brief.yaml, ContentError
    if a glossary cannot have a name, EditRefusedError if the file cannot be changed
    without changing more, and ChangedMeanwhileError if another program changed it.
    """
    if not project.settings_file.exists():
        msg = "the project has no brief.yaml for its glossary"
        raise BriefError(msg, "write one, with a line such as `languages: [de, it]`")
    before = read_for_editing(project.settings_file, project)
    known = list_terms(read_settings(project))
    text, there, changed = before.text, len(known), 0
    for term in terms:
        at = _find(known, term)
        if at is None:
            known.append(term)
        elif not _says_the_same(known[at], term):
            text = text if at >= there else _change(text, at, known[at], term)
            known[at] = _merge(known[at], term)
            changed += at < there
    text = _append(text, there, known[there:])
    if text != before.text:
        _check(text)
        write_if_unchanged(project.settings_file, text, before.hash, project)
    return GlossaryChange(len(known) - there, changed)


def _find(known: Sequence[Term], term: Term) -> int | None:
    """Return the index of a known term that has a name of another, in the same language."""
    return next((at for at, other in enumerate(known) if _share_a_name(other, term)), None)


def _share_a_name(one: Term, other: Term) -> bool:
    return any(
        set(names) & set(others)
        for tag, names in one.items()
        for theirs, others in other.items()
        if tag == theirs or ALL in {tag, theirs}
    )


def _says_the_same(known: Term, term: Term) -> bool:
    """Return whether a term has nothing that the known one does not say."""
    every = known.get(ALL)
    if every:
        return all(names == every for names in term.values())
    if ALL in term:
        return all(names == term[ALL] for names in known.values())
    return all(known.get(tag) == names for tag, names in term.items())


def _merge(known: Term, term: Term) -> Term:
    return term if ALL in known or ALL in term else {**known, **term}


def _change(text: str, at: int, known: Term, term: Term) -> str:
    """Return the text of brief.yaml with other names of a term."""
    if ALL in known or ALL in term:
        return insert_item(remove_item(text, KEY, at), KEY, at, _as_data(term))
    for tag, names in term.items():
        if known.get(tag) != names:
            text = set_key(text, (*KEY, at), tag, _name_data(names))
    return text


def _append(text: str, there: int, terms: Sequence[Term]) -> str:
    """Return the text of brief.yaml with new terms after those that are there."""
    if not terms:
        return text
    if not there:
        return set_key(text, (), KEY[0], [_as_data(term) for term in terms])
    for at, term in enumerate(terms, start=there):
        text = insert_item(text, KEY, at, _as_data(term))
    return text


def _as_data(term: Term) -> object:
    """Return a term as it is written: a name alone, or names by language."""
    if ALL in term:
        return term[ALL][0]
    return {tag: _name_data(names) for tag, names in term.items()}


def _name_data(names: Sequence[str]) -> object:
    return names[0] if len(names) == 1 else list(names)


def _check(text: str) -> None:
    """Raise ContentError unless the text is that of a brief.yaml."""
    with TemporaryDirectory(prefix="brief-glossary-") as name:
        copy = Project(Path(name).resolve())
        copy.settings_file.write_bytes(text.encode())
        read_settings(copy)
