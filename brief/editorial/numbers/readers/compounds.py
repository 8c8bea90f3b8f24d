"""Amounts as quantities, with what follows them: fractions, times, lists, compound ordinals."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.amounts import is_change, read_amount, read_one, shared
from brief.editorial.numbers.readers.names import read_name
from brief.editorial.numbers.readers.numerals import ONE, Amount, read_core
from brief.editorial.numbers.readers.ordinals import read_ordinal
from brief.editorial.numbers.readers.quantity_factory import (
    from_amount,
    make,
    ordinal_word,
    weight_of,
)
from brief.editorial.numbers.readers.spelled import read_spelled
from brief.editorial.numbers.readers.time.calendar import read_date
from brief.editorial.numbers.readers.time.clock import read_time
from brief.editorial.numbers.readers.time.temporal import read_ratio
from brief.editorial.numbers.readers.time.years import read_years
from brief.editorial.numbers.readers.units import is_currency, read_unit
from brief.editorial.numbers.text.digits import part_of, times

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.numbers.lexicon.lexicon import Sense
    from brief.editorial.numbers.quantity import Kind, Quantity, Weight
    from brief.editorial.numbers.readers.token_stream import Line

    Found = tuple[list[Quantity], int]

MOST_LISTED = 12
TEN, TWENTY, HUNDRED = 10, 20, 100


def read_counted(line: Line, at: int) -> Found | None:
    """Read an amount, and what it makes with the words after it."""
    part = line.find(at, "fraction")
    if part and part[0].value and part[1] > at + 1:
        return fraction_at(line, at, part[1], part[0].value)  # `trzy czwarte`
    if ratio := _out_of(line, at):
        return ratio
    amount = read_amount(line, at)
    if not amount:
        return None
    for reader in (_compound_ordinal, _fraction_of, _times):
        special = reader(line, amount)
        if special:
            return special
    amounts = [amount] if amount.low != amount.high else _listed(line, amount)
    return [from_amount(line, each) for each in amounts], amounts[-1].after


def _out_of(line: Line, at: int) -> Found | None:
    """Read `one in three`, `uno su tre`, `3 von 5`: a part, which its two numbers answer too."""
    some = read_core(line, at)
    share = _out_of_which(line, some) if some and some.low < TEN else None
    whole = read_core(line, share[1]) if share else None
    if not some or not whole or whole.article or not some.low < whole.low <= HUNDRED:
        return None
    if some.factor != ONE or whole.factor != ONE or read_unit(line, whole.after)[0]:
        return None
    if line.find(line.past_hyphen(whole.after), "fraction") or read_date(
        line, share[1] if share else at
    ):
        return None
    spelled = some.spelled and whole.spelled
    readings = (Reading(some.low, some.low, ""), Reading(whole.low, whole.low, ""))
    value = part_of(some.low, whole.low)
    weight: Weight = "word" if spelled else "figure"
    made = make(line, at, whole.after, "fraction", value, weight=weight, readings=readings)
    return [made], whole.after


def _out_of_which(line: Line, some: Amount) -> tuple[Sense, int] | None:
    """Return the word for `out of`, after the number or after what it counts: `una nave su tre`."""
    share = line.find(some.after, "out-of")
    if share or some.low != ONE or not some.spelled or line.kind(some.after) != "word":
        return share
    every = line.find(some.after + 1, "in-every")
    return every if every and read_spelled(line, every[1]) else None  # no `note sur 20`


def _compound_ordinal(line: Line, amount: Amount) -> Found | None:
    """Read `twenty-first`, `vingt-deuxième`: tens in words, and an ordinal below ten."""
    spelled = read_spelled(line, amount.first) if amount.spelled else None
    if not spelled or amount.unit not in {"", "second"}:
        return None
    step = line.past_hyphen(spelled.after)
    found = line.find(step, "ordinal")
    if not found or not found[0].value or (amount.unit and step == spelled.after):
        return None
    if amount.low % TEN or amount.low < TWENTY or found[0].value >= TEN:
        return None
    value = amount.low + found[0].value
    return [ordinal_word(line, amount.first, found[1], value)], found[1]


def _fraction_of(line: Line, amount: Amount) -> Found | None:
    """Read `zwei Drittel`, `two-thirds`, `tre quarti`, `ein Viertel`."""
    if amount.unit or amount.factor != ONE:
        return None
    part = line.find(line.past_hyphen(amount.after), "fraction")
    if not part or not part[0].value or amount.low >= HUNDRED:
        return None
    return fraction_at(line, amount.first, part[1], times(amount.low, part[0].value))


def fraction_at(line: Line, first: int, after: int, value: Decimal) -> Found:
    """Make a fraction, or what it is of: `eine halbe Million`, `half a year`."""
    here = after
    for _ in range(2):
        if passed := line.find(here, "of", "article"):
            here = passed[1]
            if line.shown(here) in {"'", "’"}:
                here += 1
    scale = line.find(line.past_hyphen(here), "scale")
    if scale and scale[0].value:
        value = times(value, scale[0].value)
        unit, end = read_unit(line, scale[1])
        kind: Kind = "money" if is_currency(unit) else "measure" if unit else "number"
        return [make(line, first, end, kind, value, unit=unit, weight="figure")], end
    unit, end = read_unit(line, here)
    if unit:
        made = make(line, first, end, "measure", value, unit=unit, weight="word")
        return [made], end
    return [make(line, first, after, "fraction", value, weight="word")], after


def _times(line: Line, amount: Amount) -> Found | None:
    """Read `zehnmal`, `3-fach`, `dieci volte`, `five times`, `3x`."""
    step = line.past_hyphen(amount.after)
    found = line.find(step, "times")
    if amount.unit not in {"", "multiple"} or (not found and amount.unit != "multiple"):
        return None
    after = found[1] if found else amount.after
    weight = weight_of(amount)
    made = make(line, amount.first, after, "multiple", amount.low, weight=weight)
    return [replace(made, high=amount.high)], after


def _listed(line: Line, first: Amount) -> list[Amount]:
    """Return the amount with those listed after it, which share the last one's scale and unit."""
    amounts = [first]
    if is_change(line, first):
        return amounts
    while len(amounts) < MOST_LISTED and not (amounts[-1].unit and amounts[-1].factor != ONE):
        here = amounts[-1].after
        joint = line.find(here, "and", "to", "join")
        after = (
            joint[1]
            if joint
            else here + 1
            if line.shown(here) in {",", "/"} and not first.spelled
            else 0
        )
        if not after or line.kind(after) not in {"digits", "word", "mark"}:
            break
        if read_date(line, after) or read_time(line, after) or read_years(line, after):
            break
        if read_ordinal(line, after) or read_name(line, after) or read_ratio(line, after):
            break
        further = read_one(line, after)
        if not further or further.article or (further.spelled and not first.spelled):
            break
        if further.low != further.high or line.find(further.after, "fraction", "times"):
            break
        amounts.append(further)
    for at in range(len(amounts) - 2, -1, -1):
        amounts[at] = shared(amounts[at], amounts[at + 1])[0]
    return amounts
