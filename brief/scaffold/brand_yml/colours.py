"""The colours of a `_brand.yml` as the tokens of a brand; missing ones are derived.

Text needs a contrast of 7:1 with the page, labels one of 4.5:1 (WCAG 2.2, 1.4.6 and 1.4.3).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.design.brand.grey import relative_luminance
from brief.editorial.yaml.nodes import MapNode
from brief.findings import warning
from brief.findings.message import shorten
from brief.findings.suggest import find_nearest
from brief.press.colour.srgb import contrast

if TYPE_CHECKING:
    from brief.scaffold.brand_yml.source import BrandSource, KeyPath

WHITE, INK = "#ffffff", "#16191d"
TEXT_CONTRAST, LABEL_CONTRAST = 7.0, 4.5
PALETTE: KeyPath = ("color", "palette")
THEME = (
    *("foreground", "background", "primary", "secondary", "tertiary", "success", "info"),
    *("warning", "danger", "light", "dark", "link"),
)
NEUTRAL, BLACK = 0x12, 0x30  # most difference of the channels, and most of one, for black ink


def read_colours(source: BrandSource) -> dict[str, str]:
    """Return the tokens `ink`, `muted`, `accent`, `rule`, `tint` and `watermark`, as `#rrggbb`."""
    ink = _read_ink(source)
    accent = ink
    for path in (("color", "primary"), ("color", "link"), ("typography", "headings", "color")):
        if found := resolve_colour(source, *path):
            accent = found
            _check_contrast(source, "accent", accent, LABEL_CONTRAST, *path)
            break
    return {
        "ink": ink,
        "muted": _read_muted(source) or mix(ink, 0.8),
        "accent": accent,
        "rule": mix(ink, 0.25),
        "tint": _read_tint(source, ink) or mix(accent, 0.06),
        "watermark": mix(ink, 0.1),
    }


def _read_ink(source: BrandSource) -> str:
    """Return the colour of the text: the darker one of foreground and background."""
    ink = resolve_colour(source, "color", "foreground") or INK
    page = resolve_colour(source, "color", "background") or WHITE
    if relative_luminance(page) < relative_luminance(ink):
        source.used.discard(("color", "foreground"))
        source.reasons["color", "foreground"] = "light text on a dark page is for screens only"
        _check_contrast(source, "ink", page, TEXT_CONTRAST, "color", "background")
        return page
    if page != WHITE:
        source.used.discard(("color", "background"))
        source.reasons["color", "background"] = "pages are printed on white paper"
    _check_contrast(source, "ink", ink, TEXT_CONTRAST, "color", "foreground")
    return ink


def _read_muted(source: BrandSource) -> str:
    """Return the secondary colour, if labels in it can be read on white paper; else ""."""
    path = ("color", "secondary")
    found = resolve_colour(source, *path)
    if not found or measure_contrast(found, WHITE) >= LABEL_CONTRAST:
        return found
    source.used.discard(path)
    source.reasons[path] = (
        f"labels need {LABEL_CONTRAST}:1 on white paper, and it has {_ratio(found, WHITE)}; "
        "`muted` is a grey instead"
    )
    return ""


def _read_tint(source: BrandSource, ink: str) -> str:
    """Return the first colour that is light enough for the background of text; else ""."""
    for name in ("light", "tertiary"):
        found = resolve_colour(source, "color", name)
        if found and found != WHITE and measure_contrast(ink, found) >= TEXT_CONTRAST:
            return found
        source.used.discard(("color", name))
    return ""


def resolve_colour(source: BrandSource, *path: str) -> str:
    """Return the colour at `path` as `#rrggbb`, also if it is a name of another one; "" if missing.

    What cannot be read is recorded as an error at its place.
    """
    return _follow_names(source, path, ())


def _follow_names(source: BrandSource, path: KeyPath, seen: tuple[KeyPath, ...]) -> str:
    if isinstance(source.find_node(*path), MapNode):  # one colour for light pages, one for dark
        path = (*path, "light")
    text = source.read_text(*path)
    if not text:
        return ""
    if path in seen:
        names = " → ".join(str(each[-1]) for each in (*seen, path))
        source.add_error("bad-colour", f"{names}: the names lead in a circle", _EXAMPLE, *path)
        return ""
    palette = source.list_keys(*PALETTE)
    for name, target in ((text, (*PALETTE, text)), (text.lower(), ("color", text.lower()))):
        known = palette if target[:2] == PALETTE else THEME
        if name in known and target != path and source.find_node(*target):
            return _follow_names(source, target, (*seen, path))
    return _parse_colour(source, text, path)


_EXAMPLE = 'write six hexadecimal digits in quotes, as in "#8c1c2b"'


def _parse_colour(source: BrandSource, text: str, path: KeyPath) -> str:
    """Return a colour of CSS (`#rgb`, `rgb(…)`, `hsl(…)`, a name) as six hexadecimal digits."""
    from PIL import ImageColor

    try:
        *channels, alpha = (*ImageColor.getrgb(text), 255)[:4]
    except ValueError:
        names = [str(name) for name in source.list_keys(*PALETTE)]
        near = find_nearest(text, [*names, *ImageColor.colormap])
        remedy = f"did you mean `{near}`? If not, {_EXAMPLE}" if near else _EXAMPLE
        message = f"`{shorten(text)}` is neither a colour nor the name of one in the palette"
        source.add_error("bad-colour", message, remedy, *path)
        return ""
    red, green, blue = channels
    colour = f"#{red:02x}{green:02x}{blue:02x}"
    if alpha < 255:  # noqa: PLR2004 - opaque
        remedy = f'write the colour that it has on white paper: "{mix(colour, alpha / 255)}"'
        source.add_error("bad-colour", f"`{text}` is transparent", remedy, *path)
    return colour


def _check_contrast(
    source: BrandSource, token: str, colour: str, needed: float, *path: str
) -> None:
    """Record a warning if a text in this colour is hard to read on white paper."""
    if measure_contrast(colour, WHITE) >= needed or not source.find_node(*path):
        return
    darker = _darken(colour, needed)
    message = (
        f"{colour} has {_ratio(colour, WHITE)} on white paper, and text in `{token}` needs "
        f"{needed:g}:1"
    )
    remedy = f'write a darker {token} in brand.yaml, such as "{darker}"'
    place = source.places.value_place(*path)
    source.findings.append(warning("contrast-low", message, remedy, place))


def measure_contrast(first: str, second: str) -> float:
    """Return the contrast of two colours `#rrggbb`, from 1 to 21."""
    return contrast(relative_luminance(first), relative_luminance(second))


def _ratio(first: str, second: str) -> str:
    return f"{int(measure_contrast(first, second) * 10) / 10:g}:1"  # rounded down


def mix(colour: str, share: float) -> str:
    """Return a share of the colour, mixed with white."""
    channels = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - value) * share):02x}" for value in channels)


def _darken(colour: str, needed: float) -> str:
    """Return the colour, mixed with black until it has this contrast with white."""
    for step in range(100, 0, -2):
        channels = (int(colour[at : at + 2], 16) * step // 100 for at in (1, 3, 5))
        darker = "#" + "".join(f"{value:02x}" for value in channels)
        if measure_contrast(darker, WHITE) >= needed:
            return darker
    return "#000000"


def is_black(colour: str) -> bool:
    """Return whether black ink alone prints the colour: nearly black, and nearly neutral."""
    channels = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    return max(channels) <= BLACK and max(channels) - min(channels) <= NEUTRAL
