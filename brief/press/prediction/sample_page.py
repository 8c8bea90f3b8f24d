"""Specimens: a page with short standard texts in the place of its own.

There are two. The one shows the page as it is, element for element. In the other every paragraph
has all inline elements that prose can have, and what is alike is told from what is not: such a plan
can be cut down to a model, with few items in each series and these in one form, which many pages
have in common.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from brief.press.job.page_contract import list_plain_chains, list_prose_chains
from brief.press.prediction.outline import Block, Series
from brief.press.prediction.placeholder_text import canonical, standin, usual_word
from brief.press.prediction.tags import LINKED, VOID, closing, opening, tag_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from xml.etree.ElementTree import Element

    from brief.press.prediction.outline import Outline, Text

    Chain = tuple[str, ...]
    StandIn = Callable[[str | None, str], str]

DOCTYPE = "<!doctype html>\n"
SHOWN = 4
"""Items of a series that a model shows: the first, two that have others around them, the last."""
USUAL, PROSE = frozenset(list_plain_chains()), frozenset(list_prose_chains(LINKED))
"""Chains of inline elements that most pages have in their prose, and all that any can have."""
AROUND = -1


class Form(NamedTuple):
    """A part of a page with standard texts, and how many blocks are in it."""

    html: str
    blocks: int


class Place(NamedTuple):
    """Where a block stands: in an item of a series, or in what is `AROUND` the series."""

    series: int
    item: int
    block: int


@dataclass(frozen=True, slots=True)
class Plan:
    """A page as what is around its series, and the form of each of their items.

    `around` has what stands before, between and after the series: one more than there are of these.
    """

    around: tuple[Form, ...]
    series: tuple[tuple[Form, ...], ...]

    @property
    def html(self) -> str:
        """The page itself."""
        return DOCTYPE + "".join(form.html for _, _, form in self._forms())

    @property
    def blocks(self) -> int:
        """How many blocks it has."""
        return sum(form.blocks for _, _, form in self._forms())

    def places(self) -> Iterator[Place]:
        """Yield where each block stands, in order."""
        for series, item, form in self._forms():
            for block in range(form.blocks):
                yield Place(series, item, block)

    def model(self, series: int = AROUND, form: Form | None = None) -> Plan:
        """Return the page with few items in each series, those of the one all in that form.

        Those of the others are in the form that comes first in the alphabet.
        """
        shown = [
            (form if form and number == series else min(items),) * min(len(items), SHOWN)
            for number, items in enumerate(self.series)
        ]
        return Plan(self.around, tuple(shown))

    def _forms(self) -> Iterator[tuple[int, int, Form]]:
        for number, around in enumerate(self.around):
            yield AROUND, number, around
            if number < len(self.series):
                yield from ((number, item, own) for item, own in enumerate(self.series[number]))


def write_specimen(outline: Outline) -> str:
    """Return the page itself with standard texts, element for element."""
    writer = _Writer(outline, frozenset(), standin)
    groups = (part.items if isinstance(part, Series) else [[part]] for part in outline.parts)
    return DOCTYPE + "".join(writer.form(item).html for group in groups for item in group)


def write_plan(outline: Outline) -> Plan:
    """Return the page with standard texts in all inline elements that prose can have.

    If it has neither emphasis nor links, its plan has none.
    """
    said = {text.chain for block in outline.blocks for text in block.texts}
    writer = _Writer(outline, PROSE if said & (PROSE - USUAL) else USUAL, canonical)
    around: list[Form] = []
    series: list[tuple[Form, ...]] = []
    between: list[str | Block] = []
    for part in outline.parts:
        if isinstance(part, Series):
            series.append(tuple(writer.form(item) for item in part.items))
            around.append(writer.form(between))
            between = []
        else:
            between.append(part)
    return Plan((*around, writer.form(between)), tuple(series))


class _Writer:
    """Writes parts of a page with standard texts.

    `always` are chains of inline elements that every block has, and `stand_in` says what stands for
    a text of a block whose elements count one by one.
    """

    def __init__(self, outline: Outline, always: frozenset[Chain], stand_in: StandIn) -> None:
        texts: dict[str, list[Text]] = {}
        said: dict[tuple[str, ...], dict[Chain, str]] = {}
        for block in outline.blocks:
            texts.setdefault(block.language, []).extend(block.texts)
            chains = said.setdefault(block.kind, {})
            for text in block.texts:
                chains[text.chain] = f"{chains.get(text.chain, '')}{text.text}".strip()
        self._words = {
            language: usual_word(text.text for text in own) for language, own in texts.items()
        }
        self._said = said
        self._always = always
        self._stand_in = stand_in
        self._written: dict[tuple[tuple[str, ...], str], str] = {}

    def form(self, parts: Iterable[str | Block]) -> Form:
        """Return these parts with standard texts."""
        html, blocks = [], 0
        for part in parts:
            if isinstance(part, str):
                html.append(part)
            else:
                html.append(self._block(part))
                blocks += 1
        return Form("".join(html), blocks)

    def _block(self, block: Block) -> str:
        word = self._words[block.language]
        if block.drawing is not None:
            return _drawn(block.drawing, word, self._stand_in)
        key = block.kind, word
        if key not in self._written:
            said = self._said[block.kind]
            chains = sorted(said.keys() | self._always)
            samples = [
                _sample(chain, word if chain in self._always else standin(said[chain], word))
                for chain in chains
            ]
            self._written[key] = " ".join(samples)
        return self._written[key]


def _sample(chain: Chain, word: str) -> str:
    return "".join(chain) + word + "".join(closing(tag) for tag in reversed(chain))


def _drawn(element: Element, word: str, stand_in: StandIn) -> str:
    """Return what is in the block, element for element, with standard texts."""
    found = stand_in(element.text, word)
    for child in element:
        tag = tag_of(child)
        if tag:
            found += opening(child)
        if tag and tag not in VOID:
            found += _drawn(child, word, stand_in) + closing(opening(child))
        found += stand_in(child.tail, word)
    return found
