"""Texts that say the same agree, however freely they are translated; mistakes in them are told."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from random import Random

import pytest
import yaml

from benchmarks.mutations import KINDS, Mutation, make_mutations
from brief.editorial.numbers import compare_numbers

ENTRIES: list[dict[str, str]] = [
    entry
    for name in ("agreement.yaml", "press.yaml")
    for entry in yaml.safe_load(Path(__file__).with_name(name).read_text(encoding="utf-8"))
]
PAIRS = [
    (left, entry[left].strip(), right, entry[right].strip())
    for entry in ENTRIES
    for left, right in combinations(entry, 2)
]
FIGURES = frozenset(KINDS) - {"word"}


def warnings(left: str, text: str, right: str, other: str) -> set[tuple[str, str, str]]:
    return {
        (each.code, each.left.text if each.left else "", each.right.text if each.right else "")
        for each in compare_numbers(text, left, other, right)
        if each.code != "number-approximate"
    }


def mistakes(languages: set[frozenset[str]], seed: int) -> list[tuple[Mutation, bool]]:
    """Return all mistakes in the pairs of these languages, and whether each is told."""
    random = Random(seed)  # noqa: S311 - the same mistakes in every run are wanted
    found: list[tuple[Mutation, bool]] = []
    for left, text, right, other in PAIRS:
        if frozenset((left, right)) not in languages:
            continue
        before = warnings(left, text, right, other)
        for each in make_mutations(text, left, random):
            after = warnings(left, each.text, right, other)
            found.append((each, bool(after - before)))
        for each in make_mutations(other, right, random):
            after = warnings(left, text, right, each.text)
            found.append((each, bool(after - before)))
    return found


def share_told(found: list[tuple[Mutation, bool]], kinds: frozenset[str]) -> float:
    told = [caught for each, caught in found if each.kind in kinds]
    assert len(told) > 20
    return sum(told) / len(told)


@pytest.mark.parametrize("languages", sorted({f"{left}-{right}" for left, _, right, _ in PAIRS}))
def test_texts_that_say_the_same_are_not_warned_about(languages: str) -> None:
    warned = [
        (pair[1], pair[3], found)
        for pair in PAIRS
        if f"{pair[0]}-{pair[2]}" == languages and (found := warnings(*pair))
    ]
    assert warned == []


def test_mistakes_in_figures_are_told_in_german_and_italian() -> None:
    assert share_told(mistakes({frozenset(("de", "it"))}, 1), FIGURES) >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("seed", [2, 3])
@pytest.mark.parametrize("other", ["en", "es", "fr", "it", "nl", "pt"])
def test_mistakes_in_figures_are_told_in_every_language(other: str, seed: int) -> None:
    found = mistakes({frozenset(("de", other)), frozenset(("en", other))}, seed)
    assert share_told(found, FIGURES) >= 0.99


def test_most_mistakes_in_number_words_are_told() -> None:
    found = mistakes({frozenset(("de", "it")), frozenset(("de", "en"))}, 1)
    assert share_told(found, frozenset(("word",))) >= 0.85


def test_a_decimal_before_a_month_is_not_a_day() -> None:
    random = Random(1)  # noqa: S311 - the same mistakes in every run are wanted
    assert {each.kind for each in make_mutations("100,8 de agosto", "es", random)} == {
        "digit",
        "month",
    }


def test_every_kind_of_mistake_is_tried() -> None:
    tried = {each.kind for each, _ in mistakes({frozenset(("de", "en"))}, 1)}
    assert tried == set(KINDS)
