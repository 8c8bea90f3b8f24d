"""Units of measurement in CLDR's short form: `25 km`, `3 Tg.`, `12 GWh`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, cast

from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import plural_form

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from babel import Locale

    Forms = Mapping[str, str]

# UTS 35, part 2, 6: CLDR's names of the SI prefixes that are common in news.
_PREFIXES = {"kilo": "10p3", "mega": "10p6", "giga": "10p9", "tera": "10p12", "peta": "10p15"}
_OWN_WORDS = frozenset(("percent", "year"))
_PLURAL_FORMS = frozenset(("zero", "one", "two", "few", "many", "other"))
_PERSON = "-person"
"""The end of CLDR's names of ages, such as `year-person`."""


@lru_cache(maxsize=1)
def known_units() -> frozenset[str]:
    """Return CLDR's units without their category, such as `kilometer` or `kilowatt-hour`.

    Units with another SI prefix, such as `gigawatt-hour` or `megatonne`, are included.
    """
    base = {
        _strip_category(name) for name in _locale_data(parse_locale("en"), "unit_patterns")
    } - _OWN_WORDS
    roots = {_strip_prefix(name) for name in base if name.startswith("kilo")} | {"tonne"}
    return frozenset(base | {prefix + root for prefix in _PREFIXES for root in roots})


def unit_affixes(unit: str, number: Decimal, locale: Locale) -> tuple[str, str]:
    """Return the texts before and after `number` of that unit, in its plural form.

    Raises ValueError for a unit that is not among `known_units`.
    """
    patterns = _find_patterns(unit, locale)
    for form in (plural_form(number, locale), "other"):
        pattern = patterns.get(form, "")
        # The Arabic forms `one` and `two` are words without a digit: the digit would be lost.
        if "{0}" in pattern:
            before, _, after = pattern.partition("{0}")
            return before, after
    msg = f"'{unit}' is not a unit that CLDR knows"
    raise ValueError(msg)


@lru_cache(maxsize=1024)
def _find_patterns(unit: str, locale: Locale) -> Forms:
    """Return the patterns of a unit by plural form, in English if the language has none.

    A number of years, as in “8 years”, is `year-person`, CLDR's unit of ages: it is written in the
    long form, because the short one is a letter in some languages (8 J). Some units have only that.
    """
    if unit.endswith(_PERSON):
        span = unit.removesuffix(_PERSON)
        return _cldr_patterns(span, locale, "long") or _cldr_patterns(span, locale)
    english = parse_locale("en")
    return (
        _cldr_patterns(unit, locale)
        or _derive_patterns(unit, locale)
        or _cldr_patterns(unit, locale, "long")
        or _cldr_patterns(unit, english)
        or _cldr_patterns(unit, english, "long")
    )


@lru_cache(maxsize=1024)  # it searches the names of all units
def _cldr_patterns(unit: str, locale: Locale, length: str = "short") -> Forms:
    """Return CLDR's patterns of a unit by plural form, or an empty mapping."""
    for name, lengths in _locale_data(locale, "unit_patterns").items():
        if unit in {name, _strip_category(name)}:
            forms = lengths.get(length, {})
            return {form: text for form, text in forms.items() if form in _PLURAL_FORMS}
    return {}


def _derive_patterns(unit: str, locale: Locale) -> Forms:
    """Return patterns of a unit such as `gigawatt-hour`, which CLDR has only with kilo.

    If they cannot be derived from the language's own symbols (千瓦时, ك.و.س), the international
    symbols are used, which are the same in all languages (SI brochure, 5.2).
    """
    prefix = next((prefix for prefix in _PREFIXES if unit.startswith(prefix)), None)
    if prefix is None:
        return {}
    root, symbol = _strip_prefix(unit), _prefix_symbol(prefix, locale)
    whole, with_kilo = _cldr_patterns(root, locale), _cldr_patterns("kilo" + root, locale)
    kilo = _prefix_symbol("kilo", locale)
    made = {form: _replace_kilo(text, kilo, symbol) for form, text in with_kilo.items()}
    made |= {form: named for form, text in whole.items() if (named := _add_prefix(text, symbol))}
    if made and all(made.values()):
        return made
    return {} if locale.language == "en" else _derive_patterns(unit, parse_locale("en"))


def _replace_kilo(pattern: str, kilo: str, symbol: str) -> str:
    """Return `{0} kWh` as `{0} MWh`, or "" if the symbol does not begin with kilo."""
    before, slot, after = pattern.partition("{0}")
    name = after.lstrip()
    if not name.startswith(kilo):
        return ""
    return before + slot + after.removesuffix(name) + symbol + name.removeprefix(kilo)


def _add_prefix(pattern: str, symbol: str) -> str:
    """Return `{0} t` as `{0} Mt`, or "" unless both symbols are single letters."""
    before, slot, after = pattern.partition("{0}")
    name = after.lstrip()
    if len(name) > 1 or len(symbol) > 1:
        return ""
    return before + slot + after.removesuffix(name) + symbol + name


def _prefix_symbol(prefix: str, locale: Locale) -> str:
    lengths = _locale_data(locale, "compound_unit_patterns")[_PREFIXES[prefix]]
    return lengths["short"]["prefix"].replace("{0}", "")


def _locale_data(locale: Locale, element: str) -> Mapping[str, Mapping[str, Forms]]:
    return cast("Mapping[str, Mapping[str, Forms]]", locale._data[element])  # noqa: SLF001 - Babel has no public way to its unit patterns


def _strip_category(name: str) -> str:
    return name.partition("-")[2]


def _strip_prefix(unit: str) -> str:
    prefix = next((prefix for prefix in _PREFIXES if unit.startswith(prefix)), "")
    return unit.removeprefix(prefix)
