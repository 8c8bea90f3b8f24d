"""Errors of a language that was not asked for are told, and stop no other language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.workspace import Workspace

FAULTS = {
    "syntax": ("points:\n", "points\n"),
    "one point fewer": ("  - >-\n    **Umwelt.**", "   \n    **Umwelt.**"),
    "a label fewer": ("  cost: Kosten der Anpassung\n", ""),
    "a key that does not exist": ("kicker:", "kickre:"),
    "no glyph": ("Häfen", "Häfen \N{CUNEIFORM SIGN A}"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_the_language_asked_for_is_built(workspace: Workspace, fault: str) -> None:
    workspace.briefing("tides", "de", "en").change("content/tides/de.yaml", *FAULTS[fault])
    for _ in range(2):  # made anew, and unchanged
        run = workspace.run("build", "--lang", "en")
        assert run.code == 0, run.err
        assert "content/tides/de.yaml" in run.err
        assert ("note: " in run.err) or ("warning: " in run.err)
    assert workspace.run("build", "--lang", "de+en").code == 1
    assert workspace.run("build").code == 1


def test_an_error_of_the_language_asked_for_still_stops_it(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en").change("content/tides/en.yaml", "kicker:", "kickre:")
    workspace.change("content/tides/de.yaml", "kicker:", "kickre:")
    run = workspace.run("build", "--lang", "en")
    assert run.code == 1
    assert "content/tides/en.yaml:1:1: error" in run.err


def test_what_both_languages_have_is_an_error_if_both_are_asked_for(workspace: Workspace) -> None:
    workspace.briefing("tides", "de", "en").change(
        "content/tides/de.yaml", *FAULTS["one point fewer"]
    )
    run = workspace.run("build", "--lang", "en", "--lang", "de")
    assert run.code == 1
    assert "points-differ" in run.err
