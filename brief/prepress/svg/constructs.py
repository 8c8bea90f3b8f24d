"""Find the constructs in a drawing that WeasyPrint leaves out or draws in another way."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from brief.prepress.svg.declarations import Construct, find_in_declaration
from brief.prepress.svg.style_sheets import Declaration, list_declarations, read_style_sheet
from brief.prepress.svg.support import (
    DEFINED,
    DRAWN,
    LABELS,
    LOSING,
    MOVING,
    SCRIPTED,
    SILENT,
    WHERE_USED,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from brief.prepress.svg.elements import SvgElement


TURNING = re.compile("[AaZz]")  # commands of paths


def find_constructs(root: SvgElement) -> Iterator[Construct]:
    """Yield the constructs that are lost or drawn in another way, in their order."""
    symbols = {
        it.attributes.get("id", "")
        for it in root.walk()
        if it.name == "symbol" and "viewBox" in it.attributes
    }
    for element in _walk_drawn(root):
        if element.is_foreign:
            yield Construct(f"<{element.name}> of another language than SVG", element.line)
            continue
        if element.name == "use":
            yield from _find_in_use(element, symbols)
        yield from _find_in_element(element)
        if element.name in MOVING:
            continue
        is_sheet = element.name == "style"
        for item in read_style_sheet(element) if is_sheet else list_declarations(element):
            if isinstance(item, Declaration):
                yield from find_in_declaration(item)
            else:
                yield Construct(item.what, item.line)


def _walk_drawn(root: SvgElement) -> Iterator[SvgElement]:
    """Yield the elements of SVG outside of metadata, and foreign ones that would be drawn."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.name in WHERE_USED or (element.is_foreign and element.name not in DRAWN):
            continue
        yield element
        if element.name not in SILENT and element.name not in LOSING:
            waiting += reversed(element.children)


def _find_in_element(element: SvgElement) -> Iterator[Construct]:
    name, line = element.name, element.line
    if name in LOSING:
        yield Construct(LOSING[name], line, has_labels=name in LABELS)
    elif name in MOVING:
        yield Construct("animation, of which the start is printed", line, is_error=False)
    elif name in SCRIPTED and element.text.strip():
        yield Construct("a script, which is not run", line, is_error=False)
    elif name not in DRAWN | DEFINED | SILENT:
        yield Construct(f"<{name}>", line)
    elif find := CHECKS.get(name):
        yield from find(element)


def _find_in_use(element: SvgElement, symbols: set[str]) -> Iterator[Construct]:
    is_symbol = element.attributes.get("href", "")[1:] in symbols
    if is_symbol and not {"width", "height"} <= element.attributes.keys():
        yield Construct("<use> of a symbol without width and height", element.line)


def _find_in_span(element: SvgElement) -> Iterator[Construct]:
    for child in element.children:
        if child.name == "tspan" and child.tail.strip():
            what = "text after a <tspan> within a <tspan>"
            yield Construct(what, child.line, has_labels=True)


def _find_in_clip_path(element: SvgElement) -> Iterator[Construct]:
    units = element.attributes.get("clipPathUnits", "userSpaceOnUse")
    if units != "userSpaceOnUse":
        yield Construct(f"a clipping path in {units}", element.line)
    drawn = [it for it in element.children if it.name in DRAWN]
    if len(drawn) > 1 and any("transform" in it.attributes for it in drawn):
        yield Construct("a clipping path of several moved shapes", element.line)
    for child in element.walk():
        if child.name == "text":
            yield Construct("text as a clipping path", child.line)
        elif ("clip-rule", "evenodd") in {it[:2] for it in list_declarations(child)}:
            yield Construct("a clipping path with holes (clip-rule)", child.line)


def _find_in_polyline(element: SvgElement) -> Iterator[Construct]:
    if _has_markers(element):
        yield Construct("arrowheads on a polyline or polygon", element.line)


def _find_in_path(element: SvgElement) -> Iterator[Construct]:
    if TURNING.search(element.attributes.get("d", "")) and _has_markers(element):
        yield Construct("arrowheads on an arc or a closed path", element.line)


def _has_markers(element: SvgElement) -> bool:
    set_ = [it for it in list_declarations(element) if it.name.startswith("marker")]
    return any(it.value != "none" for it in set_)


def _find_in_text(element: SvgElement) -> Iterator[Construct]:
    """Find labels whose first line, without a span, is centred by the longest line of all."""
    moved = any(child.name == "tspan" and "x" in child.attributes for child in element.children)
    anchors = {it.value for it in list_declarations(element) if it.name == "text-anchor"}
    if element.text.strip() and moved and anchors - {"start"}:
        what = "a centred label whose first line has no <tspan> of its own"
        yield Construct(what, element.line, is_error=False, has_labels=True)


def _find_in_radial_gradient(element: SvgElement) -> Iterator[Construct]:
    own = element.attributes
    if any(own.get(f"f{axis}", centre) != centre for axis, centre in _centre(own)):
        what = "a radial gradient with a focus beside its centre"
        yield Construct(what, element.line, is_error=False)


def _centre(attributes: dict[str, str]) -> Iterator[tuple[str, str]]:
    for axis in "xy":
        yield axis, attributes.get(f"c{axis}", "50%")


CHECKS: MappingProxyType[str, Callable[[SvgElement], Iterator[Construct]]] = MappingProxyType(
    {
        "tspan": _find_in_span,
        "clipPath": _find_in_clip_path,
        "path": _find_in_path,
        "text": _find_in_text,
        "polyline": _find_in_polyline,
        "polygon": _find_in_polyline,
        "radialGradient": _find_in_radial_gradient,
    }
)
"""By the name of an element, the constructs in it that are drawn in another way."""
