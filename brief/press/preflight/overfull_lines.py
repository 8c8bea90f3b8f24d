"""Check that every line fits its column, and unbreakable text does not reach into the margin."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.findings import Finding, error
from brief.findings.message import shorten
from brief.press.job.source_map import EMPTY_SOURCE_MAP, place_finding
from brief.press.job.units import POINTS_PER_MM

if TYPE_CHECKING:
    from brief.press.engine.page_model import PageModel, Paragraph
    from brief.press.job.source_map import SourceMap

PREVIEW_LENGTH = 60  # characters of a quoted text
FIGURE_REMEDY = (
    "give the figure `notation: compact` or fewer `digits`, or choose a larger paper: numbers are "
    "set smaller where one is long, but never as small as text"
)
WORD_REMEDY = "shorten it, or put a soft hyphen (U+00AD) into its longest word"


def find_overfull_lines(
    galley: PageModel, source_map: SourceMap = EMPTY_SOURCE_MAP
) -> list[Finding]:
    """Return an error for every block that has a line longer than the block is wide."""
    return [
        _make_finding(par, source_map)
        for par in galley.paragraphs
        if par.overhang > 0 and not par.is_rotated
    ]


def _make_finding(par: Paragraph, source_map: SourceMap) -> Finding:
    text = "".join(run.text for run in par.runs)
    shown = shorten(text, PREVIEW_LENGTH)
    finding = error(
        "text-too-wide",
        f"“{shown}” is {max(par.overhang / POINTS_PER_MM, 0.1):.1f} mm wider than its column",
        FIGURE_REMEDY if par.figure_width else WORD_REMEDY,
    )
    return place_finding(finding, source_map.find_text(text))
