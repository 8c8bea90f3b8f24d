"""Currencies in a language: the symbol, ISO 4217 code or name before or after an amount."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING
from unicodedata import category

from babel.numbers import get_currency_precision, list_currencies

from brief.editorial.locale.numerals import NBSP, minus_sign, plural_form

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

# Newspapers in these languages write the name of the currency after the amount (5.6亿美元,
# 560 triệu đô la Mỹ; ECMA-402's currencyDisplay "name"), and a symbol before a number counted in
# 亿 reads badly. In other languages a name would have to agree in number and case.
_NAMED_IN_WORDS = frozenset(("ja", "ko", "th", "vi", "zh"))

# CLDR's names distinguish all currencies of the world; newspapers print these shorter names where
# the language makes clear which yuan or won is meant. It does not in traditional Chinese (元 is
# first the Taiwan dollar), which keeps CLDR's 人民幣.
_NAMES_IN_PRINT = {
    ("ja", "CNY"): "人民元",
    ("ja", "JPY"): "円",
    ("ko", "CNY"): "위안",
    ("ko", "KRW"): "원",
    ("ko", "USD"): "달러",
    ("th", "CNY"): "หยวน",
    ("th", "THB"): "บาท",
    ("vi", "VND"): "đồng",
    ("zh", "CNY"): "元",
}

# Yuan and yen have the same symbol. CLDR distinguishes them by language, as CN¥ and ¥ or ¥ and
# JP¥, but readers would confuse them: the ISO code is printed instead.
_SHARED_SYMBOLS = frozenset("¥￥元")


@lru_cache(maxsize=1)
def known_currencies() -> frozenset[str]:
    """Return the ISO 4217 codes that CLDR knows."""
    return frozenset(list_currencies())


@lru_cache(maxsize=512)
def currency_digits(code: str) -> int:
    """Return CLDR's number of digits after the decimal mark: 2 for EUR, 0 for JPY, 3 for KWD."""
    return int(get_currency_precision(code))


def currency_affixes(
    code: str, number: Decimal, locale: Locale, *, negative: bool
) -> tuple[str, str]:
    """Return the texts before and after an amount, including the minus sign of a negative one.

    `number` determines the plural form of a currency's name. The order is that of CLDR's standard
    currency pattern, also in compact notation (as in ICU).
    """
    minus = minus_sign(locale)
    if locale.language in _NAMED_IN_WORDS:
        before, after = _name_affixes(code, number, locale)
        return (minus if negative else "") + before, after
    symbol = locale.currency_symbols.get(code, code)
    sign = code if _SHARED_SYMBOLS & set(symbol) else symbol
    pattern = locale.currency_formats["standard"]
    before, after = pattern.prefix[negative], pattern.suffix[negative]
    # CLDR, <currencySpacing>: a space separates letters, but not symbols, from digits.
    if not _is_symbol(sign[-1]):
        before = re.sub(r"¤(?=-?$)", f"¤{NBSP}", before)
    if not _is_symbol(sign[0]):
        after = re.sub(r"^¤", f"{NBSP}¤", after)
    before, after = (text.replace("-", minus).replace("¤", sign) for text in (before, after))
    return before, after


def _is_symbol(character: str) -> bool:
    return category(character)[0] in "SZC"


def _name_affixes(code: str, number: Decimal, locale: Locale) -> tuple[str, str]:
    """Return the texts around an amount with the name of its currency, by CLDR's pattern."""
    form = plural_form(number, locale)
    data = locale._data  # noqa: SLF001 - Babel's public function also formats the number
    names = data["currency_names_plural"].get(code, {})
    name = names.get("other") or locale.currencies.get(code, code)
    if locale.script != "Hant":
        name = _NAMES_IN_PRINT.get((locale.language, code), name)
    patterns = data["currency_unit_patterns"]
    before, _, after = (patterns.get(form) or patterns["other"]).partition("{0}")
    # 40億美元, not 40億 美元: no space before or after 億.
    if locale.language == "zh":
        after = after.lstrip()
    return before.replace("{1}", name), after.replace("{1}", name)
