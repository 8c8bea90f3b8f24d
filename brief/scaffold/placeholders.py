"""Text of new briefing files, with placeholders in angle brackets.

The build reports placeholders that were not replaced
(`brief.editorial.fields.invalid_value.refuse_placeholder`).
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from brief.editorial.models.passages import PROSE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from brief.editorial.models.content import BriefingFacts, Edition
    from brief.editorial.models.key_figures import KeyFigure

POINTS = 3
WIDTH = 98


def new_facts(today: date, own: Sequence[str] = ()) -> str:
    """Return a new `briefing.yaml`; `own`: its languages, if they differ from the project's."""
    listed = f"# Instead of the project's languages:\nlanguages: [{', '.join(own)}]\n"
    languages = listed if own else ""
    return f"""\
# Facts for all languages, written once.
date: {today.isoformat()}
{languages}# Every page carries a watermark until the next line is removed.
status: draft
sources:
  - publication: <the publication that this briefing summarises>
    # further details, if known:
    # title: the title of the article
    # author: who wrote it
    # published: {today.year}
    # url: https://www.example.org/report
    # rights: © {today.year} the source's copyright notice
# Key figures beside the text; each language file labels them, under the same ids.
# key_figures:
#   - {{id: average-rise, value: 3.5, unit: percent}}
#   - {{id: budget, value: 560e6, unit: EUR, notation: compact, qualifier: almost}}
#   - {{id: exports, value: 4.2, series: {{{today.year - 1}: 3.1, {today.year}: 4.2}}}}
# next: # dates; each language file says what happens then, under the same ids
#   - {{id: vote, date: {today.year + 1}-04}}
# map: # around its places, or as in `area: [DE, IT]`; each language file names the places
#   places: [{{id: hamburg, at: [53.55, 9.99]}}]
# contact: the desk, with its address, as in desk@example.org
"""


def new_edition(language: str) -> str:
    """Return a new language file; `language` is its English name."""
    asked = [f"<point {number}, two or three sentences>" for number in range(1, POINTS + 1)]
    points = "".join(_folded_block(text, "  ", "- ") for text in asked)
    return f"""\
# The text in {language}. Prose may have *emphasis*, **strong** text and [links](https://…).
# kicker: the topic, above the title
title: >-
  <the headline, in one line>
# standfirst: one sentence under the title
summary: >-
  <the paragraph that sums up, in two to four sentences>
points:
{points}\
# The labels of the key figures in briefing.yaml:
# key_figures:
#   average-rise: average rise
#   budget: estimated cost
#   exports: exports of the year
# why: why it matters, in at most 40 words
# next:
#   vote: what happens at this date of briefing.yaml
# quote: {{text: the quotation, by: who said it}}
# comparison:
#   columns: [one subject, another]
#   rows:
#     - {{label: what is compared, cells: [a short text, another]}}
#     - {{label: something else, cells: [a short text, another]}}
# map:
#   places: {{hamburg: the place of briefing.yaml}}
"""


def further_edition(language: str, facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    """Return a file for a further language of a briefing, with the texts of `tag` as comments.

    It has the same parts as that edition `model`: the same points and ids, and a label for every
    key figure. Without a model, it is a new edition with labels.
    """
    if model is None:
        head = new_edition(language).partition("# The labels of")[0]
        return head + _list_lines(facts, tag, None)
    lines = [f"# The text in {language}; the comments show the text of `{tag}`.\n"]
    for name in PROSE:
        if text := getattr(model, name):
            lines += [_comment_lines(tag, text), _folded_block(f"<the {name}>", "", f"{name}: ")]
    lines.append("points:\n")
    for number, point in enumerate(model.points):
        lines.append(_comment_lines(tag, point.text, "  "))
        asked = f"<point {number + 1}>"
        if point.id:
            lines.append(f"  - id: {point.id}\n" + _folded_block(asked, "    ", "text: "))
        else:
            lines.append(_folded_block(asked, "  ", "- "))
    return "".join(lines) + _list_lines(facts, tag, model)


def _list_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    makers = (_label_lines, _image_lines, _chart_lines, _event_lines, _map_lines)
    lists = "".join(make(facts, tag, model) for make in makers)
    return lists + (_quote_lines(tag, model) + _comparison_lines(tag, model) if model else "")


def _label_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    if not facts.key_figures:
        return ""
    lines = ["key_figures:\n"]
    for figure in facts.key_figures:
        other = model.key_figures.get(figure.id) if model else None
        lines.append(_comment_lines(tag, other.label, "  ") if other else "")
        lines.append(f"  {figure.id}: <the label of {_format_amount(figure)}>\n")
    return "".join(lines)


def _format_amount(figure: KeyFigure) -> str:
    from brief.editorial.models.key_figures import Range

    value = figure.value
    shown = f"{value.low:f} to {value.high:f}" if isinstance(value, Range) else f"{value:f}"
    unit = "" if figure.unit in {None, "year"} else f" {figure.unit}"
    return f"{shown}{unit}"


def _event_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    lines = ["next:\n"] if facts.next else []
    for event in facts.next:
        other = model.next.get(event.id) if model else None
        lines.append(_comment_lines(tag, other, "  ") if other else "")
        lines.append(f"  {event.id}: <what happens in {event.date}>\n")
    return "".join(lines)


def _map_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    if not facts.map:
        return ""
    other = model.map if model else None
    lines = ["map:\n"]
    if other and other.title:
        lines += [_comment_lines(tag, other.title, "  "), "  title: <the title of the map>\n"]
    lines.append("  places:\n")
    for place in facts.map.places:
        name = other.places.get(place.id) if other else None
        lines.append(_comment_lines(tag, name, "    ") if name else "")
        lines.append(f"    {place.id}: <the name of the place {place.id}>\n")
    return "".join(lines)


def _quote_lines(tag: str, model: Edition) -> str:
    if not model.quote:
        return ""
    by = "  by: <who said it>\n" if model.quote.by else ""
    return f"quote:\n{_comment_lines(tag, model.quote.text, '  ')}  text: <the quotation>\n{by}"


def _comparison_lines(tag: str, model: Edition) -> str:
    table = model.comparison
    if not table:
        return ""
    title = "  title: <the title of the table>\n" if table.title else ""
    lines = [f"comparison:\n{title}", _comment_lines(tag, ", ".join(table.columns), "  ")]
    lines.append("  columns: [<one subject>, <the other>]\n  rows:\n")
    for row in table.rows:
        cells = [f"{{figure: {cell.figure}}}" if cell.figure else "<text>" for cell in row.cells]
        shown = (cell.text or cell.figure or "" for cell in row.cells)
        lines.append(_comment_lines(tag, f"{row.label}: {', '.join(shown)}", "    "))
        lines.append(f"    - {{label: <label>, cells: [{', '.join(cells)}]}}\n")
    return "".join(lines)


def _image_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    if not facts.images:
        return ""
    lines = ["images:\n"]
    for image in facts.images:
        other = model.images.get(image.id) if model else None
        lines.append(_comment_lines(tag, other.alt, "  ") if other else "")
        lines.append(f"  {image.id}:\n    alt: <what the image {image.id} shows>\n")
        lines += [
            _comment_lines(tag, text, "    ") + f"    {part}: <the {part}>\n"
            for part in ("caption", "credit")
            if (text := getattr(other, part, None))
        ]
    return "".join(lines)


def _chart_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    """Return the titles of the charts that do not have the label of a key figure."""
    lines = []
    for chart in facts.charts:
        other = model.charts.get(chart.id) if model else None
        if len(chart.figures) != 1 or other:
            shown = other.title if other else None
            lines.append(_comment_lines(tag, shown, "  ") if shown else "")
            lines.append(f"  {chart.id}: <the title of the chart {chart.id}>\n")
    return "charts:\n" + "".join(lines) if lines else ""


def _folded_block(text: str, indent: str, lead: str) -> str:
    """Return a text as a YAML folded block, where colons and quotation marks need no escape."""
    return f"{indent}{lead}>-\n{indent}  {text}\n"


def _comment_lines(tag: str, text: str, indent: str = "") -> str:
    first, further = f"{indent}# {tag}: ", f"{indent}#   "
    lines = wrap(text, WIDTH, initial_indent=first, subsequent_indent=further)
    return "\n".join(lines) + "\n"
