"""No line runs out of its column: figures get smaller, words break, and what cannot is refused."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief.press.copyfit.key_figure_size import (
    MIN_SCALE,
    MIN_WHOLE_SCALE,
    ScalableFigure,
    find_figure_scale,
)
from brief.press.copyfit.line_breaker import TextMeasurer
from brief.press.preflight.text_checks import find_overfull_lines
from brief.press.print_group import EditionLayouter
from tests.build.test_parallel import ARABIC
from tests.page_lines import read_pieces
from tests.prepress.jobs import make_order
from tests.workspace import FACTS, TEXTS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.workspace import Workspace

SIDE = 17 * 72 / 25.4  # the margin of an A4 page, in points
RIGHT = 210 * 72 / 25.4 - SIDE
HEADLINE = 31.0  # points
LEAD_UNIT, MIN_NUMBER = 1.56 * 12.5, 15.5  # points
SIDEBAR = RIGHT - 48 * 72 / 25.4
LONG = (
    "Rinderkennzeichnungsfleischetikettierungsüberwachungsaufgabenübertragungsgesetzgebungs"
    "verfahren"
)
ADDRESS = "https://www.example.org/" + "annual-report-on-the-throughput-of-containers/" * 2


def with_figures(workspace: Workspace, *figures: str) -> None:
    """Write the small briefing, with these key figures after its own."""
    names = "abcdefg"[: len(figures)]
    entries = "".join(
        f"  - {{id: {name}, {figure}}}\n" for name, figure in zip(names, figures, strict=True)
    )
    labels = "".join(f"  {name}: Label\n" for name in names)
    workspace.write("content/tides/briefing.yaml", FACTS + entries)
    for tag, text in (*TEXTS.items(), ("ar", ARABIC)):
        workspace.write(f"content/tides/{tag}.yaml", text + labels.replace("Label", f"Label {tag}"))


def number_sizes(path: Path) -> set[float]:
    """Return the type sizes of the numbers in the sidebar, without those of the leading figure."""
    pieces = read_pieces(path)
    mirrored = path.name.endswith(".ar.pdf")
    lead = max(piece.size for piece in pieces)
    return {
        round(piece.size, 1)
        for piece in pieces
        if (piece.right < 190 if mirrored else piece.left > SIDEBAR - 1)
        and MIN_NUMBER < piece.size < lead - 1
        and piece.size != pytest.approx(LEAD_UNIT, abs=0.1)
    }


@pytest.mark.parametrize("figure", ["value: 1234567.891, unit: CHF", "value: 9876543210"])
def test_a_long_key_figure_makes_all_of_them_smaller_in_all_languages(
    workspace: Workspace, figure: str
) -> None:
    with_figures(workspace, figure)
    run = workspace.run("build", "--json")
    assert (run.code, {code for code in run.codes() if "text-" in code}) == (0, set()), run.err
    sizes = [number_sizes(workspace.pdf(tag)) for tag in ("de", "en", "it", "ar")]
    assert all(len(found) == 1 for found in sizes), sizes
    assert all(one == other for one, other in pairwise(sizes))
    for tag in ("de", "en", "it"):
        assert max(piece.right for piece in read_pieces(workspace.pdf(tag))) <= RIGHT + 0.5
    assert min(piece.left for piece in read_pieces(workspace.pdf("ar"))) >= SIDE - 0.5


def test_key_figures_of_usual_length_keep_their_size(workspace: Workspace) -> None:
    with_figures(workspace, "value: 29, unit: percent")
    assert workspace.run("build", "--lang", "de").code == 0
    (size,) = number_sizes(workspace.pdf("de"))
    assert size == pytest.approx(2.19 * 12.5, abs=0.1)


def test_a_unit_stands_on_a_line_of_its_own_before_the_number_gets_too_small(
    workspace: Workspace,
) -> None:
    with_figures(workspace, "value: 123456789.25, unit: CHF")
    run = workspace.run("build", "--json", "--lang", "de")
    assert (run.code, {code for code in run.codes() if "text-" in code}) == (0, set()), run.err
    pieces = read_pieces(workspace.pdf("de"))
    number = next(piece for piece in pieces if "123.456" in piece.text)
    unit = next(piece for piece in pieces if piece.text.strip() == "CHF")
    assert unit.baseline < number.baseline - 5
    assert unit.left == pytest.approx(number.left, abs=1)


def test_a_sign_does_not_part_from_its_number_for_little() -> None:
    """Where one figure is parted from its code, another need not be from its sign."""
    franc, euro = ScalableFigure(18, 22, 150), ScalableFigure(17, 18.5, 150)
    scale, parted = find_figure_scale([franc, euro], 10)
    assert parted
    assert 10 * (euro.number * scale + euro.whole - euro.number) <= euro.column
    assert scale > 0.9 * find_figure_scale([franc], 10)[0]


@pytest.mark.parametrize("lang", ["de", "de+it"])
def test_a_key_figure_that_is_too_long_in_any_size_is_refused_at_its_place(
    workspace: Workspace, lang: str
) -> None:
    with_figures(workspace, "value: 12345678901234567890123456789.25, unit: EUR")
    run = workspace.run("build", "--json", "--lang", lang)
    assert run.code == 1
    finding = run.finding("text-too-wide")
    assert "notation: compact" in finding["remedy"]
    assert finding["path"] == "content/tides/briefing.yaml"
    assert finding["line"] == len(FACTS.splitlines()) + 1
    assert not workspace.pdf(lang).exists()


@pytest.mark.parametrize("paper", ["a4", "a5", "letter"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Naturschutzverbände", LONG),
        ("Naturschutzverbände", ADDRESS),
        ("Was die Tide", LONG),
        ("Was die Tide", "x" * 90),
        ("Zweimal am Tag", ADDRESS),
        ("mittlerer Tidenhub", LONG),
        ("mittlerer Tidenhub", ADDRESS),
        ("kicker: Häfen", f"kicker: {'x' * 120}"),
    ],
)
def test_a_word_longer_than_its_column_is_broken(
    workspace: Workspace, paper: str, old: str, new: str
) -> None:
    workspace.briefing("tides", "de").change("content/tides/de.yaml", old, new)
    order = make_order(workspace, paper=paper)
    (edition,) = order.editions
    from pathlib import Path

    from brief.press.copyfit.search import fit_group
    from brief.press.engine.engine import Engine

    press = EditionLayouter(Engine(order), TextMeasurer(Path(order.font_folder)), order, edition)
    (fit,) = fit_group([press], order.limits)
    assert fit.excess == 0
    assert find_overfull_lines(press.get_layout(fit.parameters).read_page_model()) == []


def test_a_headline_is_hyphenated_only_where_a_word_is_longer_than_a_line(
    workspace: Workspace,
) -> None:
    workspace.briefing("tides", "de").change("content/tides/de.yaml", "Was die Tide", LONG)
    assert workspace.run("build").code == 0
    pieces = read_pieces(workspace.pdf("de"))
    lines = [piece.text.strip() for piece in pieces if abs(piece.size - HEADLINE) < 0.1]
    assert [line[-1] for line in lines[:-1]].count("-") >= 1
    assert all(line.endswith("-") or " " in line for line in lines[:-1]), lines


def test_a_line_that_nothing_breaks_is_refused_at_its_place(workspace: Workspace) -> None:
    workspace.briefing("tides", "de").change(
        "content/tides/de.yaml", "mittlerer Tidenhub", "x" * 60
    )
    workspace.brand(css=".label, .whole { overflow-wrap: normal; }")
    run = workspace.run("build", "--json", "--brand", "own")
    assert run.code == 1
    finding = run.finding("text-too-wide")
    assert finding["path"] == "content/tides/de.yaml"
    assert finding["line"] == len(TEXTS["de"].splitlines()) - 1


widths = st.floats(0.5, 30, allow_nan=False)
stretches = st.builds(
    lambda number, rest, room: ScalableFigure(number, number + rest, room),
    widths,
    st.floats(0, 10),
    st.floats(60, 300),
)


@given(st.lists(stretches, max_size=7), st.floats(7.4, 11))
def test_no_figure_that_can_fit_is_too_wide(figures: list[ScalableFigure], size: float) -> None:
    scale, parted = find_figure_scale(figures, size)
    assert MIN_SCALE <= scale <= 1
    assert parted or scale >= MIN_WHOLE_SCALE - 0.001
    for figure in figures:
        rest = figure.whole - figure.number
        whole = size * (figure.number * scale + rest)
        if parted and whole > figure.column:
            whole = size * figure.number * scale
        assert whole <= figure.column or scale == MIN_SCALE
