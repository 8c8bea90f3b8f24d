"""Prediction, step 1: the outline of a page, which is its elements apart from its texts.

Pages with the same outline differ only in their words, so the type, measures and gaps in a layout
of one hold for the other. A block's inline elements count as a set, since their order changes no
style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.press.job.page_contract import NUMBER, VALUE
from brief.press.prediction.placeholder_text import LATIN
from brief.press.prediction.tags import (
    PHRASING,
    RAW_TEXT,
    VOID,
    NotPredictable,
    make_closing_tag,
    make_opening_tag,
    tag_name,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

INLINE = PHRASING | {"img"}
WHITE_SPACE = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class OutlineText:
    """A text of a block, and the opening tags of the inline elements around it, outermost first.

    `element_numbers` identifies these elements: two texts with the same chain may be in different
    elements.
    """

    text: str
    chain: tuple[str, ...]
    element_numbers: tuple[int, ...]


@dataclass(slots=True, eq=False)
class OutlineBlock:
    """An element that contains only lines.

    `kind`: the opening tags of the element and two ancestors, which decide its style.
    `exact_element`: the element, if it has images or is a key figure, whose inline elements count
    one by one. `has_images`: some of them are images.
    """

    kind: tuple[str, ...]
    language: str
    exact_element: Element | None
    has_images: bool = False
    texts: list[OutlineText] = field(default_factory=list)


@dataclass(slots=True)
class ItemSeries:
    """Adjacent elements with the same opening tag, each with text."""

    items: list[list[str | OutlineBlock]]


@dataclass(slots=True)
class Outline:
    """The page as parts (HTML, blocks, series), and its blocks in order, with their texts.

    `element_blocks` maps each element in a block to the block's number and the chain of inline
    elements around the element's text. `has_own_style`: the page has a `style` or `link` element.
    """

    parts: list[str | OutlineBlock | ItemSeries]
    blocks: list[OutlineBlock]
    element_blocks: dict[Element | None, tuple[int, tuple[str, ...]]]
    has_own_style: bool


def read_outline(root: Element) -> Outline:
    """Return the outline of a parsed page.

    Raises NotPredictable if an element has both text and blocks, or if an image is from a briefing.
    """
    reader = _OutlineReader()
    reader.read_element(root, make_opening_tag(root), (), "")
    return Outline(reader.parts, reader.blocks, reader.places, reader.styled)


class _OutlineReader:
    """Walks the elements; collects the blocks, and the HTML around them."""

    def __init__(self) -> None:
        self.parts: list[str | OutlineBlock | ItemSeries] = []
        self.blocks: list[OutlineBlock] = []
        self.places: dict[Element | None, tuple[int, tuple[str, ...]]] = {}
        self.styled = False
        self._elements = 0

    def read_element(
        self, element: Element, start: str, kind: tuple[str, ...], language: str
    ) -> None:
        """Read an element with the opening tag `start`; `kind` has its ancestors' tags."""
        tag = tag_name(element)
        language = element.get("lang") or language
        self.parts.append(start)
        self.styled = self.styled or tag in {"style", "link"}
        if tag in VOID:
            return
        if tag in RAW_TEXT:
            self.parts.append(element.text or "")
        elif tag == "title":
            self.parts.append(LATIN)
        else:
            self._read_inside(element, (*kind[-2:], start), language)
        self.parts.append(make_closing_tag(start))

    def _read_inside(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        bare = _has_text(element)
        if bare or (len(element) and tag_name(element[0]) in {*INLINE, ""}):
            inner = {tag_name(child) for child in element.iter() if child is not element} - {""}
            if inner <= INLINE and (bare or inner):
                self._add_block(element, kind, language)
                return
            if bare:
                msg = f"<{element.tag}> has text beside blocks"
                raise NotPredictable(msg)
        self._read_children(element, kind, language)

    def _read_children(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        """Read the children of an element without text; adjacent ones with one tag are a series."""
        run: list[list[str | OutlineBlock | ItemSeries]] = []
        before, around = "", self.parts
        for child in element:
            if not tag_name(child):
                continue
            start = make_opening_tag(child)
            if start != before:
                around += _join_run(run)
                run, before = [], start
            self.parts = []
            self.read_element(child, start, kind, language)
            run.append(self.parts)
        self.parts = around
        self.parts += _join_run(run)

    def _add_block(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        pictured = any(tag_name(one) == "img" for one in element.iter())
        exact = pictured or any(
            {VALUE, NUMBER}.intersection(one.get("class", "").split()) for one in element.iter()
        )
        block = OutlineBlock(kind, language, element if exact else None, pictured)
        self._collect_texts(element, block, (), ())
        self.blocks.append(block)
        self.parts.append(block)

    def _collect_texts(
        self, element: Element, block: OutlineBlock, chain: tuple[str, ...], within: tuple[int, ...]
    ) -> None:
        self.places[element] = len(self.blocks), chain
        if element.text:
            block.texts.append(OutlineText(element.text, chain, within))
        for child in element:
            self._elements += 1
            if tag_name(child):
                inner = (*chain, make_opening_tag(child))
                self._collect_texts(child, block, inner, (*within, self._elements))
            if child.tail:
                block.texts.append(OutlineText(child.tail, chain, within))


def _has_text(element: Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts)


def _join_run(
    run: list[list[str | OutlineBlock | ItemSeries]],
) -> list[str | OutlineBlock | ItemSeries]:
    """Return the parts of a run of elements with one tag; a series if all have text.

    Of nested series, only the innermost count.
    """
    items = [
        [part for part in item if not isinstance(part, ItemSeries)]
        for item in run
        if any(isinstance(part, OutlineBlock) for part in item)
    ]
    if len(run) > 1 and [len(item) for item in items] == [len(item) for item in run]:
        return [ItemSeries(items)]
    return [part for item in run for part in item]


def collapse_white_space(texts: list[OutlineText]) -> Iterator[tuple[OutlineText, str]]:
    """Yield each text with white space collapsed to one space, and removed at the block's edges.

    CSS Text 3, 4.1, for `white-space: normal` and `nowrap`.
    """
    shown: list[tuple[OutlineText, str]] = []
    spaced = True
    for text in texts:
        plain = WHITE_SPACE.sub(" ", text.text)
        if spaced:
            plain = plain.removeprefix(" ")
        if plain:
            spaced = plain.endswith(" ")
            shown.append((text, plain))
    if shown and spaced:
        last, plain = shown[-1]
        shown[-1] = last, plain.removesuffix(" ")
    return iter([pair for pair in shown if pair[1]])
