"""How many characters to cut from a text that does not fit, found by cutting its paragraphs."""

from __future__ import annotations

from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from brief.press.job.source_map import reduce_to_letters

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.press.copyfit.estimate import PageEstimate
    from brief.press.engine.page_model import Paragraph, TextRun

WORD_ENDS = 8  # characters: a cut ends with a word, not with the last character counted
MARGIN = 1.07  # lines of the shorter text may break less well
MIN_CUT = 30
MAX_CUT_SHARE = 0.8  # of a text: an editor does not cut more of it, but leaves it out
ROUNDING = 10
BISECTION_END = 4  # characters


def find_paragraphs(estimate: PageEstimate, texts: Sequence[str]) -> list[Paragraph]:
    """Return the paragraphs of the page with these texts; `texts` are letters and digits only."""
    known = [(reduce_to_letters(par.text), par) for par in estimate.page_model.paragraphs]
    found = (next((par for own, par in known if text and text in own), None) for text in texts)
    return [par for par in found if par is not None]


def count_characters_to_cut(
    estimate: PageEstimate, paragraphs: Sequence[Paragraph], excess: float
) -> int:
    """Return how many characters to cut from these paragraphs to save `excess` points; 0 if none.

    The same share of each is cut. The result is rounded up to tens.
    """
    most = sum(int(len(par.text) * MAX_CUT_SHARE) for par in paragraphs)
    if not paragraphs or _find_saving(estimate, paragraphs, most) < excess:
        return 0
    low, high = 0, most
    while high - low > BISECTION_END:
        middle = (low + high) // 2
        if _find_saving(estimate, paragraphs, middle) >= excess:
            high = middle
        else:
            low = middle
    return round_up(max(high * MARGIN + WORD_ENDS * len(paragraphs), MIN_CUT))


def count_points_to_leave_out(
    paragraphs: Sequence[Paragraph], excess: float, gap: float
) -> tuple[int, int]:
    """Return how many points of average length to leave out, and how many characters these have.

    `paragraphs` are all points, `gap` is the distance between two of them in points.
    """
    heights = [par.height + gap for par in paragraphs]
    count = min(ceil(excess * MARGIN / sum(heights) * len(heights)), len(heights) - 1)
    return count, round_up(count * sum(len(par.text) for par in paragraphs) / len(heights))


def round_up(characters: float) -> int:
    """Return the number rounded up to tens."""
    return ceil(characters / ROUNDING) * ROUNDING


def _find_saving(estimate: PageEstimate, paragraphs: Sequence[Paragraph], cut: int) -> float:
    """Return the height in points that is saved by a cut of that many characters."""
    whole = sum(len(par.text) for par in paragraphs)
    saved = 0.0
    for par in paragraphs:
        kept = len(par.text) - round(cut * len(par.text) / whole)
        lines = estimate.count_lines(replace(par, runs=_shorten_runs(par.runs, kept)), 1.0)
        saved += (estimate.count_lines(par, 1.0) - lines) * par.line_height
    return saved


def _shorten_runs(runs: Sequence[TextRun], length: int) -> tuple[TextRun, ...]:
    kept = []
    for run in runs:
        if length > 0:
            kept.append(replace(run, text=run.text[:length]))
        length -= len(run.text)
    return tuple(kept)
