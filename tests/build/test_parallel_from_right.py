"""A page in two languages, the first of which runs from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_lines import read_pieces

if TYPE_CHECKING:
    from tests.workspace import Workspace

MIDDLE, START = 210 / 2 * 72 / 25.4, 13 * 72 / 25.4
FACTS = "date: 2025-03-04\nsources: [{publication: Harbour Review}]\nkey_figures:\n"
HE = "title: הנמל מעמיק\nstandfirst: קצר\nsummary: התעלה עמוקה יותר.\npoints: [האוניות גדלות.]\n"
EN = "title: The harbour\nstandfirst: Short\nsummary: It is deeper.\npoints: [Ships grow.]\n"

WORDS = {"he": "מספר", "en": "number"}
EDGES = ("The", "Short", "It")
"""What begins at the left edge: headline, standfirst and summary in English."""


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_the_first_language_and_the_first_figure_are_at_the_right(
    workspace: Workspace, count: int
) -> None:
    values = [str(61 + number) for number in range(count)]
    facts = "".join(f"  - {{id: n{it}, value: {it}, additional: yes}}\n" for it in values)
    labels = {tag: "".join(f"  n{it}: {word}\n" for it in values) for tag, word in WORDS.items()}
    workspace.write("content/tides/briefing.yaml", FACTS + facts)
    for tag, text in (("he", HE), ("en", EN)):
        workspace.write(f"content/tides/{tag}.yaml", f"{text}key_figures:\n{labels[tag]}")
    run = workspace.run("build", "--lang", "he+en")
    assert run.code == 0, run.err
    pieces = read_pieces(workspace.pdf("he+en"))
    lefts = {text: it.left for it in pieces for text in EDGES if it.text.strip().startswith(text)}
    assert lefts == pytest.approx(dict.fromkeys(EDGES, START), abs=1)
    hebrew = [it for it in pieces if "גדלות" in it.text]
    assert min(it.left for it in hebrew) > MIDDLE
    places = {it.text.strip(): (round(-it.baseline), -it.left) for it in pieces}
    assert sorted(values, key=lambda it: places[it]) == values
