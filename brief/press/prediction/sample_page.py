"""Prediction, step 2: sample pages, which are outlines as HTML with placeholder texts.

The exact sample repeats the page's elements one by one. In the generalised sample every paragraph
contains all inline elements that prose may use. Reduced to at most four items in each series, it
becomes a model page, which is the same for many pages.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from brief.press.job.page_contract import list_plain_chains, list_prose_chains
from brief.press.prediction.outline import ItemSeries, OutlineBlock
from brief.press.prediction.placeholder_text import (
    choose_word,
    make_placeholder,
    make_uniform_placeholder,
)
from brief.press.prediction.tags import LINK_URL, VOID, make_closing_tag, make_opening_tag, tag_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from xml.etree.ElementTree import Element

    from brief.press.prediction.outline import Outline, OutlineText

    Chain = tuple[str, ...]
    MakePlaceholder = Callable[[str | None, str], str]

DOCTYPE = "<!doctype html>\n"
MODEL_ITEMS = 4
"""Items of a series in a model page: the first, two middle ones, the last."""
USUAL_CHAINS, PROSE_CHAINS = frozenset(list_plain_chains()), frozenset(list_prose_chains(LINK_URL))
"""Chains of inline elements in the prose of most pages, and all that prose may contain."""
OUTSIDE = -1


class SampleFragment(NamedTuple):
    """A part of a sample page, and the number of its blocks."""

    html: str
    blocks: int


class BlockPlace(NamedTuple):
    """The place of a block: in an item of a series, or in a fragment `OUTSIDE` all series."""

    series: int
    item: int
    block: int


@dataclass(frozen=True, slots=True)
class SamplePage:
    """The generalised sample of a page: its series, as the fragments of their items, and the rest.

    `surroundings` has the fragments before, between and after the series: one more than series.
    """

    surroundings: tuple[SampleFragment, ...]
    series: tuple[tuple[SampleFragment, ...], ...]

    @property
    def html(self) -> str:
        """The whole page as HTML."""
        return DOCTYPE + "".join(fragment.html for _, _, fragment in self._list_fragments())

    @property
    def block_count(self) -> int:
        """The number of its blocks."""
        return sum(fragment.blocks for _, _, fragment in self._list_fragments())

    def find_block_places(self) -> Iterator[BlockPlace]:
        """Yield the place of each block, in order."""
        for series, item, fragment in self._list_fragments():
            for block in range(fragment.blocks):
                yield BlockPlace(series, item, block)

    def make_model(
        self, series: int = OUTSIDE, fragment: SampleFragment | None = None
    ) -> SamplePage:
        """Return the model page in which all items of one series are equal to `fragment`.

        Items of the other series are their alphabetically first fragment.
        """
        series_items = [
            (fragment if fragment and number == series else min(items),)
            * min(len(items), MODEL_ITEMS)
            for number, items in enumerate(self.series)
        ]
        return SamplePage(self.surroundings, tuple(series_items))

    def _list_fragments(self) -> Iterator[tuple[int, int, SampleFragment]]:
        for number, around in enumerate(self.surroundings):
            yield OUTSIDE, number, around
            if number < len(self.series):
                yield from ((number, item, own) for item, own in enumerate(self.series[number]))


def write_exact_sample(outline: Outline) -> str:
    """Return the page as HTML with placeholder texts, element by element."""
    writer = _SampleWriter(outline, frozenset(), make_placeholder)
    groups = (part.items if isinstance(part, ItemSeries) else [[part]] for part in outline.parts)
    return DOCTYPE + "".join(writer.write_fragment(item).html for group in groups for item in group)


def write_sample_page(outline: Outline) -> SamplePage:
    """Return the page with placeholder texts in all inline elements that prose may contain.

    A page without emphasis and links gets a sample without these.
    """
    chains = {text.chain for block in outline.blocks for text in block.texts}
    writer = _SampleWriter(
        outline,
        PROSE_CHAINS if chains & (PROSE_CHAINS - USUAL_CHAINS) else USUAL_CHAINS,
        make_uniform_placeholder,
    )
    around: list[SampleFragment] = []
    series: list[tuple[SampleFragment, ...]] = []
    between: list[str | OutlineBlock] = []
    for part in outline.parts:
        if isinstance(part, ItemSeries):
            series.append(tuple(writer.write_fragment(item) for item in part.items))
            around.append(writer.write_fragment(between))
            between = []
        else:
            between.append(part)
    return SamplePage((*around, writer.write_fragment(between)), tuple(series))


class _SampleWriter:
    """Writes parts of a page with placeholder texts.

    `always`: chains of inline elements that every block gets. `make_placeholder_for` returns the
    placeholder of a text in a block that is written element by element.
    """

    def __init__(
        self, outline: Outline, always: frozenset[Chain], make_placeholder_for: MakePlaceholder
    ) -> None:
        texts: dict[str, list[OutlineText]] = {}
        texts_by_chain: dict[tuple[str, ...], dict[Chain, str]] = {}
        for block in outline.blocks:
            texts.setdefault(block.language, []).extend(block.texts)
            chains = texts_by_chain.setdefault(block.kind, {})
            for text in block.texts:
                chains[text.chain] = f"{chains.get(text.chain, '')}{text.text}".strip()
        self._words = {
            language: choose_word(text.text for text in own) for language, own in texts.items()
        }
        self._texts_by_chain = texts_by_chain
        self._always = always
        self._stand_in = make_placeholder_for
        self._written: dict[tuple[tuple[str, ...], str], str] = {}

    def write_fragment(self, parts: Sequence[str | OutlineBlock]) -> SampleFragment:
        """Return these parts with placeholder texts."""
        html = [part if isinstance(part, str) else self._write_block(part) for part in parts]
        return SampleFragment("".join(html), sum(isinstance(it, OutlineBlock) for it in parts))

    def _write_block(self, block: OutlineBlock) -> str:
        word = self._words[block.language]
        if block.exact_element is not None:
            return _write_exactly(block.exact_element, word, self._stand_in)
        key = block.kind, word
        if key not in self._written:
            texts = self._texts_by_chain[block.kind]
            samples = []
            for chain in sorted(texts.keys() | self._always):
                text = word if chain in self._always else make_placeholder(texts[chain], word)
                closing = "".join(map(make_closing_tag, reversed(chain)))
                samples.append("".join(chain) + text + closing)
            self._written[key] = " ".join(samples)
        return self._written[key]


def _write_exactly(element: Element, word: str, make_placeholder_for: MakePlaceholder) -> str:
    """Return the content of a block, element by element, with placeholder texts."""
    found = make_placeholder_for(element.text, word)
    for child in element:
        if tag := tag_name(child):
            start = make_opening_tag(child)
            found += start
            if tag not in VOID:
                found += _write_exactly(child, word, make_placeholder_for)
                found += make_closing_tag(start)
        found += make_placeholder_for(child.tail, word)
    return found
