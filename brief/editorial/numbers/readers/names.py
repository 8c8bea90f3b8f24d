"""Recognise names that contain a number, such as `H20` or `COVID-19`, and parse Roman numerals."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.token_stream import HYPHENS

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

FIRST_YEAR, LAST_YEAR = 1900, 2100
# Letters directly after digits that do not make a name: `5km`, `3rd`, `90er`, `5bn`.
_UNITS_AFTER_DIGITS = (
    *("unit", "unit-sign", "scale", "scale-letter", "ordinal-mark", "decade-mark", "currency"),
    *("currency-sign", "times", "clock", "am", "pm", "year-mark", "month-mark", "day-mark", "of"),
    *("month", "join", "multiple", "and", "to"),
)
_WORDS_BEFORE_DIGITS = (
    *("currency", "currency-sign", "label", "qualifier", "of", "from", "to", "clock", "minus"),
)
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_ENDINGS = re.compile(r"(?<=[IVXLCDM])(?:er|ère|re|ème|e|o|a|º|ª)$")
# Armenian, Hebrew, Arabic, Devanagari and nearly all scripts without capitals or spaces come after
# it in Unicode: their words and endings are written together with digits, but make no names.
_FIRST_WITHOUT_NAMES = "\u0530"


def read_name(stream: TokenStream, i: int) -> tuple[str, int] | None:
    """Return the name that begins at that token, in lower case, and the index after it."""
    if stream.kind_at(i) == "digits":
        return _read_digits_first(stream, i)
    if stream.kind_at(i) != "word" or stream.find(i, *_WORDS_BEFORE_DIGITS):
        return None
    digits = i + 1
    if stream.text_at(digits) in HYPHENS and stream.is_attached(digits):
        digits += 1
        if not _is_hyphenated_name(stream, i, digits):
            return None
    if stream.kind_at(digits) not in {"digits", "date"} or not stream.is_attached(digits):
        return None
    if digits == i + 1 and len(stream.text_at(i)) == 1 and stream.find(digits + 1, "scale"):
        return None  # `Q120 million`: the sign of a currency
    return (
        None if stream.text_at(i) >= _FIRST_WITHOUT_NAMES else _collect_name(stream, i, digits + 1)
    )


def _is_hyphenated_name(stream: TokenStream, i: int, digits: int) -> bool:
    """Return whether word, hyphen and digits are a name: `F-16`, but not `mid-2024` or `US-560`."""
    if FIRST_YEAR <= int(stream.digits_at(digits) or 0) <= LAST_YEAR:
        return False
    if stream.find(digits + 1, "unit", "unit-sign", "scale", "currency", "currency-sign"):
        return False
    return stream.text_at(i)[0].isupper() and not stream.find(i, "number", "scale", "unit")


def _read_digits_first(stream: TokenStream, i: int) -> tuple[str, int] | None:
    """Read `5G`, `2FA`, `24/7`, and digits that are not a number (`1.2.3`)."""
    if [stream.text_at(i + step) for step in range(3)] == ["24", "/", "7"]:
        return "24/7", i + 3
    if stream.number_at(i) is None or _is_host_name(stream, i):
        return _collect_name(stream, i, i + 1)
    after = i + 1
    if stream.kind_at(after) != "word" or not stream.is_attached(after):
        return None
    if stream.find(after, *_UNITS_AFTER_DIGITS) or stream.text_at(after) >= _FIRST_WITHOUT_NAMES:
        return None
    if any(matches_ending(stream.lower_at(after), ending) for ending, _ in stream.lexicon.endings):
        return None
    return _collect_name(stream, i, after + 1)


def _is_host_name(stream: TokenStream, i: int) -> bool:
    """Return whether a number with a point goes on like a host name: `168.192.in-addr.arpa`."""
    goes_on = stream.text_at(i + 1) == "." and stream.kind_at(i + 2) == "word"
    joined = stream.is_attached(i + 1) and stream.is_attached(i + 2)
    return goes_on and joined and "." in stream.text_at(i)


def matches_ending(word: str, ending: str) -> bool:
    """Return whether a word is an ending of the lexicon; `*` at its end matches any letters."""
    return word.startswith(ending[:-1]) if ending.endswith("*") else word == ending


def _collect_name(stream: TokenStream, first: int, after: int) -> tuple[str, int]:
    """Add the letters and digits that follow without a space."""
    while _continues_name(stream, after):
        after += 1
    name = "".join(stream.text_at(i) for i in range(first, after))
    return re.sub(r"[^\w./]", "", name).casefold(), after


def _continues_name(stream: TokenStream, i: int) -> bool:
    """Return whether the token goes on with a name: letters, digits, or `/` before digits."""
    if not stream.is_attached(i):
        return False
    if stream.text_at(i) == "/":
        return stream.kind_at(i + 1) == "digits" and stream.is_attached(i + 1)
    return stream.kind_at(i) in {"word", "digits"}


def parse_roman(word: str) -> int | None:
    """Return the value of a Roman numeral in capitals, with or without an ordinal's ending."""
    bare = _ROMAN_ENDINGS.sub("", word)
    if not bare or not _ROMAN.fullmatch(bare):
        return None
    if len(bare) == 1 and bare != word and bare not in {"I", "V", "X"}:
        return None
    values = [_ROMAN_VALUES[letter] for letter in bare]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
