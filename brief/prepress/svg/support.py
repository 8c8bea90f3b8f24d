"""What WeasyPrint 70 draws of SVG: elements and properties, compared with other programs.

Elements and properties that are in none of these tables are reported as unknown. A `Limit` has the
values of a property that are drawn as meant.
"""

from __future__ import annotations

import re
from typing import NamedTuple

DRAWN = {
    *("a", "circle", "ellipse", "g", "image", "line", "path", "polygon", "polyline", "rect"),
    *("svg", "text", "tspan", "use"),
}
DEFINED = {
    *("clipPath", "defs", "linearGradient", "marker", "pattern", "radialGradient", "stop"),
    *("style", "symbol"),
}
SILENT = {"title", "desc", "metadata", "script", "view", "cursor", "font-face", "font"}
"""Elements that other programs do not draw either."""
SCRIPTED = {"script"}
MOVING = {"animate", "animateColor", "animateMotion", "animateTransform", "set", "mpath"}
LOSING = {
    "foreignObject": "text or HTML in <foreignObject>",
    "switch": "alternatives in <switch>",
    "textPath": "text along a path (<textPath>)",
    "tref": "text that is repeated (<tref>)",
    "flowRoot": "flowing text of Inkscape (<flowRoot>)",
}
"""Elements that are lost or drawn in another way, and how a message names them."""
WHERE_USED = {"mask", "filter"}
"""Elements that are reported at their use, by a property."""
LABELS = {"foreignObject", "switch", "textPath", "tref", "flowRoot"}
"""Elements that usually contain words."""
PAINT = {"fill", "stroke", "stop-color", "flood-color", "lighting-color", "color"}
LENGTHS = {
    *("x", "y", "dx", "dy", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "fr"),
    *("width", "height", "refX", "refY", "markerWidth", "markerHeight", "stroke-width"),
    *("stroke-dasharray", "stroke-dashoffset", "letter-spacing", "textLength", "font-size"),
}
UNIT = re.compile(r"(?:rem|em|ex|px|pt|pc|in|cm|mm|q|%)?")
NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.IGNORECASE)
UNREAD = re.compile(r"id$|class$|href$|on|data-|aria-|line-height|margin|padding|font-family$")
"""Beginnings of names whose values do not change the drawing, or are read elsewhere."""
COMPUTED = re.compile(r"\b(var|calc|env|attr|min|max|clamp|light-dark)\(", re.IGNORECASE)
TRANSFORM = re.compile(
    r"(?:\s*,?\s*(?:matrix|translate[XY]?|scale[XY]?|rotate|skew[XY]?)\s*\([^()]*\))*\s*"
)
DEFAULTS = {"", "inherit", "initial", "unset"}
FONT = re.compile(r"\d*\.?\d+(?:px|pt|em|rem|mm|cm|%)\s+[^/\s].*")


BLANK = r"none|transparent|white|#f{3,8}|rgba?\(255,\s*255,\s*255.*"


class Limit(NamedTuple):
    """Values of a property that are drawn; others are `what`, and maybe only a blemish."""

    values: str
    what: str
    is_error: bool = True


LIMITS = {
    "background": Limit(BLANK, "a background of the whole drawing"),
    "background-color": Limit(BLANK, "a background of the whole drawing"),
    "d": Limit(r"(?!path).*", "the shape of a path in a style (d)"),
    "alignment-baseline": Limit(r".*", ""),
    "baseline-shift": Limit(r"baseline|0(?:px|em|%)?", "raised or lowered text (baseline-shift)"),
    "clip-path": Limit(r"none|url\(.*\)", "clip-path with a shape in CSS"),
    "direction": Limit(r"ltr", "text from right to left"),
    "filter": Limit(r"none", "a filter: shadow, blur or colour change"),
    "font": Limit(FONT.pattern, "the property `font` with more than size and family"),
    "font-stretch": Limit(
        r"normal|100%", "condensed or extended type (font-stretch)", is_error=False
    ),
    "font-style": Limit(r"normal|italic|oblique", "the font style"),
    "font-variant": Limit(r"normal|none", "small capitals (font-variant)", is_error=False),
    "font-variant-caps": Limit(r"normal", "small capitals (font-variant-caps)", is_error=False),
    "font-weight": Limit(r"normal|bold|\d+", "a font weight relative to another"),
    "isolation": Limit(r"auto|isolate", "isolation"),
    "mask": Limit(r"none", "a mask"),
    "mask-image": Limit(r"none", "a mask"),
    "mix-blend-mode": Limit(r"normal", "colours that mix (mix-blend-mode)"),
    "offset-path": Limit(r"none", "a path of motion (offset-path)"),
    "paint-order": Limit(r"normal|fill.*", "the order of fill and stroke (paint-order)"),
    "rotate": Limit(r"none|auto|[-+.\d\s,]*", "a turn by the property `rotate`"),
    "scale": Limit(r"none", "a scale by the property `scale`"),
    "text-decoration": Limit(r"none", "underlined or struck-out text (text-decoration)"),
    "text-decoration-line": Limit(r"none", "underlined or struck-out text (text-decoration)"),
    "text-orientation": Limit(r"mixed", "vertical text"),
    "text-transform": Limit(r"none", "text in other letters than written (text-transform)"),
    "transform-box": Limit(r"view-box|border-box", "a turn around the shape (transform-box)"),
    "transform-origin": Limit(
        r"(?:[-+.\d]+(?:px)?\s*,?\s*){2}", "a turn around a point that is not in pixels"
    ),
    "translate": Limit(r"none", "a move by the property `translate`"),
    "vector-effect": Limit(
        r"none", "a stroke that keeps its width (vector-effect)", is_error=False
    ),
    "word-spacing": Limit(r"normal|0(?:px)?", "wider spaces between words", is_error=False),
    "writing-mode": Limit(r"lr-tb|lr|horizontal-tb", "vertical text (writing-mode)"),
    "systemLanguage": Limit(r"", "parts for one language (systemLanguage)"),
    "requiredExtensions": Limit(r"", "parts for other programs (requiredExtensions)"),
}
HARMLESS = re.compile(
    r"(?:-|aria-|data-|on|xml|sodipodi|inkscape|mso-|font-(?:feature|variation|kerning|synthesis"
    r"|optical|size-adjust|variant-|specification)|text-(?:rendering|anchor|align|indent|overflow|shadow"
    r"|decoration-)|shape-|color-|image-|marker|stroke-|fill-|clip|stop-|flood-|animation"
    r"|transition|line-height|white-space|inline-size|pointer-events|cursor|user-select"
    r"|overflow|display|visibility|opacity|enable-background|solid-|mask-|will-change|margin"
    r"|padding|border|background|outline|box-|position|z-index|content|font-family|kerning"
    r"|dominant-baseline|glyph-orientation|unicode-bidi|unicode-range|src|order|top|left|right"
    r"|bottom|max-|min-|perspective|backface|touch-action|object-|contain|all|tab-size|hyphens"
    r"|word-|letter-|lighting-|buffered-rendering|transform|appearance|zoom|filter-)"
)
"""Beginnings of the names of properties that are drawn, or that change nothing on paper."""
