"""What an editor is told when a text cannot fit: by how much, where, and what would help."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from brief.findings import Finding, error
from brief.press.copyfit.estimate import FIGURES
from brief.press.job.source_map import EMPTY_SOURCE_MAP, SourceMap, place_finding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.findings import Place
    from brief.press.copyfit.search import Fit
    from brief.press.job.limits import Limits
    from brief.press.job.model import EditionJob

POINTS_PER_MM = 72 / 25.4
UNTOLD = 0.1  # points: what copyfitting says when by its arithmetic all would fit
DWARFS = 1.5  # times the longest point
NAMED = 3  # points that a message names


def too_long(  # noqa: PLR0913 - what the error names, each from elsewhere
    fit: Fit,
    edition: EditionJob,
    others: Sequence[EditionJob],
    limits: Limits,
    origins: SourceMap = EMPTY_SOURCE_MAP,
    *,
    larger: bool = True,
) -> Finding:
    """Return the error for an edition that does not fit in the tightest setting.

    It is told at the point that is longest against the other languages, or at another text that
    is far longer than any point. `larger` says whether there is a paper with more room.
    """
    size, leading = limits.size.minimum, limits.leading.minimum
    lines = max(1, ceil(fit.excess / (size * leading)))
    much = f"{lines} line{'s' if lines > 1 else ''} ({fit.excess / POINTS_PER_MM:.0f} mm)"
    places, images = origins.find_points(edition.language), origins.find_images()
    if fit.culprit == FIGURES:
        return _crowded(much, size, images, origins.find_key_figures(), larger=larger)
    if fit.excess <= UNTOLD and images:
        return _unbreakable(images, larger=larger)
    characters = ceil(lines * fit.line / 10) * 10
    named = _longest(edition, others)
    told = _named(edition, others, named)
    if bulk := _bulk(edition, origins):
        told = f"; by far the longest text has about {bulk[1]} letters"
    finding = error(
        "too-long",
        f"the text in `{edition.language}` is {much} too long for the page, even at {size:g} pt "
        f"with a leading of {leading:g}{told}",
        _ways(f"cut about {characters} characters", larger=larger),
    )
    if bulk:
        return place_finding(finding, bulk[0])
    known = [(number, places[number]) for number in named if number < len(places)]
    first = known[0][1] if known else None
    return place_finding(
        finding, first, *((f"point {number + 1}", place) for number, place in known[1:])
    )


def _bulk(edition: EditionJob, origins: SourceMap) -> tuple[Place, int] | None:
    """Return where a text stands that dwarfs every point, a summary perhaps, and its letters."""
    longest = origins.find_longest_text(edition.language)
    if longest is None or len(longest.letters) <= DWARFS * max(edition.point_lengths, default=0):
        return None
    return longest.place, round(len(longest.letters), -1)


def _ways(*ways: str, larger: bool) -> str:
    """Return what would help, the last after "or"."""
    *most, last = (*ways, "choose a larger paper") if larger else ways
    return f"{', '.join(most)}, or {last}" if most else last


def _unbreakable(images: tuple[Place, ...], *, larger: bool) -> Finding:
    """Return the error for a page on which the text would fit, and an image does not."""
    finding = error(
        "too-long",
        "the page does not fit, although its text would: an image, which is never set smaller to "
        "make room, is too tall",
        _ways("crop the image so that it is less tall", larger=larger),
    )
    return place_finding(finding, images[0], *(("another image", place) for place in images[1:]))


def _crowded(
    much: str, size: float, images: tuple[Place, ...], figures: Place | None, *, larger: bool
) -> Finding:
    """Return the error for what stands beside the text: key figures, and images if there are."""
    if images:
        finding = error(
            "too-long",
            f"what stands beside the text, key figures and images, is {much} too long for the "
            f"page, even at {size:g} pt",
            _ways(
                "crop the image so that it is less tall",
                "leave out key figures or notes",
                larger=larger,
            ),
        )
        return place_finding(
            finding, images[0], *(("another image", place) for place in images[1:])
        )
    finding = error(
        "too-long",
        f"the key figures are {much} too long for the page, even at {size:g} pt",
        _ways("leave out key figures or notes", "shorten their labels", larger=larger),
    )
    return place_finding(finding, figures)


def _longest(edition: EditionJob, others: Sequence[EditionJob]) -> list[int]:
    """Return the points that are longest against the other languages, or else the longest ones."""
    rivals = _rivals(edition, others)

    def surplus(number: int) -> float:
        if not rivals:
            return edition.point_lengths[number]
        usual = sum(other.point_lengths[number] for other in rivals) / len(rivals)
        return edition.point_lengths[number] - usual

    order = sorted(range(len(edition.point_lengths)), key=surplus, reverse=True)
    return [number for number in order if surplus(number) > 0][:NAMED]


def _rivals(edition: EditionJob, others: Sequence[EditionJob]) -> list[EditionJob]:
    return [other for other in others if len(other.point_lengths) == len(edition.point_lengths)]


def _named(edition: EditionJob, others: Sequence[EditionJob], named: Sequence[int]) -> str:
    if not named:
        return ""
    told = ", ".join(
        f"{number + 1} ({edition.point_lengths[number]} characters)" for number in named
    )
    rivals = _rivals(edition, others)
    against = f" against {', '.join(other.language for other in rivals)}" if rivals else ""
    return f"; longest{against}: point{'s' if len(named) > 1 else ''} {told}"
