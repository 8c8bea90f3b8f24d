"""A skeleton: what a layout makes of a page's outline, to be filled with the words of any page.

It is read off one layout of the outline itself, never of a real page, so that it is the same
whichever page of that outline comes first. Where words could change more than the number of lines,
there is no skeleton.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from brief.press.copyfit.estimate import FLOW
from brief.press.engine.box_reader import POINTS_PER_PIXEL, UNBROKEN_WHITE_SPACE, read_text_run
from brief.press.engine.page_metrics import (
    find_inline_boxes,
    find_line_blocks,
    find_placed_texts,
    is_unmeasurable,
)
from brief.press.engine.page_model import Frame, Paragraph
from brief.press.job.model import Fullness
from brief.press.prediction.paragraphs import Bone, Style, fill_bone, runs_of
from brief.press.prediction.tags import Unlike

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.copyfit.line_breaker import Ruler
    from brief.press.engine.engine import LaidOutEdition
    from brief.press.prediction.outline import Block, Outline

    Chain = tuple[str, ...]

TOLERANCE = 0.5, 0.01  # points, and share, by which a width may be other than the ruler's


@dataclass(frozen=True, slots=True)
class Skeleton:
    """A page without words."""

    bones: tuple[Bone, ...]
    frames: tuple[Frame, ...]
    fullness: Fullness

    def packed(self) -> str:
        """Return the skeleton as JSON; every number is written in full."""
        return json.dumps(
            {
                "bones": [
                    [
                        bone.block,
                        _values(bone.paragraph),
                        _packed_styles(bone.styles),
                        sorted(bone.apart),
                        sorted(bone.whole),
                    ]
                    for bone in self.bones
                ],
                "frames": [[*_values(frame)] for frame in self.frames],
                "fullness": _values(self.fullness),
            }
        )


def unpacked(text: str) -> Skeleton:
    """Return the skeleton that was packed so; ValueError, KeyError or TypeError if none was."""
    found = json.loads(text)
    return Skeleton(
        tuple(
            Bone(
                block,
                _paragraph(values),
                {
                    tuple(chain): Style(tuple(style[0]), *style[1:]) if style else None
                    for chain, style in styles
                },
                frozenset(map(tuple, apart)),
                frozenset(map(tuple, whole)),
            )
            for block, values, styles, apart, whole in found["bones"]
        ),
        tuple(
            Frame(number, top, frozenset(anchors), *rest)
            for number, top, anchors, *rest in found["frames"]
        ),
        _fullness(*found["fullness"]),
    )


def make_skeleton(
    laid: LaidOutEdition, outline: Outline, regions: tuple[str, ...], ruler: Ruler
) -> Skeleton:
    """Read the skeleton off a layout of the outline, on an endless page.

    Raises Unlike where words could change more than the number of lines, or where the ruler
    measures otherwise than the engine.
    """
    fullness, galley = laid.fullness, laid.read_page_model()
    if fullness.page_count != 1 or fullness.missing_regions:
        msg = "the page has parts that cannot be measured"
        raise Unlike(msg)
    wanted = {"footer", *(f"end-{region}" for region in regions)}
    measured = {FLOW} | {frame.number for frame in galley.frames if frame.anchors & wanted}
    bones = []
    blocks = find_line_blocks(laid.document.pages)
    for paragraph, (block, lines, sure) in zip(galley.paragraphs, blocks, strict=True):
        if paragraph.is_rotated or paragraph.frame not in measured:
            continue
        if not sure or is_unmeasurable(block, lines[0]):
            msg = f"words change the measure or the letters of <{paragraph.tag}>"
            raise Unlike(msg)
        bones.append(_bone(paragraph, block, lines, outline, ruler))
    if len({bone.block for bone in bones}) < len(bones):
        msg = "an element has several paragraphs"
        raise Unlike(msg)
    return Skeleton(tuple(bones), galley.frames, fullness)


def _bone(
    paragraph: Paragraph, block: Any, lines: list[Any], outline: Outline, ruler: Ruler
) -> Bone:
    place = outline.places.get(block.element)
    if place is None or place[1]:
        msg = f"<{paragraph.tag}> has text that its page does not have"
        raise Unlike(msg)
    number, own = place[0], outline.blocks[place[0]]
    bare = replace(paragraph, runs=(), figure_width=None)
    bone, boxes = _read_styles(lines, Bone(number, bare, {}), outline)
    shown = "".join(run.text for _, run in runs_of(bone, own))
    said = "".join(box.text for box in boxes)
    if own.pictured or "".join(said.split()) != "".join(shown.split()):
        msg = f"<{paragraph.tag}> has other text than its page"
        raise Unlike(msg)
    _check_ruler(bone, own, paragraph, boxes, ruler)
    return bone


def _read_styles(lines: list[Any], bone: Bone, outline: Outline) -> tuple[Bone, list[Any]]:
    """Return the bone with its styles, and the boxes of the text in the lines."""
    number, alone = bone.block, set()
    styles: dict[Chain, Style | None] = {text.chain: None for text in outline.blocks[number].texts}
    boxes = []
    for box, apart in (pair for line in lines for pair in find_placed_texts(line)):
        owner, chain = outline.places.get(box.element, (None, ()))
        if owner != number:
            msg = "a text stands where its page does not have it"
            raise Unlike(msg)
        if apart:
            alone.add(chain)
            continue
        style = _style(box)
        if styles.get(chain) not in {None, style}:
            msg = "one text has several styles"
            raise Unlike(msg)
        styles[chain] = style
        boxes.append(box)
    kept = [box.element for line in lines for box in find_inline_boxes(line) if _is_unbroken(box)]
    whole = frozenset(outline.places[one][1] for one in kept if one in outline.places)
    return replace(bone, styles=styles, apart=frozenset(alone), whole=whole), boxes


def _is_unbroken(box: Any) -> bool:
    return box.style["white_space"] in UNBROKEN_WHITE_SPACE


def _style(box: Any) -> Style:
    run = read_text_run(box)
    return Style(
        run.families,
        run.weight,
        run.italic,
        run.size,
        run.letter_spacing,
        run.is_hyphenated,
        run.language,
        _is_unbroken(box),
    )


def _check_ruler(
    bone: Bone, block: Block, paragraph: Paragraph, boxes: list[Any], ruler: Ruler
) -> None:
    """Raise Unlike unless the ruler measures the standard texts as the engine has set them."""
    filled = fill_bone(bone, block, ruler)
    # a space where a line ends is not in its boxes
    length = ruler.length(filled.words._replace(runs=tuple(read_text_run(box) for box in boxes)))
    pairs = [(length, sum(box.width for box in boxes) * POINTS_PER_PIXEL)]
    if bool(filled.amount) != bool(paragraph.figure_width) or filled.lines != paragraph.line_count:
        msg = f"the lines of <{paragraph.tag}> are not as the ruler has them"
        raise Unlike(msg)
    if filled.amount and paragraph.figure_width:
        pairs.append((filled.amount.number, paragraph.figure_width.number))
        pairs.append((filled.amount.whole, paragraph.figure_width.whole))
    points, share = TOLERANCE
    if any(abs(one - other) > points + share * other for one, other in pairs):
        msg = f"the widths in <{paragraph.tag}> are not as the ruler has them"
        raise Unlike(msg)


def _values(item: Any) -> list[Any]:
    """Return the fields of a record as JSON can hold them."""
    values = (getattr(item, field.name) for field in fields(item))
    return [sorted(value) if isinstance(value, frozenset) else value for value in values]


def _paragraph(values: list[Any]) -> Paragraph:
    found = dict(zip((field.name for field in fields(Paragraph)), values, strict=True))
    return Paragraph(**{**found, "hyphen_limits": tuple(found["hyphen_limits"]), "runs": ()})


def _fullness(pages: int, ends: list[Any], lost: list[Any], limit: float) -> Fullness:
    return Fullness(pages, tuple((name, end) for name, end in ends), tuple(lost), limit)


def _packed_styles(styles: Mapping[Chain, Style | None]) -> list[Any]:
    return [[chain, _values(style) if style else None] for chain, style in sorted(styles.items())]
