"""The files of a new briefing: each says what belongs where, and the build refuses what is left.

A placeholder is a text in angle brackets
(`brief.editorial.fields.invalid_value.refuse_placeholder`).
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from brief.editorial.models.content import BriefingFacts, Edition, KeyFigure

POINTS = 3
WIDTH = 98


def new_facts(today: date, own: Sequence[str] = ()) -> str:
    """Return a new `briefing.yaml`; `own` are its languages, if it lacks one of the project's."""
    languages = (
        f"# This briefing's own, in place of the project's.\nlanguages: [{', '.join(own)}]\n"
        if own
        else ""
    )
    return f"""\
# What is true in every language, written once.
date: {today.isoformat()}
{languages}# Every page carries a watermark until the next line is removed.
status: draft
sources:
  - publication: <the publication that this is drawn from>
    # and what is known of it:
    # title: the title of the article
    # author: who wrote it
    # published: {today.year}
    # url: https://www.example.org/report
    # rights: © {today.year} the source's own claim
# Values to stand beside the text; each language file gives them labels, under the same names.
# key_figures:
#   - {{id: average-rise, value: 3.5, unit: percent}}
#   - {{id: budget, value: 560e6, unit: EUR, notation: compact, qualifier: almost}}
"""


def new_edition(language: str) -> str:
    """Return a new language file; `language` is its English name."""
    points = "".join(
        _folded_block(f"<point {n + 1}, two or three sentences>", "  ", "- ") for n in range(POINTS)
    )
    return f"""\
# What is said in {language}. Prose may have *emphasis*, **strong** text and [links](https://…).
# kicker: the topic, above the title
title: >-
  <the headline, in one line>
# standfirst: one sentence under the title
summary: >-
  <the paragraph that sums up, in two to four sentences>
points:
{points}\
# What the key figures of briefing.yaml are called:
# key_figures:
#   average-rise: average rise
#   budget: what it may cost
"""


def further_edition(language: str, facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    """Return a file for a further language of a briefing, with the texts of `tag` as comments.

    It has the same parts as that edition: as many points, with the same ids, and a label for
    every key figure. Without an edition to go by, it is a new one with labels.
    """
    if model is None:
        head = new_edition(language).partition("# What the key figures")[0]
        return head + _label_lines(facts, tag, None) + _image_lines(facts, tag, None)
    lines = [f"# What is said in {language}; the comments show what `{tag}` says.\n"]
    for name in ("kicker", "title", "standfirst", "byline", "summary"):
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
    return "".join(lines) + _label_lines(facts, tag, model) + _image_lines(facts, tag, model)


def _label_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    if not facts.key_figures:
        return ""
    lines = ["key_figures:\n"]
    for figure in facts.key_figures:
        told = model.key_figures.get(figure.id) if model else None
        lines.append(_comment_lines(tag, told.label, "  ") if told else "")
        lines.append(f"  {figure.id}: <what {_format_amount(figure)} is called>\n")
    return "".join(lines)


def _format_amount(figure: KeyFigure) -> str:
    from brief.editorial.models.content import Range

    value = figure.value
    shown = f"{value.low:f} to {value.high:f}" if isinstance(value, Range) else f"{value:f}"
    unit = "" if figure.unit in {None, "year"} else f" {figure.unit}"
    return f"{shown}{unit}"


def _image_lines(facts: BriefingFacts, tag: str, model: Edition | None) -> str:
    if not facts.images:
        return ""
    lines = ["images:\n"]
    for image in facts.images:
        told = model.images.get(image.id) if model else None
        lines.append(_comment_lines(tag, told.alt, "  ") if told else "")
        lines.append(f"  {image.id}:\n    alt: <what the image {image.id} shows>\n")
        lines += [
            _comment_lines(tag, text, "    ") + f"    {part}: <the {part}>\n"
            for part in ("caption", "credit")
            if (text := getattr(told, part, None))
        ]
    return "".join(lines)


def _folded_block(text: str, indent: str, lead: str) -> str:
    """Return a text in a folded block, in which colons and quotation marks mean what they say."""
    return f"{indent}{lead}>-\n{indent}  {text}\n"


def _comment_lines(tag: str, text: str, indent: str = "") -> str:
    first = f"{indent}# {tag}: "
    return (
        "\n".join(wrap(text, WIDTH, initial_indent=first, subsequent_indent=f"{indent}#   ")) + "\n"
    )
