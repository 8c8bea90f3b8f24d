"""Fitting several editions together: one type size, one size of key figures, whatever the order."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief.press.copyfit.search import MOST_LAYOUTS, TOGETHER_COST, fit_group
from tests.press.copyfit.model_page import LIMITS, ModelPress
from tests.press.copyfit.test_search import EPSILON, PRESSES, TIGHTEST, fit_one, text


@settings(max_examples=30)
@given(st.lists(PRESSES, min_size=2, max_size=3))
def test_the_order_of_editions_does_not_matter(presses: list[ModelPress]) -> None:
    def fresh(press: ModelPress) -> ModelPress:
        return ModelPress(press.content, press.wrong, press.spill)

    usual = fit_group([fresh(press) for press in presses], LIMITS)
    for order in list(permutations(range(len(presses))))[1::2]:
        found = fit_group([fresh(presses[number]) for number in order], LIMITS)
        assert found == [usual[number] for number in order]


@settings(max_examples=80)
@given(st.lists(PRESSES, min_size=2, max_size=4))
def test_a_group_is_fitted_as_well_as_one(presses: list[ModelPress]) -> None:
    fits = fit_group(presses, LIMITS)
    for press, fit in zip(presses, fits, strict=True):
        assert fit.layouts == press.layouts <= MOST_LAYOUTS
        assert fit.excess or press.fits(fit.setting)
        assert not fit.excess or not press.fits(TIGHTEST)


@pytest.mark.parametrize(("shorter", "one_size"), [(2000, True), (1500, False), (900, False)])
def test_a_group_takes_own_sizes_where_one_would_cost_more(shorter: int, one_size: bool) -> None:  # noqa: FBT001
    contents = [text(2400), text(shorter)]
    alone = [fit_one(ModelPress(content)).setting.size for content in contents]
    together = [
        fit.setting.size for fit in fit_group([ModelPress(item) for item in contents], LIMITS)
    ]
    apart = [
        fit.setting.size
        for fit in fit_group([ModelPress(item) for item in contents], LIMITS, together=False)
    ]
    assert apart == alone
    assert (max(alone) - min(alone) <= TOGETHER_COST + EPSILON) is one_size
    assert together == ([min(alone)] * 2 if one_size else alone)


def test_who_shares_a_smaller_size_gets_the_more_leading_and_space() -> None:
    long, short = ModelPress(text(2000)), ModelPress(text(1900))
    first, second = fit_group([long, short], LIMITS)
    assert first.setting.size == second.setting.size
    assert (second.setting.leading, second.setting.space) > (
        first.setting.leading,
        first.setting.space,
    )
