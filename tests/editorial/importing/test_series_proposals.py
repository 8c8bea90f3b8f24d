"""A change with its years, “from 3.1 in 2018 to 4.2 in 2025”, is proposed as a series."""

from __future__ import annotations

from decimal import Decimal

import pytest

from brief.editorial.importing.figures.suggestions import propose_figures
from brief.editorial.importing.file_writer import figure_entries
from brief.editorial.models.key_figures import KeyFigure
from brief.editorial.numbers import find_quantities
from brief.editorial.yaml.nodes import as_data
from brief.editorial.yaml.parser import parse_yaml
from brief.editorial.yaml.writer import dump_yaml
from brief.findings.source_text import SourceText

BILLIONS = ((2018, Decimal("3.1e9")), (2025, Decimal("4.2e9")))


@pytest.mark.parametrize(
    ("tag", "sentence"),
    [
        (
            "de",
            (
                "Die Exporte stiegen von 3,1 Milliarden Dollar im Jahr 2018 auf 4,2 Milliarden "
                "Dollar im Jahr 2025."
            ),
        ),
        ("en", "Exports rose from $3.1 billion in 2018 to $4.2 billion in 2025."),
        (
            "it",
            (
                "Le esportazioni sono salite da 3,1 miliardi di dollari nel 2018 a 4,2 miliardi "
                "di dollari nel 2025."
            ),
        ),
        (
            "fr",
            (
                "Les exportations sont passées de 3,1 milliards de dollars en 2018 à 4,2 milliards "
                "de dollars en 2025."
            ),
        ),
        (
            "es",
            (
                "Las exportaciones pasaron de 3.100 millones de dólares en 2018 a 4.200 millones "
                "de dólares en 2025."
            ),
        ),
    ],
)
def test_a_change_between_two_years_is_a_series(tag: str, sentence: str) -> None:
    (proposal,) = propose_figures({tag: [sentence]})
    assert proposal.amount.low == Decimal("4.2e9")
    assert (proposal.trend, proposal.course) == ("up", BILLIONS)


def test_all_languages_must_have_the_same_years() -> None:
    texts = {
        "en": ["Unemployment fell from 7.4% in 2019 to 5.2% in 2024."],
        "de": ["Die Arbeitslosigkeit sank von 7,4 Prozent im Jahr 2018 auf 5,2 Prozent 2024."],
    }
    (proposal,) = propose_figures(texts)
    assert (proposal.amount.low, proposal.course) == (Decimal("5.2"), ())
    texts["de"] = [texts["de"][0].replace("2018", "2019")]
    (proposal,) = propose_figures(texts)
    assert [year for year, _ in proposal.course] == [2019, 2024]


def test_a_change_without_years_has_no_series() -> None:
    (proposal,) = propose_figures({"en": ["Exports rose from $3.1 billion to $4.2 billion."]})
    assert (proposal.trend, proposal.course) == ("up", ())


def test_a_proposed_series_is_written_as_a_person_types_it() -> None:
    proposals = propose_figures(
        {"en": [("Exports rose from $3.1 billion in 2018 to $4.2 billion in 2025.")]}
    )
    text = dump_yaml({"key_figures": figure_entries(proposals)})
    assert "series: {2018: 3.1e9, 2025: 4.2e9}" in text
    root, findings = parse_yaml(SourceText("x.yaml", text), frozenset())
    assert root
    assert not findings
    data = as_data(root)
    assert isinstance(data, dict)
    figure = KeyFigure.model_validate(data["key_figures"][0])
    assert [point.value for point in figure.points] == [value for _, value in BILLIONS]


@pytest.mark.parametrize(
    ("tag", "text", "values"),
    [
        (
            "en",
            "from 610,000 in 2015 to 1.48 million in 2025",
            ["610000", "2015", "1480000", "2025"],
        ),
        ("en", "from 400 euros in 2015 to 4,200 euros", ["400", "2015", "4200"]),
        ("en", "2000 to 7000 million", ["2000–7000000000"]),
        ("en", "from 2000 to 5000 people", ["2000–5000"]),
    ],
)
def test_a_year_and_an_amount_are_not_a_range(tag: str, text: str, values: list[str]) -> None:
    found = [
        f"{it.low:f}" if it.low == it.high else f"{it.low:f}–{it.high:f}"
        for it in find_quantities(text, tag)
    ]
    assert found == values
