"""Read times of day: `15 Uhr`, `15:30`, `3 p.m.`, `alle 15`, `17 h 30`, `las tres de la tarde`."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.numbers.quantity import Reading
from brief.editorial.numbers.readers.number_words.spelled import SpelledNumber, read_spelled
from brief.editorial.numbers.readers.quantity_factory import make_result
from brief.editorial.numbers.readers.time.clock_words import HourAndMinute, read_worded_clock

if TYPE_CHECKING:
    from brief.editorial.numbers.readers.quantity_factory import ReadResult
    from brief.editorial.numbers.readers.token_stream import TokenStream

HALF_DAY = 12
HOURS, MINUTES = 24, 60
TWO_DIGITS = 2


def read_time(stream: TokenStream, i: int) -> ReadResult | None:
    """Read a time of day; noon and midnight are hints."""
    return _read_hours(stream, i) or (_read_noon(stream, i) if stream.find_senses(i) else None)


def _read_noon(stream: TokenStream, i: int) -> ReadResult | None:
    for kind, minutes in (("noon", HALF_DAY * MINUTES), ("midnight", 0)):
        if found := stream.find(i, kind):
            value, after = Decimal(minutes), found[1]
            return make_result(stream, i, after, "time", value, unit="time", weight="hint")
    return None


def _read_hours(stream: TokenStream, i: int) -> ReadResult | None:
    day_part = stream.find(i, "am-before", "pm-before")
    start = stream.skip(day_part[1] if day_part else i, "clock-before")
    before = start > (day_part[1] if day_part else i) or _ends_time_span(stream, i)
    clock = read_worded_clock(stream, start, before=before)
    clock = clock or _read_hour(stream, start, before=before)
    if not clock:
        return None
    named = stream.find(clock.after, "clock")
    unit = stream.find(clock.after, "unit", "unit-sign") if named else None
    if named and unit and unit[1] > named[1]:
        return None  # `3時間` is a duration
    if named and not before and not clock.minute and stream.find(clock.after, "unit"):
        # `resta 23 ore`, but `dalle 9 alle 17 ore`; in languages without a word list, a time.
        named = named if _is_clock_time(stream, i) else None
    if named:
        clock = _add_minutes(stream, clock, named[1])
    half = stream.find(clock.after, "pm", "am") if clock.hour <= HALF_DAY else None
    if day_part and not (named or half or clock.sure or clock.minute):
        return None
    before = before or bool(clock.minute and stream.find(start - 1, "clock-before-minutes"))
    sure = named or half or clock.sure or (before and _counts_nothing(stream, clock))
    if not sure and not _starts_time_span(stream, clock):
        return None
    hour, after = clock.hour, half[1] if half else clock.after
    half = half or (day_part if hour <= HALF_DAY else None)
    if half:
        hour = hour % HALF_DAY + (HALF_DAY if half[0].kind in {"pm", "pm-before"} else 0)
    value = Decimal(hour * MINUTES + clock.minute)
    later = value + HALF_DAY * MINUTES
    readings = () if half or hour > HALF_DAY else (Reading(later, later, "time"),)
    return make_result(stream, i, after, "time", value, unit="time", readings=readings)


def _ends_time_span(stream: TokenStream, i: int) -> bool:
    """Return whether the hour is the end of a span: `kl. 8–16`, `klo 8.30–16.30`."""
    first = i - 2
    if not stream.is_dash(i - 1) or stream.kind_at(first) not in {"digits", "clock"}:
        return False
    words = (stream.find(first - back, "clock-before") for back in (1, 2, 3))
    return any(found and found[1] == first for found in words)


def _starts_time_span(stream: TokenStream, clock: HourAndMinute) -> bool:
    """Return whether the end of a span of time follows: `8.30 bis 9 Uhr`, `16 und 19 Uhr`.

    A word that also counts hours does not show a time of day after a bare hour: `da 2 a 3 ore`.
    """
    i = clock.after
    joint = stream.find(i, "to", "and")
    after = joint[1] if joint else i + 1 if stream.is_dash(i) else 0
    hour = _read_hour(stream, stream.skip(after, "the")) if after else None
    if not hour or not stream.find(hour.after, "clock", "am", "pm"):
        return False
    if clock.minute or hour.minute:
        return True
    return clock.hour < hour.hour + HALF_DAY and not stream.find(hour.after, "unit", "unit-sign")


def _is_clock_time(stream: TokenStream, i: int) -> bool:
    """Return whether hours are a time of day: `à 15 heures`, but not `15 heures de vol`."""
    return not stream.lexicon.counts_hours or any(
        (found := stream.find(i - back, "clock-at")) and found[1] == i for back in (1, 2, 3)
    )


def _is_hour(spelled: SpelledNumber) -> bool:
    return 1 <= spelled.value <= HALF_DAY and not spelled.value % 1


def _add_minutes(stream: TokenStream, clock: HourAndMinute, after: int) -> HourAndMinute:
    """Add the minutes after the word for the hour: `17 h 30`, `9 Uhr 15`."""
    if marked := _read_marked_minutes(stream, clock, after):
        return marked
    if clock.minute:
        return HourAndMinute(clock.hour, clock.minute, after)
    minutes, end = _parse_minutes(stream.digits_at(after)), after + 1
    if minutes is None and not stream.find(after - 1, "unit"):
        spelled = read_spelled(stream, after)
        if spelled and 0 < spelled.value < MINUTES and stream.kind_at(spelled.after) != "word":
            minutes, end = int(spelled.value), spelled.after  # `neun Uhr zwanzig`
    joined = stream.is_attached(after - 1) and stream.is_attached(after)  # `19h30`
    counted = stream.find(end, "unit", "unit-sign", "scale", "currency")
    day = stream.find(end, "day-before")  # `15 giờ 30 ngày 5 tháng 6`
    counted = None if day and stream.kind_at(day[1]) == "digits" else counted
    if minutes is None or (counted and not joined):
        return HourAndMinute(clock.hour, 0, after)
    return HourAndMinute(clock.hour, minutes, end)


def _read_marked_minutes(
    stream: TokenStream, clock: HourAndMinute, after: int
) -> HourAndMinute | None:
    """Read the minutes of `3点半` and `3時30分`."""
    if past := stream.find(after, "clock-half"):
        return HourAndMinute(clock.hour, MINUTES // 2, past[1], sure=True)
    joined = stream.skip(after, "join")
    digits, mark = stream.digits_at(joined), stream.find(joined + 1, "minute-mark")
    if mark and digits and int(digits) < MINUTES:
        return HourAndMinute(clock.hour, int(digits), mark[1], sure=True)
    return None


def _parse_minutes(digits: str) -> int | None:
    fits = len(digits) == TWO_DIGITS and digits.isdecimal() and int(digits) < MINUTES
    return int(digits) if fits else None


def _read_hour(stream: TokenStream, i: int, *, before: bool = False) -> HourAndMinute | None:
    """Return hour and minute in digits, or an hour in words with a word for the time of day."""
    spaced = not stream.lexicon.digits_and_units
    if stream.kind_at(i) == "word" or (stream.kind_at(i) == "mark" and not spaced):
        return _read_spelled_hour(stream, i) or _read_one(stream, i, before=before)
    if stream.kind_at(i) not in {"digits", "clock"}:
        return None
    sure = stream.kind_at(i) == "clock"
    # Italian papers also write 15,30 after a word for the hour.
    text = stream.text_at(i) if sure else stream.text_at(i).replace(",", ".")
    whole, mark, rest = text.partition(":" if sure else ".")
    minutes = _parse_minutes(rest.partition(":")[0]) if mark else 0
    if not whole.isdecimal() or len(whole) > TWO_DIGITS or int(whole) > HOURS or minutes is None:
        return None
    return HourAndMinute(int(whole), minutes, i + 1, sure)


def _read_spelled_hour(stream: TokenStream, i: int) -> HourAndMinute | None:
    """Read `drei` of `drei Uhr` and `tres` of `las tres de la tarde`."""
    spelled = read_spelled(stream, i)
    i = stream.skip(i, "prefix")
    if not spelled and (hour := stream.find(i, "ordinal")):  # `الساعة الثالثة مساء`
        spelled = SpelledNumber(hour[0].value or Decimal(0), hour[1], scaled=False)
    if not spelled or not _is_hour(spelled):
        return None
    if not stream.find(spelled.after, "clock", "am", "pm"):
        return None
    return HourAndMinute(int(spelled.value), 0, spelled.after)


def _read_one(stream: TokenStream, i: int, *, before: bool) -> HourAndMinute | None:
    """Read `una` of `a la una` and `l’una di notte`; `ein` of `ein Uhr`, but not `una hora`."""
    one = stream.find(i, "one", "article")
    if not one:
        return None
    named = stream.find(one[1], "am", "pm", "clock")
    if named and (named[0].kind != "clock" or not stream.find(one[1], "unit")):
        return HourAndMinute(1, 0, one[1])
    clock = HourAndMinute(1, 0, one[1])
    return clock if before and not named and stream.find(i, "hour-of-one") else None


def _counts_nothing(stream: TokenStream, clock: HourAndMinute) -> bool:
    """Return whether the hour of `alle 15` is not the number of what follows."""
    i = clock.after
    if stream.find(i, "unit", "unit-sign", "currency", "currency-sign", "scale", "scale-letter"):
        return False
    if clock.minute:
        return True
    ordinal = stream.lexicon.dotted_ordinals and stream.text_at(i) == "."  # `u 15. minuti`
    if stream.find(i, "of") or (ordinal and stream.lower_at(i + 1) == stream.text_at(i + 1) != ""):
        return False
    return stream.kind_at(i) != "word" or bool(stream.find(i, "and", "to", "join"))
