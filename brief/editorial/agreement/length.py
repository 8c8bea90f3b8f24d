"""Check that no language is far longer or shorter than the others."""

from __future__ import annotations

import re
from statistics import median_low
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Mismatch, compare_places
from brief.findings import note
from brief.findings.message import Message

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.agreement.aligned_texts import AlignedBriefing
    from brief.findings import Place

MAX_RATIO_OF_TEXT = 1.6
MAX_RATIO_OF_ALL = 1.4
"""How many times as long as in other languages one text, and all texts together, may be.

Measured on 9,564 paragraphs of real translations between seven European languages: one in 900 is
more than 1.6 times as long as its original. In a whole text, such differences even out.
"""

MIN_DIFFERENCE = 80
"""In letters; the lengths of short texts, such as titles, often differ by half."""

# Letters of an alphabet with vowels that say as much as one character, rounded. Measured in the
# message catalogues of a large web framework, 100 messages each: Chinese has 0.42 characters for
# one of English, Japanese 0.57, Korean 0.59, Hebrew 0.79, Thai 0.81, Arabic 0.88; 15 alphabetic
# languages have 0.95 to 1.21.
_LETTERS_PER_SIGN = (
    ("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", 2.5),
    ("[\u3040-\u30ff]", 1.6),
    ("[\uac00-\ud7af]", 2.0),
    ("[\u0590-\u05ff\u0e00-\u0eff]", 1.3),
    ("[\u0600-\u06ff]", 1.15),
)
_ALPHABETIC = re.compile("[\0-\u058f\u2000-\u2bff]*")
"""Alphabets, and characters of all scripts, such as dashes and quotation marks."""


def check_lengths(briefing: AlignedBriefing) -> Iterator[Mismatch]:
    """Yield a note for each language and each text that is out of proportion."""
    texts = [text for text in briefing.texts if text.in_body]
    sizes = [
        {tag: count_letters(version.plain_text) for tag, version in text.versions.items()}
        for text in texts
    ]
    whole = {tag: sum(each.get(tag, 0.0) for each in sizes) for tag in briefing.editions}
    reported = _find_disproportionate(whole, MAX_RATIO_OF_ALL)
    for tag, (times, other) in reported.items():
        here, there = (briefing.places.key_place(each, "points") for each in (tag, other))
        yield _report_length("the whole text", times, (tag, here), (other, there))
    for text, each in zip(texts, sizes, strict=True):
        rest = {tag: size for tag, size in each.items() if tag not in reported}
        for tag, (times, other) in _find_disproportionate(rest, MAX_RATIO_OF_TEXT).items():
            here, there = (text.versions[one].find_place() for one in (tag, other))
            yield _report_length(text.name, times, (tag, here), (other, there))


def count_letters(plain: str) -> float:
    """Return the length of a text in letters of an alphabet, for a text in any script."""
    size = float(len(plain))
    if not _ALPHABETIC.fullmatch(plain):
        size += sum(len(re.findall(sign, plain)) * (worth - 1) for sign, worth in _LETTERS_PER_SIGN)
    return size


def _find_disproportionate(sizes: Mapping[str, float], most: float) -> dict[str, tuple[float, str]]:
    """Return the languages out of proportion, with the ratio and the language compared with.

    All are compared with the language of median length. Of two languages only the longer counts.
    """
    if len(sizes) < 2:  # noqa: PLR2004 - proportions take two
        return {}
    middle = median_low(sizes.values())
    near = next(tag for tag, size in sizes.items() if size == middle)
    found: dict[str, tuple[float, str]] = {}
    for tag, size in sizes.items():
        smaller, larger = sorted((size, middle))
        if larger - smaller >= MIN_DIFFERENCE and larger > most * smaller:
            found[tag] = (size / middle, near)
    return found


def _report_length(
    name: str, times: float, here: tuple[str, Place], there: tuple[str, Place]
) -> Mismatch:
    size = f"{times:.1f} times as long as" if times > 1 else f"only {times:.0%} as long as"
    message = f"{name}: `{here[0]}` is {size} `{there[0]}`"
    remedy = "check whether both have the same content"
    words = Message("length-differs", message, remedy)
    return compare_places(note, words, here, there, (name,))
