"""Quantities made from what the readers found: kind, weight and qualifier."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.quantity import Quantity, Reading
from brief.editorial.numbers.readers.numerals import ONE, Amount
from brief.editorial.numbers.readers.units import is_currency
from brief.editorial.numbers.text.digits import part_of

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import Kind, Weight
    from brief.editorial.numbers.readers.token_stream import Line

SMALL_WORD = 12
# Firsts and seconds are in every text without being counted.
LOWEST_TOLD = 2
DECADE = 10
HUNDRED = Decimal(100)
ROUND_WORDS = frozenset((Decimal(100), Decimal(1000)))
SHARES = frozenset(("percent", "permille", "percentage-point", "permyriad"))
LOOK_BACK = 4


def make(  # noqa: PLR0913 - what a quantity is made of
    line: Line,
    first: int,
    after: int,
    kind: Kind,
    value: Decimal | None = None,
    *,
    high: Decimal | None = None,
    date: PartialDate | None = None,
    unit: str = "",
    weight: Weight = "figure",
    readings: tuple[Reading, ...] = (),
) -> Quantity:
    """Return the quantity that the tokens from `first` up to `after` say; `high` of a range."""
    start, end = line.slice(first, after)
    return Quantity(
        kind=kind,
        low=value,
        high=value if high is None else high,
        unit=unit,
        date=date,
        qualifier=qualifier_of(line, first),
        start=start,
        end=end,
        text=line.text[start:end],
        weight=weight,
        readings=readings,
    )


def qualifier_of(line: Line, first: int) -> str:
    """Return what stands before the number to say how exact it is: `almost`, `about` and so on."""
    for back in range(LOOK_BACK, 0, -1):
        found = line.find(first - back, "qualifier")
        if found and found[1] == first:
            return "" if _compares(line, first - back, first) else found[0].name
    return ""


def _compares(line: Line, at: int, first: int) -> bool:
    """Say whether `less than` goes with a share before it: `18,5% in meno di un anno fa`."""
    before = at - 2 if line.kind(at - 1) == "word" else at - 1
    shares = (line.find(before - back, "unit", "unit-sign") for back in (0, 1))
    share = any(found and found[0].name in SHARES and found[1] <= at for found in shares)
    return share and any(line.find(first + ahead, "ago") for ahead in range(1, LOOK_BACK))


def weight_of(amount: Amount) -> Weight:
    """Return how firmly an amount is said: small numbers in words may vanish in translation."""
    # One is often an article in the other language, and 100 % is `wholly`.
    if (amount.low, amount.high, amount.unit) in {(ONE, ONE, ""), (HUNDRED, HUNDRED, "percent")}:
        return "word"
    if not amount.spelled or amount.unit in SHARES:
        return "figure"
    if amount.doubtful or (amount.unit == "ordinal" and amount.low <= LOWEST_TOLD):
        return "hint"
    if amount.unit == "ordinal":
        return "word"
    if amount.article and amount.low == ONE:
        return "word"
    large = amount.low > SMALL_WORD and amount.low not in ROUND_WORDS
    counted = is_currency(amount.unit)
    return "figure" if large or counted else "word"


def from_amount(line: Line, amount: Amount) -> Quantity:
    """Return the amount as a quantity, its kind told by its unit."""
    kind: Kind = "number"
    unit, readings = amount.unit, amount.readings
    if unit == "ordinal":  # Dutch `vijfde` is a part as well
        part = part_of(1, amount.low)
        kind, unit, readings = "ordinal", "", (*readings, Reading(part, part, ""))
    elif unit in SHARES:
        kind = "percent"
    elif is_currency(unit):
        kind = "money"
    elif unit == "decade" and amount.spelled and amount.low >= DECADE:
        kind = "year"
    elif unit:
        kind = "measure"
    elif amount.yearlike:
        kind = "year"
    is_year = kind == "year" and amount.low == amount.high
    return make(
        line,
        amount.first,
        amount.after,
        kind,
        amount.low,
        high=amount.high,
        date=PartialDate(int(amount.low)) if is_year else None,
        unit=unit,
        weight=weight_of(amount),
        readings=readings,
    )


def ordinal_word(line: Line, first: int, after: int, value: Decimal) -> Quantity:
    """Return an ordinal in words, which may mean a part as well: `third`."""
    part = Reading(part_of(1, value), part_of(1, value), "")
    weight: Weight = "hint" if value <= LOWEST_TOLD else "word"
    return make(line, first, after, "ordinal", value, weight=weight, readings=(part,))
