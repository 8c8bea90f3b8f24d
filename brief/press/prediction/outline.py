"""The outline of a page: its elements and style, and where its texts stand, whatever they say.

Two pages with one outline differ in their words alone, so what the style sheets make of one (type,
measures, gaps) holds for the other. The outline is itself a page, with short standard texts; the
inline elements of a paragraph count as a set, since where they stand changes no style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.press.engine.box_reader import NUMBER, VALUE
from brief.press.prediction.placeholder_text import LATIN
from brief.press.prediction.tags import PHRASING, RAW, VOID, Unlike, closing, opening, tag_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

INLINE = PHRASING | {"img"}
BLANK = re.compile(r"[ \t\n\r\f]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a block: the inline elements around it, outermost first, as they are written.

    `within` numbers these elements, so that texts of one element can be told from those of another.
    """

    text: str
    chain: tuple[str, ...]
    within: tuple[int, ...]


@dataclass(slots=True, eq=False)
class Block:
    """An element that holds nothing but lines.

    `kind` is that of its style, and `pictured` says that some of its inline elements are images.
    They count one by one where they are those of a key figure: of these it has its `drawing`.
    """

    kind: tuple[str, ...]
    language: str
    drawing: Element | None
    pictured: bool = False
    texts: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Series:
    """Elements with one opening tag that follow each other, each with text in it."""

    items: list[list[str | Block]]


@dataclass(slots=True)
class Outline:
    """The page as parts, and its blocks in order, with their own texts.

    `places` tells of every element in a block which block it is in, and what inline elements are
    around its text. `styles` says that the page has style of its own.
    """

    parts: list[str | Block | Series]
    blocks: list[Block]
    places: dict[Element, tuple[int, tuple[str, ...]]]
    styled: bool


def read_outline(root: Element) -> Outline:
    """Return the outline of a parsed page.

    Raises Unlike if texts and blocks stand side by side, or if it shows images of the briefing.
    """
    reader = _Reader()
    reader.read(root, opening(root), (), "")
    return Outline(reader.parts, reader.blocks, reader.places, reader.styled)


class _Reader:
    """Walks the elements, and gathers blocks, and what stands around them as HTML."""

    def __init__(self) -> None:
        self.parts: list[str | Block | Series] = []
        self.blocks: list[Block] = []
        self.places: dict[Element, tuple[int, tuple[str, ...]]] = {}
        self.styled = False
        self._elements = 0

    def read(self, element: Element, start: str, kind: tuple[str, ...], language: str) -> None:
        """Read an element, which is opened by the tag `start`, in elements of those kinds."""
        tag = tag_of(element)
        language = element.get("lang") or language
        self.parts.append(start)
        self.styled = self.styled or tag in {"style", "link"}
        if tag in VOID:
            return
        if tag in RAW:
            self.parts.append(element.text or "")
        elif tag == "title":
            self.parts.append(LATIN)
        else:
            self._read_inside(element, (*kind[-2:], start), language)
        self.parts.append(closing(start))

    def _read_inside(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        bare = _has_text(element)
        if bare or (len(element) and tag_of(element[0]) in {*INLINE, ""}):
            inner = {tag_of(child) for child in element.iter() if child is not element} - {""}
            if inner <= INLINE and (bare or inner):
                self._take(element, kind, language)
                return
            if bare:
                msg = f"text stands beside blocks in <{element.tag}>"
                raise Unlike(msg)
        self._read_children(element, kind, language)

    def _read_children(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        """Read the elements in one that holds no text; those that are alike are a series."""
        run: list[list[str | Block | Series]] = []
        before, around = "", self.parts
        for child in element:
            if not tag_of(child):
                continue
            start = opening(child)
            if start != before:
                around += _joined(run)
                run, before = [], start
            self.parts = []
            self.read(child, start, kind, language)
            run.append(self.parts)
        self.parts = around
        self.parts += _joined(run)

    def _take(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        pictured = any(tag_of(one) == "img" for one in element.iter())
        exact = pictured or any(
            {VALUE, NUMBER}.intersection(one.get("class", "").split()) for one in element.iter()
        )
        block = Block(kind, language, element if exact else None, pictured)
        self._gather(element, block, (), ())
        self.blocks.append(block)
        self.parts.append(block)

    def _gather(
        self, element: Element, block: Block, chain: tuple[str, ...], within: tuple[int, ...]
    ) -> None:
        self.places[element] = len(self.blocks), chain
        if element.text:
            block.texts.append(Text(element.text, chain, within))
        for child in element:
            self._elements += 1
            if tag_of(child):
                inner = (*chain, opening(child))
                self._gather(child, block, inner, (*within, self._elements))
            if child.tail:
                block.texts.append(Text(child.tail, chain, within))


def _has_text(element: Element) -> bool:
    texts = (element.text, *(child.tail for child in element))
    return any(text and not text.isspace() for text in texts)


def _joined(run: list[list[str | Block | Series]]) -> list[str | Block | Series]:
    """Return what stands in the elements of a run; they are a series if all have text.

    Of series that hold others, the innermost count.
    """
    items = [
        [part for part in item if not isinstance(part, Series)]
        for item in run
        if any(isinstance(part, Block) for part in item)
    ]
    if len(run) > 1 and [len(item) for item in items] == [len(item) for item in run]:
        return [Series(items)]
    return [part for item in run for part in item]


def collapsed(texts: list[Text]) -> Iterator[tuple[Text, str]]:
    """Yield each text as it is set: white space is one space, and none at the block's edges.

    CSS Text 3, 4.1, for `white-space: normal` and `nowrap`.
    """
    shown: list[tuple[Text, str]] = []
    spaced = True
    for text in texts:
        plain = BLANK.sub(" ", text.text)
        if spaced:
            plain = plain.removeprefix(" ")
        if plain:
            spaced = plain.endswith(" ")
            shown.append((text, plain))
    if shown and spaced:
        last, plain = shown[-1]
        shown[-1] = last, plain.removesuffix(" ")
    return iter([pair for pair in shown if pair[1]])
