"""Read amounts: a number with its sign and unit, or a range of two numbers."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.number_words.spelled import ONE
from brief.editorial.numbers.readers.numerals import ParsedAmount, add_half, read_numeral
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import MINUTES, read_time
from brief.editorial.numbers.readers.units import (
    get_dimension,
    is_currency,
    read_unit,
    read_unit_before,
)
from brief.editorial.numbers.text import divide, multiply, remainder

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

# A smaller number without a scale may share the scale of the next one: `5 und 7 Milliarden`.
MIN_UNSHARED = 1000
INCHES_PER_FOOT = 12
CENT, CENTS = "cent", Decimal(100)
THOUSAND, THREE_DECIMALS = Decimal(1000), -3
_SIGNS = frozenset("-−+–")
_SPEEDS = {"kilometer": "kilometer-per-hour", "mile": "mile-per-hour"}
YEARS_APART = 100  # times a year: more does not end a range that begins with it
NUMBER_STARTS = frozenset(("digits", "word", "mark"))


def read_amount(stream: TokenStream, i: int) -> ParsedAmount | None:
    """Return the amount, or the range of amounts, that begins at that token."""
    opened = stream.find(i, "between", "from")
    start = _skip_article(stream, opened[1]) if opened else i
    first = read_single_amount(stream, start)
    if not first or not opened:
        return first and (_read_range(stream, first) or first)
    if read_date(stream, start) or read_time(stream, start):
        return None
    joint = stream.find(first.after, "and", "to") if opened[0].kind == "between" else None
    joint = joint or stream.find(first.after, "to")
    second = _read_second(stream, _skip_article(stream, joint[1])) if joint else None
    joined = _make_range(first, second) if second else None
    return replace(joined, first=i) if joined else None


def _skip_article(stream: TokenStream, i: int) -> int:
    """Return the index after an article, or `i`: `tra il 5 e il 7`, `entre un 5 y un 7`."""
    i = stream.skip_hyphen(i)  # `בין 30 ל-40`
    found = stream.find(i, "the")
    return stream.skip(i, "the") if found and stream.kind_at(found[1]) in NUMBER_STARTS else i


def _read_second(stream: TokenStream, i: int) -> ParsedAmount | None:
    """Return the second amount of a range, unless it is a time: `de 9 heures à 17 h 30`."""
    return None if _is_time_with_minutes(stream, i) else read_single_amount(stream, i)


def _is_time_with_minutes(stream: TokenStream, i: int) -> bool:
    time = read_time(stream, i)
    return bool(time and (time[0][0].low or 0) % MINUTES)


def _read_range(stream: TokenStream, first: ParsedAmount) -> ParsedAmount | None:
    """Return the range of an amount, a dash or a word for `to`, and the next amount."""
    here = first.after
    stroke = stream.text_at(here) == "/" and stream.is_attached(here)
    if (stroke or stream.is_dash(here)) and stream.kind_at(here + 1) in {"digits", "mark"}:
        spaced = bool(stream.tokens[here].gap) != bool(stream.tokens[here + 1].gap)
        second = None if spaced else read_single_amount(stream, here + 1, signed=False)
        return _make_range(first, second) if second else None
    joint = stream.find(here, "to") if not (first.doubtful or is_change(stream, first)) else None
    if joint and stream.kind_at(joint[1]) in NUMBER_STARTS:
        second = _read_second(stream, _skip_article(stream, joint[1]))
        if second and (not second.spelled or first.spelled) and not second.article:
            return None if _is_year_before(stream, first, second) else _make_range(first, second)
    alone = not first.unit or first.unit_first
    if first.spelled and alone and stream.find(here - 1, "from-case"):
        second = read_single_amount(stream, here, signed=False)  # `viidestä kymmeneen prosenttia`
        return _make_range(first, second) if second and second.spelled else None
    return None


def _is_year_before(stream: TokenStream, first: ParsedAmount, second: ParsedAmount) -> bool:
    """Return whether a year precedes the end of a change: `from 3.1 in 2018 to 4.2 billion`."""
    number = second.low / second.factor
    is_far = number < first.low or (second.factor == ONE and number > YEARS_APART * first.low)
    is_far = is_far or bool(stream.find(first.first - 1, "in-period"))
    return first.may_be_year and not second.may_be_year and is_far


def is_change(stream: TokenStream, amount: ParsedAmount) -> bool:
    """Return whether the amount is a change, followed by its result: `um 2 auf 40 Milliarden`."""
    return bool(stream.find(amount.first - 1, "by") and stream.find(amount.after, "onto"))


def _make_range(first: ParsedAmount, second: ParsedAmount) -> ParsedAmount | None:
    """Return the range of two amounts that share scale and unit; None if they are not a range."""
    if second.may_be_year and not first.may_be_year:
        return None
    if first.unit and not second.unit and not first.unit_first:
        return None  # `2,3 % a 278 milioni`
    if second.below_zero and not first.unit and first.low >= 0:
        first, second = second, _make_negative(first)  # `between 5 and 10 degrees below zero`
        first, second = replace(first, first=second.first), replace(second, after=first.after)
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


def _is_sign_of_next(stream: TokenStream, unit: str, after: int) -> bool:
    """Return whether a currency's sign directly before digits belongs to them."""
    is_sign = is_currency(unit) and not stream.text_at(after - 1)[-1:].isalpha()
    return is_sign and stream.kind_at(after) == "digits" and stream.is_attached(after)


def _make_negative(amount: ParsedAmount) -> ParsedAmount:
    return replace(amount, low=-amount.high, high=-amount.low)


def share_scale_and_unit(
    first: ParsedAmount, second: ParsedAmount
) -> tuple[ParsedAmount, ParsedAmount]:
    """Return two linked amounts, where the first gets the scale and unit of the second.

    The first without them is kept as a reading. Years share nothing: `2020 und 5 Prozent`.
    """
    low, reading = first, Reading(first.low, first.high, first.unit)
    if not first.may_be_year or second.may_be_year:
        same_unit = not first.unit or first.unit == second.unit
        same_unit = same_unit or (first.unit_first and not second.unit)
        if first.factor == ONE != second.factor and first.low < MIN_UNSHARED and same_unit:
            ends = multiply(first.low, second.factor), multiply(first.high, second.factor)
            low = replace(low, low=ends[0], high=ends[1], factor=second.factor, readings=(reading,))
        if not first.unit and second.unit:
            low = replace(low, unit=second.unit, readings=(*low.readings, reading))
    high = second
    if first.unit and not second.unit and not second.may_be_year:
        high = replace(second, unit=first.unit)
    return low, high


def read_single_amount(stream: TokenStream, i: int, *, signed: bool = True) -> ParsedAmount | None:
    """Return a single amount: sign, currency, number, scale, unit."""
    if signed and (less := stream.find(i, "minus-degrees")):
        return _read_below_zero(stream, i, less[1])
    here, negative = _read_sign(stream, i) if signed else (i, False)
    unit, start = read_unit_before(stream, here)
    if unit and signed and not negative:
        start, negative = _read_sign(stream, start)
    number = read_numeral(stream, start, alone=bool(unit))
    if number is None or (unit and start == here):
        return None
    counts = number.factor >= MIN_UNSHARED
    named, after = read_unit(stream, number.after, money=bool(unit), scaled=counts)
    if get_dimension(number.unit):
        named, after = number.unit, number.after  # `czterodniowy tydzień`
    else:
        number, after = _add_inches(stream, number, named, after)
        number, after = _add_cents(stream, number, named, after)
    if number.article and (
        (not named and not stream.find(number.after, "and-part"))
        or _is_sign_of_next(stream, named, after)  # `a £2bn fund`
    ):
        return None
    bare = number.spelled and not named and number.factor == ONE
    doubtful = stream.find(number.first, "doubtful") if bare else None
    if doubtful and doubtful[1] >= number.after:  # Turkish `on` may be ten, `on beş` is fifteen
        number = replace(number, doubtful=True)
    number, after = add_half(stream, number, after)
    if not named and not unit:
        named, after = read_unit(stream, after)
    readings = number.readings
    letter = stream.find(number.after, "scale-letter")
    if named and letter and letter[1] == after and stream.is_attached(number.after):
        scaled = multiply(number.low, letter[0].value or ONE)
        readings = (*readings, Reading(scaled, scaled, ""))  # `5m people`
    readings += _read_as_price(number, unit or named)
    named = _SPEEDS.get(named, named) if _follows_speed(stream, i) else named
    below = stream.find(after, "below-zero") if number.low > 0 else None
    if below:
        negative, after = True, below[1]
    value = -number.low if negative else number.low
    plain = number.plain and not unit and not named
    return ParsedAmount(
        low=value,
        high=value,
        unit=unit or named or number.unit,
        first=i,
        after=after,
        spelled=number.spelled,
        factor=number.factor,
        plain=plain,
        article=number.article,
        doubtful=number.doubtful,
        unit_first=bool(unit),
        readings=readings,
        below_zero=bool(below),
    )


def _read_as_price(number: ParsedAmount, unit: str) -> tuple[Reading, ...]:
    """Return `375,500 $` as thousands: prices have no three decimals, and some write as English."""
    decimals = number.low.as_tuple().exponent
    if decimals != THREE_DECIMALS or number.factor != ONE or not is_currency(unit):
        return ()
    grouped = multiply(number.low, THOUSAND)
    return (Reading(grouped, grouped, unit),)


def _add_inches(
    stream: TokenStream, number: ParsedAmount, unit: str, after: int
) -> tuple[ParsedAmount, int]:
    """Add the inches of `6-foot-6` and `5 ft 11 in` to the feet; return the index after them."""
    here = stream.skip_hyphen(after)
    inches = read_numeral(stream, here) if unit == "foot" else None
    if not inches or inches.article or not 0 < inches.low < INCHES_PER_FOOT:
        return number, after
    named = stream.find(stream.skip_hyphen(inches.after), "unit", "unit-sign", "inch-mark")
    is_inch = bool(named and (named[0].name == "inch" or named[0].kind == "inch-mark"))
    if not is_inch and (here == after and number.spelled != inches.spelled):
        return number, after
    if not is_inch and (named or stream.find(inches.after, "scale")):
        return number, after
    value = number.low + divide(inches.low, INCHES_PER_FOOT)
    end = named[1] if named and is_inch else inches.after
    return replace(number, low=value, high=value, plain=False), end


def _add_cents(
    stream: TokenStream, number: ParsedAmount, unit: str, after: int
) -> tuple[ParsedAmount, int]:
    """Add the cents of `167円90銭` and `5 Euro 50 Cent`; return the index after them."""
    cents = (
        stream.number_at(after) if is_currency(unit) and not remainder(number.low, ONE) else None
    )
    named = stream.find(after + 1, "unit") if cents is not None and cents < CENTS else None
    if cents is None or not named or named[0].name != CENT:
        return number, after
    value = number.low + divide(cents, CENTS)
    return replace(number, low=value, high=value, plain=False), named[1]


def _follows_speed(stream: TokenStream, i: int) -> bool:
    """Return whether a word for “per hour” precedes the number: `時速85マイル`."""
    return any(
        (found := stream.find(i - back, "speed-before")) and found[1] == i for back in (1, 2)
    )


def _read_below_zero(stream: TokenStream, i: int, after: int) -> ParsedAmount | None:
    """Return the amount after `menos` or `moins` if it is in degrees; otherwise they mean “less”.

    `ein Minus von 5 Grad` is a temperature or a difference in temperature.
    """
    amount = read_single_amount(stream, after, signed=False)
    if amount is None or get_dimension(amount.unit) != "temperature":
        return None
    readings = (Reading(amount.low, amount.high, amount.unit),) if after > i + 1 else ()
    low, high = -abs(amount.high), -abs(amount.low)
    return replace(amount, low=low, high=high, first=i, readings=readings)


def _read_sign(stream: TokenStream, i: int) -> tuple[int, bool]:
    """Return the index after a sign, and whether the sign is a minus."""
    if stream.find(i, "minus") and stream.kind_at(i) == "word":
        qualified = any(
            (found := stream.find(i - back, "qualifier")) and found[1] > i for back in (1, 2)
        )
        return i + 1, not qualified
    sign = stream.text_at(i)
    if sign not in _SIGNS or not stream.is_attached(i + 1) or stream.is_attached(i):
        return i, False
    if sign in {"-", "–"} and stream.kind_at(i - 1) == "digits":
        return i, False
    return i + 1, sign != "+"
