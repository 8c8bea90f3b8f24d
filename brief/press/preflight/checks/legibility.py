"""Rules of reading: type of a size that can be read, that stands out from its ground."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from brief.findings import Severity
from brief.press.colour import srgb
from brief.press.job.source_map import letters
from brief.press.preflight.context import Where, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding, Place
    from brief.press.preflight.context import Dossier
    from brief.press.preflight.pdf.rendered_page import Piece, Sight

SMALL, TINY = 7.0, 5.0
ROUNDING = 0.05  # points
OPAQUE = 255
NORMAL_CONTRAST, LARGE_CONTRAST = 4.5, 3.0
LARGE, LARGE_BOLD = 18.0, 14.0
EDGE = 0.1
"""Share of the ground that may stand out less: where a text touches something else."""

SEVERAL = 4096  # pairs of colours

Colour = tuple[int, int, int]


def check_sizes(dossier: Dossier) -> Iterator[Finding]:
    """Check that type is large enough to be read on paper."""
    for number, sight in enumerate(dossier.sights, 1):
        small = [it for it in sight.pieces if it.size < SMALL - ROUNDING and it.text.strip()]
        tiny = [it for it in small if it.size < TINY - ROUNDING]
        for pieces in (tiny, [it for it in small if it not in tiny]):
            what = [f"{quoted(it.text)} is set in {it.size:.1f} pt" for it in pieces]
            where = Where([dossier.origins.of_text(it.text) for it in pieces])
            for finding in dossier.gathered("text-small", number, what, "{}", where):
                yield replace(finding, severity=Severity.ERROR) if pieces is tiny else finding


def check_contrast(dossier: Dossier) -> Iterator[Finding]:
    """Check that text that says something stands out from what is really painted behind it.

    A watermark, which lies slanted under the text, has to be faint; but then what it says has to
    be said in plain view, too.
    """
    for number, sight in enumerate(dossier.sights, 1):
        weak: list[str] = []
        colours: list[Place | None] = []
        texts: list[Place | None] = []
        faint: list[str] = []
        plain: list[Piece] = []
        for piece in sight.pieces:
            needed, reached = contrast_needed(piece), _contrast(piece, sight)
            if reached is None or reached >= needed or not piece.text.strip():
                plain.append(piece)
            elif piece.slanted and piece.size >= LARGE:
                faint.append(piece.text)
            else:
                weak.append(f"{quoted(piece.text)} has {_floored(reached)}:1, of {needed:g}:1")
                colours.append(_colour_place(piece, dossier))
                texts.append(dossier.origins.of_text(piece.text))
        where = Where(colours, texts, "a text that stands out too little")
        yield from dossier.gathered("contrast-low", number, weak, "{} needed", where)
        # a line's end may have a hyphen of its own, and the watermark another line's end
        said = letters("".join(piece.text for piece in plain)) if faint else ""
        lone = [text for text in faint if letters(text) not in said]
        yield from dossier.gathered(
            "watermark-only",
            number,
            [quoted(text) for text in lone],
            "{} is said in a watermark only",
            Where([dossier.origins.of_text(text) for text in lone]),
        )


def check_opacity(dossier: Dossier) -> Iterator[Finding]:
    """Check that text is painted in full.

    Half transparent text is flattened by some presses, and may lose its tags on the way there.
    """
    for number in range(1, dossier.pages + 1):
        pale = [
            f"{paint.opacity:.0%}"
            for paint in dossier.paints
            if paint.page == number
            and paint.kind == "text"
            and paint.colours
            and paint.opacity < 1
            and not paint.mark.artifact
        ]
        message = "text is painted with an opacity of {}"
        yield from dossier.gathered("text-transparent", number, pale, message)


def contrast_needed(piece: Piece) -> float:
    """Return the ratio that WCAG 2.2, SC 1.4.3 asks for, by size and weight."""
    large = piece.size >= (LARGE_BOLD if piece.bold else LARGE) - ROUNDING
    return LARGE_CONTRAST if large else NORMAL_CONTRAST


def contrast(first: Colour, second: Colour) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, definition)."""
    return srgb.contrast(_luminance(first), _luminance(second))


def _contrast(piece: Piece, sight: Sight) -> float | None:
    """Return what nearly all of the piece's ground reaches; None if nothing can be said."""
    if piece.artifact or piece.colour is None:
        return None
    if not sight.on_paper(piece.box) and not piece.text.strip():
        return None  # a page is not painted for an empty text
    colour = piece.colour
    grounds = sight.behind(piece.box)
    reached = sorted((_ratio(colour, ground), count) for count, ground in grounds)
    left = EDGE * sum(count for _, count in reached)
    for ratio, count in reached:
        left -= count
        if left < 0:
            return ratio
    return None


@lru_cache(SEVERAL)
def _ratio(colour: tuple[int, int, int, int], ground: Colour) -> float:
    """Return the contrast of a colour, through which its ground may shine, with that ground."""
    *own, alpha = colour
    return contrast(_over(own, alpha / OPAQUE, ground), ground)


def _colour_place(piece: Piece, dossier: Dossier) -> Place | None:
    """Return where the colour of the text is chosen, if the brand or a style sheet names it."""
    red, green, blue, _ = piece.colour or (0, 0, 0, 0)
    return dossier.origins.of_colour(f"#{red:02x}{green:02x}{blue:02x}")


def _over(own: list[int], alpha: float, ground: Colour) -> Colour:
    red, green, blue = (
        round(alpha * above + (1 - alpha) * below) for above, below in zip(own, ground, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    red, green, blue = (part / OPAQUE for part in colour)
    return srgb.luminance(red, green, blue)


def _floored(ratio: float) -> str:
    """Return a ratio without rounding it up to one that would do."""
    return f"{int(ratio * 10) / 10:.1f}"
