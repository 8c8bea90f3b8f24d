"""Names that have a number in them, and numbers that stand for no amount: `H20`, `COVID-19`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

FIRST_YEAR, LAST_YEAR = 1900, 2100
# What digits and letters written as one may be, and so is no name: `5km`, `3rd`, `90er`, `5bn`.
_UNITS_AFTER_DIGITS = (
    *("unit", "unit-sign", "scale", "scale-letter", "ordinal-mark", "decade-mark", "currency"),
    *("currency-sign", "times", "clock", "am", "pm", "year-mark", "month-mark", "day-mark", "of"),
    *("month", "join", "hour-mark", "multiple", "and", "to"),
)
_WORDS_BEFORE_DIGITS = (
    "currency",
    "currency-sign",
    "label",
    "qualifier",
    "of",
    "from",
    "to",
    "clock",
    "minus",
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_ENDINGS = re.compile(r"(?<=[IVXLCDM])(?:er|ère|re|ème|e|o|a|º|ª)$")


def read_name(stream: TokenStream, index: int) -> tuple[str, int] | None:
    """Return the name that begins at that token, without marks, and the token after it."""
    if stream.kind_at(index) == "digits":
        return _read_digits_first(stream, index)
    if stream.kind_at(index) != "word" or stream.find(index, *_WORDS_BEFORE_DIGITS):
        return None
    digits = index + 1
    if stream.text_at(digits) in {"-", "\u2011"} and stream.is_attached(digits):
        digits += 1
        if not _is_hyphenated_name(stream, index, digits):
            return None
    if stream.kind_at(digits) not in {"digits", "date"} or not stream.is_attached(digits):
        return None
    if _is_unspaced_script(stream.text_at(index)):
        return None
    return _collect_name(stream, index, digits + 1)


def _is_unspaced_script(word: str) -> bool:
    return word[0] >= "\u0e00"


def _is_hyphenated_name(stream: TokenStream, index: int, digits: int) -> bool:
    """Say whether word, hyphen and digits are a name: `F-16`, but not `mid-2024` or `US-560`."""
    number = stream.text_at(digits)
    if number.isdigit() and FIRST_YEAR <= int(number) <= LAST_YEAR:
        return False
    if stream.find(digits + 1, "unit", "unit-sign", "scale", "currency", "currency-sign"):
        return False
    return stream.text_at(index)[0].isupper() and not stream.find(index, "number", "scale", "unit")


def _read_digits_first(stream: TokenStream, index: int) -> tuple[str, int] | None:
    """Read `5G`, `2FA`, `24/7`, and what is digits but no number (`1.2.3`)."""
    if (
        stream.text_at(index) == "24"
        and stream.text_at(index + 1) == "/"
        and stream.text_at(index + 2) == "7"
    ):
        return "24/7", index + 3
    if stream.number_at(index) is None:
        return _collect_name(stream, index, index + 1)
    after = index + 1
    if (
        stream.kind_at(after) != "word"
        or not stream.is_attached(after)
        or stream.find(after, *_UNITS_AFTER_DIGITS)
    ):
        return None
    if any(matches_ending(stream.lower_at(after), ending) for ending, _ in stream.lexicon.endings):
        return None
    return (
        None
        if _is_unspaced_script(stream.text_at(after))
        else _collect_name(stream, index, after + 1)
    )


def matches_ending(word: str, ending: str) -> bool:
    """Return whether a word, or what follows a number in it, is an ending; `*` allows more."""
    return word.startswith(ending[:-1]) if ending.endswith("*") else word == ending


def _collect_name(stream: TokenStream, first: int, after: int) -> tuple[str, int]:
    """Take in the letters and digits that go on without a space."""
    while stream.kind_at(after) in {"word", "digits"} and stream.is_attached(after):
        after += 1
    name = "".join(stream.text_at(index) for index in range(first, after))
    return re.sub(r"[^\w./]", "", name).casefold(), after


def parse_roman(word: str) -> int | None:
    """Return the number of a Roman numeral in capitals, with an ordinal's ending or without."""
    bare = _ROMAN_ENDINGS.sub("", word)
    if (
        not bare
        or not _ROMAN.fullmatch(bare)
        or (len(bare) == 1 and bare != word and bare not in {"I", "V", "X"})
    ):
        return None
    values = [_VALUES[letter] for letter in bare]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
