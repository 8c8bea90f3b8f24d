"""Quarters and halves of a year, however they are written; and what only looks like them."""

from __future__ import annotations

import pytest

from brief.editorial.numbers import find_quantities
from brief.editorial.numbers.readers.time.periods import HALF_YEAR, QUARTER


def periods(text: str, tag: str) -> list[tuple[str, int]]:
    return [
        (each.unit, int(each.low))
        for each in find_quantities(text, tag)
        if each.unit in {QUARTER, HALF_YEAR} and each.low is not None
    ]


@pytest.mark.parametrize(
    ("text", "tag", "number"),
    [
        *(("Q3", "en", 3), ("Q3/2024", "de", 3), ("3Q24", "en", 3), ("Q4’24", "en", 4)),
        *(("T4 2024", "fr", 4), ("3T 2024", "pt", 3), ("4T24", "it", 4), ("T1 de 2024", "es", 1)),
        *(("3. Quartal", "de", 3), ("III trimestre", "it", 3), ("4e trimestre", "fr", 4)),
        *(("second-quarter profit", "en", 2), ("1.º trimestre", "pt", 1), ("I kwartał", "pl", 1)),
    ],
)
def test_a_quarter_is_read(text: str, tag: str, number: int) -> None:
    assert periods(text, tag) == [(QUARTER, number)]


@pytest.mark.parametrize(
    ("text", "tag", "number"),
    [
        *(("1. Halbjahr", "de", 1), ("H1 2025", "en", 1), ("1H25", "en", 1), ("S2 2024", "fr", 2)),
        *(("zweite Jahreshälfte", "de", 2), ("second half of 2024", "en", 2)),
        *(("prima metà dell’anno", "it", 1), ("eerste helft van 2024", "nl", 1)),
        *(("première moitié de l’année", "fr", 1), ("pierwsze półrocze", "pl", 1)),
    ],
)
def test_half_a_year_is_read(text: str, tag: str, number: int) -> None:
    assert periods(text, tag) == [(HALF_YEAR, number)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("H1", "en"), ("the H20 chip", "en"), ("T3", "de"), ("Q5", "en"), ("H3 2024", "en")),
        *(("three quarters", "en"), ("a quarter of it", "en"), ("the second half", "en")),
        *(("second half of the 1990s", "en"), ("second half of January", "en")),
        *(("3 Quartale", "de"), ("fünftes Quartal", "de"), ("zweite Halbzeit", "de")),
        ("die zweite Hälfte des 19. Jahrhunderts", "de"),
    ],
)
def test_what_only_looks_like_one_is_none(text: str, tag: str) -> None:
    assert periods(text, tag) == []


def test_the_year_beside_a_quarter_is_a_number_of_its_own() -> None:
    for text in ("Q4 2024", "Q4/2024", "4Q 2024"):
        assert [each.text for each in find_quantities(text, "en")][-1] == "2024"
    for text in ("4Q24", "Q4’24", "Q4'24"):
        assert [each.text for each in find_quantities(text, "en")][-1] == "24"
