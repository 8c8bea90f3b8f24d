"""Find the day in the lines around a text: under its headline, before it, in a source."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from brief.editorial.importing.lines.words import written_words_of
from brief.editorial.locale.partial_date import PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

_DIGITS = re.compile(
    r"(?<!\d)(?P<year>[12][0-9]{3})\s*[-./年년]\s*(?P<month>[0-9]{1,2})\s*[-./月월]\s*"
    r"(?P<day>[0-9]{1,2})(?:日|일|\.)?(?!\d)"
)
_TAIWAN = re.compile(
    r"(?:中華民國|民國)?(?<!\d)(?P<year>[0-9]{2,3})\s*年\s*(?P<month>[0-9]{1,2})\s*月\s*"
    r"(?P<day>[0-9]{1,2})\s*日"
)
_TIME = re.compile(r"(?<!\d)[0-2]?[0-9][:.h][0-5][0-9](?!\d)(?:\s*(?i:uhr|h|a\.?m\.?|p\.?m\.?)\b)?")
# "22 janvier 2026", "9. února 2026", "May 6, 2026", while the language is not known.
_LOOSE = re.compile(
    r"(?<![\w.])(?:[0-9]{1,2}(?:\.|er|º|-?го|-а|日)?\s+(?:de\s+)?[^\W\d_]{3,}\.?\s+(?:de\s+)?"
    r"|[^\W\d_]{3,}\.?\s+[0-9]{1,2},\s+|[0-9]{1,2}[./-]\s?[0-9]{1,2}[./-]\s?)[12][0-9]{3}(?!\w)"
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_WORDS = re.compile(r"[^\W\d_][\w’'.-]*")


class FoundDay(NamedTuple):
    """A day in a text, from `start` to `end`; `day` is None in a calendar that is not read."""

    day: PartialDate | None
    start: int
    end: int


def find_day(text: str, language: str) -> FoundDay | None:
    """Return the first day with its year that a text names, or the first month with its year.

    Without a language, days are found by their form and not read.
    """
    words = _days_in_words(text, language) if language else _loose_days(text)
    found = [*_days_in_digits(text), *words]
    if language.startswith("zh-Hant") or not language:
        found += _days_of_taiwan(text)
    whole = [each for each in found if each.day is None or each.day.day]
    return min(whole or found, key=lambda each: each.start, default=None)


def without_time(text: str) -> str:
    """Return a text without times of day."""
    return _TIME.sub(" ", text).strip(" ,")


def without_day(text: str, language: str) -> tuple[str, FoundDay | None]:
    """Return a text without its day, time, weekday and words such as "published", and the day."""
    found = find_day(text, language)
    if found is None:
        return text, None
    before, after = text[: found.start], text[found.end :]
    while (more := find_day(after, language)) is not None:
        after = f"{after[: more.start]} {after[more.end :]}"
    rest = f"{_without_words(before, language)} {_without_words(after, language)}"
    return rest.strip(" ,;:：.،、()（）[]-–—|"), found


def _without_words(text: str, language: str) -> str:
    """Return a text without times, weekdays and the words beside a date."""
    if not any(sign.isalpha() for sign in text):
        return _TIME.sub(" ", text).strip(" ,;:：.،、()（）[]|")
    dropped = written_words_of("published", language) | _weekdays(language)
    bare = _TIME.sub(" ", text)
    folded = bare.casefold().replace("'", "’")
    for entry in sorted(dropped, key=len, reverse=True):
        if entry not in folded or len(folded) != len(bare):
            continue
        cased = entry[-1].lower() != entry[-1].upper()
        ends = r"(?!\w)" if cased or (entry[-1].isalnum() and entry.isascii()) else ""
        starts = r"(?<!\w)" if not entry[0].isascii() or entry[0].isalnum() else ""
        starts = "" if _is_ideographic(entry) else starts
        bare = re.sub(rf"(?i){starts}{re.escape(entry)}{ends}", " ", bare)
        folded = bare.casefold().replace("'", "’")
    return " ".join(bare.split()).strip(" ,;:：.،、()（）[]|")


def _is_ideographic(entry: str) -> bool:
    return ord(entry[0]) >= ord("⺀")


def _days_in_digits(text: str) -> Iterator[FoundDay]:
    for found in _DIGITS.finditer(text):
        day = _read_day(int(found["year"]), int(found["month"]), int(found["day"]))
        if day is not None:
            yield FoundDay(day, *found.span())


def _days_of_taiwan(text: str) -> Iterator[FoundDay]:
    """Yield days such as 民國115年2月3日: year 1 is 1912."""
    for found in _TAIWAN.finditer(text):
        day = _read_day(int(found["year"]) + 1911, int(found["month"]), int(found["day"]))
        if day is not None:
            yield FoundDay(day, *found.span())


def _loose_days(text: str) -> Iterator[FoundDay]:
    for found in _LOOSE.finditer(text):
        yield FoundDay(None, *found.span())


def _days_in_words(text: str, language: str) -> Iterator[FoundDay]:
    from brief.editorial.numbers import find_quantities

    for quantity in find_quantities(text, language):
        date = quantity.date
        if quantity.kind != "date" or date is None or not date.year or not date.month:
            continue
        known = _FIRST_YEAR <= date.year <= _LAST_YEAR
        yield FoundDay(date if known else None, quantity.start, quantity.end)


def _read_day(year: int, month: int, day: int) -> PartialDate | None:
    from datetime import date

    try:
        date(year, month, day)
    except ValueError:
        return None
    return PartialDate(year, month, day) if _FIRST_YEAR <= year <= _LAST_YEAR else None


@lru_cache(maxsize=64)
def _weekdays(language: str) -> frozenset[str]:
    """Return the names of the weekdays, short and long."""
    from brief.editorial.locale.locales import parse_locale

    if not language:
        return frozenset()
    days = parse_locale(language).days
    names = {
        name.casefold()
        for form in days.values()
        for width in ("wide", "abbreviated")
        for name in form.get(width, {}).values()
    }
    return frozenset(name for name in names if len(name) > 1)
