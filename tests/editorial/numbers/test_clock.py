"""A time of day is told by the words beside it; other hours are a duration."""

from __future__ import annotations

import pytest

from brief.editorial.numbers import find_quantities


def kinds(text: str, tag: str) -> list[tuple[str, int | None]]:
    return [
        (each.kind, None if each.low is None else int(each.low))
        for each in find_quantities(text, tag)
    ]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("resta 23 ore", "it"), ("tarda 23 horas", "es"), ("demora 23 horas", "pt")),
        *(("le vol dure 23 heures", "fr"), ("het duurt 23 uur", "nl"), ("23 Stunden", "de")),
    ],
)
def test_hours_that_last_are_a_duration(text: str, tag: str) -> None:
    assert kinds(text, tag) == [("measure", 23)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("alle 23", "it"), ("alle 23 ore", "it"), ("dalle ore 23", "it"), ("ore 23", "it")),
        *(("a las 23 horas", "es"), ("às 23 horas", "pt"), ("vers 23 heures", "fr")),
        *(("à 23 h", "fr"), ("om 23 uur", "nl"), ("um 23 Uhr", "de"), ("23 Uhr", "de")),
    ],
)
def test_hours_of_the_clock_are_a_time(text: str, tag: str) -> None:
    assert kinds(text, tag) == [("time", 23 * 60)]


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        *(("von 8.30 bis 17.30 Uhr", "de"), ("8.30–17.30 Uhr", "de"), ("8:30–17:30", "en")),
        *(("dalle 8.30 alle 17.30", "it"), ("de 8 h 30 à 17 h 30", "fr")),
    ],
)
def test_times_with_minutes_are_no_range_of_numbers(text: str, tag: str) -> None:
    assert kinds(text, tag) == [("time", 510), ("time", 1050)]
