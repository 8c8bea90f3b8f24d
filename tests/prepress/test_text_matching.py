"""Runs of a PDF are matched to the texts of its page, whatever the order of their letters."""

from __future__ import annotations

import pytest

from brief.prepress.sources.text_matching import find_parts, match_runs, reduce_text


def match(page: str, *runs: str) -> list[str | None]:
    reduced = reduce_text(page)
    places = match_runs(reduced, [reduce_text(run) for run in runs])
    return [None if place is None else reduced[slice(*place)] for place in places]


@pytest.mark.parametrize(
    ("page", "runs"),
    [
        ("The tide comes twice", ("The tide", " comes", "twice")),
        ("a long har\u00adbour wall", ("a long har\u2010", "bour wall")),
        ("in the “Big Fund”", ("in the ”Big Fund“",)),
        ("tide 15 March 2025", ("tide", "2025 March 15")),
        ("hidden words here, then a line of text", ("then a line of text",)),
        ("a line of the page", ("a line", "*** made by a style sheet ***", "of the page")),
    ],
)
def test_each_run_finds_its_text(page: str, runs: tuple[str, ...]) -> None:
    found = match(page, *runs)
    for run, text in zip(runs, found, strict=True):
        wanted = None if "style sheet" in run else sorted(reduce_text(run))
        assert (sorted(text) if text else None) == wanted


def test_equal_runs_find_their_own_text() -> None:
    page = [reduce_text(text) for text in ("port", "port and sea", "port")]
    places = match_runs("".join(page), ["port", "portandsea", "port"])
    assert places == [(0, 4), (4, 14), (14, 18)]


def test_the_parts_of_a_reordered_run_are_found() -> None:
    run = "2025march4,lowe"
    positions = find_parts(run, ["lowe,", "4march2025"])
    assert ["".join(run[at] for at in sorted(own)) for own in positions] == [",lowe", "2025march4"]
