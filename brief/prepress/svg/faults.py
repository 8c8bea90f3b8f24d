"""Find why a drawing (SVG) is not printed as other programs show it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.parsers.expat import ErrorString, ExpatError

from brief.prepress.svg.constructs import find_constructs
from brief.prepress.svg.drawing_fault import AS_PICTURE, DrawingFault
from brief.prepress.svg.elements import DrawingTooLarge, SvgReader
from brief.prepress.svg.labels import find_label_faults
from brief.prepress.svg.loops import find_loop

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from brief.prepress.svg.declarations import Construct
    from brief.prepress.svg.elements import SvgElement

INTERNAL_REFERENCE = re.compile(r"#|data:", re.IGNORECASE)
CSS_LOADS = re.compile(r"@import[^;]*|url\(\s*[\"']?(?!\s*(?:#|data:))[^)\"']+", re.IGNORECASE)
_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?")
MAX_QUOTED = 80  # characters of an address in a message
MAX_DEPTH = 3  # of drawings in drawings
MAX_USES = 100_000  # elements that <use> repeats
SAVE_SVG = "open it in a drawing program and save it again as plain SVG"
EMBED = "put that file's content into the drawing (“embed” in drawing programs)"
WITH_LABELS = f"save it with labels as text of SVG, without HTML, or {AS_PICTURE}"


def find_drawing_faults(
    content: bytes, families: Collection[str] | None = None, *, depth: int = 0
) -> Iterator[DrawingFault]:
    """Yield the faults of an SVG file, errors before warnings.

    Entities, which can expand without limit, are refused. `families` are the fonts of the page, or
    None if they are not known; `depth` counts the drawings around this one.
    """
    reader = SvgReader()
    try:
        reader.read(content)
    except DrawingTooLarge:
        reason = "has more elements, or deeper ones, than can be printed"
        yield DrawingFault("image-too-large", reason, AS_PICTURE)
        return
    except (ExpatError, ValueError) as problem:
        if not reader.entities:
            reason = "is not a readable SVG"
            if isinstance(problem, ExpatError):
                reason += f": line {problem.lineno}, {ErrorString(problem.code)}"
            yield DrawingFault("image-damaged", reason, SAVE_SVG)
            return
    root = reader.root
    if reader.entities or root is None:
        yield DrawingFault("image-kind", "declares entities, which are not allowed", SAVE_SVG)
    elif root.name != "svg":
        yield DrawingFault("image-kind", f"is not an SVG, but {root.name}", SAVE_SVG)
    elif url := next(_list_external_urls(root), ""):
        reason = f"refers to another file ({url[:MAX_QUOTED]})"
        yield DrawingFault("image-linked", reason, EMBED)
    elif loop := find_loop(root):
        names = {"href", "fill", "stroke", "clip-path", "marker-end"} & loop.attributes.keys()
        to = next((f' {name}="{loop.attributes[name]}"' for name in sorted(names)), "")
        reason = f"draws itself again and again: <{loop.name}{to[:MAX_QUOTED]}> (line {loop.line})"
        reason += " is a part of what it refers to"
        yield DrawingFault("image-drawing", reason, f"remove that element, or {AS_PICTURE}")
    elif _count_uses(root) > MAX_USES or _count_tiles(root) > MAX_USES:
        reason = "repeats its parts more often than can be printed"
        yield DrawingFault("image-too-large", reason, AS_PICTURE)
    else:
        yield from _find_differences(root, families)
        yield from _find_in_pictures(root, families, depth)


def _find_differences(root: SvgElement, families: Collection[str] | None) -> Iterator[DrawingFault]:
    """Yield how the drawing is printed differently from how other programs show it."""
    constructs = list(find_constructs(root))
    for is_error in (True, False):
        found = [it for it in constructs if it.is_error == is_error]
        if found:
            yield _describe(found, is_error=is_error)
    yield from find_label_faults(root, families)


def _find_in_pictures(
    root: SvgElement, families: Collection[str] | None, depth: int
) -> Iterator[DrawingFault]:
    """Yield the faults of the pictures and drawings that a drawing contains."""
    from brief.press.job.pictures.prepare import NO_PROFILE
    from brief.press.job.pictures.refusal import PictureRefused
    from brief.press.job.pictures.store import check_picture
    from brief.press.job.resources import ResourceLoader, ResourceRefused

    for element in root.walk():
        url = element.attributes.get("href", "").strip()
        if element.name != "image" or not url.lower().startswith("data:"):
            continue
        where = f"contains a picture (line {element.line}) that"
        try:
            content = ResourceLoader(()).load(url).content
            if content.lstrip()[:1] != b"<":
                if check_picture(content).lacks_profile:
                    raise NO_PROFILE
            elif depth < MAX_DEPTH:
                for fault in find_drawing_faults(content, families, depth=depth + 1):
                    yield replace(fault, reason=f"{where} {fault.reason}")
            else:
                reason = f"{where} contains another, and so on"
                yield DrawingFault("image-too-large", reason, AS_PICTURE)
        except ResourceRefused:
            yield DrawingFault("image-damaged", f"{where} cannot be read", SAVE_SVG)
        except PictureRefused as refusal:
            yield DrawingFault(refusal.code, f"{where} {refusal.reason}", refusal.remedy)


def _describe(found: list[Construct], *, is_error: bool) -> DrawingFault:
    first, kinds = found[0], list(dict.fromkeys(it.what for it in found))
    more = f"; also {', '.join(kinds[1:4])}" if len(kinds) > 1 else ""
    said = "would be printed wrong" if is_error else "may look different in print"
    reason = f"{said}: it uses {first.what} (line {first.line}){more}"
    has_labels = any(it.has_labels for it in found)
    remedy = WITH_LABELS if has_labels else f"draw it without, or {AS_PICTURE}"
    if first.what.startswith("var()"):
        remedy = f"write the value in place of var(), as plain SVG has it, or {AS_PICTURE}"
    return DrawingFault("image-drawing", reason, remedy, is_error)


def _list_external_urls(root: SvgElement) -> Iterator[str]:
    for element in root.walk():
        for key, value in element.attributes.items():
            yield from (found[0] for found in CSS_LOADS.finditer(value))
            # the target of a link is not loaded; everything else is
            loads = key in {"href", "src"} and element.name != "a"
            if loads and value.strip() and not INTERNAL_REFERENCE.match(value.strip()):
                yield value.strip()
        if element.name == "style":
            yield from (found[0] for found in CSS_LOADS.finditer(element.text))


def _count_uses(root: SvgElement) -> int:
    """Return how many elements are drawn where <use> repeats others, which may use others."""
    named = {it.attributes["id"]: it for it in root.walk() if "id" in it.attributes}
    counts: dict[int, int] = {}

    def count(element: SvgElement, depth: int) -> int:
        key = id(element)
        if key not in counts:
            counts[key] = MAX_USES if depth > 100 else 0  # noqa: PLR2004 - a circle counts once
            total = 1 + sum(count(child, depth + 1) for child in element.children)
            target = element.attributes.get("href", "")[1:] if element.name == "use" else ""
            if target in named:
                total += count(named[target], depth + 1)
            counts[key] = min(total, MAX_USES + 1)
        return counts[key]

    return count(root, 0)


def _count_tiles(root: SvgElement) -> float:
    """Return the most tiles with which a pattern fills the drawing (SVG 2, 14.3).

    Programs that show the PDF draw each tile; a tile's size may be very small by mistake.
    """
    box = _NUMBER.findall(root.attributes.get("viewBox", ""))
    area = float(box[2]) * float(box[3]) if len(box) == 4 else 1e6  # noqa: PLR2004 - x, y and size
    most = 0.0
    for element in root.walk():
        width = _NUMBER.match(element.attributes.get("width", ""))
        height = _NUMBER.match(element.attributes.get("height", ""))
        if element.name != "pattern" or width is None or height is None:
            continue
        tile = float(width[0]) * float(height[0])
        filled = area if element.attributes.get("patternUnits") == "userSpaceOnUse" else 1.0
        if tile > 0:
            most = max(most, filled / tile)
    return most
