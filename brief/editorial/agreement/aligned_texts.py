"""The texts of a briefing, each with its versions in all languages."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from brief.editorial.models.passages import iter_elements, reorder_points
from brief.editorial.prose import parse_prose, plain_text
from brief.editorial.yaml.character_offsets import locate_characters

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.editorial.yaml.locations import FilePlaces, Places, Step
    from brief.findings import Place

SINGLE_TEXTS = ("kicker", "title", "standfirst", "summary", "why")
"""Texts that an edition has only one of; a byline is a name and is not compared."""

BODY_TEXTS = ("title", "standfirst", "summary", "why", "point")
"""The running text: neither the sidebar nor the captions of images."""


@dataclass(frozen=True)
class Version:
    """A text in one language as it was typed, with its place in the file."""

    tag: str
    text: str
    path: tuple[Step, ...]
    file: FilePlaces

    @cached_property
    def plain_text(self) -> str:
        """The text without Markdown."""
        return plain_text(parse_prose(self.text))

    def find_place(self, start: int = 0, end: int = -1) -> Place:
        """Return the place of the characters from `start` to `end`, by default of all."""
        return locate_characters(self.file, self.path, start, end)

    def find_part(self, part: str) -> Place:
        """Return the place of `part` in the text, or of the whole text if it is not there."""
        start = self.text.find(part)
        return self.find_place(start, start + len(part)) if start >= 0 else self.find_place()


@dataclass(frozen=True)
class AlignedText:
    """A text in all the languages that have it, the project's first language first.

    `name` is used in messages: `title`, `point 3`, `key figure founded`.
    """

    name: str
    versions: Mapping[str, Version]

    @property
    def in_body(self) -> bool:
        """Whether it belongs to the running text."""
        return self.name.split()[0] in BODY_TEXTS


@dataclass(frozen=True)
class AlignedBriefing:
    """A valid briefing, ready to compare its languages.

    `editions` and `places` are those of `Briefing`. `glossary` is the project's: names by
    language, with `""` as the key for all languages.
    """

    slug: str
    facts: BriefingFacts
    editions: Mapping[str, Edition]
    places: Places
    glossary: Sequence[Mapping[str, Sequence[str]]] = ()

    @cached_property
    def texts(self) -> tuple[AlignedText, ...]:
        """All texts of the briefing in reading order; points are paired as on the page."""
        found: dict[str, dict[str, Version]] = {}
        for tag, edition in self.editions.items():
            file, first = self.places.files[tag], next(iter(self.editions.values()))
            for name, path, text in _list_texts(edition, first):
                found.setdefault(name, {})[tag] = Version(tag, text, path, file)
        return tuple(AlignedText(name, versions) for name, versions in found.items())


def _list_texts(edition: Edition, like: Edition) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    """Yield name, path and text of all texts to compare, points in the order of `like`."""
    for name in SINGLE_TEXTS:
        if text := getattr(edition, name):
            yield name, (name,), text
    numbers = {id(point): number for number, point in enumerate(edition.points)}
    for number, point in enumerate(reorder_points(edition.points, like.points), start=1):
        yield f"point {point.id or number}", ("points", numbers[id(point)]), point.text
    yield from _list_labels(edition)
    for passage in iter_elements(edition):
        if passage.path != ("quote", "by"):  # a name is not compared
            yield _name_passage(passage.path), passage.path, passage.text


def _list_labels(edition: Edition) -> Iterator[tuple[str, tuple[Step, ...], str]]:
    """Yield the texts of key figures, charts and images."""
    for name, label in edition.key_figures.items():
        yield f"key figure {name}", ("key_figures", name), label.label
        if label.note:
            yield f"key figure {name}, note", ("key_figures", name, "note"), label.note
    for name, chart in edition.charts.items():
        if chart.title:
            yield f"chart {name}", ("charts", name, "title"), chart.title
    for name, image in edition.images.items():
        if image.caption:
            yield f"image {name}, caption", ("images", name, "caption"), image.caption


def _name_passage(path: tuple[Step, ...]) -> str:
    """Return what messages call a text: `event vote`, `quote`, `comparison, row 2, cell 1`."""
    if path[0] == "next":
        return f"event {path[1]}"
    if path[:2] == ("map", "places"):
        return f"place {path[2]}"
    steps = [f" {step + 1}" if isinstance(step, int) else f", {step}" for step in path[1:]]
    return str(path[0]) + "".join(steps).replace("s ", " ").replace(", label", "")
