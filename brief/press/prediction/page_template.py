"""Prediction, step 3: a page template, which is the layout of a sample page without its texts.

It is read from a layout of the sample page, never of a real page, so that it does not depend on
which page with that outline came first. If a text could change more than its number of lines, the
page is not predictable.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from brief.press.copyfit.estimate import FLOW
from brief.press.engine.page_model import Frame, Paragraph, TextRun
from brief.press.job.model import Fullness
from brief.press.job.page_contract import FOOTERS, get_end_id
from brief.press.prediction.paragraphs import TextSlot, fill_slot, make_runs
from brief.press.prediction.tags import NotPredictable

if TYPE_CHECKING:
    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.engine.engine import LaidOutEdition
    from brief.press.engine.page_model import LineBlock, PlacedText
    from brief.press.prediction.outline import Outline, OutlineBlock

    Chain = tuple[str, ...]

WIDTH_TOLERANCE = 0.5, 0.01  # points, and share of the laid-out width


@dataclass(frozen=True, slots=True)
class PageTemplate:
    """Slots, frames and fullness of a page without texts."""

    slots: tuple[TextSlot, ...]
    frames: tuple[Frame, ...]
    fullness: Fullness

    def to_json(self) -> str:
        """Return the template as JSON, with numbers in full precision."""
        return json.dumps(self, default=_list_values)


def read_template(text: str) -> PageTemplate:
    """Return the template from its JSON; raises ValueError or TypeError if invalid."""
    slots, frames, (pages, ends, missing, footer_top) = json.loads(text)
    return PageTemplate(
        tuple(
            TextSlot(
                block,
                _read_paragraph(values),
                {tuple(chain): _read_style(style) if style else None for chain, style in styles},
                frozenset(map(tuple, separate)),
                frozenset(map(tuple, unbroken)),
            )
            for block, values, styles, separate, unbroken in slots
        ),
        tuple(
            Frame(number, top, frozenset(anchors), *rest) for number, top, anchors, *rest in frames
        ),
        Fullness(pages, tuple(map(tuple, ends)), tuple(missing), footer_top),
    )


def make_template(
    laid: LaidOutEdition, outline: Outline, regions: tuple[str, ...], measurer: TextMeasurer
) -> PageTemplate:
    """Read the template from a layout of a sample page, on an endless page.

    Raises NotPredictable if a text could change more than its number of lines, or if the measurer
    and the engine disagree about a width.
    """
    fullness, page_model = laid.fullness, laid.read_page_model()
    if fullness.page_count != 1 or fullness.missing_regions:
        msg = "the page has parts that cannot be measured"
        raise NotPredictable(msg)
    wanted = {*FOOTERS, *map(get_end_id, regions)}
    measured = {FLOW} | {frame.number for frame in page_model.frames if frame.anchors & wanted}
    slots = []
    for paragraph, block in zip(page_model.paragraphs, laid.read_line_blocks(), strict=True):
        if paragraph.is_rotated or paragraph.frame not in measured:
            continue
        if not (block.has_fixed_width and block.is_measurable):
            msg = f"the text changes the width or the font of <{paragraph.tag}>"
            raise NotPredictable(msg)
        slots.append(_make_slot(paragraph, block, outline, measurer))
    if len({slot.block for slot in slots}) < len(slots):
        msg = "an element has several paragraphs"
        raise NotPredictable(msg)
    return PageTemplate(tuple(slots), page_model.frames, fullness)


def _make_slot(
    paragraph: Paragraph, block: LineBlock, outline: Outline, measurer: TextMeasurer
) -> TextSlot:
    place = outline.element_blocks.get(block.element)
    if place is None or place[1]:
        msg = f"<{paragraph.tag}> has text that is not in its outline"
        raise NotPredictable(msg)
    number, own = place[0], outline.blocks[place[0]]
    bare = replace(paragraph, runs=(), figure_width=None)
    slot, texts = _read_styles(block, TextSlot(number, bare, {}), outline)
    shown = "".join(run.text for _, run in make_runs(slot, own))
    laid_out = "".join(text.run.text for text in texts)
    if own.has_images or "".join(laid_out.split()) != "".join(shown.split()):
        msg = f"<{paragraph.tag}> has other text than its outline"
        raise NotPredictable(msg)
    _check_widths(slot, own, paragraph, texts, measurer)
    return slot


def _read_styles(
    block: LineBlock, slot: TextSlot, outline: Outline
) -> tuple[TextSlot, list[PlacedText]]:
    """Return the slot with its styles, and the texts in its lines."""
    number, alone = slot.block, set()
    styles: dict[Chain, TextRun | None] = dict.fromkeys(
        text.chain for text in outline.blocks[number].texts
    )
    texts = []
    for text in block.texts:
        place = outline.element_blocks.get(text.element)
        if place is None or place[0] != number:
            msg = "a text belongs to another block in the outline"
            raise NotPredictable(msg)
        chain = place[1]
        if text.is_atomic:
            alone.add(chain)
            continue
        style = replace(text.run, text="")
        if styles.get(chain) not in {None, style}:
            msg = "one text has several styles"
            raise NotPredictable(msg)
        styles[chain] = style
        texts.append(text)
    places = map(outline.element_blocks.get, block.unbroken_elements)
    unbroken = frozenset(place[1] for place in places if place)
    return replace(slot, styles=styles, separate=frozenset(alone), unbroken=unbroken), texts


def _check_widths(
    slot: TextSlot,
    block: OutlineBlock,
    paragraph: Paragraph,
    texts: list[PlacedText],
    measurer: TextMeasurer,
) -> None:
    """Raise NotPredictable unless measurer and engine agree about the placeholder texts."""
    filled = fill_slot(slot, block, measurer)
    # a space at the end of a line is not in its texts
    length = measurer.measure_paragraph(replace(filled, runs=tuple(text.run for text in texts)))
    pairs = [(length, sum(text.width for text in texts))]
    predicted, laid_out = filled.figure_width, paragraph.figure_width
    if bool(predicted) != bool(laid_out) or filled.line_count != paragraph.line_count:
        msg = f"the lines of <{paragraph.tag}> are not those of the measurer"
        raise NotPredictable(msg)
    if predicted and laid_out:
        pairs.append((predicted.number, laid_out.number))
        pairs.append((predicted.whole, laid_out.whole))
    points, share = WIDTH_TOLERANCE
    if any(abs(one - other) > points + share * other for one, other in pairs):
        msg = f"the widths in <{paragraph.tag}> are not those of the measurer"
        raise NotPredictable(msg)


def _list_values(item: Any) -> list[Any]:  # noqa: ANN401 - a dataclass or a set
    """Return the values of an object that JSON does not have."""
    if isinstance(item, frozenset):
        return sorted(item)
    values = (getattr(item, field.name) for field in fields(item))
    return [sorted(value.items()) if isinstance(value, dict) else value for value in values]


def _read_paragraph(values: list[Any]) -> Paragraph:
    found = Paragraph(*values)
    total, left, right = found.hyphen_limits
    return replace(found, hyphen_limits=(total, left, right), runs=())


def _read_style(values: list[Any]) -> TextRun:
    text, families, *rest = values
    return TextRun(text, tuple(families), *rest)
