"""Dates, in digits and with the names of months: `3.3.2024`, `3 marzo`, `July 2025`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.locale.partial_date import PartialDate
from brief.editorial.numbers.readers.spelled import read_spelled

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

LAST_DAY, MONTHS = 31, 12
YEAR_DIGITS = 4
# How many days one month and year may belong to: `3., 5., 7. und 9. März`.
MAX_DAYS = 5
SHORT_DIGITS = 2
# Two digits of a year: up to 49 they are of this century, as POSIX `strptime` has it at 68.
CENTURY_PIVOT = 50


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date, or several that share a month and a year (`3. bis 5. März`)."""

    date: PartialDate
    first: int
    after: int
    others: tuple[PartialDate, ...] = ()
    spelled: bool = False


def read_date(stream: TokenStream, index: int) -> ParsedDate | None:
    """Return the date that begins at that token, in digits or with a month's name."""
    if stream.kind_at(index) == "date":
        return _read_numeric_date(stream, index)
    return (
        _read_marked_date(stream, index)
        or _read_day_first(stream, index)
        or _read_month_first(stream, index)
    )


def _read_numeric_date(stream: TokenStream, index: int) -> ParsedDate | None:
    """Read `2024-03-03`, `3.3.2024`, `03/03/24`."""
    parts = [int(part) for part in _split_digits(stream.text_at(index))]
    if len(str(parts[0])) == YEAR_DIGITS:
        dates = [_make_date(parts[0], parts[1], parts[2])]
    else:
        year = parts[2] if parts[2] >= 10**SHORT_DIGITS else _expand_year(parts[2])
        orders = [(parts[1], parts[0]), (parts[0], parts[1])]
        if stream.lexicon.month_first and "/" in stream.text_at(index):
            orders.reverse()
        dates = [_make_date(year, month, day) for month, day in orders]
        if "/" not in stream.text_at(index):
            dates = dates[:1]
    real = [date for date in dates if date]
    return ParsedDate(real[0], index, index + 1, tuple(real[1:])) if real else None


def _split_digits(text: str) -> list[str]:
    return "".join(c if c.isdigit() else " " for c in text).split()


def _expand_year(short: int) -> int:
    return short + (2000 if short < CENTURY_PIVOT else 1900)


def _make_date(year: int, month: int, day: int | None) -> PartialDate | None:
    if not 1 <= month <= MONTHS or not (day is None or 1 <= day <= LAST_DAY):
        return None
    return PartialDate(year, month, day)


def _read_day(stream: TokenStream, index: int) -> tuple[int, int] | None:
    """Return the number of a day, and the token after it: `3`, `3.`, `1er`, `3rd`, `primo`."""
    if (
        stream.kind_at(index) == "digits"
        and stream.text_at(index).isdigit()
        and len(stream.text_at(index)) <= SHORT_DIGITS
    ):
        value, after = int(stream.text_at(index)), index + 1
        if stream.text_at(after) in {".", "º", "°", "ª"} and stream.is_attached(after):
            after += 1
            if stream.text_at(after) == "º" and stream.is_attached(after):  # `1.º de enero`
                after += 1
        elif stream.is_attached(after) and (mark := stream.find(after, "ordinal-mark")):
            after = mark[1]
        return (value, after) if 1 <= value <= LAST_DAY else None
    found = stream.find(index, "ordinal")
    if found and found[0].value and found[0].value <= LAST_DAY:
        return int(found[0].value), found[1]
    spelled = read_spelled(stream, index) if stream.kind_at(index) == "word" else None
    if spelled and spelled.value == int(spelled.value) and 1 <= spelled.value <= LAST_DAY:
        return int(spelled.value), spelled.after
    return None


def _read_month(stream: TokenStream, index: int) -> tuple[int, int] | None:
    found = stream.find(index, "month", "month-short")
    if not found or not found[0].value:
        return None
    after = found[1]
    if (
        stream.text_at(after) == "."
        and stream.is_attached(after)
        and found[0].kind == "month-short"
    ):
        after += 1
    return int(found[0].value), after


def _read_year(stream: TokenStream, index: int) -> tuple[int, int] | None:
    """Return the year after a month, past `de`, `of` or a comma, and the token after it."""
    here = index
    if stream.text_at(here) == ",":
        here += 1
    elif passed := stream.find(here, "of"):
        here = passed[1]
        if stream.text_at(here) in {"'", "’"}:
            here += 1
    if stream.kind_at(here) == "digits" and stream.text_at(here).isdigit():
        digits = stream.text_at(here)
        if len(digits) == YEAR_DIGITS:
            return int(digits), here + 1
    short = stream.text_at(index + 1)
    apostrophe = stream.text_at(index) in {"'", "’"} and stream.is_attached(index + 1)
    if apostrophe and len(short) == SHORT_DIGITS and short.isdigit():
        return _expand_year(int(short)), index + 2
    return None


def _read_day_first(stream: TokenStream, index: int) -> ParsedDate | None:
    """Read `3. März 2024`, `3 mars`, `3rd of March, 2024`, `3.–5. März 2024`."""
    first = _read_day(stream, index)
    if not first:
        return None
    days, here = [first[0]], first[1]
    while len(days) < MAX_DAYS and (joint := _skip_joint(stream, here)):
        further = _read_day(stream, joint)
        if not further:
            break
        if stream.kind_at(joint) == "word" and stream.kind_at(joint - 1) == "mark":
            break
        days.append(further[0])
        here = further[1]
    if passed := stream.find(here, "of"):
        here = passed[1]
        if stream.text_at(here) in {"'", "’"}:
            here += 1
    month = _read_month(stream, here)
    if not month:
        return None
    year = _read_year(stream, month[1])
    after = year[1] if year else month[1]
    dates = [_make_date(year[0] if year else 0, month[0], day) for day in days]
    real = [date for date in dates if date]
    spelled = stream.kind_at(index) == "word"
    return ParsedDate(real[0], index, after, tuple(real[1:]), spelled) if real else None


def _skip_joint(stream: TokenStream, index: int) -> int | None:
    """Return the token after what joins two days: a dash, a comma, `und`, `bis`, `al`."""
    if stream.is_dash(index) or stream.text_at(index) in {",", "/"}:
        return index + 1
    found = stream.find(index, "to", "and", "join")
    return found[1] if found else None


def _read_month_first(stream: TokenStream, index: int) -> ParsedDate | None:
    """Read `March 3, 2024`, `luglio 2025`, `Juli`."""
    month = _read_month(stream, index)
    if not month:
        return None
    year = _read_year(stream, month[1])
    if year:
        return _make_parsed_date(_make_date(year[0], month[0], None), index, year[1], spelled=False)
    day = _read_day(stream, month[1]) if stream.kind_at(month[1]) == "digits" else None
    if day and stream.lexicon.tag.partition("-")[0] in {"en", "zh", "ja", "ko", "hu"}:
        return _read_month_day(stream, index, month[0], day)
    if not _is_month_name(stream, index):
        return None
    return _make_parsed_date(_make_date(0, month[0], None), index, month[1], spelled=True)


def _read_month_day(
    stream: TokenStream, index: int, month: int, day: tuple[int, int]
) -> ParsedDate | None:
    """Read what follows `March 3`: further days, and the year."""
    days, here = [day[0]], day[1]
    while (
        len(days) < MAX_DAYS
        and (joint := _skip_joint(stream, here))
        and stream.kind_at(joint) == "digits"
    ):
        further = _read_day(stream, joint)
        if not further or (further[1] < len(stream) and _read_month(stream, further[1])):
            break
        days.append(further[0])
        here = further[1]
    year = _read_year(stream, here)
    dates = [_make_date(year[0] if year else 0, month, each) for each in days]
    real = [date for date in dates if date]
    if not real:
        return None
    return ParsedDate(real[0], index, year[1] if year else here, tuple(real[1:]))


def _make_parsed_date(
    date: PartialDate | None, first: int, after: int, *, spelled: bool
) -> ParsedDate | None:
    return ParsedDate(date, first, after, spelled=spelled) if date else None


def _is_month_name(stream: TokenStream, index: int) -> bool:
    """Say whether a month's name by itself is one: English `May` and `march` may be verbs."""
    found = stream.find(index, "month")
    if not found:
        return False
    if not stream.find(index, "shy"):
        return True
    return stream.text_at(index)[0].isupper() and bool(stream.find(index - 1, "month-before"))


def _read_marked_date(stream: TokenStream, index: int) -> ParsedDate | None:
    """Read `2025年7月15日`, `7월 15일`: numbers with a mark for what they are."""
    values: dict[str, int] = {}
    here = index
    for kind in ("year-mark", "month-mark", "day-mark"):
        mark = stream.find(here + 1, kind)
        if stream.kind_at(here) == "digits" and mark and stream.text_at(here).isdigit():
            values[kind], here = int(stream.text_at(here)), mark[1]
    if not values or ("month-mark" not in values and "year-mark" not in values):
        return None
    if "month-mark" not in values:
        return _make_parsed_date(PartialDate(values["year-mark"]), index, here, spelled=False)
    date = _make_date(values.get("year-mark", 0), values["month-mark"], values.get("day-mark"))
    return _make_parsed_date(date, index, here, spelled=False)
