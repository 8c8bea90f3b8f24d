"""How two languages on one page look: nothing left empty, each line on its side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from brief.press.engine.engine import Engine
from tests.build.test_parallel import made, shared, start
from tests.page_lines import read_pieces
from tests.pdf_structure import in_order, page_text
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

__all__ = ["made", "shared"]  # fixtures


def test_short_texts_leave_a_field_for_notes_in_both_languages(
    shared: Path, workspace: Workspace
) -> None:
    text = page_text(shared)
    assert in_order(text, "2 Ambiente", "Notizen · Note", "Quelle")
    footer = start(read_pieces(shared), "Quelle").baseline
    notes = start(read_pieces(shared), "Notizen").baseline
    assert notes - footer > 26 * 72 / 25.4
    workspace.briefing("tides", "de", "it", facts="notes: no\n")
    assert workspace.run("build", "--lang", "de+it").code == 0
    assert "Notizen" not in page_text(workspace.pdf("de+it"))


def test_short_texts_on_a_shared_page_are_set_as_large_as_the_layout_allows(shared: Path) -> None:
    assert start(read_pieces(shared), "Umwelt").size == pytest.approx(11, abs=0.01)


@pytest.mark.parametrize(("page", "side"), [("de+ar", "left"), ("ar+de", "right")])
def test_labels_stand_by_their_figure_whichever_way_they_read(
    made: Workspace, page: str, side: str
) -> None:
    order = make_order(made, "tides", "parallel", page)
    laid = Engine(order).lay_out(order.editions[0], "")
    paragraphs = laid.read_page_model().paragraphs
    cells = [number for number, par in enumerate(paragraphs) if par.figure_width]
    assert len(cells) == 2
    for number in cells:
        edges = [getattr(par, side) for par in paragraphs[number : number + 3]]
        assert edges == pytest.approx([edges[0]] * 3, abs=0.5)


def test_the_sources_of_a_shared_page_begin_on_its_side(made: Workspace) -> None:
    pieces = read_pieces(made.pdf("de+ar"))
    german = start(pieces, "Quelle")
    row = [piece for piece in pieces if 5 < german.baseline - piece.baseline < 14]
    assert min(piece.left for piece in row) == pytest.approx(german.left, abs=1)
