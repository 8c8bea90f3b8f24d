"""Find the text on the page that a place in a file belongs to, and the same text elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.prepress.sources.text_source import BRAND

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Place
    from brief.preview.pages.model import PlacedText, PreviewEdition


def find_text_at(edition: PreviewEdition, place: Place) -> PlacedText | None:
    """Return the text of an edition that is written at a place, or None.

    Of several around the place, it is the shortest; without one, the nearest on its line, such
    as that of a key.
    """
    own = [text for text in edition.texts if text.place.path == place.path and text.place.line]
    position = place.line, place.column or 1
    around = [it for it in own if (it.place.line, it.place.column) <= position < it.end]
    if around:
        return min(around, key=lambda it: (it.end[0] - it.place.line, it.end[1] - it.place.column))
    beside = [it for it in own if it.place.line <= place.line <= _last_line(it)]
    return min(beside, key=lambda it: abs(it.place.column - position[1]), default=None)


def find_counterparts(edition: PreviewEdition, text: PlacedText) -> Iterator[PlacedText]:
    """Yield the texts of an edition with the same key: in another language, or once more."""
    for other in edition.texts:
        if other.key == text.key and other is not text and _are_alike(other, text):
            yield other


def _last_line(text: PlacedText) -> int:
    """Return the last line of a text; one that ends at the start of a line ends above it."""
    line, column = text.end
    return line - 1 if column == 1 and line > text.place.line else line


def _are_alike(one: PlacedText, other: PlacedText) -> bool:
    """Return whether both are in the briefing's files, or both in the same other file."""
    return one.file == other.file or BRAND not in {one.file, other.file}
