"""What a text says in numbers: a quantity, where it stands, and how firmly it is said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.locale.partial_date import PartialDate

QuantityKind = Literal[
    "number",
    "percent",
    "money",
    "measure",
    "year",
    "date",
    "time",
    "ordinal",
    "fraction",
    "ratio",
    "multiple",
    "vague",
    "name",
]
MismatchCode = Literal[
    "number-missing",
    "number-differs",
    "number-unit",
    "number-date",
    "number-approximate",
]
# A figure must have its counterpart; a number word may vanish in a good translation; a hint
# (`both`, `the only`) says nothing by itself and only answers what the other language says.
Weight = Literal["figure", "word", "hint"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Another way to read the same characters: `5` in `5 und 7 Milliarden` may be 5 or 5 × 10⁹."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    `low` and `high` are exact, scale words applied (`4 Milliarden` is 4000000000), and equal
    unless it is a range; None for dates, vague amounts (`Millionen`) and names (`H20`). A time is
    in minutes after midnight. `unit` is "", an ISO 4217 code, the name of a family of currencies
    after a question mark (`?dollar`), `percent`, `percentage-point`, `decade`, `century`, a unit
    of CLDR, or, of a name, the name. `date` has the year 0 where the text leaves the year out.
    `text` is what stands from `start` to `end`.
    """

    kind: QuantityKind
    low: Decimal | None
    high: Decimal | None
    unit: str
    date: PartialDate | None
    qualifier: str
    start: int
    end: int
    text: str
    weight: Weight = "figure"
    readings: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class NumberMismatch:
    """Where two languages do not say the same: the quantity in each, if it is there, and why."""

    code: MismatchCode
    left: Quantity | None
    right: Quantity | None
    message: str
