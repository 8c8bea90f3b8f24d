"""Paragraphs without words, and what they are with a page's own: their lines by the ruler."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from brief.press.engine.box_reader import NBSP, NUMBER, VALUE
from brief.press.engine.page_model import FigureWidth, MeasuredText, Paragraph, TextRun
from brief.press.prediction.outline import collapsed
from brief.press.prediction.tags import Unlike

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.press.copyfit.line_breaker import Ruler
    from brief.press.prediction.outline import Block, Text

    Chain = tuple[str, ...]

CLASS = re.compile(r'class="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Style:
    """How a text is set: a Run without its text; `unbroken` keeps it on one line."""

    families: tuple[str, ...]
    weight: int
    italic: bool
    size: float
    spacing: float
    hyphenated: bool
    language: str
    unbroken: bool

    def run(self, text: str) -> TextRun:
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
class Bone:
    """A paragraph without words: the number of its block, and the style within each chain.

    What stands beside the lines, or is not shown, has no style; what is `apart` has a block of its
    own in the line. `whole` are the elements that keep their text on one line.
    """

    block: int
    paragraph: Paragraph
    styles: Mapping[Chain, Style | None]
    apart: frozenset[Chain] = frozenset()
    whole: frozenset[Chain] = frozenset()


class Filled(NamedTuple):
    """A paragraph's words, and what they make of it: its lines, and a key figure's widths."""

    words: MeasuredText
    lines: int
    line_height: float
    amount: FigureWidth | None

    @property
    def height(self) -> float:
        """The block size of all its lines, in points."""
        return self.lines * self.line_height

    def paragraph(self, bare: Paragraph, by: float) -> Paragraph:
        """Return the paragraph, which is `bare` without words, by so much lower."""
        return replace(
            bare,
            top=bare.top + by,
            runs=self.words.runs,
            line_count=self.lines,
            line_height=self.line_height,
            figure_width=self.amount,
        )


def fill_bone(bone: Bone, block: Block, ruler: Ruler) -> Filled:
    """Return what the block's words make of the paragraph.

    Raises Unlike if a text has no style.
    """
    pairs = list(runs_of(bone, block))
    bare = bone.paragraph
    runs = tuple(run for _, run in pairs)
    words = MeasuredText(runs, bare.width, bare.hyphen_limits, bare.language)
    lines, line_height = ruler.lines(words, 1.0), bare.line_height
    amount = _amount(block, pairs, bone, ruler)
    if lines > 1 and (amount or bone.apart):
        heights = _heights(bare, words, ruler) if amount else _first_higher(bare, lines)
        line_height = sum(heights) / len(heights)
        lines = len(heights)
    return Filled(words, lines, line_height, amount)


def _first_higher(paragraph: Paragraph, lines: int) -> list[float]:
    """Return how high each line is where a box at its beginning may make the first one higher."""
    usual = paragraph.size * paragraph.leading or paragraph.line_height
    return [paragraph.line_height, *[min(usual, paragraph.line_height)] * (lines - 1)]


def _heights(paragraph: Paragraph, words: MeasuredText, ruler: Ruler) -> list[float]:
    """Return how high each line of a key figure is: those without its number are lower."""
    rows = [max((run.size for run in row), default=0.0) for row in ruler.rows(words)]
    least = paragraph.size * paragraph.leading
    return [
        paragraph.line_height if size == max(rows) else max(least, size * paragraph.leading)
        for size in rows
    ]


def runs_of(bone: Bone, block: Block) -> Iterator[tuple[Text, TextRun]]:
    """Yield the block's texts as they are set, leaving out what does not stand in the lines."""
    shown = [text for text in block.texts if text.chain in bone.apart or _styled(bone, text)]
    for text, plain in collapsed(shown):
        style = None if text.chain in bone.apart else bone.styles[text.chain]
        if style:
            yield text, style.run(plain)


def _styled(bone: Bone, text: Text) -> bool:
    if text.chain not in bone.styles:
        msg = "a text stands where the outline has none"
        raise Unlike(msg)
    return bone.styles[text.chain] is not None


def _amount(
    block: Block, pairs: list[tuple[Text, TextRun]], bone: Bone, ruler: Ruler
) -> FigureWidth | None:
    """Return what a key figure measures, as boxes.py reads it from a layout."""
    if VALUE not in _classes(block.kind[-1]):
        return None
    numbers: dict[int, float] = {}
    wholes: dict[int, float] = {}
    widths = [(text, ruler.width(run.text, run)) for text, run in pairs]
    for text, _ in pairs:
        for depth, (element, tag) in enumerate(zip(text.within, text.chain, strict=True)):
            if NUMBER in _classes(tag):
                numbers[element] = _width_within(element, widths)
                for outer, chain in _around(text, depth):
                    if chain in bone.whole:
                        wholes[outer] = _width_within(outer, widths)
    if not numbers:
        return None
    number = max(numbers.values())
    return FigureWidth(number, max(wholes.values(), default=number))


def _around(text: Text, depth: int) -> Iterator[tuple[int, Chain]]:
    for level in range(depth + 1):
        yield text.within[level], text.chain[: level + 1]


def _width_within(element: int, widths: list[tuple[Text, float]]) -> float:
    return sum(width for text, width in widths if element in text.within)


def _classes(opening: str) -> list[str]:
    found = CLASS.search(opening)
    return found[1].split() if found else []
