"""Amounts: a number with its sign, and its unit before or after; a range of two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.numerals import ONE, Amount, and_half, read_core
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import MINUTES, read_time
from brief.editorial.numbers.readers.units import measure_of, read_unit, unit_before
from brief.editorial.numbers.text.digits import times

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import Line

# Below this a bare number may share the scale of the next one: `5 und 7 Milliarden`.
SHARES_SCALE = 1000


def read_amount(line: Line, at: int) -> Amount | None:
    """Return the amount, or the range of amounts, that begins at that token."""
    opened = line.find(at, "between", "from")
    start = _past_the(line, opened[1]) if opened else at
    first = read_one(line, start)
    if first is None or (opened and (read_date(line, start) or _with_minutes(line, start))):
        return None
    if opened:
        joint = line.find(first.after, "and", "to") if opened[0].kind == "between" else None
        joint = joint or line.find(first.after, "to")
        second = _second(line, _past_the(line, joint[1])) if joint else None
        if second is None:
            return None
        joined = _joined(first, second)
        return replace(joined, first=at) if joined else None
    return _ranged(line, first) or first


def _past_the(line: Line, at: int) -> int:
    """Return the token after an article, or `at`: `tra il 5 e il 7`, `entre un 5 y un 7`."""
    found = line.find(at, "the")
    if not found or line.kind(found[1]) not in {"digits", "word", "mark"}:
        return at
    return found[1] + (line.shown(found[1]) in {"'", "’"})


def _second(line: Line, at: int) -> Amount | None:
    """Return the second amount of a range, unless it is a time: `de 9 heures à 17 h 30`."""
    return None if _with_minutes(line, at) else read_one(line, at)


def _with_minutes(line: Line, at: int) -> bool:
    time = read_time(line, at)
    return bool(time and time.minutes % MINUTES)


def _ranged(line: Line, first: Amount) -> Amount | None:
    """Return the range that a dash or a word for `to` makes with the next amount."""
    here = first.after
    if line.is_dash(here) and line.kind(here + 1) in {"digits", "mark"}:
        spaced = bool(line.tokens[here].gap) != bool(line.tokens[here + 1].gap)
        second = None if spaced else read_one(line, here + 1, signed=False)
        return _joined(first, second) if second else None
    joint = line.find(here, "to") if not (first.doubtful or is_change(line, first)) else None
    if joint and line.kind(joint[1]) in {"digits", "word", "mark"}:
        second = _second(line, joint[1])
        if second and (not second.spelled or first.spelled) and not second.article:
            return _joined(first, second)
    return None


def is_change(line: Line, amount: Amount) -> bool:
    """Say whether a change goes before what it leads to: `um 2 auf 40 Milliarden`."""
    return bool(line.find(amount.first - 1, "by") and line.find(amount.after, "onto"))


def _joined(first: Amount, second: Amount) -> Amount | None:
    """Make one range of two amounts that share their scale and unit; None if they are no range."""
    if second.yearlike and not first.yearlike:
        return None
    if first.unit and not second.unit and not first.unit_first:
        return None  # `2,3 % a 278 milioni`
    low, high = shared(first, second)
    if high.low <= low.low or (low.unit and high.unit and low.unit != high.unit):
        return None
    readings = (Reading(first.low, high.high, high.unit),) if low.low != first.low else ()
    if first.plain and first.low < SHARES_SCALE <= second.low and not second.plain:
        thousands = times(first.low, Decimal(SHARES_SCALE))
        if first.factor == second.factor and thousands < second.low:
            readings = (*readings, Reading(thousands, high.high, high.unit))  # `8–18,000`
    if first.factor == ONE != second.factor and first.low >= SHARES_SCALE and not first.unit:
        scaled = times(first.low, second.factor)
        readings = (*readings, Reading(scaled, high.high, high.unit))  # `5000 y 7000 millones`
    return Amount(
        low=low.low,
        high=high.high,
        unit=high.unit or low.unit,
        first=first.first,
        after=second.after,
        spelled=first.spelled and second.spelled,
        factor=high.factor,
        plain=first.plain and second.plain,
        readings=readings,
    )


def shared(first: Amount, second: Amount) -> tuple[Amount, Amount]:
    """Give the first of two linked amounts the scale and unit that only the second one has.

    As it stood it stays a reading. Years share nothing: `2020 und 5 Prozent`.
    """
    low = first
    if not first.yearlike or second.yearlike:
        same_unit = not first.unit or first.unit == second.unit
        same_unit = same_unit or (first.unit_first and not second.unit)
        if first.factor == ONE != second.factor and first.low < SHARES_SCALE and same_unit:
            value = times(first.low, second.factor)
            own = Reading(first.low, first.high, first.unit)
            low = replace(low, low=value, high=times(first.high, second.factor), readings=(own,))
            low = replace(low, factor=second.factor)
        if not first.unit and second.unit:
            own = Reading(first.low, first.high, first.unit)
            low = replace(low, unit=second.unit, readings=(*low.readings, own))
    high = second
    if first.unit and not second.unit and not second.yearlike:
        high = replace(second, unit=first.unit)
    return low, high


def read_one(line: Line, at: int, *, signed: bool = True) -> Amount | None:
    """Return a single amount: sign, currency, number, scale, unit."""
    if signed and (less := line.find(at, "minus-degrees")):
        return _below_zero(line, at, less[1])
    here, negative = _sign(line, at) if signed else (at, False)
    unit, start = unit_before(line, here)
    if unit and signed and not negative:
        start, negative = _sign(line, start)
    core = read_core(line, start)
    if core is None or (unit and start == here):
        return None
    named, after = read_unit(line, core.after, money=bool(unit))
    if core.article and not named and not line.find(core.after, "more"):
        return None
    if core.spelled and not named and core.factor == ONE and line.find(core.first, "doubtful"):
        core = replace(core, doubtful=True)
    core, after = and_half(line, core, after)
    if not named and not unit:
        named, after = read_unit(line, after)
    readings = core.readings
    letter = line.find(core.after, "scale-letter")
    if named and letter and letter[1] == after and line.glued(core.after):
        scaled = times(core.low, letter[0].value or ONE)
        readings = (*readings, Reading(scaled, scaled, ""))  # `5m people`
    below = line.find(after, "below-zero") if core.low > 0 else None
    if below:
        negative, after = True, below[1]
    value = -core.low if negative else core.low
    plain = core.plain and not unit and not named
    return Amount(
        low=value,
        high=value,
        unit=unit or named or core.unit,
        first=at,
        after=after,
        spelled=core.spelled,
        factor=core.factor,
        plain=plain,
        article=core.article,
        doubtful=core.doubtful,
        unit_first=bool(unit),
        readings=readings,
    )


def _below_zero(line: Line, at: int, after: int) -> Amount | None:
    """Return the amount after `menos` or `moins` if it is of degrees; else they say `less`.

    `ein Minus von 5 Grad` may be how cold it is, or how much colder than before.
    """
    amount = read_one(line, after, signed=False)
    if amount is None or measure_of(amount.unit) != "temperature":
        return None
    own = (Reading(amount.low, amount.high, amount.unit),) if after > at + 1 else ()
    low, high = -abs(amount.high), -abs(amount.low)
    return replace(amount, low=low, high=high, first=at, readings=own)


def _sign(line: Line, at: int) -> tuple[int, bool]:
    """Return the token after a sign, and whether it is a minus."""
    if line.find(at, "minus") and line.kind(at) == "word":
        qualified = any(
            (found := line.find(at - back, "qualifier")) and found[1] > at for back in (1, 2)
        )
        return at + 1, not qualified
    if line.shown(at) in {"-", "−", "+", "–"} and line.glued(at + 1) and not line.glued(at):
        if line.shown(at) in {"-", "–"} and line.kind(at - 1) == "digits":
            return at, False
        return at + 1, line.shown(at) != "+"
    return at, False
