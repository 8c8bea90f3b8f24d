"""Pairs of texts that say the same in different notations are silent; changed ones are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from brief.editorial.numbers import NumberMismatch, compare_numbers

PAIRS: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("pairs.yaml").read_text(encoding="utf-8")
)


def compare(entry: dict[str, Any], second: str | None = None) -> tuple[NumberMismatch, ...]:
    """Return what is told of the two texts, or of the first and a changed second one."""
    left, right = (tag for tag in entry if tag not in {"about", "changed"})
    return compare_numbers(entry[left], left, second or entry[right], right)


@pytest.mark.parametrize("entry", PAIRS, ids=lambda entry: entry["about"])
def test_nothing_is_told_of_texts_that_say_the_same(entry: dict[str, Any]) -> None:
    assert [each.message for each in compare(entry)] == []


@pytest.mark.parametrize(
    ("entry", "changed"),
    [(entry, each) for entry in PAIRS for each in entry.get("changed", ())],
    ids=lambda value: value if isinstance(value, str) else value["about"],
)
def test_a_change_is_told(entry: dict[str, Any], changed: str) -> None:
    found = [each for each in compare(entry, changed) if each.code != "number-approximate"]
    assert found != []


@pytest.mark.parametrize(
    ("english", "french", "code"),
    [
        ("The path is 50 miles long.", "Le chemin fait 80 km.", "number-approximate"),
        ("The path is 100 miles long.", "Le chemin fait 150 km.", "number-approximate"),
        ("The slot is one inch wide.", "La fente fait 3 cm.", "number-approximate"),
        ("The path is 50 miles long.", "Le chemin fait 90 km.", "number-differs"),
        ("The path is 10 miles long.", "Le chemin fait 20 km.", "number-differs"),
        ("The path is 385 miles long.", "Le chemin fait 712 km.", "number-differs"),
    ],
)
def test_a_measure_may_be_converted_and_rounded(english: str, french: str, code: str) -> None:
    assert [each.code for each in compare_numbers(english, "en", french, "fr")] == [code]
