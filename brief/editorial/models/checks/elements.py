"""Check the optional elements of a briefing: lengths, comparisons, and places of images."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from brief.editorial.models.elements import MAX_WHY_WORDS
from brief.editorial.models.structure_checks import FACTS
from brief.editorial.prose import strip_markup
from brief.findings import Finding, Related, error, warning
from brief.findings.suggest import did_you_mean, join_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.editorial.models.elements import Cell
    from brief.editorial.yaml.locations import Places, Step

# In scripts without spaces, two characters are about one word.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]{1,2}|[^\W_]+(?:['’\-.,][^\W_]+)*")


def check_elements(
    facts: BriefingFacts, editions: Mapping[str, Edition], places: Places
) -> Iterator[Finding]:
    """Yield the findings about the optional elements of a briefing."""
    for tag, edition in editions.items():
        if edition.why:
            yield from _check_why(tag, edition.why, places)
    yield from _check_comparisons(facts, editions, places)
    yield from _check_contact(facts, editions, places)
    yield from _check_focus(facts, places)


def count_words(text: str) -> int:
    """Return the number of words of a text in any script."""
    return len(_WORD.findall(unicodedata.normalize("NFC", text)))


def _check_why(tag: str, text: str, places: Places) -> Iterator[Finding]:
    words = count_words(strip_markup(text))
    if words > MAX_WHY_WORDS:
        yield warning(
            "why-too-long",
            f"`why` has {words} words, more than {MAX_WHY_WORDS}",
            "say in one or two sentences why it matters, and leave the rest to the points",
            places.value_place(tag, "why"),
        )


def _check_comparisons(
    facts: BriefingFacts, editions: Mapping[str, Edition], places: Places
) -> Iterator[Finding]:
    """Yield comparisons that differ in their number of rows, and cells that cannot be printed."""
    tables = {tag: it.comparison for tag, it in editions.items() if it.comparison}
    first = next(iter(tables), "")
    for tag, table in tables.items():
        own, other = len(table.rows), len(tables[first].rows)
        if own != other:
            yield error(
                "rows-differ",
                f"the comparison has {own} rows in `{tag}`, and {other} in `{first}`",
                "write the same rows in all languages, in the same order",
                places.key_place(tag, "comparison", "rows"),
                (Related(f"{other} rows here", places.key_place(first, "comparison", "rows")),),
            )
        for number, row in enumerate(table.rows):
            for at, cell in enumerate(row.cells):
                path = ("comparison", "rows", number, "cells", at)
                yield from _check_cell(cell, facts, places, tag, path)


def _check_cell(
    cell: Cell, facts: BriefingFacts, places: Places, tag: str, path: tuple[Step, ...]
) -> Iterator[Finding]:
    known = [figure.id for figure in facts.key_figures]
    if bool(cell.text) == bool(cell.figure):
        yield error(
            "cell-unclear",
            "a cell of the comparison has a text or a key figure, and this has "
            + ("both" if cell.text else "neither"),
            "write a short text, or `{figure: …}` with the id of a key figure",
            places.value_place(tag, *path),
        )
    elif cell.figure and cell.figure not in known:
        yield error(
            "no-such-key-figure",
            f"briefing.yaml has no key figure `{cell.figure}`",
            did_you_mean(cell.figure, known) or "add it to `key_figures`, or write a text here",
            places.value_place(tag, *path, "figure"),
        )


def _check_contact(
    facts: BriefingFacts, editions: Mapping[str, Edition], places: Places
) -> Iterator[Finding]:
    """Yield a warning for languages that have no contact, where others have."""
    own = facts.contact
    if not isinstance(own, dict):
        return
    lacking = [tag for tag in editions if not {tag, tag.partition("-")[0]} & own.keys()]
    if lacking:
        shown = join_words([f"`{tag}`" for tag in lacking], "and")
        yield warning(
            "contact-language",
            f"`contact` is given by language, but not in {shown}",
            f"add {', '.join(f'`{tag}: …`' for tag in lacking)} to it, or write one text for all",
            places.key_place(FACTS, "contact"),
        )


def _check_focus(facts: BriefingFacts, places: Places) -> Iterator[Finding]:
    for number, image in enumerate(facts.images):
        if image.focus and not image.place:
            yield warning(
                "focus-unused",
                f"the image `{image.id}` is printed whole, so its focus has no effect",
                "add `place: sidebar`, `text` or `head`, or remove `focus`",
                places.value_place(FACTS, "images", number, "focus"),
            )
