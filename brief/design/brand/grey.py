"""Convert colours to greys of the same lightness, for black-and-white printers.

Text keeps a contrast of 7:1 on white paper (WCAG 2.2, success criterion 1.4.6).
"""

from __future__ import annotations

from brief.press.colour.srgb import contrast, from_linear, luminance, to_linear

TEXT_CONTRAST = 7.0
PAPER = 1.0  # relative luminance of white


def relative_luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, `#rrggbb`, from 0 to 1 (WCAG 2.2)."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return luminance(red, green, blue)


def as_grey(colour: str, *, text: bool) -> str:
    """Return the grey with the luminance of a colour; for text, darkened to enough contrast."""
    light = relative_luminance(colour)
    if text:
        light = min(light, (PAPER + 0.05) / TEXT_CONTRAST - 0.05)
    level = round(from_linear(light) * 255)
    while text and level and contrast(to_linear(level / 255), PAPER) < TEXT_CONTRAST:
        level -= 1
    return f"#{level:02x}{level:02x}{level:02x}"
