"""Validators of numbers and dates.

Each `read_…` function takes a YAML scalar (or a value that already has the right type), returns
the typed value, and raises InvalidValue, a ValueError with a message for editors.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal

from brief.editorial.fields.invalid_value import InvalidValue, invalid_value, read_scalar
from brief.editorial.fields.suggestions import (
    guess_days,
    guess_months,
    suggest_length,
    suggest_number,
)
from brief.editorial.fields.texts import read_identifier
from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.yaml.nodes import EmptyValue
from brief.findings.message import shorten

MAX_DIGITS = 40
MAX_COUNT = 100
MIN_YEAR = 1000
MONTHS_PER_YEAR = 12
CENTURY = 2000
MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July", "August", "September"),
    *("October", "November", "December"),
)

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_DECIMAL_COMMA = re.compile(r"[+-]?[0-9]+,[0-9]+")
_GROUPED = re.compile(
    r"[+-]?[0-9]{1,3}(?P<mark>[.,'\u2019_ \u00a0\u202f])[0-9]{3}(?:(?P=mark)[0-9]{3})*"
    r"(?P<rest>[.,][0-9]+)?"
)


def read_decimal(value: object, unit_name: str = "") -> Decimal:
    """Return the number with every digit typed: `29.50` keeps its zero, `560e6` is 560000000.

    `unit_name` is the fixed unit of an amount ("mm"), for the message. Raises InvalidValue for
    anything except digits with a sign, a decimal point and an exponent.
    """
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        number = Decimal(value)
        if not number.is_finite():
            message = f"`{number}` cannot be printed as a number"
            raise invalid_value("bad-number", message, "write a number such as 29.5")
        return number
    text = read_scalar(value, "a number", "29.5")
    plain = text.replace("\N{MINUS SIGN}", "-")
    if not _NUMBER.fullmatch(plain):
        raise _bad_number_error(text, plain, unit_name)
    number = Decimal(plain)
    if len(number.as_tuple().digits) > MAX_DIGITS or abs(number.adjusted()) > MAX_DIGITS:
        message = f"`{shorten(text)}` has more than {MAX_DIGITS} digits"
        raise invalid_value("bad-number", message, "write a number such as 560e6 (560 million)")
    if number.as_tuple().exponent > 0:  # type: ignore[operator]  # finite: the pattern says so
        return Decimal(format(number, "f"))
    return number


def _bad_number_error(text: str, plain: str, unit_name: str) -> InvalidValue:
    """Return the error for a text that is not a number, with a remedy for usual notations."""
    message = f"`{shorten(text)}` is not a number in digits with a decimal point"
    if unit_name and not (_GROUPED.fullmatch(plain) or _DECIMAL_COMMA.fullmatch(plain)):
        return invalid_value("bad-number", message, suggest_length(text, unit_name))
    grouped = _GROUPED.fullmatch(plain)
    if grouped and not (_DECIMAL_COMMA.fullmatch(plain) and plain.lstrip("+-").startswith("0")):
        rest = grouped["rest"] or ""
        whole = re.sub(r"[^0-9+-]", "", plain.removesuffix(rest)) + rest.replace(",", ".")
        remedy = f"remove the thousands separators: write {whole}"
        if _DECIMAL_COMMA.fullmatch(plain):
            remedy += f" (or {plain.replace(',', '.')}, if the comma is a decimal mark)"
        return invalid_value("bad-number", message, remedy)
    if _DECIMAL_COMMA.fullmatch(plain):
        return invalid_value(
            "bad-number",
            message,
            f"use a decimal point: write {plain.replace(',', '.')} (the page shows the decimal "
            "mark of its language)",
        )
    return invalid_value("bad-number", message, suggest_number(text))


def read_percentage(value: object) -> Decimal:
    """Return a number from 0 to 100."""
    number = read_decimal(value)
    if not 0 <= number <= 100:  # noqa: PLR2004 - per cent
        message = f"a share is from 0 to 100 per cent, and this is {number:f}"
        raise invalid_value("bad-value", message, "write a number from 0 to 100")
    return number


def read_number_or_gap(value: object) -> Decimal | None:
    """Return the number, or None for an empty value: a period whose value is not known."""
    if value is None:
        return None
    if isinstance(value, EmptyValue) and not value.may_lose_text:
        return None
    return read_decimal(value)


def read_whole(value: object) -> Decimal | str:
    """Return what a value is a part of: a number, or the short name of a key figure."""
    if isinstance(value, str) and not _NUMBER.fullmatch(value.strip()):
        return read_identifier(value)
    return read_decimal(value)


def read_count(value: object) -> int:
    """Return a whole number from 0 to 100."""
    if isinstance(value, int) and not isinstance(value, bool):
        text = str(value)
    else:
        text = read_scalar(value, "a whole number", "2")
    if not re.fullmatch(r"[0-9]{1,3}", text) or int(text) > MAX_COUNT:
        message = f"`{shorten(text)}` is not a whole number from 0 to {MAX_COUNT}"
        raise invalid_value("bad-number", message, "write it in digits, for example 2")
    return int(text)


def read_date(value: object) -> date:
    """Return a day written in ISO 8601, such as `2025-09-15`."""
    if isinstance(value, date):
        return value
    text = read_scalar(value, "a day", "2025-09-15")
    remedy = "write the day as year-month-day, for example 2025-09-15"
    partial = _parse_partial_date(text, remedy)
    if partial.month is None or partial.day is None:
        message = f"`{text}` is not a complete date: the day is missing"
        raise invalid_value("bad-date", message, remedy)
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
    """Return the year, month or day in `text`; raises InvalidValue if it does not exist."""
    iso = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not iso:
        raise _bad_date_error(text, remedy)
    month, day = (int(part) if part else None for part in iso.group(2, 3))
    year = int(iso[1])
    if reason := _why_impossible(year, month, day):
        raise invalid_value("bad-date", f"`{text}` does not exist: {reason}", remedy)
    return PartialDate(year, month, day)


def _why_impossible(year: int, month: int | None, day: int | None) -> str:
    """Return why the date does not exist, or "" if it does."""
    if year < MIN_YEAR:
        return f"a year is from {MIN_YEAR} to 9999"
    if month is None:
        return ""
    if not 1 <= month <= MONTHS_PER_YEAR:
        return "a month is from 01 to 12"
    last = monthrange(year, month)[1]
    if day is not None and not 1 <= day <= last:
        return f"{MONTH_NAMES[month - 1]} {year} has {last} days"
    return ""


def _bad_date_error(text: str, remedy: str) -> InvalidValue:
    """Return the error for a date in another notation, with the ISO form if it is clear."""
    message = f"`{shorten(text)}` is not a date in the form year-month-day"
    candidates = [*_read_other_notations(text), *guess_days(text)]
    real = [str(PartialDate(*each)) for each in candidates if not _why_impossible(*each)]
    if real:
        remedy = f"write {' or '.join(dict.fromkeys(real))} (year-month-day)"
    elif candidates:
        message += f", and does not exist: {_why_impossible(*candidates[0])}"
    elif months := list(guess_months(text)):
        year, month = months[0]
        whole = f"{year:04}-{month:02}"
        remedy = f"write {whole}" if "2025-09 or" in remedy else f"add the day, as in {whole}-01"
    elif re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ]", text):
        remedy = f"remove the time: write {text[:10]}"
    return invalid_value("bad-date", message, remedy)


def _read_other_notations(text: str) -> list[tuple[int, int, int]]:
    """Return the possible meanings of a date in digits, as (year, month, day) tuples.

    `09/05/2025` has two: in American dates, which have slashes, the month comes first.
    """
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
    return [european, american] if "/" in found[2] else [european]
