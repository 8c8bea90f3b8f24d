"""Amounts: a number with its sign, and its unit before or after; a range of two."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.numerals import ONE, ParsedAmount, add_half, read_numeral
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import MINUTES, read_time
from brief.editorial.numbers.readers.units import get_dimension, read_unit, read_unit_before
from brief.editorial.numbers.text.digits import multiply

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

# Below this a bare number may share the scale of the next one: `5 und 7 Milliarden`.
MIN_UNSHARED = 1000


def read_amount(stream: TokenStream, index: int) -> ParsedAmount | None:
    """Return the amount, or the range of amounts, that begins at that token."""
    opened = stream.find(index, "between", "from")
    start = _skip_article(stream, opened[1]) if opened else index
    first = read_single_amount(stream, start)
    if first is None or (
        opened and (read_date(stream, start) or _is_time_with_minutes(stream, start))
    ):
        return None
    if opened:
        joint = stream.find(first.after, "and", "to") if opened[0].kind == "between" else None
        joint = joint or stream.find(first.after, "to")
        second = _read_second(stream, _skip_article(stream, joint[1])) if joint else None
        if second is None:
            return None
        joined = _make_range(first, second)
        return replace(joined, first=index) if joined else None
    return _read_range(stream, first) or first


def _skip_article(stream: TokenStream, index: int) -> int:
    """Return the token after an article, or `at`: `tra il 5 e il 7`, `entre un 5 y un 7`."""
    found = stream.find(index, "the")
    if not found or stream.kind_at(found[1]) not in {"digits", "word", "mark"}:
        return index
    return found[1] + (stream.text_at(found[1]) in {"'", "’"})


def _read_second(stream: TokenStream, index: int) -> ParsedAmount | None:
    """Return the second amount of a range, unless it is a time: `de 9 heures à 17 h 30`."""
    return None if _is_time_with_minutes(stream, index) else read_single_amount(stream, index)


def _is_time_with_minutes(stream: TokenStream, index: int) -> bool:
    time = read_time(stream, index)
    return bool(time and time.minutes % MINUTES)


def _read_range(stream: TokenStream, first: ParsedAmount) -> ParsedAmount | None:
    """Return the range that a dash or a word for `to` makes with the next amount."""
    here = first.after
    if stream.is_dash(here) and stream.kind_at(here + 1) in {"digits", "mark"}:
        spaced = bool(stream.tokens[here].gap) != bool(stream.tokens[here + 1].gap)
        second = None if spaced else read_single_amount(stream, here + 1, signed=False)
        return _make_range(first, second) if second else None
    joint = stream.find(here, "to") if not (first.doubtful or is_change(stream, first)) else None
    if joint and stream.kind_at(joint[1]) in {"digits", "word", "mark"}:
        second = _read_second(stream, joint[1])
        if second and (not second.spelled or first.spelled) and not second.article:
            return _make_range(first, second)
    return None


def is_change(stream: TokenStream, amount: ParsedAmount) -> bool:
    """Say whether a change goes before what it leads to: `um 2 auf 40 Milliarden`."""
    return bool(stream.find(amount.first - 1, "by") and stream.find(amount.after, "onto"))


def _make_range(first: ParsedAmount, second: ParsedAmount) -> ParsedAmount | None:
    """Make one range of two amounts that share their scale and unit; None if they are no range."""
    if second.may_be_year and not first.may_be_year:
        return None
    if first.unit and not second.unit and not first.unit_first:
        return None  # `2,3 % a 278 milioni`
    low, high = share_scale_and_unit(first, second)
    if high.low <= low.low or (low.unit and high.unit and low.unit != high.unit):
        return None
    readings = (Reading(first.low, high.high, high.unit),) if low.low != first.low else ()
    if first.plain and first.low < MIN_UNSHARED <= second.low and not second.plain:
        thousands = multiply(first.low, Decimal(MIN_UNSHARED))
        if first.factor == second.factor and thousands < second.low:
            readings = (*readings, Reading(thousands, high.high, high.unit))  # `8–18,000`
    if first.factor == ONE != second.factor and first.low >= MIN_UNSHARED and not first.unit:
        scaled = multiply(first.low, second.factor)
        readings = (*readings, Reading(scaled, high.high, high.unit))  # `5000 y 7000 millones`
    return ParsedAmount(
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


def share_scale_and_unit(
    first: ParsedAmount, second: ParsedAmount
) -> tuple[ParsedAmount, ParsedAmount]:
    """Give the first of two linked amounts the scale and unit that only the second one has.

    As it stood it stays a reading. Years share nothing: `2020 und 5 Prozent`.
    """
    low = first
    if not first.may_be_year or second.may_be_year:
        same_unit = not first.unit or first.unit == second.unit
        same_unit = same_unit or (first.unit_first and not second.unit)
        if first.factor == ONE != second.factor and first.low < MIN_UNSHARED and same_unit:
            value = multiply(first.low, second.factor)
            own = Reading(first.low, first.high, first.unit)
            low = replace(low, low=value, high=multiply(first.high, second.factor), readings=(own,))
            low = replace(low, factor=second.factor)
        if not first.unit and second.unit:
            own = Reading(first.low, first.high, first.unit)
            low = replace(low, unit=second.unit, readings=(*low.readings, own))
    high = second
    if first.unit and not second.unit and not second.may_be_year:
        high = replace(second, unit=first.unit)
    return low, high


def read_single_amount(
    stream: TokenStream, index: int, *, signed: bool = True
) -> ParsedAmount | None:
    """Return a single amount: sign, currency, number, scale, unit."""
    if signed and (less := stream.find(index, "minus-degrees")):
        return _read_below_zero(stream, index, less[1])
    here, negative = _read_sign(stream, index) if signed else (index, False)
    unit, start = read_unit_before(stream, here)
    if unit and signed and not negative:
        start, negative = _read_sign(stream, start)
    core = read_numeral(stream, start)
    if core is None or (unit and start == here):
        return None
    named, after = read_unit(stream, core.after, money=bool(unit))
    if core.article and not named and not stream.find(core.after, "more"):
        return None
    if core.spelled and not named and core.factor == ONE and stream.find(core.first, "doubtful"):
        core = replace(core, doubtful=True)
    core, after = add_half(stream, core, after)
    if not named and not unit:
        named, after = read_unit(stream, after)
    readings = core.readings
    letter = stream.find(core.after, "scale-letter")
    if named and letter and letter[1] == after and stream.is_attached(core.after):
        scaled = multiply(core.low, letter[0].value or ONE)
        readings = (*readings, Reading(scaled, scaled, ""))  # `5m people`
    below = stream.find(after, "below-zero") if core.low > 0 else None
    if below:
        negative, after = True, below[1]
    value = -core.low if negative else core.low
    plain = core.plain and not unit and not named
    return ParsedAmount(
        low=value,
        high=value,
        unit=unit or named or core.unit,
        first=index,
        after=after,
        spelled=core.spelled,
        factor=core.factor,
        plain=plain,
        article=core.article,
        doubtful=core.doubtful,
        unit_first=bool(unit),
        readings=readings,
    )


def _read_below_zero(stream: TokenStream, index: int, after: int) -> ParsedAmount | None:
    """Return the amount after `menos` or `moins` if it is of degrees; else they say `less`.

    `ein Minus von 5 Grad` may be how cold it is, or how much colder than before.
    """
    amount = read_single_amount(stream, after, signed=False)
    if amount is None or get_dimension(amount.unit) != "temperature":
        return None
    own = (Reading(amount.low, amount.high, amount.unit),) if after > index + 1 else ()
    low, high = -abs(amount.high), -abs(amount.low)
    return replace(amount, low=low, high=high, first=index, readings=own)


def _read_sign(stream: TokenStream, index: int) -> tuple[int, bool]:
    """Return the token after a sign, and whether it is a minus."""
    if stream.find(index, "minus") and stream.kind_at(index) == "word":
        qualified = any(
            (found := stream.find(index - back, "qualifier")) and found[1] > index
            for back in (1, 2)
        )
        return index + 1, not qualified
    if (
        stream.text_at(index) in {"-", "−", "+", "–"}
        and stream.is_attached(index + 1)
        and not stream.is_attached(index)
    ):
        if stream.text_at(index) in {"-", "–"} and stream.kind_at(index - 1) == "digits":
            return index, False
        return index + 1, stream.text_at(index) != "+"
    return index, False
