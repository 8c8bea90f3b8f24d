"""What a text is on the page, in words for a translator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.models.key_figures import Range

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.editorial.models.content import BriefingFacts
    from brief.editorial.models.key_figures import KeyFigure
    from brief.translation.unit import Path, Unit

_SINGLE = {
    "kicker": "kicker: the topic, above the title",
    "title": "title",
    "standfirst": "standfirst: the sentence under the title",
    "summary": "summary: the paragraph that sums up the briefing",
    "byline": "byline: who wrote it",
    "why": "why it matters: a paragraph of its own",
    "quote": "quotation",
    "quote.text": "quotation",
    "quote.by": "who said the quotation",
    "comparison.title": "title of the comparison, a table",
    "map.title": "title of the map",
    "map.alt": "alternative text of the map: read out to those who cannot see it",
}
_OF_ITEM = {
    ("key_figures", "label"): "label of the key figure {item}",
    ("key_figures", "note"): "note under the key figure {item}",
    ("images", "alt"): "alternative text of the image {item}: read out to those who cannot see it",
    ("images", "caption"): "caption of the image {item}",
    ("images", "credit"): "credit of the image {item}: who made it",
    ("charts", "title"): "title of the chart {item}",
    ("charts", "alt"): "alternative text of the chart {item}: read out to those who cannot see it",
    ("next", ""): "what happens on {item}, in the list of coming events",
    ("map", "places"): "name of the place {item} on the map",
}
_MAIN_TEXTS = {"key_figures": "label", "charts": "title", "next": ""}


def describe_unit(unit: Unit, facts: BriefingFacts, counts: Mapping[str, int]) -> str:
    """Return what a text is; `counts` are the lengths of the lists of the source file."""
    path = unit.path
    name = str(path[0])
    key = ".".join(map(str, path))
    if key in _SINGLE:
        return _SINGLE[key]
    if name == "points":
        return f"point {int(path[1]) + 1} of {counts.get(name, 1)}"
    if name == "keywords":
        return f"keyword {int(path[1]) + 1} of {counts.get(name, 1)}: in the PDF, not on the page"
    if name == "comparison":
        return _describe_comparison(path)
    kind = (name, str(path[2]) if len(path) > 2 else _MAIN_TEXTS.get(name, ""))  # noqa: PLR2004
    if name == "map" and len(path) > 2:  # noqa: PLR2004 - map.places.<id>
        kind, path = ("map", "places"), path[1:]
    form = _OF_ITEM.get(kind)
    return form.format(item=_name_item(name, str(path[1]), facts)) if form else key


def _describe_comparison(path: Path) -> str:
    """Return what a text of the table is: `comparison.columns.0`, `comparison.rows.0.cells.1`."""
    kind, number = str(path[1]), int(path[2]) + 1
    if kind == "columns":
        return f"head of column {number} of the comparison, a table"
    if path[3] == "label":
        return f"label of row {number} of the comparison, a table"
    return f"row {number}, column {int(path[4]) + 1} of the comparison, a table"


def _name_item(kind: str, name: str, facts: BriefingFacts) -> str:
    """Return the name of a part of the briefing, with its value or date in `briefing.yaml`."""
    if kind == "key_figures":
        values = [_write_value(it) for it in facts.key_figures if it.id == name]
        return ", ".join([name, *values])
    if kind == "next":
        return next((str(event.date) for event in facts.next if event.id == name), name)
    return name


def _write_value(figure: KeyFigure) -> str:
    value = figure.value
    form = "f" if figure.unit == "year" else ",f"
    ends = (value.low, value.high) if isinstance(value, Range) else (value,)
    number = " to ".join(format(end, form) for end in ends)
    unit = {"percent": "%", "year": ""}.get(figure.unit or "", figure.unit)
    return " ".join(filter(None, (figure.qualifier, number, unit)))
