"""All texts of an edition in reading order, and its points in the order of another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.models.content import Edition, Point
    from brief.editorial.models.elements import Comparison

PROSE = ("kicker", "title", "standfirst", "byline", "summary", "why")


@dataclass(frozen=True, slots=True)
class Passage:
    """A text as the editor wrote it (with its inline Markdown), and its path in the file."""

    path: tuple[str | int, ...]
    text: str


def iter_passages(edition: Edition) -> Iterator[Passage]:
    """Yield every text of the edition that appears on the page, in reading order."""
    for name in PROSE:
        text = getattr(edition, name)
        if text:
            yield Passage((name,), text)
    for number, point in enumerate(edition.points):
        yield Passage(("points", number), point.text)
    yield from iter_elements(edition)
    for name, label in edition.key_figures.items():
        yield Passage(("key_figures", name), label.label)
        if label.note:
            yield Passage(("key_figures", name, "note"), label.note)
    titles = {name: chart.title for name, chart in edition.charts.items() if chart.title}
    yield from (Passage(("charts", name, "title"), title) for name, title in titles.items())
    for name, image in edition.images.items():
        for part in ("caption", "credit"):
            if text := getattr(image, part):
                yield Passage(("images", name, part), text)


def iter_elements(edition: Edition) -> Iterator[Passage]:
    """Yield the texts of the optional elements that are not single texts of the edition."""
    for name, text in edition.next.items():
        yield Passage(("next", name), text)
    if edition.quote:
        yield Passage(("quote",), edition.quote.text)
        if edition.quote.by:
            yield Passage(("quote", "by"), edition.quote.by)
    if edition.comparison:
        yield from _iter_comparison(edition.comparison)
    if edition.map:
        if edition.map.title:
            yield Passage(("map", "title"), edition.map.title)
        for name, text in edition.map.places.items():
            yield Passage(("map", "places", name), text)


def _iter_comparison(comparison: Comparison) -> Iterator[Passage]:
    """Yield every text of a comparison in reading order."""
    if comparison.title:
        yield Passage(("comparison", "title"), comparison.title)
    for number, column in enumerate(comparison.columns):
        yield Passage(("comparison", "columns", number), column)
    for number, row in enumerate(comparison.rows):
        path = ("comparison", "rows", number)
        yield Passage((*path, "label"), row.label)
        for at, cell in enumerate(row.cells):
            if cell.text:
                yield Passage((*path, "cells", at), cell.text)


def reorder_points(points: Sequence[Point], like: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points in the order of `like` if all have ids, otherwise unchanged."""
    by_id = {point.id: point for point in points}
    ids = [point.id for point in like]
    if None in by_id or None in ids or set(ids) != set(by_id):
        return tuple(points)
    return tuple(by_id[name] for name in ids)
