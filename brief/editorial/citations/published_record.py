"""Export the content of a page as JSON for other programs.

It contains only the printed texts; an editor's comments and waivers are not for subscribers.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.models.key_figures import Range, find_change
from brief.editorial.models.passages import PROSE
from brief.editorial.prose import strip_markup

if TYPE_CHECKING:
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.content import ChartText, Edition, Label, Source
    from brief.editorial.models.elements import Comparison, Quote
    from brief.editorial.models.key_figures import Chart, KeyFigure, SeriesPoint
    from brief.editorial.models.maps.locator_map import LocatorMap, MapText

SOURCE_FIELDS = (
    *("publication", "title", "language", "author", "issue", "page", "url", "rights", "licence"),
)


def format_published_record(briefing: Briefing, tags: list[str]) -> str:
    """Return the record of a briefing in these languages as reproducible JSON.

    Numbers are strings with every digit typed, because JSON has no decimal numbers.
    """
    facts = briefing.facts
    record = {
        "briefing": briefing.slug,
        "date": facts.date.isoformat() if facts.date else None,
        "sources": [_source_data(source) for source in facts.sources],
        "key_figures": [_key_figure_data(figure) for figure in facts.key_figures],
        "charts": [_chart_data(chart) for chart in facts.charts],
        "next": [{"id": event.id, "date": str(event.date)} for event in facts.next],
        "map": _map_data(facts.map) if facts.map else None,
        "editions": {tag: _edition_data(briefing, tag) for tag in tags},
    }
    optional = {"charts", "next", "map"}
    record = {name: part for name, part in record.items() if part or name not in optional}
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _source_data(source: Source) -> dict[str, str]:
    found = {name: getattr(source, name) for name in SOURCE_FIELDS}
    found["published"] = str(source.published) if source.published else None
    found["accessed"] = source.accessed.isoformat() if source.accessed else None
    return {name: value for name, value in found.items() if value}


def _key_figure_data(figure: KeyFigure) -> dict[str, object]:
    value = figure.value
    shown = [f"{value.low:f}", f"{value.high:f}"] if isinstance(value, Range) else f"{value:f}"
    facts = {
        "id": figure.id,
        "value": shown,
        "unit": figure.unit,
        "qualifier": figure.qualifier,
        "trend": figure.trend or find_change(figure.points),
        "of": f"{figure.of:f}" if isinstance(figure.of, Decimal) else figure.of,
        "series": _series_data(figure.points),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _chart_data(chart: Chart) -> dict[str, object]:
    facts = {
        "id": chart.id,
        "kind": chart.kind,
        "figures": list(chart.figures),
        "unit": chart.unit,
        "series": _series_data(chart.points),
    }
    return {name: fact for name, fact in facts.items() if fact}


def _series_data(points: tuple[SeriesPoint, ...]) -> list[dict[str, str | None]]:
    """Return the points of a series; the value of a gap is null."""
    found = []
    for point in points:
        value = None if point.value is None else f"{point.value:f}"
        data: dict[str, str | None] = {"period": str(point.period), "value": value}
        found.append(data | ({"scenario": point.scenario} if point.scenario else {}))
    return found


def _edition_data(briefing: Briefing, tag: str) -> dict[str, object]:
    edition = briefing.editions[tag]
    points = [strip_markup(point.text) for point in edition.points]
    labels = {
        name: _plain_texts(label, "label", "note") for name, label in edition.key_figures.items()
    }
    titles = {name: _plain_texts(text, "title", "alt") for name, text in edition.charts.items()}
    others = {
        "charts": titles,
        "next": {name: strip_markup(text) for name, text in edition.next.items()},
        "quote": _plain_texts(edition.quote, "text", "by") if edition.quote else {},
        "comparison": _comparison_data(edition.comparison) if edition.comparison else {},
        "map": _map_texts(edition.map) if edition.map else {},
    }
    given = {name: part for name, part in others.items() if part}
    return {**_plain_texts(edition, *PROSE), "points": points, "key_figures": labels, **given}


def _comparison_data(table: Comparison) -> dict[str, object]:
    """Return the table; a cell with a key figure has its id."""
    rows = [
        {
            "label": strip_markup(row.label),
            "cells": [
                {"figure": cell.figure} if cell.figure else strip_markup(cell.text or "")
                for cell in row.cells
            ],
        }
        for row in table.rows
    ]
    columns = [strip_markup(column) for column in table.columns]
    return {**_plain_texts(table, "title"), "columns": columns, "rows": rows}


def _map_data(chosen: LocatorMap) -> list[dict[str, object]]:
    """Return the places of a map with latitude and longitude in degrees (WGS 84)."""
    return [{"id": it.id, "at": [f"{degrees:f}" for degrees in it.at]} for it in chosen.places]


def _map_texts(text: MapText) -> dict[str, object]:
    places = {name: strip_markup(own) for name, own in text.places.items()}
    return {**_plain_texts(text, "title", "alt"), "places": places}


def _plain_texts(
    part: Edition | Label | ChartText | Quote | Comparison | MapText, *names: str
) -> dict[str, str]:
    return {name: strip_markup(text) for name in names if (text := getattr(part, name))}
