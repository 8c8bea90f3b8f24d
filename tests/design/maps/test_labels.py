"""Names on a map are inside it, apart from each other and from the dots, or listed below it."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from brief.design.charts.drawing import Size
from brief.design.parts.maps.labels import Box, Dot, Labelling, measure_name, place_labels
from brief.design.parts.maps.land import Land

SIZE = Size(48, 50)
NUMERALS = [str(number) for number in range(1, 13)]
dots = st.lists(
    st.builds(
        Dot,
        st.floats(0, SIZE.width),
        st.floats(0, SIZE.height),
        st.text("abcmwXYZ é漢ب", min_size=1, max_size=40),
        st.booleans(),
    ),
    min_size=1,
    max_size=12,
    unique_by=lambda dot: (dot.x, dot.y),
)


def place(found: list[Dot], *, mirrored: bool = False) -> Labelling:
    return place_labels(found, SIZE, NUMERALS, Land(), mirrored=mirrored)


@given(dots, st.booleans())
def test_labels_are_apart_and_inside(found: list[Dot], mirrored: bool) -> None:  # noqa: FBT001
    made = place(found, mirrored=mirrored)
    boxes = [label.box for label in made.labels]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for box in boxes:
        assert box.is_inside(SIZE)
        assert not any(box.meets(Box(dot.x - 0.5, dot.y - 0.5, 1, 1)) for dot in found)


@given(dots)
def test_each_name_is_on_the_map_or_below_it(found: list[Dot]) -> None:
    made = place(found)
    shown = [label.text for label in made.labels if label.text == label.dot.name]
    listed = [name for _, name in made.listed]
    assert {dot.name for dot in found} <= {*shown, *listed}
    assert [number for number, _ in made.listed] == NUMERALS[: len(listed)]


def test_a_name_is_beside_its_dot_on_the_side_to_which_text_runs() -> None:
    dot = Dot(24, 25, "Triest", is_lead=True)
    (right,), (left,) = place([dot]).labels, place([dot], mirrored=True).labels
    assert right.box.x > dot.x
    assert right.align == "left"
    assert left.box.x + left.box.width < dot.x
    assert left.align == "right"


def test_a_name_without_room_has_a_number_with_a_line_to_its_dot() -> None:
    found = [Dot(24, 25, "Monaco di Baviera e il suo aeroporto", is_lead=False)]
    made = place(found)
    assert made.listed == (("1", found[0].name),)
    assert [label.text for label in made.labels] == ["1"]


def test_marks_above_letters_need_no_width() -> None:
    assert measure_name("e\u0301") == measure_name("e")
    assert measure_name("漢字") > measure_name("ab")
