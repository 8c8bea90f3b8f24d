"""The parts of a line come into the order of the Unicode Bidirectional Algorithm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.personal.bidi import find_direction, order_line, order_text, resolve_levels

HEBREW, ARABIC = "אבג", "محمد"
SIGNS = "abÄ 12.,-+/%$אב ةي١٢:'中\u0301\u05b0"


@pytest.mark.parametrize(
    ("text", "is_rtl", "levels"),
    [
        ("abc", False, [0, 0, 0]),
        ("abc", True, [2, 2, 2]),
        ("אב", False, [1, 1]),
        ("a אב b", False, [0, 0, 1, 1, 0, 0]),
        ("א 12", True, [1, 1, 2, 2]),  # I1: numbers run from left to right
        ("ي 12", False, [1, 1, 2, 2]),  # W2: after an Arabic letter
        ("a 12", True, [2, 2, 2, 2]),  # W7, N1
        ("א1,2", True, [1, 2, 2, 2]),  # W4
        ("א$5", True, [1, 2, 2]),  # W5
        ("א-5", True, [1, 1, 2]),  # W6
        ("א\u05b0", False, [1, 1]),  # W1
        ("a-א", False, [0, 0, 1]),  # N2
    ],
)
def test_levels(text: str, is_rtl: bool, levels: list[int]) -> None:  # noqa: FBT001 - a parameter
    assert resolve_levels(text, is_rtl=is_rtl) == levels


def test_a_name_keeps_its_own_direction_in_the_line() -> None:
    parts = order_line("Prepared for ", f"{ARABIC} Smith", "!", is_rtl=False)
    assert [part.text for part in parts] == ["Prepared for ", "Smith", f"{ARABIC} ", "!"]
    assert [part.is_rtl for part in parts] == [False, False, True, False]


def test_a_line_from_right_to_left_begins_at_the_right() -> None:
    parts = order_line(f"{HEBREW} ", "Ada Example", f" {HEBREW}", is_rtl=True)
    assert [part.text for part in parts] == [f" {HEBREW}", "Ada Example", f"{HEBREW} "]


def test_numbers_in_a_name_do_not_follow_the_words_around_it() -> None:
    parts = order_line(f"{ARABIC} ", "A. Reader 3", "", is_rtl=True)
    assert parts[0].text == "A. Reader 3"


def test_the_first_letter_decides_on_a_direction() -> None:
    assert find_direction(f"12 {HEBREW} a", is_rtl=False)
    assert not find_direction(f"12 a {HEBREW}", is_rtl=True)
    assert find_direction("12", is_rtl=True)


@given(st.text(SIGNS, max_size=20), st.booleans())
def test_no_character_is_lost(text: str, is_rtl: bool) -> None:  # noqa: FBT001 - a parameter
    parts = order_text(text, is_rtl=is_rtl)
    assert sorted("".join(part.text for part in parts)) == sorted(text)
