"""Rules that prevent line breaks in short compounds, amounts with currency, Korean words, names.

They insert word joiners and non-breaking spaces, which do not change what readers see or search.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

JOINER = "\N{WORD JOINER}"

SHORT_COMPOUND = re.compile(r"(?<![\w./:@\-\u2060])([^\W_]{1,3}-)(?=[^\W_])")
"""`US-` in US-Dollar, `KI-` in KI-Chip: no line should end with so few letters."""

RANGE = re.compile(r"(?<=\d)–(?=\d)")
"""The dash of a range, `14–22`: no line should end with it."""

KOREAN = "\uac00-\ud7a3"
KOREAN_WORD = re.compile(rf"(?<=[^\W_])(?=[{KOREAN}])|(?<=[{KOREAN}])(?=[^\W_])")
"""Between the letters of a Korean word, where UAX #14 (class H2, H3) allows a line break: Korean is
written with spaces, and print breaks lines at these (KS X ISO/IEC 26300; CSS keep-all).
"""

HAN = "\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff"
CLOSING = "。．、，！？；：）」』》〉】”’…"
HAN_TAIL = re.compile(rf"(?<=[{HAN}])(?=[{HAN}]{{1,2}}[{CLOSING}]*$)")
"""Between the last three characters of a Japanese or Chinese text: one alone on a line is lost."""
HAN_AMOUNT = re.compile(
    "(?<=[0-9０-９])(?:[十百千万萬億亿兆]{1,3}(?:(?:人民|美|欧|歐|港|日|韓|韩|新台)?[元円圓圆幣币]"
    "|ドル|ユーロ|ポンド|ウォン|トン|英[镑鎊]|[吨噸人名株件台戸户])?"
    "|[年月日時时分秒円元圓人名件個个回次倍割歳岁歲社国國台])"
)
"""The scale, currency or counter after a number, 2.4億円 or 2024年: UAX #14 allows a break between
any two of these signs (classes NU and ID).
"""
THAI_TAIL = re.compile(
    r"(?<=[\u0e01-\u0e3a\u0e45-\u0e4e])(?=[\u0e01-\u0e2e\u0e40-\u0e44][\u0e00-\u0e4e]{0,7}$)"
)
"""Before each syllable of the last few letters of a Thai text, whose words have no spaces."""

SHORT_WORD = re.compile(r"(?<![\w\-’'.\u2060])([A-Za-zÀ-\u058f]{1,5}) (?=[\w„“”«‘\"'])")
WORDS_BEFORE_NOUN = {
    "de": "der die das den dem des ein eine einen einem einer eines kein keine von vom zum zur im "
    "am mit für bei auf aus über und oder wie",
    "en": "the a an of to in on at by for from with and or its how why what",
    "fr": "le la les un une des du de au aux en et ou à par pour sur avec dans ses comme",
    "it": "il lo la gli le un uno una di a da in con su per tra fra e o del della dei delle dal al "
    "alla ai nel nella sul come",
    "es": "el la los las un una de del a al en con por para y o e sin su sus como",
    "pt": "o a os as um uma de do da dos das em no na nos nas por para com e ou como",
    "nl": "de het een van in op te ten ter met voor bij aan uit en of hoe",
}
"""Articles, prepositions and conjunctions after which a line of a headline never ends."""
MAX_SHORT_LENGTH = 2  # letters of such a word in other languages

MAX_AMOUNT_LENGTH = 20  # characters: more would leave a hole in the line above
MAX_NAME_LENGTH = 18  # of a name in a label, whose column is narrow
MAX_PARTICLE_LENGTH = 3  # of a word that does not name the currency: dollar *des* États-Unis
CURRENCIES = ("EUR", "USD", "GBP", "CHF", "CNY", "JPY")
LOCAL_SIGNS = r"zł|Kč|Ft|kr\b\.?|руб\b\.?|грн|лв\b\.?|lei|Fr\.|t|kWh|m³"
"""Currencies as their countries write them in texts, and units of large amounts."""
SIGNS = "€$£¥₫₹₺₽₴₩₪"


def join_compound(match: re.Match[str]) -> str:
    """Return the first part of a compound with a word joiner, so that no line ends after it."""
    return match[1] + JOINER


def join_han_amount(match: re.Match[str]) -> str:
    """Return the signs after a number so that no line ends before any of them."""
    return "".join(JOINER + sign for sign in match[0])


@lru_cache(maxsize=64)
def currency_pattern(tag: str, scales: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of a number with its scale and currency: `45 Mio. EUR`.

    `scales` are the language's scale words; currencies are codes, signs, and names from CLDR.
    """
    words = "|".join(sorted(map(re.escape, scales), key=len, reverse=True)) or r"(?!)"
    names = "|".join(sorted(map(re.escape, _currency_names(tag)), key=len, reverse=True))
    space = rf"[ {NBSP}]"
    amount = rf"\d(?<!\w\d)[\d.,’'\u202f]*{space}(?i:{words})\.?"
    currency = rf"(?:[A-Z]{{3}}|{names}|{LOCAL_SIGNS})(?!\w)|[{SIGNS}]"
    return re.compile(rf"({amount}) ({currency})")


def join_amount(match: re.Match[str]) -> str:
    """Join the currency to its amount, unless the two are too long for a narrow column."""
    return match[0] if len(match[0]) > MAX_AMOUNT_LENGTH else f"{match[1]}{NBSP}{match[2]}"


def bind_short_words(text: str, tag: str) -> str:
    """Return a headline whose articles, prepositions and conjunctions stay with the next word."""
    known = frozenset(WORDS_BEFORE_NOUN.get(tag.partition("-")[0], "").split())

    def bind(match: re.Match[str]) -> str:
        word = match[1].lower()
        is_short = word in known if known else len(word) <= MAX_SHORT_LENGTH
        return f"{match[1]}{NBSP}" if is_short else match[0]

    return SHORT_WORD.sub(bind, text)


def _currency_names(tag: str) -> set[str]:
    from babel.numbers import get_currency_name

    locale = parse_locale(tag)
    forms = product(CURRENCIES, (None, 1, 2, 5))
    names = {get_currency_name(code, count=count, locale=locale) for code, count in forms}
    words = {word for name in names for word in re.split(rf"[ {NBSP}]", name)}
    return {word for word in words if len(word) > MAX_PARTICLE_LENGTH}


def name_rules(
    names: Sequence[str],
) -> list[tuple[re.Pattern[str], Callable[[re.Match[str]], str]]]:
    """Return the rules that keep each short name on one line of a label."""
    short = [name for name in names if " " in name and len(name) <= MAX_NAME_LENGTH]
    patterns = (re.compile(rf"(?<!\w){re.escape(name)}(?!\w)") for name in short)
    return [(pattern, lambda match: match[0].replace(" ", NBSP)) for pattern in patterns]
