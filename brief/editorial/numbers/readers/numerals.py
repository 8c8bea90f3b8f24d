"""The number of an amount, in digits or words, with its scale: `4 Milliarden`, `1½`, `5bn`."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.spelled import leading, read_spelled
from brief.editorial.numbers.text.digits import part_of, times

if TYPE_CHECKING:
    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.quantity import Reading
    from brief.editorial.numbers.readers.token_stream import Line

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
class Amount:
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
    def yearlike(self) -> bool:
        """Say whether it may be a year: four plain digits, and nothing that they count."""
        return (
            not self.spelled
            and self.plain
            and not self.unit
            and self.factor == ONE
            and FIRST_YEAR <= self.low <= LAST_YEAR
            and self.low == int(self.low)
        )


def read_core(line: Line, at: int) -> Amount | None:
    """Return the number there with its scale words, and no unit."""
    if line.kind(at) == "fraction":
        value = part_of(*_VULGAR[line.shown(at)])
        return _scaled(line, Amount(value, value, "", at, at + 1, spelled=False, plain=False))
    value_or_none = line.number(at)
    if value_or_none is not None:
        value, after, plain = value_or_none, at + 1, line.shown(at).isdigit()
        if line.kind(after) == "fraction" and line.glued(after):
            value, after, plain = value + part_of(*_VULGAR[line.shown(after)]), after + 1, False
        return _scaled(line, Amount(value, value, "", at, after, spelled=False, plain=plain))
    spelled = read_spelled(line, at)
    if spelled:
        factor = spelled.value if spelled.scaled and spelled.article else ONE
        if spelled.scaled and not spelled.article:
            factor = _magnitude(spelled.value)
        value, after = spelled.value, spelled.after
        return Amount(value, value, "", at, after, spelled=True, factor=factor, plain=False)
    return _article(line, at) or _led(line, at)


def _article(line: Line, at: int) -> Amount | None:
    """Read an article as one; it is a number only if a unit follows."""
    article = line.find(at, "article")
    if not article or line.kind(at) != "word":
        return None
    return Amount(ONE, ONE, "", at, article[1], spelled=True, plain=False, article=True)


def _led(line: Line, at: int) -> Amount | None:
    """Read a word that a number begins: `fünfjährig`, `zehnprozentig`."""
    if line.kind(at) != "word":
        return None
    found = leading(line.lexicon.tag, line.lower(at))
    if not found:
        return None
    for ending, sense in line.lexicon.endings:
        if found[1] == ending.rstrip("*") or ("*" in ending and found[1].startswith(ending[:-1])):
            if sense.name == "decade" and (found[0] % 10 or found[0] < TWENTY):
                return None
            value, after = found[0], at + 1
            if sense.name == "ordinal" and (scale := line.find(after, "scale")):
                value, after = times(value, scale[0].value or ONE), scale[1]
            return Amount(value, value, sense.name, at, after, spelled=True, plain=False)
    return None


def _magnitude(value: Decimal) -> Decimal:
    scale = ONE
    for exponent in (3, 6, 9, 12, 15):
        if value % (Decimal(10) ** exponent) == 0:
            scale = Decimal(10) ** exponent
    return scale


def _scaled(line: Line, core: Amount) -> Amount:
    """Apply the scale words after a number: `4 Milliarden`, `3 mil millones`, `5bn`, `2万`."""
    here, factor = core.after, ONE
    while True:
        step = line.past_hyphen(here)
        found = line.find(step, "scale", "scale-letter")
        if not found and not (found := _thousand(line, step)):
            break
        sense, after = found
        if sense.kind == "scale-letter" and not _is_letter_scale(line, step):
            break
        if not sense.value or (sense.value < HUNDRED and factor != ONE):
            break
        factor = times(factor, sense.value)
        here = after
    if factor == ONE:
        return core
    value = times(core.low, factor)
    return replace(core, low=value, high=value, after=here, factor=factor, plain=False)


def _thousand(line: Line, at: int) -> tuple[Sense, int] | None:
    found = line.find(at, "number")
    return found if found and found[0].value and found[0].value >= THOUSAND else None


def _is_letter_scale(line: Line, at: int) -> bool:
    """Say whether a bare letter may be a scale: glued to digits that money goes before."""
    joined = line.tokens[at].gap in {"", "\u00a0", "\u202f"}
    if joined and not line.find(at, "unit", "unit-sign"):
        return True
    follows = line.find(at + 1, "currency-sign", "currency")
    before = line.find(at - 2, "currency-sign", "currency") or line.find(at - 3, "currency-sign")
    return bool(follows or before)


def and_half(line: Line, core: Amount, after: int) -> tuple[Amount, int]:
    """Add what `e mezzo`, `et demi`, `and a half` adds: half of the scale, if there is one."""
    found = line.find(core.after, "more") or line.find(after, "more")
    if found is None and core.spelled and after == core.after and line.kind(after) == "word":
        found = line.find(after + 1, "more")
    if found is None or found[0].value is None or (core.plain and core.factor == ONE):
        return core, after
    value, end = core.low + times(found[0].value, core.factor), found[1]
    if core.factor == ONE and (scale := line.find(line.past_hyphen(end), "scale")):
        factor = scale[0].value or ONE  # `one and a half million`
        core, value, end = replace(core, factor=factor), times(value, factor), scale[1]
    return replace(core, low=value, high=value, article=False), max(end, after)
