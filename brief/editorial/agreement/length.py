"""Length: a language that says far more or far less than its siblings lost or gained something."""

from __future__ import annotations

import re
from statistics import median_low
from typing import TYPE_CHECKING

from brief.editorial.agreement.mismatch import Deviation, deviation
from brief.findings import Related, note

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.agreement.aligned_texts import Reading
    from brief.findings import Place

MOST_OF_A_TEXT = 1.6
MOST_OF_ALL = 1.4
"""How many times as long as its siblings a text, and all texts together, may be.

Measured on 9,564 paragraphs of real translations between seven European languages: one in 900 is
more than 1.6 times as long as its original; a whole text evens out what its paragraphs differ.
"""

FEWEST = 80
"""Letters by which texts must differ: short ones, such as titles, may well differ by half."""

# How many letters of an alphabet with vowels a character stands for, rounded: in the catalogues
# of a large web framework, of 100 messages each, Chinese has 0.42 characters for one of English,
# Japanese 0.57, Korean 0.59, Hebrew 0.79, Thai 0.81, Arabic 0.88; 15 alphabetic languages have
# 0.95 to 1.21. They are compiled when a text first needs them, since few do.
_WORTH = (
    ("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]", 2.5),
    ("[\u3040-\u30ff]", 1.6),
    ("[\uac00-\ud7af]", 2.0),
    ("[\u0590-\u05ff\u0e00-\u0eff]", 1.3),
    ("[\u0600-\u06ff]", 1.15),
)
_OF_ALPHABETS = re.compile("[\0-\u058f\u2000-\u2bff]*")
"""Alphabets, and signs that every script has, such as dashes and quotation marks."""


def lengths_that_differ(reading: Reading) -> Iterator[Deviation]:
    """Yield, as notes, the languages and the single texts that are out of proportion."""
    passages = [passage for passage in reading.passages if passage.in_body]
    sizes = [
        {tag: letters(version.plain) for tag, version in passage.versions.items()}
        for passage in passages
    ]
    whole = {tag: sum(each.get(tag, 0.0) for each in sizes) for tag in reading.editions}
    told = {}
    for tag, (times, other) in _unlike(whole, MOST_OF_ALL).items():
        told[tag] = times
        yield _told("the whole text", (tag, other), times, _starts(reading, tag, other))
    for passage, each in zip(passages, sizes, strict=True):
        rest = {tag: size for tag, size in each.items() if tag not in told}
        for tag, (times, other) in _unlike(rest, MOST_OF_A_TEXT).items():
            versions = passage.versions
            places = versions[tag].place(), versions[other].place()
            yield _told(passage.name, (tag, other), times, places)


def letters(plain: str) -> float:
    """Return how many letters of an alphabet a text would take, whatever its script."""
    size = float(len(plain))
    if not _OF_ALPHABETS.fullmatch(plain):
        size += sum(len(re.findall(signs, plain)) * (worth - 1) for signs, worth in _WORTH)
    return size


def _unlike(sizes: Mapping[str, float], most: float) -> Mapping[str, tuple[float, str]]:
    """Return the languages out of proportion, with how many times and against which other.

    Each is held against the one in the middle. Of two languages only the longer one is told.
    """
    if len(sizes) < 2:  # noqa: PLR2004 - proportions take two
        return {}
    middle = median_low(sizes.values())
    near = next(tag for tag, size in sizes.items() if size == middle)
    found: dict[str, tuple[float, str]] = {}
    for tag, size in sizes.items():
        smaller, larger = sorted((size, middle))
        if larger - smaller >= FEWEST and larger > most * smaller:
            found[tag] = (size / middle, near)
    return found


def _starts(reading: Reading, tag: str, other: str) -> tuple[Place, Place]:
    return reading.places.key(tag, "points"), reading.places.key(other, "points")


def _told(name: str, tags: tuple[str, str], times: float, places: tuple[Place, Place]) -> Deviation:
    tag, other = tags
    size = f"{times:.1f} times as long as" if times > 1 else f"only {times:.0%} as long as"
    found = note(
        "length-differs",
        f"{name}: `{tag}` is {size} `{other}`",
        "see whether both say the same",
        places[0],
        (Related(f"what `{other}` says", places[1]),),
    )
    return deviation(found, tags, (name,))
