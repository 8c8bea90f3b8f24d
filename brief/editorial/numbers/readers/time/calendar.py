"""Dates, in digits and with the names of months: `3.3.2024`, `3 marzo`, `July 2025`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.readers.spelled import read_spelled

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import Line

LAST_DAY, MONTHS = 31, 12
YEAR_DIGITS = 4
# How many days one month and year may belong to: `3., 5., 7. und 9. März`.
MOST_DAYS = 5
SHORT_DIGITS = 2
# Two digits of a year: up to 49 they are of this century, as POSIX `strptime` has it at 68.
PIVOT = 50


@dataclass(frozen=True, slots=True)
class Day:
    """A date, or several that share a month and a year (`3. bis 5. März`)."""

    date: PartialDate
    first: int
    after: int
    others: tuple[PartialDate, ...] = ()
    spelled: bool = False


def read_date(line: Line, at: int) -> Day | None:
    """Return the date that begins at that token, in digits or with a month's name."""
    if line.kind(at) == "date":
        return _numeric(line, at)
    return _marked(line, at) or _day_first(line, at) or _month_first(line, at)


def _numeric(line: Line, at: int) -> Day | None:
    """Read `2024-03-03`, `3.3.2024`, `03/03/24`."""
    parts = [int(part) for part in _split(line.shown(at))]
    if len(str(parts[0])) == YEAR_DIGITS:
        dates = [_date(parts[0], parts[1], parts[2])]
    else:
        year = parts[2] if parts[2] >= 10**SHORT_DIGITS else _full_year(parts[2])
        orders = [(parts[1], parts[0]), (parts[0], parts[1])]
        if line.lexicon.month_first and "/" in line.shown(at):
            orders.reverse()
        dates = [_date(year, month, day) for month, day in orders]
        if "/" not in line.shown(at):
            dates = dates[:1]
    real = [date for date in dates if date]
    return Day(real[0], at, at + 1, tuple(real[1:])) if real else None


def _split(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _full_year(short: int) -> int:
    return short + (2000 if short < PIVOT else 1900)


def _date(year: int, month: int, day: int | None) -> PartialDate | None:
    if not 1 <= month <= MONTHS or not (day is None or 1 <= day <= LAST_DAY):
        return None
    return PartialDate(year, month, day)


def _day(line: Line, at: int) -> tuple[int, int] | None:
    """Return the number of a day, and the token after it: `3`, `3.`, `1er`, `3rd`, `primo`."""
    if (
        line.kind(at) == "digits"
        and line.shown(at).isdigit()
        and len(line.shown(at)) <= SHORT_DIGITS
    ):
        value, after = int(line.shown(at)), at + 1
        if line.shown(after) in {".", "º", "°", "ª"} and line.glued(after):
            after += 1
            if line.shown(after) == "º" and line.glued(after):  # `1.º de enero`
                after += 1
        elif line.glued(after) and (mark := line.find(after, "ordinal-mark")):
            after = mark[1]
        return (value, after) if 1 <= value <= LAST_DAY else None
    found = line.find(at, "ordinal")
    if found and found[0].value and found[0].value <= LAST_DAY:
        return int(found[0].value), found[1]
    spelled = read_spelled(line, at) if line.kind(at) == "word" else None
    if spelled and spelled.value == int(spelled.value) and 1 <= spelled.value <= LAST_DAY:
        return int(spelled.value), spelled.after
    return None


def _month(line: Line, at: int) -> tuple[int, int] | None:
    found = line.find(at, "month", "month-short")
    if not found or not found[0].value:
        return None
    after = found[1]
    if line.shown(after) == "." and line.glued(after) and found[0].kind == "month-short":
        after += 1
    return int(found[0].value), after


def _year(line: Line, at: int) -> tuple[int, int] | None:
    """Return the year after a month, past `de`, `of` or a comma, and the token after it."""
    here = at
    if line.shown(here) == ",":
        here += 1
    elif passed := line.find(here, "of"):
        here = passed[1]
        if line.shown(here) in {"'", "’"}:
            here += 1
    if line.kind(here) == "digits" and line.shown(here).isdigit():
        digits = line.shown(here)
        if len(digits) == YEAR_DIGITS:
            return int(digits), here + 1
    short = line.shown(at + 1)
    apostrophe = line.shown(at) in {"'", "’"} and line.glued(at + 1)
    if apostrophe and len(short) == SHORT_DIGITS and short.isdigit():
        return _full_year(int(short)), at + 2
    return None


def _day_first(line: Line, at: int) -> Day | None:
    """Read `3. März 2024`, `3 mars`, `3rd of March, 2024`, `3.–5. März 2024`."""
    first = _day(line, at)
    if not first:
        return None
    days, here = [first[0]], first[1]
    while len(days) < MOST_DAYS and (joint := _joint(line, here)):
        further = _day(line, joint)
        if not further:
            break
        if line.kind(joint) == "word" and line.kind(joint - 1) == "mark":
            break
        days.append(further[0])
        here = further[1]
    if passed := line.find(here, "of"):
        here = passed[1]
        if line.shown(here) in {"'", "’"}:
            here += 1
    month = _month(line, here)
    if not month:
        return None
    year = _year(line, month[1])
    after = year[1] if year else month[1]
    dates = [_date(year[0] if year else 0, month[0], day) for day in days]
    real = [date for date in dates if date]
    spelled = line.kind(at) == "word"
    return Day(real[0], at, after, tuple(real[1:]), spelled) if real else None


def _joint(line: Line, at: int) -> int | None:
    """Return the token after what joins two days: a dash, a comma, `und`, `bis`, `al`."""
    if line.is_dash(at) or line.shown(at) in {",", "/"}:
        return at + 1
    found = line.find(at, "to", "and", "join")
    return found[1] if found else None


def _month_first(line: Line, at: int) -> Day | None:
    """Read `March 3, 2024`, `luglio 2025`, `Juli`."""
    month = _month(line, at)
    if not month:
        return None
    year = _year(line, month[1])
    if year:
        return _made(_date(year[0], month[0], None), at, year[1], spelled=False)
    day = _day(line, month[1]) if line.kind(month[1]) == "digits" else None
    if day and line.lexicon.tag.partition("-")[0] in {"en", "zh", "ja", "ko", "hu"}:
        return _month_day(line, at, month[0], day)
    if not _is_month(line, at):
        return None
    return _made(_date(0, month[0], None), at, month[1], spelled=True)


def _month_day(line: Line, at: int, month: int, day: tuple[int, int]) -> Day | None:
    """Read what follows `March 3`: further days, and the year."""
    days, here = [day[0]], day[1]
    while len(days) < MOST_DAYS and (joint := _joint(line, here)) and line.kind(joint) == "digits":
        further = _day(line, joint)
        if not further or (further[1] < len(line) and _month(line, further[1])):
            break
        days.append(further[0])
        here = further[1]
    year = _year(line, here)
    dates = [_date(year[0] if year else 0, month, each) for each in days]
    real = [date for date in dates if date]
    if not real:
        return None
    return Day(real[0], at, year[1] if year else here, tuple(real[1:]))


def _made(date: PartialDate | None, first: int, after: int, *, spelled: bool) -> Day | None:
    return Day(date, first, after, spelled=spelled) if date else None


def _is_month(line: Line, at: int) -> bool:
    """Say whether a month's name by itself is one: English `May` and `march` may be verbs."""
    found = line.find(at, "month")
    if not found:
        return False
    if not line.find(at, "shy"):
        return True
    return line.shown(at)[0].isupper() and bool(line.find(at - 1, "month-before"))


def _marked(line: Line, at: int) -> Day | None:
    """Read `2025年7月15日`, `7월 15일`: numbers with a mark for what they are."""
    values: dict[str, int] = {}
    here = at
    for kind in ("year-mark", "month-mark", "day-mark"):
        mark = line.find(here + 1, kind)
        if line.kind(here) == "digits" and mark and line.shown(here).isdigit():
            values[kind], here = int(line.shown(here)), mark[1]
    if not values or ("month-mark" not in values and "year-mark" not in values):
        return None
    if "month-mark" not in values:
        return _made(PartialDate(values["year-mark"]), at, here, spelled=False)
    date = _date(values.get("year-mark", 0), values["month-mark"], values.get("day-mark"))
    return _made(date, at, here, spelled=False)
