"""Paragraphs without words, and what they are with a page's own: their lines by the ruler."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from brief.press.engine.box_reader import NBSP, NUMBER, VALUE
from brief.press.engine.page_model import FigureWidth, MeasuredText, Paragraph, TextRun
from brief.press.prediction.outline import collapse_white_space
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.prediction.outline import OutlineText, TextBlock

    Chain = tuple[str, ...]

CLASS = re.compile(r'class="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How a text is set: a Run without its text; `unbroken` keeps it on one line."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    size: float
    spacing: float
    hyphenated: bool
    language: str
    unbroken: bool

    def make_run(self, text: str) -> TextRun:
        """Return that text in this style."""
        return TextRun(
            text.replace(" ", NBSP) if self.unbroken else text,
            self.families,
            self.weight,
            self.italic,
            self.size,
            self.spacing,
            self.hyphenated,
            self.language,
            self.unbroken,
        )


@dataclass(frozen=True, slots=True)
class TextSlot:
    """A paragraph without words: the number of its block, and the style within each chain.

    What stands beside the lines, or is not shown, has no style; what is `apart` has a block of its
    own in the line. `whole` are the elements that keep their text on one line.
    """

    block: int
    paragraph: Paragraph
    styles: Mapping[Chain, TextStyle | None]
    separate: frozenset[Chain] = frozenset()
    unbroken: frozenset[Chain] = frozenset()


class FilledSlot(NamedTuple):
    """A paragraph's words, and what they make of it: its lines, and a key figure's widths."""

    text: MeasuredText
    lines: int
    line_height: float
    amount: FigureWidth | None

    @property
    def height(self) -> float:
        """The block size of all its lines, in points."""
        return self.lines * self.line_height

    def make_paragraph(self, bare: Paragraph, by: float) -> Paragraph:
        """Return the paragraph, which is `bare` without words, by so much lower."""
        return replace(
            bare,
            top=bare.top + by,
            runs=self.text.runs,
            line_count=self.lines,
            line_height=self.line_height,
            figure_width=self.amount,
        )


def fill_slot(slot: TextSlot, block: TextBlock, measurer: TextMeasurer) -> FilledSlot:
    """Return what the block's words make of the paragraph.

    Raises Unlike if a text has no style.
    """
    pairs = list(make_runs(slot, block))
    bare = slot.paragraph
    runs = tuple(run for _, run in pairs)
    words = MeasuredText(runs, bare.width, bare.hyphen_limits, bare.language)
    lines, line_height = measurer.count_lines(words, 1.0), bare.line_height
    amount = _measure_figure(block, pairs, slot, measurer)
    if lines > 1 and (amount or slot.separate):
        heights = (
            _list_figure_line_heights(bare, words, measurer)
            if amount
            else _list_heights_with_higher_first(bare, lines)
        )
        line_height = sum(heights) / len(heights)
        lines = len(heights)
    return FilledSlot(words, lines, line_height, amount)


def _list_heights_with_higher_first(paragraph: Paragraph, lines: int) -> list[float]:
    """Return how high each line is where a box at its beginning may make the first one higher."""
    usual = paragraph.size * paragraph.leading or paragraph.line_height
    return [paragraph.line_height, *[min(usual, paragraph.line_height)] * (lines - 1)]


def _list_figure_line_heights(
    paragraph: Paragraph, words: MeasuredText, measurer: TextMeasurer
) -> list[float]:
    """Return how high each line of a key figure is: those without its number are lower."""
    rows = [max((run.size for run in row), default=0.0) for row in measurer.find_line_runs(words)]
    least = paragraph.size * paragraph.leading
    return [
        paragraph.line_height if size == max(rows) else max(least, size * paragraph.leading)
        for size in rows
    ]


def make_runs(slot: TextSlot, block: TextBlock) -> Iterator[tuple[OutlineText, TextRun]]:
    """Yield the block's texts as they are set, leaving out what does not stand in the lines."""
    shown = [text for text in block.texts if text.chain in slot.separate or _has_style(slot, text)]
    for text, plain in collapse_white_space(shown):
        style = None if text.chain in slot.separate else slot.styles[text.chain]
        if style:
            yield text, style.make_run(plain)


def _has_style(slot: TextSlot, text: OutlineText) -> bool:
    if text.chain not in slot.styles:
        msg = "a text stands where the outline has none"
        raise NotPredictable(msg)
    return slot.styles[text.chain] is not None


def _measure_figure(
    block: TextBlock,
    pairs: list[tuple[OutlineText, TextRun]],
    slot: TextSlot,
    measurer: TextMeasurer,
) -> FigureWidth | None:
    """Return what a key figure measures, as boxes.py reads it from a layout."""
    if VALUE not in _read_classes(block.kind[-1]):
        return None
    numbers: dict[int, float] = {}
    wholes: dict[int, float] = {}
    widths = [(text, measurer.measure_text(run.text, run)) for text, run in pairs]
    for text, _ in pairs:
        for depth, (element, tag) in enumerate(zip(text.element_numbers, text.chain, strict=True)):
            if NUMBER in _read_classes(tag):
                numbers[element] = _sum_widths(element, widths)
                for outer, chain in _find_enclosing(text, depth):
                    if chain in slot.unbroken:
                        wholes[outer] = _sum_widths(outer, widths)
    if not numbers:
        return None
    number = max(numbers.values())
    return FigureWidth(number, max(wholes.values(), default=number))


def _find_enclosing(text: OutlineText, depth: int) -> Iterator[tuple[int, Chain]]:
    for level in range(depth + 1):
        yield text.element_numbers[level], text.chain[: level + 1]


def _sum_widths(element: int, widths: list[tuple[OutlineText, float]]) -> float:
    return sum(width for text, width in widths if element in text.element_numbers)


def _read_classes(opening: str) -> list[str]:
    found = CLASS.search(opening)
    return found[1].split() if found else []
