"""The sentence about a series is in the language's words, with its numbers by its rules."""

from __future__ import annotations

import re
import unicodedata
from string import Formatter

import pytest

from brief.design.charts.series_texts import describe_series
from brief.editorial.locale.page_strings import (
    ChartStrings,
    chart_strings,
    list_catalogues,
    page_strings,
)
from brief.editorial.models.key_figures import KeyFigure

EXPORTS = KeyFigure(
    id="exports",
    value="4.2e9",
    unit="USD",
    notation="compact",
    series={"2018": "3.1e9", "2020": None, "2021": "2.9e9", "2023": "4.4e9", "2025": "4.2e9"},
)


def sentence(figure: KeyFigure, label: str, tag: str) -> str:
    said = describe_series(figure, label, tag, page_strings(tag)).alt
    return said.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        (
            "de",
            (
                "Exporte 2018–2025: von 3,1 auf 4,2 Mrd. $; höchster Wert 4,4 im Jahr 2023; "
                "niedrigster Wert 2,9 im Jahr 2021; keine Angabe: 2020"
            ),
        ),
        (
            "en",
            (
                "Exporte, 2018–2025: from 3.1 to $4.2 billion; highest value 4.4 in 2023; "
                "lowest value 2.9 in 2021; no data: 2020"
            ),
        ),
        (
            "it",
            (
                "Exporte, 2018–2025: da 3,1 a 4,2 Mld USD; valore massimo 4,4 nel 2023; "
                "valore minimo 2,9 nel 2021; dato mancante: 2020"
            ),
        ),
        (
            "ja",
            (
                "Exporte（2018～2025）：31から42億米ドルへ、最高値は2023年の44、最低値は2021年の29、"
                "データなし：2020年"
            ),
        ),
    ],
)
def test_a_series_in_words(tag: str, said: str) -> None:
    assert sentence(EXPORTS, "Exporte", tag) == said


@pytest.mark.parametrize("tag", list_catalogues())
def test_every_language_has_the_numbers_in_its_sentence(tag: str) -> None:
    said = sentence(EXPORTS, "Exporte", tag)
    digits = re.sub(r"\D", "", "".join(str(unicodedata.digit(c, c)) for c in said))
    for number in ("2018", "2025", "31", "42", "44", "2023", "29", "2021", "2020"):
        assert number in digits, said
    assert "{" not in said
    assert said.count("Exporte") == 1


@pytest.mark.parametrize("tag", list_catalogues())
def test_every_pattern_has_its_slots(tag: str) -> None:
    slots = {
        "change": {"label", "first", "last", "old", "new"},
        **{key: {"value", "period"} for key in ("highest", "highest_in_year")},
        **{key: {"value", "period"} for key in ("lowest", "lowest_in_year")},
        "missing": {"periods"},
        "map": {"places"},
        **{key: {"value"} for key in ("plan", "forecast")},
    }
    words = chart_strings(tag)
    for name in ChartStrings.model_fields:
        found = {slot for _, slot, _, _ in Formatter().parse(getattr(words, name)) if slot}
        assert found == slots.get(name, set()), name


def test_months_are_named_and_a_forecast_is_marked() -> None:
    figure = KeyFigure(
        id="x",
        value="29",
        unit="percent",
        series={"2025-01": "31", "2025-02": "2.5", "2025-03": "29"},
        scenario="forecast",
    )
    said = sentence(figure, "Quote 2025", "de")
    assert said == (
        "Quote 2025, Jan. 2025–März 2025: von 31 auf 29 % (Prognose); "
        "niedrigster Wert 2,5 (Feb. 2025)"
    )
    table = describe_series(figure, "Quote", "de", page_strings("de")).table
    assert table.header == ("Zeitraum", "Quote")
    assert table.rows[2][0] == "März 2025"
