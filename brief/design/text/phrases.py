"""Phrases of headlines in Japanese and Chinese, which are written without spaces.

A line may end between any two characters there (UAX #14, class ID); in a headline it should end
between two phrases. A model of BudouX finds them.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from brief.design.text.no_break import JOINER
from brief.editorial.locale.locales import get_script

if TYPE_CHECKING:
    from brief.editorial.prose import TextSpan

MAX_PHRASE = 9  # characters: a longer one may be broken


def join_phrases(spans: tuple[TextSpan, ...], tag: str) -> tuple[TextSpan, ...]:
    """Return the spans with word joiners inside phrases, so that no line ends there."""
    parser = _load_parser(get_script(tag))
    if parser is None:
        return spans
    text = "".join(span.text for span in spans)
    ends, inside = 0, set[int]()
    for phrase in parser.parse(text):
        if len(phrase) <= MAX_PHRASE:
            inside.update(range(ends + 1, ends + len(phrase)))
        ends += len(phrase)
    joined, start = [], 0
    for span in spans:
        letters = (
            (JOINER if start + at in inside and at else "") + letter
            for at, letter in enumerate(span.text)
        )
        joined.append(replace(span, text="".join(letters)))
        start += len(span.text)
    return tuple(joined)


@lru_cache(maxsize=4)
def _load_parser(script: str) -> Any:  # noqa: ANN401 - BudouX has no types
    if script not in {"Jpan", "Hans", "Hant"}:
        return None
    import budoux

    loaders = {
        "Jpan": budoux.load_default_japanese_parser,
        "Hans": budoux.load_default_simplified_chinese_parser,
        "Hant": budoux.load_default_traditional_chinese_parser,
    }
    return loaders[script]()
