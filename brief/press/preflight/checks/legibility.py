"""Checks of legibility: type size, contrast and opacity of text."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from brief.findings import Severity
from brief.findings.message import quote
from brief.press.colour import srgb
from brief.press.job.source_map import reduce_to_letters
from brief.press.preflight.pdf.rendered_page import PAPER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PIL.Image import Image

    from brief.findings import Finding, Place
    from brief.press.preflight.context import InspectionContext
    from brief.press.preflight.pdf.rendered_page import RenderedPage, RenderedText

SMALL_SIZE, TINY_SIZE = 7.0, 5.0
ROUNDING = 0.05  # points
OPAQUE = 255
NORMAL_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
LARGE_SIZE, LARGE_BOLD_SIZE = 18.0, 14.0
IGNORED_SHARE = 0.1
"""Share of the background that is not counted, where a text touches something else."""

MAX_LINES = 0.3
"""Share of the height of a text that an underline, or several, may have."""
CACHE_SIZE = 4096  # pairs of colours

Colour = tuple[int, int, int]


def check_sizes(context: InspectionContext) -> Iterator[Finding]:
    """Check that type is large enough to be read on paper."""
    for number, page in enumerate(context.rendered_pages, 1):
        small = [it for it in page.texts if it.size < SMALL_SIZE - ROUNDING and it.text.strip()]
        if not context.is_own:
            small = [it for it in small if not _is_note_mark(it)]
        tiny = [it for it in small if it.size < TINY_SIZE - ROUNDING]
        for pieces in (tiny, [it for it in small if it not in tiny]):
            what = [f"{quote(it.text)} is set in {it.size:.1f} pt" for it in pieces]
            where = [_find_text_place(it.text, context) for it in pieces]
            for finding in context.group_findings("text-small", number, what, where):
                yield replace(finding, severity=Severity.ERROR) if pieces is tiny else finding


def _find_text_place(text: str, context: InspectionContext) -> Place | None:
    """Return the place of a text; that of a drawing for single letters, as its labels are set."""
    place = context.source_map.find_text(text)
    return place or (context.source_map.find_drawing() if len(text.strip()) == 1 else None)


def _is_note_mark(text: RenderedText) -> bool:
    """Return whether a small text is the number of a footnote, which is usually raised."""
    return text.size >= TINY_SIZE - ROUNDING and text.text.strip().isdigit()


def check_contrast(context: InspectionContext) -> Iterator[Finding]:
    """Check the contrast of text with its rendered background.

    A watermark, large and slanted, may be faint if its words also appear elsewhere on the page.
    """
    for number, page in enumerate(context.rendered_pages, 1):
        weak, colours, texts, faint, plain = [], [], [], [], []
        for piece in page.texts:
            needed, reached = get_required_contrast(piece), _measure_contrast(piece, page)
            if reached is None or reached >= needed or not piece.text.strip():
                plain.append(piece)
            elif piece.slanted and piece.size >= LARGE_SIZE:
                faint.append(piece.text)
            else:
                ratio = f"{int(reached * 10) / 10:.1f}:1"  # rounded down
                weak.append(f"{quote(piece.text)} has {ratio}, of {needed:g}:1 needed")
                colours.append(_find_colour_place(piece, context))
                texts.append(context.source_map.find_text(piece.text))
        places, note = [*colours, *texts], "a text with too little contrast"
        yield from context.group_findings("contrast-low", number, weak, places, note)
        # compared by letters, since lines may break with hyphens
        said = reduce_to_letters("".join(it.text for it in plain)) if faint else ""
        lone = [text for text in faint if reduce_to_letters(text) not in said]
        alone = [f"{quote(text)} appears in a watermark only" for text in lone]
        where = [context.source_map.find_text(text) for text in lone]
        yield from context.group_findings("watermark-only", number, alone, where)


def check_opacity(context: InspectionContext) -> Iterator[Finding]:
    """Check that text is opaque.

    Some presses flatten transparent text, which may lose its tags.
    """
    for number, content in enumerate(context.page_contents, 1):
        pale = [
            f"text is painted with an opacity of {it.opacity:.0%}"
            for it in content.painted
            if it.kind == "text" and it.colours and it.opacity < 1 and not it.mark.artifact
        ]
        yield from context.group_findings("text-transparent", number, pale)


def get_required_contrast(piece: RenderedText) -> float:
    """Return the contrast that WCAG 2.2, SC 1.4.3 requires for the size and weight."""
    large = piece.size >= (LARGE_BOLD_SIZE if piece.bold else LARGE_SIZE) - ROUNDING
    return LARGE_CONTRAST if large else NORMAL_CONTRAST


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition)."""
    return srgb.contrast(_luminance(first), _luminance(second))


def _measure_contrast(piece: RenderedText, page: RenderedPage) -> float | None:
    """Return the contrast with nine tenths of the background, or None if it is not known."""
    if piece.artifact or piece.colour is None:
        return None
    if page.is_on_bare_paper(piece.box):
        return _compare_colours(piece.colour, PAPER)
    if not piece.text.strip():
        return None  # no need to render the page
    reached = _find_contrast(piece.colour, page.get_colours_behind(piece.box))
    if reached is not None and reached < get_required_contrast(piece):
        part = page.crop_background(piece.box)
        return _find_contrast(piece.colour, _list_colours_beside_lines(part)) if part else reached
    return reached


def _find_contrast(
    colour: tuple[int, int, int, int], grounds: list[tuple[int, Colour]]
) -> float | None:
    """Return the contrast with nine tenths of the background, or None without one."""
    reached = sorted((_compare_colours(colour, ground), count) for count, ground in grounds)
    left = IGNORED_SHARE * sum(count for _, count in reached)
    for ratio, count in reached:
        left -= count
        if left < 0:
            return ratio
    return None


def _list_colours_beside_lines(part: Image) -> list[tuple[int, Colour]]:
    """Return the colours of a part of the page without a line through it, such as an underline."""
    colours: Any = part.getcolors(part.width * part.height) or []
    ground = max(colours)[1] if colours else PAPER
    rows: list[Any] = [
        part.crop((0, top, part.width, top + 1)).getcolors(part.width) or []
        for top in range(part.height)
    ]
    beside = [row for row in rows if {it: n for n, it in row}.get(ground, 0) * 2 > part.width]
    if len(beside) < len(rows) * (1 - MAX_LINES):
        return list(colours)
    return [found for row in beside for found in row]


@lru_cache(CACHE_SIZE)
def _compare_colours(colour: tuple[int, int, int, int], ground: Colour) -> float:
    """Return the contrast of a colour, which may be transparent, with its background."""
    *own, alpha = colour
    return contrast(_blend(own, alpha / OPAQUE, ground), ground)


def _find_colour_place(piece: RenderedText, context: InspectionContext) -> Place | None:
    """Return the place of the text's colour in the brand or a style sheet, or None."""
    red, green, blue, _ = piece.colour or (0, 0, 0, 0)
    return context.source_map.find_colour(f"#{red:02x}{green:02x}{blue:02x}")


def _blend(own: list[int], alpha: float, ground: Colour) -> Colour:
    red, green, blue = (
        round(alpha * above + (1 - alpha) * below) for above, below in zip(own, ground, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / OPAQUE for part in colour)
    return srgb.luminance(red, green, blue)
