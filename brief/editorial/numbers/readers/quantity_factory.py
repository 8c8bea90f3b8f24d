"""Make quantities from tokens and amounts: their kind, weight and qualifier."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias, TypedDict, Unpack

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.quantity import Quantity, Reading
from brief.editorial.numbers.readers.number_words.spelled import HUNDRED, ONE
from brief.editorial.numbers.readers.units import SHARE_UNITS, is_currency
from brief.editorial.numbers.text import divide

if TYPE_CHECKING:
    from brief.editorial.numbers.quantity import QuantityKind, Weight
    from brief.editorial.numbers.readers.numerals import ParsedAmount
    from brief.editorial.numbers.readers.token_stream import TokenStream

ReadResult: TypeAlias = "tuple[list[Quantity], int]"
"""The quantities that a reader found, and the index of the token after them."""


class QuantityDetails(TypedDict, total=False):
    """The keyword arguments of `make_quantity`."""

    high: Decimal | None
    date: PartialDate | None
    unit: str
    weight: Weight
    readings: tuple[Reading, ...]


MAX_SMALL_NUMBER = 12
# `first` and `second` often count nothing.
MAX_UNCOUNTED_ORDINAL = 2
DECADE = 10
ROUND_WORDS = frozenset((Decimal(100), Decimal(1000)))
LOOK_BACK = 4  # tokens, or quantities


def make_quantity(  # noqa: PLR0913 - the fields of a quantity
    stream: TokenStream,
    first: int,
    after: int,
    kind: QuantityKind,
    value: Decimal | None = None,
    *,
    high: Decimal | None = None,
    date: PartialDate | None = None,
    unit: str = "",
    weight: Weight = "figure",
    readings: tuple[Reading, ...] = (),
) -> Quantity:
    """Return the quantity of the tokens from `first` up to `after`; `high` only for a range."""
    start, end = stream.get_offsets(first, after)
    return Quantity(
        kind=kind,
        low=value,
        high=value if high is None else high,
        unit=unit,
        date=date,
        qualifier=find_qualifier(stream, first),
        start=start,
        end=end,
        text=stream.text[start:end],
        weight=weight,
        readings=readings,
    )


def make_result(
    stream: TokenStream,
    first: int,
    after: int,
    kind: QuantityKind,
    value: Decimal | None = None,
    **details: Unpack[QuantityDetails],
) -> ReadResult:
    """Return one quantity as the result of a reader; see `make_quantity`."""
    return [make_quantity(stream, first, after, kind, value, **details)], after


def find_qualifier(stream: TokenStream, first: int) -> str:
    """Return the qualifier before a number: `almost`, `about`, `over`, `under` or ""."""
    for back in range(LOOK_BACK, 0, -1):
        found = stream.find(first - back, "qualifier")
        if found and first in {found[1], stream.skip(found[1], "the")}:
            silent = _belongs_to_share(stream, first - back, first) or (
                stream.lower_at(first - back) == "über" and _follows_noun(stream, first - back)
            )
            return "" if silent else found[0].name
    return ""


def _follows_noun(stream: TokenStream, i: int) -> bool:
    """Return whether a German noun precedes: `ein Kredit über 5 Millionen` is one of 5 million."""
    return stream.kind_at(i - 1) == "word" and stream.text_at(i - 1)[0].isupper()


def _belongs_to_share(stream: TokenStream, i: int, first: int) -> bool:
    """Return whether `less than` belongs to a share before it: `18,5% in meno di un anno fa`."""
    before = i - 2 if stream.kind_at(i - 1) == "word" else i - 1
    shares = (stream.find(before - back, "unit", "unit-sign") for back in (0, 1))
    share = any(found and found[0].name in SHARE_UNITS and found[1] <= i for found in shares)
    return share and any(stream.find(first + ahead, "ago") for ahead in range(1, LOOK_BACK))


def get_weight(amount: ParsedAmount, *, counts_in_digits: bool = False) -> Weight:
    """Return the weight of an amount: translations may leave out small numbers in words.

    `counts_in_digits`: the language writes `2人` and `1つ` for both and another.
    """
    if counts_in_digits and amount.plain and amount.high <= MAX_UNCOUNTED_ORDINAL:
        return "word"
    # One may be an article in the other language, and 100 % may be `wholly`.
    if (amount.low, amount.high, amount.unit) in {(ONE, ONE, ""), (HUNDRED, HUNDRED, "percent")}:
        return "word"
    if not amount.spelled or amount.unit in SHARE_UNITS:
        return "figure"
    if amount.doubtful or (amount.unit == "ordinal" and amount.low <= MAX_UNCOUNTED_ORDINAL):
        return "hint"
    if amount.unit == "ordinal" or (amount.article and amount.low == ONE):
        return "word"
    large = amount.low > MAX_SMALL_NUMBER and amount.low not in ROUND_WORDS
    return "figure" if large or is_currency(amount.unit) else "word"


def make_from_amount(stream: TokenStream, amount: ParsedAmount) -> Quantity:
    """Return the amount as a quantity; the unit determines its kind."""
    kind: QuantityKind = "number"
    unit, readings = amount.unit, amount.readings
    if unit == "ordinal":  # Dutch `vijfde` is also a fraction
        part = divide(1, amount.low)
        kind, unit, readings = "ordinal", "", (*readings, Reading(part, part, ""))
    elif unit in SHARE_UNITS:
        kind = "percent"
    elif is_currency(unit):
        kind = "money"
    elif amount.may_be_year or (unit == "decade" and amount.spelled and amount.low >= DECADE):
        kind = "year"
    elif unit:
        kind = "measure"
    is_year = kind == "year" and amount.low == amount.high
    weight = get_weight(amount, counts_in_digits=stream.lexicon.digits_and_units)
    return make_quantity(
        stream,
        amount.first,
        amount.after,
        kind,
        amount.low,
        high=amount.high,
        date=PartialDate(int(amount.low)) if is_year else None,
        unit=unit,
        weight="hint" if _is_article(stream, amount) else weight,
        readings=readings,
    )


def _is_article(stream: TokenStream, amount: ParsedAmount) -> bool:
    """Return whether a word for one may be an article, as the lexicon says: `एक`, `một`, `一`."""
    bare = amount.spelled and not amount.unit and amount.low == amount.high == ONE
    return bool(bare and stream.find(amount.first, "hint"))


def make_ordinal(stream: TokenStream, first: int, after: int, value: Decimal) -> ReadResult:
    """Return an ordinal in words, with the fraction that it may also be: `third`."""
    part = Reading(divide(1, value), divide(1, value), "")
    weight: Weight = "hint" if value <= MAX_UNCOUNTED_ORDINAL else "word"
    return make_result(stream, first, after, "ordinal", value, weight=weight, readings=(part,))
