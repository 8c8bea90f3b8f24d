"""Make random mistakes in the numbers of a text, for measuring how many the number check catches.

The numbers are found by simple patterns, not by brief's own readers, so that a number that brief
does not recognise is changed too, and counted as missed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from random import Random

# A mistake in a number word is a kind of its own: good translations drop and add such words.
KINDS = ("digit", "year", "percent", "day", "month", "scale", "currency", "word")
_SPACES = " \u00a0\u202f\u2009"
_GAP = f"[{_SPACES}]?"
# Digits that are not part of `H20`, `5G`, `CO2` or `24/7`.
_NUMBER = re.compile(
    rf"(?<![\w.,:/’'-])\d+(?:[.,:]\d+|[{_SPACES}’']\d{{3}})*(?![\w/])(?![.,{_SPACES}]\d)"
)
_YEAR = re.compile(r"1[0-9]\d\d|20[0-4]\d")
# All months have 28 days; the day after the 28th is the first.
_LAST_DAY_OF_ALL = 28


@dataclass(frozen=True, slots=True)
class Mutation:
    """One mistake: its kind, the words before and after, and the whole changed text."""

    kind: str
    before: str
    after: str
    text: str


def make_mutations(text: str, language: str, random: Random) -> tuple[Mutation, ...]:
    """Return one mistake for every number, scale word, currency, month and number word.

    In languages that `mutations.yaml` does not contain, only digits and months are changed; in
    those that CLDR does not know, no months.
    """
    tables = _load_tables()
    language = language.replace("_", "-").partition("-")[0]
    made = list(_change_digits(text, language, random))
    for kind in ("scale", "currency"):
        for group in tables[kind].get(language, []):
            made += _swap_words(text, kind, group, _match_after_number(language, kind), random)
    for group in tables["currency"]["signs"]:
        made += _swap_words(
            text, "currency", group, rf"(?:(?<=\d){_GAP}|(?<!\w)(?=\S+{_GAP}\d))", random
        )
    made += _swap_words(text, "word", tables["word"].get(language, []), r"(?<![\w-])", random)
    homographs = frozenset(tables["month-homographs"].get(language, ()))
    months = _swap_words(text, "month", _list_months(language), r"(?<![\w-])", random)
    return (*made, *(each for each in months if not _is_word_of_every_day(text, each, homographs)))


@lru_cache
def _load_tables() -> dict[str, Any]:
    source = Path(__file__).with_suffix(".yaml")
    tables: dict[str, Any] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return tables


@lru_cache
def _list_months(language: str) -> tuple[str, ...]:
    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return ()
    return tuple(locale.months["format"]["wide"].values())


def _match_after_number(language: str, kind: str) -> str:
    """Return the pattern of the text before a scale word or the name of a currency."""
    if kind == "scale":
        return rf"(?<=\d){_GAP}"
    tables = _load_tables()
    groups = tables["scale"].get(language, [])
    scales = "|".join(re.escape(word) for group in groups for word in group)
    return rf"(?:\d|(?<!\w)(?:{scales or '(?!)'}))\s?(?:{tables['of']})?"


def _change_digits(text: str, language: str, random: Random) -> Iterator[Mutation]:
    """Yield each number with one digit changed, and each day changed to the next one."""
    percent = "|".join(map(re.escape, _load_tables()["percent"]))
    month = "|".join(map(re.escape, _list_months(language)))
    for found in _NUMBER.finditer(text):
        written, rest = found[0], text[found.end() :]
        if _YEAR.fullmatch(written):
            kind = "year"
        elif re.match(rf"{_GAP}(?:{percent})", rest):
            kind = "percent"
        elif written.isdecimal() and re.match(
            rf"(?:\.|º|°)?{_GAP}(?:de )?(?:{month})(?!\w)", rest, re.IGNORECASE
        ):
            kind = "day"
        else:
            kind = "digit"
        changed = _change_one_digit(written, random, keep_first=kind == "year")
        if kind == "day":
            changed = str(int(written) % _LAST_DAY_OF_ALL + 1)
        yield Mutation(kind, written, changed, _replace_span(text, found.span(), changed))


def _change_one_digit(written: str, random: Random, *, keep_first: bool) -> str:
    """Return the number with one digit changed; a year keeps its first digit."""
    places = [place for place, sign in enumerate(written) if sign.isdigit()][keep_first:]
    place = random.choice(places)
    old = int(written[place])  # of any script
    digit = random.choice([each for each in "123456789" if int(each) != old])
    return written[:place] + digit + written[place + 1 :]


def _is_word_of_every_day(text: str, month: Mutation, homographs: frozenset[str]) -> bool:
    """Return whether a month may be another word: Romanian `mai` is May, and `more`.

    Beside digits (`5 mai`, `May 2024`) it is a month.
    """
    if month.before not in homographs:
        return False
    same = (one == other for one, other in zip(text, month.text, strict=False))
    changed = next((place for place, equal in enumerate(same) if not equal), 0)
    near = text[max(0, changed - len(month.before) - 3) : changed + len(month.before) + 6]
    return not re.search(r"\d", near)


def _swap_words(
    text: str, kind: str, group: Sequence[str], before: str, random: Random
) -> Iterator[Mutation]:
    """Yield the text with each word of the group replaced by another one of the group."""
    words = "|".join(map(re.escape, sorted(group, key=len, reverse=True)))
    if not words:
        return
    for found in re.finditer(rf"{before}({words})(?![^\W\d])(?!-)", text):
        changed = random.choice([each for each in group if each != found[1]])
        yield Mutation(kind, found[1], changed, _replace_span(text, found.span(1), changed))


def _replace_span(text: str, span: tuple[int, int], changed: str) -> str:
    return text[: span[0]] + changed + text[span[1] :]
