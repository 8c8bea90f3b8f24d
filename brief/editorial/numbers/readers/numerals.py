"""The number of an amount, in digits or words, with its scale: `4 Milliarden`, `1½`, `5bn`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.spelled import read_spelled, split_number_prefix
from brief.editorial.numbers.text.digits import divide, multiply

if TYPE_CHECKING:
    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.quantity import Reading
    from brief.editorial.numbers.readers.token_stream import TokenStream

ONE = Decimal(1)
THOUSAND = 1000
TWENTY, HUNDRED = 20, 100
FIRST_YEAR, LAST_YEAR = 1000, 2199
_VULGAR = {
    "½": (1, 2),
    "¼": (1, 4),
    "¾": (3, 4),
    "⅓": (1, 3),
    "⅔": (2, 3),
    "⅛": (1, 8),
    "⅜": (3, 8),
    "⅝": (5, 8),
    "⅞": (7, 8),
    "⅕": (1, 5),
    "⅖": (2, 5),
    "⅗": (3, 5),
    "⅘": (4, 5),
    "⅙": (1, 6),
    "⅚": (5, 6),
}


@dataclass(frozen=True, slots=True)
class ParsedAmount:
    """A number with its unit; `factor` is what its scale words multiply by.

    `unit_first`: the unit stands before the number, and may be said once for two (`€5–7 bn`).
    """

    low: Decimal
    high: Decimal
    unit: str
    first: int
    after: int
    spelled: bool
    factor: Decimal = ONE
    plain: bool = True
    article: bool = False
    doubtful: bool = False
    unit_first: bool = False
    readings: tuple[Reading, ...] = ()

    @property
    def may_be_year(self) -> bool:
        """Say whether it may be a year: four plain digits, and nothing that they count."""
        return (
            not self.spelled
            and self.plain
            and not self.unit
            and self.factor == ONE
            and FIRST_YEAR <= self.low <= LAST_YEAR
            and self.low == int(self.low)
        )


def read_numeral(stream: TokenStream, index: int) -> ParsedAmount | None:
    """Return the number there with its scale words, and no unit."""
    if stream.kind_at(index) == "fraction":
        value = divide(*_VULGAR[stream.text_at(index)])
        return _apply_scales(
            stream, ParsedAmount(value, value, "", index, index + 1, spelled=False, plain=False)
        )
    value_or_none = stream.number_at(index)
    if value_or_none is not None:
        value, after, plain = value_or_none, index + 1, stream.text_at(index).isdigit()
        if stream.kind_at(after) == "fraction" and stream.is_attached(after):
            value, after, plain = value + divide(*_VULGAR[stream.text_at(after)]), after + 1, False
        return _apply_scales(
            stream, ParsedAmount(value, value, "", index, after, spelled=False, plain=plain)
        )
    spelled = read_spelled(stream, index)
    if spelled:
        factor = spelled.value if spelled.scaled and spelled.article else ONE
        if spelled.scaled and not spelled.article:
            factor = _find_magnitude(spelled.value)
        value, after = spelled.value, spelled.after
        return ParsedAmount(
            value, value, "", index, after, spelled=True, factor=factor, plain=False
        )
    return _read_article(stream, index) or _read_number_prefix(stream, index)


def _read_article(stream: TokenStream, index: int) -> ParsedAmount | None:
    """Read an article as one; it is a number only if a unit follows."""
    article = stream.find(index, "article")
    if not article or stream.kind_at(index) != "word":
        return None
    return ParsedAmount(ONE, ONE, "", index, article[1], spelled=True, plain=False, article=True)


def _read_number_prefix(stream: TokenStream, index: int) -> ParsedAmount | None:
    """Read a word that a number begins: `fünfjährig`, `zehnprozentig`."""
    if stream.kind_at(index) != "word":
        return None
    found = split_number_prefix(stream.lexicon.tag, stream.lower_at(index))
    if not found:
        return None
    for ending, sense in stream.lexicon.endings:
        if found[1] == ending.rstrip("*") or ("*" in ending and found[1].startswith(ending[:-1])):
            if sense.name == "decade" and (found[0] % 10 or found[0] < TWENTY):
                return None
            value, after = found[0], index + 1
            if sense.name == "ordinal" and (scale := stream.find(after, "scale")):
                value, after = multiply(value, scale[0].value or ONE), scale[1]
            return ParsedAmount(value, value, sense.name, index, after, spelled=True, plain=False)
    return None


def _find_magnitude(value: Decimal) -> Decimal:
    scale = ONE
    for exponent in (3, 6, 9, 12, 15):
        if value % (Decimal(10) ** exponent) == 0:
            scale = Decimal(10) ** exponent
    return scale


def _apply_scales(stream: TokenStream, core: ParsedAmount) -> ParsedAmount:
    """Apply the scale words after a number: `4 Milliarden`, `3 mil millones`, `5bn`, `2万`."""
    here, factor = core.after, ONE
    while True:
        step = stream.skip_hyphen(here)
        found = stream.find(step, "scale", "scale-letter")
        if not found and not (found := _find_thousand(stream, step)):
            break
        sense, after = found
        if sense.kind == "scale-letter" and not _is_letter_scale(stream, step):
            break
        if not sense.value or (sense.value < HUNDRED and factor != ONE):
            break
        factor = multiply(factor, sense.value)
        here = after
    if factor == ONE:
        return core
    value = multiply(core.low, factor)
    return replace(core, low=value, high=value, after=here, factor=factor, plain=False)


def _find_thousand(stream: TokenStream, index: int) -> tuple[Sense, int] | None:
    found = stream.find(index, "number")
    return found if found and found[0].value and found[0].value >= THOUSAND else None


def _is_letter_scale(stream: TokenStream, index: int) -> bool:
    """Say whether a bare letter may be a scale: glued to digits that money goes before."""
    joined = stream.tokens[index].gap in {"", "\u00a0", "\u202f"}
    if joined and not stream.find(index, "unit", "unit-sign"):
        return True
    follows = stream.find(index + 1, "currency-sign", "currency")
    before = stream.find(index - 2, "currency-sign", "currency") or stream.find(
        index - 3, "currency-sign"
    )
    return bool(follows or before)


def add_half(stream: TokenStream, core: ParsedAmount, after: int) -> tuple[ParsedAmount, int]:
    """Add what `e mezzo`, `et demi`, `and a half` adds: half of the scale, if there is one."""
    found = stream.find(core.after, "more") or stream.find(after, "more")
    if found is None and core.spelled and after == core.after and stream.kind_at(after) == "word":
        found = stream.find(after + 1, "more")
    if found is None or found[0].value is None or (core.plain and core.factor == ONE):
        return core, after
    value, end = core.low + multiply(found[0].value, core.factor), found[1]
    if core.factor == ONE and (scale := stream.find(stream.skip_hyphen(end), "scale")):
        factor = scale[0].value or ONE  # `one and a half million`
        core, value, end = replace(core, factor=factor), multiply(value, factor), scale[1]
    return replace(core, low=value, high=value, article=False), max(end, after)
