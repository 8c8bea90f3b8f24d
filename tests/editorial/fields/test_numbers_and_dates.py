"""Numbers and dates as people type them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.fields.invalid_value import InvalidValue
from brief.editorial.fields.numbers_and_dates import (
    read_count,
    read_date,
    read_decimal,
    read_partial_date,
)
from brief.editorial.locale.partial_date import PartialDate


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("29", "29"), ("29.50", "29.50"), ("560e6", "560000000"), ("4E9", "4000000000"),
        ("3.90e9", "3900000000"), ("0", "0"), ("-0.5", "-0.5"), ("\N{MINUS SIGN}5", "-5"),
        ("+5", "5"), (".5", "0.5"), ("010", "10"), ("1e-3", "0.001"), (" 7 ", "7"),
        ("0.00", "0.00"), ("2.5e1", "25"),
    ],
)  # fmt: skip
def test_numbers_keep_every_digit(text: str, shown: str) -> None:
    number = read_decimal(text)
    assert format(number, "f") == shown
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int)
    assert exponent <= 0


@given(st.decimals(-(10**15), 10**15, places=4))
def test_any_number_written_out_is_read_exactly(number: Decimal) -> None:
    read = read_decimal(format(number, "f"))
    assert read == number
    assert read.as_tuple() == number.as_tuple()


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("3,9", "write 3.9"), ("0,125", "write 0.125"), ("4,000", "write 4000 (or 4.000,"),
        ("1.000.000", "write 1000000"), ("1 000 000", "write 1000000"), ("4'000", "write 4000"),
        ("4\u2019000", "write 4000"), ("1\u202f000", "write 1000"), ("1_000", "write 1000"),
        ("1.000,50", "write 1000.50"), ("1,000.50", "write 1000.50"), ("29 %", "`unit: percent`"),
        ("29%", "`unit: percent`"), ("560 Mio.", "560e6"), ("4 billion", "4e9"),
        ("$560", "write only 560, and add `unit: USD`"), ("25 km", "`unit: kilometer`"),
        ("16 – 29", "[16, 29]"), ("NaN", "such as 29.5"), ("Infinity", "such as 29.5"),
        ("0x1F", "decimal digits: 31"), ("٣", "such as 29.5"), ("five", "such as 29.5"),
        ("16-29", "[16, 29]"), ("16 bis 29", "[16, 29]"), ("3,5–4", "[3.5, 4]"),
        ("45 Mio. €", "write only 45e6, and add `notation: compact` and `unit: EUR`"),
        ("4,5 Mrd", "write only 4.5e9"), ("~45", "`qualifier: about`"),
        (">45", "`qualifier: over`"), ("fast 45", "`qualifier: almost`"),
        ("ca. 45 %", "`qualifier: about` and `unit: percent`"), ("3/4", "0.75"),
        ("12:30:00", "a time of day"), ("45 TEU", "write only 45, and name what it counts"),
        ("1e41", "560e6"), ("1e-50", "560e6"), ("9" * 41, "560e6"), ("", "29.5"),
    ],
)  # fmt: skip
def test_no_number_is_told_how_to_be_one(text: str, remedy: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_decimal(text)
    assert remedy in caught.value.message.remedy


def test_typed_values_pass_and_their_look_alikes_do_not() -> None:
    assert read_decimal(Decimal("2.50")) == Decimal("2.50")
    assert read_decimal(3) == Decimal(3)
    assert read_count(2) == 2
    assert read_date(date(2025, 9, 15)) == date(2025, 9, 15)
    assert read_partial_date(PartialDate(2025)) == PartialDate(2025)
    assert read_partial_date(2025) == PartialDate(2025)
    wrong: tuple[object, ...] = (True, None, [], {}, 1.5, Decimal("NaN"), Decimal("-Infinity"))
    for value in wrong:
        with pytest.raises(InvalidValue):
            read_decimal(value)
    with pytest.raises(InvalidValue):
        read_count(True)  # noqa: FBT003 - the very value that must not count as 1


@pytest.mark.parametrize("text", ["2", "0", "100", "007"])
def test_counts(text: str) -> None:
    assert read_count(text) == int(text)


@pytest.mark.parametrize("text", ["-1", "101", "2.0", "two", "1e2", "², ", "٣", ""])
def test_no_counts(text: str) -> None:
    with pytest.raises(InvalidValue):
        read_count(text)


@given(st.dates(date(1000, 1, 1)))
def test_every_day_is_read_back(day: date) -> None:
    assert read_date(day.isoformat()) == day
    assert str(read_partial_date(day.isoformat())) == day.isoformat()


@pytest.mark.parametrize("text", ["2025", "2025-09", "2025-09-15"])
def test_a_partial_date_says_what_was_typed(text: str) -> None:
    assert str(read_partial_date(text)) == text


@pytest.mark.parametrize(
    ("text", "said", "remedy"),
    [
        ("2025-02-30", "February 2025 has 28 days", "2025-09-15"),
        ("2024-02-30", "February 2024 has 29 days", "2025-09-15"),
        ("2025-13-01", "a month is from 01 to 12", "2025-09-15"),
        ("2025-00-01", "a month is from 01 to 12", "2025-09-15"),
        ("2025-01-00", "January 2025 has 31 days", "2025-09-15"),
        ("0000-01-01", "a year is from 1000", "2025-09-15"),
        ("31.02.2025", "February 2025 has 28 days", "year-month-day"),
        ("15.09.2025", "not a date", "write 2025-09-15 (year"),
        ("15. 9. 2025", "not a date", "write 2025-09-15 (year"),
        ("2025/9/5", "not a date", "write 2025-09-05 (year"),
        ("09/15/2025", "not a date", "write 2025-09-15 (year"),
        ("05/09/2025", "not a date", "write 2025-09-05 or 2025-05-09 (year"),
        ("2025-09-15T10:00", "not a date", "remove the time: write 2025-09-15"),
        ("15 September 2025", "not a date", "2025-09-15"),
        ("20250915", "not a date", "2025-09-15"),
        ("15.09.25", "not a date", "2025-09-15"),
        ("2025-09", "the day is missing", "2025-09-15"),
        ("2025", "the day is missing", "2025-09-15"),
        ("", "is empty", "2025-09-15"),
    ],
)
def test_no_date_is_told_how_to_be_one(text: str, said: str, remedy: str) -> None:
    with pytest.raises(InvalidValue) as caught:
        read_date(text)
    assert said in caught.value.message.message
    assert remedy in caught.value.message.remedy
