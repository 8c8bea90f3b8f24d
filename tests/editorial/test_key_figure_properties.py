from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.key_figures import FormattedFigure, format_key_figure
from brief.editorial.locale.numerals import shift_point
from brief.editorial.locale.page_strings import list_catalogues, page_strings
from brief.editorial.models.key_figures import KeyFigure


def figure(tag: str, **facts: Any) -> FormattedFigure:  # noqa: ANN401 - what YAML says, of any shape
    return format_key_figure(KeyFigure(id="x", **facts), tag, page_strings(tag))


def latin(shown: str) -> str:
    """Return the text with Latin digits for whatever digits it has."""
    return "".join(str(unicodedata.digit(c)) if c.isdigit() else c for c in shown)


NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=4) | st.integers().map(Decimal)
UNITS = st.sampled_from([None, "percent", "EUR", "CNY", "USD", "year", "multiple", "kilometer"])
MARKS = {
    tag: figure(tag, value="1.5").number.strip("15۱۵\u200e\u200f") for tag in list_catalogues()
}


def read_back(shown: str, mark: str) -> Decimal:
    """Return the number that the text shows, by the decimal mark alone."""
    whole, _, fraction = latin(shown).partition(mark)
    return Decimal(f"{re.sub(r'[^0-9]', '', whole)}.{re.sub(r'[^0-9]', '', fraction)}0")


@given(tag=st.sampled_from(list_catalogues()), value=NUMBERS, unit=UNITS)
def test_no_digit_is_dropped(tag: str, value: Decimal, unit: str | None) -> None:
    fact = KeyFigure(id="x", value=f"{value:f}", unit=unit)
    number = format_key_figure(fact, tag, page_strings(tag)).number
    assert read_back(number, MARKS[tag]) == value.copy_abs()
    assert ("−" in format_key_figure(fact, tag, page_strings(tag)).text) == (value < 0)


SCALES = {
    "de": {"": 0, "Mio.": 6, "Mrd.": 9, "Bio.": 12},
    "it": {"": 0, "Mln": 6, "Mld": 9, "Bln": 12},
    "en": {"": 0, "thousand": 3, "million": 6, "billion": 9, "trillion": 12},
    "es": {"": 0, "mil": 3, "M": 6, "mil M": 9, "B": 12},
    "pl": {"": 0, "tys.": 3, "mln": 6, "mld": 9, "bln": 12},
    "mt": {"": 0, "miljun": 6, "biljun": 9, "triljun": 12},
    "zh": {"": 0, "万": 4, "亿": 8, "万亿": 12},
    "ja": {"": 0, "万": 4, "億": 8, "兆": 12, "京": 16},
    "hi": {"": 0, "हज़ार": 3, "लाख": 5, "करोड़": 7, "अरब": 9, "खरब": 11},
    "fa": {"": 0, "هزار": 3, "میلیون": 6, "میلیارد": 9, "تریلیون": 12},
}


@given(tag=st.sampled_from(sorted(SCALES)), value=NUMBERS)
def test_no_digit_is_dropped_in_compact_notation(tag: str, value: Decimal) -> None:
    shown = figure(tag, value=f"{value:f}", notation="compact")
    scale = SCALES[tag][shown.after.replace("\u00a0", " ")]
    counted = read_back(shown.number, MARKS[tag])
    assert shift_point(counted, scale) == value.copy_abs()
    assert counted >= 1 or not scale


@given(
    tag=st.sampled_from(list_catalogues()),
    value=NUMBERS,
    unit=UNITS,
    notation=st.sampled_from(["standard", "compact"]),
    qualifier=st.sampled_from([None, "almost", "about", "over", "under", "planned"]),
    digits=st.sampled_from([None, "0", "1"]),
)
def test_the_parts_make_up_the_whole_and_never_break(
    tag: str,
    value: Decimal,
    unit: str | None,
    **axes: str | None,
) -> None:
    shown = figure(tag, value=f"{value:f}", unit=unit, **axes)
    parts = (shown.before, shown.gap_before, shown.number, shown.gap_after, shown.after)
    assert "".join(parts) == shown.text
    assert (shown.gap_before + shown.gap_after).strip("\u00a0\u202f") == ""
    assert not set(shown.text) & set(" \t\n\u2009{}¤'")
    assert shown.before == shown.before.strip()
    assert shown.after == shown.after.strip()
