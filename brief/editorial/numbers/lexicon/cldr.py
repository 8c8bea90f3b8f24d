"""Add a language's scale words, months, currencies and units from CLDR to a lexicon."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale

from brief.editorial.locale.currencies import currency_affixes
from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import shift_point
from brief.editorial.numbers.lexicon.lexicon import Lexicon, Sense

if TYPE_CHECKING:
    from collections.abc import Iterator

# Currencies that pages print with a shorter name than CLDR's in some languages.
_PRINTED_SHORT = ("CNY", "USD", "JPY", "KRW", "THB", "VND")
_FAMILY_BY_NAME = {"krona": "krone", "króna": "krone", "koruna": "krone", "renminbi": "yuan"}
# Codes of ISO 4217 for metals, funds and tests: silver is also a word for money in Thai.
_NO_MONEY = frozenset(
    ("XAG", "XAU", "XPD", "XPT", "XTS", "XXX", "XBA", "XBB", "XBC", "XBD", "XRE", "XSU", "XUA")
)
# Short forms that usually mean something else in running text.
_AMBIGUOUS_SYMBOLS = frozenset(
    ("J", "Y", "y", "j", "a", "n", "c", "u", "d", "p", "in", "al", "st", "CD", "B")
)


@lru_cache(maxsize=1)
def get_unit_sizes() -> dict[str, tuple[str, Decimal]]:
    """Return the dimension of each known unit, and its size in the first unit of its dimension."""
    return {
        unit: (group, Decimal(str(size)))
        for group, sizes in _load_table("measures").items()
        if group != "synonyms"
        for unit, size in sizes.items()
    }


@lru_cache(maxsize=1)
def get_unit_synonyms() -> dict[str, str]:
    """Return the units that prose uses like another unit, with that unit."""
    return dict(_load_table("measures")["synonyms"])


@lru_cache(maxsize=2)
def _load_table(name: str) -> dict[str, dict[str, Any]]:
    source = files("brief.editorial.numbers.lexicon") / f"{name}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table: dict[str, dict[str, Any]] = yaml.load(source.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - a safe loader
    return table


@lru_cache(maxsize=256)
def get_currency_family(code: str) -> str:
    """Return the family of a currency, such as `dollar`: the last word of its English CLDR name."""
    name = str(Locale("en").currencies.get(code, code)).rsplit(" ", 1)[-1].lower()
    return _FAMILY_BY_NAME.get(name, name)


def add_cldr_words(lexicon: Lexicon) -> None:
    """Add the CLDR data of the lexicon's language to the lexicon."""
    locale = parse_locale(lexicon.tag)
    _add_scales(lexicon, locale)
    _add_months(lexicon, locale)
    _add_currencies(lexicon, locale)
    _add_units(lexicon, locale)
    order = re.sub(r"[^dMy]", "", str(locale.date_formats["short"].pattern))
    lexicon.month_first = order.startswith("M")
    lexicon.year_first = str(locale.date_formats["long"].pattern).startswith("y")
    lexicon.percent_first = bool(locale.percent_formats[None].prefix[0].strip())


def _add_scales(lexicon: Lexicon, locale: Locale) -> None:
    """Add the scale words of compact patterns; their zeros give the value (UTS 35, part 3, 2.3)."""
    formats = locale._data["compact_decimal_formats"]  # noqa: SLF001 - the public view merges no parents
    for length in ("long", "short"):
        for steps in formats.get(length, {}).values():
            for step, pattern in dict(steps).items():
                text = str(getattr(pattern, "pattern", pattern))
                zeros = len(re.findall("0", text))
                word = re.sub(r"[0'¤\u200e\u200f]", "", text).strip(" \u00a0")
                if not zeros or not word or not re.search(r"\w", word):
                    continue
                value = shift_point(Decimal(1), len(str(step)) - zeros)
                letter = len(word) == 1 and word.isascii()
                sense = Sense("scale-letter" if letter else "scale", value)
                lexicon.add(word, sense, case_sensitive=letter)


def _add_months(lexicon: Lexicon, locale: Locale) -> None:
    for context in locale.months.values():
        for width, kind in (("wide", "month"), ("abbreviated", "month-short")):
            for number, name in dict(context[width]).items():
                if re.search(r"\d", name) or not name.strip():
                    continue
                lexicon.add(name, Sense(kind, Decimal(number)))


def _add_currencies(lexicon: Lexicon, locale: Locale) -> None:
    for code in _PRINTED_SHORT:
        printed = "".join(currency_affixes(code, Decimal(2), locale, negative=False))
        lexicon.add(printed.strip(" \u00a0"), Sense("currency", name=code))
    signs = _load_table("signs")
    data = locale._data  # noqa: SLF001 - Babel's public way to a name formats a number too
    for code, name in dict(data["currency_names"]).items():
        if code in _NO_MONEY:
            continue
        lexicon.add(name, Sense("currency", name=code))
        lexicon.add(code, Sense("currency", name=code), case_sensitive=True)
    for code, names in dict(data["currency_names_plural"]).items():
        for name in () if code in _NO_MONEY else dict(names).values():
            lexicon.add(name, Sense("currency", name=code))
    for code, sign in dict(data["currency_symbols"]).items():
        if sign not in signs["shared"] and not (sign.isalpha() and sign.islower()):
            lexicon.add(sign, Sense("currency-sign", name=code), case_sensitive=True)
    for sign, code in (signs["currency"] | signs["shared"]).items():
        lexicon.add(sign, Sense("currency-sign", name=code), case_sensitive=True)
    for word, members in _find_shared_words(locale).items():
        lexicon.add(word, Sense("currency", name=f"?{members}"))


def _find_shared_words(locale: Locale) -> dict[str, str]:
    """Return the words that the names of all currencies of a family contain, with the family.

    `dollaro statunitense` and `dollaro canadese` share `dollaro`, plural `dollari`.
    """
    shared: dict[str, str] = {}
    groups = {"dollar": ("USD", "CAD", "AUD", "NZD"), "pound": ("GBP", "EGP", "SYP")}
    groups |= {"franc": ("CHF", "XAF", "RWF"), "peso": ("MXN", "ARS", "CLP", "COP")}
    groups |= {"krone": ("SEK", "NOK", "DKK"), "rupee": ("INR", "PKR", "LKR")}
    plurals = locale._data["currency_names_plural"]  # noqa: SLF001 - as above
    for group, codes in groups.items():
        for form in ("one", "few", "many", "other"):
            names = [dict(plurals.get(code, {})).get(form, "").lower() for code in codes]
            words = set.intersection(*(set(re.findall(r"\w+", name)) for name in names))
            shared |= {word: group for word in words if len(word) > len("de")}
    return shared


def _add_units(lexicon: Lexicon, locale: Locale) -> None:
    for unit, length, form in _list_unit_forms(locale):
        name = form.strip(" \u00a0\u202f")
        if not name or name in _AMBIGUOUS_SYMBOLS or re.search(r"\d", name):
            continue
        if name in lexicon.not_units:
            continue
        if _is_scale_letter(lexicon, name):
            continue
        exact = length != "long" and len(name) <= len("km/h")
        kind = "unit-sign" if exact else "unit"
        lexicon.add(name, Sense(kind, name=unit), case_sensitive=exact)
    for unit, name in _list_symbols():
        if not (_is_scale_letter(lexicon, name) or name in lexicon.not_units):
            lexicon.add(name, Sense("unit-sign", name=unit), case_sensitive=True)
    for sign, unit in _load_table("signs")["unit"].items():
        lexicon.add(sign, Sense("unit-sign", name=unit), case_sensitive=True)


def _is_scale_letter(lexicon: Lexicon, name: str) -> bool:
    one_letter = len(name) == 1 and not lexicon.has_qualifiers
    return one_letter and bool(lexicon.by_first_word.get(name.lower()))


@lru_cache(maxsize=1)
def _list_symbols() -> tuple[tuple[str, str], ...]:
    """Return units with symbols; those of the SI are the same everywhere (SI brochure, 5.2)."""
    symbols = []
    for unit, length, form in _list_unit_forms(Locale("en")):
        name = form.strip(" \u00a0")
        is_symbol = len(name) <= len("km/h") and not re.search(r"[\s.]", name)
        if length == "short" and unit not in {"minute", "second"} and is_symbol:
            symbols.append((unit, name))
    return tuple(pair for pair in symbols if pair[1] not in _AMBIGUOUS_SYMBOLS)


def _list_unit_forms(locale: Locale) -> Iterator[tuple[str, str, str]]:
    """Yield unit, length (`long`, `short`) and the form after a number, for all known units."""
    patterns = locale._data["unit_patterns"]  # noqa: SLF001 - Babel has no public way to them
    for full, lengths in dict(patterns).items():
        bare = full.partition("-")[2]
        unit = get_unit_synonyms().get(bare, bare)
        if unit not in get_unit_sizes():
            continue
        for length, forms in dict(lengths).items():
            if length == "narrow":
                continue
            for plural, pattern in dict(forms).items():
                if plural != "per" and str(pattern).startswith("{0}"):
                    yield unit, length, str(pattern).removeprefix("{0}")
