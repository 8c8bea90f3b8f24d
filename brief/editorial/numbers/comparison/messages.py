"""The messages about numbers that differ between two languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.locale.locales import language_name

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.numbers.quantity import MismatchCode, Quantity

MIN_WRITTEN_OUT = 10_000
_PROBLEMS = {
    "number-unit": "the units differ",
    "number-date": "the dates differ",
    "number-approximate": "worded differently",
}


def describe_missing(quantity: Quantity, tag: str, other_tag: str) -> str:
    """Return the message about a number in one language only."""
    here, there = language_name(tag, "en"), language_name(other_tag, "en")
    return f"“{quantity.text}” is in the {here} text, but not in the {there} one"


def describe_difference(
    code: MismatchCode, one: Quantity, tag: str, other: Quantity, other_tag: str
) -> str:
    """Return the message about two numbers, with the values in digits where they are in words."""
    problem = _PROBLEMS.get(code, "the numbers differ")
    return f"{problem}: {_describe_quantity(one, tag)}, {_describe_quantity(other, other_tag)}"


def _describe_quantity(quantity: Quantity, tag: str) -> str:
    before = f"{quantity.qualifier} " if quantity.qualifier else ""
    value = _format_value(quantity)
    after = f" ({before}{value})" if value else f" ({before.strip()})" if before else ""
    return f"{language_name(tag, 'en')} has “{quantity.text}”{after}"


def _format_value(quantity: Quantity) -> str:
    """Return the value in plain digits if the text has it in words or with scale words."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or quantity.kind in {"time", "fraction", "year"}:
        return ""
    ends = " to ".join(dict.fromkeys((_format_number(low), _format_number(high))))
    bare = "".join(c for c in quantity.text if c.isdigit())
    if abs(high) < MIN_WRITTEN_OUT or bare == "".join(c for c in ends if c.isdigit()):
        return ""
    return ends


def _format_number(value: Decimal) -> str:
    return f"{value:,f}".replace(",", "\u202f")
