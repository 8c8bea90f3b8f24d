"""Propose the values by year of a text's tables: as a key figure's series, or as a chart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.editorial.fields.texts import slugify
from brief.editorial.importing.figures.table_series import read_series
from brief.editorial.importing.formats.to_markdown import escape_markdown

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from brief.editorial.importing.document import Rows
    from brief.editorial.importing.figures.suggestions import FigureProposal
    from brief.editorial.importing.figures.table_series import Points, TableSeries

SHORT_TEXT = 1800
"""Characters beside which a page has room for two charts in the text, or else one beside it."""
MAX_ID = 32


@dataclass(frozen=True, slots=True)
class ChartProposal:
    """A chart that might be shown, and its title in each language."""

    id: str
    series: TableSeries
    place: str
    titles: dict[str, str] = field(default_factory=dict)


def propose_charts(
    tables: Mapping[str, Sequence[Rows]], figures: Sequence[FigureProposal], length: int
) -> tuple[ChartProposal, ...]:
    """Return charts of the series that the tables of all languages have, as far as a page has room.

    `length` is that of the longest text, in characters.
    A series whose last value is a proposed key figure becomes that figure's (its `course`).
    """
    tag, is_short = next(iter(tables)), length <= SHORT_TEXT
    read = {own: [it for rows in tables[own] for it in read_series(rows, own)] for own in tables}
    charts: list[ChartProposal] = []
    for series in read[tag]:
        titles = _find_titles(series, read)
        if titles is None or any(series.points == chart.series.points for chart in charts):
            continue
        if figure := _find_figure(series, figures):
            figure.course = tuple((year, it) for year, it in series.points if it is not None)
            figure.trend = ""  # that of the series
        elif len(charts) < (2 if is_short else 1):
            place = "text" if is_short else "sidebar"
            charts.append(ChartProposal(_make_id(titles, charts), series, place, titles))
    return tuple(charts)


def describe_charts(charts: Sequence[ChartProposal]) -> tuple[str, str]:
    """Return the message and the remedy of the finding about proposed charts."""
    if len(charts) == 1:
        return "a chart of a table is proposed", "check its numbers, or remove it"
    message = f"{len(charts)} charts of tables are proposed"
    return message, "check their numbers, and remove those that do not matter"


def _find_titles(
    series: TableSeries, read: Mapping[str, Sequence[TableSeries]]
) -> dict[str, str] | None:
    """Return the name of a series in each language; None if one does not have it."""
    titles = {}
    for tag, others in read.items():
        equal = [it for it in others if (it.unit, it.points) == (series.unit, series.points)]
        if not equal:
            return None
        titles[tag] = escape_markdown(equal[0].name)
    return titles


def _find_figure(series: TableSeries, figures: Sequence[FigureProposal]) -> FigureProposal | None:
    """Return the key figure that the last value of a series without gaps is."""
    if _has_gaps(series.points):
        return None
    for figure in figures:
        amount = figure.amount
        is_last = amount.low == amount.high == series.last and amount.unit == series.unit
        if is_last and not figure.course:
            return figure
    return None


def _has_gaps(points: Points) -> bool:
    return any(value is None for _, value in points)


def _make_id(titles: Mapping[str, str], charts: Sequence[ChartProposal]) -> str:
    """Return a short name that no other chart has, from an English title if there is one."""
    taken = {chart.id for chart in charts}
    words = slugify(titles.get("en") or next(iter(titles.values())))[:MAX_ID].strip("-")
    name = words if any(map(str.isalpha, words)) else "series"
    return name if name not in taken else f"{name[: MAX_ID - 2].strip('-')}-{len(charts) + 1}"
