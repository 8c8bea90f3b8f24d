"""Times of day: `15 Uhr`, `15:30`, `3 p.m.`, `alle 15`, `17 h 30`, `las tres de la tarde`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.spelled import read_spelled

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

HALF_DAY = 12
HOURS, MINUTES = 24, 60
TWO_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _HourAndMinute:
    """What the clock shows: `sure` if it can be nothing but a time."""

    hour: int
    minute: int
    after: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class ParsedTime:
    """A time of day in minutes after midnight; `halved` if it may be twelve hours later."""

    minutes: Decimal
    half_unknown: bool
    first: int
    after: int


def read_time(stream: TokenStream, index: int) -> ParsedTime | None:
    """Return the time of day that begins at that token."""
    before = stream.find(index, "clock-before")
    start = before[1] if before else index
    if before and stream.text_at(start) in {"'", "’"}:
        start += 1
    shown = _read_half_to(stream, start) or _read_hour(stream, start)
    if not shown:
        return None
    named = stream.find(shown.after, "clock")
    if named and not before and not shown.minute and stream.find(shown.after, "unit"):
        # `resta 23 ore`, but `dalle 9 alle 17 ore`; where no language file says so, a time.
        named = named if _is_clock_time(stream, index) else None
    if named:
        shown = _add_minutes(stream, shown, named[1])
    half = stream.find(shown.after, "pm", "am") if shown.hour <= HALF_DAY else None
    sure = named or half or shown.sure or (before and _counts_nothing(stream, shown))
    if not sure and not (shown.minute and _starts_time_span(stream, shown.after)):
        return None
    hour, after = shown.hour, shown.after
    if half:
        hour = hour % HALF_DAY + (HALF_DAY if half[0].kind == "pm" else 0)
        after = half[1]
    minutes = Decimal(hour * MINUTES + shown.minute)
    return ParsedTime(minutes, half_unknown=not half and hour <= HALF_DAY, first=index, after=after)


def _starts_time_span(stream: TokenStream, index: int) -> bool:
    """Say whether a time follows that these hours and minutes last to: `8.30 bis 9 Uhr`."""
    joint = stream.find(index, "to", "and")
    after = joint[1] if joint else index + 1 if stream.is_dash(index) else 0
    hour = _read_hour(stream, after) if after else None
    return bool(hour and stream.find(hour.after, "clock", "am", "pm"))


def _is_clock_time(stream: TokenStream, index: int) -> bool:
    """Say whether hours are told by the clock: `à 15 heures`, not `15 heures de vol`."""
    return not stream.lexicon.counts_hours or any(
        (found := stream.find(index - back, "clock-at")) and found[1] == index for back in (1, 2, 3)
    )


def _read_half_to(stream: TokenStream, index: int) -> _HourAndMinute | None:
    """Read `halb neun` and `half negen`: half an hour before."""
    half = stream.find(index, "half-to")
    spelled = read_spelled(stream, half[1]) if half else None
    if not spelled or not 1 <= spelled.value <= HALF_DAY or spelled.value % 1:
        return None
    if stream.find(spelled.after, "unit", "scale", "fraction"):
        return None
    return _HourAndMinute(
        (int(spelled.value) - 1) or HALF_DAY, MINUTES // 2, spelled.after, sure=True
    )


def _add_minutes(stream: TokenStream, shown: _HourAndMinute, after: int) -> _HourAndMinute:
    """Add the minutes that stand after the word for the hour: `17 h 30`, `9 Uhr 15`."""
    rest = stream.text_at(after)
    minutes = len(rest) == TWO_DIGITS and rest.isdigit() and int(rest) < MINUTES
    counted = stream.find(after + 1, "unit", "unit-sign", "scale", "currency")
    if shown.minute or not minutes or counted:
        return _HourAndMinute(shown.hour, shown.minute, after)
    return _HourAndMinute(shown.hour, int(rest), after + 1)


def _read_hour(stream: TokenStream, index: int) -> _HourAndMinute | None:
    """Return hour and minute in digits, or an hour in words that is said to be one."""
    if stream.kind_at(index) == "word":
        return _read_spelled_hour(stream, index)
    if stream.kind_at(index) not in {"digits", "clock"}:
        return None
    sure = stream.kind_at(index) == "clock"
    # A comma parts hours and minutes in Italian papers, where a word for the hour is before them.
    shown = stream.text_at(index) if sure else stream.text_at(index).replace(",", ".")
    whole, mark, rest = shown.partition(":" if sure else ".")
    rest = rest.partition(":")[0]
    if not whole.isdigit() or len(whole) > TWO_DIGITS or int(whole) > HOURS:
        return None
    if mark and not (len(rest) == TWO_DIGITS and rest.isdigit() and int(rest) < MINUTES):
        return None
    return _HourAndMinute(int(whole), int(rest or 0), index + 1, sure)


def _read_spelled_hour(stream: TokenStream, index: int) -> _HourAndMinute | None:
    """Read `drei` of `drei Uhr` and `tres` of `las tres de la tarde`."""
    spelled = read_spelled(stream, index)
    if not spelled or not 1 <= spelled.value <= HALF_DAY or spelled.value % 1:
        return None
    if not stream.find(spelled.after, "clock", "am", "pm"):
        return None
    return _HourAndMinute(int(spelled.value), 0, spelled.after)


def _counts_nothing(stream: TokenStream, shown: _HourAndMinute) -> bool:
    """Say whether the bare hour of `alle 15` counts nothing that follows."""
    after = shown.after
    if stream.find(
        after, "unit", "unit-sign", "currency", "currency-sign", "scale", "scale-letter"
    ):
        return False
    if shown.minute:
        return True
    if stream.find(after, "of"):
        return False
    return stream.kind_at(after) != "word" or bool(stream.find(after, "and", "to", "join"))
