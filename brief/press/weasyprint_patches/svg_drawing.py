"""Patch: draw an SVG image of shapes once for all pages of a process, then repeat its operators.

Without it, fresh editions of benchmarks/content.py take 2.3 % longer. A logo is on every page,
and WeasyPrint parses the numbers of its paths for each of them.

Depends on: `SVGImage.draw`, and the paint attributes and graphics states of WeasyPrint's `Stream`.
Upstream could keep the operators of an image that is drawn more than once.
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree import ElementTree as ET

import pydyf
from weasyprint.images import SVGImage

SHAPES = {
    f"{{http://www.w3.org/2000/svg}}{name}"
    for name in (
        *("svg", "g", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    )
}
IS_DEPENDENT = re.compile(rb"\b(?:url|var|color)\s*\(", re.IGNORECASE)
"""Values that refer to something else, or to colours that WeasyPrint may warn of."""
IS_PLAIN = re.compile(rb"(?:.* )?(?:[qQwJjMdmlcvyhnfBSsW]|cm|rg|RG|re|f\*|B\*|W\*)|/[aA][0-9.]+ gs")
"""Operators that need none of the page's resources but `gs`, for opacity (ISO 32000-1, 8.4.5)."""
MAX_SOURCE = 2**16  # bytes
MAX_DRAWINGS = 64
PAINT = (
    *("_current_color", "_current_color_stroke"),
    *("_current_alpha", "_current_alpha_stroke", "_current_font"),
)

_draw = SVGImage.draw
_drawings: dict[tuple[Any, ...], tuple[list[bytes], dict[str, Any]]] = {}


def draw(image: Any, stream: Any, width: float, height: float, style: Any) -> None:
    """Draw an image, or repeat the operators that drew it before in the same size."""
    source = _read_source(image)
    key = (source, width, height, *(getattr(stream, name) for name in PAINT))
    if key in _drawings:
        operators, states = _drawings[key]
        stream.stream.extend(operators)
        for name, state in states.items():
            stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))  # noqa: SLF001
        for name in PAINT:
            setattr(stream, name, None)
        return
    start, depth = len(stream.stream), len(stream._ctm_stack)  # noqa: SLF001
    _draw(image, stream, width, height, style)
    operators = stream.stream[start:]
    # A drawing in which WeasyPrint found an error leaves saved states behind.
    is_complete = depth == len(stream._ctm_stack) and operators  # noqa: SLF001
    is_reset = all(getattr(stream, name) is None for name in PAINT)
    if source and is_complete and is_reset and all(map(_is_plain, operators)):
        names = [part[1:-3].decode() for part in operators if part.endswith(b" gs")]
        states = {name: dict(stream._resources["ExtGState"][name]) for name in names}  # noqa: SLF001
        if len(_drawings) >= MAX_DRAWINGS:
            _drawings.clear()
        _drawings[key] = operators, states


def _read_source(image: Any) -> bytes | None:
    """Return the SVG source of an image that contains nothing but shapes, otherwise None."""
    tree = image._svg.tree._etree_node  # noqa: SLF001 - no public way
    if not all(element.tag in SHAPES for element in tree.iter()):
        return None
    source: bytes = ET.tostring(tree)
    return None if len(source) > MAX_SOURCE or IS_DEPENDENT.search(source) else source


def _is_plain(operator: Any) -> bool:
    return isinstance(operator, bytes) and IS_PLAIN.fullmatch(operator) is not None


PATCHES = ((SVGImage, "draw", draw),)
