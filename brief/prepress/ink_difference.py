"""How far inks lie from the colour on screen that they are to print."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import dist

from PIL import Image, ImageCms

Inks = tuple[float, float, float, float]

RELATIVE = ImageCms.Intent.RELATIVE_COLORIMETRIC
BLACK_POINT = ImageCms.Flags.BLACKPOINTCOMPENSATION
L_STEPS = 2.55  # 8-bit steps of L* in Lab images (ICC.1, 10.8)


@dataclass(frozen=True, slots=True)
class InkDifference:
    """What inks look like (sRGB), how far that is, and the inks of the colour on screen.

    `delta` is the distance in Lab (CIE 1976): from the nearest colour that the press can print, or
    as a screen shows both, whichever is less. Vivid colours differ in one of them only.
    """

    shown: str
    delta: float
    nearest: Inks


class InkComparison:
    """Compares inks with colours on screen, by the ICC profile of a printing condition."""

    def __init__(self, profile: bytes) -> None:
        press = ImageCms.ImageCmsProfile(BytesIO(profile))
        lab = ImageCms.createProfile("LAB", 5000)  # D50, in kelvin
        srgb = ImageCms.createProfile("sRGB")
        self._press_to_lab = _transform(press, lab, "CMYK", "LAB")
        self._press_to_screen = _transform(press, srgb, "CMYK", "RGB")
        self._screen_to_lab = _transform(srgb, lab, "RGB", "LAB")
        self._screen_to_press = _transform(srgb, press, "RGB", "CMYK")

    def compare(self, screen: str, inks: Inks) -> InkDifference:
        """Return the difference between inks in per cent and a colour `#rrggbb`."""
        pixel = tuple(round(ink * 2.55) for ink in inks)
        wanted = tuple(bytes.fromhex(screen.lstrip("#")))
        nearest = _convert(self._screen_to_press, "RGB", wanted)
        shown = _convert(self._press_to_screen, "CMYK", pixel)
        printed = [_read_lab(_convert(self._press_to_lab, "CMYK", it)) for it in (pixel, nearest)]
        seen = [_read_lab(_convert(self._screen_to_lab, "RGB", it)) for it in (shown, wanted)]
        delta = min(dist(*printed), dist(*seen))
        cyan, magenta, yellow, black = (float(round(level / 2.55)) for level in nearest)
        return InkDifference(f"#{bytes(shown).hex()}", delta, (cyan, magenta, yellow, black))


def _transform(
    source: object, target: object, mode: str, wanted: str
) -> ImageCms.ImageCmsTransform:
    return ImageCms.buildTransform(source, target, mode, wanted, RELATIVE, BLACK_POINT)  # type: ignore[arg-type]


def _convert(
    transform: ImageCms.ImageCmsTransform, mode: str, pixel: tuple[int, ...]
) -> tuple[int, ...]:
    converted = ImageCms.applyTransform(Image.new(mode, (1, 1), pixel), transform)
    values = converted.getpixel((0, 0)) if converted else ()
    return values if isinstance(values, tuple) else ()


def _read_lab(values: tuple[int, ...]) -> tuple[float, ...]:
    lightness, a, b = values
    return (lightness / L_STEPS, float(a - 128), float(b - 128))
