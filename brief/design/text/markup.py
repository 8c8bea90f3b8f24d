"""Convert prose to HTML: emphasis, strong and links become elements, the rest is escaped."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from brief.press.job.page_contract import UNBROKEN_START_TAG

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.prose import TextSpan

CHUNK = "[^ ]*"
"""Text without a line break opportunity: everything between two ordinary spaces."""
LAST_WORD = rf"(?:^| )(?={CHUNK}$){CHUNK}[^\W\d_]{{7,}}{CHUNK}$"
NAME = rf"(?:^| )(?:{CHUNK}[^\w ])?(?<!\w)[^\W\d_a-zà-öø-ÿ][^\W\d_]{{6,}}{CHUNK}"
"""A long word with a capital: outside German, a name."""
ADDRESS = rf"(?:^| ){CHUNK}://{CHUNK}"
"""An address in plain text: a hyphen at its line end would look like a part of it."""
CAPITALISING_LANGUAGES = {"de", "lb"}


def to_markup(spans: Sequence[TextSpan], language: str = "de", names: Sequence[str] = ()) -> Markup:
    """Return the spans as escaped HTML.

    Names and the paragraph's last word become elements of class `whole`, which style sheets do not
    hyphenate. A space before an element moves into it: WeasyPrint 70 breaks the line too early
    between text that ends in a space and an element that does not fit.
    """
    inner, last = _whole_word_patterns(
        tuple(names), language, addresses=any("://" in span.text for span in spans)
    )
    pieces, space = [], ""
    for number, span in enumerate(spans):
        text = space + span.text
        follower = spans[number + 1] if number + 1 < len(spans) else None
        is_element = follower and (follower.emphasis or follower.strong or follower.href)
        space = " " if is_element and text.endswith(" ") else ""
        text = text.removesuffix(" ") if space else text
        pieces.append(_render_span(span, text, inner if follower else last))
    return Markup("".join(pieces))  # noqa: S704 - each piece is escaped


@lru_cache(maxsize=64)
def _whole_word_patterns(
    names: tuple[str, ...], language: str, *, addresses: bool
) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Return the patterns of words to keep whole: in all spans but the last, and in the last."""
    longest_first = sorted(names, key=len, reverse=True)
    choices = [rf"(?:^| ){CHUNK}{_name_pattern(name)}{CHUNK}" for name in longest_first]
    if addresses:
        choices.insert(0, ADDRESS)
    if language not in CAPITALISING_LANGUAGES:
        choices.append(NAME)
    inner = re.compile("|".join(choices)) if choices else None
    return inner, re.compile("|".join([*choices, LAST_WORD]))


def _name_pattern(name: str) -> str:
    """Return a pattern for the name, whose spaces may be non-breaking ones."""
    spaced = re.escape(name).replace(r"\ ", "[ \N{NO-BREAK SPACE}]")
    return spaced.replace(r"\-", "-\N{WORD JOINER}?")


def _render_span(span: TextSpan, text: str, whole: re.Pattern[str] | None) -> str:
    """Return one span as HTML, a plain string: joining these is fastest, and pages have many."""
    element = _mark_whole_words(text, whole) if whole and not span.href else escape(text)
    if span.emphasis:
        element = f"<em>{element}</em>"
    if span.strong:
        element = f"<strong>{element}</strong>"
    if span.href:
        element = f'<a href="{escape(span.href)}">{element}</a>'
    return element


def _mark_whole_words(text: str, whole: re.Pattern[str]) -> str:
    pieces: list[str] = []
    position = 0
    for match in whole.finditer(text):
        pieces.append(escape(text[position : match.start()]))
        pieces.append(f"{UNBROKEN_START_TAG}{escape(match[0])}</span>")
        position = match.end()
    return "".join([*pieces, escape(text[position:])])
