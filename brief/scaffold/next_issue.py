"""The facts of the next issue of a series: what stays the same, the next number and day."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING

from brief.editorial.yaml.writer import dump_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from brief.editorial.models.content import BriefingFacts

KEPT = ("brand", "layout", "paper", "profile", "fit", "notes", "attach")
KEPT_OF_SOURCE = ("publication", "author", "rights", "licence")
"""What is usually the same in every issue; title, address and day belong to one article."""

_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
MONTHS_PER_YEAR = 12


def next_facts(facts: BriefingFacts, day: date) -> str:
    """Return a `briefing.yaml` for the issue after `facts`, without the article's own details."""
    head: dict[str, object] = {"date": day}
    if facts.issue:
        head["issue"] = next_number(facts.issue)
    same = {name: value for name in KEPT if (value := getattr(facts, name))}
    lists = {"languages": list(facts.languages), "names": list(facts.names)}
    same |= {name: values for name, values in lists.items() if values}
    sources = [
        {name: value for name in KEPT_OF_SOURCE if (value := getattr(source, name))}
        for source in facts.sources
    ]
    return (
        "# Facts for all languages, written once.\n"
        + dump_yaml({**head, **same})
        + "# Every page carries a watermark until the next line is removed.\nstatus: draft\n"
        + "# Add to each source what belongs to this issue: title, url, published, page.\n"
        + dump_yaml({"sources": sources})
        + "# Key figures beside the text; each language file labels them, under the same ids.\n"
        + "# key_figures:\n#   - {id: average-rise, value: 3.5, unit: percent}\n"
    )


def next_number(issue: str) -> str:
    """Return the issue with its last number, other than a year, one higher: `2026/09`, `2026/10`.

    An issue without a number, or with a year only, stays as it is.
    """
    numbers = [found for found in re.finditer("[0-9]+", issue) if not _YEAR.fullmatch(found[0])]
    if not numbers:
        return issue
    last = numbers[-1]
    raised = str(int(last[0]) + 1).zfill(len(last[0]))
    return issue[: last.start()] + raised + issue[last.end() :]


def next_day(last: date | None, earlier: Iterable[date], today: date) -> date:
    """Return the day of the next issue by the rhythm of earlier days, not before `today`.

    The rhythm is the time between the last two issues: months if they have the same day of the
    month, otherwise days. Without two issues, it is today.
    """
    before = sorted({day for day in earlier if last and day < last}, reverse=True)
    if last is None or not before:
        return today
    gap = last - before[0]
    if last.day == before[0].day:
        months = (last.year - before[0].year) * MONTHS_PER_YEAR + last.month - before[0].month
        step = 1
        while (day := _add_months(last, months * step)) < today:
            step += 1
        return day
    missed = max(1, -((last - today).days // gap.days))
    return last + timedelta(days=gap.days * missed)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * MONTHS_PER_YEAR + day.month - 1 + months, MONTHS_PER_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_of_series(all_facts: Sequence[BriefingFacts], like: BriefingFacts) -> list[date]:
    """Return the days of the briefings with the same brand and first source."""

    def series(facts: BriefingFacts) -> tuple[str, str]:
        return facts.brand or "", facts.sources[0].publication

    return [each.date for each in all_facts if each.date and series(each) == series(like)]
