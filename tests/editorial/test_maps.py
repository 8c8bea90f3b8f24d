"""Maps: which area they show, and what is refused of their places and names, and where."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.models.maps.area import (
    Area,
    read_country_edges,
    surround_countries,
    surround_places,
)
from brief.errors import ContentError

if TYPE_CHECKING:
    from tests.editorial.conftest import SampleProject

FACTS = "sources: [{publication: Harbour Quarterly}]\ndate: 2025-03-04\n"
AREA = "area: {west: 5, south: 43, east: 18, north: 56}"
PLACES = "places: [{id: hamburg, at: [53.55, 9.99]}, {id: trieste, at: [45.65, 13.77], lead: yes}]"
BASE = "title: T\nsummary: S\npoints: [Uno]\n"
NAMES = "map: {places: {hamburg: Amburgo, trieste: Trieste}}\n"


def list_findings(sample: SampleProject, facts: str, names: str) -> list[str]:
    """Return code and place of each finding, as in `bad-area briefing.yaml:3:9`."""
    try:
        found = sample.read(briefing=FACTS + facts, it=BASE + names).findings
    except ContentError as problem:
        found = problem.findings
    return [f"{it.code} {str(it.place).rpartition('/')[2]}" for it in found]


def test_a_map_with_its_names_has_no_findings(sample: SampleProject) -> None:
    facts = f"map:\n  {AREA}\n  {PLACES}\n  place: text\n"
    briefing = sample.read(briefing=FACTS + facts, it=BASE + NAMES)
    assert briefing.findings == ()
    chosen = briefing.facts.map
    assert chosen is not None
    assert chosen.find_area() == Area(5, 43, 18, 56)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[53.55, 9.99]", "[9.99, 53.55]", "place-outside briefing.yaml:5:30"),
        ("[53.55, 9.99]", "[9.99, 153.55]", "place-outside briefing.yaml:5:30"),
        ("[53.55, 9.99]", "[153.55, 9.99]", "bad-position briefing.yaml:5:30"),
        ("[53.55, 9.99]", "53.55", "bad-position briefing.yaml:5:30"),
        ("[53.55, 9.99]", "[53.55]", "bad-position briefing.yaml:5:30"),
        ("[53.55, 9.99]", "[53°33′N, 9°59′E]", "bad-position briefing.yaml:5:30"),
        ("[53.55, 9.99]", "[fifty, 9]", "bad-number briefing.yaml:5:30"),
        ("[53.55, 9.99]", "[45.65, 13.77]", "same-position briefing.yaml:5:65"),
        ("id: trieste", "id: hamburg", "duplicate-id briefing.yaml:5:51"),
        ("west: 5,", "west: 18,", "bad-area briefing.yaml:4:9"),
        ("north: 56", "north: 40", "bad-area briefing.yaml:4:9"),
        ("north: 56", "north: 96", "bad-area briefing.yaml:4:9"),
        (AREA, "area: Deutschland", "bad-country briefing.yaml:4:9"),
        (AREA, "area: [DE, XQ]", "bad-country briefing.yaml:4:14"),
        (AREA, "area: [FR]", "place-outside briefing.yaml:5:30"),
        ("lead: yes", "led: yes", "unknown-key briefing.yaml:5:80"),
    ],
)
def test_what_cannot_be_drawn_is_placed(
    old: str, new: str, expected: str, sample: SampleProject
) -> None:
    facts = f"map:\n  {AREA}\n  {PLACES}\n"
    assert old in facts
    assert expected in list_findings(sample, facts.replace(old, new), NAMES)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("", "no-place-name it.yaml"),
        ("map: {places: {hamburg: Amburgo}}\n", "no-place-name it.yaml:4:7"),
        (NAMES.replace("trieste:", "triest:"), "no-such-place it.yaml:4:34"),
        (NAMES.replace("}}", ", genoa: Genova}}"), "no-such-place it.yaml:4:52"),
        ("map: {places: {hamburg: , trieste: T}}\n", "left-empty it.yaml:4:16"),
    ],
)
def test_names_that_are_missing_or_unknown_are_placed(
    names: str, expected: str, sample: SampleProject
) -> None:
    found = list_findings(sample, f"map:\n  {AREA}\n  {PLACES}\n", names)
    assert any(each.startswith(expected) for each in found), found


def test_names_without_a_map_and_a_picture_without_edges_are_refused(
    sample: SampleProject,
) -> None:
    assert list_findings(sample, "", NAMES) == ["no-such-map it.yaml:4:1"]
    facts = f"map:\n  file: coast.svg\n  {PLACES}\n"
    assert list_findings(sample, facts, NAMES) == ["map-edges-unknown briefing.yaml:4:9"]


@pytest.mark.parametrize(
    ("position", "remedy"),
    [
        ("[53.55, 9.99]", ""),
        ("[41°12'36\"S, 174°46′E]", "[-41.21, 174.767]"),
        ("[10°E, 53.5°N]", "[53.5, 10]"),
        ('"53.55, 9.99"', "[53.55, 9.99]"),
        ("[-120, 45]", "[45, -120]"),
    ],
)
def test_a_position_in_another_notation_is_said_in_degrees(
    position: str, remedy: str, sample: SampleProject
) -> None:
    facts = f"{FACTS}map: {{places: [{{id: hamburg, at: {position}}}]}}\n"
    names = BASE + "map: {places: {hamburg: Amburgo}}\n"
    if not remedy:
        assert sample.read(briefing=facts, it=names).findings == ()
        return
    with pytest.raises(ContentError) as caught:
        sample.read(briefing=facts, it=names)
    assert remedy in caught.value.findings[0].remedy


def test_an_area_across_the_180th_meridian_has_its_places(sample: SampleProject) -> None:
    facts = (
        "map:\n  area: {west: 170, south: -25, east: -170, north: -10}\n"
        "  places: [{id: hamburg, at: [-18.1, 178.4]}, {id: trieste, at: [-13.8, -171.8]}]\n"
    )
    briefing = sample.read(briefing=FACTS + facts, it=BASE + NAMES)
    assert briefing.findings == ()
    assert briefing.facts.map is not None
    assert briefing.facts.map.find_area() == Area(170, -25, 190, -10)


def test_the_area_around_countries_leaves_out_islands_that_are_far() -> None:
    area = surround_countries(["DE", "IT"])
    assert area.contains(53.55, 9.99)
    assert area.contains(37.5, 15.1)
    assert not surround_countries(["FR"]).contains(4.9, -52.3)
    assert not surround_countries(["ES"]).contains(28.1, -15.4)
    assert surround_countries(["RU"]).contains(66, -172)
    assert surround_countries(["FJ", "WS"]).width < 40
    assert len(read_country_edges()) > 230


@given(
    st.lists(
        st.tuples(
            st.floats(-90, 90, allow_nan=False),
            st.floats(-180, 180, allow_nan=False),
        ),
        min_size=1,
        max_size=12,
    )
)
def test_the_area_around_places_contains_them(places: list[tuple[float, float]]) -> None:
    area = surround_places(places)
    assert 0 < area.width <= 360
    assert -90 <= area.south < area.north <= 90
    assert all(area.contains(*place) for place in places)
