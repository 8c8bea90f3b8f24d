"""What a translator must keep in a text: names, terms of the glossary, and figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.agreement.glossary import ALL_LANGUAGES, ENDING
from brief.editorial.numbers import find_quantities
from brief.translation.unit import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def find_marks(
    text: str,
    languages: tuple[str, str],
    names: Sequence[str],
    glossary: Sequence[Mapping[str, Sequence[str]]],
) -> tuple[Mark, ...]:
    """Return the marks of a text without Markdown, in order; none overlap, longer ones win.

    `languages` are those of the text and of the translation, `glossary` has names by language
    (`AlignedBriefing.glossary`).
    """
    found = [*_find_names(text, names), *_find_terms(text, languages, glossary)]
    found += (Mark("figure", it.start, it.end) for it in find_quantities(text, languages[0]))
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda it: (it.kind == "figure", it.start - it.end)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda it: it.start))


def _find_names(text: str, names: Sequence[str]) -> Iterator[Mark]:
    for name in names:
        for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
            yield Mark("name", *found.span())


def _find_terms(
    text: str, languages: tuple[str, str], glossary: Sequence[Mapping[str, Sequence[str]]]
) -> Iterator[Mark]:
    for term in glossary:
        source, target = (get_names(term, tag) for tag in languages)
        for name in source:
            for found in re.finditer(rf"(?<!\w){re.escape(name)}{ENDING}(?!\w)", text):
                kind = "name" if source == target else "term"
                start, end = found.start(), found.start() + len(name)
                yield Mark(kind, start, end, "" if kind == "name" else " / ".join(target))


def get_names(term: Mapping[str, Sequence[str]], tag: str) -> Sequence[str]:
    """Return the names of a term of the glossary in a language; none if it has none."""
    for key in (tag, tag.partition("-")[0], ALL_LANGUAGES):
        if key in term:
            return term[key]
    return ()
