"""Model of the section `fit` of `layout.yaml`: the limits of copyfitting."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from brief.editorial.fields.invalid_value import invalid_value
from brief.editorial.fields.numbers_and_dates import read_decimal
from brief.editorial.models.base import Model, Paper
from brief.press.job.limits import LimitRange, Limits
from brief.press.job.units import POINTS_PER_MM


def _read_number(value: object) -> float:
    # values from YAML are strings; a number is one of the defaults below
    return value if isinstance(value, float) else float(read_decimal(value, "points or mm"))


Number = Annotated[float, BeforeValidator(_read_number)]


class FitRange(Model):
    """Minimum, maximum and default of one fit parameter."""

    least: Number
    most: Number
    usual: Number

    @model_validator(mode="after")
    def _check_order(self) -> Self:
        if not self.least <= self.usual <= self.most:
            shown = f"{self.least:g}, {self.usual:g}, {self.most:g}"
            msg = f"least, usual and most do not rise in this order: {shown}"
            remedy = "write the smallest as `least`, the largest as `most`"
            raise invalid_value("bad-range", msg, remedy)
        return self

    def to_limit_range(self) -> LimitRange:
        """Return the range as the press takes it."""
        return LimitRange(self.least, self.most, self.usual)


class FitSettings(Model):
    """The section `fit` of a layout: `size` and `small` in points, gaps and `notes` in mm.

    `space` multiplies the gaps of the text (`gap_once` per page, `gap_each` per point), `density`
    those of the key figures (`figure_once` per page, `figure_gap` per figure). `lines_once` and
    `lines_each` are gaps of the text in lines of the body. `headline` is the size in points of a
    headline that does not follow the body, by paper. The defaults are for layouts without these.
    """

    size: FitRange = FitRange(least=8.5, usual=9.4, most=11.0)
    leading: FitRange = FitRange(least=1.3, usual=1.4, most=1.45)
    space: FitRange = FitRange(least=0.5, usual=0.9, most=1.6)
    density: FitRange = FitRange(least=0.5, usual=0.9, most=1.8)
    small: Number = 7.0
    gap_once: Number = 0.0
    gap_each: Number = 0.0
    lines_once: Number = 0.0
    lines_each: Number = 0.0
    headline: dict[Paper, Number] = Field(default_factory=dict)
    figure_once: Number = 0.0
    figure_gap: Number = 0.0
    clearance: Number = 3.0
    notes: Number = 30.0

    def to_limits(self, paper: str) -> Limits:
        """Return the limits on that paper as the press takes them, all lengths in points."""
        return Limits(
            size=self.size.to_limit_range(),
            leading=self.leading.to_limit_range(),
            space=self.space.to_limit_range(),
            density=self.density.to_limit_range(),
            small=self.small,
            gap_once=self.gap_once * POINTS_PER_MM,
            gap_each=self.gap_each * POINTS_PER_MM,
            figure_once=self.figure_once * POINTS_PER_MM,
            figure_gap=self.figure_gap * POINTS_PER_MM,
            clearance=self.clearance * POINTS_PER_MM,
            notes=self.notes * POINTS_PER_MM,
            lines_once=self.lines_once,
            lines_each=self.lines_each,
            headline=next((size for name, size in self.headline.items() if name == paper), 0.0),
        )
