"""The error for a text that does not fit the page: by how much, where, and the remedies."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from brief.findings import Finding, error
from brief.press.copyfit.cutting import (
    count_characters_to_cut,
    count_points_to_leave_out,
    find_paragraphs,
    round_up,
)
from brief.press.copyfit.estimate import FIGURES_REGION
from brief.press.job.page_contract import is_region
from brief.press.job.source_map import EMPTY_SOURCE_MAP, MappedText, SourceMap, place_finding
from brief.press.job.units import POINTS_PER_MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.findings import Place
    from brief.press.copyfit.edition_search import Fit
    from brief.press.job.limits import Limits
    from brief.press.job.model import EditionJob

NEGLIGIBLE_EXCESS = 0.1  # points: the excess that copyfitting reports when its estimate fits
DOMINANT_RATIO = 1.5  # times the longest point
MAX_NAMED_POINTS = 3  # points that a message names
MIN_SPREAD_LINES = 3  # lines: fewer are cut from one point
CROP_REMEDY = "crop the image so that it is less tall"


def make_overset_error(  # noqa: PLR0913 - each part of the error has another source
    fit: Fit,
    edition: EditionJob,
    others: Sequence[EditionJob],
    limits: Limits,
    source_map: SourceMap = EMPTY_SOURCE_MAP,
    *,
    larger: bool = True,
) -> Finding:
    """Return the error for an edition that does not fit with the tightest parameters.

    Its place is the point that is longest compared with the other languages, or another text that
    is far longer than any point. `larger`: whether a larger paper exists.
    """
    size, leading = limits.size.minimum, limits.leading.minimum
    lines = max(1, ceil(fit.excess / (size * leading)))
    much = f"{lines} line{'s' if lines > 1 else ''} ({fit.excess / POINTS_PER_MM:.0f} mm)"
    places, images = source_map.find_points(edition.language), source_map.find_images()
    if is_region(fit.longest_region, FIGURES_REGION):
        return _describe_full_sidebar(much, size, source_map, larger=larger)
    if fit.excess <= NEGLIGIBLE_EXCESS and images:
        return _describe_tall_image(images, larger=larger)
    points = len(edition.point_lengths)
    others = [other for other in others if len(other.point_lengths) == points]
    named = _find_longest_points(edition, others)
    names = _name_points(edition, others, named)
    dominant = _find_dominant_text(edition, source_map)
    if dominant:
        names = f"; by far the longest text has about {round(len(dominant.letters), -1)} letters"
    texts = [dominant.letters] if dominant else _find_point_letters(edition, source_map, named)
    every = _find_point_letters(edition, source_map, range(points))
    cut = _describe_cut(fit, texts, every, lines)
    finding = error(
        "too-long",
        f"the text in `{edition.language}` is {much} too long for the page, even at {size:g} pt "
        f"with a leading of {leading:g}{names}",
        _join_remedies(cut, larger=larger),
    )
    if dominant:
        return place_finding(finding, dominant.place)
    known = [(number, places[number]) for number in named if number < len(places)]
    first = known[0][1] if known else None
    return place_finding(
        finding, first, *((f"point {number + 1}", place) for number, place in known[1:])
    )


def _describe_cut(fit: Fit, texts: Sequence[str], points: Sequence[str], lines: int) -> str:
    """Return the remedy: how many characters to cut, from the first of the texts or from all.

    `texts` and `points` are letters and digits only. If the texts are too short, whole points are
    to be left out.
    """
    characters = round_up(lines * fit.characters_per_line)
    if estimate := fit.estimate:
        paragraphs = find_paragraphs(estimate, texts)
        groups = [paragraphs[:1], paragraphs] if lines >= MIN_SPREAD_LINES else [paragraphs[:1]]
        cuts = [count_characters_to_cut(estimate, group, fit.excess) for group in groups]
        every = find_paragraphs(estimate, points)
        if any(cuts):
            characters = max(cuts)
        elif len(every) > 1:
            gap = estimate.limits.gap_each * fit.parameters.space
            count, characters = count_points_to_leave_out(every, fit.excess, gap)
            return f"cut about {characters} characters, which is {count} of the points"
    return f"cut about {characters} characters"


def _find_point_letters(
    edition: EditionJob, source_map: SourceMap, named: Sequence[int]
) -> list[str]:
    """Return the letters of the named points, or of all of them if none is named."""
    places = source_map.find_points(edition.language)
    wanted = [places[number] for number in named if number < len(places)] or places
    by_place = {text.place: text.letters for text in source_map.texts}
    return [by_place[place] for place in wanted if place in by_place]


def _find_dominant_text(edition: EditionJob, source_map: SourceMap) -> MappedText | None:
    """Return a text, often the summary, that is far longer than any point."""
    longest = source_map.find_longest_text(edition.language)
    least = DOMINANT_RATIO * max(edition.point_lengths, default=0)
    return longest if longest and len(longest.letters) > least else None


def _join_remedies(*remedies: str, larger: bool) -> str:
    """Return the remedies as one phrase, with "or" before the last."""
    *most, last = (*remedies, "choose a larger paper") if larger else remedies
    return f"{', '.join(most)}, or {last}" if most else last


def _describe_tall_image(images: Sequence[Place], *, larger: bool) -> Finding:
    """Return the error for a page whose text fits and whose image does not."""
    finding = error(
        "too-long",
        "the page does not fit, although its text would: an image, which is never set smaller to "
        "make room, is too tall",
        _join_remedies(CROP_REMEDY, larger=larger),
    )
    return _place_at_images(finding, images)


def _describe_full_sidebar(
    much: str, size: float, source_map: SourceMap, *, larger: bool
) -> Finding:
    """Return the error for a sidebar that is too long: key figures, and images if any."""
    images = source_map.find_images()
    what, remedies = "key figures", ("leave out key figures or notes", "shorten their labels")
    if images:
        what, remedies = "key figures and images", (CROP_REMEDY, remedies[0])
    message = f"the {what} are {much} too long for the page, even at {size:g} pt"
    finding = error("too-long", message, _join_remedies(*remedies, larger=larger))
    return _place_at_images(finding, images or (source_map.find_key_figures(),))


def _place_at_images(finding: Finding, images: Sequence[Place | None]) -> Finding:
    first, *more = images
    return place_finding(finding, first, *(("another image", place) for place in more))


def _find_longest_points(edition: EditionJob, others: Sequence[EditionJob]) -> list[int]:
    """Return the points longest compared with the other languages, or else the longest."""

    def find_surplus(number: int) -> float:
        usual = sum(other.point_lengths[number] for other in others) / max(1, len(others))
        return edition.point_lengths[number] - usual

    order = sorted(range(len(edition.point_lengths)), key=find_surplus, reverse=True)
    return [number for number in order if find_surplus(number) > 0][:MAX_NAMED_POINTS]


def _name_points(edition: EditionJob, others: Sequence[EditionJob], named: Sequence[int]) -> str:
    if not named:
        return ""
    points = ", ".join(
        f"{number + 1} ({edition.point_lengths[number]} characters)" for number in named
    )
    languages = ", ".join(other.language for other in others)
    compared = f" (compared with {languages})" if others else ""
    return f"; the longest{compared}: point{'s' if len(named) > 1 else ''} {points}"
