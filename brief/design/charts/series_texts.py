"""The texts of a series in a language: labels, a sentence about its course, and a table."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.key_figures import format_key_figure, format_values
from brief.editorial.locale.dates import format_period, format_short_period
from brief.editorial.locale.page_strings import chart_strings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.locale.page_strings import ChartStrings, PageStrings
    from brief.editorial.models.key_figures import KeyFigure, SeriesPoint


@dataclass(frozen=True, slots=True)
class DataTable:
    """The data of a chart as a table: its header and rows, all in their final form."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class SeriesTexts:
    """The labels of a series, "" for a gap, and what it shows, as a sentence and as a table."""

    values: tuple[str, ...]
    periods: tuple[str, ...]
    alt: str
    table: DataTable


def describe_series(figure: KeyFigure, label: str, tag: str, strings: PageStrings) -> SeriesTexts:
    """Return the texts of a figure's series; `label` names the figure.

    The sentence tells first and last value, and the highest and lowest if they are others: “Exports
    2018–2025: from 3.1 to 4.2 billion; highest value 4.4 in 2023”.
    """
    points, words = figure.points, chart_strings(tag)
    known = [point for point in points if point.value is not None]
    numbers = iter(format_values(figure, [it.value for it in known if it.value is not None], tag))
    values = tuple("" if point.value is None else next(numbers) for point in points)
    writer = _SentenceWriter(figure, points, tag, strings, words)
    yearly = all(point.period.month is None for point in points)
    return SeriesTexts(
        values,
        tuple(format_short_period(point.period, tag) for point in points),
        writer.write(label),
        DataTable(
            (words.year if yearly else words.period, label),
            tuple((format_period(it.period, tag), writer.name(it)) for it in points),
        ),
    )


@dataclass(frozen=True, slots=True)
class _SentenceWriter:
    """Writes about a series."""

    figure: KeyFigure
    points: Sequence[SeriesPoint]
    tag: str
    strings: PageStrings
    words: ChartStrings

    def write(self, label: str) -> str:
        known = [it for it in self.points if it.value is not None]
        if not known:
            return label
        first, last = known[0], known[-1]
        sentence = self.words.change.format(
            # “Passengers 2025 2018–2025” would be hard to read
            label=f"{label}," if label[-1:].isdigit() and self.tag.startswith("de") else label,
            first=format_short_period(first.period, self.tag),
            last=format_short_period(last.period, self.tag),
            old=self._format_alone(first),
            new=self.name(last),
        )
        inner = known[1:-1]
        amounts = [it.value for it in known if it.value is not None]
        parts = [sentence]
        for name, extreme in (("highest", max(amounts)), ("lowest", min(amounts))):
            ends = (first.value, last.value)
            found = next((it for it in inner if it.value == extreme), None)
            if found and extreme not in ends:
                parts.append(self._name_extreme(name, found))
        gaps = [format_period(it.period, self.tag) for it in self.points if it.value is None]
        if gaps:
            listed = self.strings.list_separator.join(gaps)
            parts.append(self.words.missing.format(periods=listed))
        return self.words.separator.join(parts)

    def name(self, point: SeriesPoint) -> str:
        """Return a value with its unit, marked if it is not measured; "" for a gap."""
        if point.value is None:
            return ""
        text = self._format_with_unit(point.value)
        if point.scenario in {"plan", "forecast"}:
            return str(getattr(self.words, point.scenario)).format(value=text)
        return text

    def _format_with_unit(self, value: Decimal) -> str:
        changes = {"value": value, "qualifier": None}
        return format_key_figure(
            self.figure.model_copy(update=changes), self.tag, self.strings
        ).text

    def _format_alone(self, point: SeriesPoint) -> str:
        """Return a value without unit and without zeros that others beside it would give it."""
        return format_values(self.figure, (point.value or Decimal(0),), self.tag)[0]

    def _name_extreme(self, name: str, point: SeriesPoint) -> str:
        in_year = point.period.month is None
        pattern = str(getattr(self.words, f"{name}_in_year" if in_year else name))
        period = format_short_period(point.period, self.tag)
        return pattern.format(value=self._format_alone(point), period=period)
