"""Check the series, wholes and charts of key figures: what their numbers say about each other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.models.key_figures import Range, find_change
from brief.editorial.models.structure_checks import FACTS
from brief.editorial.yaml.nodes import MapNode
from brief.findings import Finding, Related, error, warning
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from brief.editorial.locale.partial_date import PartialDate
    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.editorial.models.key_figures import Chart, KeyFigure, SeriesPoint
    from brief.editorial.yaml.locations import Places, Step
    from brief.findings import Place

KEY = "key_figures"
MIN_POINTS = 2
STEADY_SHARE = Decimal("0.05")
"""A change of more than this share of the larger value is not steady."""
TREND_WORDS = {"up": "rises", "down": "falls", "steady": "is steady"}


def check_figures(
    facts: BriefingFacts, editions: Mapping[str, Edition], places: Places
) -> Iterator[Finding]:
    """Yield the contradictions in the key figures and charts of a briefing."""
    checker = _FigureChecker(facts, places)
    yield from checker.check_lead()
    for number, figure in enumerate(facts.key_figures):
        if figure.series is not None:
            yield from checker.check_series((KEY, number), figure.points)
            yield from checker.check_last_value(number, figure)
            yield from checker.check_trend(number, figure)
        elif figure.mark not in {"auto", "none"}:
            yield checker.missing_series(number, figure)
        yield from checker.check_whole(number, figure)
    yield from checker.check_sums()
    for number, chart in enumerate(facts.charts):
        yield from checker.check_chart(number, chart)
        yield from checker.check_titles(chart, editions)


@dataclass(frozen=True, slots=True)
class _FigureChecker:
    facts: BriefingFacts
    places: Places

    def place(self, *path: Step) -> Place:
        return self.places.value_place(FACTS, *path)

    def check_lead(self) -> Iterator[Finding]:
        leads = [n for n, figure in enumerate(self.facts.key_figures) if figure.lead == "yes"]
        for number in leads[1:]:
            yield error(
                "lead-twice",
                f"`{self.facts.key_figures[number].id}` is a second lead figure",
                "keep `lead: yes` at the most important figure, and remove it here",
                self.place(KEY, number, "lead"),
                (Related("the first", self.place(KEY, leads[0], "lead")),),
            )

    def check_series(
        self, path: tuple[Step, ...], points: tuple[SeriesPoint, ...]
    ) -> Iterator[Finding]:
        """Yield periods that do not rise or are of several kinds, and a series without a course."""
        if sum(point.value is not None for point in points) < MIN_POINTS:
            yield error(
                "series-short",
                "the series has fewer than two values",
                "add the values of earlier periods, or remove `series`",
                self.places.key_place(FACTS, *path, "series"),
            )
        for number, (before, point) in enumerate(pairwise(points), start=1):
            if _precision(before.period) != _precision(point.period):
                message = f"`{point.period}` is not of the same kind as `{before.period}`"
                remedy = "write years, months or days in one series, not several of them"
            elif _order(point.period) <= _order(before.period):
                message = f"`{point.period}` is not later than `{before.period}` before it"
                remedy = "write the periods in their order, each once"
            else:
                continue
            place = self._period_place(path, number)
            yield error("series-periods", message, remedy, place)

    def check_last_value(self, number: int, figure: KeyFigure) -> Iterator[Finding]:
        """Yield a value that is not the last one of its series, or its last measured one."""
        known = [point for point in figure.points if point.value is not None]
        measured = [point for point in known if point.scenario not in {"plan", "forecast"}]
        ends = {points[-1].value for points in (known, measured) if points}
        if not known or figure.value in ends:
            return
        last = (measured or known)[-1]
        own = figure.value
        shown = f"{own.low:f}–{own.high:f}" if isinstance(own, Range) else f"{own:f}"
        index = figure.points.index(last)
        yield error(
            "series-last",
            f"`{figure.id}` is {shown}, but its series ends with {last.value:f} ({last.period})",
            "correct the value or the series: the last value is the figure",
            self.place(KEY, number, "value"),
            (Related("the last value", self._value_place((KEY, number), index)),),
        )

    def check_trend(self, number: int, figure: KeyFigure) -> Iterator[Finding]:
        """Yield a trend that is neither that of the whole series nor of its last step."""
        values = [point.value for point in figure.points if point.value is not None]
        if figure.trend is None or len(values) < MIN_POINTS:
            return
        first, before, last = values[0], values[-2], values[-1]
        if figure.trend == "steady":
            largest = max(abs(first), abs(last))
            agrees = abs(last - first) <= STEADY_SHARE * largest or before == last
        else:
            agrees = any((last > old) == (figure.trend == "up") for old in (first, before))
            agrees = agrees and not first == before == last
        change = find_change(figure.points)
        if not agrees and change:
            yield warning(
                "trend-contradicts",
                f"the series of `{figure.id}` {TREND_WORDS[change]} from {first:f} to {last:f}, "
                f"but its trend is `{figure.trend}`",
                f"write `trend: {change}`, or remove it: it is computed from the series",
                self.place(KEY, number, "trend"),
            )

    def missing_series(self, number: int, figure: KeyFigure) -> Finding:
        return error(
            "series-missing",
            f"`{figure.id}` is to be drawn as `{figure.mark}`, but has no series",
            "add its values over time as `series: {2024: …, 2025: …}`, or remove `mark`",
            self.place(KEY, number, "mark"),
        )

    def check_whole(self, number: int, figure: KeyFigure) -> Iterator[Finding]:
        """Yield a whole that does not exist, is the figure itself, or has another unit."""
        if figure.of is None or isinstance(figure.of, Decimal):
            return
        place = self.place(KEY, number, "of")
        named = [it.id for it in self.facts.key_figures if it.id != figure.id]
        whole = next((it for it in self.facts.key_figures if it.id == figure.of), None)
        if whole is None or whole is figure:
            wrong = "which does not exist" if whole is None else "which is the figure itself"
            message = f"`{figure.id}` is a part of `{figure.of}`, {wrong}"
            remedy = did_you_mean(figure.of, named) or "write the whole as a number"
            yield error("unknown-whole", message, remedy, place)
        elif isinstance(whole.value, Range) or whole.of is not None:
            kind = "a range" if isinstance(whole.value, Range) else "itself a part"
            message = f"`{whole.id}` is {kind}, and cannot be the whole of `{figure.id}`"
            yield error("unknown-whole", message, "write the whole as a number", place)
        elif whole.unit != figure.unit:
            message = f"`{figure.id}` is in {figure.unit or 'no unit'}, but its whole `{whole.id}` "
            message += f"in {whole.unit or 'no unit'}"
            yield error("whole-unit", message, "give both the same unit, or remove `of`", place)

    def check_sums(self) -> Iterator[Finding]:
        """Yield wholes that are smaller than the sum of their parts."""
        parts: dict[Decimal | str, list[int]] = defaultdict(list)
        figures = self.facts.key_figures
        for number, figure in enumerate(figures):
            if figure.of is not None and isinstance(figure.value, Decimal):
                parts[figure.of].append(number)
        for of, numbers in parts.items():
            named = next((it for it in figures if it.id == of), figures[numbers[0]])
            whole = of if isinstance(of, Decimal) else named.value
            same = [it for it in map(figures.__getitem__, numbers) if it.unit == named.unit]
            total = sum((it.value for it in same if isinstance(it.value, Decimal)), Decimal(0))
            if isinstance(whole, Decimal) and total > whole:
                yield error(
                    "parts-exceed-whole",
                    f"the parts of `{of}` are {total:f} together, more than {whole:f}",
                    "correct the values, or `of` where a value is a part of something else",
                    self.place(KEY, numbers[-1], "value"),
                    tuple(
                        Related("another part", self.place(KEY, number, "value"))
                        for number in numbers[:-1]
                    ),
                )

    def check_chart(self, number: int, chart: Chart) -> Iterator[Finding]:
        """Yield a chart without values, or with figures that it cannot show."""
        path = ("charts", number)
        if chart.series is not None:
            yield from self.check_series(path, chart.points)
        if bool(chart.figures) == (chart.series is not None):
            has = "both" if chart.figures else "neither"
            message = f"the chart `{chart.id}` has {has} `figures` and `series`"
            message = message if chart.figures else message.replace(" and ", " nor ")
            remedy = "name the key figures that it shows, or write values over time"
            yield error("chart-values", message, remedy, self.places.key_place(FACTS, *path, "id"))
            return
        known = {figure.id: figure for figure in self.facts.key_figures}
        for index, name in enumerate(chart.figures):
            if name not in known:
                message = (
                    f"the chart `{chart.id}` shows the key figure `{name}`, which does not exist"
                )
                remedy = did_you_mean(name, known) or "add it to `key_figures`"
                yield error("chart-values", message, remedy, self.place(*path, "figures", index))
        shown = [known[name] for name in chart.figures if name in known]
        if len({figure.unit for figure in shown}) > 1:
            message = f"the key figures of the chart `{chart.id}` have different units"
            remedy = "show figures with the same unit, or make several charts"
            yield error("chart-values", message, remedy, self.place(*path, "figures"))
        elif len(shown) == 1 and shown[0].series is None:
            message = f"`{shown[0].id}` has no series, so that the chart `{chart.id}` is empty"
            remedy = "add a `series` to it, or name several figures to compare"
            yield error("chart-values", message, remedy, self.place(*path, "figures"))

    def check_titles(self, chart: Chart, editions: Mapping[str, Edition]) -> Iterator[Finding]:
        """Yield the languages without a title for a chart that has no label of a key figure."""
        if len(chart.figures) == 1:
            return
        for tag, edition in editions.items():
            text = edition.charts.get(chart.id)
            if text is None or text.title is None:
                yield error(
                    "no-chart-title",
                    f"the chart `{chart.id}` has no title in `{tag}`",
                    f"add `{chart.id}: …` under `charts:`",
                    self.places.key_place(tag, "charts"),
                )

    def _period_place(self, path: tuple[Step, ...], number: int) -> Place:
        node = self.places.files[FACTS].find_node(*path, "series")
        if isinstance(node, MapNode):
            key = list(node.keys)[number]
            return self.places.key_place(FACTS, *path, "series", key)
        return self.place(*path, "series", number, "period")

    def _value_place(self, path: tuple[Step, ...], number: int) -> Place:
        node = self.places.files[FACTS].find_node(*path, "series")
        if isinstance(node, MapNode):
            return self.place(*path, "series", list(node.keys)[number])
        return self.place(*path, "series", number, "value")


def _precision(period: PartialDate) -> int:
    return 1 + (period.month is not None) + (period.day is not None)


def _order(period: PartialDate) -> tuple[int, int, int]:
    return period.year, period.month or 0, period.day or 0
