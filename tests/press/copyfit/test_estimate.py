"""The forecast: from one layout, where regions end in another setting; held against that layout."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from brief.press.copyfit.line_breaker import Ruler
from brief.press.copyfit.parameters import Setting
from brief.press.engine.engine import Engine
from brief.press.print_group import PagePress
from tests.languages import write_briefing
from tests.making import Making
from tests.prepress.jobs import make_order

if TYPE_CHECKING:
    from brief.press.copyfit.estimate import Forecast
    from brief.press.job.model import RenderJob

BASE = Setting(9.4, 1.34, 0.9, 0.4, 7.0)
LINE = 9.4 * 1.34


@pytest.fixture(scope="module")
def order(tmp_path_factory: pytest.TempPathFactory) -> RenderJob:
    making = Making(tmp_path_factory.mktemp("forecast")).briefing("tides", "en")
    title = "What the tide does to the port, and what the port does to the tide"
    making.change("content/tides/en.yaml", "What the tide does to the port", title)
    return make_order(making)


@pytest.fixture(scope="module")
def press(order: RenderJob) -> PagePress:
    return PagePress(Engine(order), Ruler(Path(order.font_folder)), order, order.editions[0])


@pytest.fixture(scope="module")
def forecast(press: PagePress) -> Forecast:
    return press.probe(BASE)


@pytest.mark.parametrize(
    "setting",
    [
        replace(BASE, leading=1.46),
        replace(BASE, space=2.6),
        replace(BASE, density=2.0),
        replace(BASE, size=8.5),
        replace(BASE, size=11.0, leading=1.27, space=0.4, density=1.1),
    ],
)
def test_what_it_foretells_comes_true(
    press: PagePress, forecast: Forecast, setting: Setting
) -> None:
    real = press.probe(setting)
    for region in ("head", "main", "figures"):
        assert forecast.end(region, setting) == pytest.approx(
            dict(real.fullness.region_ends)[region], abs=0.5
        )
    assert forecast.limit(setting) == pytest.approx(real.limit(setting), abs=0.5)


def test_an_endless_page_ends_as_the_page_does(press: PagePress, forecast: Forecast) -> None:
    fullness, _ = press.lay_out(BASE)
    assert fullness == forecast.fullness


def test_what_was_measured_is_not_changed(forecast: Forecast) -> None:
    for region, end in forecast.fullness.region_ends:
        if region != "footer":
            assert forecast.end(region, BASE) == end


def test_a_balanced_headline_has_as_many_lines(press: PagePress, forecast: Forecast) -> None:
    big = replace(BASE, size=11.0)
    measure = forecast.title_measure(big)
    assert 0 < measure < 450
    fullness, galley = press.lay_out(replace(big, title_measure=measure))
    after = forecast.after(replace(big, title_measure=measure), galley, fullness)
    assert not after.title_grew()
    narrow = replace(big, title_measure=measure * 0.7)
    fullness, galley = press.lay_out(narrow)
    grown = forecast.after(narrow, galley, fullness)
    assert grown.title_grew()
    plain = press.probe(big)
    assert grown.end("main", big) == pytest.approx(plain.end("main", big), abs=0.5)


def test_it_knows_how_many_characters_a_line_holds(forecast: Forecast, order: RenderJob) -> None:
    assert 45 <= forecast.line_length() <= 85
    assert forecast.points == len(order.editions[0].point_lengths) == 2


@pytest.mark.parametrize(("figure", "parted"), [(0.787, False), (0.7, False), (0.8, True)])
def test_smaller_key_figures_have_smaller_numbers_and_units_as_they_are(
    making: Making, figure: float, *, parted: bool
) -> None:
    making.write("brief.yaml", "languages: [nb]\n")
    write_briefing(making, "nb", 300, 67)
    job = make_order(making)
    engine, limits = Engine(job), job.limits
    usual = Setting(9.4, 1.34, 0.9, 1.0, limits.small)
    press = PagePress(engine, Ruler(Path(job.font_folder)), job, job.editions[0])
    smaller = replace(usual, size=11.0, figure=figure, parted=parted)
    foretold = press.probe(usual).end("figures", smaller)
    measured = press.probe(smaller).fullness
    assert foretold == pytest.approx(
        dict(measured.region_ends)["figures"], abs=4 if parted else 0.5
    )
