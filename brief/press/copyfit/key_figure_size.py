"""One size for all key figures: the layout's own, or the largest at which the widest one fits.

Readers compare key figures, so a long one makes all of them smaller, in all languages. Where that
would make them too small, units go on a line of their own instead.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.engine.page_model import PageModel, Paragraph

MIN_WHOLE_SCALE = 0.75
"""Below this scale a unit goes on a line of its own, before figures become any smaller."""
MIN_LEAD_SCALE = 0.6
"""The same for the leading figure, which is larger than the others even then."""
MIN_SCALE = 0.6
"""Smallest scale of a figure, of the size in the layout; it is still larger than text."""
MIN_SCALE_TO_STAY_WHOLE = 0.85
"""A figure that fits whole at this share of the scale with split units is not split."""
USABLE_SHARE = 0.97  # of the column
SCALE_STEPS = 1000


@dataclass(frozen=True, slots=True)
class ScalableFigure:
    """Widths of a key figure at full size, in em of the text; `column` is in points.

    `number` is the width of the number alone, `whole` with its unit.
    """

    number: float
    whole: float
    column: float


def measure_figures(
    page_model: PageModel, size: float, *, lead: bool
) -> tuple[ScalableFigure, ...]:
    """Return the key figures of a page whose text has this type size in points.

    `lead`: return the leading ones, else the others.
    """
    return tuple(
        ScalableFigure(par.figure_width.number / size, par.figure_width.whole / size, par.width)
        for par in page_model.paragraphs
        if par.figure_width and par.figure_width.is_lead is lead
    )


def find_figure_scale(
    figures: Sequence[ScalableFigure], size: float, least: float = MIN_WHOLE_SCALE
) -> tuple[float, bool]:
    """Return the scale of all figures at that type size, and whether their units are split off.

    Units are split off below the scale `least`.
    """
    # units and gaps keep their size, so only the number is scaled to fill the rest of the column
    wholes = [(_find_room(it, size) - (it.whole - it.number)) / it.number for it in figures]
    whole = min(wholes, default=1.0)
    if whole >= least:
        return _round_down(whole), False
    parted = min(_find_room(it, size) / it.number for it in figures)
    near = [scale for scale in wholes if MIN_SCALE_TO_STAY_WHOLE * parted <= scale < parted]
    return _round_down(max(min(near, default=parted), MIN_SCALE)), True


def resize_figure(par: Paragraph, factor: float, *, split_units: bool) -> Paragraph:
    """Return a key figure with its number scaled; `split_units` allows a break before its unit."""
    largest = max(run.size for run in par.runs)
    runs = []
    for run in par.runs:
        gap = run.is_unbroken and not run.text.strip()
        size = run.size * factor if gap or run.size == largest else run.size
        if gap and split_units:
            runs.append(replace(run, text=" ", size=size, is_unbroken=False))
        else:
            runs.append(replace(run, size=size))
    return replace(par, runs=tuple(runs))


def find_resized_height(par: Paragraph, factor: float, lines: int, *, split_units: bool) -> float:
    """Return the height in points of a key figure whose number is scaled by `factor`.

    The line with the number has the number's height; the others are lower. With `split_units` they
    hold the unit.
    """
    if not par.leading:
        return par.line_height * lines * factor
    sizes = [run.size for run in par.runs]
    tall = max(sizes)
    others = [size for size in sizes if size < tall] if split_units else []
    low = max([par.size, *others]) * par.leading
    number = max(low, tall * factor * par.leading) - tall * par.leading
    return par.height + number + (lines - par.line_count) * low


def _find_room(figure: ScalableFigure, size: float) -> float:
    """Return the usable width of the figure's column, in em of the text."""
    return figure.column * USABLE_SHARE / size


def _round_down(scale: float) -> float:
    return min(1.0, floor(scale * SCALE_STEPS) / SCALE_STEPS)
