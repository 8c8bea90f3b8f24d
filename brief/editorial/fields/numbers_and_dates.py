"""Numbers and dates, read from the text that was typed.

Each `read_…` function takes what stands in the YAML (or a value that has its type already),
returns the typed value, and raises InvalidValue, a ValueError, in words that an editor understands.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from brief.editorial.fields.invalid_value import InvalidValue, read_scalar
from brief.editorial.fields.suggestions import (
    guess_days,
    guess_months,
    suggest_length,
    suggest_number,
)
from brief.editorial.locale.partial_date import PartialDate
from brief.findings.message import Message, shorten

MAX_DIGITS = 40
MAX_COUNT = 100
MIN_YEAR = 1000
MONTHS_PER_YEAR = 12
CENTURY = 2000
MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?P<mark>[.,'\u2019_ \u00a0\u202f])[0-9]{3}(?:(?P=mark)[0-9]{3})*"
    r"(?P<rest>[.,][0-9]+)?"
)


def read_decimal(value: object, unit_name: str = "") -> Decimal:
    """Return the number with every digit typed: `29.50` keeps its zero, `560e6` is 560000000.

    `counted` says what an amount is in that has no unit of its own ("mm"). Raises InvalidValue for
    anything else than digits, one decimal point and an exponent.
    """
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        number = Decimal(value)
        if not number.is_finite():
            msg = f"`{number}` is no number that can be printed"
            raise InvalidValue(Message("bad-number", msg, "write a number such as 29.5"))
        return number
    text = read_scalar(value, "a number", "29.5")
    plain = text.replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(plain):
        raise _bad_number_error(text, plain, unit_name)
    number = Decimal(plain)
    if len(number.as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        msg = f"`{shorten(text)}` has more than {MAX_DIGITS} digits"
        raise InvalidValue(Message("bad-number", msg, "write a number such as 560e6 (560 million)"))
    if number.as_tuple().exponent > 0:  # type: ignore[operator]  # finite: the pattern says so
        return Decimal(format(number, "f"))
    return number


def _bad_number_error(text: str, plain: str, unit_name: str) -> InvalidValue:
    """Return the words for what people write in place of a number."""
    message = f"`{shorten(text)}` is not a number as it is written here"
    if unit_name and not (_GROUPED.fullmatch(plain) or _DECIMAL_COMMA.fullmatch(plain)):
        return InvalidValue(Message("bad-number", message, suggest_length(text, unit_name)))
    grouped = _GROUPED.fullmatch(plain)
    if grouped and not (_DECIMAL_COMMA.fullmatch(plain) and plain.lstrip("+-").startswith("0")):
        whole = re.sub(
            r"[^0-9+-]", "", plain[: grouped.start("rest")] if grouped["rest"] else plain
        )
        whole += grouped["rest"].replace(",", ".") if grouped["rest"] else ""
        remedy = f"leave out the thousands separators: write {whole}"
        if _DECIMAL_COMMA.fullmatch(plain):
            remedy += f" (or {plain.replace(',', '.')}, if the comma is a decimal mark)"
        return InvalidValue(Message("bad-number", message, remedy))
    if _DECIMAL_COMMA.fullmatch(plain):
        return InvalidValue(
            Message(
                "bad-number",
                message,
                f"use a decimal point: write {plain.replace(',', '.')} (each language gets its "
                "own mark on the page)",
            )
        )
    return InvalidValue(Message("bad-number", message, suggest_number(text)))


def read_count(value: object) -> int:
    """Return a whole number from 0 to 100."""
    if isinstance(value, int) and not isinstance(value, bool):
        text = str(value)
    else:
        text = read_scalar(value, "a whole number", "2")
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > MAX_COUNT:
        msg = f"`{shorten(text)}` is not a whole number from 0 to {MAX_COUNT}"
        raise InvalidValue(Message("bad-number", msg, "write it in digits, for example 2"))
    return int(text)


def read_date(value: object) -> date:
    """Return a day, written as ISO 8601 writes it: `2025-09-15`."""
    if isinstance(value, date):
        return value
    text = read_scalar(value, "a day", "2025-09-15")
    partial = _parse_partial_date(text, "write the day as year-month-day, for example 2025-09-15")
    if partial.month is None or partial.day is None:
        raise InvalidValue(
            Message(
                "bad-date",
                f"`{text}` is not a whole date: the day is missing",
                "write the day as year-month-day, for example 2025-09-15",
            )
        )
    return date(partial.year, partial.month, partial.day)


def read_partial_date(value: object) -> PartialDate:
    """Return a year, a month or a day: `2025`, `2025-09` or `2025-09-15`."""
    if isinstance(value, PartialDate):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    text = read_scalar(value, "a year, month or day", "2025")
    return _parse_partial_date(text, "write 2025, 2025-09 or 2025-09-15")


def _parse_partial_date(text: str, remedy: str) -> PartialDate:
    """Return the date in `text`, of whatever precision, if it exists."""
    iso = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not iso:
        raise _bad_date_error(text, remedy)
    year = int(iso[1])
    month = int(iso[2]) if iso[2] else None
    day = int(iso[3]) if iso[3] else None
    reason = _why_impossible(year, month, day)
    if reason:
        raise InvalidValue(Message("bad-date", f"`{text}` does not exist: {reason}", remedy))
    return PartialDate(year, month, day)


def _why_impossible(year: int, month: int | None, day: int | None) -> str:
    """Return why there is no such date, or "" if there is."""
    if year < MIN_YEAR:
        return f"years go from {MIN_YEAR} to 9999"
    if month is None:
        return ""
    if not 1 <= month <= MONTHS_PER_YEAR:
        return "months go from 01 to 12"
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return f"{MONTH_NAMES[month - 1]} {year} has {last} days"
    return ""


def _bad_date_error(text: str, remedy: str) -> InvalidValue:
    """Return the words for a date in another notation, with the ISO form if it is plain."""
    message = f"`{shorten(text)}` is not a date as it is written here"
    candidates = [*_read_other_notations(text), *guess_days(text)]
    real = [str(PartialDate(*each)) for each in candidates if not _why_impossible(*each)]
    if real:
        remedy = f"write {' or '.join(dict.fromkeys(real))} (year-month-day)"
    elif candidates:
        message += f", and does not exist: {_why_impossible(*candidates[0])}"
    elif months := list(guess_months(text)):
        year, month = months[0]
        whole = f"{year:04}-{month:02}"
        remedy = f"write {whole}" if "2025-09 or" in remedy else f"write the day, too: {whole}-01"
    elif re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        remedy = f"write the day only: {text[:10]}"
    return InvalidValue(Message("bad-date", message, remedy))


def _read_other_notations(text: str) -> list[tuple[int, int, int]]:
    """Return what a date in figures may mean, as year, month and day: `09/05/2025` means two."""
    found = re.fullmatch(r"([0-9]{1,4})([./ -]+)([0-9]{1,2})[./ -]+([0-9]{1,4})", text)
    if not found:
        return []
    first, middle, last = int(found[1]), int(found[3]), int(found[4])
    if len(found[1]) == len("2025"):
        return [(first, middle, last)]
    if len(found[4]) == len("25"):
        last += CENTURY
    elif len(found[4]) != len("2025"):
        return []
    european, american = (last, middle, first), (last, first, middle)
    # Month first is American, where dates have slashes.
    return [european, american] if "/" in found[2] else [european]
