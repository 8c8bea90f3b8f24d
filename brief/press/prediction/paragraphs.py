"""The paragraphs of a template: empty slots, and slots filled with the texts of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from brief.press.engine.box_reader import NBSP
from brief.press.engine.page_model import FigureWidth, MeasuredText, Paragraph, TextRun
from brief.press.job.page_contract import NUMBER, VALUE
from brief.press.prediction.outline import collapse_white_space
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.prediction.outline import OutlineBlock, OutlineText

    Chain = tuple[str, ...]

CLASS = re.compile(r'class="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TextStyle:
    """A text run without its text; `unbroken` keeps the text on one line."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    size: float
    spacing: float
    hyphenated: bool
    language: str
    unbroken: bool

    def make_run(self, text: str) -> TextRun:
        """Return a text in this style."""
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
    """A paragraph without text: the number of its block, and the style in each inline chain.

    A text outside the lines, or a hidden one, has the style None. `separate`: chains that are
    blocks of their own in the line; `unbroken`: chains whose text stays on one line.
    """

    block: int
    paragraph: Paragraph
    styles: Mapping[Chain, TextStyle | None]
    separate: frozenset[Chain] = frozenset()
    unbroken: frozenset[Chain] = frozenset()


class FilledSlot(NamedTuple):
    """A slot with a page's text: its lines, and the widths of a key figure."""

    text: MeasuredText
    lines: int
    line_height: float
    amount: FigureWidth | None

    @property
    def height(self) -> float:
        """The block size of all its lines, in points."""
        return self.lines * self.line_height

    def make_paragraph(self, bare: Paragraph, by: float) -> Paragraph:
        """Return the filled paragraph `bare`, moved down by `by` points."""
        return replace(
            bare,
            top=bare.top + by,
            runs=self.text.runs,
            line_count=self.lines,
            line_height=self.line_height,
            figure_width=self.amount,
        )


def fill_slot(slot: TextSlot, block: OutlineBlock, measurer: TextMeasurer) -> FilledSlot:
    """Return the slot filled with the block's texts.

    Raises NotPredictable if a text has no style.
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
    """Return the height of each line; a box at the beginning may make the first one higher."""
    usual = paragraph.size * paragraph.leading or paragraph.line_height
    return [paragraph.line_height, *[min(usual, paragraph.line_height)] * (lines - 1)]


def _list_figure_line_heights(
    paragraph: Paragraph, words: MeasuredText, measurer: TextMeasurer
) -> list[float]:
    """Return the height of each line of a key figure; lines without the number are lower."""
    rows = [max((run.size for run in row), default=0.0) for row in measurer.find_line_runs(words)]
    least = paragraph.size * paragraph.leading
    return [
        paragraph.line_height if size == max(rows) else max(least, size * paragraph.leading)
        for size in rows
    ]


def make_runs(slot: TextSlot, block: OutlineBlock) -> Iterator[tuple[OutlineText, TextRun]]:
    """Yield the block's texts as text runs, without those outside the lines."""
    shown = [text for text in block.texts if text.chain in slot.separate or _has_style(slot, text)]
    for text, plain in collapse_white_space(shown):
        style = None if text.chain in slot.separate else slot.styles[text.chain]
        if style:
            yield text, style.make_run(plain)


def _has_style(slot: TextSlot, text: OutlineText) -> bool:
    if text.chain not in slot.styles:
        msg = "a text is in an inline chain that the template does not have"
        raise NotPredictable(msg)
    return slot.styles[text.chain] is not None


def _measure_figure(
    block: OutlineBlock,
    pairs: list[tuple[OutlineText, TextRun]],
    slot: TextSlot,
    measurer: TextMeasurer,
) -> FigureWidth | None:
    """Return the widths of a key figure, as `engine.box_reader` reads them from a layout."""
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
