"""Mistakes in numbers, made at random: what the check of numbers must catch.

They are found by plain patterns in the text, not by brief's own reading of it, so that what brief
does not see as a number is still changed, and then counted as missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

# A mistake in a number word is a kind of its own: good translations drop and add such words.
KINDS = ("digit", "year", "percent", "day", "month", "scale", "currency", "word")
_SPACES = " \u00a0\u202f\u2009"
_GAP = f"[{_SPACES}]?"
# Digits that stand alone: not part of `H20`, `5G`, `CO2` or `24/7`.
_NUMBER = re.compile(
    rf"(?<![\w.,:/’'-])\d+(?:[.,:]\d+|[{_SPACES}’']\d{{3}})*(?![\w/])(?![.,{_SPACES}]\d)"
)
_YEAR = re.compile(r"1[0-9]\d\d|20[0-4]\d")
# Every month has a 28th; the day after it is the first.
_LAST_DAY_OF_ALL = 28


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: of what kind, what was written, what stands there now, and the whole text."""

    kind: str
    before: str
    after: str
    text: str


def mutations(text: str, language: str, random: Random) -> tuple[Mutation, ...]:
    """Return one mistake for every number, scale word, currency, month and number word.

    `language` is one of those in `mutations.yaml`; of others, only digits and months are changed.
    """
    tables = _tables()
    made = list(_in_digits(text, language, random))
    for kind in ("scale", "currency"):
        for group in tables[kind].get(language, []):
            made += _swapped(text, kind, group, _after_number(language, kind), random)
    for group in tables["currency"]["signs"]:
        made += _swapped(
            text, "currency", group, rf"(?:(?<=\d){_GAP}|(?<!\w)(?=\S+{_GAP}\d))", random
        )
    made += _swapped(text, "word", tables["word"].get(language, []), r"(?<![\w-])", random)
    made += _swapped(text, "month", _months(language), r"(?<![\w-])", random)
    return tuple(made)


@lru_cache
def _tables() -> dict[str, Any]:
    source = Path(__file__).with_suffix(".yaml")
    tables: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return tables


@lru_cache
def _months(language: str) -> tuple[str, ...]:
    return tuple(Locale.parse(language).months["format"]["wide"].values())


def _after_number(language: str, kind: str) -> str:
    """Return the pattern of what a scale word or the name of a currency stands after."""
    if kind == "scale":
        return rf"(?<=\d){_GAP}"
    tables = _tables()
    groups = tables["scale"].get(language, [])
    scales = "|".join(re.escape(word) for group in groups for word in group)
    return rf"(?:\d|(?<!\w)(?:{scales or '(?!)'}))\s?(?:{tables['of']})?"


def _in_digits(text: str, language: str, random: Random) -> Iterator[Mutation]:
    """Yield each number with one digit changed, so that its value or its day is another."""
    percent = "|".join(map(re.escape, _tables()["percent"]))
    month = "|".join(map(re.escape, _months(language)))
    for found in _NUMBER.finditer(text):
        written, rest = found[0], text[found.end() :]
        if _YEAR.fullmatch(written):
            kind = "year"
        elif re.match(rf"{_GAP}(?:{percent})", rest):
            kind = "percent"
        elif re.match(rf"(?:\.|º|°)?{_GAP}(?:de )?(?:{month})(?!\w)", rest, re.IGNORECASE):
            kind = "day"
        else:
            kind = "digit"
        changed = _other_digit(written, random, keep_first=kind == "year")
        if kind == "day":
            changed = str(int(written) % _LAST_DAY_OF_ALL + 1)
        yield Mutation(kind, written, changed, _put(text, found.span(), changed))


def _other_digit(written: str, random: Random, *, keep_first: bool) -> str:
    """Return the number with another digit somewhere; a year keeps its first, to stay one."""
    places = [place for place, sign in enumerate(written) if sign.isdigit()][keep_first:]
    place = random.choice(places)
    digit = random.choice([each for each in "123456789" if each != written[place]])
    return written[:place] + digit + written[place + 1 :]


def _swapped(
    text: str, kind: str, group: Sequence[str], before: str, random: Random
) -> Iterator[Mutation]:
    """Yield the text with each word of the group changed for another of it."""
    words = "|".join(map(re.escape, sorted(group, key=len, reverse=True)))
    if not words:
        return
    for found in re.finditer(rf"{before}({words})(?![^\W\d])(?!-)", text):
        changed = random.choice([each for each in group if each != found[1]])
        yield Mutation(kind, found[1], changed, _put(text, found.span(1), changed))


def _put(text: str, span: tuple[int, int], changed: str) -> str:
    return text[: span[0]] + changed + text[span[1] :]
