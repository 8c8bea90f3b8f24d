"""Copyfitting: the setting in which each edition of a group fills exactly one page.

A pure search over "lay out in this setting: how full is the page". The largest type comes first,
then the most generous leading, then spacing. An edition's lines are foretold from the skeleton of
its page, or seen on an endless one; arithmetic finds the setting; a layout on the real page proves
it. The result depends on the content alone, never on what was printed before.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import inf
from typing import TYPE_CHECKING, Protocol

from brief.press.copyfit.bisection import highest
from brief.press.copyfit.estimate import FIGURES, Forecast, worst
from brief.press.copyfit.key_figure_size import figure_scale, stretches
from brief.press.copyfit.parameters import Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.copyfit.key_figure_size import Stretch
    from brief.press.engine.page_model import PageModel
    from brief.press.job.limits import Limits
    from brief.press.job.model import Fullness

SIZE_STEP = 0.1
MOST_LAYOUTS = 7
LAST_RESORT = 2  # of these, kept to look at the tightest setting and to prove it
ATTEMPTS = 3  # layouts at one type size
SAFETY = 1.0  # points that a forecast keeps clear of the limit
SLACK = 1.2  # lines that may stay empty before a second look is taken
TOGETHER_COST = 0.4  # points of type size that an edition gives up at most for its group


class Press(Protocol):
    """What the search needs: an edition that can be laid out in any setting."""

    def probe(self, setting: Setting) -> Forecast:
        """Return what an endless page foretells; the first one may be had without a layout."""

    def lay_out(self, setting: Setting) -> tuple[Fullness, PageModel]:
        """Lay the edition out on its page, and return how full it is, and its paragraphs."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How an edition came out: its setting, how full the page is, and how many layouts it took.

    `excess` is by how many points the longest region is too long, 0 if the page fits; `culprit`
    names that region, and `line` is how many characters a line of the text holds.
    """

    setting: Setting
    fullness: Fullness
    layouts: int
    excess: float = 0.0
    culprit: str = ""
    line: float = 0.0


def fit_group(
    presses: Sequence[Press], limits: Limits, *, together: bool = True, notes: bool = True
) -> list[Fit]:
    """Return how each edition of a fit group is set.

    With `together`, all take one type size if that costs none of them more than 0.4 pt; their key
    figures are of one size in any case.
    """
    editions = [_Edition(press, limits, notes=notes) for press in presses]
    figures = tuple(stretch for edition in editions for stretch in edition.figures)
    for edition in editions:
        edition.figures = figures
    while True:
        sizes = [edition.largest_size() for edition in editions]
        if together and max(sizes) - min(sizes) <= TOGETHER_COST + 1e-6:
            sizes = [min(sizes)] * len(sizes)
        # an edition that fails at its size knows its lines better now: the sizes are settled anew
        fitted = [_fitted(*pair) for pair in zip(editions, sizes, strict=True)]
        if all(fitted):
            return [edition.result() for edition in editions]


def _fitted(edition: _Edition, size: float) -> bool:
    """Find the setting at that type size; say False if the edition needs a smaller one.

    After a layout the lines at this size are known, so the second attempt is exact; a third is
    for pages whose last line could still be filled.
    """
    if edition.best and edition.best[0].size == size:
        return True
    edition.set_aside()
    for _ in range(ATTEMPTS):
        if edition.spent() or edition.hopeless():
            return True
        setting = edition.settle(size)
        fits = edition.prove(setting)
        if fits and (not edition.has_room(setting) or edition.settle(size) == setting):
            return True
        if not fits and not (edition.can_hold(size) and edition.settle(size).differs(setting)):
            break
    return edition.give_up(size)


class _Edition:
    """One edition in the search."""

    def __init__(self, press: Press, limits: Limits, *, notes: bool) -> None:
        self.press = press
        self.limits = limits
        self.notes = notes
        self.layouts = 0
        self.best: tuple[Setting, Fullness] | None = None
        self.earlier: tuple[Setting, Fullness] | None = None  # at a size that the group left
        self.cap = inf  # the least type size that is known not to fit
        self.balanced = True  # whether a narrower headline has not made more lines
        self.figures: tuple[Stretch, ...] = ()
        self.forecast = self._probe(replace(self._floor(limits.size.default), density=1.0))
        self.figures = stretches(self.forecast.galley, limits.size.default)
        self.regions = tuple(
            name for name, _ in self.forecast.fullness.region_ends if name != "footer"
        )

    def largest_size(self) -> float:
        """Return the largest type size at which the page fits with comfortable leading."""
        if self.best and self.best[0].size < self.cap:
            return min(self.best[0].size, self._searched_size())
        return self._searched_size()

    def settle(self, size: float) -> Setting:
        """Return the most generous setting that should fit at that type size."""
        limits, setting = self.limits, self._floor(size)
        if self._over(setting, self._texts()) <= 0:
            leading = self._highest(setting, "leading", setting.leading, limits.leading.maximum)
            setting = replace(setting, leading=leading)
            if leading >= limits.leading.maximum - 1e-6:
                space = self._highest(setting, "space", setting.space, limits.space.maximum)
                setting = replace(setting, space=space)
        else:
            least = limits.leading.minimum
            leading = self._highest(setting, "leading", least, setting.leading)
            setting = replace(setting, leading=leading)
            if leading <= least + 1e-6:
                space = self._highest(setting, "space", limits.space.minimum, setting.space)
                setting = replace(setting, space=space)
        hyphens = self.forecast.title_hyphens(setting)
        setting = replace(setting, density=self._density(setting), title_hyphens=hyphens)
        if not setting.title_hyphens and self.balanced:
            setting = replace(setting, title_measure=self.forecast.title_measure(setting))
        return self._with_notes(setting)

    def prove(self, setting: Setting) -> bool:
        """Lay out in that setting; say whether it fits, and remember it if it is the best."""
        fullness, galley = self.press.lay_out(setting)
        self.layouts += 1
        seen = self.forecast.after(setting, galley, fullness)
        if setting.title_measure:
            self.balanced = self.balanced and not seen.title_grew()
        if fullness.page_count > 1 or fullness.missing_regions:
            # what flows over a page's end tells little: look at it on an endless page
            if not self.spent():
                self.forecast = self._probe(replace(setting, title_measure=0.0))
            return False
        self.forecast = seen
        fits = worst(self.forecast, setting, self.regions) <= 0
        fits = fits and (not setting.notes or setting.notes <= self._room(setting))
        if fits and (self.best is None or setting.generosity > self.best[0].generosity):
            self.best = (setting, fullness)
        return fits

    def spent(self) -> bool:
        """Say whether no more layouts may be made than the last resort needs."""
        return self.layouts >= MOST_LAYOUTS - LAST_RESORT

    def set_aside(self) -> None:
        """Look for another setting, and keep the best so far in case there is none."""
        self.earlier = self.best or self.earlier
        self.best = None

    def can_hold(self, size: float) -> bool:
        """Say whether the page should fit at that type size, after all that is known."""
        return size <= self.limits.size.minimum or self._fits_at(size)

    def hopeless(self) -> bool:
        """Say whether not even the tightest setting would do, having looked at it."""
        tightest = self._tightest()
        if self._over(tightest, self.regions) <= 0:
            return False
        if not self.forecast.has_seen(tightest):
            self.forecast = self._probe(tightest)
        return self._over(tightest, self.regions) > SAFETY

    def has_room(self, setting: Setting) -> bool:
        """Say whether more than a line is empty although the setting could be more generous."""
        could = setting.space < self.limits.space.maximum - 1e-6
        return could and self._room(setting) > SLACK * setting.size * setting.leading

    def give_up(self, size: float) -> bool:
        """Say that nothing was found at this size, unless something was or there is no smaller."""
        if self.best or size <= self.limits.size.minimum:
            return True
        self.cap = size
        return False

    def result(self) -> Fit:
        """Return the best that was found; if nothing was, the tightest setting, or its excess."""
        if found := self.best or self.earlier:
            return Fit(*found, self.layouts)
        setting = self._tightest()
        if not self.forecast.has_seen(setting):
            self.forecast = self._probe(setting)
        if worst(self.forecast, setting, self.regions) <= 0 and self.prove(setting) and self.best:
            return Fit(*self.best, self.layouts)
        fullness = self.forecast.fullness
        end, culprit = max((end, name) for name, end in fullness.region_ends if name != "footer")
        excess = max(end - self.forecast.limit(setting), 0.1)
        return Fit(setting, fullness, self.layouts, excess, culprit, self.forecast.line_length())

    def _probe(self, setting: Setting) -> Forecast:
        forecast = self.press.probe(setting)
        self.layouts += forecast.measured
        return forecast

    def _searched_size(self) -> float:
        limits = self.limits.size
        low, high = 0, round((limits.maximum - limits.minimum) / SIZE_STEP)
        while low < high:
            middle = (low + high + 1) // 2
            if self._size(middle) < self.cap and self._fits_at(self._size(middle)):
                low = middle
            else:
                high = middle - 1
        return self._size(low)

    def _size(self, step: int) -> float:
        return round(self.limits.size.minimum + step * SIZE_STEP, 2)

    def _fits_at(self, size: float) -> bool:
        return self._over(self._floor(size), self.regions) <= 0

    def _floor(self, size: float) -> Setting:
        """Return the least generous setting that is used while the type could still be smaller."""
        limits = self.limits
        figure, parted = figure_scale(self.figures, size)
        return Setting(
            size,
            limits.leading.default,
            limits.space.default,
            limits.density.minimum,
            limits.small,
            figure=figure,
            parted=parted,
        )

    def _tightest(self) -> Setting:
        """Return the setting into which the most text goes."""
        limits = self.limits
        floor = self._floor(limits.size.minimum)
        return replace(floor, leading=limits.leading.minimum, space=limits.space.minimum)

    def _texts(self) -> list[str]:
        return [name for name in self.regions if name != FIGURES]

    def _over(self, setting: Setting, regions: Sequence[str]) -> float:
        return worst(self.forecast, setting, regions) + SAFETY

    def _highest(self, setting: Setting, name: str, low: float, high: float) -> float:
        """Return the highest value of that quantity at which the text fits."""

        def over(value: float) -> float:
            return self._over(replace(setting, **{name: value}), self._texts())  # type: ignore[arg-type]

        return highest(over, low, high)

    def _density(self, setting: Setting) -> float:
        """Return the density that ends the key figures with the text, or else above the footer."""
        if FIGURES not in self.regions:
            return setting.density
        limits, forecast = self.limits.density, self.forecast
        usual = replace(setting, density=limits.default)
        goal = forecast.limit(setting)
        if "main" in self.regions:
            main = forecast.end("main", setting)
            if forecast.end(FIGURES, usual) <= main:
                goal = min(goal, main)

        def too_low(density: float) -> float:
            return forecast.end(FIGURES, replace(setting, density=density)) - goal + SAFETY

        return highest(too_low, limits.minimum, limits.maximum)

    def _room(self, setting: Setting) -> float:
        """Return how much is free below the text."""
        end = self.forecast.end("main", setting) if "main" in self.regions else inf
        return self.forecast.limit(setting) - end

    def _with_notes(self, setting: Setting) -> Setting:
        room = self._room(setting)
        if self.notes and room > self.limits.notes + SAFETY:
            return replace(setting, notes=room - SAFETY)
        return setting
