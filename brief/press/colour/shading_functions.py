"""Conversion of the functions (ISO 32000-1, 7.10) that give the colours of a gradient."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary

from brief.press.colour.problems import ConversionError
from brief.press.pdf.objects import read_numbers

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief.press.colour.conversion import ColourConverter
    from brief.press.pdf.colour_spaces import ColourSpace

Colour = tuple[float, ...]

SAMPLES = 33  # enough for a gradient in CMYK
MAX_SAMPLE = 65535  # 16 bits a sample
SAMPLED, EXPONENTIAL, STITCHING = 0, 2, 3


class GradientConverter:
    """Converts the functions of a gradient from one colour space to the target's."""

    def __init__(self, document: pikepdf.Pdf, space: ColourSpace, palette: ColourConverter) -> None:
        self._document = document
        self._space = space
        self._palette = palette

    def convert(self, function: pikepdf.Object) -> pikepdf.Object:
        """Return a function whose results are components of the target.

        Raises ConversionError for a program (type 4), and for one function per component.
        """
        if isinstance(function, Array):
            if len(function) != 1:
                raise _make_error()
            function = function[0]
        if int(function.FunctionType) == STITCHING:
            result = Dictionary(dict(function.items()))
            result.Functions = Array([self.convert(part) for part in function.Functions])
            return self._document.make_indirect(result)
        start, end = read_numbers(function.Domain)
        is_sampled = int(function.FunctionType) == SAMPLED
        count = max(SAMPLES, int(function.Size[0])) if is_sampled else SAMPLES
        return self._sample(make_evaluator(function), start, end, count)

    def _sample(
        self, colour: Callable[[float], Colour], start: float, end: float, count: int
    ) -> pikepdf.Object:
        """Return a sampled function that is exact at its ends, without a step.

        The inks of a brand's colour at an end differ from those of the profile; the difference
        fades along the gradient.
        """
        shares = [place / (count - 1) for place in range(count)]
        colours = [colour(start + (end - start) * share) for share in shares]
        inks = [self._palette.convert_colour(self._space, values) for values in colours]
        # greys and inks do not depend on the profile
        greys = all(len(set(values)) == 1 for values in colours)
        if not greys and self._space.model not in {"gray", "cmyk"}:
            inks = self._bridge_to_profile(colours, inks, shares)
        levels = (round(min(max(ink, 0.0), 1.0) * MAX_SAMPLE) for sample in inks for ink in sample)
        return self._document.make_stream(
            b"".join(level.to_bytes(2, "big") for level in levels),
            FunctionType=SAMPLED,
            Domain=Array([start, end]),
            Range=Array([0, 1] * len(inks[0])),
            Size=Array([count]),
            BitsPerSample=16,
        )

    def _bridge_to_profile(
        self, colours: list[Colour], inks: list[Colour], shares: list[float]
    ) -> list[Colour]:
        by_profile = [self._palette.convert_by_profile(self._space, values) for values in colours]
        first, last = (
            [exact - rough for exact, rough in zip(inks[end], by_profile[end], strict=True)]
            for end in (0, -1)
        )
        return [
            self._palette.limit(
                tuple(
                    min(max(ink + (1 - share) * head + share * tail, 0.0), 1.0)
                    for ink, head, tail in zip(sample, first, last, strict=True)
                )
            )
            if 0 < share < 1
            else exact
            for exact, sample, share in zip(inks, by_profile, shares, strict=True)
        ]


def make_evaluator(function: pikepdf.Object) -> Callable[[float], Colour]:
    """Return a Python function for one of type 0 or 2; raise ConversionError for others."""
    kind = int(function.FunctionType)
    if kind == EXPONENTIAL:
        return _make_exponential(function)
    if kind == SAMPLED and _is_byte_table(function):
        return _make_sampled(function)
    raise _make_error()


def _is_byte_table(function: pikepdf.Object) -> bool:
    """Return whether a function has one variable and samples of whole bytes."""
    return (
        int(function.BitsPerSample) in {8, 16}
        and len(function.Size) == 1
        and int(function.Size[0]) > 1
        and not {"/Encode", "/Decode"} & set(function.keys())
    )


def _make_exponential(function: pikepdf.Object) -> Callable[[float], Colour]:
    first = read_numbers(function.get("/C0", [0]))
    last = read_numbers(function.get("/C1", [1]))
    exponent = float(function.N)
    return lambda x: tuple(a + x**exponent * (b - a) for a, b in zip(first, last, strict=True))


def _make_sampled(function: pikepdf.Object) -> Callable[[float], Colour]:
    width = int(function.BitsPerSample) // 8
    count = int(function.Size[0])
    bounds = read_numbers(function.Range)
    size = len(bounds) // 2
    start, end = read_numbers(function.Domain)
    low, high = bounds[::2], bounds[1::2]
    data = function.read_bytes()
    full = 256**width - 1

    def sample(place: int) -> Colour:
        at = [width * (place * size + channel) for channel in range(size)]
        levels = [int.from_bytes(data[first : first + width], "big") / full for first in at]
        return tuple(a + v * (b - a) for v, a, b in zip(levels, low, high, strict=True))

    def read(x: float) -> Colour:
        exact = (min(max(x, start), end) - start) / (end - start) * (count - 1)
        place = min(int(exact), count - 2)
        share = exact - place
        pair = zip(sample(place), sample(place + 1), strict=True)
        return tuple(a + share * (b - a) for a, b in pair)

    return read


def _make_error() -> ConversionError:
    return ConversionError(
        "press-shading",
        "a gradient has a function that cannot be converted to inks",
        "draw it as a linear or radial gradient, or put it into the image",
    )
