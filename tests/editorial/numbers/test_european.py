"""In the other European languages, texts that say the same agree, and mistakes are told."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from brief.editorial.numbers import compare_numbers

# By language: sentences in English, each with one that says the same, or has a mistake.
TEXTS: dict[str, dict[str, list[str]]] = yaml.safe_load(
    Path(__file__).with_name("european.yaml").read_text(encoding="utf-8")
)
SAME = [(tag, *pair.split(" | ")) for tag, texts in TEXTS.items() for pair in texts["same"]]
WRONG = [(tag, *pair.split(" | ")) for tag, texts in TEXTS.items() for pair in texts["wrong"]]


def warnings(tag: str, english: str, text: str) -> list[str]:
    found = compare_numbers(english, "en", text, tag)
    return [each.message for each in found if each.code != "number-approximate"]


@pytest.mark.parametrize(("tag", "english", "text"), SAME)
def test_texts_that_say_the_same_agree(tag: str, english: str, text: str) -> None:
    assert warnings(tag, english, text) == []


@pytest.mark.parametrize(("tag", "english", "text"), WRONG)
def test_mistakes_are_told(tag: str, english: str, text: str) -> None:
    assert warnings(tag, english, text)
