"""Layout `short` in a language that runs from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_lines import read_pieces

if TYPE_CHECKING:
    from tests.workspace import Workspace

TEXT = """\
title: הנמל מעמיק
summary: הנמל מעמיק את התעלה, והאוניות גדלות משנה לשנה.
points: [התעלה עמוקה יותר.]
key_figures:
"""
FACTS = "date: 2025-03-04\nsources: [{publication: Harbour Review}]\nkey_figures:\n"


@pytest.mark.parametrize(
    "rows", [["61"], ["61 62"], ["61 62 63"], ["61 62", "63 64"], ["61 62 63", "64 65"]]
)
def test_key_figures_begin_at_the_right(workspace: Workspace, rows: list[str]) -> None:
    """The first figure of a briefing leads; the others are in rows at the foot of the page."""
    values = ["60", *" ".join(rows).split()]
    facts = "".join(f"  - {{id: n{it}, value: {it}, additional: yes}}\n" for it in values)
    labels = "".join(f"  n{it}: מספר\n" for it in values)
    workspace.write("content/tides/briefing.yaml", FACTS + facts)
    workspace.write("content/tides/he.yaml", TEXT + labels)
    run = workspace.run("build", "--layout", "short")
    assert run.code == 0, run.err
    lines: dict[int, dict[float, str]] = {}
    for piece in read_pieces(workspace.pdf("he.short")):
        if piece.text.strip() in values[1:]:
            lines.setdefault(-round(piece.baseline), {})[-piece.left] = piece.text.strip()
    found = [" ".join(text for _, text in sorted(row.items())) for _, row in sorted(lines.items())]
    assert found == rows
