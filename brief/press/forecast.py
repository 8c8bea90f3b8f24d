"""Where the regions of a page would end in another setting, from one layout and some arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from brief.press.figures import resized, resized_height

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from brief.design.limits import Limits
    from brief.press.galley import Galley, Paragraph
    from brief.press.job import Fullness
    from brief.press.setting import Setting

FLOW = 0
FIGURES = "figures"
MEASURE_SLACK = 1.012
SAME_HEIGHT = 0.5  # points: blocks that begin this close stand side by side


@dataclass(slots=True)
class Forecast:
    """Predicts where regions end, from a layout in the setting `base`; all lengths in points.

    `counter` says how many lines a paragraph makes at a multiple of its type size, `balancer` the
    least width in which it makes no more, `longest` how wide its longest word is. `title` is the
    headline as it stands on the full measure, where the body is `title_size`; a later layout shows
    it balanced. `measured` is false where no layout of the page itself was made.
    """

    galley: Galley
    fullness: Fullness
    base: Setting
    limits: Limits
    points: int
    figures: int
    counter: Callable[[Paragraph, float], int]
    balancer: Callable[[Paragraph, float], float]
    longest: Callable[[Paragraph], float]
    title: Paragraph | None = None
    title_size: float = 0.0
    measured: bool = True
    _lines: dict[tuple[int, float], int] = field(default_factory=dict)
    _resized: dict[tuple[int, float], Paragraph] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.title is None:
            self.title_size = self.base.size
            self.title = next((par for par in self.galley.paragraphs if par.tag == "h1"), None)

    def after(self, setting: Setting, galley: Galley, fullness: Fullness) -> Forecast:
        """Return the forecast that a later layout, in `setting`, allows."""
        return replace(
            self,
            galley=galley,
            fullness=fullness,
            base=setting,
            measured=True,
            _lines={},
            _resized={},
        )

    def has_seen(self, setting: Setting) -> bool:
        """Say whether it comes from a layout of the page itself, in that setting."""
        return self.measured and self.base == setting

    def limit(self, setting: Setting) -> float:
        """Return where the regions above the footer must end."""
        frame = self._frame_of("footer")
        growth = self._growth(setting, lambda par: par.frame == frame)
        change = self.galley.frames[frame].change(growth) if growth else 0.0
        return self.fullness.limit - change - self.limits.clearance

    def end(self, region: str, setting: Setting) -> float:
        """Return where the region would end."""
        measured = dict(self.fullness.ends)[region]
        frame = self._frame_of(f"end-{region}")
        top = self.galley.frames[frame].top

        def stands_above(par: Paragraph) -> bool:
            if par.frame == frame:
                return par.top < measured
            return par.frame == FLOW and par.top + par.height <= top + SAME_HEIGHT

        return measured + self._growth(setting, stands_above) + self._gaps(region, setting)

    def line_length(self) -> float:
        """Return how many characters a line of the body holds, on average."""
        body = [par for par in self.galley.paragraphs if self._is_body(par)]
        letters = sum(len(run.text) for par in body for run in par.runs)
        return letters / max(1, sum(par.lines for par in body))

    def title_grew(self) -> bool:
        """Say whether the headline has more lines than it should have on the full measure."""
        shown = next((par for par in self.galley.paragraphs if par.tag == "h1"), None)
        if self.title is None or shown is None:
            return False
        return shown.lines > self.counter(self.title, self.base.size / self.title_size)

    def title_measure(self, setting: Setting) -> float:
        """Return the width that balances the headline's lines, 0 if it has but one."""
        title = self.title
        if title is None:
            return 0.0
        scale = setting.size / self.title_size
        if self.counter(title, scale) == 1:
            return 0.0
        return min(title.width, self.balancer(title, scale) * MEASURE_SLACK)

    def title_hyphens(self, setting: Setting) -> bool:
        """Say whether the headline has a word that is longer than its lines can be."""
        title = self.title
        if title is None:
            return False
        return self.longest(title) * setting.size / self.title_size > title.width

    def _scale(self, par: Paragraph, setting: Setting) -> float:
        """Return what the paragraph's type size is multiplied with in `setting`."""
        for old, new in ((self.base.label, setting.label), (self.base.note, setting.note)):
            if abs(par.size - old) < 0.02:  # noqa: PLR2004 - sizes are written to 0.01 pt
                return new / old
        figure = setting.figure / self.base.figure if par.amount else 1.0
        return figure * setting.size / self.base.size

    def _growth(self, setting: Setting, chosen: Callable[[Paragraph], bool]) -> float:
        """Return by how much the chosen paragraphs grow; side by side, the tallest counts."""
        rows: dict[tuple[int, int], list[Paragraph]] = {}
        for par in filter(chosen, self.galley.paragraphs):
            if par.turned:
                continue
            rows.setdefault((par.frame, round(par.top / SAME_HEIGHT)), []).append(par)
        return sum(
            max(self._height(par, setting) for par in row) - max(par.height for par in row)
            for row in rows.values()
        )

    def _figure_height(self, par: Paragraph, setting: Setting) -> float:
        """Return the height of a key figure whose number has another size to its unit."""
        factor = setting.figure / self.base.figure
        shown = self._resized.get((id(par), factor))
        if shown is None:
            shown = resized(par, factor, parted=setting.parted)
            self._resized[id(par), factor] = shown
        bias, ratio = par.lines - self.counter(par, 1.0), setting.size / self.base.size
        lines = max(1, self.counter(shown, ratio) + bias)
        return resized_height(par, factor, lines, parted=setting.parted) * ratio

    def _height(self, par: Paragraph, setting: Setting) -> float:
        if par.amount and par.runs and setting.figure != self.base.figure:
            return self._figure_height(par, setting)
        scale = self._scale(par, setting)
        factor = scale * (setting.leading / self.base.leading if self._is_body(par) else 1.0)
        lines = self._count(par, scale)
        measured_anew = setting.title_measure != self.base.title_measure
        if measured_anew and self.title and _is_same(par, self.title):
            # a headline that balancing gave one line too many has fewer on another measure
            lines = self._count(self.title, setting.size / self.title_size)
        return lines * par.line_height * factor

    def _count(self, par: Paragraph, scale: float) -> int:
        key = (id(par), round(scale, 4))  # the galley holds the paragraph; its hash takes long
        if key not in self._lines:
            bias = par.lines - self.counter(par, 1.0)
            self._lines[key] = max(1, self.counter(par, scale) + bias)
        return self._lines[key]

    def _gaps(self, region: str, setting: Setting) -> float:
        limits = self.limits
        if region == FIGURES:
            whole = limits.figure_once + self.figures * limits.figure_gap
            return whole * (setting.density - self.base.density)
        whole = limits.gap_once + self.points * limits.gap_each
        return whole * (setting.space - self.base.space) if region == "main" else 0.0

    def _is_body(self, par: Paragraph) -> bool:
        return abs(par.leading - round(self.base.leading, 4)) < 1e-6  # noqa: PLR2004 - equal

    def _frame_of(self, anchor: str) -> int:
        return next((frame.number for frame in self.galley.frames if anchor in frame.anchors), FLOW)


def _is_same(one: Paragraph, other: Paragraph) -> bool:
    texts = ["".join(run.text for run in par.runs) for par in (one, other)]
    return one.tag == other.tag and texts[0] == texts[1]


def worst(forecast: Forecast, setting: Setting, regions: Iterable[str]) -> float:
    """Return by how much the longest of the regions would end too low; negative if all fit."""
    return max(forecast.end(region, setting) for region in regions) - forecast.limit(setting)
