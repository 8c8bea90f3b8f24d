"""Collect the texts to translate: the texts of a briefing, and how far their translation is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.editorial.agreement.baseline import (
    FILE_NAME,
    collect_texts,
    match_recorded_texts,
    read_baseline,
)
from brief.editorial.briefing import align_briefing, list_languages, read_briefing, read_settings
from brief.errors import UsageError
from brief.findings.suggest import join_words
from brief.translation.file_texts import FileText, have_same_ids, list_texts
from brief.translation.inline import read_prose
from brief.translation.marks import find_marks
from brief.translation.unit import State, TranslationFile, Unit, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.agreement.aligned_texts import AlignedBriefing
    from brief.editorial.briefing import Briefing
    from brief.project import Project
    from brief.translation.unit import Path


def collect_units(project: Project, slug: str, source: str, target: str) -> TranslationFile:
    """Return the texts of a briefing with their translations, in the order of the source file.

    Raises UsageError if the briefing has no texts in the source language or both languages are
    the same, and ContentError if the files of one of the two have errors.
    """
    languages = list_languages(project, slug)
    _check_languages(slug, languages, source, target)
    wanted = [tag for tag in (source, target) if tag in languages]
    settings = read_settings(project)
    briefing = read_briefing(project, settings, slug, wanted)
    aligned = align_briefing(briefing, settings)
    return TranslationFile(
        project=project.root.resolve().name,
        slug=slug,
        source_language=source,
        target_language=target,
        context=tuple(_describe_briefing(briefing, source)),
        units=_Collector(briefing, aligned, source, target).make_units(),
    )


def select_open(file: TranslationFile) -> TranslationFile:
    """Return the file with only those units that a translator has something to do with."""
    return replace(file, units=tuple(unit for unit in file.units if unit.state.is_open))


def _check_languages(slug: str, languages: tuple[str, ...], source: str, target: str) -> None:
    if source == target:
        msg = f"--from and --to are both {source}"
        raise UsageError(msg, "name two languages, as in --from de --to it", "same-language")
    if languages and source not in languages:
        msg = f"the briefing `{slug}` has no texts in {source}"
        remedy = f"translate from one of its languages: {join_words(languages, 'or')}"
        raise UsageError(msg, remedy, "no-language")


def _describe_briefing(briefing: Briefing, source: str) -> list[str]:
    """Return title, date and sources of a briefing, as context for a translator."""
    facts = briefing.facts
    lines = [plain(read_prose(briefing.editions[source].title))]
    if facts.date:
        lines.append(facts.date.isoformat())
    for item in facts.sources:
        parts = (item.publication, item.title, item.author, item.published, item.url)
        lines.append(", ".join(str(part) for part in parts if part))
    return lines


def digest(text: str | None) -> str:
    """Return a short hash of a text in the project, to see whether it was edited meanwhile."""
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class _Collector:
    briefing: Briefing
    aligned: AlignedBriefing
    source: str
    target: str

    def make_units(self) -> tuple[Unit, ...]:
        """Return the units in the order of the source file."""
        files = self.briefing.places.files
        own = files[self.source].root
        other = files[self.target].root if self.target in self.briefing.editions else None
        by_id = other is None or have_same_ids(own, other)
        translations = {text.key: text for text in list_texts(other, by_id=by_id)}
        agreed = self._find_agreed()
        texts = list_texts(own, by_id=by_id)
        return tuple(
            self._make_unit(text, translations.get(text.key), _at(agreed, text.path))
            for text in texts
        )

    def _find_agreed(self) -> dict[Path, Mapping[str, str]]:
        """Return the wordings on which the languages agreed, by the path in the source file."""
        folder = self.briefing.folder
        shown = f"{self.briefing.places.folder}/{FILE_NAME}"
        now = collect_texts(self.aligned, fewest=1)
        recorded = match_recorded_texts(read_baseline(folder, shown), now)
        return {
            text.versions[self.source].path: recorded[text.name]
            for text in self.aligned.texts
            if self.source in text.versions and text.name in recorded
        }

    def _make_unit(
        self, text: FileText, translation: FileText | None, agreed: Mapping[str, str]
    ) -> Unit:
        source = read_prose(text.text)
        languages = (self.source, self.target)
        unit = Unit(
            key=text.key,
            path=text.path,
            source=source,
            target=None,
            state=State.NEW,
            marks=find_marks(
                plain(source), languages, self.briefing.facts.names, self.aligned.glossary
            ),
        )
        if translation is None:
            return unit
        before = [agreed.get(tag) for tag in languages]
        now = [text.text, translation.text]
        state, earlier = State.TRANSLATED, None
        if before == now:
            state = State.FINAL
        elif before[0] is not None and before[1] == now[1]:
            old = read_prose(before[0])
            state, earlier = State.CHANGED, (old, read_prose(now[1], old))
        return replace(
            unit,
            target=read_prose(translation.text, source),
            target_path=translation.path,
            target_digest=digest(translation.text),
            state=state,
            earlier=earlier,
        )


def _at(agreed: Mapping[Path, Mapping[str, str]], path: Path) -> Mapping[str, str]:
    """Return what was agreed on the text at a path, whose last step may name it (`text`)."""
    return agreed.get(path) or agreed.get(path[:-1]) or {}
