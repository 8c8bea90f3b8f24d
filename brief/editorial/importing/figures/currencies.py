"""Find the currency that is meant where a text says only "dirham" or "dollars"."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from brief.editorial.importing.figures.mention import Mention
    from brief.editorial.importing.figures.values import FigureValue

# The currency that is meant where a text says no more.
_FAMILIES = {
    "?dollar": "USD",
    "?pound": "GBP",
    "?franc": "CHF",
    "?yen": "JPY",
    "?euro": "EUR",
    "?won": "KRW",
}
_OWN_FAMILIES = {
    "ar": {"?pound": ""}, "cs": {"?krone": "CZK"}, "da": {"?krone": "DKK"},
    "hi": {"?rupee": "INR"}, "nb": {"?krone": "NOK"}, "nn": {"?krone": "NOK"},
    "sv": {"?krone": "SEK"}, "tr": {"?lira": "TRY"}, "ur": {"?rupee": "PKR"},
    "zh": {"?yen": "CNY"}, "zh-Hant": {"?yen": "TWD"},
}  # fmt: skip


def resolve_currencies(
    mentions: Mapping[FigureValue, list[Mention]],
    found: Mapping[str, Mapping[FigureValue, list[Mention]]],
    texts: Iterable[str],
) -> dict[FigureValue, list[Mention]]:
    """Return mentions whose unit is a currency, as far as anything says which one.

    It is the one that another language names for the same amount, else that of the only country
    of the family which the texts name, else the usual one. A family of which nothing is known
    (`?dirham`) becomes an amount without a unit.
    """
    known = {
        (value.low, value.high): value.unit
        for own in found.values()
        for value in own
        if value.kind == "money" and not value.unit.startswith("?")
    }
    written = "\n".join(texts).casefold()
    merged: dict[FigureValue, list[Mention]] = {}
    for value, own in mentions.items():
        unit = value.unit
        if unit.startswith("?"):
            tag = own[0].language
            usual = _OWN_FAMILIES.get(tag) or _OWN_FAMILIES.get(tag.partition("-")[0], {})
            unit = (
                known.get((value.low, value.high))
                or _find_by_country(unit, written)
                or usual.get(unit, _FAMILIES.get(unit, ""))
            )
        merged.setdefault(value._replace(unit=unit), []).extend(own)
    return merged


def is_unresolved(value: FigureValue) -> bool:
    """Return whether an amount of money has no currency that is known."""
    return value.kind == "money" and not value.unit


def _find_by_country(family: str, written: str) -> str:
    """Return the currency of the only country of its family that a text names, or ""."""
    from brief.editorial.numbers.lexicon.cldr import get_currency_family

    named = [
        code
        for code, pattern in _countries().items()
        if get_currency_family(code) == family.removeprefix("?") and pattern.search(written)
    ]
    return named[0] if len(named) == 1 else ""


@lru_cache(maxsize=1)
def _countries() -> dict[str, re.Pattern[str]]:
    """Return what names the country of a currency, by its code."""
    text = files(__package__).joinpath("currencies.yaml").read_text("utf-8")
    read: dict[str, list[str]] = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and lists only
    # Arabic writes "in", "to" and "and" with the word that follows.
    begin = r"(?<!\w)(?:[وفبكل]|لل|[وف]?ال|ב|ו|ה|ל|מ)?"
    return {
        code: re.compile("|".join(_begins(each, begin) for each in sorted(names)))
        for code, names in read.items()
    }


def _begins(name: str, begin: str) -> str:
    is_ideographic = name[0] >= "⺀"
    return re.escape(name) if is_ideographic else begin + re.escape(name)
