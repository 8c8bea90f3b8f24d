"""Read times of day whose minutes are in words: `half past six`, `six heures moins dix`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.editorial.numbers.readers.number_words.spelled import read_spelled

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.token_stream import TokenStream

HALF_DAY, HOUR = 12, 60
QUARTER, HALF = 15, 30
TWO_DIGITS = 2
_AFTER_DIGITS = ("clock", "unit", "hour-minus", "hour-plus", "minutes-past", "minutes-to")
_OPENING = ("half-to", "minutes-before", "half-hour", "quarter-hour")


@dataclass(frozen=True, slots=True)
class HourAndMinute:
    """Hour and minute as written; `sure` if they can only be a time."""

    hour: int
    minute: int
    after: int
    sure: bool = False


def read_worded_clock(stream: TokenStream, i: int, *, before: bool) -> HourAndMinute | None:
    """Return hour and minute if minutes are added or subtracted in words.

    `before`: a word for times of day precedes, such as `alle` or `a las`.
    """
    if stream.find(i, *_OPENING):
        return _read_half_to(stream, i) or _read_minute_first(stream, i)
    if stream.kind_at(i) == "digits" and not stream.find(i + 1, *_AFTER_DIGITS):
        return None
    return _read_hour_first(stream, i, before=before) or _read_minute_first(stream, i)


def _read_half_to(stream: TokenStream, i: int) -> HourAndMinute | None:
    """Read `halb neun`, `half negen` and `wpół do dziewiątej`: half an hour before nine."""
    half = stream.find(i, "half-to")
    hour = _read_hour_word(stream, half[1]) if half else None
    if not hour or stream.find(hour[1], "unit", "scale", "fraction"):
        return None
    return _make_clock(hour[0] * HOUR - HALF, hour[1])


def _read_minute_first(stream: TokenStream, i: int) -> HourAndMinute | None:
    """Read `half past six`, `Viertel vor sechs`, `ten to six`, `za pięć szósta`."""
    opened = stream.find(i, "minutes-before")
    here = opened[1] if opened else i
    part = stream.find(here, "half-hour", "quarter-hour")
    if part:
        minutes, here = QUARTER if part[0].kind == "quarter-hour" else HALF, part[1]
    else:
        spelled = read_spelled(stream, here)
        if not spelled or not 1 <= spelled.value < HALF or spelled.value % 1:
            return None
        minutes, here = int(spelled.value), spelled.after
        if (named := stream.find(here, "unit")) and named[0].name == "minute":
            here = named[1]
    past, to = stream.find(here, "minutes-past"), stream.find(here, "minutes-to")
    joint = past or to
    hour = _read_hour_word(stream, joint[1] if joint and not opened else here)
    if not hour or not (joint or opened):
        return None
    sure = part or opened or (past and past[0].name == "sure")
    named_hour = stream.find(hour[1], "clock", "am", "pm")
    if not sure and not named_hour and not _follows_clock_word(stream, i):
        return None
    minutes = minutes if past and not opened else -minutes
    return _make_clock(hour[0] * HOUR + minutes, hour[1])


def _read_hour_first(stream: TokenStream, i: int, *, before: bool) -> HourAndMinute | None:
    """Read `six heures moins dix`, `las nueve y media`, `alle sei e un quarto`."""
    hour = _read_hour_word(stream, i)
    if not hour:
        return None
    named = stream.find(hour[1], "clock")
    if not named and not before:
        return None
    here = named[1] if named else hour[1]
    less, more = stream.find(here, "hour-minus"), stream.find(here, "hour-plus")
    joint = less or more
    if not joint:
        return None
    part = stream.find(joint[1], "half-hour", "quarter-hour")
    if part:
        minutes, after = QUARTER if part[0].kind == "quarter-hour" else HALF, part[1]
    else:
        spelled = read_spelled(stream, joint[1])
        if not spelled or not 1 <= spelled.value < HOUR or not _ends_there(stream, spelled.after):
            return None
        minutes, after = int(spelled.value), spelled.after
    return _make_clock(hour[0] * HOUR + (-minutes if less else minutes), after)


def _make_clock(minutes: int, after: int) -> HourAndMinute:
    hour, minute = divmod(minutes, HOUR)
    return HourAndMinute(hour or HALF_DAY, minute, after, sure=True)


def _read_hour_word(stream: TokenStream, i: int) -> tuple[int, int] | None:
    """Return an hour from 1 to 12, in words or digits, and the index after it."""
    digits = stream.digits_at(i)
    if digits and len(digits) <= TWO_DIGITS:
        hour, after = int(digits), i + 1
    else:
        found = stream.find(i, "number", "one") or stream.find(i, "ordinal")
        if not found:
            return None
        hour, after = int(found[0].value or 1), found[1]
    return (hour, after) if 1 <= hour <= HALF_DAY else None


def _follows_clock_word(stream: TokenStream, i: int) -> bool:
    """Return whether a word such as `at` or `until` precedes."""
    found = (stream.find(i - back, "clock-at") for back in (1, 2))
    return any(each and each[1] == i for each in found)


def _ends_there(stream: TokenStream, i: int) -> bool:
    """Return whether the minutes count nothing that follows: `a las nueve y diez personas`."""
    return stream.kind_at(i) != "word" or bool(
        stream.find(i, "am", "pm", "and", "to", "of", "join", "clock")
    )
