"""Export the content of a page as JSON for other programs.

It contains only the printed texts; an editor's comments and waivers are not for subscribers.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from brief.editorial.models.key_figures import Range
from brief.editorial.models.passages import PROSE
from brief.editorial.prose import strip_markup

if TYPE_CHECKING:
    from brief.editorial.briefing import Briefing
    from brief.editorial.models.content import Edition, Label, Source
    from brief.editorial.models.key_figures import KeyFigure

SOURCE_FIELDS = ("publication", "title", "author", "issue", "page", "url", "rights", "licence")


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
        "editions": {tag: _edition_data(briefing, tag) for tag in tags},
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


def _source_data(source: Source) -> dict[str, str]:
    found = {name: getattr(source, name) for name in SOURCE_FIELDS}
    found["published"] = str(source.published) if source.published else None
    found["accessed"] = source.accessed.isoformat() if source.accessed else None
    return {name: value for name, value in found.items() if value}


def _key_figure_data(figure: KeyFigure) -> dict[str, object]:
    value = figure.value
    shown = [f"{value.low:f}", f"{value.high:f}"] if isinstance(value, Range) else f"{value:f}"
    facts = {"id": figure.id, "value": shown, "unit": figure.unit, "qualifier": figure.qualifier}
    return {name: fact for name, fact in facts.items() if fact}


def _edition_data(briefing: Briefing, tag: str) -> dict[str, object]:
    edition = briefing.editions[tag]
    points = [strip_markup(point.text) for point in edition.points]
    labels = {
        name: _plain_texts(label, "label", "note") for name, label in edition.key_figures.items()
    }
    return {**_plain_texts(edition, *PROSE), "points": points, "key_figures": labels}


def _plain_texts(part: Edition | Label, *names: str) -> dict[str, str]:
    return {name: strip_markup(text) for name in names if (text := getattr(part, name))}
