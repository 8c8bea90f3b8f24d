"""Copyfitting of one edition: the most generous parameters at which its text fills one page.

Its lines are predicted from its page template, or read from a layout on an endless page;
arithmetic finds the parameters, and a layout on the real page proves them.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import floor, inf
from typing import TYPE_CHECKING, Protocol

from brief.press.copyfit.bisection import find_highest
from brief.press.copyfit.estimate import FIGURES_REGION, MAIN, PageEstimate, find_excess
from brief.press.copyfit.key_figure_size import (
    MIN_LEAD_SCALE,
    find_figure_scale,
    measure_figures,
)
from brief.press.copyfit.parameters import FitParameters
from brief.press.job.page_contract import FOOTER, is_region

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.copyfit.key_figure_size import ScalableFigure
    from brief.press.engine.page_model import PageModel
    from brief.press.job.limits import Limits
    from brief.press.job.model import Fullness

SIZE_STEP = 0.1
SPACE_STEP = 0.5  # of gaps in lines: all but one line in two begin on the baseline grid
MAX_LAYOUTS = 7
RESERVED_LAYOUTS = 2  # of these, for a look at the tightest parameters and for their proof
SAFETY_MARGIN = 1.0  # points that an estimate keeps clear of the limit
FULL_PAGE_SIZE = 1.04  # of the usual type size: the largest for a text that fills the page
MAX_EMPTY_LINES = 1.2  # lines that may stay empty before a second attempt


class Layouter(Protocol):
    """An edition that can be laid out with any parameters."""

    def estimate_page(self, parameters: FitParameters) -> PageEstimate:
        """Return an estimate from an endless page; the first may come from a page template."""

    def lay_out(self, parameters: FitParameters) -> tuple[Fullness, PageModel]:
        """Lay the edition out on its page; return how full that is, and its paragraphs."""


@dataclass(frozen=True, slots=True)
class Fit:
    """Result of copyfitting one edition.

    `excess`: points by which the longest region is too long; 0 if the page fits. Only with an
    excess, `longest_region` is that region's name, `characters_per_line` an average, and
    `estimate` is of the page with the tightest parameters.
    """

    parameters: FitParameters
    fullness: Fullness
    layouts: int
    excess: float = 0.0
    longest_region: str = ""
    characters_per_line: float = 0.0
    estimate: PageEstimate | None = field(default=None, compare=False, repr=False)


class EditionSearch:
    """Search for the parameters of one edition, one type size after the other."""

    def __init__(self, layouter: Layouter, limits: Limits, *, notes: bool) -> None:
        self.layouter = layouter
        self.limits = limits
        self.notes = notes
        self.layouts = 0
        self.best: tuple[FitParameters, Fullness] | None = None
        self.earlier: tuple[FitParameters, Fullness] | None = None  # at a size that the group left
        self.smallest_failure = inf  # the smallest type size that did not fit
        self.can_balance = True  # False once a balanced headline or standfirst had more lines
        self.figures: tuple[ScalableFigure, ...] = ()
        self.leads: tuple[ScalableFigure, ...] = ()
        first = replace(self._find_minimum(limits.size.default), density=1.0)
        self.estimate = self._estimate_page(first)
        usual = limits.size.default
        self.figures = measure_figures(self.estimate.page_model, usual, lead=False)
        self.leads = measure_figures(self.estimate.page_model, usual, lead=True)
        ends = self.estimate.fullness.region_ends
        self.regions = [name for name, _ in ends if not is_region(name, FOOTER)]
        self.text_regions = [it for it in self.regions if not is_region(it, FIGURES_REGION)]

    def find_largest_size(self) -> float:
        """Return the largest type size at which the page fits with comfortable leading."""
        if self.best and self.best[0].size < self.smallest_failure:
            return min(self.best[0].size, self._search_size())
        return self._search_size()

    def find_parameters(self, size: float) -> FitParameters:
        """Return the most generous parameters that should fit at that type size."""
        limits, parameters = self.limits, self._find_minimum(size)
        grows = self._find_excess(parameters, self.text_regions) <= 0
        for name, limit in (("leading", limits.leading), ("space", limits.space)):
            low, high = (limit.default, limit.maximum) if grows else (limit.minimum, limit.default)
            value = self._maximise(parameters, name, low, high)
            if name == "space" and limits.lines_each:
                value = max(low, floor(value / SPACE_STEP) * SPACE_STEP)
            parameters = replace(parameters, **{name: value})  # type: ignore[arg-type]
            if abs(value - (high if grows else low)) > 1e-6:  # noqa: PLR2004 - not at its limit
                break
        hyphens = self.estimate.needs_title_hyphens(parameters)
        density = self._find_density(parameters)
        parameters = replace(parameters, density=density, title_hyphens=hyphens)
        if self.can_balance:
            headlines = () if hyphens else self.estimate.find_headline_measures(parameters)
            standfirsts = self.estimate.find_standfirst_measures(parameters)
            parameters = replace(parameters, headlines=headlines, standfirsts=standfirsts)
        room = self._find_room(parameters)
        if self.notes and room > self.limits.notes + SAFETY_MARGIN:
            parameters = replace(parameters, notes=room - SAFETY_MARGIN)
        return parameters

    def try_parameters(self, parameters: FitParameters) -> bool:
        """Lay out with these parameters, and return whether they fit; keep the best."""
        fullness, page_model = self.layouter.lay_out(parameters)
        self.layouts += 1
        updated = self.estimate.update_from_layout(parameters, page_model, fullness)
        if parameters.headlines or parameters.standfirsts:
            self.can_balance = self.can_balance and not updated.has_grown_by_balancing()
        if fullness.page_count > 1 or fullness.missing_regions:
            # a page that overflows shows little: lay it out on an endless one
            if not self.has_spent_layouts():
                full = parameters.without_balance()
                self.estimate = self._estimate_page(full)
            return False
        self.estimate = updated
        fits = find_excess(self.estimate, parameters, self.regions) <= 0
        fits = fits and (not parameters.notes or parameters.notes <= self._find_room(parameters))
        if fits and (self.best is None or parameters.generosity > self.best[0].generosity):
            self.best = (parameters, fullness)
        return fits

    def has_spent_layouts(self) -> bool:
        """Return whether only the layouts reserved for the tightest parameters are left."""
        return self.layouts >= MAX_LAYOUTS - RESERVED_LAYOUTS

    def set_best_aside(self) -> None:
        """Start a search at another size; keep the best so far in case it finds nothing."""
        self.earlier = self.best or self.earlier
        self.best = None

    def can_fit_at(self, size: float) -> bool:
        """Return whether the page should fit at that type size, by the latest estimate."""
        return size <= self.limits.size.minimum or self._fits_at(size)

    def is_hopeless(self) -> bool:
        """Return whether even the tightest parameters do not fit, after a layout with them."""
        tightest = self.find_tightest()
        if self._find_excess(tightest, self.regions) <= 0:
            return False
        if not self.estimate.is_layout_of(tightest):
            self.estimate = self._estimate_page(tightest)
        return self._find_excess(tightest, self.regions) > SAFETY_MARGIN

    def has_room(self, parameters: FitParameters) -> bool:
        """Return whether more than a line is empty although spacing could still grow."""
        empty = MAX_EMPTY_LINES * parameters.size * parameters.leading
        can_grow = parameters.space < self.limits.space.maximum - 1e-6
        return can_grow and self._find_room(parameters) > empty

    def rule_out_size(self, size: float) -> bool:
        """Return whether the search ends at this size; if not, a smaller one is to be tried."""
        if self.best or size <= self.limits.size.minimum:
            return True
        self.smallest_failure = size
        return False

    def make_fit(self) -> Fit:
        """Return the best fit found, or else the tightest parameters and their excess."""
        if found := self.best or self.earlier:
            return Fit(*found, self.layouts)
        parameters = self.find_tightest()
        if not self.estimate.is_layout_of(parameters):
            self.estimate = self._estimate_page(parameters)
        if (
            find_excess(self.estimate, parameters, self.regions) <= 0
            and self.try_parameters(parameters)
            and self.best
        ):
            return Fit(*self.best, self.layouts)
        fullness = self.estimate.fullness
        end, longest = max(
            (end, name) for name, end in fullness.region_ends if name in self.regions
        )
        excess = max(end - self.estimate.find_limit(parameters), 0.1)
        characters = self.estimate.count_characters_per_line()
        return Fit(parameters, fullness, self.layouts, excess, longest, characters, self.estimate)

    def _estimate_page(self, parameters: FitParameters) -> PageEstimate:
        estimate = self.layouter.estimate_page(parameters)
        self.layouts += estimate.is_laid_out
        return estimate

    def _search_size(self) -> float:
        limits = self.limits.size
        low, high = 0, round((limits.maximum - limits.minimum) / SIZE_STEP)
        while low < high:
            middle = (low + high + 1) // 2
            size = self._size_at_step(middle)
            if size < self.smallest_failure and self._fits_at(size):
                low = middle
            else:
                high = middle - 1
        return self._limit_to_full_page(self._size_at_step(low))

    def _limit_to_full_page(self, size: float) -> float:
        """Return a smaller size if the text fills the page with it, and looser lines and gaps."""
        limits = self.limits
        full = round(limits.size.default * FULL_PAGE_SIZE, 1)
        if size <= full:
            return size
        minimum = self._find_minimum(full)
        loosest = replace(minimum, leading=limits.leading.maximum, space=limits.space.maximum)
        return full if self._find_excess(loosest, self.text_regions) > 0 else size

    def _size_at_step(self, step: int) -> float:
        return round(self.limits.size.minimum + step * SIZE_STEP, 2)

    def _fits_at(self, size: float) -> bool:
        return self._find_excess(self._find_minimum(size), self.regions) <= 0

    def _find_minimum(self, size: float) -> FitParameters:
        """Return the least generous parameters allowed as long as the type could be smaller."""
        limits = self.limits
        figure, parted = find_figure_scale(self.figures, size)
        lead, lead_parted = find_figure_scale(self.leads, size, MIN_LEAD_SCALE)
        return FitParameters(
            size,
            limits.leading.default,
            limits.space.default,
            limits.density.minimum,
            limits.small,
            figure_scale=figure,
            split_units=parted,
            lead_scale=lead,
            split_lead=lead_parted,
        )

    def find_tightest(self) -> FitParameters:
        """Return the parameters that hold the most text."""
        limits = self.limits
        floor = self._find_minimum(limits.size.minimum)
        return replace(floor, leading=limits.leading.minimum, space=limits.space.minimum)

    def _find_excess(self, parameters: FitParameters, regions: Sequence[str]) -> float:
        return find_excess(self.estimate, parameters, regions) + SAFETY_MARGIN

    def _maximise(self, parameters: FitParameters, name: str, low: float, high: float) -> float:
        """Return the highest value of the parameter `name` at which the text fits."""

        def excess_at(value: float) -> float:
            changed = replace(parameters, **{name: value})  # type: ignore[arg-type]
            return self._find_excess(changed, self.text_regions)

        return find_highest(excess_at, low, high)

    def _find_density(self, parameters: FitParameters) -> float:
        """Return the density at which the key figures end with the text, or above the footer."""
        limits, estimate = self.limits.density, self.estimate
        goals = {
            region: self._find_goal(region, parameters)
            for region in self.regions
            if is_region(region, FIGURES_REGION)
        }
        if not goals:
            return parameters.density

        def excess_at(density: float) -> float:
            changed = replace(parameters, density=density)
            ends = (estimate.find_end(region, changed) - goal for region, goal in goals.items())
            return max(ends) + SAFETY_MARGIN

        return find_highest(excess_at, limits.minimum, limits.maximum)

    def _find_goal(self, region: str, parameters: FitParameters) -> float:
        """Return where the key figures should end: with the text beside them, or at the footer."""
        goal, main = self.estimate.find_limit(parameters), MAIN + region[len(FIGURES_REGION) :]
        if main not in self.regions:
            return goal
        usual = replace(parameters, density=self.limits.density.default)
        end = self.estimate.find_end(main, parameters)
        return min(goal, end) if self.estimate.find_end(region, usual) <= end else goal

    def _find_room(self, parameters: FitParameters) -> float:
        """Return the free height below the text, in points."""
        mains = [region for region in self.regions if is_region(region, MAIN)]
        ends = [self.estimate.find_end(region, parameters) for region in mains]
        return self.estimate.find_limit(parameters) - max(ends, default=inf)
