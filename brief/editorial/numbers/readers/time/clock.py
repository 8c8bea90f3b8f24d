"""Read times of day: `15 Uhr`, `15:30`, `3 p.m.`, `alle 15`, `17 h 30`, `las tres de la tarde`."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.spelled import read_spelled

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.spelled import SpelledNumber
    from brief.editorial.numbers.readers.token_stream import TokenStream

HALF_DAY = 12
HOURS, MINUTES = 24, 60
TWO_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _HourAndMinute:
    """Hour and minute as written; `sure` if they can only be a time."""

    hour: int
    minute: int
    after: int
    sure: bool = False


def read_time(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a time of day; noon and midnight are hints."""
    for kind, minutes in (("noon", HALF_DAY * MINUTES), ("midnight", 0)):
        if found := stream.find(i, kind):
            value, after = Decimal(minutes), found[1]
            return make_result(stream, i, after, "time", value, unit="time", weight="hint")
    start = stream.skip(i, "clock-before")
    before = start > i
    clock = _read_half_to(stream, start) or _read_hour(stream, start)
    if not clock:
        return None
    named = stream.find(clock.after, "clock")
    if named and not before and not clock.minute and stream.find(clock.after, "unit"):
        # `resta 23 ore`, but `dalle 9 alle 17 ore`; in languages without a word list, a time.
        named = named if _is_clock_time(stream, i) else None
    if named:
        clock = _add_minutes(stream, clock, named[1])
    half = stream.find(clock.after, "pm", "am") if clock.hour <= HALF_DAY else None
    sure = named or half or clock.sure or (before and _counts_nothing(stream, clock))
    if not sure and not (clock.minute and _starts_time_span(stream, clock.after)):
        return None
    hour, after = clock.hour, clock.after
    if half:
        hour = hour % HALF_DAY + (HALF_DAY if half[0].kind == "pm" else 0)
        after = half[1]
    value = Decimal(hour * MINUTES + clock.minute)
    later = value + HALF_DAY * MINUTES
    readings = () if half or hour > HALF_DAY else (Reading(later, later, "time"),)
    return make_result(stream, i, after, "time", value, unit="time", readings=readings)


def _starts_time_span(stream: TokenStream, i: int) -> bool:
    """Return whether the end of a span of time follows: `8.30 bis 9 Uhr`."""
    joint = stream.find(i, "to", "and")
    after = joint[1] if joint else i + 1 if stream.is_dash(i) else 0
    hour = _read_hour(stream, after) if after else None
    return bool(hour and stream.find(hour.after, "clock", "am", "pm"))


def _is_clock_time(stream: TokenStream, i: int) -> bool:
    """Return whether hours are a time of day: `à 15 heures`, but not `15 heures de vol`."""
    return not stream.lexicon.counts_hours or any(
        (found := stream.find(i - back, "clock-at")) and found[1] == i for back in (1, 2, 3)
    )


def _is_hour(spelled: SpelledNumber) -> bool:
    return 1 <= spelled.value <= HALF_DAY and not spelled.value % 1


def _read_half_to(stream: TokenStream, i: int) -> _HourAndMinute | None:
    """Read `halb neun` and `half negen`: half an hour before nine."""
    half = stream.find(i, "half-to")
    spelled = read_spelled(stream, half[1]) if half else None
    if not spelled or not _is_hour(spelled):
        return None
    if stream.find(spelled.after, "unit", "scale", "fraction"):
        return None
    hour = (int(spelled.value) - 1) or HALF_DAY
    return _HourAndMinute(hour, MINUTES // 2, spelled.after, sure=True)


def _add_minutes(stream: TokenStream, clock: _HourAndMinute, after: int) -> _HourAndMinute:
    """Add the minutes after the word for the hour: `17 h 30`, `9 Uhr 15`."""
    minutes = _parse_minutes(stream.digits_at(after))
    counted = stream.find(after + 1, "unit", "unit-sign", "scale", "currency")
    if clock.minute or minutes is None or counted:
        return _HourAndMinute(clock.hour, clock.minute, after)
    return _HourAndMinute(clock.hour, minutes, after + 1)


def _parse_minutes(digits: str) -> int | None:
    fits = len(digits) == TWO_DIGITS and digits.isdecimal() and int(digits) < MINUTES
    return int(digits) if fits else None


def _read_hour(stream: TokenStream, i: int) -> _HourAndMinute | None:
    """Return hour and minute in digits, or an hour in words with a word for the time of day."""
    if stream.kind_at(i) == "word":
        return _read_spelled_hour(stream, i)
    if stream.kind_at(i) not in {"digits", "clock"}:
        return None
    sure = stream.kind_at(i) == "clock"
    # Italian papers also write 15,30 after a word for the hour.
    text = stream.text_at(i) if sure else stream.text_at(i).replace(",", ".")
    whole, mark, rest = text.partition(":" if sure else ".")
    minutes = _parse_minutes(rest.partition(":")[0]) if mark else 0
    if not whole.isdecimal() or len(whole) > TWO_DIGITS or int(whole) > HOURS or minutes is None:
        return None
    return _HourAndMinute(int(whole), minutes, i + 1, sure)


def _read_spelled_hour(stream: TokenStream, i: int) -> _HourAndMinute | None:
    """Read `drei` of `drei Uhr` and `tres` of `las tres de la tarde`."""
    spelled = read_spelled(stream, i)
    if not spelled or not _is_hour(spelled):
        return None
    if not stream.find(spelled.after, "clock", "am", "pm"):
        return None
    return _HourAndMinute(int(spelled.value), 0, spelled.after)


def _counts_nothing(stream: TokenStream, clock: _HourAndMinute) -> bool:
    """Return whether the hour of `alle 15` is not the number of what follows."""
    i = clock.after
    if stream.find(i, "unit", "unit-sign", "currency", "currency-sign", "scale", "scale-letter"):
        return False
    if clock.minute:
        return True
    if stream.find(i, "of"):
        return False
    return stream.kind_at(i) != "word" or bool(stream.find(i, "and", "to", "join"))
