"""All texts of an edition in reading order, and its points in the order of another language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.models.content import Edition, Point

PROSE = ("kicker", "title", "standfirst", "byline", "summary")


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


def reorder_points(points: Sequence[Point], like: Sequence[Point]) -> tuple[Point, ...]:
    """Return the points in the order of `like` if all have ids, otherwise unchanged."""
    by_id = {point.id: point for point in points}
    ids = [point.id for point in like]
    if None in by_id or None in ids or set(ids) != set(by_id):
        return tuple(points)
    return tuple(by_id[name] for name in ids)
