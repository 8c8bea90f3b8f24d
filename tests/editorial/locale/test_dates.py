from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.locale.dates import format_date, format_period, format_year
from brief.editorial.locale.page_strings import list_catalogues
from brief.editorial.locale.partial_date import PartialDate

DAY = date(2025, 9, 15)


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de", "15.\u00a0September 2025"),
        ("it", "15\u00a0settembre 2025"),
        ("en", "September\u00a015, 2025"),
        ("en-GB", "15\u00a0September 2025"),
        ("fr", "15\u00a0septembre 2025"),
        ("es", "15\u00a0de\u00a0septiembre de 2025"),
        ("pl", "15\u00a0września 2025"),
        ("ru", "15\u00a0сентября 2025\u202fг."),
        ("hu", "2025. szeptember\u00a015."),
        ("lt", "2025\u00a0m. rugsėjo\u00a015\u00a0d."),
        ("hr", "15.\u00a0rujna 2025."),
        ("zh", "2025年9月15日"),
        ("ja", "2025年9月15日"),
        ("ko", "2025년 9월\u00a015일"),
        ("ar-EG", "١٥\u00a0سبتمبر ٢٠٢٥"),
        ("fa", "۱۵\u00a0سپتامبر ۲۰۲۵"),
        ("th", "15\u00a0กันยายน ค.ศ. 2025"),
        ("he", "15\u00a0בספטמבר 2025"),
    ],
)
def test_a_day_is_written_in_the_long_form(tag: str, expected: str) -> None:
    assert format_date(DAY, tag) == expected


@pytest.mark.parametrize(
    ("tag", "month", "year"),
    [
        ("it", "settembre 2025", "2025"),
        ("de", "September 2025", "2025"),
        ("pl", "wrzesień 2025", "2025"),
        ("cs", "září 2025", "2025"),
        ("es", "septiembre de 2025", "2025"),
        ("ja", "2025年9月", "2025年"),
        ("hr", "rujan 2025.", "2025."),
        ("lv", "2025.\u00a0g. septembris", "2025.\u00a0g."),
        ("fa", "سپتامبر ۲۰۲۵", "۲۰۲۵"),
    ],
)
def test_a_period_says_as_much_as_is_known(tag: str, month: str, year: str) -> None:
    assert format_period(PartialDate(2025, 9, 15), tag) == format_date(DAY, tag)
    assert format_period(PartialDate(2025, 9), tag) == month
    assert format_period(PartialDate(2025), tag) == year
    assert format_year(2025, tag) == year


@given(
    day=st.dates(min_value=date(1000, 1, 1), max_value=date(2999, 12, 31)),
    tag=st.sampled_from(list_catalogues()),
)
def test_year_and_day_stand_in_every_date(day: date, tag: str) -> None:
    text = format_date(day, tag)
    latin = "".join(str(int(c)) if c.isdigit() else c for c in text)
    assert str(day.year) in latin
    assert str(day.day) in latin.replace(str(day.year), "")
    assert "'" not in text
