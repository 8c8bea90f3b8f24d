"""The data classes of numbers in prose: a quantity with its place, and a mismatch of two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.locale.partial_date import PartialDate

_Amount = Literal["number", "percent", "money", "measure", "multiple", "fraction", "ratio", "vague"]
QuantityKind = _Amount | Literal["year", "date", "time", "ordinal", "name"]
MismatchCode = Literal[
    "number-missing", "number-differs", "number-unit", "number-date", "number-approximate"
]
# A figure needs a counterpart in the translation. A number word may be left out of a good
# translation. A hint (`both`, `the only`) needs no counterpart, but can be one.
Role = Literal["", "from", "to", "span", "instead", "both"]
Weight = Literal["figure", "word", "hint"]


@dataclass(frozen=True, slots=True)
class Reading:
    """Another reading of the same characters: `5` in `5 und 7 Milliarden` may be 5 or 5 × 10⁹."""

    low: Decimal
    high: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity in a text.

    `low` and `high` are exact, with scale words applied (`4 Milliarden` is 4000000000). They are
    equal unless the quantity is a range, and None for dates, vague amounts (`Millionen`) and names
    (`H20`). A time is in minutes after midnight. `unit` is "", an ISO 4217 code, a question mark
    and a family of currencies (`?dollar`), `percent`, `percentage-point`, `decade`, `century` or a
    CLDR unit; for a name it is the name. `date` has the year 0 if the text leaves the year out.
    `text` is the text from offset `start` to `end`. `direction` is 1 if the words around say that
    it rises, -1 if it falls, 0 if they don't say. `role`: `from` and `to` are two ends of a change
    (`to` is also alone, as in `fell to 29`), `span` is both ends in one quantity, `instead` is a
    number that is said not to be right, `both` is a hint that counts two.
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
    direction: int = 0
    role: Role = ""


@dataclass(frozen=True, slots=True)
class NumberMismatch:
    """A difference between two texts: the quantity in each (None if missing) and a message."""

    code: MismatchCode
    left: Quantity | None
    right: Quantity | None
    message: str
