"""Placeholder texts for sample pages: one short word in the script of the page's own text."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING
from unicodedata import name

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS_BY_SCRIPT = {
    "ARABIC": "نص",
    "ARMENIAN": "բառ",
    "BENGALI": "পাঠ",
    "CJK": "文",
    "CYRILLIC": "Слово",
    "DEVANAGARI": "पाठ",
    "GEORGIAN": "სიტყვა",
    "GREEK": "Λέξη",
    "HANGUL": "글",
    "HEBREW": "מלה",
    "HIRAGANA": "文",
    "KATAKANA": "文",
    "THAI": "คำ",
}
"""A short word in each script, by the first word of its letters' Unicode names."""
LATIN = "Text"
ZERO = "0"
MAX_LETTERS = 500  # letters read to find the script


def choose_word(texts: Iterable[str]) -> str:
    """Return a short word in the script of most letters of the texts."""
    letters = (sign for text in texts for sign in text if sign.isalpha())
    counter: Counter[str] = Counter()
    for sign, times in Counter(islice(letters, MAX_LETTERS)).items():
        counter[_find_script(sign)] += times
    most = max(sorted(counter), key=counter.__getitem__, default="")
    return WORDS_BY_SCRIPT.get(most, LATIN)


@lru_cache(maxsize=4096)
def _find_script(letter: str) -> str:
    return name(letter, "").partition(" ")[0]


def make_placeholder(text: str | None, word: str) -> str:
    """Return the placeholder of a text, with a space at each end where the text has white space."""
    if not text:
        return ""
    core = text.strip(" \t\n\r\f")
    if not core:
        return " "
    shown = word if any(sign.isalpha() for sign in core) else _find_zero(core)
    return " " * (text[0] in " \t\n\r\f") + shown + " " * (text[-1] in " \t\n\r\f")


def make_uniform_placeholder(text: str | None, word: str) -> str:
    """Return the placeholder of a text; `word` also replaces texts without digits (`%`, `€`)."""
    core = (text or "").strip(" \t\n\r\f")
    if core and not core.isspace() and not any(sign.isdecimal() for sign in core):
        text = (text or "").replace(core, "x")
    return make_placeholder(text, word)


def _find_zero(text: str) -> str:
    """Return the zero of the digits in the text, which may be in any script."""
    digit = next((sign for sign in text if sign.isdecimal()), ZERO)
    return chr(ord(digit) - int(digit))
