"""What the text says of a change is that of the key figure's series."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.editorial.agreement.conftest import Port

FACTS = """\
key_figures:
  - {id: exports, value: 4.2e9, unit: USD, notation: compact, additional: yes,
     series: {2018: 3.1e9, 2020: ~, 2022: 4.4e9, 2025: 4.2e9}}
  - {id: share, value: 29, unit: percent, additional: yes, series: {2024: 20, 2025: 29}}
"""


def codes(port: Port, tag: str, summary: str) -> list[str]:
    port.facts, port.languages = FACTS, (tag,)
    texts = {"title": "T", "points": ["P"], "summary": summary}
    labels = {"key_figures": {"exports": "x", "share": "y"}}
    found = port.findings(**{tag: {**texts, **labels}})
    return [it.code for it in found if it.code.startswith("series-")]


@pytest.mark.parametrize(
    ("tag", "summary"),
    [
        ("en", "Exports rose from 3.1 to 4.2 billion dollars."),
        ("de", "Die Ausfuhren stiegen von 3,1 auf 4,2 Mrd. US-Dollar."),
        ("it", "Le esportazioni sono salite da 3,1 a 4,2 miliardi di dollari."),
        ("en", "Exports fell from 4.4 to 4.2 billion dollars."),
        ("en", "Exports fell to $4.2 billion."),
        ("en", "Imports rose from 2.0 to 5.1 billion dollars, the share from 20 to 29 per cent."),
    ],
)
def test_a_change_of_the_series_is_right(port: Port, tag: str, summary: str) -> None:
    assert codes(port, tag, summary) == []


@pytest.mark.parametrize(
    ("tag", "summary"),
    [
        ("en", "Exports rose from 3.0 to 4.2 billion dollars."),
        ("de", "Die Ausfuhren stiegen von 3,3 auf 4,2 Mrd. US-Dollar."),
        ("en", "Exports rose from 4.2 to 4.4 billion dollars."),
        ("de", "Der Anteil stieg von 21 auf 29 Prozent."),
        ("de", "Der Anteil fiel auf 29 Prozent."),
    ],
)
def test_another_change_is_reported(port: Port, tag: str, summary: str) -> None:
    assert codes(port, tag, summary) == ["series-differs"]


@pytest.mark.parametrize(
    ("tag", "summary"),
    [
        ("fr", "La part a reculé de 29 pour cent."),
        ("fr", "La part a reculé, en trois ans, de près de 29 %."),
        ("it", "La quota è calata del 29 per cento."),
        ("it", "La quota è scesa di circa il 29 per cento."),
        ("en", "The share fell by 29 per cent."),
        ("en", "The share fell 29 per cent."),
        ("de", "Der Anteil fiel um 29 Prozent."),
    ],
)
def test_an_amount_of_a_change_is_not_its_end(port: Port, tag: str, summary: str) -> None:
    assert codes(port, tag, summary) == []


@pytest.mark.parametrize(
    ("tag", "summary"),
    [
        ("fr", "La part a reculé à 29 pour cent."),
        ("it", "La quota è calata al 29 per cento."),
        ("en", "The share fell to almost 29 per cent."),
        ("de", "Der Anteil sank auf knapp 29 Prozent."),
    ],
)
def test_the_end_of_a_change_is_compared_with_the_series(
    port: Port, tag: str, summary: str
) -> None:
    assert codes(port, tag, summary) == ["series-differs"]
