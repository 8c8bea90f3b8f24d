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
AMOUNT = rf"(?:^| ){CHUNK}\d\u00a0{CHUNK}"
"""A number with the word or sign that is bound to it: 560 Millionen."""
NARROW = r"(?! ?[^ ]*[^\W\d_]{17})"
"""Not a word of more than 16 letters, which may be wider than a narrow column."""
BOUND_WORD = re.compile(r"[^\W\d_]{2,}[,;:]?\u00a0$")
"""A word that is bound to the next one to fill the last line, which a link or emphasis prevents."""
ADDRESS = rf"(?:^| ){CHUNK}://{CHUNK}"
"""An address in plain text: a hyphen at its line end would look like a part of it."""
WIDE_OPENING = re.compile(r"(?:<[^<>]*>)*([（《〈「『【〔])")
"""An opening mark with space in its left half, at the start of a text."""
UNSPACED_LANGUAGES = {"zh", "ja"}
CAPITALISING_LANGUAGES = {"de", "lb"}


def to_markup(
    spans: Sequence[TextSpan],
    language: str = "de",
    names: Sequence[str] = (),
    *,
    narrow: bool = False,
) -> Markup:
    """Return the spans as escaped HTML; `narrow` is for texts in the sidebar.

    Names and the paragraph's last word become elements of class `whole`, which style sheets do not
    hyphenate. A space before an element moves into it: WeasyPrint 70 breaks the line too early
    between text that ends in a space and an element that does not fit.
    """
    inner, last = _whole_word_patterns(
        tuple(names),
        language,
        addresses=any("://" in span.text for span in spans),
        narrow=narrow,
    )
    pieces, space = [], ""
    for number, span in enumerate(spans):
        text = space + span.text
        follower = spans[number + 1] if number + 1 < len(spans) else None
        is_element = follower and (follower.emphasis or follower.strong or follower.href)
        space = ""
        if is_element and (text.endswith(" ") or BOUND_WORD.search(text)):
            text, space = text[:-1], " "
        pieces.append(_render_span(span, text, inner if follower else last))
    return Markup("".join(pieces))  # noqa: S704 - each piece is escaped


def hang_opening_mark(markup: Markup, tag: str) -> Markup:
    """Return a headline whose opening 『, 《 or （ is in an element of class `half`.

    Style sheets take off the space in its left half, so that the line begins at the margin
    (JIS X 4051, 8.1; CSS Text 4, text-spacing-trim).
    """
    found = WIDE_OPENING.match(markup) if tag.partition("-")[0] in UNSPACED_LANGUAGES else None
    if not found:
        return markup
    start, end = found.span(1)
    mark = f'<span class="half">{found[1]}</span>'
    return Markup(f"{markup[:start]}{mark}{markup[end:]}")  # noqa: S704 - escaped before


@lru_cache(maxsize=64)
def _whole_word_patterns(
    names: tuple[str, ...], language: str, *, addresses: bool, narrow: bool
) -> tuple[re.Pattern[str] | None, re.Pattern[str]]:
    """Return the patterns of words to keep whole: in all spans but the last, and in the last."""
    longest_first = sorted(names, key=len, reverse=True)
    choices = [rf"(?:^| ){CHUNK}{_name_pattern(name)}{CHUNK}" for name in longest_first]
    choices.append(AMOUNT)
    if addresses:
        choices.insert(0, ADDRESS)
    if language not in CAPITALISING_LANGUAGES:
        choices.append(NARROW + NAME if narrow else NAME)
    inner = re.compile("|".join(choices)) if choices else None
    return inner, re.compile("|".join([*choices, NARROW + LAST_WORD if narrow else LAST_WORD]))


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
