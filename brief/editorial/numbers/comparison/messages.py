"""The words that tell an editor how the numbers of two languages differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.locale.locales import language_name

if TYPE_CHECKING:
    from decimal import Decimal

    from brief.editorial.numbers.quantity import MismatchCode, Quantity

MIN_WRITTEN_OUT = 10_000


def describe_missing(quantity: Quantity, tag: str, other_tag: str) -> str:
    """Say that a number stands in one language only."""
    return (
        f"“{quantity.text}” stands in the {_name_language(tag)} text, "
        f"but not in the {_name_language(other_tag)} one"
    )


def describe_difference(
    code: MismatchCode, one: Quantity, tag: str, other: Quantity, other_tag: str
) -> str:
    """Say what each language has, with the values written out where the words hide them."""
    what = {
        "number-unit": "the units differ",
        "number-date": "the dates differ",
    }.get(code, "the numbers differ")
    return f"{what}: {_describe_quantity(one, tag)}, {_describe_quantity(other, other_tag)}"


def describe_approximation(one: Quantity, tag: str, other: Quantity, other_tag: str) -> str:
    """Say that two languages agree, but not in how exactly they say it."""
    return (
        f"said differently: {_describe_quantity(one, tag)}, {_describe_quantity(other, other_tag)}"
    )


def _describe_quantity(quantity: Quantity, tag: str) -> str:
    before = f"{quantity.qualifier} " if quantity.qualifier else ""
    value = _format_value(quantity)
    after = f" ({before}{value})" if value else f" ({before.strip()})" if before else ""
    return f"{_name_language(tag)} has “{quantity.text}”{after}"


def _format_value(quantity: Quantity) -> str:
    """Return the value in plain digits if scale words or number words stand for it."""
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


def _name_language(tag: str) -> str:
    return language_name(tag, "en")
