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

from brief.press.copyfit.edition_search import FULL_PAGE_SIZE, MAX_LAYOUTS, SAFETY_MARGIN, Fit
from brief.press.copyfit.parameters import FitParameters
from brief.press.copyfit.search import fit_group
from tests.press.copyfit.model_page import LIMITS, Content, ModelLayouter

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
LAYOUTERS = st.builds(
    ModelLayouter,
    content=CONTENTS,
    wrong=st.sampled_from([0.0, 0.05, 0.2, 0.6]),
    spill=st.sampled_from(["pages", "lost", "reaches"]),
)
TIGHTEST = FitParameters(8.5, 1.27, 0.4, 0.4, 7.0)
EPSILON = 1e-6


def floor(size: float) -> FitParameters:
    """Return the least generous setting that is used while the type could still be smaller."""
    return FitParameters(
        size, LIMITS.leading.default, LIMITS.space.default, LIMITS.density.minimum, 7.0
    )


def fit_one(layouter: ModelLayouter, *, notes: bool = True) -> Fit:
    (fit,) = fit_group([layouter], LIMITS, notes=notes)
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
@given(LAYOUTERS)
def test_no_page_is_laid_out_more_than_seven_times(layouter: ModelLayouter) -> None:
    fit = fit_one(layouter)
    assert fit.layouts == layouter.layouts <= MAX_LAYOUTS == 7


@settings(max_examples=200)
@given(LAYOUTERS)
def test_what_fits_in_the_tightest_setting_fits(layouter: ModelLayouter) -> None:
    fit = fit_one(layouter)
    if layouter.fits(TIGHTEST):
        assert fit.excess == 0
    if fit.excess:
        assert not layouter.fits(TIGHTEST)
        assert fit.parameters == TIGHTEST
    else:
        assert layouter.fits(fit.parameters)
        assert fit.parameters in layouter.proofs
        assert fit.fullness.page_count == 1
        assert not fit.fullness.missing_regions


@given(LAYOUTERS)
def test_every_setting_stays_within_the_limits(layouter: ModelLayouter) -> None:
    parameters = fit_one(layouter).parameters
    for name in ("size", "leading", "space", "density"):
        span = getattr(LIMITS, name)
        assert span.minimum <= getattr(parameters, name) <= span.maximum
    assert parameters.label_size >= LIMITS.small
    assert parameters.note_size >= LIMITS.small


@pytest.mark.parametrize(("wrong", "usual"), [(0.0, 2), (0.05, 2), (0.3, 5)])
def test_most_pages_need_two_layouts(wrong: float, usual: int) -> None:
    needed = [fit_one(ModelLayouter(random_content(seed), wrong)).layouts for seed in range(200)]
    assert median(needed) <= usual
    assert max(needed) <= MAX_LAYOUTS


@pytest.mark.parametrize("seed", range(40))
def test_the_largest_type_comes_first_then_leading_then_spacing(seed: int) -> None:
    """If the estimate is right, no parameter with a higher rank could have been more generous."""
    layouter = ModelLayouter(random_content(seed))
    parameters = fit_one(layouter).parameters
    oracle = ModelLayouter(layouter.content)
    sizes = [round(8.5 + step / 10, 1) for step in range(26)]
    usable = [size for size in sizes if clear(oracle, floor(size))]
    largest = max(usable, default=8.5)
    full = round(LIMITS.size.default * FULL_PAGE_SIZE, 1)
    loosest = replace(floor(full), leading=LIMITS.leading.maximum, space=LIMITS.space.maximum)
    is_full = largest > full and not clear(oracle, loosest, "figures")
    assert parameters.size == (full if is_full else largest)
    if parameters.leading < LIMITS.leading.maximum - EPSILON:
        assert parameters.space <= LIMITS.space.default
    if parameters.size > 8.5:
        assert parameters.leading >= LIMITS.leading.default - EPSILON
        assert parameters.space >= LIMITS.space.default - EPSILON
    if parameters.space < LIMITS.space.default - EPSILON:
        assert parameters.leading <= LIMITS.leading.minimum + EPSILON
        assert parameters.size == LIMITS.size.minimum
    more = {"leading": 0.01, "space": 0.05}
    least = "space" if parameters.leading >= LIMITS.leading.maximum - EPSILON else "leading"
    if getattr(parameters, least) + more[least] < getattr(LIMITS, least).maximum:
        pushed = replace(parameters, **{least: getattr(parameters, least) + more[least]})
        assert not clear(oracle, pushed, "figures")


def clear(layouter: ModelLayouter, parameters: FitParameters, *but: str) -> bool:
    """Return whether the text ends above its limit by the margin of an estimate."""
    _, fullness = layouter.page(parameters)
    limit = fullness.footer_top - LIMITS.clearance - SAFETY_MARGIN
    return all(end <= limit for name, end in fullness.region_ends if name not in {"footer", *but})


def test_a_short_text_has_the_largest_of_everything_and_a_field_for_notes() -> None:
    layouter = ModelLayouter(text(300))
    parameters = fit_one(layouter).parameters
    assert (parameters.size, parameters.leading, parameters.space) == (11.0, 1.46, 2.6)
    _, fullness = layouter.page(parameters)
    free = fullness.footer_top - LIMITS.clearance - dict(fullness.region_ends)["main"]
    assert free - 2 * SAFETY_MARGIN <= parameters.notes <= free
    assert fit_one(ModelLayouter(text(300)), notes=False).parameters.notes == 0


def test_a_text_that_fills_its_page_has_no_field_for_notes() -> None:
    assert fit_one(ModelLayouter(text(1900))).parameters.notes == 0


def test_a_longer_text_never_has_larger_type() -> None:
    sizes = [
        fit_one(ModelLayouter(text(length))).parameters.size for length in range(600, 3600, 100)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] == 11.0
    assert sizes[-1] == 8.5


@pytest.mark.parametrize("spill", ["pages", "lost", "reaches"])
def test_excess_says_by_how_much_the_tightest_setting_fails(spill: str) -> None:
    layouter = ModelLayouter(text(6000), spill=spill)
    fit = fit_one(layouter)
    _, fullness = layouter.page(TIGHTEST)
    over = dict(fullness.region_ends)["main"] - fullness.footer_top
    assert fit.excess == pytest.approx(over + LIMITS.clearance / 2), "half before it is refused"
    assert fit.longest_region == "main"
    assert fit.parameters == TIGHTEST
    assert fit.layouts <= 2
    assert fit.characters_per_line == pytest.approx(320 / 0.5 / 8.5, rel=0.1)


def test_key_figures_that_are_too_many_are_the_culprit() -> None:
    fit = fit_one(ModelLayouter(text(600, labels=(60,) * 14)))
    assert fit.excess > 0
    assert fit.longest_region == "figures"


class Picky(ModelLayouter):
    """Takes a second page in every setting that `accepts` does not say yes to."""

    accepts: Callable[[FitParameters], bool]

    def lay_out(self, parameters: FitParameters) -> tuple[Fullness, PageModel]:
        fullness, page_model = super().lay_out(parameters)
        return (
            fullness if self.accepts(parameters) else replace(fullness, page_count=2)
        ), page_model


def picky(content: Content, accepts: Callable[[FitParameters], bool]) -> Picky:
    layouter = Picky(content)
    layouter.accepts = accepts
    return layouter


def test_a_page_that_no_forecast_gets_right_ends_nonetheless() -> None:
    layouter = picky(text(1500), lambda _: False)
    fit = fit_one(layouter)
    assert fit.layouts == layouter.layouts <= MAX_LAYOUTS
    assert fit.excess > 0


@pytest.mark.parametrize("length", range(600, 2600, 400))
def test_a_setting_that_failed_is_not_tried_again(length: int) -> None:
    layouter = picky(text(length), lambda parameters: parameters.size <= 9)
    fit = fit_one(layouter)
    assert fit.layouts <= MAX_LAYOUTS
    for one, other in combinations(layouter.proofs, 2):
        assert one.differs_from(other)


@pytest.mark.parametrize("wrong", [0.2, 0.4, 0.6])
def test_lines_are_not_set_tight_while_the_type_could_be_smaller(wrong: float) -> None:
    """Also if a layout has more lines than estimated, and the first parameters fail."""
    for seed in range(100):
        parameters = fit_one(ModelLayouter(random_content(seed), wrong)).parameters
        if parameters.size > LIMITS.size.minimum:
            assert parameters.leading >= LIMITS.leading.default - EPSILON, seed
            assert parameters.space >= LIMITS.space.default - EPSILON, seed


def test_where_every_forecast_fails_the_tightest_setting_is_tried() -> None:
    layouter = picky(text(1500), lambda parameters: parameters == TIGHTEST)
    fit = fit_one(layouter)
    assert fit.layouts == layouter.layouts <= MAX_LAYOUTS
    assert (fit.parameters, fit.excess, fit.fullness.page_count) == (TIGHTEST, 0, 1)


def test_a_size_that_fits_is_kept_where_the_groups_does_not() -> None:
    size = fit_one(ModelLayouter(text(2000))).parameters.size
    one = picky(text(2000), lambda parameters: parameters.size == size)
    other = picky(text(2000), lambda parameters: parameters.size < size)
    first, second = fit_group([one, other], LIMITS)
    assert (first.parameters.size, first.excess) == (size, 0)
    assert (second.parameters.size < size, second.excess) == (True, 0)


def test_key_figures_end_with_the_text() -> None:
    layouter = ModelLayouter(text(1800))
    fit = fit_one(layouter)
    ends = dict(fit.fullness.region_ends)
    density = fit.parameters.density
    assert density == LIMITS.density.maximum or ends["figures"] == pytest.approx(
        ends["main"], abs=2 * SAFETY_MARGIN
    )


def test_a_headline_that_balancing_makes_longer_costs_no_type_size() -> None:
    layouter = ModelLayouter(text(1500), narrowing=0.6)
    fit = fit_one(layouter)
    assert layouter.proofs[0].headlines[0].width
    assert fit.parameters == replace(fit_one(ModelLayouter(text(1500))).parameters, headlines=())


def test_a_headline_that_balancing_makes_longer_leaves_notes_clear_of_the_footer() -> None:
    layouter = ModelLayouter(text(300), narrowing=0.6)
    fit = fit_one(layouter)
    ends = dict(fit.fullness.region_ends)
    assert fit.parameters.notes
    assert ends["main"] + fit.parameters.notes <= fit.fullness.footer_top - LIMITS.clearance


def test_a_single_line_is_not_balanced_and_two_are() -> None:
    assert fit_one(ModelLayouter(text(1500, title=12))).parameters.headlines[0].width == 0
    measure = fit_one(ModelLayouter(text(1500, title=60))).parameters.headlines[0]
    assert 0 < measure.width <= 470
