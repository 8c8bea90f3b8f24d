"""Colours for a printer that has none: greys of the same lightness, dark enough to be read.

An office printer turns colours into dots; a grey that it is given outright it prints as it is. Text
keeps a contrast of 7:1 on white paper (WCAG 2.2, success criterion 1.4.6).
"""

from __future__ import annotations

TEXT_CONTRAST = 7.0
PAPER = 1.0  # relative luminance of white


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, `#rrggbb`, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)


def contrast(first: float, second: float) -> float:
    """Return the contrast ratio of two luminances, from 1 to 21 (WCAG 2.2)."""
    lighter, darker = max(first, second), min(first, second)
    return (lighter + 0.05) / (darker + 0.05)


def as_grey(colour: str, *, text: bool) -> str:
    """Return the grey that stands for a colour; for text, one with enough contrast."""
    luminance = relative_luminance(colour)
    if text:
        luminance = min(luminance, (PAPER + 0.05) / TEXT_CONTRAST - 0.05)
    level = round(encoded(luminance) * 255)
    while text and level and contrast(linear(level / 255), PAPER) < TEXT_CONTRAST:
        level -= 1
    return f"#{level:02x}{level:02x}{level:02x}"


def linear(share: float) -> float:
    """Return the light of a component (IEC 61966-2-1, the sRGB transfer function)."""
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def encoded(light: float) -> float:
    """Return the component that gives so much light: the other way round."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004
