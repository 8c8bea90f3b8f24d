"""Texts that repeat signs, digits and number words thousands of times are compared to the end."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.editorial.numbers import Quantity, compare_numbers
from brief.editorial.numbers.comparison import compare
from brief.editorial.numbers.comparison.matches import Side, TextPair
from brief.editorial.numbers.comparison.similarity import Similarity, measure_similarity
from brief.editorial.numbers.readers.reader import read_text

LENGTH = 4_000
PARTS = ["1", "7", "40", "½", " ", "\u00a0", "\n", ",", ".", ":", "-", "–", "/", "%", "€", "+", "^",
         "°", "*", "_", "(", ")", "’", "eins ", "due ", "Million ", "mezzo ", "beide ", "von ",
         "bis ", "Uhr ", "Mai ", "XIV "]  # fmt: skip


def repeat(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


@settings(max_examples=12)
@given(*2 * [st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join)])
def test_every_difference_is_a_part_of_its_text(one: str, other: str) -> None:
    left, right = repeat(one, 600), repeat(other, 600)
    for found in compare_numbers(left, "de", right, "it"):
        assert found.left is None or left[found.left.start : found.left.end] == found.left.text
        assert found.right is None or right[found.right.start : found.right.end] == found.right.text
    assert compare_numbers(left, "de", left, "de") == ()


def test_a_number_that_is_repeated_without_end_is_the_same_number() -> None:
    assert compare_numbers(repeat("1 ", LENGTH), "de", repeat("1 ", LENGTH), "it") == ()


def test_plain_numbers_are_measured_as_all_others_are() -> None:
    found = read_text("Es sind 7, 8, −7, 1999, 12 bis 15, 2000 bis 2004 und 3 Millionen.", "de")
    assert len(found) == 9
    pair = TextPair(Side(found, "de"), Side(found, "de"))
    for one in found:
        for other in found:
            assert pair.measure(one, other) == measure_similarity(one, other)


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the quantities that are measured against others, in a list that grows."""
    texts: list[str] = []
    measure = TextPair.measure

    def count(pair: TextPair, one: Quantity, other: Quantity) -> Similarity:
        texts.append(one.text)
        return measure(pair, one, other)

    monkeypatch.setattr(TextPair, "measure", count)
    return texts


def test_equal_numbers_in_the_same_order_are_measured_once(measured: list[str]) -> None:
    text = " ".join(map(str, range(1000, 1100)))
    assert compare_numbers(text, "de", text, "it") == ()
    assert len(measured) == 100


def test_the_work_does_not_grow_with_the_square_of_the_numbers(measured: list[str]) -> None:
    text, other = repeat("1 ", LENGTH), repeat("2 ", LENGTH)
    assert len(compare_numbers(text, "de", other, "it")) == LENGTH // 2
    assert len(measured) < 10 * compare.MAX_PAIRS
