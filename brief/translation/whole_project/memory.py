"""The translation memory: every text on which the languages of a briefing have agreed."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.agreement.baseline import FILE_NAME, read_baseline
from brief.editorial.models.folders import list_slugs
from brief.errors import ContentError
from brief.translation.inline import read_prose
from brief.translation.unit import Proposal, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.project import Project
    from brief.translation.unit import TranslationFile, Unit

THRESHOLD = 75
"""The least similarity of a source to that of a proposal, in per cent."""
MAX_PROPOSALS = 3


@dataclass(frozen=True, slots=True)
class AgreedText:
    """A text in all languages on which a briefing agreed; `origin` is its slug and name."""

    origin: str
    versions: Mapping[str, str]


def list_agreed(project: Project) -> tuple[AgreedText, ...]:
    """Return all texts on which languages agreed, those with the same words once.

    Raises ContentError if a record cannot be read.
    """
    found: dict[tuple[tuple[str, str], ...], AgreedText] = {}
    for slug in list_slugs(project):
        for text in _read_agreed(project, slug):
            found.setdefault(tuple(sorted(text.versions.items())), text)
    return tuple(found.values())


def _read_agreed(project: Project, slug: str) -> Iterator[AgreedText]:
    folder = project.content_folder / slug
    for name, versions in read_baseline(folder, f"content/{slug}/{FILE_NAME}").items():
        if len(versions) > 1:
            yield AgreedText(f"{slug}: {name}", versions)


class Memory:
    """The agreed texts of a project for one pair of languages, read when they are first needed.

    Records that cannot be read are left out: a build reports them.
    """

    def __init__(self, project: Project, source: str, target: str) -> None:
        self._project = project
        self._pair = (source, target)
        self._known: dict[str, list[_Known]] | None = None

    def find_similar(self, unit: Unit) -> tuple[Proposal, ...]:
        """Return translations of the same text or similar ones, the most similar first."""
        from rapidfuzz import fuzz, process

        if self._known is None:
            self._known = self._read()
        words = plain(unit.source)
        similar = process.extract(
            words, list(self._known), scorer=fuzz.ratio, score_cutoff=THRESHOLD, limit=MAX_PROPOSALS
        )
        found: dict[str, Proposal] = {}
        for text, score, _ in similar:
            for known in self._known[text]:
                source = read_prose(known.source)
                # A text with other codes, or another letter among many, is not the same.
                match = 100 if source == unit.source else min(int(score), 99)
                target = read_prose(known.target, source)
                found.setdefault(known.target, Proposal(source, target, match, known.origin))
        return tuple(sorted(found.values(), key=lambda it: -it.match)[:MAX_PROPOSALS])

    def _read(self) -> dict[str, list[_Known]]:
        """Return the texts by the words of their source."""
        found: dict[str, list[_Known]] = {}
        for slug in list_slugs(self._project):
            with suppress(ContentError):
                for text in _read_agreed(self._project, slug):
                    source, target = (text.versions.get(tag, "") for tag in self._pair)
                    if source and target:
                        words = plain(read_prose(source))
                        found.setdefault(words, []).append(_Known(source, target, text.origin))
        return found


class _Known(NamedTuple):
    source: str
    target: str
    origin: str


def add_proposals(file: TranslationFile, memory: Memory) -> TranslationFile:
    """Return the file with earlier translations proposed for its open texts."""
    units = (
        replace(unit, proposals=memory.find_similar(unit)) if unit.state.is_open else unit
        for unit in file.units
    )
    return replace(file, units=tuple(units))
