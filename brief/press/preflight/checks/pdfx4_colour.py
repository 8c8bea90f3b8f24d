"""Checks of colour in PDF/X-4: only colours that the output intent explains, everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pikepdf
from pikepdf import Dictionary, Name

from brief.press.pdf.colour_spaces import ColourSpace, read_colour_space
from brief.press.pdf.content_interpreter import ContentInterpreter
from brief.press.pdf.content_visitor import ContentVisitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.preflight.context import InspectionContext

EXPLAINED = {"DeviceCMYK", "DeviceGray", "Pattern"}
"""Spaces without a profile of their own that have a meaning by a CMYK output intent (8.6)."""


class _SpaceCollector(ContentVisitor):
    """Collects the colour spaces that one content stream selects."""

    def __init__(self) -> None:
        self.spaces: dict[ColourSpace, None] = {}

    def use_space(self, space: ColourSpace) -> None:
        self.spaces[space] = None

    def enter_form(self) -> None:
        return None


def find_colour_defects(context: InspectionContext) -> Iterator[Finding]:
    """Find colours, painted or not, whose space the output intent does not explain."""
    for where, space in _find_spaces(context):
        own = space.base or space if space.model == "spot" else space
        if own.family not in EXPLAINED:
            yield context.make_finding("pdfx-colour", f"{where} has a colour in {own.name}")


def _find_spaces(context: InspectionContext) -> Iterator[tuple[str, ColourSpace]]:
    for number, page in enumerate(context.document.pages, 1):
        for space in _read_spaces(page, page):
            yield f"page {number}", space
    for item in context.dictionaries:
        kind = item.get("/Subtype")
        if "/ShadingType" in item:
            yield "a gradient", read_colour_space(item.ColorSpace)
        elif kind == Name.Image and not item.get("/ImageMask", False):
            space = item.get("/ColorSpace")
            yield "an image", ColourSpace("JPX") if space is None else read_colour_space(space)
        elif isinstance(item, pikepdf.Stream) and (kind == Name.Form or "/PatternType" in item):
            for space in _read_spaces(item, item):
                yield "a form or pattern", space
        elif kind == Name.Type3:
            for space in _read_glyph_spaces(item):
                yield "a glyph", space


def _read_glyph_spaces(font: pikepdf.Object) -> Iterator[ColourSpace]:
    for name in sorted(font.CharProcs.keys()):
        yield from _read_spaces(font.CharProcs[name], font)


def _read_spaces(stream: Any, owner: Any) -> tuple[ColourSpace, ...]:
    """Return the spaces that a stream selects; `owner` has the resources."""
    collector = _SpaceCollector()
    ContentInterpreter(collector, owner.get("/Resources", Dictionary())).interpret(stream)
    return tuple(collector.spaces)


def check_transparency(context: InspectionContext) -> Iterator[Finding]:
    """Check that transparent objects are mixed in CMYK (ISO 32000-1, 11.6.6)."""
    for item in context.dictionaries:
        group = item.get("/Group")
        if isinstance(group, Dictionary) and group.get("/S") == Name.Transparency:
            space = group.get("/CS")
            if space is not None and space not in (Name.DeviceCMYK, Name.DeviceGray):
                message = "a transparency group does not mix its colours in CMYK"
                yield context.make_finding("pdfx-transparency", message)
    for number, page in enumerate(context.document.pages, 1):
        group = page.get("/Group", Dictionary())
        resources = page.get("/Resources", Dictionary())
        if group.get("/CS") != Name.DeviceCMYK and is_transparent(resources, set()):
            message = f"page {number} is transparent and has no CMYK blend space"
            yield context.make_finding("pdfx-transparency", message)


def is_transparent(resources: pikepdf.Object, seen: set[tuple[int, int]]) -> bool:
    """Return whether anything drawn with these resources shows what is below it."""
    states = resources.get("/ExtGState", Dictionary())
    if any(_blends(states[name]) for name in states.keys()):  # noqa: SIM118
        return True
    for kind in ("/XObject", "/Pattern"):
        entries = resources.get(kind, Dictionary())
        for item in (entries[name] for name in entries.keys()):  # noqa: SIM118
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
            if "/SMask" in item or "/Group" in item:
                return True
            if "/Resources" in item and is_transparent(item.Resources, seen):
                return True
    return False


def _blends(state: pikepdf.Object) -> bool:
    mask = state.get("/SMask", Name("/None"))
    mode = state.get("/BM", Name.Normal)
    alphas = [float(state.get(key, 1)) for key in ("/CA", "/ca")]
    return (
        min(alphas) < 1
        or isinstance(mask, Dictionary)
        or mode not in (Name.Normal, Name.Compatible)
    )
