"""Typography by language: quotation marks, dashes, ellipses, non-breaking spaces.

Typographic characters that the author typed stay as they are, and applying the rules twice changes
nothing. The text of links is not changed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, TypeAlias

from brief.design.text.no_break import (
    HAN_AMOUNT,
    HAN_TAIL,
    JOINER,
    KOREAN_WORD,
    RANGE,
    SHORT_COMPOUND,
    THAI_TAIL,
    currency_pattern,
    join_amount,
    join_compound,
    join_han_amount,
    name_rules,
)
from brief.design.text.single_quotes import resolve_single_quotes
from brief.editorial.locale.locales import get_quotation_marks, parse_locale
from brief.editorial.locale.numerals import NBSP

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.editorial.prose import TextSpan

NNBSP = "\N{NARROW NO-BREAK SPACE}"
EN_DASH, ELLIPSIS = "\N{EN DASH}", "\N{HORIZONTAL ELLIPSIS}"

# Each pattern begins with its first literal character and checks the one before it by look-behind:
# the engine searches for a literal fastest.
SPACED_DASH = re.compile(r" (?<=\S )([-–—]|--)(?= )")
DOTS = re.compile(r"\.\.\.(?<!\.\.\.\.)(?!\.)")
SINGLE_QUOTE = re.compile("'")
ABBREVIATION = re.compile(r"\b((?:[^\W\d_]\. )+)(?=[^\W\d_]\.)")
REFERENCE = re.compile(
    r"(?<![\w.])(§§?|[Nn]r\.|[Nn]o\.|[Nn]º|n\.|[Aa]rt\.|[Aa]bs\.|S\.|pp?\.|[Vv]ol\.|Dr\.|Prof\.|"
    r"Mr\.?|Mrs\.?|Ms\.?) (?=[\dA-Z])"
)
PLACE_BEFORE_NUMBER = re.compile(
    r"(?<![\w.])((?:[ČčSsСс]|[Čč]l|[Ss]tr|[Pp][aá]gs?|[Bb]lz|[Kk]ap|[Cc]ap|[Cc]h|[Ff]ig|[Aa]bb|[Tt]ab|"
    r"[Bb]d|[Zz]iff|[Nn]úm|[Ss]ec|[Сс]т|[Сс]тр|[Гг]л|[Рр]ис|[Kk]l)\.|[Nn][°ºr]|[Nn]\.º) (?=\d)"
)
"""The short name of a page, chapter, article or hour before its number."""
INITIAL = re.compile(r"([A-ZÀ-Ž](?<![\w.][A-ZÀ-Ž])\.) (?=[A-ZÀ-Ž])")
SIGN_AFTER_NUMBER = re.compile(r" (?<=\d )(?=[%‰°€$£¥₫₹₺₽₴₩₪])")
SIGN_BEFORE_NUMBER = re.compile(r" (?<=[€$£¥₫₹₺₽₴₩₪×±≈<>] )(?=\d)")
CODE_BESIDE_NUMBER = re.compile(r" (?:(?<=\d )(?=[A-Z]{3}\b)|(?<=\b[A-Z]{3} )(?=\d))")
UNITS = (
    r"[mcdknµ]?m[²³]?|ha|[mµk]?g|[kMG]?t|[mch]?l|m?s|min|h|[kMGT]?Wh?|[kMGTPE]?J|k?V|m?A|K|°[CF]"
    r"|[kMG]?Hz|h?Pa|bar|[kKMGTP]?B|[MG]bit|px|pt|dB"
    r"|(?:[kM]|Mrd|Md)€|zł|Kč|Ft|kr|руб|грн|лв|[кмс]?м[²³]?|к?г|[кМГ]?т|га|л|[кМГ]?Вт"
    r"|Uhr|uur|Jh\.|[ap]\.m\."
)
DIGIT_GROUP = re.compile(r" (?<=\d )(?<!\d{4} )(?=\d{3}(?:\D|$))")
"""A space between groups of three digits (SI Brochure, 9th edition, 5.4.4)."""
PART_BEFORE_WORD = re.compile(r" (?<=[¼½¾⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞№] )(?=\w)")
UNIT_AFTER_NUMBER = re.compile(rf" (?<=\d )(?=(?:{UNITS})(?![\w’']))")
"""A number and the symbol of its unit (SI Brochure, 9th edition, 5.4.3)."""
MINUTES = re.compile(r" (?<=\d[ \u00a0]h )(?=\d\d(?!\d))")
FRENCH_HIGH = re.compile(r"(?<=[\w)\]»”’%]) ?(?=[;!?]+(?:\s|$|[»”)]))")
FRENCH_COLON = re.compile(r"(?<=[\w)\]»”’%]) ?(?=:(?:\s|$|[»”)]))")
FRENCH_OPEN, FRENCH_CLOSE = re.compile(r"(?<=«) ?(?=\S)"), re.compile(r"(?<=\S) ?(?=»)")

STICKY_LANGUAGES = {"pl", "cs", "sk", "uk", "ru", "bg", "hr", "sl"}
"""Languages in which a one-letter word (preposition or conjunction) does not end a line."""
ONE_LETTER_WORD = re.compile(r"(?<![\w’'])([^\W\d_]) (?=\w)")

RUNT = re.compile(r" (?<=[^\s–—] )(?=[^\n]{1,15}$)")
"""Before the last words, where they are less than a fifth of a line of about 85 characters.

A line may end with a dash (UAX #14, LB12a), and the next would begin with the space that binds.
"""
LABEL_RUNT = re.compile(r" (?<=[^\s–—] )(?=\S{1,7}$)")
MAX_RUNT_LENGTH = 27  # with the word before it: more would leave a hole in the line above
MIN_RUNT_WORDS = 4  # a text of fewer words has only one line
MIN_LABEL_WORDS = 2  # but a label, in its narrow column, has several
OVERLONG_LINE = re.compile(r"[^ \u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\uffef]{121,}")
"""More without a line break than a line has room for: Pango would search it very long for one."""
UNSPACED_LANGUAGES = {"zh", "ja", "th", "lo", "km", "my"}


Replacement: TypeAlias = "str | Callable[[re.Match[str]], str]"
TypographyRule: TypeAlias = tuple[re.Pattern[str], Replacement]


def typeset_spans(
    spans: tuple[TextSpan, ...], tag: str, names: tuple[str, ...] | None = None
) -> tuple[TextSpan, ...]:
    """Return the spans with the language's typography; the text of links stays as typed.

    With `names`, the text is a label, in which these names stay on one line. Spans may begin
    anywhere, so the rules see the whole text, and each character stays in its span.
    """
    rules = _language_rules(tag) if names is None else _label_rules(tag, names)
    if len(spans) == 1 and not spans[0].href:
        text = spans[0].text
        for pattern, put in rules:
            text = pattern.sub(put, text)
        return (replace(spans[0], text=text),) if text else ()
    text = "".join(span.text for span in spans)
    owners: list[int] = []
    for number, span in enumerate(spans):
        owners += [number] * len(span.text)
    fixed = {number for number, span in enumerate(spans) if span.href}
    for pattern, put in rules:
        if pattern.search(text):
            text, owners = _apply_to_spans(pattern, put, text, owners, fixed)
    # the owners never decrease from one character to the next
    ends = [bisect_right(owners, number) for number in range(-1, len(spans))]
    pieces = (text[start:end] for start, end in pairwise(ends))
    return tuple(
        replace(span, text=piece) for span, piece in zip(spans, pieces, strict=True) if piece
    )


def _apply_to_spans(
    pattern: re.Pattern[str], put: Replacement, text: str, owners: list[int], fixed: set[int]
) -> tuple[str, list[int]]:
    """Apply one rule to text and owners; inserted text belongs to the span of the replaced text."""
    made, made_owners, done = "", [], 0
    for match in pattern.finditer(text):
        start, end = match.span()
        if fixed.intersection(owners[start : max(end, start + 1)]):
            continue
        new = put(match) if callable(put) else match.expand(put)
        old = match[0]
        # a replacement of equal length replaces character by character
        kept = len(old) if len(old) == len(new) else _common_length(old, new)
        made += text[done:start] + new
        made_owners += owners[done : start + kept]
        owner = owners[min(start + kept, len(owners) - 1)]
        rest = len(new) - kept
        tail = min(_common_length(old[:kept:-1], new[:kept:-1]), rest)
        made_owners += [owner] * (rest - tail) + owners[end - tail : end]
        done = end
    return made + text[done:], made_owners + owners[done:]


def _common_length(first: str, second: str) -> int:
    """Return the length of the common beginning of two texts."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False))
    return sum(1 for _ in pairs)


@lru_cache(maxsize=64)
def _language_rules(tag: str) -> tuple[TypographyRule, ...]:
    language = parse_locale(tag).language
    rules: list[TypographyRule] = [
        *_quote_rules(tag),
        (DOTS, ELLIPSIS),
        (SPACED_DASH, lambda match: NBSP + (EN_DASH if match[1] in {"-", "--"} else match[1])),
        (ABBREVIATION, lambda match: match[1].replace(" ", NBSP)),
        (REFERENCE, rf"\1{NBSP}"),
        (PLACE_BEFORE_NUMBER, rf"\1{NBSP}"),
        (INITIAL, rf"\1{NBSP}"),
        (SIGN_AFTER_NUMBER, NBSP),
        (SIGN_BEFORE_NUMBER, NBSP),
        (CODE_BESIDE_NUMBER, NBSP),
        (UNIT_AFTER_NUMBER, NBSP),
        (MINUTES, NBSP),
        (DIGIT_GROUP, NBSP),
        (PART_BEFORE_WORD, NBSP),
        *_number_word_rules(tag),
        (currency_pattern(tag, tuple(sorted(_scale_words(tag)))), join_amount),
        (SHORT_COMPOUND, join_compound),
        (RANGE, EN_DASH + JOINER),
    ]
    if language == "fr":
        rules.append((FRENCH_HIGH, NNBSP))
        rules += [(pattern, NBSP) for pattern in (FRENCH_COLON, FRENCH_OPEN, FRENCH_CLOSE)]
    if language in STICKY_LANGUAGES:
        rules.append((ONE_LETTER_WORD, rf"\1{NBSP}"))
    if language == "ko":
        rules.append((KOREAN_WORD, JOINER))
    if language in {"zh", "ja"}:
        rules += [(HAN_AMOUNT, join_han_amount), (HAN_TAIL, JOINER)]
    if language == "th":
        rules.append((THAI_TAIL, JOINER))
    if language not in UNSPACED_LANGUAGES:
        rules.append((RUNT, _bind_runt))
    rules.append((OVERLONG_LINE, lambda match: match[0].replace(NBSP, " ")))
    return tuple(rules)


@lru_cache(maxsize=64)
def _label_rules(tag: str, names: tuple[str, ...]) -> tuple[TypographyRule, ...]:
    rules = (*_language_rules(tag), *name_rules(names))
    return tuple(
        (LABEL_RUNT, _bind_last) if put is _bind_runt else (pattern, put) for pattern, put in rules
    )


def _quote_rules(tag: str) -> list[TypographyRule]:
    """Return the rules that convert straight quotation marks to the locale's (CLDR delimiters)."""
    opening, closing, *_ = get_quotation_marks(tag)

    def close(match: re.Match[str]) -> str:
        before = match.string[: match.start()]
        if opening == closing:
            return closing if before.count(opening) % 2 else match[0]
        return closing if before.count(opening) > before.count(closing) else match[0]

    return [
        (re.compile(r'"(?<![\w"]")(?=\S[^"]*")'), opening),
        (re.compile(r'"(?<=\S")(?!\w)'), close),
        (SINGLE_QUOTE, lambda match: resolve_single_quotes(match.string, tag)[match.start()]),
    ]


def _number_word_rules(tag: str) -> list[TypographyRule]:
    """Return the rules that join a number to its month or scale word (names from CLDR)."""
    locale = parse_locale(tag)
    months = {name for name in locale.months["format"]["wide"].values() if name.isalpha()}
    words = {word for word in (*months, *_scale_words(tag)) if len(word) > 1}
    if not words:
        return []
    choice = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    month_choice = "|".join(sorted(map(re.escape, months), key=len, reverse=True)) or r"(?!)"
    return [
        (re.compile(rf" (?<=[\d.] )(?=(?i:{choice})(?!\w))"), NBSP),
        (re.compile(rf"(?<!\w)({month_choice}) (?=\d{{1,2}}(?!\d))"), rf"\1{NBSP}"),
    ]


def _scale_words(tag: str) -> set[str]:
    """Return scale words such as "Millionen" and "Mrd.", from CLDR's compact patterns."""
    styles = parse_locale(tag).compact_decimal_formats.values()
    patterns = (each for style in styles for plural in style.values() for each in plural.values())
    return {word for each in patterns for word in re.findall(r"[^\W\d_]{2,}\.?", str(each))}


def _bind_runt(match: re.Match[str], words: int = MIN_RUNT_WORDS) -> str:
    """Join short last words to the word before them, unless all together are too long."""
    before = match.string[: match.start()]
    pair = len(before.rsplit(" ", 1)[-1]) + len(match.string) - match.start()
    return NBSP if pair <= MAX_RUNT_LENGTH and before.count(" ") >= words else match[0]


def _bind_last(match: re.Match[str]) -> str:
    """Do the same in a label, whose lines are few and short."""
    return _bind_runt(match, MIN_LABEL_WORDS)
