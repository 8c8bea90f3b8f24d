"""A word that goes on in the next line without a hyphen is told of at its text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.engine.line_ends import LineEnd
from brief.press.preflight.text_checks import find_broken_words

if TYPE_CHECKING:
    from tests.workspace import Workspace

LONG = "Schifffahrtsrinnenvertiefungsgenehmigungsverfahrenskosten"


@pytest.mark.parametrize("hyphens", ["auto", "none"])
def test_a_broken_label_is_told_of_at_its_text(workspace: Workspace, hyphens: str) -> None:
    workspace.briefing("tides", "de")
    workspace.change("content/tides/de.yaml", "mittlerer Tidenhub", LONG)
    workspace.brand(css=f"* {{ hyphens: {hyphens} !important; }}")
    run = workspace.run("build", "--json", "--brand", "own")
    assert run.code == 0
    assert ("word-broken" in run.codes()) == (hyphens == "none")
    if hyphens == "none":
        finding = run.finding("word-broken")
        assert f"“{LONG}” is broken after “Schiff" in finding["message"]
        assert finding["path"] == "content/tides/de.yaml"
        assert finding["source"].startswith("  range:")
        assert "soft hyphen" in finding["remedy"]


@pytest.mark.parametrize(
    ("before", "after", "text"),
    [
        ("the tide", "table of the port", "the tide table of the port"),
        ("the tide", "table of the port", "the tide\N{NO-BREAK SPACE}table, or tidetable"),
        ("ตลาด", "น้ำ", "ตลาดน้ำ"),
        ("潮汐", "表", "潮汐表"),
    ],
)
def test_an_end_between_words_or_without_hyphens_is_none(
    before: str, after: str, text: str
) -> None:
    assert find_broken_words([LineEnd(before, after)], [text]) == []


def test_a_word_of_any_script_with_hyphens_is_told_of() -> None:
    (finding,) = find_broken_words([LineEnd("σε υψηλή ταχύτη", "τα πλεύσης")], ["υψηλή ταχύτητα"])
    assert "“ταχύτητα” is broken after “ταχύτη”" in finding.message
