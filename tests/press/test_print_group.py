"""Fitting several editions together: one type size, one size of key figures, whatever the order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.press.copyfit.edition_search import MAX_LAYOUTS
from brief.press.copyfit.search import MAX_GROUP_COST, fit_group
from tests.press.copyfit.model_page import LIMITS, ModelLayouter
from tests.press.copyfit.test_search import EPSILON, LAYOUTERS, TIGHTEST, fit_one, text


@settings(max_examples=30)
@given(st.lists(LAYOUTERS, min_size=2, max_size=3))
def test_the_order_of_editions_does_not_matter(layouters: list[ModelLayouter]) -> None:
    def fresh(layouter: ModelLayouter) -> ModelLayouter:
        return ModelLayouter(layouter.content, layouter.wrong, layouter.spill)

    usual = fit_group([fresh(layouter) for layouter in layouters], LIMITS)
    for order in list(permutations(range(len(layouters))))[1::2]:
        found = fit_group([fresh(layouters[number]) for number in order], LIMITS)
        assert found == [usual[number] for number in order]


@settings(max_examples=80)
@given(st.lists(LAYOUTERS, min_size=2, max_size=4))
def test_a_group_is_fitted_as_well_as_one(layouters: list[ModelLayouter]) -> None:
    fits = fit_group(layouters, LIMITS)
    for layouter, fit in zip(layouters, fits, strict=True):
        assert fit.layouts == layouter.layouts <= MAX_LAYOUTS
        assert fit.excess or layouter.fits(fit.parameters)
        assert not fit.excess or not layouter.fits(TIGHTEST)


@pytest.mark.parametrize(("shorter", "one_size"), [(2000, True), (1500, False), (900, False)])
def test_a_group_takes_own_sizes_where_one_would_cost_more(shorter: int, one_size: bool) -> None:  # noqa: FBT001
    contents = [text(2400), text(shorter)]
    alone = [fit_one(ModelLayouter(content)).parameters.size for content in contents]
    together = [
        fit.parameters.size for fit in fit_group([ModelLayouter(item) for item in contents], LIMITS)
    ]
    apart = [
        fit.parameters.size
        for fit in fit_group([ModelLayouter(item) for item in contents], LIMITS, together=False)
    ]
    assert apart == alone
    assert (max(alone) - min(alone) <= MAX_GROUP_COST + EPSILON) is one_size
    assert together == ([min(alone)] * 2 if one_size else alone)


def test_who_shares_a_smaller_size_gets_the_more_leading_and_space() -> None:
    long, short = ModelLayouter(text(2000)), ModelLayouter(text(1900))
    first, second = fit_group([long, short], LIMITS)
    assert first.parameters.size == second.parameters.size
    assert (second.parameters.leading, second.parameters.space) > (
        first.parameters.leading,
        first.parameters.space,
    )
