"""Mark the labels of charts and maps: names, and the values and periods of series."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from html import unescape
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from brief.design.charts.figure_marks import make_series_figure
from brief.editorial.key_figures import format_key_figure, format_values
from brief.editorial.locale.dates import format_short_period
from brief.editorial.models.structure_checks import FACTS
from brief.editorial.prose import strip_markup
from brief.editorial.yaml.nodes import MapNode

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from brief.design.figures import ChartView, FigureView
    from brief.design.parts.maps.locator_map import MapView
    from brief.design.view import PageView
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.key_figures import Chart, KeyFigure
    from brief.editorial.yaml.locations import Step
    from brief.prepress.sources.marks import TextMarker
    from brief.prepress.sources.text_source import SourceFinder, TextSource

LABEL = re.compile(
    r'(<(?:div|span) class="(?P<classes>chart-[^"]*)"[^>]*>(?:<span[^>]*>)?)'
    r"(?P<text>[^<>]+)(?=</(?:div|span)>)"
)
OWN = "own"
"""The class of labels that belong to the last value."""


@dataclass(slots=True)
class _Candidate:
    """A text that a label may show, and its source."""

    text: str
    source: TextSource
    is_used: bool = False


class ChartMarker:
    """Marks the labels of one language's charts and of its map."""

    def __init__(
        self, briefing: Briefing, view: PageView, finder: SourceFinder, marker: TextMarker
    ) -> None:
        self._briefing, self._tag, self._words = briefing, view.lang, view.words
        self._finder, self._marker = finder, marker
        self._numbers = {it.id: n for n, it in enumerate(briefing.facts.key_figures)}

    def mark_chart(self, view: ChartView) -> ChartView:
        """Return a chart with its title and labels marked."""
        charts = self._briefing.facts.charts
        number = next(n for n, chart in enumerate(charts) if chart.id == view.id)
        chart = charts[number]
        own = self._finder.find(FACTS, "charts", number)
        figures = [name for name in chart.figures if name in self._numbers]
        candidates = [it for name in figures for it in self._list_figure(name)]
        if chart.series:
            candidates += self._list_series(make_series_figure(chart), ("charts", number))
        title = self._marker.mark(view.title, self._find_title(chart))
        return replace(view, title=title, svg=self._mark_labels(view.svg, candidates, own))

    def mark_map(self, view: MapView) -> MapView:
        """Return the map with its title and the names of its places marked."""
        text = self._briefing.editions[self._tag].map
        candidates = [
            _Candidate(strip_markup(name), self._finder.find(self._tag, "map", "places", place))
            for place, name in (text.places.items() if text else ())
        ]
        source = self._finder.find(self._tag, "map", "title")
        title = self._marker.mark(view.title, source) if view.title else None
        own = self._finder.find(FACTS, "map")
        return replace(view, title=title, svg=self._mark_labels(view.svg, candidates, own))

    def mark_figure(self, number: int, view: FigureView) -> Markup | None:
        """Return the drawing of a key figure with its labels marked, None if it has none."""
        if view.mark is None:
            return None
        figure = self._briefing.facts.key_figures[number]
        path = ("key_figures", number)
        own = self._finder.find(FACTS, *path, "value", within=path)
        return self._mark_labels(view.mark, list(self._list_figure(figure.id)), own)

    def _find_title(self, chart: Chart) -> TextSource:
        text = self._briefing.editions[self._tag].charts.get(chart.id)
        if (text and text.title) or not chart.figures:
            title = ("charts", chart.id)
            node = self._finder.get_file(self._tag).find_node(*title)
            return self._finder.find(
                self._tag, *title, *(["title"] if isinstance(node, MapNode) else [])
            )
        return self._finder.find(self._tag, "key_figures", chart.figures[0])

    def _list_figure(self, name: str) -> Iterator[_Candidate]:
        number = self._numbers[name]
        figure = self._briefing.facts.key_figures[number]
        label = self._briefing.editions[self._tag].key_figures[name].label
        source = self._finder.find(self._tag, "key_figures", name)
        yield _Candidate(strip_markup(label), source)
        plain = figure.model_copy(update={"qualifier": None})
        shown = format_key_figure(plain, self._tag, self._words).text
        path: tuple[Step, ...] = ("key_figures", number)
        yield _Candidate(shown, self._finder.find(FACTS, *path, "value", within=path))
        yield from self._list_series(figure, path)

    def _list_series(self, of: KeyFigure, path: tuple[Step, ...]) -> Iterator[_Candidate]:
        """Yield the values and periods of a series."""
        known = [it.value for it in of.points if it.value is not None]
        texts = iter(format_values(of, known, self._tag))
        keys = self._list_keys(path)
        for number, point in enumerate(of.points):
            at = self._finder.find(FACTS, *path, "series", keys[number] if keys else number)
            period = at if keys else self._finder.find(FACTS, *at.path, "period")
            yield _Candidate(format_short_period(point.period, self._tag), period)
            if point.value is not None:
                value = at if keys else self._finder.find(FACTS, *at.path, "value")
                yield _Candidate(next(texts), value)

    def _list_keys(self, path: tuple[Step, ...]) -> list[str]:
        """Return the periods of a series as they are typed, if they are keys."""
        node = self._finder.get_file(FACTS).find_node(*path, "series")
        return list(node.values) if isinstance(node, MapNode) else []

    def _mark_labels(
        self, drawn: Markup, candidates: Sequence[_Candidate], own: TextSource
    ) -> Markup:
        def mark(found: re.Match[str]) -> str:
            text = unescape(found["text"])
            source = _choose(text, candidates, is_last=OWN in found["classes"].split()) or own
            return found[1] + str.__str__(self._marker.mark(escape(text), source))

        return Markup(LABEL.sub(mark, drawn))  # noqa: S704 - the labels are escaped again


def _choose(text: str, candidates: Sequence[_Candidate], *, is_last: bool) -> TextSource | None:
    """Return the source of a label: of equal texts the first not used, or for the last the last."""
    equal = [it for it in candidates if it.text == text]
    if not equal:  # “4.2 billion exports”: the name of a line after its last number
        equal = [it for it in candidates if text.endswith(f" {it.text}")]
    if not equal:
        return None
    free = [it for it in equal if not it.is_used] or equal
    chosen = free[-1] if is_last else free[0]
    chosen.is_used = True
    return chosen.source
