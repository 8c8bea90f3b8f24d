"""Conversion of colours to CMYK: exact for the brand's, black for greys, by ICC for others."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageCms

from brief.press.colour.ink_coverage import limit_image, limit_inks
from brief.press.colour.srgb import from_linear, to_linear
from brief.press.pdf.colour_spaces import LAB, ColourSpace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from brief.press.job.printing_condition import PrintingCondition

Inks = tuple[float, float, float, float]
Components = tuple[float, ...]

FULL = 255
LAB_NEUTRAL = 128  # the 8-bit value of a = b = 0 (ICC.1, 10.8)
RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION


class CmykConverter:
    """Converts to the CMYK of a printing condition; `brand` maps colours to exact inks.

    Components are from 0 to 1.
    """

    device = "/DeviceCMYK"
    fill_operator, stroke_operator = "k", "K"
    initial: Components = (0.0, 0.0, 0.0, 1.0)
    overprints = True

    def __init__(self, condition: PrintingCondition, brand: Mapping[str, Inks]) -> None:
        self._press = ImageCms.ImageCmsProfile(BytesIO(condition.profile))
        self._tac = condition.tac / 100
        self._brand = {
            tuple(bytes.fromhex(code.lstrip("#"))): tuple(ink / 100 for ink in inks)
            for code, inks in brand.items()
        }
        self._lightness = self._measure_black_scale()
        self.convert_colour = lru_cache(maxsize=4096)(self._convert_uncached)
        self._transform = lru_cache(maxsize=16)(self._make_transform)

    def _convert_uncached(self, space: ColourSpace, values: Components) -> Components:
        if space.model == "cmyk":
            return values
        if space.model == "gray":
            values = (values[0],) * 3
        if space.model == "lab":
            return self._convert_lab(values)
        pixel = _to_pixel(values)
        if pixel in self._brand:
            return self._brand[pixel]
        if len(set(pixel)) == 1:
            return (0.0, 0.0, 0.0, self.match_black(values[0]))
        return self.convert_by_profile(space, values)

    def convert_by_profile(self, space: ColourSpace, values: Components) -> Components:
        """Return the inks by ICC alone: relative colorimetric, with black point compensation."""
        if space.model == "lab":
            lightness, a, b = values
            pixel = (round(lightness * 2.55), round(a) + LAB_NEUTRAL, round(b) + LAB_NEUTRAL)
            return self._convert_pixel(space, "LAB", pixel)
        return self._convert_pixel(space, "RGB", _to_pixel(values))

    def limit(self, components: Components) -> Components:
        """Return the inks within the limit of the condition."""
        return limit_inks(components, self._tac)

    def match_black(self, level: float) -> float:
        """Return the amount of black ink that looks like a grey of sRGB (0 black, 1 white).

        They are compared by lightness (CIE 1976 L*) relative to paper and full black ink: the
        black point compensation of ICC.1, for one ink.
        """
        wanted = _find_lightness(level)
        scale = self._lightness
        place = bisect_left(scale, -wanted, key=lambda value: -value)
        if place == 0:
            return 0.0
        if place >= len(scale):
            return 1.0
        above, below = scale[place - 1], scale[place]
        return (place - 1 + (above - wanted) / (above - below)) / FULL

    def convert_image(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """Return the image in CMYK, or in levels of black (DeviceGray) if it has no colour."""
        if image.mode not in ("L", "RGB"):
            image = image.convert("L" if image.mode in ("1", "LA") else "RGB")
        if image.mode == "RGB" and _is_grey(image):
            image = image.getchannel(0)
        if image.mode == "L":
            return image.point([round(FULL * (1 - self.match_black(v / FULL))) for v in range(256)])
        converted = ImageCms.applyTransform(image, self._transform(space.profile, "RGB"))
        assert converted is not None  # noqa: S101 - only None when asked to convert in place
        return limit_image(converted, self._tac)

    def _convert_lab(self, values: Components) -> Components:
        lightness, a, b = values
        if round(a) == round(b) == 0:
            return (0.0, 0.0, 0.0, self.match_black(find_level_of_lightness(lightness)))
        return self.convert_by_profile(LAB, values)

    def _convert_pixel(self, space: ColourSpace, mode: str, pixel: tuple[int, ...]) -> Components:
        spot = Image.new(mode, (1, 1))
        spot.putpixel((0, 0), pixel)
        converted = ImageCms.applyTransform(spot, self._transform(space.profile, mode))
        assert converted is not None  # noqa: S101 - only None when asked to convert in place
        return limit_inks(tuple(ink / FULL for ink in converted.tobytes()), self._tac)

    def _make_transform(self, profile: bytes, mode: str) -> ImageCms.ImageCmsTransform:
        if mode == "LAB":
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000))
        elif profile:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
        else:
            source = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
        return ImageCms.buildTransform(source, self._press, mode, "CMYK", RELATIVE, BLACK_POINT)

    def _measure_black_scale(self) -> list[float]:
        """Return the lightness of black ink at each of 256 tone values, falling from 100 to 0."""
        ramp = Image.new("CMYK", (FULL + 1, 1))
        ramp.putdata([(0, 0, 0, tone) for tone in range(FULL + 1)])
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB", 5000))
        transform = ImageCms.buildTransform(self._press, lab, "CMYK", "LAB", RELATIVE)
        seen = ImageCms.applyTransform(ramp, transform)
        assert seen is not None  # noqa: S101 - only None when asked to convert in place
        levels = list(seen.getchannel(0).tobytes())
        paper, black = levels[0], levels[-1]
        return _make_falling([100 * (level - black) / (paper - black) for level in levels])


class MaskConverter:
    """Converts the colours of a luminosity mask to DeviceGray.

    Mask colours are weighted like DeviceRGB (ISO 32000-1, 10.3.3), without a profile.
    """

    device = "/DeviceGray"
    fill_operator, stroke_operator = "g", "G"
    initial: Components = (0.0,)
    overprints = False

    def convert_colour(self, space: ColourSpace, values: Components) -> Components:
        """Return the luminosity of a colour."""
        if space.model == "gray":
            return values
        if space.model == "lab":
            return (find_level_of_lightness(values[0]),)
        if space.model == "cmyk":
            return (max(0.0, 1 - _weigh_luminosity(values[:3]) - values[3]),)
        return (_weigh_luminosity(values),)

    def convert_by_profile(self, space: ColourSpace, values: Components) -> Components:
        """Return the same: no grey is chosen by the brand."""
        return self.convert_colour(space, values)

    def limit(self, components: Components) -> Components:
        """Return the components unchanged."""
        return components

    def convert_image(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """Return the luminosity of an image."""
        _ = space
        return image.convert("L")


ColourConverter = CmykConverter | MaskConverter
"""A converter of colours and images to one device colour space."""


def _weigh_luminosity(values: Components) -> float:
    red, green, blue = values
    return 0.3 * red + 0.59 * green + 0.11 * blue


def _to_pixel(values: Components) -> tuple[int, ...]:
    return tuple(round(FULL * min(max(value, 0.0), 1.0)) for value in values)


def _is_grey(image: Image.Image) -> bool:
    red, green, blue = image.split()
    pairs = ((red, green), (green, blue))
    return not any(ImageChops.difference(*pair).getbbox() for pair in pairs)


def _find_lightness(level: float) -> float:
    """Return L* of a grey of sRGB, from 0 to 1 (CIE 15)."""
    light = to_linear(level)
    return 116 * light ** (1 / 3) - 16 if light > 216 / 24389 else light * 24389 / 27


def find_level_of_lightness(lightness: float) -> float:
    """Return the grey of sRGB, from 0 to 1, with that L* (CIE 15)."""
    light = ((lightness + 16) / 116) ** 3 if lightness > 8 else lightness * 27 / 24389  # noqa: PLR2004
    return from_linear(light)


def _make_falling(values: list[float]) -> list[float]:
    """Return the values made strictly decreasing, since 8-bit measurements have steps."""
    result = [values[0]]
    for place, value in enumerate(values[1:], 1):
        floor = 1e-6 * (len(values) - 1 - place)
        result.append(max(min(value, result[-1] - 1e-6), floor))
    return result
