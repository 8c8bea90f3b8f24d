"""Estimate where the regions of a page would end with other parameters, from one layout."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from brief.press.copyfit.key_figure_size import find_resized_height, resize_figure
from brief.press.job.page_contract import END_PREFIX, FOOTER, HEADLINE, get_end_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from brief.press.copyfit.parameters import FitParameters
    from brief.press.engine.page_model import PageModel, Paragraph
    from brief.press.job.limits import Limits
    from brief.press.job.model import Fullness

FLOW = 0
LABEL, NOTE, FIGURE, TEXT = range(4)
"""Kinds of paragraphs, by the parameter that sets their type size."""
FIGURES_REGION, MAIN = "figures", "main"
MEASURE_SLACK = 1.012
SIZE_TOLERANCE = 0.02  # points: sizes are written to 0.01
SAME_ROW_TOLERANCE = 0.5  # points: blocks that begin this close are side by side


class _ClassifiedParagraph(NamedTuple):
    """A paragraph with its properties that are the same for all parameters."""

    paragraph: Paragraph
    kind: int
    is_body: bool
    is_title: bool


class _ParagraphRow(NamedTuple):
    """Paragraphs side by side, and the height of the highest one in points."""

    height: float
    paragraphs: list[_ClassifiedParagraph]


@dataclass(slots=True)
class PageEstimate:
    """Estimates region ends from a layout with the parameters `base`; all lengths in points.

    The callables measure a paragraph: `count_lines` at a multiple of its type size,
    `find_balanced_width` the smallest width with no more lines, `find_longest_word` a width.
    `title` is the headline on the full measure, at the body size `title_size`; later layouts have
    it balanced. `is_laid_out` is False for a page predicted from its template.
    """

    page_model: PageModel
    fullness: Fullness
    base: FitParameters
    limits: Limits
    point_count: int
    figure_count: int
    count_lines: Callable[[Paragraph, float], int]
    find_balanced_width: Callable[[Paragraph, float], float]
    find_longest_word: Callable[[Paragraph], float]
    title: Paragraph | None = None
    title_size: float = 0.0
    is_laid_out: bool = True
    _line_counts: dict[tuple[int, float], int] = field(init=False, default_factory=dict)
    _line_biases: dict[int, int] = field(init=False, default_factory=dict)
    _rows: dict[str, list[_ParagraphRow]] = field(init=False, default_factory=dict)
    _resized_figures: dict[tuple[int, float], Paragraph] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if self.title is None:
            self.title_size = self.base.size
            self.title = self._find_headline()

    def update_from_layout(
        self, parameters: FitParameters, page_model: PageModel, fullness: Fullness
    ) -> PageEstimate:
        """Return the estimate from a later layout, made with `parameters`."""
        return replace(
            self, page_model=page_model, fullness=fullness, base=parameters, is_laid_out=True
        )

    def is_layout_of(self, parameters: FitParameters) -> bool:
        """Return whether it comes from a layout of the page itself with these parameters."""
        return self.is_laid_out and self.base == parameters

    def find_limit(self, parameters: FitParameters) -> float:
        """Return the lowest position where regions above the footer may end."""
        frame = self._find_frame(FOOTER)
        growth = self._find_growth(parameters, FOOTER)
        change = self.page_model.frames[frame].get_height_change(growth) if growth else 0.0
        return (
            self.fullness.footer_top - change - self.limits.find_clearance(*parameters.generosity)
        )

    def find_end(self, region: str, parameters: FitParameters) -> float:
        """Return where the region would end."""
        growth = self._find_growth(parameters, get_end_id(region))
        gaps = self._find_gap_growth(region, parameters)
        notes = parameters.notes - self.base.notes if self._is_below_notes(region) else 0.0
        return dict(self.fullness.region_ends)[region] + growth + gaps + notes

    def _is_below_notes(self, region: str) -> bool:
        """Return whether a region ends below the field for notes, which follows the text."""
        ends = dict(self.fullness.region_ends)
        if not self.base.notes or region == MAIN or MAIN not in ends:
            return False
        is_lower = ends[region] >= ends[MAIN] + self.base.notes - SAME_ROW_TOLERANCE
        return is_lower and self._find_frame(get_end_id(region)) == FLOW

    def count_characters_per_line(self) -> float:
        """Return the average number of characters in a line of the body."""
        body = [par for par in self.page_model.paragraphs if self.is_body(par)]
        letters = sum(len(run.text) for par in body for run in par.runs)
        return letters / max(1, sum(par.line_count for par in body))

    def has_title_grown(self) -> bool:
        """Return whether the headline has more lines than on the full measure."""
        shown = self._find_headline()
        if self.title is None or shown is None:
            return False
        return shown.line_count > self.count_lines(self.title, self.base.size / self.title_size)

    def find_title_measure(self, parameters: FitParameters) -> float:
        """Return the width that balances the headline's lines; 0 for a single line."""
        title = self.title
        if title is None:
            return 0.0
        scale = parameters.size / self.title_size
        if self.count_lines(title, scale) == 1:
            return 0.0
        return min(title.width, self.find_balanced_width(title, scale) * MEASURE_SLACK)

    def needs_title_hyphens(self, parameters: FitParameters) -> bool:
        """Return whether the headline has a word wider than its column."""
        title = self.title
        if title is None:
            return False
        return self.find_longest_word(title) * parameters.size / self.title_size > title.width

    def _find_growth(self, parameters: FitParameters, anchor: str) -> float:
        """Return the growth of the rows above an anchor; the highest paragraph of a row counts."""
        if anchor not in self._rows:
            self._rows[anchor] = self._find_rows(anchor)
        scales = self._find_scales(parameters)
        return sum(
            max([self._find_height(part, parameters, scales) for part in row.paragraphs])
            - row.height
            for row in self._rows[anchor]
        )

    def _find_rows(self, anchor: str) -> list[_ParagraphRow]:
        """Return the rows of paragraphs in the footer, or those above a region's end."""
        number = self._find_frame(anchor)
        top = self.page_model.frames[number].top
        measured = dict(self.fullness.region_ends).get(anchor.removeprefix(END_PREFIX), inf)
        rows: dict[tuple[int, int], list[Paragraph]] = {}
        for par in self.page_model.paragraphs:
            if par.frame == number:
                chosen = anchor == FOOTER or par.top < measured
            else:
                above = par.frame == FLOW and par.top + par.height <= top + SAME_ROW_TOLERANCE
                chosen = anchor != FOOTER and above
            if chosen and not par.is_rotated:
                rows.setdefault((par.frame, round(par.top / SAME_ROW_TOLERANCE)), []).append(par)
        return [
            _ParagraphRow(max(par.height for par in row), [self._classify(par) for par in row])
            for row in rows.values()
        ]

    def _classify(self, par: Paragraph) -> _ClassifiedParagraph:
        sizes = ((LABEL, self.base.label_size), (NOTE, self.base.note_size))
        usual = FIGURE if par.figure_width else TEXT
        kind = next((kind for kind, size in sizes if abs(par.size - size) < SIZE_TOLERANCE), usual)
        is_title = self.title is not None and _has_same_text(par, self.title)
        return _ClassifiedParagraph(par, kind, self.is_body(par), is_title)

    def _find_scales(self, parameters: FitParameters) -> tuple[float, float, float, float]:
        """Return the factor on the type size of each kind of paragraph, from `base`."""
        base = self.base
        return (
            parameters.label_size / base.label_size,
            parameters.note_size / base.note_size,
            parameters.figure_scale / base.figure_scale * parameters.size / base.size,
            parameters.size / base.size,
        )

    def _find_figure_height(self, par: Paragraph, parameters: FitParameters) -> float:
        """Return the height of a key figure whose number is scaled and its unit is not."""
        factor = parameters.figure_scale / self.base.figure_scale
        key = id(par), factor
        if key not in self._resized_figures:
            shown = resize_figure(par, factor, split_units=parameters.split_units)
            self._resized_figures[key] = shown
        ratio = parameters.size / self.base.size
        counted = self.count_lines(self._resized_figures[key], ratio)
        lines = max(1, counted + self._find_line_bias(par))
        return find_resized_height(par, factor, lines, split_units=parameters.split_units) * ratio

    def _find_height(
        self, part: _ClassifiedParagraph, parameters: FitParameters, scales: Sequence[float]
    ) -> float:
        par, base = part.paragraph, self.base
        if par.figure_width and par.runs and parameters.figure_scale != base.figure_scale:
            return self._find_figure_height(par, parameters)
        scale = scales[part.kind]
        factor = scale * (parameters.leading / base.leading) if part.is_body else scale
        if part.is_title and self.title and parameters.title_measure != base.title_measure:
            # balancing may have given the headline one line too many
            lines = self._count_lines(self.title, parameters.size / self.title_size)
        else:
            lines = self._count_lines(par, scale)
        return lines * par.line_height * factor

    def _count_lines(self, par: Paragraph, scale: float) -> int:
        if scale == 1:  # as laid out
            return max(1, par.line_count)
        key = (id(par), round(scale, 4))  # the page model keeps it alive; hashing it is slow
        if key not in self._line_counts:
            lines = self.count_lines(par, scale) + self._find_line_bias(par)
            self._line_counts[key] = max(1, lines)
        return self._line_counts[key]

    def _find_line_bias(self, par: Paragraph) -> int:
        """Return the paragraph's laid-out lines minus those that `count_lines` returns."""
        if id(par) not in self._line_biases:
            self._line_biases[id(par)] = par.line_count - self.count_lines(par, 1.0)
        return self._line_biases[id(par)]

    def _find_gap_growth(self, region: str, parameters: FitParameters) -> float:
        limits = self.limits
        if region == FIGURES_REGION:
            whole = limits.figure_once + self.figure_count * limits.figure_gap
            return whole * (parameters.density - self.base.density)
        whole = limits.gap_once + self.point_count * limits.gap_each
        return whole * (parameters.space - self.base.space) if region == MAIN else 0.0

    def is_body(self, par: Paragraph) -> bool:
        """Return whether a paragraph has the leading of the body."""
        return abs(par.leading - round(self.base.leading, 4)) < 1e-6  # noqa: PLR2004 - equal

    def _find_headline(self) -> Paragraph | None:
        return next((par for par in self.page_model.paragraphs if par.tag == HEADLINE), None)

    def _find_frame(self, anchor: str) -> int:
        frames = self.page_model.frames
        return next((frame.number for frame in frames if anchor in frame.anchors), FLOW)


def _has_same_text(one: Paragraph, other: Paragraph) -> bool:
    if one.tag != other.tag:
        return False
    texts = [par.text for par in (one, other)]
    return texts[0] == texts[1]


def find_excess(estimate: PageEstimate, parameters: FitParameters, regions: Iterable[str]) -> float:
    """Return by how many points the longest region ends too low; negative if all fit."""
    end = max(estimate.find_end(region, parameters) for region in regions)
    return end - estimate.find_limit(parameters)
