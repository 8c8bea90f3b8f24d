"""The band of a page in two languages draws the marks of its key figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_FORM

from tests.page_lines import read_pieces
from tests.workspace import FACTS, TEXTS, Workspace

if TYPE_CHECKING:
    from pathlib import Path

MM = 72 / 25.4
FIGURES = (
    ("share", "value: 29, unit: percent"),
    ("money", "value: 45e6, unit: EUR, notation: compact"),
    ("range", "value: [16, 29], unit: percent"),
)


def build_page(workspace: Workspace, *more: str) -> Path:
    rows = "".join(
        f"  - {{id: {name}, {value}, additional: yes{''.join(more)}}}\n" for name, value in FIGURES
    )
    facts = FACTS.split("key_figures:")[0] + f"key_figures:\n{rows}"
    workspace.briefing("tides", "de", "it").write("content/tides/briefing.yaml", facts)
    for tag, label in (("de", "am Kai"), ("it", "al molo")):
        labels = "".join(f"  {name}: {label}\n" for name, _ in FIGURES)
        text = TEXTS[tag].split("key_figures:")[0]
        workspace.write(f"content/tides/{tag}.yaml", f"{text}key_figures:\n{labels}")
    assert workspace.run("build", "--lang", "de+it").code == 0
    return workspace.pdf("de+it")


def count_bars(path: Path) -> int:
    """Return the number of drawings as high as a bar."""
    page = pypdfium2.PdfDocument(path)[0]
    bounds = [each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_FORM])]
    heights = [top - bottom for _, bottom, _, top in bounds]
    return sum(height == pytest.approx(1.6 * MM, abs=0.3 * MM) for height in heights)


def test_shares_and_ranges_have_bars_and_labels_one_height(workspace: Workspace) -> None:
    path = build_page(workspace)
    assert count_bars(path) == 2
    labels = [it.baseline for it in read_pieces(path) if it.text.strip() == "am Kai"]
    assert len(labels) == 3
    assert max(labels) - min(labels) < 1


def test_a_figure_may_have_no_mark(workspace: Workspace) -> None:
    assert count_bars(build_page(workspace, ", mark: none")) == 0
