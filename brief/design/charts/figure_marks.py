"""Choose how each key figure is drawn: by its unit, its series, or the whole it is a part of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from brief.design.charts.comparison import Row, plot_rows
from brief.design.charts.fragment import embed_mark
from brief.design.charts.marks import Paper, range_bar, share_bar, stacked_bar, time_line
from brief.design.charts.series_chart import Bounds, Point, Style
from brief.design.charts.series_labels import SeriesData, plot_series
from brief.design.charts.series_texts import DataTable, describe_series
from brief.design.charts.several_lines import NamedLine, plot_lines
from brief.design.text.figure_digits import follow_figure
from brief.editorial.key_figures import format_key_figure, format_values
from brief.editorial.locale.dates import format_period, format_short_period
from brief.editorial.locale.locales import get_direction
from brief.editorial.locale.page_strings import chart_strings
from brief.editorial.models.key_figures import KeyFigure, Range, SeriesPoint

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from markupsafe import Markup

    from brief.design.charts.drawing import Palette, Size
    from brief.design.charts.series_texts import SeriesTexts
    from brief.editorial.locale.page_strings import PageStrings
    from brief.editorial.locale.partial_date import PartialDate
    from brief.editorial.models.key_figures import Chart

    DrawnChart = tuple[Markup, str, DataTable]

FULL = Decimal(100)
MEASURED = {None, "actual"}


HERO = "hero"
"""The place of the first chart on a page that has a place for it alone."""


class ChartSizes(NamedTuple):
    """The sizes of charts in mm by their place: beside the text, in the text, the first one."""

    sidebar: Size
    text: Size
    hero: Size | None = None

    def find(self, place: str) -> Size:
        """Return the size of a chart at a place."""
        if place == HERO and self.hero:
            return self.hero
        return self.sidebar if place == "sidebar" else self.text


@dataclass(frozen=True)
class MarkMaker:
    """Draws the key figures of a briefing in a language.

    `names` are those of the key figures by id, and of charts by `chart-` and id. `group_digits`
    groups a figure's four digits as the text of the page does.
    """

    figures: tuple[KeyFigure, ...]
    charts: tuple[Chart, ...]
    tag: str
    strings: PageStrings
    names: Mapping[str, str]
    sizes: ChartSizes
    palette: Palette
    group_digits: Callable[[KeyFigure, str], str] = lambda _, number: number

    @cached_property
    def _style(self) -> Style:
        return Style(self.palette, get_direction(self.tag) == "rtl")

    @cached_property
    def _paper(self) -> Paper:
        return Paper(self.sizes.sidebar.width, *self._style)

    @cached_property
    def _years(self) -> tuple[KeyFigure, ...]:
        return tuple(it for it in self.figures if it.unit == "year" and it.mark != "none")

    @cached_property
    def _described(self) -> dict[str, SeriesTexts]:
        return {}

    def make_mark(self, figure: KeyFigure) -> Markup | None:
        """Return the drawing of a key figure, None if its kind has none."""
        if figure.mark == "none":
            return None
        if _has_course(figure.points):
            kind = "column" if figure.mark == "auto" else figure.mark
            return self._plot(kind, figure, self._describe(figure), self.sizes.sidebar)
        return self._draw_part(figure) or self._draw_value(figure)

    def make_table(self, figure: KeyFigure) -> DataTable | None:
        """Return the data of a key figure's series as a table."""
        return self._describe(figure).table if _has_course(figure.points) else None

    def make_chart(self, chart: Chart, place: str, alt: str) -> DrawnChart | None:
        """Return the drawing of a chart, its sentence (`alt`, if it has one), and its table."""
        compared = sorted(
            (it for it in self.figures if it.id in chart.figures),
            key=lambda it: chart.figures.index(it.id),
        )
        if len(compared) > 1:
            if chart.kind == "line" and all(_has_course(it.points) for it in compared):
                return self._draw_lines(compared, self.sizes.find(place), alt)
            return self._compare(chart, compared, place, alt)
        figure = self._find_charted(chart)
        if figure is None or not _has_course(figure.points):
            return None
        texts = self._describe(figure)
        drawn = self._plot(chart.kind, figure, texts, self.sizes.find(place), alt)
        return drawn, alt or texts.alt, texts.table

    def _compare(
        self, chart: Chart, figures: list[KeyFigure], place: str, alt: str
    ) -> DrawnChart | None:
        """Return a chart with a row for each key figure, in the order of the chart."""
        rows, cells = [], []
        for figure in figures:
            if isinstance(figure.value, Range):
                return None
            text = format_key_figure(
                figure.model_copy(update={"qualifier": None}), self.tag, self.strings
            ).text
            text = self.group_digits(figure, text)
            name = self.names.get(figure.id, "")
            scenario = figure.scenario or "actual"
            rows.append(Row(name, text, figure.value, scenario))
            cells.append((name, text))
        words = chart_strings(self.tag)
        sentence = words.separator.join(" ".join(cell) for cell in cells)
        title = self.names.get(f"chart-{chart.id}", "")
        kind = "dot" if chart.kind in {"dot", "line"} else "bar"
        table = DataTable(("", title), tuple(cells))
        paper = self._make_paper(self.sizes.find(place))
        drawn = plot_rows(kind, rows, paper, alt or sentence)
        return drawn, alt or sentence, table

    def _draw_lines(self, figures: list[KeyFigure], size: Size, alt: str) -> DrawnChart:
        """Return a chart with the lines of several key figures."""
        texts = [self._describe(figure) for figure in figures]
        periods = merge_periods([figure.points for figure in figures])
        lines, columns = [], []
        for figure, own in zip(figures, texts, strict=True):
            filled = zip(figure.points, fill_scenarios(figure.points), strict=True)
            drawn = {it.period: point for it, point in filled}
            points = tuple(drawn.get(period, Point(None, "earlier")) for period in periods)
            number = [text for text in own.values if text][-1]
            lines.append(NamedLine(self.names.get(figure.id, ""), number, points))
            cells = (it.period for it in figure.points)
            columns.append(dict(zip(cells, (row[1] for row in own.table.rows), strict=True)))
        words = chart_strings(self.tag)
        sentence = alt or words.separator.join(own.alt for own in texts)
        shown = [format_short_period(period, self.tag) for period in periods]
        header = (texts[0].table.header[0], *(line.name for line in lines))
        rows = tuple(
            (format_period(period, self.tag), *(column.get(period, "") for column in columns))
            for period in periods
        )
        svg = plot_lines(lines, shown, size, self._style, sentence)
        return svg, sentence, DataTable(header, rows)

    def _find_charted(self, chart: Chart) -> KeyFigure | None:
        """Return the key figure of a chart, or one made from the chart's own series."""
        if chart.figures:
            return next((each for each in self.figures if each.id == chart.figures[0]), None)
        return make_series_figure(chart)

    def _describe(self, figure: KeyFigure) -> SeriesTexts:
        if figure.id not in self._described:
            name = self.names.get(figure.id, "")
            texts = describe_series(figure, name, self.tag, self.strings)
            values = self._group_values(figure, texts.values)
            self._described[figure.id] = replace(texts, values=values)
        return self._described[figure.id]

    def _group_values(self, figure: KeyFigure, values: tuple[str, ...]) -> tuple[str, ...]:
        if isinstance(figure.value, Range):
            return values
        (own,) = format_values(figure, (figure.value,), self.tag)
        return follow_figure(values, own, self.group_digits(figure, own), self.tag)

    def _make_paper(self, size: Size) -> Paper:
        """Return the paper of a chart in rows, which fills only the place of the first chart."""
        height = size.height if size is self.sizes.hero else 0.0
        return Paper(size.width, *self._style, height)

    def _plot(
        self, kind: str, figure: KeyFigure, texts: SeriesTexts, size: Size, alt: str = ""
    ) -> Markup:
        points = fill_scenarios(figure.points)
        bounds = self._find_bounds(figure)
        if kind == "bar":
            last = max(n for n, point in enumerate(points) if point.value is not None)
            rows = [
                Row(texts.periods[n], texts.values[n], value, scenario, own=n == last)
                for n, (value, scenario) in enumerate(points)
                if value is not None
            ]
            return plot_rows(kind, rows, self._make_paper(size), alt or texts.alt, bounds)
        data = SeriesData(points, texts.values, texts.periods, alt or texts.alt)
        return plot_series(kind, data, size, self._style, bounds)

    def _find_bounds(self, figure: KeyFigure) -> Bounds | None:
        """Return the limits of all series that share the figure's scale."""
        if not figure.scale:
            return None
        sharing = [each.points for each in self.figures if each.scale == figure.scale]
        sharing += [each.points for each in self.charts if each.scale == figure.scale]
        values = [it.value for points in sharing for it in points if it.value is not None]
        return Bounds(min(values), max(values)) if len(sharing) > 1 else None

    def _draw_part(self, figure: KeyFigure) -> Markup | None:
        """Return the bar of a whole and its parts, for one of them or for the whole."""
        whole, of = find_whole(figure, self.figures), figure.of
        if of is None:
            whole, of = figure.value if isinstance(figure.value, Decimal) else None, figure.id
        sharing = [each for each in self.figures if each.of == of and each.of is not None]
        parts = [each.value for each in sharing if isinstance(each.value, Decimal)]
        if not parts or len(parts) < len(sharing) or not whole or whole <= 0:
            return None
        if min(parts) < 0 or sum(parts) > whole:
            return None
        own = sharing.index(figure) if figure in sharing else None
        return embed_mark(stacked_bar(parts, own, whole, self._paper), "parts")

    def _draw_value(self, figure: KeyFigure) -> Markup | None:
        value, percent = figure.value, figure.unit == "percent"
        if figure.unit == "year":
            years = tuple(_list_ends(each) for each in self._years)
            if len(set(years)) < 2:  # noqa: PLR2004 - a single year has no place among others
                return None
            own = self._years.index(figure)
            return embed_mark(time_line(years, own, self._paper), "years")
        if isinstance(value, Range):
            bar = range_bar(value.low, value.high, self._paper, percent=percent)
            return embed_mark(bar, "range")
        if percent and 0 <= value <= FULL:
            return embed_mark(share_bar(value, FULL, self._paper), "share")
        return None


def make_series_figure(chart: Chart) -> KeyFigure:
    """Return a key figure with the series of a chart that has its own."""
    values = [point.value for point in chart.points if point.value is not None]
    return KeyFigure(
        id=f"chart-{chart.id}",
        value=values[-1] if values else Decimal(0),
        unit=chart.unit,
        notation=chart.notation,
        digits=chart.digits,
        series=chart.points,
        scale=chart.scale,
    )


def find_whole(figure: KeyFigure, figures: Sequence[KeyFigure]) -> Decimal | None:
    """Return the number that a figure is a part of, None if it is not known."""
    if figure.of is None or isinstance(figure.of, Decimal):
        return figure.of
    named = next((each for each in figures if each.id == figure.of), None)
    return named.value if named and isinstance(named.value, Decimal) else None


def merge_periods(series: Sequence[tuple[SeriesPoint, ...]]) -> tuple[PartialDate, ...]:
    """Return the periods of several series, each once, in their order."""
    found = {str(point.period): point.period for points in series for point in points}
    return tuple(found[name] for name in sorted(found))


def fill_scenarios(points: Sequence[SeriesPoint]) -> tuple[Point, ...]:
    """Return the points with scenarios: the last measured value is actual, those before earlier."""
    measured = [
        n for n, it in enumerate(points) if it.scenario in MEASURED and it.value is not None
    ]
    last = max(measured, default=-1)
    return tuple(
        Point(it.value, it.scenario or ("actual" if number == last else "earlier"))
        for number, it in enumerate(points)
    )


def _has_course(points: Sequence[SeriesPoint]) -> bool:
    return sum(point.value is not None for point in points) > 1


def _list_ends(figure: KeyFigure) -> tuple[Decimal, Decimal]:
    value = figure.value
    return (value.low, value.high) if isinstance(value, Range) else (value, value)
