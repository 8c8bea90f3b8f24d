"""Balance a headline or standfirst: find the measure at which its lines are of similar length."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.engine.page_model import Paragraph

CLAUSE_END = re.compile(
    r"(?<=[,;:.?!…–—،؛؟।])(?<=[^\d\s].)[”’»“\")\]]*(?: |(?<=…)| $)"
    r"|(?<=[\u3001\u3002\uff0c\uff1a\uff1b\uff1f\uff01])"
)
"""The space after a clause: the best place to break a headline."""
CLAUSE_WORDS = {
    "de": "wie warum weshalb wann doch aber",
    "en": "how why when but",
    "es": "cómo cuándo pero",
    "fr": "comment pourquoi mais",
    "it": "come perché quando ma",
    "nl": "hoe waarom wanneer maar",
    "pt": "como porque quando mas",
}
"""Words that begin a clause, often without a comma before them: the next best place."""
MIN_LINE = 1 / 3  # of the measure, for a line that ends by sense
SLACK = 1.012  # of a width, for the differences between measurer and engine


class HeadlineMeasure(NamedTuple):
    """The width of a headline in points, and by how much its first line is shorter."""

    width: float = 0.0
    cut: float = 0.0


class BalancedText(NamedTuple):
    """A headline or standfirst on its full measure, and the body size of that layout.

    `is_fixed`: its type size does not change with that of the body.
    """

    paragraph: Paragraph
    body_size: float
    is_fixed: bool

    def find_scale(self, size: float) -> float:
        """Return the factor on its type size if the body has this size."""
        return 1.0 if self.is_fixed else size / self.body_size

    def is_text_of(self, paragraph: Paragraph) -> bool:
        """Return whether a paragraph of another layout is this text."""
        own = self.paragraph
        return (
            paragraph.tag == own.tag
            and paragraph.is_standfirst == own.is_standfirst
            and paragraph.text == own.text
        )


def find_headline_measure(
    measurer: TextMeasurer, paragraph: Paragraph, scale: float
) -> HeadlineMeasure:
    """Return the measure with no more lines than the full one, broken by sense.

    The first line ends with a clause if that adds no line; else the lines are balanced.
    """
    count = measurer.count_lines(paragraph, scale)
    if count == 1:
        return HeadlineMeasure()
    found = [
        measure
        for head, rest in _split_at_clauses(paragraph)
        if (measure := _measure_clauses(measurer, head, rest, scale, count - 1))
    ]
    if found:
        return min(found, key=lambda measure: (measure.cut / measure.width, measure.width))
    width = measurer.find_balanced_width(paragraph, scale) * SLACK
    return HeadlineMeasure(min(width, paragraph.width))


@lru_cache(maxsize=64)
def _find_clause_ends(language: str) -> re.Pattern[str]:
    """Return the pattern of the ends of clauses in headlines of a language."""
    words = CLAUSE_WORDS.get(language.partition("-")[0], "").replace(" ", "|")
    return re.compile(rf"{CLAUSE_END.pattern}| (?=(?:{words})[ \xa0])") if words else CLAUSE_END


def _split_at_clauses(paragraph: Paragraph) -> Iterator[tuple[Paragraph, Paragraph]]:
    """Yield the two parts of a headline for each end of a clause within it."""
    ends = _find_clause_ends(paragraph.language)
    for number, run in enumerate(paragraph.runs):
        for match in ends.finditer(run.text):
            before = replace(run, text=run.text[: match.start()])
            after = replace(run, text=run.text[match.end() :])
            head = replace(paragraph, runs=(*paragraph.runs[:number], before))
            rest = replace(paragraph, runs=(after, *paragraph.runs[number + 1 :]))
            if rest.text.strip():
                yield head, rest


def _measure_clauses(
    measurer: TextMeasurer, head: Paragraph, rest: Paragraph, scale: float, lines: int
) -> HeadlineMeasure | None:
    """Return the measure with `head` on the first line and `rest` on `lines` more, or None."""
    first = measurer.measure_paragraph(head) * scale * SLACK
    if first > head.width or measurer.count_lines(rest, scale) > lines:
        return None
    if lines == 1:
        last = measurer.measure_paragraph(rest) * scale * SLACK
    else:
        last = measurer.find_balanced_width(rest, scale) * SLACK
    width = min(max(first, last), head.width)
    if min(first, last) < width * MIN_LINE:
        return None
    return HeadlineMeasure(width, max(0.0, width - first))
