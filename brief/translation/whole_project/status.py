"""How far the languages of briefings are, from their files, without comparing or laying out."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.build.incremental import RecordedFits
from brief.editorial.agreement.baseline import FILE_NAME, read_baseline
from brief.editorial.briefing import read_settings
from brief.editorial.models.filenames import classify_files
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.editorial.yaml.parser import parse_yaml
from brief.errors import ContentError
from brief.findings.source_text import read_source
from brief.language_tags import canonical_tag
from brief.translation.file_texts import have_same_ids, list_texts
from brief.translation.unit import State

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from brief.editorial.agreement.baseline import Baseline
    from brief.editorial.models.settings import Settings
    from brief.editorial.yaml.nodes import Node
    from brief.project import Project

PLACEHOLDER = re.compile(r"<[^<>]+>")
"""A text that `brief new` or an import left to be replaced."""


@dataclass(frozen=True, slots=True)
class LanguageStatus:
    """How far one language of a briefing is.

    `source` is the language that it is compared with, empty for that language itself. The counts
    are of texts; `agreed` are those on which the languages agreed as they are now. `too_long` is
    None if the page was not built since its sources changed. `is_missing`: it has no file;
    `is_unreadable`: a file that it depends on has errors in its syntax.
    """

    slug: str
    language: str
    source: str
    to_translate: int = 0
    changed: int = 0
    translated: int = 0
    agreed: int = 0
    is_missing: bool = False
    is_unreadable: bool = False
    is_draft: bool = False
    embargo: str = ""
    too_long: bool | None = None

    @property
    def is_open(self) -> bool:
        """Whether something is to be done until the page can be built in this language."""
        unfinished = self.to_translate or self.changed
        return bool(unfinished or self.is_missing or self.is_unreadable or self.too_long)


def find_status(project: Project, slugs: Iterable[str]) -> tuple[LanguageStatus, ...]:
    """Return the status of every language of the briefings.

    A briefing's source is the first language of the project that it has, or its first by tag.
    Raises ContentError if the settings cannot be read.
    """
    settings = read_settings(project)
    fits = RecordedFits(project)
    found: list[LanguageStatus] = []
    for slug in slugs:
        found += _Reader(project, settings, slug, fits.find_too_long(slug)).find()
    return tuple(found)


class _Reader:
    """Reads the files of one briefing."""

    def __init__(
        self, project: Project, settings: Settings, slug: str, too_long: Mapping[str, bool]
    ) -> None:
        self._project = project
        self._settings = settings
        self._slug = slug
        self._too_long = too_long
        self._folder = project.content_folder / slug

    def find(self) -> list[LanguageStatus]:
        """Return the status of the languages: the source first, then by the settings' order."""
        files = classify_files(self._folder, self._project)
        facts = _read_tree(files.facts, self._project)
        trees = {tag: _read_tree(path, self._project) for tag, path in files.languages.items()}
        wanted = _list_languages(facts) or self._settings.languages
        tags = tuple(dict.fromkeys([*(tag for tag in wanted if tag in trees), *sorted(trees)]))
        if not tags:
            return [self._make(tag, "", facts, {}, is_missing=True) for tag in wanted]
        source = tags[0]
        agreed = self._read_agreed()
        others = (*tags[1:], *(tag for tag in wanted if tag not in trees))
        return [
            self._count_own(source, trees[source], facts, agreed),
            *(self._compare(source, tag, trees, facts, agreed) for tag in others),
        ]

    def _read_agreed(self) -> Baseline | None:
        """Return the record of agreed texts; None if it is damaged."""
        with suppress(ContentError):
            return read_baseline(self._folder, f"content/{self._slug}/{FILE_NAME}")
        return None

    def _make(
        self,
        tag: str,
        source: str,
        facts: Node | None,
        counts: Mapping[State, int] | None,
        *,
        is_missing: bool = False,
    ) -> LanguageStatus:
        """Return the status of a language; `counts` is None if its texts cannot be counted."""
        is_unreadable = counts is None or facts is None
        counts = counts or {}
        return LanguageStatus(
            self._slug,
            tag,
            source,
            to_translate=counts.get(State.NEW, 0),
            changed=counts.get(State.CHANGED, 0),
            translated=counts.get(State.TRANSLATED, 0),
            agreed=counts.get(State.FINAL, 0),
            is_missing=is_missing,
            is_unreadable=is_unreadable,
            is_draft=_read_fact(facts, "status") == "draft",
            embargo=_read_fact(facts, "embargo"),
            too_long=None if is_missing else self._too_long.get(tag),
        )

    def _count_own(
        self, tag: str, tree: Node | None, facts: Node | None, agreed: Baseline | None
    ) -> LanguageStatus:
        """Return the status of the source: agreed as long as its texts are the recorded ones."""
        recorded = {versions.get(tag) for versions in (agreed or {}).values()}
        counts = dict.fromkeys((State.NEW, State.TRANSLATED, State.FINAL), 0)
        for text in list_texts(tree):
            if PLACEHOLDER.fullmatch(text.text):
                counts[State.NEW] += 1
            else:
                counts[State.FINAL if text.text in recorded else State.TRANSLATED] += 1
        is_readable = tree is not None and agreed is not None
        return self._make(tag, "", facts, counts if is_readable else None)

    def _compare(
        self,
        source: str,
        tag: str,
        trees: Mapping[str, Node | None],
        facts: Node | None,
        agreed: Baseline | None,
    ) -> LanguageStatus:
        """Return the status of a translation."""
        own, other = trees[source], trees.get(tag)
        if own is None or agreed is None:
            return self._make(tag, source, facts, None)
        if tag not in trees:
            counts = {State.NEW: len(list_texts(own))}
            return self._make(tag, source, facts, counts, is_missing=True)
        if other is None:
            return self._make(tag, source, facts, None)
        return self._make(
            tag, source, facts, _count_states(own, other, list(agreed.values()), (source, tag))
        )


def _count_states(
    own: Node | None,
    other: Node | None,
    agreed: Sequence[Mapping[str, str]],
    languages: tuple[str, str],
) -> dict[State, int]:
    """Return how many texts of the source are in which state in the translation.

    Recorded texts are found by their translation, so that points may be moved.
    """
    source, target = languages
    by_id = have_same_ids(own, other)
    translations = {text.key: text.text for text in list_texts(other, by_id=by_id)}
    recorded: dict[str, set[str]] = {}
    for versions in agreed:
        if source in versions and target in versions:
            recorded.setdefault(versions[target], set()).add(versions[source])
    counts: dict[State, int] = {}
    for text in list_texts(own, by_id=by_id):
        state = _find_state(text.text, translations.get(text.key), recorded)
        counts[state] = counts.get(state, 0) + 1
    return counts


def _find_state(text: str, translation: str | None, recorded: Mapping[str, set[str]]) -> State:
    if translation is None or PLACEHOLDER.fullmatch(translation):
        return State.NEW
    if translation not in recorded:
        return State.TRANSLATED
    return State.FINAL if text in recorded[translation] else State.CHANGED


def _read_tree(path: Path, project: Project) -> Node | None:
    """Return the content of a YAML file; None if it cannot be read."""
    try:
        source, _ = read_source(path, project)
    except ContentError:
        return None
    tree, _ = parse_yaml(source)
    return tree if isinstance(tree, MapNode) else None


def _read_fact(facts: Node | None, key: str) -> str:
    value = facts.values.get(key) if isinstance(facts, MapNode) else None
    return value.value if isinstance(value, ScalarNode) else ""


def _list_languages(facts: Node | None) -> tuple[str, ...]:
    """Return the languages that a briefing names for itself."""
    value = facts.values.get("languages") if isinstance(facts, MapNode) else None
    items = value.items if isinstance(value, ListNode) else ()
    tags = (canonical_tag(item.value) for item in items if isinstance(item, ScalarNode))
    return tuple(tag for tag in tags if tag)
