"""Group the thousands of a key figure as the text of its page does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.numbers import get_group_symbol

from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import numbering_system

if TYPE_CHECKING:
    from collections.abc import Iterable

_FOUR_DIGITS = re.compile(r"(?<![\d.,])(\d)(\D?)(\d{3})(?!\d)")
_GROUP_SIGNS = "[.,٬'’\\s]"


def follow_prose(number: str, texts: Iterable[str], tag: str) -> str:
    """Return a key figure with its four digits grouped as the author writes that number.

    CLDR leaves four digits ungrouped in some languages (Italian 2450) and groups them in others
    (German 2.450). Where the text of the page has the same number the other way only, the figure
    follows it, so that one page has one style.
    """
    if not _FOUR_DIGITS.search(number):
        return number
    prose = "\n".join(texts)
    locale = parse_locale(tag)
    symbol = get_group_symbol(locale, numbering_system=numbering_system(locale))

    def choose(found: re.Match[str]) -> str:
        if found[2] and not re.fullmatch(_GROUP_SIGNS, found[2]):
            return found[0]
        plain = rf"(?<![\d.,]){found[1]}{found[3]}(?!\d)"
        grouped = rf"(?<![\d.,]){found[1]}{_GROUP_SIGNS}{found[3]}(?!\d)"
        has_plain, has_grouped = (bool(re.search(form, prose)) for form in (plain, grouped))
        if has_plain == has_grouped:
            return found[0]
        return found[1] + (symbol if has_grouped else "") + found[3]

    return _FOUR_DIGITS.sub(choose, number)


def follow_figure(numbers: Iterable[str], shown: str, followed: str, tag: str) -> tuple[str, ...]:
    """Return the numbers of a figure's series, grouped as the figure itself.

    `shown` is the figure as CLDR writes it, `followed` as `follow_prose` does: what has changed
    there is changed in all numbers of four digits.
    """
    if len(shown) == len(followed):
        return tuple(numbers)
    locale = parse_locale(tag)
    symbol = get_group_symbol(locale, numbering_system=numbering_system(locale))
    between = symbol if len(shown) < len(followed) else ""

    def change(found: re.Match[str]) -> str:
        return found[1] + between + found[3] if found[2] in {"", symbol} else found[0]

    return tuple(_FOUR_DIGITS.sub(change, number) for number in numbers)
