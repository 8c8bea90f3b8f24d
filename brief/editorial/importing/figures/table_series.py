"""Read values by year from a table of data: years in the first column, or in the first row."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.texts import read_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.editorial.importing.document import Rows

MIN_YEARS, MAX_YEARS = 3, 60
"""A change between two years is a figure; more than these are too fine for a page."""
MAX_NAME = 90
MAX_SIZE = Decimal(10) ** 15
MIN_COMPACT = 10_000

_YEAR = re.compile(r"(?:1[6-9]|20|21)[0-9]{2}")
_GAP = re.compile(r"[-–—−.…·*/]*|n\.?\s?/?[adcvb]\.?|k\.\s?A\.|N/?A|s\.?\s?d\.?", re.IGNORECASE)
_NUMBER = re.compile(r"[0-9][0-9.,'’ \u00a0\u202f\u2009٫٬]*")
_UNIT = re.compile(
    r"(?P<name>[^()\[\],]*[^()\[\],\s])\s*"
    r"(?:[(\[](?P<inner>[^()\[\]]+)[)\]]|,\s*(?P<after>[^,()\[\]]+)|\s(?:in|en)\s(?P<plain>\S.*))"
)
_IN = re.compile(r"(?:in|en|em|i|v|w|в|у)\s+", re.IGNORECASE)
_SIGN = re.compile(r"^[-−–+]\s?")

Points = tuple[tuple[int, Decimal | None], ...]


class TableSeries(NamedTuple):
    """A column of a table: its name, unit ("" for none), and values by year, None for a gap.

    `compact`: the values are printed in thousands, millions or billions.
    """

    name: str
    unit: str
    compact: bool
    points: Points

    @property
    def last(self) -> Decimal:
        """The last value, which is known."""
        return self.points[-1][1] or Decimal(0)


def read_series(rows: Rows, tag: str) -> Iterator[TableSeries]:
    """Yield the columns of numbers of a table with years, as the language `tag` writes numbers.

    Years that are given twice or not one after the other, and a column whose last value is not
    known or whose cells are not all numbers, give no series.
    """
    for turned in (rows, _turn(rows)):
        years = [_read_year(row[0], tag) for row in turned[1:] if row]
        if not _are_years(years) or len({len(row) for row in turned}) != 1:
            continue
        for column in range(1, len(turned[0])):
            cells = [row[column] for row in turned[1:]]
            if series := _read_column(turned[0][column], years, cells, tag):
                yield series
        return


def _turn(rows: Rows) -> Rows:
    """Return the columns of a table as rows; () if its rows have different lengths."""
    same = len({len(row) for row in rows}) == 1
    return tuple(zip(*rows, strict=True)) if same else ()


def _read_year(text: str, tag: str) -> int | None:
    from brief.editorial.numbers.text import to_latin_digits

    plain = to_latin_digits(text.strip())
    plain = plain.removesuffix("年" if tag.startswith(("zh", "ja")) else "").strip()
    return int(plain) if _YEAR.fullmatch(plain) else None


def _are_years(years: Sequence[int | None]) -> bool:
    known = [year for year in years if year is not None]
    ordered = known in (sorted(known), sorted(known, reverse=True))
    is_whole = len(known) == len(years) == len(set(known))
    return is_whole and ordered and MIN_YEARS <= len(known) <= MAX_YEARS


def _read_column(
    head: str, years: Sequence[int | None], cells: Sequence[str], tag: str
) -> TableSeries | None:
    """Return a column as a series, with the unit of its head or of its cells."""
    name = " ".join(head.split())
    if not any(map(str.isalpha, name)) or len(name) > MAX_NAME:
        return None
    unit = _UNIT.fullmatch(name)
    hint = (
        next(filter(None, (unit[key] for key in ("inner", "after", "plain"))), "") if unit else ""
    )
    hint = _IN.sub("", hint.strip(), count=1)
    if unit and hint and (read := _read_cells(cells, hint, tag)):
        return _make_series(unit["name"].strip(), read, years)
    read = _read_cells(cells, "", tag)
    return _make_series(name, read, years) if read else None


def _read_cells(
    cells: Sequence[str], hint: str, tag: str
) -> tuple[str, bool, list[Decimal | None]] | None:
    """Return unit, whether it has a scale word, and values; None unless all cells are numbers."""
    values: list[Decimal | None] = []
    units, scaled = set(), False
    for cell in cells:
        text = " ".join(cell.split())
        if _GAP.fullmatch(text):
            values.append(None)
            continue
        found = _read_value(text, hint, tag)
        if found is None:
            return None
        value, unit, is_scaled = found
        values.append(value)
        units.add(unit)
        scaled = scaled or is_scaled
    return (units.pop(), scaled, values) if len(units) == 1 else None


def _read_value(text: str, hint: str, tag: str) -> tuple[Decimal, str, bool] | None:
    """Return value, unit and whether a word scales it; None for another text."""
    from brief.editorial.numbers import find_quantities
    from brief.editorial.numbers.text import get_decimal_mark, read_digits, to_latin_digits

    plain = to_latin_digits(text)
    sign = _SIGN.match(plain)
    factor = -1 if sign and sign[0][0] != "+" else 1
    bare = plain[sign.end() :] if sign else plain
    digits = read_digits(bare, get_decimal_mark(tag)) if _NUMBER.fullmatch(bare) else None
    if not hint and digits is not None:
        return (factor * digits, "", False) if digits <= MAX_SIZE else None
    written = f"{bare} {hint}".strip()
    quantities = find_quantities(written, tag)
    if len(quantities) != 1 or quantities[0].text.strip() != written:
        return None
    value, unit = quantities[0].low, quantities[0].unit
    if value is None or value != quantities[0].high or value > MAX_SIZE or not _is_unit(unit):
        return None
    return factor * value, unit, digits is None or value != digits


def _is_unit(unit: str) -> bool:
    """Return whether a key figure may have a unit; "" is that of a plain number."""
    try:
        return not unit or read_unit(unit) == unit
    except InvalidValue:
        return False


def _make_series(
    name: str, read: tuple[str, bool, list[Decimal | None]], years: Sequence[int | None]
) -> TableSeries | None:
    """Return the series in the order of years; None without a last value and a second one."""
    unit, scaled, values = read
    points = tuple(sorted(zip((y for y in years if y is not None), values, strict=True)))
    known = [value for _, value in points if value is not None]
    if len(known) < MIN_YEARS or points[-1][1] is None:
        return None
    compact = scaled and max(map(abs, known)) >= MIN_COMPACT
    return TableSeries(name, unit, compact, points)
