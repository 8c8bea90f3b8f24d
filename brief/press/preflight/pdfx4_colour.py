"""The rules of PDF/X-4 about colour: only what the output intent explains, everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

# Without a profile of their own these have a meaning only by the output intent's, CMYK; spot
# colours are named, and the pattern is made of others (ISO 32000-1, 8.6).
EXPLAINED = {"/DeviceCMYK", "/DeviceGray", "/Pattern", "/CMYK", "/G"}
SPOTS = {"/Separation", "/DeviceN"}


def colour_faults(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield what has a colour that the output intent does not explain."""
    for number, page in enumerate(document.pages, 1):
        yield from _operators(page, page.get("/Resources", Dictionary()), f"page {number}")
    for item in document.objects:
        if not isinstance(item, (Dictionary, pikepdf.Stream)):
            continue
        if "/ShadingType" in item:
            yield from _space(item.get("/ColorSpace"), "a gradient")
        elif item.get("/Subtype") == Name.Image and not item.get("/ImageMask", False):
            yield from _space(item.get("/ColorSpace"), "a picture")
        elif isinstance(item, pikepdf.Stream) and (
            item.get("/Subtype") == Name.Form or "/PatternType" in item
        ):
            yield from _operators(item, item.get("/Resources", Dictionary()), "a drawing")
        elif item.get("/Subtype") == Name.Type3:
            for name in sorted(item.CharProcs.keys()):
                glyph = item.CharProcs[name]
                yield from _operators(glyph, item.get("/Resources", Dictionary()), "a letter")


def transparency_faults(document: pikepdf.Pdf) -> Iterator[str]:
    """Yield what mixes colours in another space than that of the inks (ISO 32000-1, 11.6.6)."""
    for item in document.objects:
        if isinstance(item, (Dictionary, pikepdf.Stream)):
            group = item.get("/Group")
            if isinstance(group, Dictionary) and group.get("/S") == Name.Transparency:
                space = group.get("/CS")
                if space is not None and space not in (Name.DeviceCMYK, Name.DeviceGray):
                    yield "a transparency group does not mix its colours in CMYK"
    for number, page in enumerate(document.pages, 1):
        group = page.get("/Group", Dictionary())
        resources = page.get("/Resources", Dictionary())
        if group.get("/CS") != Name.DeviceCMYK and _is_see_through(resources, set()):
            yield f"page {number} is transparent and has no CMYK blend space"


def _operators(
    stream: pikepdf.Object | pikepdf.Page, resources: pikepdf.Object, where: str
) -> Iterator[str]:
    for instruction in pikepdf.parse_content_stream(stream):
        operator = str(instruction.operator)
        if operator in {"rg", "RG"}:
            yield f"{where} has a colour in DeviceRGB"
        elif operator in {"cs", "CS"}:
            name = instruction.operands[0]
            spaces = resources.get("/ColorSpace", Dictionary())
            yield from _space(spaces.get(str(name), name), where)
        elif operator == "INLINE IMAGE" and not instruction.iimage.image_mask:  # type: ignore[union-attr]
            yield from _space(instruction.iimage.obj.get("/ColorSpace"), where)  # type: ignore[union-attr]


def _space(space: object, where: str) -> Iterator[str]:
    if isinstance(space, Array):
        family = str(space[0])
        if family in {"/Indexed", "/I"}:
            yield from _space(space[1], where)
            return
        if family in SPOTS:
            yield from _space(space[2], where)
            return
    else:
        family = str(space)
    if family not in EXPLAINED:
        yield f"{where} has a colour in {family.lstrip('/')}"


def _is_see_through(resources: pikepdf.Object, seen: set[tuple[int, int]]) -> bool:
    """Tell whether anything drawn with these resources lets show what lies below it."""
    states = resources.get("/ExtGState", Dictionary())
    if any(_mixes(states[name]) for name in states.keys()):  # noqa: SIM118
        return True
    for kind in ("/XObject", "/Pattern"):
        entries = resources.get(kind, Dictionary())
        for item in (entries[name] for name in entries.keys()):  # noqa: SIM118
            if item.objgen in seen:
                continue
            seen.add(item.objgen)
            if "/SMask" in item or "/Group" in item:
                return True
            if "/Resources" in item and _is_see_through(item.Resources, seen):
                return True
    return False


def _mixes(state: pikepdf.Object) -> bool:
    mask = state.get("/SMask", Name("/None"))
    mode = state.get("/BM", Name.Normal)
    alphas = [float(state.get(key, 1)) for key in ("/CA", "/ca")]
    return (
        min(alphas) < 1
        or isinstance(mask, Dictionary)
        or mode not in (Name.Normal, Name.Compatible)
    )
