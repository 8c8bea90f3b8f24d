"""Detect the language of a text by its file's name, its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from itertools import chain
from typing import TYPE_CHECKING
from unicodedata import name

import yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

MIN_WORDS = 4
MIN_SHARE = 0.08
MIN_RATIO = 1.3
MAX_CHARACTERS = 20_000

# More is needed to report a text in another language than expected: a minimum of characters, of
# words of that language (different ones), and a maximum of words of the expected language.
# Measured on 190,000 translated messages of programs in 40 languages: 1 in 5,000 was taken for
# another language, nearly all of them partly in English; of texts as long as a page none.
MIN_LENGTH = 20
MIN_OWN_WORDS, MIN_DIFFERENT = 4, 3
MIN_WORDS_OF_CLOSE = 12
MAX_SHARE_OF_EXPECTED = 0.25

_WORD, _LONG_WORD = re.compile(r"[^\W\d_]+"), re.compile(r"\b[^\W\d_]{2,}")
_OTHER_LETTER = re.compile(r"[^\W\d_A-Za-zÀ-ÖØ-öø-ɏ]")
"""A letter that is not Latin, or a rare one that is; a text without any is in Latin script."""

# The longest that ends the name comes first: `port.pt-BR` is not in `BR`.
_LANGUAGE_AT_END = re.compile(r"(?:^|[._ -])([A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)$")

# Scripts that one of the languages of brief's pages is written in, by Unicode's names of letters.
_SCRIPTS = {
    "ARMENIAN": "hy", "DEVANAGARI": "hi", "GEORGIAN": "ka", "GREEK": "el", "HANGUL": "ko",
    "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "THAI": "th",
}  # fmt: skip
# Letters that Persian and Urdu have and Arabic lacks (Unicode, Arabic block).
_URDU, _PERSIAN = frozenset("ٹڈڑںےھ"), frozenset("پچژگکی")
# Languages with many words or letters in common, so that one sentence may belong to either.
_CLOSE = (
    {"nb", "nn", "da", "sv"}, {"hr", "sl"}, {"cs", "sk"}, {"ru", "uk", "bg"}, {"es", "pt", "ca"},
    {"ar", "fa", "ur"}, {"zh", "zh-Hant"}, {"zh", "ja"}, {"zh-Hant", "ja"},
)  # fmt: skip
# Frequent characters that the two forms of written Chinese do not share.
_TRADITIONAL = frozenset("這個們來國時說對會發經濟學為與從後過還進種關點")
_SIMPLIFIED = frozenset("这个们来国时说对会发经济学为与从后过还进种关点")


def detect_by_filename(path: Path) -> str | None:
    """Return the language that a file's name ends with (`de.txt`, `port.pt-BR.md`), if any."""
    from brief.editorial.locale.page_strings import page_strings
    from brief.language_tags import canonical_tag

    for found in _LANGUAGE_AT_END.finditer(path.stem):
        tag = canonical_tag(found[1])
        if tag is None:
            continue
        try:
            page_strings(tag)
        except ValueError:
            continue
        return tag
    return None


def detect_language(text: str, other_than: str = "") -> str | None:
    """Return the language of a text, or None if it is uncertain.

    With `other_than`, languages that are close to each other (Danish, Norwegian) do not make the
    answer uncertain, unless that language is one of them.
    """
    text = text[:MAX_CHARACTERS]
    if not _OTHER_LETTER.search(text):
        return _detect_by_words(text, other_than)
    scripts = Counter[str]()
    for sign, count in Counter(text).items():
        if sign.isalpha():
            scripts[name(sign, "").partition(" ")[0]] += count
    if not scripts:
        return None
    main = scripts.most_common(1)[0][0]
    if main in {"CJK", "HIRAGANA", "KATAKANA"}:
        return _detect_east_asian(text, scripts)
    if main == "ARABIC":
        return _detect_arabic_script(text)
    return _SCRIPTS.get(main) or _detect_by_words(text, other_than)


def _detect_east_asian(text: str, scripts: Counter[str]) -> str | None:
    if scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts["CJK"] // 10:
        return "ja"
    traditional = sum(letter in _TRADITIONAL for letter in text if letter not in _SIMPLIFIED)
    simplified = sum(letter in _SIMPLIFIED for letter in text if letter not in _TRADITIONAL)
    if traditional == simplified:
        return None
    return "zh-Hant" if traditional > simplified else "zh"


def _detect_arabic_script(text: str) -> str:
    urdu = sum(letter in _URDU for letter in text)
    persian = sum(letter in _PERSIAN for letter in text)
    letters = sum(letter.isalpha() for letter in text)
    if urdu * 50 > letters:
        return "ur"
    return "fa" if persian * 50 > letters else "ar"


def _detect_by_words(text: str, other_than: str) -> str | None:
    """Return the language whose commonest words make up most of the text, or None."""
    words, tags = _WORD.findall(text.casefold()), _tags_by_word()
    total, scores = len(words), Counter(dict.fromkeys(_common_words(), 0))
    scores.update(chain.from_iterable(tags[word] for word in words if word in tags))
    (best, most), *others = scores.most_common()
    alike = close_languages(best) if other_than else frozenset()
    alike = frozenset() if other_than in alike else alike
    second = next(score for tag, score in others if tag not in alike)
    clear = most >= MIN_WORDS and most >= total * MIN_SHARE and most > second * MIN_RATIO
    return best if clear else None


def close_languages(tag: str) -> frozenset[str]:
    """Return the languages with so similar words or letters that a sentence may be in either."""
    return frozenset().union(*(family for family in _CLOSE if tag in family)) - {tag}


def count_common_words(text: str) -> tuple[int, str]:
    """Return how many words of a text are common ones of one language, and which has most."""
    counted = Counter(_WORD.findall(text.casefold()))
    words = _common_words().items()
    return max((sum(counted[word] for word in common), tag) for tag, common in words)


def function_words(tag: str) -> frozenset[str]:
    """Return the commonest words of a language, hardly any of them a noun; () if unknown."""
    return _common_words().get(tag.partition("-")[0], frozenset())


@lru_cache(maxsize=1)
def _common_words() -> dict[str, frozenset[str]]:
    text = (
        files(__package__)
        .joinpath("catalogue", "detection", "function_words.yaml")
        .read_text("utf-8")
    )
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and dicts only
    return {tag: frozenset(line.split()) for tag, line in read.items()}


@lru_cache(maxsize=1)
def _tags_by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for tag, words in _common_words().items():
        for word in words:
            found[word] = (*found.get(word, ()), tag)
    return found


def find_other_language(text: str, tag: str, likely: Iterable[str] = ()) -> str | None:
    """Return the language that a text is clearly in, if it is another than `tag`.

    None for short texts and where there is doubt; close languages, such as Czech and Slovak, are
    distinguished only in long texts. For the languages `likely`, such as the others of a briefing,
    fewer words suffice. Words that both languages have do not count.
    """
    if len(text) < MIN_LENGTH:
        return None
    expected = _catalogue_tag(tag)
    for language in likely:
        other = _catalogue_tag(language)
        if other != expected and expected not in close_languages(other):
            own, others = _count_distinct(text, other, expected)
            if len(own) >= MIN_DIFFERENT and not others:
                return other
    found = detect_language(text, expected)
    if found is None or found == expected:
        return None
    close = expected in close_languages(found)
    by_words = function_words(expected)
    if not function_words(found) or not (by_words or _is_in_other_script(expected)):
        # One of them is known by its letters alone.
        long = len(text) >= MIN_LENGTH * MIN_WORDS_OF_CLOSE
        known = by_words or _is_in_other_script(expected)
        return found if known and (long or not close) else None
    own, others = _count_distinct(text, found, expected)
    enough = MIN_WORDS_OF_CLOSE if close else MIN_OWN_WORDS
    clear = own.total() >= enough and len(own) >= MIN_DIFFERENT
    return found if clear and others <= own.total() * MAX_SHARE_OF_EXPECTED else None


def _count_distinct(text: str, found: str, expected: str) -> tuple[Counter[str], int]:
    """Return the common words that only `found` has, and how many only `expected` has.

    Words that begin with a capital are left out: names such as “Die Zeit” contain them.
    """
    words = _LONG_WORD.findall(text[:MAX_CHARACTERS])
    there, here = function_words(found), function_words(expected)
    own = Counter(word for word in words if word in there and word not in here)
    return own, sum(word in here and word not in there for word in words)


def is_plainly_in(text: str, tag: str) -> bool:
    """Return whether a fifth of the words are common ones of this language."""
    words, common = _WORD.findall(text), function_words(tag)
    return len(words) >= MIN_WORDS and sum(word in common for word in words) >= len(words) / 5


def _is_in_other_script(tag: str) -> bool:
    """Return whether a language is known by its script."""
    return tag in {*_SCRIPTS.values(), "ar", "fa", "ur", "zh", "zh-Hant"}


@lru_cache(maxsize=128)
def _catalogue_tag(tag: str) -> str:
    """Return the tag as languages are detected: `pt` for `pt-BR`, `zh-Hant` for `zh-TW`."""
    from brief.editorial.locale.page_strings import find_catalogue

    try:
        return find_catalogue(tag)
    except ValueError:
        return tag.partition("-")[0]
