"""Tell of a briefing without a date, and of dates that are probably mistyped."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from brief.findings import Finding, note, warning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.editorial.locale.partial_date import PartialDate
    from brief.editorial.models.content import BriefingFacts
    from brief.editorial.yaml.locations import FilePlaces

MISSING = "date-missing"
UNLIKELY = "date-unlikely"
MAX_AHEAD = timedelta(days=366)
COVER_DATE = timedelta(days=92)
"""How long before the date on its cover an issue of a magazine may be read."""
FIRST_YEAR = 1900
MONTHS = 12


def check_dates(
    facts: BriefingFacts, file: FilePlaces, today: date
) -> Iterator[tuple[Finding, str]]:
    """Yield a finding for each missing or unlikely date, with the date as it is written.

    A draft needs no date yet. `accessed` is the day on which the source was read, so it is
    not in the future.
    """
    if facts.date is None and facts.status != "draft":
        message = "the briefing has no date, so readers cannot tell from when it is"
        remedy = f"add its day to the file, as in `date: {today}`"
        yield note(MISSING, message, remedy, file.value_place()), ""
    for key, day in (("date", facts.date), ("embargo", facts.embargo)):
        if day and day - today > MAX_AHEAD:
            yield _report_date(f"{day} is more than a year ahead", day, file, key)
        elif day and day.year < FIRST_YEAR:
            yield _report_date(f"{day} is before {FIRST_YEAR}", day, file, key)
    for number, source in enumerate(facts.sources):
        path = ("sources", number)
        if source.accessed and source.accessed - today > timedelta(days=1):  # other time zones
            message = f"{source.accessed} is in the future, so the source was not read on it"
            yield _report_date(message, source.accessed, file, *path, "accessed")
        if source.published:
            yield from _check_published(source.published, facts.date, today, file, *path)
    yield from _check_events(facts, file)


def _check_events(facts: BriefingFacts, file: FilePlaces) -> Iterator[tuple[Finding, str]]:
    """Yield dates under `next` that are over on the day of the briefing."""
    for number, event in enumerate(facts.next):
        if facts.date and _last_day(event.date) < facts.date:
            message = f"{event.date} is before the date of the briefing, {facts.date}"
            yield _report_date(message, event.date, file, "next", number, "date")


def _last_day(period: PartialDate) -> date:
    month = period.month or MONTHS
    return date(period.year, month, period.day or monthrange(period.year, month)[1])


def _check_published(
    published: PartialDate, day: date | None, today: date, file: FilePlaces, *path: str | int
) -> Iterator[tuple[Finding, str]]:
    first = date(published.year, published.month or 1, published.day or 1)
    if first - today > MAX_AHEAD:
        message = f"{published} is more than a year ahead"
        yield _report_date(message, published, file, *path, "published")
    elif day and first - day > COVER_DATE:
        message = f"{day} is before {published}, when the source was published"
        yield _report_date(message, day, file, "date")


def _report_date(
    message: str, day: date | PartialDate, file: FilePlaces, *path: str | int
) -> tuple[Finding, str]:
    remedy = "correct it: is the year right?"
    return warning(UNLIKELY, message, remedy, file.value_place(*path)), str(day)
