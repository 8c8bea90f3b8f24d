"""How much more text a page has room for, at its smallest type and closest spacing."""

from __future__ import annotations

from dataclasses import dataclass
from math import floor, inf
from typing import TYPE_CHECKING

from brief.press.copyfit.edition_search import SAFETY_MARGIN
from brief.press.copyfit.estimate import MAIN, find_excess
from brief.press.job.page_contract import FOOTER, get_end_id
from brief.press.job.source_map import reduce_to_letters

if TYPE_CHECKING:
    from brief.press.copyfit.edition_search import EditionSearch
    from brief.press.copyfit.estimate import PageEstimate
    from brief.press.copyfit.line_breaker import TextMeasurer
    from brief.press.copyfit.parameters import FitParameters
    from brief.press.engine.page_model import Paragraph

FILLED_SHARE = 0.93
"""Of a line that is full of words: the next word rarely ends at its edge."""


@dataclass(frozen=True, slots=True)
class ParagraphRoom:
    """A paragraph with the lines that it takes and may take, and about how many characters that is.

    `max_lines` and `max_characters` are for a paragraph that alone grows; `even_characters` if all
    of its region grow alike, or have to be cut alike.
    """

    text: str
    lines: int
    max_lines: int
    max_characters: int
    even_characters: int


@dataclass(frozen=True, slots=True)
class EditionRoom:
    """The room on a page in one language or two (`de+it`).

    `free_lines` of the body could be added before the text no longer fits; negative: lines that it
    has too many.
    """

    language: str
    free_lines: float
    paragraphs: tuple[ParagraphRoom, ...]


def measure_room(search: EditionSearch, language: str, measurer: TextMeasurer) -> EditionRoom:
    """Return the room on the page with the smallest type size, leading and spacing."""
    tightest = search.find_tightest()
    return EditionRoom(
        language,
        round(_find_free_lines(search, tightest), 1),
        tuple(
            _measure_paragraph(par, search, tightest, measurer)
            for par in search.estimate.page_model.paragraphs
            if not par.is_rotated and reduce_to_letters(par.text)
        ),
    )


def _find_free_lines(search: EditionSearch, parameters: FitParameters) -> float:
    excess = find_excess(search.estimate, parameters, search.regions) + SAFETY_MARGIN
    if excess <= 0 and MAIN in search.regions:
        # the sidebar may end lower than the text, which still has room
        excess = find_excess(search.estimate, parameters, (MAIN,)) + SAFETY_MARGIN
    return -excess / parameters.line


def _measure_paragraph(
    par: Paragraph, search: EditionSearch, parameters: FitParameters, measurer: TextMeasurer
) -> ParagraphRoom:
    slack, growth, height = _find_slack(par, search, parameters)
    line = _find_line_height(par, search.estimate, parameters)
    lines = max(1, round(height / line))
    most = max(1, lines + floor(slack / line))
    length = len(par.text)
    width = measurer.measure_paragraph(par) * search.estimate.find_scale(par, parameters)
    a_line = length * par.width / width if width else 0.0
    characters = floor(most * a_line * FILLED_SHARE)
    if most >= lines:
        characters = max(characters, length)
    even = min(floor(length * growth), characters)
    return ParagraphRoom(par.text, lines, most, characters, even)


def _find_line_height(par: Paragraph, estimate: PageEstimate, parameters: FitParameters) -> float:
    ratio = parameters.leading / estimate.base.leading if estimate.is_body(par) else 1.0
    return par.line_height * estimate.find_scale(par, parameters) * ratio


def _find_slack(
    par: Paragraph, search: EditionSearch, parameters: FitParameters
) -> tuple[float, float, float]:
    """Return by how many points a paragraph may grow, by what factor all may, and its height.

    Beside a higher one, as in a row of a page in two languages, it may also grow to that height.
    """
    estimate, slack, growth, height = search.estimate, inf, inf, 0.0
    limit = estimate.find_limit(parameters) - SAFETY_MARGIN
    ends = {region: estimate.find_end(region, parameters) for region in search.regions}
    anchors = {get_end_id(region): end for region, end in ends.items()}
    for anchor, end in {**anchors, FOOTER: max(ends.values())}.items():
        rows = estimate.list_row_heights(anchor, parameters)
        row = next((row for row in rows if any(other is par for other, _ in row)), None)
        if row is not None:
            height = next(size for other, size in row if other is par)
            slack = min(slack, limit - end + max(size for _, size in row) - height)
            whole = sum(max(size for _, size in each) for each in rows)
            growth = min(growth, 1 + (limit - end) / whole)
    return (slack, max(growth, 0.0), height) if height else (0.0, 1.0, par.height)
