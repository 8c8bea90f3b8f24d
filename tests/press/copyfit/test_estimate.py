"""The forecast: from one layout, where regions end in another setting; held against that layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.press.copyfit.balance import HeadlineMeasure
from brief.press.copyfit.line_breaker import TextMeasurer
from brief.press.copyfit.parameters import FitParameters
from brief.press.engine.engine import Engine
from brief.press.print_group import EditionLayouter
from tests.languages import write_briefing
from tests.prepress.jobs import make_order
from tests.workspace import Workspace

if TYPE_CHECKING:
    from brief.press.copyfit.estimate import PageEstimate
    from brief.press.job.model import RenderJob

BASE = FitParameters(9.4, 1.34, 0.9, 0.4, 7.0)
LINE = 9.4 * 1.34


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> RenderJob:
    workspace = Workspace(tmp_path_factory.mktemp("forecast")).briefing("tides", "en")
    title = "What the tide does to the port, and what the port does to the tide"
    workspace.change("content/tides/en.yaml", "What the tide does to the port", title)
    return make_order(workspace)


@pytest.fixture(scope="module")
def layouter(order: RenderJob) -> EditionLayouter:
    return EditionLayouter(
        Engine(order), TextMeasurer(Path(order.font_folder)), order, order.editions[0]
    )


@pytest.fixture(scope="module")
def estimate(layouter: EditionLayouter) -> PageEstimate:
    return layouter.estimate_page(BASE)


@pytest.mark.parametrize(
    "parameters",
    [
        replace(BASE, leading=1.46),
        replace(BASE, space=2.6),
        replace(BASE, density=2.0),
        replace(BASE, size=8.5),
        replace(BASE, size=11.0, leading=1.27, space=0.4, density=1.1),
    ],
)
def test_what_it_foretells_comes_true(
    layouter: EditionLayouter, estimate: PageEstimate, parameters: FitParameters
) -> None:
    real = layouter.estimate_page(parameters)
    for region in ("head", "main", "figures"):
        assert estimate.find_end(region, parameters) == pytest.approx(
            dict(real.fullness.region_ends)[region], abs=0.5
        )
    assert estimate.find_limit(parameters) == pytest.approx(real.find_limit(parameters), abs=0.5)


def test_an_endless_page_ends_as_the_page_does(
    layouter: EditionLayouter, estimate: PageEstimate
) -> None:
    fullness, _ = layouter.lay_out(BASE)
    assert fullness == estimate.fullness


def test_what_was_measured_is_not_changed(estimate: PageEstimate) -> None:
    for region, end in estimate.fullness.region_ends:
        if region != "footer":
            assert estimate.find_end(region, BASE) == end


def test_a_balanced_headline_has_as_many_lines(
    layouter: EditionLayouter, estimate: PageEstimate
) -> None:
    big = replace(BASE, size=11.0)
    measure = estimate.find_headline_measures(big)
    assert measure[0].width > 0
    fullness, page_model = layouter.lay_out(replace(big, headlines=measure))
    after = estimate.update_from_layout(replace(big, headlines=measure), page_model, fullness)
    assert not after.has_grown_by_balancing()
    narrow = replace(big, headlines=(HeadlineMeasure(measure[0].width * 0.7),))
    fullness, page_model = layouter.lay_out(narrow)
    grown = estimate.update_from_layout(narrow, page_model, fullness)
    assert grown.has_grown_by_balancing()
    plain = layouter.estimate_page(big)
    assert grown.find_end("main", big) == pytest.approx(plain.find_end("main", big), abs=0.5)


def test_it_knows_how_many_characters_a_line_holds(
    estimate: PageEstimate, order: RenderJob
) -> None:
    assert 45 <= estimate.count_characters_per_line() <= 85
    assert estimate.point_count == len(order.editions[0].point_lengths) == 2


@pytest.mark.parametrize(("figure", "parted"), [(0.787, False), (0.7, False), (0.8, True)])
def test_smaller_key_figures_have_smaller_numbers_and_units_as_they_are(
    workspace: Workspace, figure: float, *, parted: bool
) -> None:
    workspace.write("brief.yaml", "languages: [nb]\n")
    write_briefing(workspace, "nb", 300, 67)
    job = make_order(workspace)
    engine, limits = Engine(job), job.limits
    usual = FitParameters(9.4, 1.34, 0.9, 1.0, limits.small)
    layouter = EditionLayouter(engine, TextMeasurer(Path(job.font_folder)), job, job.editions[0])
    smaller = replace(usual, size=11.0, figure_scale=figure, split_units=parted)
    predicted = layouter.estimate_page(usual).find_end("figures", smaller)
    measured = layouter.estimate_page(smaller).fullness
    assert predicted == pytest.approx(
        dict(measured.region_ends)["figures"], abs=4 if parted else 0.5
    )
