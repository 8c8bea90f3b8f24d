"""Guess the encoding of a text that is neither Unicode nor declared: by its characters and words.

Encodings of several bytes (Japanese, Chinese, Korean) are known by their commonest characters,
those of one byte by the commonest words of the language that they would give.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.locale.language_detection import count_common_words

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_BYTES = 20_000
MIN_CHARACTERS = 4
MIN_SHARE = 0.85
MIN_KANA = 0.2
MIN_SCORE = 4
MIN_HANGUL = 0.95

# Codes of one byte, by Python's names; Windows-1252 is what brief assumes otherwise.
_OF_ONE_BYTE = (
    *("cp1251", "koi8_r", "cp866", "cp1253", "cp1255", "cp1256", "cp874", "cp1250"),
    *("iso8859_2", "cp1254", "cp1257", "mac_roman", "cp850"),
)
_NAMES = {
    "cp932": "Shift JIS", "euc_jp": "EUC-JP", "iso2022_jp": "ISO-2022-JP", "gb18030": "GB 18030",
    "big5hkscs": "Big5", "cp949": "EUC-KR", "koi8_r": "KOI8-R", "cp866": "DOS (866)",
    "iso8859_2": "ISO 8859-2", "mac_roman": "Mac Roman", "cp850": "DOS (850)",
}  # fmt: skip
# Words of languages whose script is enough to know them elsewhere.
_FURTHER_WORDS = (
    *("في", "من", "على", "إلى", "أن", "هذا", "التي", "الذي", "عن", "مع", "هو", "هي"),
    *("של", "את", "על", "לא", "זה", "הוא", "היא", "עם", "כל", "או", "גם"),
)
# The letters beyond ASCII of languages that Windows-1252 lacks letters of, and of the others.
_CENTRAL = "áäąâăčćçďéěęëíîĺľłňńóôöőŕřśšșşťțţúůüűýžźż"
_LETTERS = {
    **dict.fromkeys(("cs", "sk", "pl", "hu", "ro", "hr", "sl"), _CENTRAL),
    "tr": "çğıöşüâîi\u0307", "lt": "ąčęėįšųūž", "lv": "āčēģīķļņšūž", "mt": "ċġħżàèìòù",
}  # fmt: skip
_WESTERN = "äöüßàâçéèêëîïôùûœæñáíóúãõåøìòýðþªºžšÿŀ"
_KANA = re.compile("[\u3041-\u30fe]")
_SIGNS = re.compile("[\u3001-\u3015\uff01-\uff5e“”‘’…—·]")
_BESIDE_LATIN = re.compile("[a-z][\uac00-\ud7a3]|[\uac00-\ud7a3][a-z]")
_HANGUL = re.compile("[\uac00-\ud7a3]")
_HIGH = re.compile("[^\x00-\x7f]")
_CONTROLS = re.compile("[\x80-\x84\x86-\x9f]")
_MIXED = re.compile(
    "[a-z\u00df-\u024f][\u0370-\u06ff\u0e00-\u0e7f]|[\u0370-\u06ff\u0e00-\u0e7f][a-z\u00df-\u024f]"
)
# A sign within a word fits into no word.
_MISFITS = re.compile(r"(?<=[^\W\d_])[^\w\s'’‘´\-–—.,;:!?/()|&+%°\"„“”»«…]+(?=[^\W\d_])")


def guess_encoding(raw: bytes) -> tuple[str, str] | None:
    """Return Python's name of an encoding and the one for readers; None where it is Windows-1252.

    The text is one that Unicode's encodings do not fit.
    """
    head = raw[:MAX_BYTES]
    if b"\x1b$" in head and _decode(head, "iso2022_jp"):
        return "iso2022_jp", _NAMES["iso2022_jp"]
    for encoding, is_like in _OF_SEVERAL_BYTES:
        text = _decode(head, encoding)
        if text and len(_HIGH.findall(text)) >= MIN_CHARACTERS and is_like(text):
            return encoding, _NAMES[encoding]
    scores = {name: _score(head, name) for name in ("cp1252", *_OF_ONE_BYTE)}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] < max(scores["cp1252"] + 2, MIN_SCORE):
        return None
    return best, _NAMES.get(best, f"Windows-{best[2:]}")


def _decode(raw: bytes, encoding: str) -> str:
    """Return the text of bytes, of which the last may be cut; "" if they are not in it."""
    for cut in range(4):
        try:
            return raw[: len(raw) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _score(raw: bytes, encoding: str) -> int:
    """Return how many common words bytes have in an encoding, less what fits into no word."""
    text = _decode(raw, encoding)
    if not text or _CONTROLS.search(text):
        return -len(raw)
    words, tag = count_common_words(text)
    further = sum(f" {word} " in text for word in _FURTHER_WORDS)
    letters = _LETTERS.get(tag, _WESTERN)
    high = [sign for sign in _HIGH.findall(text.lower()) if sign.isalpha() and sign < "\u0250"]
    swapped = sum(first.islower() and second.isupper() for first, second in pairwise(text))
    misfits = len(_MISFITS.findall(text)) + sum(sign not in letters for sign in high)
    mixed = len(_MIXED.findall(text.lower()))
    return 2 * words + 4 * further - misfits - swapped - 2 * mixed


def _is_japanese(text: str) -> bool:
    high = _HIGH.findall(text)
    return len(_KANA.findall(text)) >= len(high) * MIN_KANA


def _is_korean(text: str) -> bool:
    """Return whether all but signs is Hangul; the same bytes would be Chinese of few characters."""
    high = [sign for sign in _HIGH.findall(text) if not _SIGNS.match(sign)]
    beside_latin = len(_BESIDE_LATIN.findall(text))
    hangul = sum(bool(_HANGUL.match(sign)) for sign in high)
    return hangul * MIN_SHARE > beside_latin * 4 and hangul > len(high) * MIN_HANGUL


def _is_common_in(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Return a test of a text: most characters are of the common ones, by their first byte."""

    def is_common(text: str) -> bool:
        counted = Counter(_HIGH.findall(text))
        common = 0
        for sign, count in counted.items():
            code = sign.encode(codec, "replace")
            common += count * (bool(_SIGNS.match(sign)) or first <= code[0] <= last)
        return common >= counted.total() * MIN_SHARE

    return is_common


_OF_SEVERAL_BYTES: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("euc_jp", _is_japanese),
    ("cp932", _is_japanese),
    ("cp949", _is_korean),
    # The common characters of GB 2312 (level 1) and of Big5 have these first bytes.
    ("gb18030", _is_common_in("gb2312", 0xB0, 0xD7)),
    ("big5hkscs", _is_common_in("big5", 0xA4, 0xC6)),
)
