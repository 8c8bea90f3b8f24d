"""What an editor is told when a text cannot fit: by how much, where, and what would help."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from brief.findings import Finding, error
from brief.press.forecast import FIGURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.design.fitting import Limits
    from brief.press.copyfit import Fit
    from brief.press.job import EditionJob

POINTS_PER_MM = 72 / 25.4
NAMED = 3  # points that a message names


def too_long(
    fit: Fit, edition: EditionJob, others: Sequence[EditionJob], limits: Limits
) -> Finding:
    """Return the error for an edition that does not fit in the tightest setting."""
    size, leading = limits.size.least, limits.leading.least
    lines = max(1, ceil(fit.excess / (size * leading)))
    much = f"{lines} line{'s' if lines > 1 else ''} ({fit.excess / POINTS_PER_MM:.0f} mm)"
    if fit.culprit == FIGURES:
        return error(
            "too-long",
            f"the key figures are {much} too long for the page, even at {size:g} pt",
            "leave out key figures or notes, shorten their labels, or choose a larger paper",
        )
    characters = ceil(lines * fit.line / 10) * 10
    return error(
        "too-long",
        f"the text in `{edition.language}` is {much} too long for the page, even at {size:g} pt "
        f"with a leading of {leading:g}{_longest(edition, others)}",
        f"cut about {characters} characters, or choose a larger paper",
    )


def _longest(edition: EditionJob, others: Sequence[EditionJob]) -> str:
    """Name the points that are longest against the other languages, or else the longest ones."""
    rivals = [other for other in others if len(other.lengths) == len(edition.lengths)]

    def surplus(number: int) -> float:
        if not rivals:
            return edition.lengths[number]
        usual = sum(other.lengths[number] for other in rivals) / len(rivals)
        return edition.lengths[number] - usual

    order = sorted(range(len(edition.lengths)), key=surplus, reverse=True)
    named = [number for number in order if surplus(number) > 0][:NAMED]
    if not named:
        return ""
    told = ", ".join(f"{number + 1} ({edition.lengths[number]} characters)" for number in named)
    against = f" against {', '.join(other.language for other in rivals)}" if rivals else ""
    return f"; longest{against}: point{'s' if len(named) > 1 else ''} {told}"
