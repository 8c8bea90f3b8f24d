"""Detect the language of a text by its file's name, its script and its commonest words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import name

import yaml

if TYPE_CHECKING:
    from pathlib import Path

MIN_WORDS = 4
MIN_SHARE = 0.08
MIN_RATIO = 1.3
MAX_CHARACTERS = 20_000

# The longest that ends the name comes first: `port.pt-BR` is not in `BR`.
_LANGUAGE_AT_END = re.compile(r"(?:^|[._ -])([A-Za-z]{2}(?:[-_][A-Za-z]{2,4})?)$")

# Scripts that one of the languages of brief's pages is written in, by Unicode's names of letters.
_SCRIPTS = {
    "ARMENIAN": "hy", "DEVANAGARI": "hi", "GEORGIAN": "ka", "GREEK": "el", "HANGUL": "ko",
    "HEBREW": "he", "HIRAGANA": "ja", "KATAKANA": "ja", "THAI": "th",
}  # fmt: skip
# Letters that Persian and Urdu have and Arabic lacks (Unicode, Arabic block).
_URDU, _PERSIAN = frozenset("ٹڈڑںےھ"), frozenset("پچژگکی")
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


def detect_language(text: str) -> str | None:
    """Return the language of a text, or None if it is uncertain."""
    text = text[:MAX_CHARACTERS]
    scripts = Counter(name(sign, "").partition(" ")[0] for sign in text if sign.isalpha())
    if not scripts:
        return None
    main = scripts.most_common(1)[0][0]
    if main in {"CJK", "HIRAGANA", "KATAKANA"}:
        return _detect_east_asian(text, scripts)
    if main == "ARABIC":
        return _detect_arabic_script(text)
    return _SCRIPTS.get(main) or _detect_by_words(text)


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


def _detect_by_words(text: str) -> str | None:
    """Return the language whose commonest words make up most of the text, or None."""
    counted = Counter(re.findall(r"[^\W\d_]+", text.casefold()))
    total = counted.total()
    words = _common_words().items()
    scores = Counter({tag: sum(counted[word] for word in common) for tag, common in words})
    (best, most), (_, second) = scores.most_common(2)
    clear = most >= MIN_WORDS and most >= total * MIN_SHARE and most > second * MIN_RATIO
    return best if clear else None


def function_words(tag: str) -> frozenset[str]:
    """Return the commonest words of a language, hardly any of them a noun; () if unknown."""
    return _common_words().get(tag.partition("-")[0], frozenset())


@lru_cache(maxsize=1)
def _common_words() -> dict[str, frozenset[str]]:
    text = files(__package__).joinpath("function_words.yaml").read_text("utf-8")
    read = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - makes texts and dicts only
    return {tag: frozenset(line.split()) for tag, line in read.items()}
