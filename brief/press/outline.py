"""The outline of a page: its elements and style, and where its texts stand, whatever they say.

Two pages with one outline differ in their words alone, so what the style sheets make of one (type,
measures, gaps) holds for the other. The outline is itself a page, with short standard texts; the
inline elements of a paragraph count as a set, since where they stand changes no style.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

from brief.press.boxes import NUMBER, VALUE
from brief.press.standin import LATIN, standin, usual_word

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

PHRASING = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "wbr"}
)
"""Elements that stand in a line and hold text (HTML, 3.2.5.2.5), as far as no more is in them."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
"""Elements that hold nothing (HTML, 13.1.2)."""
RAW = frozenset({"style", "script"})
SPOKEN = {
    "alt": "x",
    "title": "x",
    "datetime": "",
    "href": "https://example.org/",
    "aria-label": "",
}
"""Attributes that say something of the text, and what stands for them in an outline."""
DRAWN = re.compile(r"data:image/svg\+xml[^,]*,", re.IGNORECASE)
SIDES = re.compile(
    r"<svg\b[^>]*?\s(width|height)=[\"']([0-9.]+)[\"'][^>]*?\s(width|height)=[\"']\2[\"']"
)
CONTENT = re.compile(r"brief:/*content/", re.IGNORECASE)
BLANK = re.compile(r"[ \t\n\r\f]+")
SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{0}'/%3E"


class Unlike(Exception):  # noqa: N818 - nothing is wrong with the page
    """A page whose style may hang on its words: only a layout tells what becomes of them."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a block: the inline elements around it, outermost first, as they are written.

    `within` numbers these elements, so that texts of one element can be told from those of another.
    """

    text: str
    chain: tuple[str, ...]
    within: tuple[int, ...]


@dataclass(slots=True)
class Block:
    """An element that holds nothing but lines.

    `kind` is that of its style, and `exact` says that its inline elements count one by one, as
    those of a key figure do; `pictured`, that some are images.
    """

    kind: tuple[str, ...]
    language: str
    exact: bool
    pictured: bool = False
    texts: list[Text] = field(default_factory=list)


@dataclass(slots=True)
class Outline:
    """The page as HTML with standard texts, and its blocks in order, with their own texts.

    `places` tells of every element in a block which block it is in, and what inline elements are
    around its text.
    """

    html: str
    blocks: list[Block]
    places: dict[Element, tuple[int, tuple[str, ...]]]


def read_outline(root: Element) -> Outline:
    """Return the outline of a parsed page.

    Raises Unlike if texts and blocks stand side by side, or if it shows images of the briefing.
    """
    reader = _Reader()
    reader.read(root, (), "")
    words = {
        language: usual_word(
            text.text
            for block in reader.blocks
            if block.language == language
            for text in block.texts
        )
        for language in {block.language for block in reader.blocks}
    }
    chains = _chains(reader.blocks)
    parts = []
    for part in reader.parts:
        if isinstance(part, str):
            parts.append(part)
        elif part.exact:
            parts.append(_drawn(reader.drawings[id(part)], words[part.language]))
        else:
            found = chains[part.kind]
            word = words[part.language]
            parts.append(
                " ".join(_sample(chain, standin(found[chain], word)) for chain in sorted(found))
            )
    return Outline("<!doctype html>\n" + "".join(parts), reader.blocks, reader.places)


class _Reader:
    """Walks the elements, and gathers blocks, and what stands around them as HTML."""

    def __init__(self) -> None:
        self.parts: list[str | Block] = []
        self.blocks: list[Block] = []
        self.drawings: dict[int, Element] = {}
        self.places: dict[Element, tuple[int, tuple[str, ...]]] = {}
        self._elements = 0

    def read(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        tag = _tag(element)
        if not tag:  # a comment
            return
        language = element.get("lang") or language
        self.parts.append(_opening(element))
        if tag in RAW:
            self.parts.append(element.text or "")
        elif tag == "title":
            self.parts.append(LATIN)
        elif tag not in VOID:
            self._read_inside(element, (*kind[-2:], _opening(element)), language)
        if tag not in VOID:
            self.parts.append(f"</{tag}>")

    def _read_inside(self, element: Element, kind: tuple[str, ...], language: str) -> None:
        inner = [child for child in element.iter() if child is not element and _tag(child)]
        tags = {_tag(child) for child in inner}
        texts = [element.text, *(child.tail for child in element)]
        bare = any(text and not text.isspace() for text in texts)
        if bare or (inner and tags <= PHRASING | {"img"}):
            if not tags <= PHRASING | {"img"}:
                msg = f"text stands beside blocks in <{element.tag}>"
                raise Unlike(msg)
            self._take(element, kind, language, exact=_is_exact(element, inner))
            return
        for child in element:
            self.read(child, kind, language)

    def _take(self, element: Element, kind: tuple[str, ...], language: str, *, exact: bool) -> None:
        block = Block(kind, language, exact, any(_tag(one) == "img" for one in element.iter()))
        self._gather(element, block, (), ())
        self.blocks.append(block)
        self.parts.append(block)
        if exact:
            self.drawings[id(block)] = element

    def _gather(
        self, element: Element, block: Block, chain: tuple[str, ...], within: tuple[int, ...]
    ) -> None:
        self.places[element] = len(self.blocks), chain
        if element.text:
            block.texts.append(Text(element.text, chain, within))
        for child in element:
            self._elements += 1
            if _tag(child):
                inner = (*chain, _opening(child))
                self._gather(child, block, inner, (*within, self._elements))
            if child.tail:
                block.texts.append(Text(child.tail, chain, within))


def _chains(blocks: list[Block]) -> dict[tuple[str, ...], dict[tuple[str, ...], str]]:
    """Return the chains in each kind of block, with all that is said within one."""
    found: dict[tuple[str, ...], dict[tuple[str, ...], str]] = {}
    for block in blocks:
        chains = found.setdefault(block.kind, {})
        for text in block.texts:
            chains[text.chain] = f"{chains.get(text.chain, '')}{text.text}".strip()
    return found


def _is_exact(element: Element, inner: list[Element]) -> bool:
    """Say whether a block's inline elements count one by one: their type differs in size."""
    classes = {name for one in (element, *inner) for name in one.get("class", "").split()}
    return bool(classes & {VALUE, NUMBER}) or any(_tag(one) == "img" for one in inner)


def _tag(element: Element) -> str:
    tag: object = element.tag  # of a comment it is a function
    return tag if isinstance(tag, str) else ""


def _opening(element: Element) -> str:
    """Return the element's opening tag, as far as it can have to do with style."""
    parts = [_tag(element)]
    for key, value in sorted(element.items()):
        shown = SPOKEN.get(key, value)
        if key == "src":
            if CONTENT.match(value):
                msg = "the page shows an image of the briefing"
                raise Unlike(msg)
            shown = _drawing(value)
        parts.append(f'{key}="{escape(shown)}"')
    return f"<{' '.join(parts)}>"


def _drawing(url: str) -> str:
    """Return what stands for an image: of the codes that a page draws itself only the size counts.

    They are square; any other drawing stands for itself.
    """
    start = DRAWN.match(url)
    sides = start and SIDES.match(unquote(url[start.end() :]))
    return SQUARE.format(sides[2]) if sides else url


def _sample(chain: tuple[str, ...], word: str) -> str:
    return "".join(chain) + word + "".join(f"</{_name(tag)}>" for tag in reversed(chain))


def _name(opening: str) -> str:
    return opening[1:-1].partition(" ")[0]


def _drawn(element: Element, word: str) -> str:
    """Return what is in the block, element for element, with standard texts."""
    found = standin(element.text, word)
    for child in element:
        tag = _tag(child)
        if tag:
            found += _opening(child)
        if tag and tag not in VOID:
            found += _drawn(child, word) + f"</{tag}>"
        found += standin(child.tail, word)
    return found


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
