"""The layouts `short` and `briefing-chart`: where their parts are, and what they need."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.page_lines import read_pieces
from tests.pdf_structure import read_structure
from tests.workspace import FACTS, TEXTS, Workspace

if TYPE_CHECKING:
    from tests.page_lines import Piece

MM = 72 / 25.4
MARGIN, COLUMN = 17 * MM, 65 * MM
FIGURES = """\
  - {id: depth, value: 14.5, unit: meter, additional: yes}
  - {id: ships, value: 1.5e6, notation: compact, additional: yes, series: {2023: 1e6, 2025: 1.5e6}}
"""
CHARTS = "charts: [{id: ships, figures: [ships]}, {id: again, figures: [ships], kind: line}]\n"
LABELS = "  depth: of the channel\n  ships: ships in a year\n"
TITLES = "charts: {again: {title: The same}}\n"
MUD = """\
title: Mud moves
summary: The river brings almost 45 million euros of work.
points: [Dredgers take it out again.]
key_figures: {range: mean tidal range, cost: cost of deepening}
"""


@pytest.fixture(scope="module")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    made = Workspace(tmp_path_factory.mktemp("layouts")).briefing("tides", "en")
    for slug, charts, titles in (("tides", "", ""), ("charted", CHARTS, TITLES)):
        made.write(f"content/{slug}/briefing.yaml", FACTS + FIGURES + charts)
        made.write(f"content/{slug}/en.yaml", TEXTS["en"] + LABELS + titles)
    made.briefing("mud", "en").write("content/mud/en.yaml", MUD)
    return made


def find(pieces: list[Piece], text: str) -> Piece:
    return next(piece for piece in pieces if text in piece.text)


def test_a_short_text_has_headings_in_the_margin_and_figures_in_a_row(harbour: Workspace) -> None:
    run = harbour.run("build", "tides", "--layout", "short", "--json")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    (edition,) = run.json["editions"]
    assert edition["pages"] == 1
    assert edition["type_size"] > 10
    pieces = read_pieces(harbour.pdf("en.short"))
    heading, text = find(pieces, "Key points"), find(pieces, "Channel")
    assert heading.left == pytest.approx(MARGIN, abs=1)
    assert text.left > COLUMN
    assert heading.baseline == pytest.approx(text.baseline, abs=2)
    numbers = [piece for piece in pieces if piece.size > 20 and piece.text.strip()[0].isdigit()]
    lead, *row = sorted(numbers, key=lambda piece: -piece.baseline)
    assert [piece.text.strip() for piece in (lead, *row)] == ["3.9", "14.5", "1.5"]
    assert lead.size > 2 * max(piece.size for piece in row)
    assert {round(piece.baseline) for piece in row} == {round(row[0].baseline)}
    assert row[0].baseline < text.baseline < lead.baseline


def test_a_very_short_text_leaves_no_hole(harbour: Workspace) -> None:
    """The field for notes is at most 35 % of the page, and 8 mm above the footer's rule."""
    run = harbour.run("build", "mud", "--layout", "short", "--json")
    assert run.code == 0, run.err
    pieces = read_pieces(harbour.pdf("en.short", "mud"))
    notes = find(pieces, "Notes")
    height = notes.baseline - find(pieces, "Harbour Review").baseline
    assert 60 * MM < height < (0.35 * 277 + 35) * MM


def test_the_first_chart_is_under_the_headline_and_the_others_at_their_places(
    harbour: Workspace,
) -> None:
    run = harbour.run("build", "charted", "--layout", "briefing-chart", "--json")
    assert run.code == 0, run.err
    assert run.page_findings() == []
    path = harbour.pdf("en.briefing-chart", "charted")
    text = read_structure(path).text()
    places = [text.index(part) for part in ("What the tide", "ships in a year", "In brief")]
    assert places == sorted(places)
    assert text.index("In brief") < text.index("The same")
    periods = sorted(piece.left for piece in read_pieces(path) if piece.text.strip() == "2025")
    assert len(periods) == 2, "its own mark is not drawn again"
    assert periods[-1] > 140 * MM, "the chart is as wide as the page"


def test_a_page_without_the_chart_of_its_layout_is_made_with_a_warning(harbour: Workspace) -> None:
    run = harbour.run("build", "mud", "--layout", "briefing-chart", "--json")
    assert run.code == 0, run.err
    finding = run.finding("chart-missing")
    assert (finding["severity"], finding["path"]) == ("warning", "content/mud/briefing.yaml")
    assert "`layout: onepager`" in finding["remedy"]


def test_a_style_sheet_that_does_not_exist_is_reported_in_the_layout(workspace: Workspace) -> None:
    workspace.briefing("tides", "en", facts="layout: own\n").layout()
    file = "layouts/own/layout.yaml"
    workspace.change(file, "regions: [main]", "regions: [main]\nstyles: [parts, colums]")
    finding = workspace.run("build", "--json").finding("unknown-value")
    assert (finding["path"], finding["line"], finding["col"]) == (file, 2, 17)
    assert "columns" in finding["remedy"]


@pytest.mark.parametrize("paper", ["a4", "a5"])
def test_a_long_source_ends_before_the_code(workspace: Workspace, paper: str) -> None:
    facts = FACTS.replace("title: Reading the water", f"title: Reading the water {'again ' * 20}")
    workspace.briefing("tides", "en").write("content/tides/briefing.yaml", facts)
    workspace.write("content/tides/en.yaml", MUD)
    run = workspace.run("build", "--layout", "short", "--paper", paper)
    assert run.code == 0, run.err
