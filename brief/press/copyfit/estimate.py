"""Estimate where the regions of a page would end with other parameters, from one layout."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from math import inf
from typing import TYPE_CHECKING

from brief.press.copyfit.balance import SLACK, BalancedText, HeadlineMeasure
from brief.press.copyfit.key_figure_size import find_resized_height, resize_figure
from brief.press.copyfit.paragraph_kinds import (
    ClassifiedParagraph,
    Kind,
    ParagraphRow,
    find_figure_parameters,
    find_scales,
)
from brief.press.job.page_contract import END_PREFIX, FOOTERS, HEADLINE, get_end_id, is_region

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from brief.press.copyfit.parameters import FitParameters
    from brief.press.engine.page_model import Frame, PageModel, Paragraph
    from brief.press.job.limits import Limits
    from brief.press.job.model import Fullness

FLOW = 0
FIGURES_REGION, MAIN = "figures", "main"
SIZE_TOLERANCE = 0.02  # points: sizes are written to 0.01
SAME_ROW_TOLERANCE = 0.5  # points: blocks that begin this close are side by side


@dataclass(slots=True)
class PageEstimate:
    """Estimates region ends from a layout with the parameters `base`; all lengths in points.

    The callables measure a paragraph: `count_lines` at a multiple of its type size,
    `find_balanced_width` the smallest width with no more lines, `find_headline_measure` the measure
    that breaks by sense, `find_longest_word` a width. `headlines` and `standfirsts` are those of
    the first layout; later ones have them balanced. `is_laid_out` is False for a page predicted
    from its template.
    """

    page_model: PageModel
    fullness: Fullness
    base: FitParameters
    limits: Limits
    point_count: int
    figure_count: int
    count_lines: Callable[[Paragraph, float], int]
    find_balanced_width: Callable[[Paragraph, float], float]
    find_headline_measure: Callable[[Paragraph, float], HeadlineMeasure]
    find_longest_word: Callable[[Paragraph], float]
    headlines: tuple[BalancedText, ...] = ()
    standfirsts: tuple[BalancedText, ...] = ()
    is_laid_out: bool = True
    _line_counts: dict[tuple[int, float], int] = field(init=False, default_factory=dict)
    _line_biases: dict[int, int] = field(init=False, default_factory=dict)
    _rows: dict[str, list[ParagraphRow]] = field(init=False, default_factory=dict)
    _resized_figures: dict[tuple[int, float], Paragraph] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        if not self.headlines:
            fixed = bool(self.limits.headline)
            self.headlines = tuple(
                BalancedText(par, self.base.size, is_fixed=fixed) for par in self._list_headlines()
            )
            self.standfirsts = tuple(
                BalancedText(par, self.base.size, is_fixed=False)
                for par in self._list_standfirsts()
            )

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
        frames = self.page_model.frames
        names = [name for frame in frames for name in sorted(FOOTERS & frame.anchors)]
        feet = [(frames[self._find_frame(name)], name) for name in names]
        tops = [foot.top - self._find_foot_growth(foot, name, parameters) for foot, name in feet]
        rise = min((foot.top for foot, _ in feet), default=0.0) - min(tops, default=0.0)
        return self.fullness.footer_top - rise - self.limits.find_clearance(*parameters.generosity)

    def _find_foot_growth(self, foot: Frame, name: str, parameters: FitParameters) -> float:
        growth = self._find_growth(parameters, name)
        return foot.get_height_change(growth) if growth else 0.0

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

    def has_grown_by_balancing(self) -> bool:
        """Return whether a headline or standfirst has more lines than on the full measure."""
        texts = (*self.headlines, *self.standfirsts)
        shown = (*self._list_headlines(), *self._list_standfirsts())
        return any(
            par.line_count > self.count_lines(text.paragraph, text.find_scale(self.base.size))
            for text, par in zip(texts, shown, strict=False)
        )

    def find_headline_measures(self, parameters: FitParameters) -> tuple[HeadlineMeasure, ...]:
        """Return the measures at which the lines of the headlines break well."""
        return tuple(
            self.find_headline_measure(text.paragraph, text.find_scale(parameters.size))
            for text in self.headlines
        )

    def find_standfirst_measures(self, parameters: FitParameters) -> tuple[float, ...]:
        """Return the widths that balance the standfirsts' lines; 0 for a single line."""
        return tuple(self._find_measure(text, parameters) for text in self.standfirsts)

    def _find_measure(self, text: BalancedText, parameters: FitParameters) -> float:
        paragraph, scale = text.paragraph, text.find_scale(parameters.size)
        if self.count_lines(paragraph, scale) == 1:
            return 0.0
        return min(paragraph.width, self.find_balanced_width(paragraph, scale) * SLACK)

    def needs_title_hyphens(self, parameters: FitParameters) -> bool:
        """Return whether a headline has a word wider than its column."""
        return any(
            self.find_longest_word(text.paragraph) * text.find_scale(parameters.size)
            > text.paragraph.width
            for text in self.headlines
        )

    def list_row_heights(
        self, anchor: str, parameters: FitParameters
    ) -> list[list[tuple[Paragraph, float]]]:
        """Return the rows above an anchor, each as its paragraphs and their heights."""
        scales = find_scales(self.base, parameters)
        return [
            [(it.paragraph, self._find_height(it, parameters, scales)) for it in row.paragraphs]
            for row in self._get_rows(anchor)
        ]

    def find_scale(self, par: Paragraph, parameters: FitParameters) -> float:
        """Return the factor on the type size of a paragraph."""
        return find_scales(self.base, parameters)[self._classify(par).kind]

    def _find_growth(self, parameters: FitParameters, anchor: str) -> float:
        """Return the growth of the rows above an anchor; the highest paragraph of a row counts."""
        scales = find_scales(self.base, parameters)
        return sum(
            max([self._find_height(part, parameters, scales) for part in row.paragraphs])
            - row.height
            for row in self._get_rows(anchor)
        )

    def _get_rows(self, anchor: str) -> list[ParagraphRow]:
        if anchor not in self._rows:
            self._rows[anchor] = self._find_rows(anchor)
        return self._rows[anchor]

    def _find_rows(self, anchor: str) -> list[ParagraphRow]:
        """Return the rows of paragraphs in the footer, or those above a region's end."""
        number = self._find_frame(anchor)
        top = self.page_model.frames[number].top
        measured = dict(self.fullness.region_ends).get(anchor.removeprefix(END_PREFIX), inf)
        rows: dict[tuple[int, int], list[Paragraph]] = {}
        for par in self.page_model.paragraphs:
            if par.frame == number:
                chosen = anchor in FOOTERS or par.top < measured
            else:
                above = par.frame == FLOW and par.top + par.height <= top + SAME_ROW_TOLERANCE
                chosen = anchor not in FOOTERS and above
            if chosen and not par.is_rotated:
                rows.setdefault((par.frame, round(par.top / SAME_ROW_TOLERANCE)), []).append(par)
        return [
            ParagraphRow(max(par.height for par in row), [self._classify(par) for par in row])
            for row in rows.values()
        ]

    def _classify(self, par: Paragraph) -> ClassifiedParagraph:
        sizes = ((Kind.LABEL, self.base.label_size), (Kind.NOTE, self.base.note_size))
        balanced = next(
            (text for text in (*self.headlines, *self.standfirsts) if text.is_text_of(par)), None
        )
        if balanced and balanced.is_fixed:
            kind = Kind.FIXED
        elif par.figure_width:
            kind = Kind.LEADING_FIGURE if par.figure_width.is_lead else Kind.FIGURE
        else:
            near = (kind for kind, size in sizes if abs(par.size - size) < SIZE_TOLERANCE)
            kind = next(near, Kind.TEXT)
        return ClassifiedParagraph(par, kind, self.is_body(par), balanced)

    def _find_figure_height(self, par: Paragraph, parameters: FitParameters) -> float:
        """Return the height of a key figure whose number is scaled and its unit is not."""
        scale, split = find_figure_parameters(par, parameters)
        factor = scale / find_figure_parameters(par, self.base)[0]
        key = id(par), factor
        if key not in self._resized_figures:
            self._resized_figures[key] = resize_figure(par, factor, split_units=split)
        ratio = parameters.size / self.base.size
        counted = self.count_lines(self._resized_figures[key], ratio)
        lines = max(1, counted + self._find_line_bias(par))
        return find_resized_height(par, factor, lines, split_units=split) * ratio

    def _find_height(
        self, part: ClassifiedParagraph, parameters: FitParameters, scales: Sequence[float]
    ) -> float:
        par, base = part.paragraph, self.base
        if par.figure_width and par.runs:
            scaled = find_figure_parameters(par, parameters)
            if scaled != find_figure_parameters(par, base):
                return self._find_figure_height(par, parameters)
        scale = scales[part.kind]
        factor = scale * (parameters.leading / base.leading) if part.is_body else scale
        text = part.balanced
        if text and parameters.balance != base.balance:
            # balancing may have given it one line too many
            lines = self._count_lines(text.paragraph, text.find_scale(parameters.size))
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
        if is_region(region, FIGURES_REGION):
            whole = limits.figure_once + self.figure_count * limits.figure_gap
            return whole * (parameters.density - self.base.density)
        if not is_region(region, MAIN):
            return 0.0
        whole = limits.gap_once + self.point_count * limits.gap_each
        lines = limits.lines_once + self.point_count * limits.lines_each
        old, new = self.base.space, parameters.space
        return whole * (new - old) + lines * (new * parameters.line - old * self.base.line)

    def is_body(self, par: Paragraph) -> bool:
        """Return whether a paragraph has the leading of the body."""
        leadings = self.base.leading, self.base.summary_leading
        return any(abs(par.leading - round(one, 4)) < 1e-6 for one in leadings)  # noqa: PLR2004 - equal

    def _list_headlines(self) -> list[Paragraph]:
        return [par for par in self.page_model.paragraphs if par.tag == HEADLINE]

    def _list_standfirsts(self) -> list[Paragraph]:
        return [par for par in self.page_model.paragraphs if par.is_standfirst]

    def _find_frame(self, anchor: str) -> int:
        frames = self.page_model.frames
        return next((frame.number for frame in frames if anchor in frame.anchors), FLOW)


def find_excess(estimate: PageEstimate, parameters: FitParameters, regions: Iterable[str]) -> float:
    """Return by how many points the longest region ends too low; negative if all fit."""
    end = max(estimate.find_end(region, parameters) for region in regions)
    return end - estimate.find_limit(parameters)
