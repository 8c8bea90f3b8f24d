"""The style sheet of mails: colours and fonts of the brand, in light and dark, for one language.

Mail clients know neither custom properties nor logical ones: both are replaced here. Rules outside
`@media` are set into the elements (inlined); the others stay in a style sheet.
"""

from __future__ import annotations

import colorsys
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from brief.design.brand.grey import relative_luminance
from brief.design.brand.script_fonts import USES, font_stack
from brief.press.colour.srgb import contrast

if TYPE_CHECKING:
    from brief.design.brand.brand import Brand, LoadedBrand

TEXT_CONTRAST = 7.0  # WCAG 2.2, success criterion 1.4.6
ACCENT_CONTRAST = 4.5  # WCAG 2.2, success criterion 1.4.3
DARK_LIGHTNESS = {"paper": 0.10, "tint": 0.16, "rule": 0.32}
DARK_SATURATION = 0.2  # a strongly coloured background tires the eye
SANS = re.compile(
    r"\b(sans|lato|grotesk|grotesque|gothic|arial|helvetica|inter|roboto|open)\b", re.IGNORECASE
)
SANS_FALLBACK = "Arial, Helvetica, sans-serif"
SERIF_FALLBACK = "Georgia, 'Times New Roman', serif"

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VARIABLE = re.compile(r"var\(\s*--([\w-]+)\s*\)")
_MEDIA = re.compile(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_LOGICAL = re.compile(r"\b(margin|padding|border)-inline-(start|end)\b")
_ALIGNED = re.compile(r"\b(text-align\s*:\s*)(start|end)\b")


@dataclass(frozen=True, slots=True)
class MailStyle:
    """The rules to set into the elements, and what stays in the head as style sheets."""

    inlined: str
    kept: str

    def add_kept(self, html: str) -> str:
        """Return the HTML with the style sheets at the end of its head."""
        return html.replace("</head>", f"{self.kept}</head>", 1)


def make_style(css: str, brand: LoadedBrand, tag: str, direction: str) -> MailStyle:
    """Return the style of mails in a language.

    Raises ValueError, with its name, for a custom property that brief does not set.
    """
    values = _make_values(brand.data, tag)
    resolved = _resolve(_COMMENT.sub("", css), values, direction)
    media = _MEDIA.findall(resolved)
    rules = "\n".join([":root { color-scheme: light dark; }", *media])
    # Outlook for Windows would set a family that it lacks in Times New Roman
    word = (
        f"body, table, td, p, a {{ font-family: {_fallback(brand.data, tag, 'text')} !important; }}"
        f" h1 {{ font-family: {_fallback(brand.data, tag, 'heading')} !important; }}"
    )
    kept = f"<style>{rules}</style>\n<!--[if mso]><style>{word}</style><![endif]-->\n"
    return MailStyle(_MEDIA.sub("", resolved), kept)


def _make_values(brand: Brand, tag: str) -> dict[str, str]:
    """Return the values of the custom properties: colours, dark colours, and fonts."""
    colours = {
        name: getattr(brand.colours, name).screen for name in type(brand.colours).model_fields
    }
    values = dict(colours)
    values |= {f"dark-{name}": colour for name, colour in make_dark_colours(colours).items()}
    for use in USES:
        families = [_quote_family(name) for name in font_stack(brand, tag, use)]
        values[f"font-{use}"] = ", ".join([*families, _fallback(brand, tag, use)])
    return values


def make_dark_colours(colours: dict[str, str]) -> dict[str, str]:
    """Return the colours for a dark background, of the same hues, with enough contrast."""
    hue, _, saturation = _to_hls(colours["ink"])
    quiet = min(saturation, DARK_SATURATION)
    dark = {name: _from_hls(hue, light, quiet) for name, light in DARK_LIGHTNESS.items()}
    # against the lighter of the two backgrounds that text has
    background = relative_luminance(dark["tint"])
    dark["ink"] = _lighten(_from_hls(hue, 0.92, quiet), background, TEXT_CONTRAST)
    for name, least in (("muted", TEXT_CONTRAST), ("accent", ACCENT_CONTRAST)):
        dark[name] = _lighten(colours[name], background, least)
    return dark


def _lighten(colour: str, background: float, least: float) -> str:
    """Return the colour, lightened until its contrast with the background is enough."""
    hue, light, saturation = _to_hls(colour)
    while light < 1 and contrast(relative_luminance(colour), background) < least:
        light = min(1.0, light + 0.01)
        colour = _from_hls(hue, light, saturation)
    return colour


def _to_hls(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return colorsys.rgb_to_hls(red, green, blue)


def _from_hls(hue: float, light: float, saturation: float) -> str:
    levels = colorsys.hls_to_rgb(hue, light, saturation)
    return "#" + "".join(f"{round(level * 255):02x}" for level in levels)


def _fallback(brand: Brand, tag: str, use: str) -> str:
    """Return families that every machine has, of the kind of the brand's first family."""
    return SANS_FALLBACK if SANS.search(font_stack(brand, tag, use)[0]) else SERIF_FALLBACK


def _quote_family(family: str) -> str:
    # a name comes from a file, and ends up in an attribute and in a style sheet
    return "'" + re.sub(r"[^\w .-]", "", family) + "'"


def _resolve(css: str, values: dict[str, str], direction: str) -> str:
    """Return the CSS with values for custom properties, and sides for logical properties."""

    def find_value(match: re.Match[str]) -> str:
        if match[1] not in values:
            msg = match[1]
            raise ValueError(msg)
        return values[match[1]]

    start, end = ("right", "left") if direction == "rtl" else ("left", "right")
    sides = {"start": start, "end": end}
    css = _VARIABLE.sub(find_value, css)
    css = _LOGICAL.sub(lambda match: f"{match[1]}-{sides[match[2]]}", css)
    return _ALIGNED.sub(lambda match: f"{match[1]}{sides[match[2]]}", css)
