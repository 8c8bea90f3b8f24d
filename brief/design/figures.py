"""Views of key figures and charts: numbers, labels, marks and tables in their final form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from brief.design.charts.drawing import Palette, Size
from brief.design.charts.figure_marks import HERO, ChartSizes, MarkMaker
from brief.design.charts.fragment import embed_picture, embed_sign
from brief.design.charts.marks import trend_triangle
from brief.design.text.figure_digits import follow_prose
from brief.design.text.markup import to_markup
from brief.design.text.typography import typeset_spans
from brief.editorial.key_figures import format_key_figure
from brief.editorial.locale.locales import get_direction
from brief.editorial.models.key_figures import KeyFigure, find_change
from brief.editorial.prose import parse_prose, strip_markup

if TYPE_CHECKING:
    from markupsafe import Markup

    from brief.design.brand.brand import LoadedBrand
    from brief.design.charts.series_texts import DataTable
    from brief.editorial.briefing import Briefing
    from brief.editorial.locale.page_strings import PageStrings
    from brief.editorial.models.content import Label
    from brief.editorial.models.key_figures import Chart

BETWEEN = " … "
"""Between the two parts of a qualifier that surrounds its number in some languages."""


@dataclass(frozen=True, slots=True)
class TrendView:
    """The direction of a change (`up`), its word, and a triangle.

    `svg` is a picture with the word as its text, for a block of its own; `sign` is without text,
    for a line that has the word.
    """

    direction: str
    word: str
    svg: Markup
    sign: Markup

    def __str__(self) -> str:
        """Return the direction, as templates compare it."""
        return self.direction


@dataclass(frozen=True, slots=True)
class FigureView:
    """A key figure: a large number with small text before and after it.

    `opening` or `closing` is the qualifier ("almost", "planned"), depending on the language;
    `qualifier` is the same in one piece, to be set beside the label. `mark` is a drawing of the
    value as HTML, `table` the data of its series.
    """

    opening: str
    before: str
    gap_before: str
    number: str
    gap_after: str
    after: str
    closing: str
    label: Markup
    note: Markup | None
    trend: TrendView | None
    is_lead: bool
    mark: Markup | None
    table: DataTable | None

    @property
    def amount(self) -> str:
        """The number with its unit, without its qualifier."""
        return f"{self.before}{self.gap_before}{self.number}{self.gap_after}{self.after}"

    @property
    def value(self) -> str:
        """The whole figure with its qualifier, as running text."""
        return " ".join(filter(None, (self.opening, self.amount, self.closing)))

    @property
    def unit(self) -> str:
        """The text beside the number, of which most languages have all after it."""
        return self.after

    @property
    def qualifier(self) -> str:
        """The qualifier alone, as in “about” or “planned”."""
        return BETWEEN.join(filter(None, (self.opening, self.closing))).rstrip(":：")

    @property
    def trend_word(self) -> str:
        """The word for the direction of the change, or ""."""
        return self.trend.word if self.trend else ""


@dataclass(frozen=True, slots=True)
class ChartView:
    """A chart: its title, its drawing with labels as HTML, what it shows, and its data."""

    id: str
    kind: str
    place: str
    title: Markup
    svg: Markup
    alt: str
    table: DataTable


class FigureMaker:
    """Makes the views of a briefing's key figures and charts in a language."""

    def __init__(
        self,
        briefing: Briefing,
        tag: str,
        brand: LoadedBrand,
        sizes: ChartSizes,
        own: PageStrings,
    ) -> None:
        self._briefing, self._tag, self._own = briefing, tag, own
        self._palette, self._sizes = make_palette(brand), sizes
        edition = briefing.editions[tag]
        names = {f"chart-{name}": text.title or "" for name, text in edition.charts.items()}
        names |= {name: label.label for name, label in edition.key_figures.items()}
        self._marks = MarkMaker(
            briefing.facts.key_figures,
            briefing.facts.charts,
            tag,
            own,
            {name: strip_markup(text) for name, text in names.items()},
            sizes,
            self._palette,
            self._group_digits,
        )

    def make_figures(self) -> tuple[FigureView, ...]:
        """Return the key figures in their order."""
        figures = self._briefing.facts.key_figures
        lead = next((figure for figure in figures if figure.lead == "yes"), None)
        lead = lead or next(iter(figures), None)
        return tuple(self._make_figure(figure, is_lead=figure is lead) for figure in figures)

    def make_charts(self) -> tuple[ChartView, ...]:
        """Return the charts in their order."""
        return self._charts

    @cached_property
    def _charts(self) -> tuple[ChartView, ...]:
        views: list[ChartView] = []
        for chart in self._briefing.facts.charts:
            place = HERO if self._sizes.hero and not views else chart.place
            if view := self._make_chart(chart, place):
                views.append(view)
        return tuple(views)

    @cached_property
    def _drawn_large(self) -> tuple[str, ...]:
        """The key figures whose series the first chart shows, if that has a place of its own."""
        shown = {view.id for view in self._charts if view.place == HERO}
        charts = self._briefing.facts.charts
        return tuple(name for chart in charts if chart.id in shown for name in chart.figures)

    def _group_digits(self, figure: KeyFigure, number: str) -> str:
        """Return the number grouped as in the text; a year is never grouped."""
        edition = self._briefing.editions[self._tag]
        points = (point.text for point in edition.points)
        texts = (edition.title, edition.standfirst or "", edition.summary, *points)
        return number if figure.unit == "year" else follow_prose(number, texts, self._tag)

    def _make_figure(self, figure: KeyFigure, *, is_lead: bool) -> FigureView:
        tag, own, names = self._tag, self._own, self._briefing.facts.names
        label: Label = self._briefing.editions[tag].key_figures[figure.id]
        shown = format_key_figure(figure.model_copy(update={"qualifier": None}), tag, own)
        pattern = getattr(own, figure.qualifier) if figure.qualifier else "{value}"
        opening, _, closing = pattern.partition("{value}")
        return FigureView(
            opening=opening.strip(),
            before=shown.before,
            gap_before=shown.gap_before,
            number=self._group_digits(figure, shown.number),
            gap_after=shown.gap_after,
            after=_keep_sign_order(shown.after, tag),
            closing=closing.strip(),
            label=_typeset(label.label, tag, names, narrow=True),
            note=_typeset(label.note, tag, ()) if label.note else None,
            trend=self._make_trend(figure, is_lead=is_lead),
            is_lead=is_lead,
            mark=self._make_mark(figure),
            table=self._marks.make_table(figure),
        )

    def _make_mark(self, figure: KeyFigure) -> Markup | None:
        """Return the drawing of a key figure, but none of a series that the first chart shows."""
        is_drawn = figure.id in self._drawn_large and bool(figure.points)
        return None if is_drawn else self._marks.make_mark(figure)

    def _make_trend(self, figure: KeyFigure, *, is_lead: bool) -> TrendView | None:
        """Return the direction that the editor names, else that of the series.

        The lead figure's is in the accent colour, but not if it is the direction that is not good.
        """
        direction = figure.trend or find_change(figure.points)
        if direction is None:
            return None
        coloured = is_lead and figure.good in {None, direction} and direction != "steady"
        colour = self._palette.accent if coloured else self._palette.ink
        mirrored = get_direction(self._tag) == "rtl"
        drawing = trend_triangle(direction, colour, mirrored=mirrored)
        word = str(getattr(self._own, direction))
        picture, sign = embed_picture(drawing, "trend", word), embed_sign(drawing, "trend")
        return TrendView(direction, word, picture, sign)

    def _make_chart(self, chart: Chart, place: str) -> ChartView | None:
        text = self._briefing.editions[self._tag].charts.get(chart.id)
        alt = strip_markup(text.alt) if text and text.alt else ""
        drawn = self._marks.make_chart(chart, place, alt)
        if drawn is None:
            return None
        labels = self._briefing.editions[self._tag].key_figures
        title = text.title if text and text.title else ""
        if not title and len(chart.figures) == 1:
            title = labels[chart.figures[0]].label
        shown = _typeset(title, self._tag, self._briefing.facts.names)
        return ChartView(chart.id, chart.kind, place, shown, *drawn)


SIZES = {
    "a4": ChartSizes(Size(48, 21), Size(116, 45)),
    "letter": ChartSizes(Size(48, 21), Size(116, 45)),
    "a5": ChartSizes(Size(32, 18), Size(82, 36)),
}
"""The sizes of charts by paper, where a layout sets none."""


def choose_chart_sizes(
    paper: str,
    widths: tuple[float, float] | None = None,
    hero: tuple[float, float] | None = None,
) -> ChartSizes:
    """Return the sizes of charts by paper, or from their widths; `hero` is that of the first."""
    usual, first = SIZES.get(paper, SIZES["a4"]), Size(*hero) if hero else None
    if widths is None:
        return usual._replace(hero=first)
    (narrow, wide, _), (beside, inside) = usual, widths
    lowest = SIZES["a5"].sidebar.height
    height = max(lowest, min(narrow.height, narrow.height * beside / narrow.width))
    return ChartSizes(Size(beside, height), Size(inside, wide.height * inside / wide.width), first)


def make_palette(brand: LoadedBrand) -> Palette:
    """Return the brand's colours for drawings."""
    colours = brand.data.colours
    return Palette(
        accent=colours.accent.screen,
        ink=colours.ink.screen,
        muted=colours.muted.screen,
        rule=colours.rule.screen,
        paper=colours.paper.screen,
    )


def _typeset(text: str, tag: str, names: tuple[str, ...], *, narrow: bool = False) -> Markup:
    spans = typeset_spans(parse_prose(text), tag, names if narrow else None)
    return to_markup(spans, tag.partition("-")[0], names, narrow=narrow)


def _keep_sign_order(unit: str, tag: str) -> str:
    """Return the unit with a mark that keeps `US$` in order in right-to-left text.

    The sign beside the letters has no direction of its own (UAX #9, rules N1 and N2).
    """
    if get_direction(tag) == "ltr":
        return unit
    return re.sub(r"[A-Za-z]+[^\w\s]", "\\g<0>\N{LEFT-TO-RIGHT MARK}", unit)
