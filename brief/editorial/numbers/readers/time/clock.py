"""Times of day: `15 Uhr`, `15:30`, `3 p.m.`, `alle 15`, `17 h 30`, `las tres de la tarde`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.spelled import read_spelled

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import Line

HALF_DAY = 12
HOURS, MINUTES = 24, 60
TWO_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Hour:
    """What the clock shows: `sure` if it can be nothing but a time."""

    hour: int
    minute: int
    after: int
    sure: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A time of day in minutes after midnight; `halved` if it may be twelve hours later."""

    minutes: Decimal
    halved: bool
    first: int
    after: int


def read_time(line: Line, at: int) -> Time | None:
    """Return the time of day that begins at that token."""
    before = line.find(at, "clock-before")
    start = before[1] if before else at
    if before and line.shown(start) in {"'", "’"}:
        start += 1
    shown = _half_to(line, start) or _hour(line, start)
    if not shown:
        return None
    named = line.find(shown.after, "clock")
    if named and not before and not shown.minute and line.find(shown.after, "unit"):
        # `resta 23 ore`, but `dalle 9 alle 17 ore`; where no language file says so, a time.
        named = named if _says_when(line, at) else None
    if named:
        shown = _with_minutes(line, shown, named[1])
    half = line.find(shown.after, "pm", "am") if shown.hour <= HALF_DAY else None
    sure = named or half or shown.sure or (before and _stands_alone(line, shown))
    if not sure and not (shown.minute and _until(line, shown.after)):
        return None
    hour, after = shown.hour, shown.after
    if half:
        hour = hour % HALF_DAY + (HALF_DAY if half[0].kind == "pm" else 0)
        after = half[1]
    minutes = Decimal(hour * MINUTES + shown.minute)
    return Time(minutes, halved=not half and hour <= HALF_DAY, first=at, after=after)


def _until(line: Line, at: int) -> bool:
    """Say whether a time follows that these hours and minutes last to: `8.30 bis 9 Uhr`."""
    joint = line.find(at, "to", "and")
    after = joint[1] if joint else at + 1 if line.is_dash(at) else 0
    hour = _hour(line, after) if after else None
    return bool(hour and line.find(hour.after, "clock", "am", "pm"))


def _says_when(line: Line, at: int) -> bool:
    """Say whether hours are told by the clock: `à 15 heures`, not `15 heures de vol`."""
    return not line.lexicon.counts_hours or any(
        (found := line.find(at - back, "clock-at")) and found[1] == at for back in (1, 2, 3)
    )


def _half_to(line: Line, at: int) -> _Hour | None:
    """Read `halb neun` and `half negen`: half an hour before."""
    half = line.find(at, "half-to")
    spelled = read_spelled(line, half[1]) if half else None
    if not spelled or not 1 <= spelled.value <= HALF_DAY or spelled.value % 1:
        return None
    if line.find(spelled.after, "unit", "scale", "fraction"):
        return None
    return _Hour((int(spelled.value) - 1) or HALF_DAY, MINUTES // 2, spelled.after, sure=True)


def _with_minutes(line: Line, shown: _Hour, after: int) -> _Hour:
    """Add the minutes that stand after the word for the hour: `17 h 30`, `9 Uhr 15`."""
    rest = line.shown(after)
    minutes = len(rest) == TWO_DIGITS and rest.isdigit() and int(rest) < MINUTES
    counted = line.find(after + 1, "unit", "unit-sign", "scale", "currency")
    if shown.minute or not minutes or counted:
        return _Hour(shown.hour, shown.minute, after)
    return _Hour(shown.hour, int(rest), after + 1)


def _hour(line: Line, at: int) -> _Hour | None:
    """Return hour and minute in digits, or an hour in words that is said to be one."""
    if line.kind(at) == "word":
        return _spelled_hour(line, at)
    if line.kind(at) not in {"digits", "clock"}:
        return None
    sure = line.kind(at) == "clock"
    # A comma parts hours and minutes in Italian papers, where a word for the hour is before them.
    shown = line.shown(at) if sure else line.shown(at).replace(",", ".")
    whole, mark, rest = shown.partition(":" if sure else ".")
    rest = rest.partition(":")[0]
    if not whole.isdigit() or len(whole) > TWO_DIGITS or int(whole) > HOURS:
        return None
    if mark and not (len(rest) == TWO_DIGITS and rest.isdigit() and int(rest) < MINUTES):
        return None
    return _Hour(int(whole), int(rest or 0), at + 1, sure)


def _spelled_hour(line: Line, at: int) -> _Hour | None:
    """Read `drei` of `drei Uhr` and `tres` of `las tres de la tarde`."""
    spelled = read_spelled(line, at)
    if not spelled or not 1 <= spelled.value <= HALF_DAY or spelled.value % 1:
        return None
    if not line.find(spelled.after, "clock", "am", "pm"):
        return None
    return _Hour(int(spelled.value), 0, spelled.after)


def _stands_alone(line: Line, shown: _Hour) -> bool:
    """Say whether the bare hour of `alle 15` counts nothing that follows."""
    after = shown.after
    if line.find(after, "unit", "unit-sign", "currency", "currency-sign", "scale", "scale-letter"):
        return False
    if shown.minute:
        return True
    if line.find(after, "of"):
        return False
    return line.kind(after) != "word" or bool(line.find(after, "and", "to", "join"))
