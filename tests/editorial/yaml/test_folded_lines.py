"""Plain and quoted texts over several lines, one of which begins with a dash."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode
from brief.editorial.yaml.parser import parse_yaml
from brief.findings.source_text import SourceText

KEYS = ("summary", "points")
SENTENCE = "The harbour has deepened its fairway for the third time in twenty years"
WORDS = st.lists(
    st.sampled_from(("tide", "-", "–", "the harbour's", "“crane”", "a: b", "#1", "deepened")),
    min_size=1,
    max_size=60,
).map(lambda words: " ".join(["Ships", *words, "sail."]))


def codes(text: str) -> list[str]:
    return [finding.code for finding in parse_yaml(SourceText("en.yaml", text), KEYS)[1]]


@given(WORDS, st.sampled_from((None, '"', "'")), st.integers(66, 120))
def test_texts_as_a_library_folds_them_are_read(text: str, style: str | None, width: int) -> None:
    data = {"summary": text, "points": [text, "Short."]}
    dumped = yaml.safe_dump(
        data, default_style=style, width=width, allow_unicode=True, sort_keys=False
    )
    root, findings = parse_yaml(SourceText("en.yaml", dumped), KEYS)
    assert findings == ()
    assert isinstance(root, MapNode)
    summary, points = root.values["summary"], root.values["points"]
    assert isinstance(summary, ScalarNode)
    assert isinstance(points, ListNode)
    assert [item.value for item in points.items if isinstance(item, ScalarNode)] == [
        text,
        "Short.",
    ]
    assert summary.value == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (f"summary: {SENTENCE}.\n  - It did so again.\n", "indentation"),
        ("points:\n  - The harbour grows\n    - The crane is new\n", "indentation"),
        (f"points:\n  - {SENTENCE}.\n    - The crane is new\n", "indentation"),
        (f'points:\n  - "{SENTENCE}\n  - The crane is "new"\n', "unclosed-quote"),
    ],
)
def test_entries_that_became_part_of_a_text_are_errors(text: str, code: str) -> None:
    assert code in codes(text)
