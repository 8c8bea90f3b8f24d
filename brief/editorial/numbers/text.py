"""Split a text into numbers, words and marks, and parse digits by the rules of a locale."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import lru_cache
from typing import Literal, cast

from babel.numbers import get_decimal_symbol

from brief.editorial.locale.locales import parse_locale
from brief.editorial.locale.numerals import numbering_system

TokenKind = Literal["digits", "date", "clock", "word", "fraction", "power", "mark"]

# Scripts without spaces between words are split into characters.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af"
)
# Fractions of one character, and the digits of powers and notes, are not letters.
_FRACTIONS = "¼½¾⅐-⅞"
_POWERS = "⁰¹²³⁴-⁹"
_LETTER = rf"[^\W\d_{_UNSPACED}{_FRACTIONS}{_POWERS}]"
_LATIN = "A-Za-zÀ-ÖØ-öø-ʯ"  # the usual letters: they are found in half the time
_COMBINING = "\u0300-\u036f\u0900-\u0903\u093a-\u094f\u064b-\u065f\u0670"
# No two kinds start with the same character; words come first, since most tokens are words.
_TOKEN = re.compile(
    rf"""
      (?P<word>
        (?:[{_LATIN}]++|{_LETTER})[^\W\d_{_UNSPACED}{_COMBINING}{_FRACTIONS}{_POWERS}]*+
        (?:[{_COMBINING}]+{_LETTER}*)*
      )
    | (?P<date>
        (?<![\d.,/-])(?:
          \d{{4}}(?P<iso>[./-])\d{{1,2}}(?P=iso)\d{{1,2}}
        | \d{{4}}\.[ \u00a0\u202f]\d{{1,2}}\.[ \u00a0\u202f]\d{{1,2}}(?=\.)
        | \d{{1,2}}(?P<dot>[./-])[ \u00a0\u202f]?\d{{1,2}}(?P=dot)[ \u00a0\u202f]?(?:\d{{4}}|\d\d)
        )(?![\d/]|-\d|[.,]\d)
      )
    | (?P<clock> (?<![\d:.,])\d{{1,2}}[:：]\d{{2}}(?::\d{{2}})?(?![\d:]|[.,]\d) )
    | (?P<digits>
        \d{{1,3}}(?:(?P<space>[ \u00a0\u202f\u2009\u2007'’´])\d{{3}}(?!\d))
                 (?:(?P=space)\d{{3}}(?!\d))*(?:[.,]\d+)?
      | \d{{1,3}}(?:،\d{{3}}(?!\d))+
      | \d+(?:[.,٫٬'’´]\d+)*
      | (?<![\w.,])[.,]\d+
      )
    | (?P<fraction> [{_FRACTIONS}] )
    | (?P<power> [⁺⁻]?[{_POWERS}]+ )
    | (?P<mark> [^\s\u200b-\u200f\u061c\u2060\u00ad] )
    """,
    re.VERBOSE,
)
# Not searched for numbers: the address of a link, a bare address, an email address.
_ADDRESS = re.compile(
    r"\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+\"[^\"]*\")?\)"
    r"|<https?://[^>\s]*>|\b(?:https?://|www\.)[^\s<>\[\]\"]*[^\s<>\[\]\".,;:!?)»”’]"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+"
)
# Emphasis and zero-width characters may occur inside a word; a bracket separates two words.
_EMPHASIS = str.maketrans("", "", "*_\\\u200b\u200c\u200d\u200e\u200f\u061c\u2060\u00ad")
# Characters that say where a line may break, or may not, inside a word or a number.
_BREAK_MARKS = "\u00ad\u200b\u2060\ufeff"
_BREAK_MARK = re.compile(f"[{_BREAK_MARKS}]")


@dataclass(slots=True)
class Token:
    """A number, a word or a mark; `gap` is the white space between it and the previous token."""

    kind: TokenKind
    text: str
    lower: str
    start: int
    end: int
    gap: str


def tokenise(text: str) -> list[Token]:
    """Return the tokens of a text; the marks of inline Markdown are skipped.

    Soft hyphens and other marks for line breaks are not part of a token's text.
    """
    plain = to_latin_digits(_blank_addresses(text))
    if not plain.isascii() and _BREAK_MARK.search(plain):
        kept = [i for i, character in enumerate(plain) if character not in _BREAK_MARKS]
        tokens = _split_into_tokens("".join(plain[i] for i in kept))
        for token in tokens:
            token.start, token.end = kept[token.start], kept[token.end - 1] + 1
        return tokens
    return _split_into_tokens(plain)


def _split_into_tokens(plain: str) -> list[Token]:
    tokens: list[Token] = []
    end = 0
    for found in _TOKEN.finditer(plain):
        raw = found[0]
        if raw in "*_[]\\":
            continue
        start = found.start()
        gap = plain[end:start]
        if gap and gap != " ":
            gap = gap.translate(_EMPHASIS)
        end = found.end()
        kind = cast("TokenKind", found.lastgroup)
        if kind == "clock":
            raw = raw.replace("：", ":")
        tokens.append(Token(kind, raw, fold_case(raw), start, end, gap))
    return tokens


def _blank_addresses(text: str) -> str:
    if not ("](" in text or "http" in text or "www." in text or "@" in text):
        return text  # every address contains one of these
    return _ADDRESS.sub(lambda found: "]" + " " * (len(found[0]) - 1), text)


# Letters that are typed in several ways, and vowel marks that are mostly left out: Arabic alef
# with hamza, final yeh, Persian and Urdu kaf, yeh and heh; the nukta of Hindi (Unicode 16, 9.2,
# 12.1).
_SPELLINGS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىی", "ي"),
        **dict.fromkeys("ہۂۀۃ", "ه"),
        "ک": "ك",
        **dict.fromkeys((*map(chr, range(0x64B, 0x653)), "\u0670", "\u0640", "\u093c")),
    }
)
_FIRST_ARABIC = "\u0600"  # before it, no letter is in `_SPELLINGS`


@lru_cache(maxsize=4096)
def fold_case(text: str) -> str:
    """Return the text in lower case, for looking words up.

    Accents are composed (NFC); letters that are typed in several ways (Arabic, Persian, Hindi) are
    written in one of them.
    """
    folded = unicodedata.normalize("NFC", text).lower()
    return folded.translate(_SPELLINGS) if folded >= _FIRST_ARABIC else folded


def to_latin_digits(text: str) -> str:
    """Return the text with 0 to 9 in place of the digits of other scripts; offsets don't change."""
    if text.isascii():
        return text
    others = {c for c in set(text) if c > "\x7f" and unicodedata.decimal(c, None) is not None}
    return text.translate({ord(c): str(unicodedata.decimal(c)) for c in others}) if others else text


# A longer run of digits is a key or a serial number, not a quantity.
MAX_DIGITS = 120
EXACT_CONTEXT = Context(prec=200)
_GROUPS_OF_THREE = re.compile(r"\d{1,3}(?:\D\d{3})+")
_GROUPS_OF_TWO = re.compile(r"\d{1,2}(?:\D\d{2})*\D\d{3}")
# Spanish texts also use an apostrophe as the decimal mark: 4'5.
_DECIMAL_APOSTROPHE = re.compile(r"\d+['’´]\d{1,2}")
_SPACES = re.compile(r"[ \u00a0\u202f\u2009\u2007'’´٬،]")


@lru_cache(maxsize=64)
def get_decimal_mark(tag: str) -> str:
    """Return the decimal mark that the locale uses in prose: a comma, a point or `٫`."""
    locale = parse_locale(tag)
    mark: str = get_decimal_symbol(locale, numbering_system=numbering_system(locale))
    return mark if mark in {",", ".", "٫"} else "."


@lru_cache(maxsize=4096)
def read_digits(text: str, mark: str) -> Decimal | None:
    """Return the value of the digits, where `mark` is the decimal mark of the locale.

    None if they are not a number: `1.2.3` is a version. A mark in a place where the locale does
    not use it is read as in other locales: `1.5` is one and a half in German too.
    """
    if _DECIMAL_APOSTROPHE.fullmatch(text):
        return Decimal(re.sub("['’´]", ".", text))
    bare = _SPACES.sub("", text)
    marks = re.sub(r"\d", "", bare)
    if len(bare) > MAX_DIGITS:
        return None
    if len(marks) <= 1:
        if marks:
            return _read_with_one_mark(text, bare, mark)
        return _make_decimal(bare, "") if _is_grouped(text) else None
    whole, last, fraction = bare.rpartition(marks[-1])
    if len(set(marks)) == 1:
        whole, fraction = bare, ""
    elif marks.count(last) > 1:
        return None
    return _make_decimal(whole, fraction) if _is_grouped(whole) else None


def _read_with_one_mark(text: str, bare: str, mark: str) -> Decimal:
    """Read `1.500` and `1,5`: any mark but the decimal mark separates thousands, if it can.

    So does the decimal mark before three zeros: `375,000 $` in Swedish is written as in English.
    """
    sign = next(character for character in bare if not character.isdigit())
    whole, _, fraction = bare.partition(sign)
    may_group = sign != mark or fraction == "000"
    groups = may_group and text == bare and _GROUPS_OF_THREE.fullmatch(bare) and whole.strip("0")
    return _make_decimal(bare, "") if groups else _make_decimal(whole, fraction)


def _is_grouped(text: str) -> bool:
    groups = _GROUPS_OF_THREE.fullmatch(text) or _GROUPS_OF_TWO.fullmatch(text)
    return text.isdigit() or bool(groups)


def _make_decimal(whole: str, fraction: str) -> Decimal:
    digits = re.sub(r"\D", "", whole) or "0"
    return Decimal(f"{digits}.{fraction}" if fraction else digits)


def divide(numerator: int | Decimal, denominator: int | Decimal) -> Decimal:
    """Return a fraction as a Decimal, to thirty digits if it is not exact."""
    return Context(prec=30).divide(Decimal(numerator), Decimal(denominator))


def multiply(value: Decimal, factor: Decimal) -> Decimal:
    """Return the exact product of two numbers."""
    return EXACT_CONTEXT.multiply(value, factor)


def remainder(value: Decimal, divisor: int | Decimal) -> Decimal:
    """Return the remainder of a division; `%` fails for numbers of more than 28 digits."""
    return EXACT_CONTEXT.remainder(value, Decimal(divisor))
