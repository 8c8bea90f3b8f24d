"""Read the numbers of a text that could be key figures: values, and where they are mentioned."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import read_unit
from brief.editorial.importing.figures.mention import Course, Mention
from brief.editorial.importing.figures.motion import (
    is_before_change,
    is_difference,
    split_change,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.importing.figures.motion import Trend
    from brief.editorial.numbers import Quantity

MIN_COUNT = 20
MIN_SCALED = 1000
WHOLE = 100
MAX_TO_YEAR = 12
"""The most characters between a value and its year: `4.2 billion in the year 2025`."""
_FIRST_WITHOUT_SPACES = 0x2E80
_SHORT_UNITS = frozenset({"hour", "minute", "celsius", "fahrenheit"})
_TIMES = frozenset({"year", "month", "week", "day"})
# CLDR writes basis points as U+2031, which hardly any font of a brand contains: `25 ‱`.
_RARE_SIGNS = frozenset({"permyriad"})
RANKS = {"money": 0, "percent": 1, "measure": 2, "number": 2, "multiple": 3, "year": 4}


class FigureValue(NamedTuple):
    """Kind, value and unit; two mentions with the same are of one figure."""

    kind: str
    low: Decimal
    high: Decimal
    unit: str


def find_mentions(
    tag: str, texts: Sequence[str], leads: Sequence[str] = ()
) -> dict[FigureValue, list[Mention]]:
    """Return the numbers that a language names, in order of appearance, and where."""
    found: dict[FigureValue, list[Mention]] = {}
    for number, text in enumerate((*leads, *texts)):
        for read in _read_mentions(tag, text, is_lead=number < len(leads)):
            mention = replace(read, is_headline=read.is_lead and number == 0)
            value = _figure_value(mention)
            if value and (value.kind != "year" or mention.is_founding_year()):
                found.setdefault(value, []).append(mention)
    return found


def _read_mentions(tag: str, text: str, *, is_lead: bool) -> Iterator[Mention]:
    """Yield the mentions of numbers in a text, without those of earlier values."""
    from brief.editorial.numbers import find_quantities

    quantities = find_quantities(text, tag)
    for number, quantity in enumerate(quantities):
        trend: Trend = ""
        course: Course = ()
        start = -1
        year, after = _skip_year(quantities[number + 1 : number + 3])
        if after and is_before_change(text, quantity, after, tag, year):
            continue
        year, before = _skip_year(quantities[max(0, number - 2) : number][::-1])
        if before and is_before_change(text, before, quantity, tag, year):
            trend, start = _compare(before, quantity), before.start
            course = _read_course((before, year), quantity, quantities[number + 1 : number + 2])
        mention = Mention(
            tag, text, quantity, is_lead, trend=trend, change_start=start, course=course
        )
        is_range = quantity.low != quantity.high
        if is_range and (moves := split_change(text, quantity, tag)):
            later = quantity.high if moves == "up" else quantity.low
            yield replace(mention, quantity=replace(quantity, low=later, high=later), trend=moves)
        elif not _is_incidental(text, quantity) and (trend or not mention.is_earlier()):
            yield mention


def _skip_year(quantities: Sequence[Quantity]) -> tuple[Quantity | None, Quantity | None]:
    """Return the year at the beginning, if there is one, and the quantity that follows."""
    if len(quantities) > 1 and quantities[0].kind == "year":
        return quantities[0], quantities[1]
    return None, quantities[0] if quantities else None


def _read_course(
    first: tuple[Quantity, Quantity | None], second: Quantity, after: Sequence[Quantity]
) -> Course:
    """Return the values of “from 3.1 in 2018 to 4.2 in 2025” by year; () if a year is missing."""
    old, year = first
    later = after[0] if after and after[0].kind == "year" else None
    if not year or not later or later.start - second.end > MAX_TO_YEAR:
        return ()
    if (old.kind, old.unit) != (second.kind, second.unit) or old.low is None or second.low is None:
        return ()
    if not year.date or not later.date or year.date.year >= later.date.year:
        return ()
    return ((year.date.year, old.low), (later.date.year, second.low))


def _compare(first: Quantity, second: Quantity) -> Trend:
    if first.high is None or second.high is None or first.high == second.high:
        return ""
    return "up" if second.high > first.high else "down"


def _is_incidental(text: str, quantity: Quantity) -> bool:
    """Return whether it is a bare number in brackets (an age, a note) or a part of a name."""
    sign = text[quantity.start - 1 : quantity.start] if quantity.start else ""
    if sign.isalnum() and ord(sign) < _FIRST_WITHOUT_SPACES:
        return True
    before, after = text[: quantity.start].rstrip(), text[quantity.end :].lstrip()
    return quantity.kind == "number" and before.endswith("(") and after.startswith(")")


def _figure_value(mention: Mention) -> FigureValue | None:
    """Return the value of a quantity, or None if it is of a kind that no key figure shows."""
    quantity = mention.quantity
    if quantity.kind in {"year", "date"}:
        day = quantity.date
        if day is None or day.month or not day.year:
            return None
        year = Decimal(day.year)
        return FigureValue("year", year, year, "year")
    low, high, unit = quantity.low, quantity.high, quantity.unit
    if quantity.kind not in RANKS or low is None or high is None or _is_trifle(mention):
        return None
    if quantity.kind == "multiple":
        unit = "multiple"
    if unit and not unit.startswith("?"):
        try:
            read_unit(unit)
        except InvalidValue:
            return None
    return FigureValue(quantity.kind, low, high, unit)


def _is_trifle(mention: Mention) -> bool:
    """Return whether a number tells readers little: small counts, years of age, all of 100%."""
    quantity = mention.quantity
    low, unit = quantity.low or Decimal(0), quantity.unit
    small = abs(low) < MIN_COUNT and low == low.to_integral_value()
    if quantity.kind == "measure":
        short = small and unit not in _SHORT_UNITS
        return short or unit in _TIMES or quantity.weight != "figure"
    if quantity.kind == "multiple":
        return not mention.find_label()
    if quantity.kind == "number":
        return bool(unit) or small or not _is_count(mention)
    return unit == "year" or unit in _RARE_SIGNS or (unit == "percent" and abs(low) == WHOLE)


def _is_count(mention: Mention) -> bool:
    """Return whether a bare number counts something: not "2.1 billion more", not a decimal."""
    quantity = mention.quantity
    if quantity.weight != "figure" or quantity.low is None:
        return False
    if quantity.low != quantity.low.to_integral_value():
        return False
    if is_difference(mention.text, quantity, mention.language):
        return False
    return quantity.low >= MIN_SCALED or not mention.can_count() or bool(mention.find_label())
