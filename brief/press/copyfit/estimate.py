"""Where the regions of a page would end in another setting, from one layout and some arithmetic."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from brief.press.copyfit.key_figure_size import resized, resized_height

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from brief.press.copyfit.parameters import Setting
    from brief.press.engine.page_model import PageModel, Paragraph
    from brief.press.job.limits import Limits
    from brief.press.job.model import Fullness

FLOW = 0
FOOTER = "footer"
LABEL, NOTE, FIGURE, TEXT = range(4)
"""Kinds of paragraphs, by what their type size hangs on."""
FIGURES = "figures"
MEASURE_SLACK = 1.012
NEARLY = 0.02  # points: sizes are written to 0.01
SAME_HEIGHT = 0.5  # points: blocks that begin this close stand side by side


class _Part(NamedTuple):
    """A paragraph, and what is the same of it in all settings."""

    paragraph: Paragraph
    kind: int
    is_body: bool
    is_title: bool


class _Row(NamedTuple):
    """Paragraphs side by side, and how high the highest of them is."""

    height: float
    parts: list[_Part]


@dataclass(slots=True)
class Forecast:
    """Predicts where regions end, from a layout in the setting `base`; all lengths in points.

    `counter` says how many lines a paragraph makes at a multiple of its type size, `balancer` the
    least width in which it makes no more, `longest` how wide its longest word is. `title` is the
    headline as it stands on the full measure, where the body is `title_size`; a later layout shows
    it balanced. `measured` is false where no layout of the page itself was made.
    """

    galley: PageModel
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
    _beside: dict[int, int] = field(default_factory=dict)
    _rows: dict[str, list[_Row]] = field(default_factory=dict)
    _resized: dict[tuple[int, float], Paragraph] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.title is None:
            self.title_size = self.base.size
            self.title = next((par for par in self.galley.paragraphs if par.tag == "h1"), None)

    def after(self, setting: Setting, galley: PageModel, fullness: Fullness) -> Forecast:
        """Return the forecast that a later layout, in `setting`, allows."""
        return replace(
            self,
            galley=galley,
            fullness=fullness,
            base=setting,
            measured=True,
            _lines={},
            _beside={},
            _rows={},
            _resized={},
        )

    def has_seen(self, setting: Setting) -> bool:
        """Say whether it comes from a layout of the page itself, in that setting."""
        return self.measured and self.base == setting

    def limit(self, setting: Setting) -> float:
        """Return where the regions above the footer must end."""
        frame = self._frame_of(FOOTER)
        growth = self._growth(setting, FOOTER)
        change = self.galley.frames[frame].get_height_change(growth) if growth else 0.0
        return self.fullness.footer_top - change - self.limits.clearance

    def end(self, region: str, setting: Setting) -> float:
        """Return where the region would end."""
        measured = dict(self.fullness.region_ends)[region]
        return measured + self._growth(setting, f"end-{region}") + self._gaps(region, setting)

    def line_length(self) -> float:
        """Return how many characters a line of the body holds, on average."""
        body = [par for par in self.galley.paragraphs if self._is_body(par)]
        letters = sum(len(run.text) for par in body for run in par.runs)
        return letters / max(1, sum(par.line_count for par in body))

    def title_grew(self) -> bool:
        """Say whether the headline has more lines than it should have on the full measure."""
        shown = next((par for par in self.galley.paragraphs if par.tag == "h1"), None)
        if self.title is None or shown is None:
            return False
        return shown.line_count > self.counter(self.title, self.base.size / self.title_size)

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

    def _growth(self, setting: Setting, anchor: str) -> float:
        """Return by how much grows what an anchor's place hangs on; side by side, the tallest."""
        rows = self._rows.get(anchor)
        if rows is None:
            rows = self._rows[anchor] = self._rows_for(anchor)
        scales = self._scales(setting)
        return sum(
            max([self._height(part, setting, scales) for part in row.parts]) - row.height
            for row in rows
        )

    def _rows_for(self, anchor: str) -> list[_Row]:
        """Return the paragraphs in the footer, or those that stand above a region's end."""
        number = self._frame_of(anchor)
        top = self.galley.frames[number].top
        measured = dict(self.fullness.region_ends).get(anchor.removeprefix("end-"), inf)
        rows: dict[tuple[int, int], list[Paragraph]] = {}
        for par in self.galley.paragraphs:
            if par.frame == number:
                chosen = anchor == FOOTER or par.top < measured
            else:
                above = par.frame == FLOW and par.top + par.height <= top + SAME_HEIGHT
                chosen = anchor != FOOTER and above
            if chosen and not par.is_rotated:
                rows.setdefault((par.frame, round(par.top / SAME_HEIGHT)), []).append(par)
        return [
            _Row(max(par.height for par in row), [self._part(par) for par in row])
            for row in rows.values()
        ]

    def _part(self, par: Paragraph) -> _Part:
        sizes = ((LABEL, self.base.label), (NOTE, self.base.note))
        usual = FIGURE if par.figure_width else TEXT
        kind = next((kind for kind, size in sizes if abs(par.size - size) < NEARLY), usual)
        is_title = self.title is not None and _is_same(par, self.title)
        return _Part(par, kind, self._is_body(par), is_title)

    def _scales(self, setting: Setting) -> tuple[float, float, float, float]:
        """Return what the type size of each kind of paragraph is multiplied with in `setting`."""
        base = self.base
        return (
            setting.label / base.label,
            setting.note / base.note,
            setting.figure / base.figure * setting.size / base.size,
            setting.size / base.size,
        )

    def _figure_height(self, par: Paragraph, setting: Setting) -> float:
        """Return the height of a key figure whose number has another size to its unit."""
        factor = setting.figure / self.base.figure
        shown = self._resized.get((id(par), factor))
        if shown is None:
            shown = resized(par, factor, parted=setting.parted)
            self._resized[id(par), factor] = shown
        ratio = setting.size / self.base.size
        lines = max(1, self.counter(shown, ratio) + self._bias(par))
        return resized_height(par, factor, lines, parted=setting.parted) * ratio

    def _height(self, part: _Part, setting: Setting, scales: Sequence[float]) -> float:
        par, base = part.paragraph, self.base
        if par.figure_width and par.runs and setting.figure != base.figure:
            return self._figure_height(par, setting)
        scale = scales[part.kind]
        factor = scale * (setting.leading / base.leading) if part.is_body else scale
        if part.is_title and self.title and setting.title_measure != base.title_measure:
            # a headline that balancing gave one line too many has fewer on another measure
            lines = self._count(self.title, setting.size / self.title_size)
        else:
            lines = self._count(par, scale)
        return lines * par.line_height * factor

    def _count(self, par: Paragraph, scale: float) -> int:
        if scale == 1:  # as they were counted
            return max(1, par.line_count)
        key = (id(par), round(scale, 4))  # the galley holds the paragraph; its hash takes long
        lines = self._lines.get(key)
        if lines is None:
            lines = self._lines[key] = max(1, self.counter(par, scale) + self._bias(par))
        return lines

    def _bias(self, par: Paragraph) -> int:
        """Return how many lines more the paragraph has than the counter says, or less."""
        bias = self._beside.get(id(par))
        if bias is None:
            bias = self._beside[id(par)] = par.line_count - self.counter(par, 1.0)
        return bias

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
    if one.tag != other.tag:
        return False
    texts = ["".join(run.text for run in par.runs) for par in (one, other)]
    return texts[0] == texts[1]


def worst(forecast: Forecast, setting: Setting, regions: Iterable[str]) -> float:
    """Return by how much the longest of the regions would end too low; negative if all fit."""
    return max(forecast.end(region, setting) for region in regions) - forecast.limit(setting)
