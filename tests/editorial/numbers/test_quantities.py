"""Every language reads its own way to write a number, a date, a unit or a range."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from brief.editorial.numbers import Quantity, find_quantities

LANGUAGES = ("de", "it", "en", "fr", "es", "pt-PT", "nl", "pl")
ENTRIES: list[dict[str, str | list[str]]] = yaml.safe_load(
    Path(__file__).with_name("quantities.yaml").read_text(encoding="utf-8")
)
CASES = [
    (tag, str(entry[tag.partition("-")[0]]), list(entry["means"]))
    for entry in ENTRIES
    for tag in LANGUAGES
]


def said(quantity: Quantity) -> str:
    """Return the quantity as the table writes it."""
    parts: list[str] = [quantity.kind]
    if quantity.kind == "date":
        parts.append(str(quantity.date))
    elif quantity.low is not None and quantity.high is not None:
        parts += [f"{end:f}" for end in dict.fromkeys((quantity.low, quantity.high))]
    parts += [quantity.unit] if quantity.unit else []
    parts += [f"~{quantity.qualifier}"] if quantity.qualifier else []
    return " ".join(part.rstrip("0").rstrip(".") if "." in part else part for part in parts)


@pytest.mark.parametrize(("tag", "text", "means"), CASES)
def test_a_sentence_says_the_same_in_every_language(tag: str, text: str, means: list[str]) -> None:
    assert [said(each) for each in find_quantities(text, tag)] == means


def test_the_table_has_every_language_in_every_entry() -> None:
    assert len(ENTRIES) >= 25
    assert all(len(entry) == 1 + len(LANGUAGES) for entry in ENTRIES)
