"""The paragraphs of a template: empty slots, and slots filled with the texts of a page."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from brief.press.engine.box_reader import NBSP
from brief.press.engine.page_model import FigureWidth, Paragraph, TextRun
from brief.press.job.page_contract import LEAD, NUMBER, VALUE
from brief.press.prediction.outline import collapse_white_space
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.prediction.outline import OutlineBlock, OutlineText

    Chain = tuple[str, ...]

CLASS = re.compile(r'class="([^"]*)"')


@dataclass(frozen=True, slots=True)
class TextSlot:
    """A paragraph without text: the number of its block, and the style in each inline chain.

    A style is a text run without text; None for a text outside the lines, or a hidden one.
    `separate`: chains that are blocks of their own in the line; `unbroken`: chains whose text stays
    on one line.
    """

    block: int
    paragraph: Paragraph
    styles: Mapping[Chain, TextRun | None]
    separate: frozenset[Chain] = frozenset()
    unbroken: frozenset[Chain] = frozenset()


def fill_slot(slot: TextSlot, block: OutlineBlock, measurer: TextMeasurer) -> Paragraph:
    """Return the slot's paragraph with the block's texts; raises NotPredictable without style."""
    pairs = list(make_runs(slot, block))
    filled = replace(slot.paragraph, runs=tuple(run for _, run in pairs))
    lines, line_height = measurer.count_lines(filled, 1.0), filled.line_height
    figure = _measure_figure(block, pairs, slot, measurer)
    if lines > 1 and figure:
        heights = _list_figure_line_heights(filled, measurer)
        lines, line_height = len(heights), sum(heights) / len(heights)
    return replace(filled, line_count=lines, line_height=line_height, figure_width=figure)


def _list_figure_line_heights(par: Paragraph, measurer: TextMeasurer) -> list[float]:
    """Return the height of each line of a key figure; lines without the number are lower."""
    rows = [max((run.size for run in row), default=0.0) for row in measurer.find_line_runs(par)]
    least = par.size * par.leading
    return [
        par.line_height if size == max(rows) else max(least, size * par.leading) for size in rows
    ]


def make_runs(slot: TextSlot, block: OutlineBlock) -> Iterator[tuple[OutlineText, TextRun]]:
    """Yield the block's texts as text runs, without those outside the lines."""
    texts = [text for text in block.texts if text.chain in slot.separate or _has_style(slot, text)]
    for text, plain in collapse_white_space(texts):
        style = None if text.chain in slot.separate else slot.styles[text.chain]
        if style:
            shown = plain.replace(" ", NBSP) if style.is_unbroken else plain
            yield text, replace(style, text=shown)


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
    numbers: set[int] = set()
    wholes: set[int] = set()
    for text, _ in pairs:
        for depth, tag in enumerate(text.chain, 1):
            if NUMBER in _read_classes(tag):
                numbers.add(text.element_numbers[depth - 1])
                around = zip(text.element_numbers, range(1, depth + 1), strict=False)
                wholes.update(one for one, end in around if text.chain[:end] in slot.unbroken)
    if not numbers:
        return None

    def measure_element(element: int) -> float:
        own = (run for text, run in pairs if element in text.element_numbers)
        return sum(measurer.measure_text(run.text, run) for run in own)

    number = max(map(measure_element, numbers))
    is_lead = LEAD in _read_classes(block.kind[-1])
    return FigureWidth(number, max(map(measure_element, wholes), default=number), is_lead)


def _read_classes(opening: str) -> list[str]:
    found = CLASS.search(opening)
    return found[1].split() if found else []
