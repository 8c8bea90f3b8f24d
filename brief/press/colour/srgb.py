"""sRGB colours: light, luminance and contrast."""

from __future__ import annotations


def luminance(red: float, green: float, blue: float) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1, from components of 0 to 1.

    WCAG 2.2, definition of "relative luminance".
    """
    return 0.2126 * to_linear(red) + 0.7152 * to_linear(green) + 0.0722 * to_linear(blue)


def contrast(first: float, second: float) -> float:
    """Return the contrast ratio of two luminances, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = max(first, second), min(first, second)
    return (lighter + 0.05) / (darker + 0.05)


def to_linear(component: float) -> float:
    """Return the linear light of an sRGB component (IEC 61966-2-1, 5.2)."""
    return component / 12.92 if component <= 0.04045 else ((component + 0.055) / 1.055) ** 2.4  # noqa: PLR2004


def from_linear(light: float) -> float:
    """Return the sRGB component of a linear light: the inverse of `to_linear`."""
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055  # noqa: PLR2004
