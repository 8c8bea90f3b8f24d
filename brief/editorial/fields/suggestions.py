"""Suggest a valid number or date for text in another notation.

A remedy contains a value that can be copied: for `45 Mio. €` it is `45e6` with `unit: EUR`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNIT_SIGNS = {
    "%": "percent", "prozent": "percent", "per cent": "percent", "percentage": "percent",
    "€": "EUR", "euro": "EUR", "euros": "EUR", "$": "USD", "us$": "USD", "dollar": "USD",
    "dollars": "USD", "£": "GBP", "pound": "GBP", "yuan": "CNY", "rmb": "CNY", "renminbi": "CNY",
    "yen": "JPY", "jahr": "year", "years": "year", "x": "multiple", "×": "multiple",
    "times": "multiple", "mm": "millimeter", "cm": "centimeter", "m": "meter", "km": "kilometer",
    "km²": "square-kilometer", "m²": "square-meter", "m³": "cubic-meter", "ha": "hectare",
    "kg": "kilogram", "g": "gram", "t": "tonne", "l": "liter", "kwh": "kilowatt-hour",
    "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "°c": "celsius", "metre": "meter",
    "kilometre": "kilometer", "litre": "liter", "h": "hour", "km/h": "kilometer-per-hour",
    "m/s": "meter-per-second", "mph": "mile-per-hour", "gb": "gigabyte", "tb": "terabyte",
}  # fmt: skip
"""Units by their signs and names."""
SCALES = {
    "k": 3, "tsd": 3, "tausend": 3, "thousand": 3, "mila": 3, "mille": 3,
    "m": 6, "mn": 6, "mio": 6, "mln": 6, "million": 6, "millions": 6, "millionen": 6, "milione": 6,
    "milioni": 6, "millón": 6, "millones": 6,
    "mrd": 9, "mld": 9, "bn": 9, "milliarde": 9, "milliarden": 9, "miliardo": 9, "miliardi": 9,
    "milliard": 9, "milliards": 9,
}  # fmt: skip
"""Powers of ten by their words; "billion" is missing, because it can be 1e9 or 1e12."""
BILLIONS = ("billion", "billions", "billionen", "bilioni", "billones", "trillion")
QUALIFIERS = {
    "~": "about", "≈": "about", "ca": "about", "circa": "about", "about": "about", "rund": "about",
    "etwa": "about", "approx": "about", "around": "about", "env": "about", "c": "about",
    ">": "over", "≥": "over", "over": "over", "über": "over", "more than": "over", "oltre": "over",
    "mehr als": "over", "più di": "over", "at least": "over", "plus de": "over",
    "<": "under", "≤": "under", "under": "under", "unter": "under", "less than": "under",
    "meno di": "under", "up to": "under", "bis zu": "under", "weniger als": "under",
    "almost": "almost", "nearly": "almost", "fast": "almost", "quasi": "almost", "knapp": "almost",
    "presque": "almost", "casi": "almost", "geplant": "planned", "planned": "planned",
}  # fmt: skip
"""Qualifiers by the words before a number that mean them."""
_AMOUNT = r"[+-]?[0-9]+(?:[.,][0-9]+)?"
_RANGE = re.compile(
    rf"(?:\w+ )?(?P<low>{_AMOUNT})"
    r"\s*(?:-|\N{EN DASH}|\N{EM DASH}|\.\.+|…|to|bis|a|à|and|und|e|et)"
    rf"\s*(?P<high>{_AMOUNT})",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"(?P<before>[^\d+-]*)(?P<number>{_AMOUNT})\s*(?P<after>.*)", re.DOTALL)
_SHARE = re.compile(r"([0-9]+)\s*/\s*([1-9][0-9]*)")
_CLOCK = re.compile(r"[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?")
DIGITS = "write digits and a decimal point, such as 29.5 or 560e6"


def suggest_number(text: str) -> str:
    """Return the remedy for a number that has words, signs or another notation."""
    plain = text.replace("\N{MINUS SIGN}", "-").strip()
    if re.fullmatch(r"0[xXoObB][0-9a-fA-F]+", plain):
        decimal = _to_decimal_digits(plain)
        return f"write it in decimal digits: {decimal}" if decimal else DIGITS
    if _CLOCK.fullmatch(plain):
        return "a time of day cannot be a key figure: write a number, such as 12.5, or remove it"
    if share := _SHARE.fullmatch(plain):
        value = (Decimal(share[1]) / Decimal(share[2])).quantize(Decimal("0.0001")).normalize()
        return f"write it as a decimal number: {value:f}"
    if found := _RANGE.fullmatch(plain):
        low, high = (found[end].replace(",", ".") for end in ("low", "high"))
        return f"write a range as two numbers in brackets: [{low}, {high}]"
    found = _PARTS.fullmatch(plain)
    if not found or not (found["before"].strip() or found["after"].strip()):
        return DIGITS
    return _suggest_keys(found["before"], found["number"].replace(",", "."), found["after"])


def suggest_length(text: str, unit_name: str) -> str:
    """Return the remedy for an amount with its fixed unit, as in `3mm`."""
    found = _PARTS.fullmatch(text.strip())
    number = found["number"].replace(",", ".") if found else ""
    return f"write {number or 'the number'} without a unit: it is always in {unit_name}"


def _to_decimal_digits(text: str) -> str:
    try:
        return str(int(text, 0))
    except ValueError:
        return ""


def _suggest_keys(before: str, number: str, after: str) -> str:
    """Return the remedy for a number with other text: the key for each part."""
    other_keys: list[str] = []
    words = [word for word in re.split(r"[\s.]+", f"{before} {after}".strip()) if word]
    if qualifier := QUALIFIERS.get(before.strip().rstrip(".").casefold()):
        other_keys.append(f"`qualifier: {qualifier}`")
        words = [word for word in re.split(r"[\s.]+", after) if word]
    for word in words:
        folded = word.casefold()
        if folded in BILLIONS:
            powers = f"{number}e9 (thousand millions) or {number}e12 (million millions)"
            return f"write {powers}, and `notation: compact` on its own line"
        if folded in SCALES and folded != "m":
            number = f"{number}e{SCALES[folded]}"
            other_keys.append("`notation: compact`")
        elif unit := _find_unit(word):
            other_keys.append(f"`unit: {unit}`")
    if not other_keys:
        return f"write only {number}, and name what it counts in `unit` or in the label"
    return f"write only {number}, and add {' and '.join(dict.fromkeys(other_keys))}"


def _find_unit(word: str) -> str:
    """Return the unit that a sign, a name or a currency code means, or ""."""
    if word in {"%", "EUR", "USD", "CNY", "CHF", "GBP", "JPY"}:
        return "percent" if word == "%" else word
    return UNIT_SIGNS.get(word.casefold(), "")


def guess_days(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the possible (year, month, day) of a date that contains the name of a month."""
    words = re.split(r"[\s.,/-]+", text.strip())
    numbers = [word for word in words if re.fullmatch(r"[0-9]{1,2}(st|nd|rd|th)?", word)]
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    months = [month for word in words if (month := _month_names().get(word.casefold()))]
    if len(numbers) == len(years) == len(months) == 1:
        yield int(years[0]), months[0], int(re.sub(r"\D", "", numbers[0]))


def guess_months(text: str) -> Iterator[tuple[int, int]]:
    """Yield the (year, month) of a text such as `March 2025` or `03/2025`."""
    if found := re.fullmatch(r"([0-9]{1,2})[./-]([0-9]{4})", text.strip()):
        yield int(found[2]), int(found[1])
        return
    words = re.split(r"[\s.,]+", text.strip())
    years = [word for word in words if re.fullmatch(r"[0-9]{4}", word)]
    months = [month for word in words if (month := _month_names().get(word.casefold()))]
    if len(years) == len(months) == 1 and len([word for word in words if word]) == 2:  # noqa: PLR2004
        yield int(years[0]), months[0]


@lru_cache(maxsize=1)
def _month_names() -> dict[str, int]:
    """Return month numbers by their CLDR names in some languages, long and short, without dots."""
    from babel import Locale

    found: dict[str, int] = {}
    for tag in ("en", "de", "it", "fr", "es", "pt", "nl", "pl"):
        for names in Locale(tag).months.values():
            for width in ("wide", "abbreviated"):
                for number, name in names[width].items():
                    found.setdefault(name.casefold().rstrip("."), number)
    return found
