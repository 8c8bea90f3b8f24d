"""Copyfitting as a pure search, on pages that are nothing but arithmetic."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from random import Random
from statistics import median
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.press.copyfit.parameters import Setting
from brief.press.copyfit.search import MOST_LAYOUTS, SAFETY, Fit, fit_group
from tests.press.copyfit.model_page import LIMITS, Content, ModelPress

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.engine.page_model import PageModel
    from brief.press.job.model import Fullness

LENGTHS = st.integers(10, 900)
CONTENTS = st.builds(
    Content,
    title=st.integers(10, 140),
    body=st.lists(LENGTHS, min_size=2, max_size=14).map(tuple),
    labels=st.lists(st.integers(5, 90), max_size=9).map(tuple),
    footer=st.integers(40, 300),
)
PRESSES = st.builds(
    ModelPress,
    content=CONTENTS,
    wrong=st.sampled_from([0.0, 0.05, 0.2, 0.6]),
    spill=st.sampled_from(["pages", "lost", "reaches"]),
)
TIGHTEST = Setting(8.5, 1.27, 0.4, 0.4, 7.0)
EPSILON = 1e-6


def floor(size: float) -> Setting:
    """Return the least generous setting that is used while the type could still be smaller."""
    return Setting(size, LIMITS.leading.default, LIMITS.space.default, LIMITS.density.minimum, 7.0)


def fit_one(press: ModelPress, *, notes: bool = True) -> Fit:
    (fit,) = fit_group([press], LIMITS, notes=notes)
    return fit


def text(length: int, **changes: int | tuple[int, ...]) -> Content:
    """Content of about so many characters."""
    return replace(Content(body=(length // 5, *[length // 10] * 8)), **changes)  # type: ignore[arg-type]


def random_content(seed: int) -> Content:
    rng = Random(seed)  # noqa: S311 - a page, no secret
    points = rng.randint(3, 12)
    length = rng.choice([600, 1200, 1800, 2400, 2800])
    weights = [rng.uniform(0.5, 1.5) for _ in range(points)]
    share = length * 0.85 / sum(weights)
    body = (round(length * 0.15), *(round(weight * share) for weight in weights))
    labels = tuple(rng.randint(8, 40) for _ in range(rng.choice([0, 3, 5, 6])))
    return Content(rng.randint(25, 90), body, labels, rng.randint(60, 160))


@settings(max_examples=200)
@given(PRESSES)
def test_no_page_is_laid_out_more_than_seven_times(press: ModelPress) -> None:
    fit = fit_one(press)
    assert fit.layouts == press.layouts <= MOST_LAYOUTS == 7


@settings(max_examples=200)
@given(PRESSES)
def test_what_fits_in_the_tightest_setting_fits(press: ModelPress) -> None:
    fit = fit_one(press)
    if press.fits(TIGHTEST):
        assert fit.excess == 0
    if fit.excess:
        assert not press.fits(TIGHTEST)
        assert fit.setting == TIGHTEST
    else:
        assert press.fits(fit.setting)
        assert fit.setting in press.proofs
        assert fit.fullness.page_count == 1
        assert not fit.fullness.missing_regions


@given(PRESSES)
def test_every_setting_stays_within_the_limits(press: ModelPress) -> None:
    setting = fit_one(press).setting
    for name in ("size", "leading", "space", "density"):
        span = getattr(LIMITS, name)
        assert span.minimum <= getattr(setting, name) <= span.maximum
    assert setting.label >= LIMITS.small
    assert setting.note >= LIMITS.small


@pytest.mark.parametrize(("wrong", "usual"), [(0.0, 2), (0.05, 2), (0.3, 5)])
def test_most_pages_need_two_layouts(wrong: float, usual: int) -> None:
    needed = [fit_one(ModelPress(random_content(seed), wrong)).layouts for seed in range(200)]
    assert median(needed) <= usual
    assert max(needed) <= MOST_LAYOUTS


@pytest.mark.parametrize("seed", range(40))
def test_the_largest_type_comes_first_then_leading_then_spacing(seed: int) -> None:
    """Where all comes as foretold, nothing that comes earlier could have been more generous."""
    press = ModelPress(random_content(seed))
    setting = fit_one(press).setting
    oracle = ModelPress(press.content)
    sizes = [round(8.5 + step / 10, 1) for step in range(26)]
    usable = [size for size in sizes if clear(oracle, floor(size))]
    assert setting.size == (max(usable) if usable else 8.5)
    if setting.leading < LIMITS.leading.maximum - EPSILON:
        assert setting.space <= LIMITS.space.default
    if setting.size > 8.5:
        assert setting.leading >= LIMITS.leading.default - EPSILON
        assert setting.space >= LIMITS.space.default - EPSILON
    if setting.space < LIMITS.space.default - EPSILON:
        assert setting.leading <= LIMITS.leading.minimum + EPSILON
        assert setting.size == LIMITS.size.minimum
    more = {"leading": 0.01, "space": 0.05}
    least = "space" if setting.leading >= LIMITS.leading.maximum - EPSILON else "leading"
    if getattr(setting, least) + more[least] < getattr(LIMITS, least).maximum:
        pushed = replace(setting, **{least: getattr(setting, least) + more[least]})
        assert not clear(oracle, pushed, "figures")


def clear(press: ModelPress, setting: Setting, *but: str) -> bool:
    """Say whether the text keeps clear of its limit by what a forecast keeps as well."""
    _, fullness = press.page(setting)
    limit = fullness.footer_top - LIMITS.clearance - SAFETY
    return all(end <= limit for name, end in fullness.region_ends if name not in {"footer", *but})


def test_a_short_text_has_the_largest_of_everything_and_a_field_for_notes() -> None:
    press = ModelPress(text(300))
    setting = fit_one(press).setting
    assert (setting.size, setting.leading, setting.space) == (11.0, 1.46, 2.6)
    _, fullness = press.page(setting)
    free = fullness.footer_top - LIMITS.clearance - dict(fullness.region_ends)["main"]
    assert free - 2 * SAFETY <= setting.notes <= free
    assert fit_one(ModelPress(text(300)), notes=False).setting.notes == 0


def test_a_text_that_fills_its_page_has_no_field_for_notes() -> None:
    assert fit_one(ModelPress(text(1900))).setting.notes == 0


def test_a_longer_text_never_has_larger_type() -> None:
    sizes = [fit_one(ModelPress(text(length))).setting.size for length in range(600, 3600, 100)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 11.0
    assert sizes[-1] == 8.5


@pytest.mark.parametrize("spill", ["pages", "lost", "reaches"])
def test_excess_says_by_how_much_the_tightest_setting_fails(spill: str) -> None:
    press = ModelPress(text(6000), spill=spill)
    fit = fit_one(press)
    _, fullness = press.page(TIGHTEST)
    over = dict(fullness.region_ends)["main"] - fullness.footer_top + LIMITS.clearance
    assert fit.excess == pytest.approx(over)
    assert fit.culprit == "main"
    assert fit.setting == TIGHTEST
    assert fit.layouts <= 2
    assert fit.line == pytest.approx(320 / 0.5 / 8.5, rel=0.1)


def test_key_figures_that_are_too_many_are_the_culprit() -> None:
    fit = fit_one(ModelPress(text(600, labels=(60,) * 14)))
    assert fit.excess > 0
    assert fit.culprit == "figures"


class Picky(ModelPress):
    """Takes a second page in every setting that `accepts` does not say yes to."""

    accepts: Callable[[Setting], bool]

    def lay_out(self, setting: Setting) -> tuple[Fullness, PageModel]:
        fullness, galley = super().lay_out(setting)
        return (fullness if self.accepts(setting) else replace(fullness, page_count=2)), galley


def picky(content: Content, accepts: Callable[[Setting], bool]) -> Picky:
    press = Picky(content)
    press.accepts = accepts
    return press


def test_a_page_that_no_forecast_gets_right_ends_nonetheless() -> None:
    press = picky(text(1500), lambda _: False)
    fit = fit_one(press)
    assert fit.layouts == press.layouts <= MOST_LAYOUTS
    assert fit.excess > 0


@pytest.mark.parametrize("length", range(600, 2600, 400))
def test_a_setting_that_failed_is_not_tried_again(length: int) -> None:
    press = picky(text(length), lambda setting: setting.size <= 9)
    fit = fit_one(press)
    assert fit.layouts <= MOST_LAYOUTS
    for one, other in combinations(press.proofs, 2):
        assert one.differs(other)


@pytest.mark.parametrize("wrong", [0.2, 0.4, 0.6])
def test_lines_are_not_set_tight_while_the_type_could_be_smaller(wrong: float) -> None:
    """Also where a layout shows more lines than foretold, and the first setting fails."""
    for seed in range(100):
        setting = fit_one(ModelPress(random_content(seed), wrong)).setting
        if setting.size > LIMITS.size.minimum:
            assert setting.leading >= LIMITS.leading.default - EPSILON, seed
            assert setting.space >= LIMITS.space.default - EPSILON, seed


def test_where_every_forecast_fails_the_tightest_setting_is_tried() -> None:
    press = picky(text(1500), lambda setting: setting == TIGHTEST)
    fit = fit_one(press)
    assert fit.layouts == press.layouts <= MOST_LAYOUTS
    assert (fit.setting, fit.excess, fit.fullness.page_count) == (TIGHTEST, 0, 1)


def test_a_size_that_fits_is_kept_where_the_groups_does_not() -> None:
    size = fit_one(ModelPress(text(2000))).setting.size
    one = picky(text(2000), lambda setting: setting.size == size)
    other = picky(text(2000), lambda setting: setting.size < size)
    first, second = fit_group([one, other], LIMITS)
    assert (first.setting.size, first.excess) == (size, 0)
    assert (second.setting.size < size, second.excess) == (True, 0)


def test_key_figures_end_with_the_text() -> None:
    press = ModelPress(text(1800))
    fit = fit_one(press)
    ends = dict(fit.fullness.region_ends)
    density = fit.setting.density
    assert density == LIMITS.density.maximum or ends["figures"] == pytest.approx(
        ends["main"], abs=2 * SAFETY
    )


def test_a_headline_that_balancing_makes_longer_costs_no_type_size() -> None:
    press = ModelPress(text(1500), narrowing=0.6)
    fit = fit_one(press)
    assert press.proofs[0].title_measure
    assert fit.setting == replace(fit_one(ModelPress(text(1500))).setting, title_measure=0.0)


def test_a_headline_that_balancing_makes_longer_leaves_notes_clear_of_the_footer() -> None:
    press = ModelPress(text(300), narrowing=0.6)
    fit = fit_one(press)
    ends = dict(fit.fullness.region_ends)
    assert fit.setting.notes
    assert ends["main"] + fit.setting.notes <= fit.fullness.footer_top - LIMITS.clearance


def test_a_single_line_is_not_balanced_and_two_are() -> None:
    assert fit_one(ModelPress(text(1500, title=12))).setting.title_measure == 0
    measure = fit_one(ModelPress(text(1500, title=60))).setting.title_measure
    assert 0 < measure <= 470
