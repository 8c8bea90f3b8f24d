"""A key figure of four digits is grouped as the text of its page writes it."""

from __future__ import annotations

import pytest

from brief.design.text.figure_digits import follow_figure, follow_prose


@pytest.mark.parametrize(
    ("tag", "figure", "prose", "shown"),
    [
        ("it", "2450", "Il porto ha 2.450 posti.", "2.450"),
        ("it", "2450", "Il porto ha 2450 posti.", "2450"),
        ("it", "2450", "Il porto ha 2450 posti, prima 2.450.", "2450"),
        ("it", "2450", "Il porto è nuovo.", "2450"),
        ("it", "2450", "Nel 12.450 e 2.4501 e 1,2450", "2450"),
        ("it", "2450,5%", "Sono 2.450,5 metri", "2.450,5%"),
        ("it", "2450–2600", "Da 2.450 a 2.600 posti", "2.450–2.600"),
        ("de", "2.450", "Der Hafen hat 2450 Plätze.", "2450"),
        ("de", "2.450", "Der Hafen hat 2.450 Plätze.", "2.450"),
        ("de", "12.450", "Der Hafen hat 12450 Plätze.", "12.450"),
        ("es", "2450", "El puerto tiene 2.450 plazas.", "2.450"),
        ("pl", "2450", "Port ma 2 450 miejsc.", "2\u00a0450"),
        ("de", "16", "Von 16 Plätzen", "16"),
    ],
)
def test_four_digits_are_grouped_as_in_the_text(
    tag: str, figure: str, prose: str, shown: str
) -> None:
    assert follow_prose(figure, ["Titel", prose], tag) == shown


@pytest.mark.parametrize(
    ("tag", "shown", "followed", "numbers", "grouped"),
    [
        ("de", "6.400", "6400", ["900", "9.000", "12.500"], ("900", "9000", "12.500")),
        ("it", "2450", "2.450", ["900", "3900", "12.500"], ("900", "3.900", "12.500")),
        ("de", "6.400", "6.400", ["900", "9.000"], ("900", "9.000")),
        ("de", "6.400", "6400", ["", "1,250", "9.000"], ("", "1,250", "9000")),
    ],
)
def test_the_numbers_of_a_series_are_grouped_as_their_figure(
    tag: str, shown: str, followed: str, numbers: list[str], grouped: tuple[str, ...]
) -> None:
    assert follow_figure(numbers, shown, followed, tag) == grouped
