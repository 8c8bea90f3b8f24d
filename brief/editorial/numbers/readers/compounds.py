"""Read amounts with the words after them, ratios, names, and words such as `Hälfte`."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.amounts import (
    NUMBER_STARTS,
    is_change,
    read_amount,
    read_single_amount,
    share_scale_and_unit,
)
from brief.editorial.numbers.readers.names import read_name
from brief.editorial.numbers.readers.number_words.spelled import (
    HUNDRED,
    ONE,
    TEN,
    THOUSAND,
    read_spelled,
)
from brief.editorial.numbers.readers.numerals import TWENTY, ParsedAmount
from brief.editorial.numbers.readers.ordinals import make_century, read_ordinal
from brief.editorial.numbers.readers.parts import make_fraction, read_out_of, read_parts
from brief.editorial.numbers.readers.quantity_factory import (
    get_weight,
    make_from_amount,
    make_ordinal,
    make_result,
)
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import read_time
from brief.editorial.numbers.readers.time.periods import read_period
from brief.editorial.numbers.readers.time.years import read_years
from brief.editorial.numbers.readers.units import is_counted
from brief.editorial.numbers.text import divide, multiply, remainder

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

MAX_LISTED = 12
TWO = Decimal(2)
# `3/4` is a fraction, `9/11` and `24/7` are not.
LARGEST_PART = 10


def read_compound(stream: TokenStream, i: int) -> ReadResult | None:
    """Read an amount, or what it forms with the words after it."""
    part = stream.find(i, "fraction")
    if part and part[0].value and part[1] > i + 1:
        return make_fraction(stream, i, part[1], part[0].value)  # `trzy czwarte`
    if ratio := read_out_of(stream, i):
        return ratio
    amount = read_amount(stream, i)
    if not amount:
        return None
    for reader in (_read_several, _read_compound_ordinal, _read_fraction, _read_multiple):
        if special := reader(stream, amount):
            return special
    amounts = [amount] if amount.low != amount.high else _read_list(stream, amount)
    return [make_from_amount(stream, each) for each in amounts], amounts[-1].after


def _read_several(stream: TokenStream, amount: ParsedAmount) -> ReadResult | None:
    """Read the number of `several hundred`, `einige hunderttausend`: only its magnitude."""
    magnitude = amount.spelled and amount.low == amount.high >= HUNDRED
    if not magnitude or amount.low.normalize().as_tuple().digits != (1,):
        return None
    i = amount.first
    if not any((found := stream.find(i - back, "several")) and found[1] == i for back in (1, 2)):
        return None
    unit = f"{amount.low.normalize():E}"
    return make_result(stream, i, amount.after, "vague", unit=unit, weight="word")


def _read_compound_ordinal(stream: TokenStream, amount: ParsedAmount) -> ReadResult | None:
    """Read `twenty-first`, `vingt-deuxième`: tens in words, and an ordinal below ten."""
    spelled = read_spelled(stream, amount.first) if amount.spelled else None
    if not spelled or amount.unit not in {"", "second"}:
        return None
    step = stream.skip_hyphen(spelled.after)
    found = stream.find(step, "ordinal")
    if not found or not found[0].value or (amount.unit and step == spelled.after):
        return None
    if remainder(amount.low, TEN) or amount.low < TWENTY or found[0].value >= TEN:
        return None
    value = amount.low + found[0].value
    return make_ordinal(stream, amount.first, found[1], value)


def _read_fraction(stream: TokenStream, amount: ParsedAmount) -> ReadResult | None:
    """Read `zwei Drittel`, `two-thirds`, `tre quarti`, `ein Viertel`."""
    if amount.unit or amount.factor != ONE:
        return None
    part = stream.find(stream.skip_hyphen(amount.after), "fraction")
    if not part or not part[0].value or amount.low >= HUNDRED:
        return None
    value = multiply(amount.low, part[0].value)
    found, after = make_fraction(stream, amount.first, part[1], value)
    if value > ONE and found[0].kind == "fraction":  # `seven halves` of a match are seven draws
        found = [replace(found[0], readings=(Reading(amount.low, amount.low, ""),))]
    return found, after


def _read_multiple(stream: TokenStream, amount: ParsedAmount) -> ReadResult | None:
    """Read `zehnmal`, `3-fach`, `dieci volte`, `five times`, `3x`."""
    step = stream.skip_hyphen(amount.after)
    found = stream.find(step, "times")
    if amount.unit not in {"", "multiple"} or (not found and amount.unit != "multiple"):
        return None
    after = found[1] if found else amount.after
    low, high, weight = amount.low, amount.high, get_weight(amount)
    if low == high == ONE and stream.lexicon.digits_and_units:  # `增加一倍`
        low = high = TWO
    return make_result(stream, amount.first, after, "multiple", low, high=high, weight=weight)


def _read_list(stream: TokenStream, first: ParsedAmount) -> list[ParsedAmount]:
    """Return the amount and those listed after it, which share the last one's scale and unit."""
    amounts = [first]
    if is_change(stream, first):
        return amounts
    while len(amounts) < MAX_LISTED and not (amounts[-1].unit and amounts[-1].factor != ONE):
        here = amounts[-1].after
        joint = stream.find(here, "and", "to", "join")
        if not joint and (first.spelled or stream.text_at(here) not in {",", "/"}):
            break
        after = joint[1] if joint else here + 1
        if stream.kind_at(after) not in NUMBER_STARTS:
            break
        if any(reader(stream, after) for reader in _OTHER_READERS):
            break
        further = read_single_amount(stream, after)
        if not further or further.article or (further.spelled and not first.spelled):
            break
        if further.low != further.high or stream.find(further.after, "fraction", "times"):
            break
        amounts.append(further)
    return _share_last_unit(amounts)


def _share_last_unit(amounts: list[ParsedAmount]) -> list[ParsedAmount]:
    """Return the amounts with the last one's scale and unit; `1000 and 1` is one amount."""
    first, *others = amounts
    if first.low == THOUSAND and [each.low for each in others] == [ONE] and not others[0].unit:
        whole = THOUSAND + ONE
        return [replace(first, low=whole, high=whole, after=others[0].after, plain=False)]
    for i in range(len(amounts) - 2, -1, -1):
        amounts[i] = share_scale_and_unit(amounts[i], amounts[i + 1])[0]
    return amounts


# Currencies whose names mean nothing else, and so are hints even without a number.
UNAMBIGUOUS_CURRENCIES = frozenset(("EUR", "USD", "?dollar", "JPY", "CNY", "CHF", "GBP"))


def skip_lookalike(stream: TokenStream, i: int) -> ReadResult | None:
    """Skip phrases that only look like numbers: `quarta-feira`, `second-hand`."""
    found = stream.find(i, "not-a-number")
    return ([], found[1]) if found else None


def read_single_word(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a word that is a fraction, an ordinal, a multiple, a vague amount, or a hint."""
    fraction, ordinal = stream.find(i, "fraction"), stream.find(i, "ordinal")
    part = not ordinal or bool(stream.find(i - 1, "article"))  # `un terzo`, `the third`
    if fraction and fraction[0].value and part:
        parts, after = make_fraction(stream, i, fraction[1], fraction[0].value)
        count = ordinal[0].value if ordinal else None
        readings = (Reading(count, count, ""),) if count else ()
        return [replace(each, readings=readings) for each in parts], after
    if multiple := stream.find(i, "multiple"):
        return make_result(stream, i, multiple[1], "multiple", multiple[0].value, weight="word")
    return _read_ordinal_word(stream, i) or _read_vague(stream, i) or _read_hint(stream, i)


def _read_ordinal_word(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `dritte`, `vigésimo primero`, `siebte Milliarde`, `zwanzigstes Jahrhundert`."""
    found = stream.find(i, "ordinal")
    if not found:
        return None
    value, after = found[0].value or ONE, found[1]
    unit = stream.find(after, "ordinal")
    if unit and value >= TEN and not remainder(value, TEN) and (unit[0].value or TEN) < TEN:
        value, after = value + (unit[0].value or 0), unit[1]
    if (scale := stream.find(after, "scale")) and scale[0].value:
        size = multiply(value, scale[0].value)
        return make_result(stream, i, scale[1], "ordinal", size)
    if century := stream.find(stream.skip_hyphen(after), "century"):
        return make_century(stream, i, century[1], value, "word")
    return make_ordinal(stream, i, after, value)


def _read_vague(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `Millionen`, `decine di migliaia`: the order of magnitude of an amount."""
    found = stream.find(i, "vague")
    if not found or not found[0].value:
        return None
    size, after = found[0].value, found[1]
    while True:
        step = stream.find(after, "of")
        further = stream.find(step[1] if step else after, "vague", "scale")
        if not further or not further[0].value:
            break
        size, after = multiply(size, further[0].value), further[1]
    return make_result(stream, i, after, "vague", unit=f"{size.normalize():E}", weight="word")


def _read_hint(stream: TokenStream, i: int) -> ReadResult | None:
    """Read what can only be a counterpart: `beide`, an article, `last year`, a currency."""
    if past := stream.find(i, "past-year"):
        return make_result(stream, i, past[1], "year", unit="past-year", weight="hint")
    if currency := stream.find(i, "currency", "currency-sign"):
        sense, after = currency
        if sense.name not in UNAMBIGUOUS_CURRENCIES:
            return None
        return make_result(stream, i, after, "money", unit=sense.name, weight="hint")
    if both := stream.find(i, "both"):
        (hint,), after = make_result(stream, i, both[1], "number", TWO, weight="hint")
        return [replace(hint, role="both")], after
    found = stream.find(i, "hint", "article")
    if not found:
        return None
    value = found[0].value if found[0].kind == "hint" else ONE
    return make_result(stream, i, found[1], "number", value, weight="hint")


def read_name_quantity(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a name that contains a number: `H20`, `COVID-19`."""
    found = read_name(stream, i)
    if not found:
        return None
    name, after = found
    return make_result(stream, i, after, "name", unit=name, weight="word")


def read_ratio(stream: TokenStream, i: int) -> ReadResult | None:
    """Read `3:1`, `3/4`, `9/11`, `2&1`: two numbers with a mark between them and no space."""
    sign, after = stream.text_at(i + 1), i + 3
    if sign not in ({":", "&"} if stream.lexicon.decimal_stroke else {":", "/", "&"}):
        return None
    if not (stream.is_attached(i + 1) and stream.is_attached(i + 2)):
        return None
    first, second = stream.number_at(i), stream.number_at(i + 2)
    if first is None or second is None:
        return None
    if sign == "/" and first < second <= LARGEST_PART:
        return make_result(stream, i, after, "fraction", divide(first, second))
    if sign == "/" and first < second and is_counted(stream, after):
        return None  # `25/30 %` is a range
    unit = f"{first}:{second}"
    readings = (Reading(first, first, ""), Reading(second, second, ""))
    return make_result(stream, i, after, "ratio", unit=unit, readings=readings)


# What a number after a comma may begin, other than an amount of the same list.
_OTHER_READERS = (
    *(read_date, read_time, read_years, read_ordinal, read_name, read_ratio),
    *(read_parts, read_period),
)
