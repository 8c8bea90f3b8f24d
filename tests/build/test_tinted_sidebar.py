"""A tinted sidebar: as high as the text beside it, and room below its last line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from tests.page_lines import read_pieces
from tests.workspace import FACTS, TEXTS, Workspace

if TYPE_CHECKING:
    from pathlib import Path

MM = 72 / 25.4
PADDING = 3.5 * MM
LINE = 6 * MM
LABEL = "ships at the quay"


def find_tints(path: Path) -> list[tuple[float, float]]:
    """Return the bottom and the top of each sidebar's ground, in points from the page's bottom."""
    page = pypdfium2.PdfDocument(path)[0]
    bounds = [each.get_bounds() for each in page.get_objects([FPDF_PAGEOBJ_PATH])]
    return [
        (bottom, top)
        for left, bottom, right, top in bounds
        if 30 * MM < right - left < 50 * MM and top - bottom > 40 * MM
    ]


def build_page(workspace: Workspace, layout: str, figures: int, points: int) -> Path:
    tags = ("en", "de") if layout == "duo-a5" else ("en",)
    rows = [
        f"  - {{id: f{n}, value: {n + 11}, unit: percent, additional: yes}}\n"
        for n in range(figures)
    ]
    facts = FACTS.split("key_figures:")[0] + "key_figures:\n" + "".join(rows)
    workspace.briefing("tides", *tags).write("content/tides/briefing.yaml", facts)
    labels = "".join(f"  f{n}: {LABEL}\n" for n in range(figures))
    for tag in tags:
        text = TEXTS[tag].split("key_figures:")[0]
        more = "  - The last of the points ends the column beside the key figures.\n" * points
        workspace.write(f"content/tides/{tag}.yaml", f"{text}{more}key_figures:\n{labels}")
    run = workspace.run("build", "--layout", layout, "--brand", "plain", "--lang", "+".join(tags))
    assert run.code == 0, run.err
    return next((workspace.root / "dist").glob("*.pdf"))


@pytest.mark.parametrize(("layout", "figures"), [("onepager", 11), ("duo-a5", 4)])
def test_below_the_last_line_is_the_padding(
    workspace: Workspace, layout: str, figures: int
) -> None:
    path = build_page(workspace, layout, figures, 0)
    pieces = read_pieces(path)
    last = min(piece.baseline for piece in pieces if "quay" in piece.text)
    limit = max(piece.baseline for piece in pieces if piece.text.startswith(("Source", "Quelle")))
    tints = find_tints(path)
    assert len(tints) == (2 if layout == "duo-a5" else 1)
    for bottom, _ in tints:
        assert limit + 2 * MM < bottom <= last - PADDING + 0.1


@pytest.mark.parametrize("layout", ["onepager", "duo-a5"])
def test_the_ground_ends_with_a_longer_text(workspace: Workspace, layout: str) -> None:
    path = build_page(workspace, layout, 2, 5)
    pieces = read_pieces(path)
    last = min(piece.baseline for piece in pieces if "The last of" in piece.text)
    assert last < min(piece.baseline for piece in pieces if "quay" in piece.text) - LINE
    assert min(bottom for bottom, _ in find_tints(path)) < last + 1
