"""Place the texts of a page: the runs of its PDF, matched to the texts of its HTML."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from brief.prepress.sources.text_matching import find_parts, match_runs, reduce_text
from brief.preview.pages.model import PlacedText, Rect
from brief.preview.pages.page_runs import PageBox

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from brief.prepress.sources.page_texts import PageText
    from brief.prepress.sources.text_source import TextSource
    from brief.preview.pages.page_runs import Glyph, PageRuns

SAME_LINE = 0.5  # share of the lower box's height that two boxes on a line have in common
SAME_HEIGHT = 0.8  # share of the higher box's height, the same for parts of one line
MUCH_HIGHER = 1.4
DIGITS = 2  # of points in a rectangle


class _Piece(NamedTuple):
    """The box of a run, or of a part of it, and the number of its text."""

    text: int
    box: PageBox


def place_texts(
    page: PageRuns, texts: Sequence[PageText], number: int = 0
) -> tuple[PlacedText, ...]:
    """Return the texts of a page that have a source, with their rectangles; `number` is the page's.

    Neighbours of one source are one text: a number and its unit.
    """
    boxes: dict[int, list[PageBox]] = {}
    for piece in _find_pieces(page, texts):
        boxes.setdefault(piece.text, []).append(piece.box)
    shown = [(at, text) for at, text in enumerate(texts) if at in boxes or text.source is None]
    placed: list[tuple[TextSource | None, str, str]] = []
    lines: list[list[PageBox]] = []
    for source, group in groupby(shown, key=lambda pair: (pair[1].source, pair[1].lang)):
        parts = list(group)
        text = " ".join(part.text for _, part in parts)
        if any(map(str.isalnum, text)):  # the comma between two parts of a source is not
            placed.append((*source, text))
            lines.append(_join_lines([box for at, _ in parts for box in boxes.get(at, ())]))
    _separate_boxes(lines)
    return tuple(
        PlacedText(
            *(own.file, own.path, lang, text, tuple(_to_rect(box, page.trim) for box in own_lines)),
            *(own.key, own.place, own.end, number),
        )
        for (own, lang, text), own_lines in zip(placed, lines, strict=True)
        if own
    )


def _find_pieces(page: PageRuns, texts: Sequence[PageText]) -> Iterator[_Piece]:
    letters = [(at, it) for at, text in enumerate(texts) for it in reduce_text(text.text)]
    runs = ["".join(reduce_text(glyph.text) for glyph in run) for run in page.runs]
    places = match_runs("".join(letter for _, letter in letters), runs)
    for run, place in zip(page.runs, places, strict=True):
        if place is None or not letters:
            continue
        start, end = place
        owned = letters[start:end] or letters[min(start, len(letters) - 1) :][:1]
        if len({number for number, _ in owned}) == 1:
            yield _Piece(owned[0][0], _enclose(run))
        else:
            yield from _divide_run(run, owned)


def _divide_run(run: Sequence[Glyph], owned: Sequence[tuple[int, str]]) -> Iterator[_Piece]:
    """Yield the parts of a run that shows several texts; `owned` are its letters by text."""
    letters = [(letter, glyph) for glyph in run for letter in reduce_text(glyph.text)]
    shown = "".join(letter for letter, _ in letters)
    parts = [(n, "".join(it for _, it in own)) for n, own in groupby(owned, key=itemgetter(0))]
    places = find_parts(shown, [part for _, part in parts])
    for (number, _), own in zip(parts, places, strict=True):
        yield _Piece(number, _enclose([letters[at][1] for at in own] or run))


def _enclose(glyphs: Sequence[Glyph]) -> PageBox:
    """Return the box around characters; spaces at the ends do not count."""
    inked = [glyph for glyph in glyphs if glyph.text.strip()] or glyphs
    return PageBox(
        min(glyph.left for glyph in inked),
        min(glyph.bottom for glyph in inked),
        max(glyph.right for glyph in inked),
        max(glyph.top for glyph in inked),
    )


def _join_lines(boxes: Iterable[PageBox]) -> list[PageBox]:
    """Return one box for each line."""
    lines: list[PageBox] = []
    for box in boxes:
        if lines and _is_on_line(lines[-1], box):
            old = lines[-1]
            lines[-1] = PageBox(
                min(old.left, box.left),
                min(old.bottom, box.bottom),
                max(old.right, box.right),
                max(old.top, box.top),
            )
        else:
            lines.append(box)
    return lines


def _separate_boxes(texts: Sequence[list[PageBox]]) -> None:
    """Move the edges of lines apart that overlap because fonts are higher than their lines."""
    places = [(own, number) for own in texts for number in range(len(own))]
    places.sort(key=lambda it: -it[0][it[1]].top)
    for index, (upper, number) in enumerate(places):
        for lower, other in places[index + 1 :]:
            high, low = upper[number], lower[other]
            if low.top <= high.bottom:
                break
            is_beside = min(high.right, low.right) <= max(high.left, low.left)
            if not is_beside:
                upper[number], lower[other] = _separate(high, low)


def _separate(high: PageBox, low: PageBox) -> tuple[PageBox, PageBox]:
    """Return two boxes without what they share; a much higher one, of large type, gives it all."""
    sizes = high.top - high.bottom, low.top - low.bottom
    common = min(high.top, low.top) - max(high.bottom, low.bottom)
    if common > SAME_HEIGHT * max(sizes):  # parts of one line
        return high, low
    if sizes[0] > MUCH_HIGHER * sizes[1]:
        edge = low.top
    elif sizes[1] > MUCH_HIGHER * sizes[0]:
        edge = high.bottom
    else:
        edge = (low.top + high.bottom) / 2
    return high._replace(bottom=edge), low._replace(top=edge)


def _is_on_line(line: PageBox, box: PageBox) -> bool:
    common = min(line.top, box.top) - max(line.bottom, box.bottom)
    return common > SAME_LINE * min(line.top - line.bottom, box.top - box.bottom)


def _to_rect(box: PageBox, trim: PageBox) -> Rect:
    values = (box.left - trim.left, trim.top - box.top, box.right - box.left, box.top - box.bottom)
    return Rect(*(round(value, DIGITS) for value in values))
