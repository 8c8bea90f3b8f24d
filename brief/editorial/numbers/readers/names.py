"""Names that have a number in them, and numbers that stand for no amount: `H20`, `COVID-19`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import Line

FIRST_YEAR, LAST_YEAR = 1900, 2100
# What digits and letters written as one may be, and so is no name: `5km`, `3rd`, `90er`, `5bn`.
_MEANT = (
    *("unit", "unit-sign", "scale", "scale-letter", "ordinal-mark", "decade-mark", "currency"),
    *("currency-sign", "times", "clock", "am", "pm", "year-mark", "month-mark", "day-mark", "of"),
    *("month", "join", "hour-mark", "multiple", "and", "to"),
)
_BEFORE = ("currency", "currency-sign", "label", "qualifier", "of", "from", "to", "clock", "minus")
_ROMAN = re.compile(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_ROMAN_ENDINGS = re.compile(r"(?<=[IVXLCDM])(?:er|ère|re|ème|e|o|a|º|ª)$")


def read_name(line: Line, at: int) -> tuple[str, int] | None:
    """Return the name that begins at that token, without marks, and the token after it."""
    if line.kind(at) == "digits":
        return _digits_first(line, at)
    if line.kind(at) != "word" or line.find(at, *_BEFORE):
        return None
    digits = at + 1
    if line.shown(digits) in {"-", "\u2011"} and line.glued(digits):
        digits += 1
        if not _names(line, at, digits):
            return None
    if line.kind(digits) not in {"digits", "date"} or not line.glued(digits):
        return None
    if _is_unspaced(line.shown(at)):
        return None
    return _whole(line, at, digits + 1)


def _is_unspaced(word: str) -> bool:
    return word[0] >= "\u0e00"


def _names(line: Line, at: int, digits: int) -> bool:
    """Say whether word, hyphen and digits are a name: `F-16`, but not `mid-2024` or `US-560`."""
    number = line.shown(digits)
    if number.isdigit() and FIRST_YEAR <= int(number) <= LAST_YEAR:
        return False
    if line.find(digits + 1, "unit", "unit-sign", "scale", "currency", "currency-sign"):
        return False
    return line.shown(at)[0].isupper() and not line.find(at, "number", "scale", "unit")


def _digits_first(line: Line, at: int) -> tuple[str, int] | None:
    """Read `5G`, `2FA`, `24/7`, and what is digits but no number (`1.2.3`)."""
    if line.shown(at) == "24" and line.shown(at + 1) == "/" and line.shown(at + 2) == "7":
        return "24/7", at + 3
    if line.number(at) is None:
        return _whole(line, at, at + 1)
    after = at + 1
    if line.kind(after) != "word" or not line.glued(after) or line.find(after, *_MEANT):
        return None
    if any(_fits(line.lower(after), ending) for ending, _ in line.lexicon.endings):
        return None
    return None if _is_unspaced(line.shown(after)) else _whole(line, at, after + 1)


def _fits(word: str, ending: str) -> bool:
    return word.startswith(ending[:-1]) if ending.endswith("*") else word == ending


def _whole(line: Line, first: int, after: int) -> tuple[str, int]:
    """Take in the letters and digits that go on without a space."""
    while line.kind(after) in {"word", "digits"} and line.glued(after):
        after += 1
    name = "".join(line.shown(at) for at in range(first, after))
    return re.sub(r"[^\w./]", "", name).casefold(), after


def roman(word: str) -> int | None:
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
