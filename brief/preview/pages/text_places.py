"""Place the texts of a page: the runs of its PDF, matched to the texts of its HTML."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from brief.preview.pages.model import PlacedText, Rect
from brief.preview.pages.page_runs import PageBox
from brief.preview.pages.text_matching import match_runs, reduce_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from brief.prepress.sources.page_texts import PageText
    from brief.preview.pages.page_runs import Glyph, PageRuns

SAME_LINE = 0.5  # share of the lower box's height that two boxes on a line have in common
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
    placed = []
    for source, group in groupby(shown, key=lambda pair: (pair[1].source, pair[1].lang)):
        parts = list(group)
        if source[0] is None:
            continue
        rects = _join_lines([box for at, _ in parts for box in boxes[at]], page.trim)
        text = " ".join(part.text for _, part in parts)
        own = source[0]
        placed.append(
            PlacedText(
                own.file, own.path, source[1], text, rects, own.key, own.place, own.end, number
            )
        )
    return tuple(placed)


def _find_pieces(page: PageRuns, texts: Sequence[PageText]) -> Iterator[_Piece]:
    reduced = [reduce_text(text.text) for text in texts]
    owners = [number for number, text in enumerate(reduced) for _ in text]
    runs = ["".join(reduce_text(glyph.text) for glyph in run) for run in page.runs]
    places = match_runs("".join(reduced), runs)
    for run, place, letters in zip(page.runs, places, runs, strict=True):
        if place is None or not owners:
            continue
        start, end = place
        owned = owners[start:end] or owners[min(start, len(owners) - 1) :][:1]
        if len(set(owned)) == 1:
            yield _Piece(owned[0], _enclose(run))
        else:
            is_exact = letters == "".join(reduced)[start:end]
            yield from _divide_run(run, owned, is_exact=is_exact)


def _divide_run(run: Sequence[Glyph], owned: Sequence[int], *, is_exact: bool) -> Iterator[_Piece]:
    """Yield the parts of a run that shows several texts."""
    if not is_exact:
        for number in dict.fromkeys(owned):
            yield _Piece(number, _enclose(run))
        return
    at = 0
    parts: dict[int, list[Glyph]] = {}
    for glyph in run:
        count = len(reduce_text(glyph.text))
        if count:
            parts.setdefault(owned[at], []).append(glyph)
        at += count
    for number, glyphs in parts.items():
        yield _Piece(number, _enclose(glyphs))


def _enclose(glyphs: Sequence[Glyph]) -> PageBox:
    """Return the box around characters; spaces at the ends do not count."""
    inked = [glyph for glyph in glyphs if glyph.text.strip()] or glyphs
    return PageBox(
        min(glyph.left for glyph in inked),
        min(glyph.bottom for glyph in inked),
        max(glyph.right for glyph in inked),
        max(glyph.top for glyph in inked),
    )


def _join_lines(boxes: Iterable[PageBox], trim: PageBox) -> tuple[Rect, ...]:
    """Return one rectangle for the boxes of each line."""
    lines: list[PageBox] = []
    for box in boxes:
        if lines and _is_on_line(lines[-1], box):
            old = lines[-1]
            lines[-1] = type(box)(
                min(old.left, box.left),
                min(old.bottom, box.bottom),
                max(old.right, box.right),
                max(old.top, box.top),
            )
        else:
            lines.append(box)
    return tuple(_to_rect(line, trim) for line in lines)


def _is_on_line(line: PageBox, box: PageBox) -> bool:
    common = min(line.top, box.top) - max(line.bottom, box.bottom)
    return common > SAME_LINE * min(line.top - line.bottom, box.top - box.bottom)


def _to_rect(box: PageBox, trim: PageBox) -> Rect:
    values = (box.left - trim.left, trim.top - box.top, box.right - box.left, box.top - box.bottom)
    return Rect(*(round(value, DIGITS) for value in values))
