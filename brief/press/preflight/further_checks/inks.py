"""Checks of inks: rich black, registration colour, spot colours, overprinting, hidden spaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pikepdf import Dictionary, Name

from brief.findings.message import quote
from brief.press.pdf.colour_spaces import read_colour_space
from brief.press.pdf.objects import lie_apart
from brief.press.preflight.checks.colour import find_foreign_family

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings import Finding
    from brief.press.pdf.colour_spaces import PdfColour
    from brief.press.pdf.content_visitor import PaintedObject
    from brief.press.pdf.objects import Box
    from brief.press.preflight.context import InspectionContext

MIN_BLACK, MIN_OTHERS = 0.6, 0.3  # of a black mixed from all inks, and
DEEP_BLACK, MIN_ADDED = 0.9, 0.2  # of full black with some more ink
REGISTRATION = "All"
PROCESS = {"Cyan", "Magenta", "Yellow", "Black", "None", REGISTRATION}
"""Names of colorants that need no further plate (ISO 32000-1, 8.6.6.4)."""
NAMES = {"text": "a text", "path": "a line or area", "image": "an image", "shading": "a gradient"}


def check_text_inks(context: InspectionContext) -> Iterator[Finding]:
    """Check that text in black is in black ink alone, and nothing in the registration colour."""
    for number in range(len(context.page_contents)):
        rich, registered = [], []
        trim = context.find_trim_box(number)
        for painted, box in _locate(context, number):
            where = f", {context.describe_place(number, box)}," if box else ""
            name = NAMES[painted.kind]
            if painted.kind == "text":
                said = context.decoder.decode(painted.item, painted.codes).strip()
                name = quote(said) if said else name
            if painted.kind == "text" and any(map(_is_rich_black, painted.colours)):
                inks = max(colour.ink for colour in painted.colours)
                rich.append(f"{name}{where} is set in black with {inks:.0f} % of ink")
            on_page = not lie_apart(box, trim) if box else painted.kind == "text"
            if on_page and any(map(_is_registration, painted.colours)):
                registered.append(f"{name}{where} is in the registration colour")
        yield from context.group_findings("text-rich-black", number + 1, rich)
        yield from context.group_findings("registration-colour", number + 1, registered)


def _locate(context: InspectionContext, page: int) -> Iterator[tuple[PaintedObject, Box | None]]:
    """Yield what is painted with its box, as far as PDFium finds as many objects of its kind."""
    boxes: dict[str, list[Box]] = {}
    for shape in context.seen_pages[page].shapes:
        boxes.setdefault(shape.kind, []).append(shape.box)
    painted = context.page_contents[page].painted
    counts = {kind: sum(it.kind == kind for it in painted) for kind in NAMES}
    known = {kind: iter(boxes.get(kind, ())) for kind in NAMES}
    for it in painted:
        alike = counts[it.kind] == len(boxes.get(it.kind, ()))
        yield it, next(known[it.kind]) if alike else None


def _is_rich_black(colour: PdfColour) -> bool:
    if colour.space.model != "cmyk" or len(colour.components) != 4:  # noqa: PLR2004
        return False
    *others, black = colour.components
    mixed = black >= MIN_BLACK and min(others) >= MIN_OTHERS
    return mixed or (black >= DEEP_BLACK and sum(others) >= MIN_ADDED)


def _is_registration(colour: PdfColour) -> bool:
    tinted = not colour.components or max(colour.components) > 0
    return colour.space.colorants == (REGISTRATION,) and tinted


def check_spot_colours(context: InspectionContext) -> Iterator[Finding]:
    """Check that the page needs no plates but those of CMYK."""
    names = {
        name
        for content in context.page_contents
        for painted in (*content.painted, *content.in_patterns)
        for colour in painted.colours
        for name in colour.space.colorants
    }
    for name in sorted(names - PROCESS):
        yield context.make_finding("spot-colour", f"the file uses the spot colour {quote(name)}")


def check_overprint(context: InspectionContext) -> Iterator[Finding]:
    """Check that nothing white overprints: the inks below stay, and it cannot be seen."""
    for number, content in enumerate(context.page_contents, 1):
        lost = []
        for painted in content.painted:
            if painted.overprints and painted.colours and all(map(_is_white, painted.colours)):
                said = context.decoder.decode(painted.item, painted.codes).strip()
                name = quote(said) if painted.kind == "text" and said else NAMES[painted.kind]
                lost.append(f"{name} is white and overprints")
        yield from context.group_findings("overprint-white", number, lost)


def _is_white(colour: PdfColour) -> bool:
    model, components = colour.space.model, colour.components
    if not components:
        return False
    if model in {"cmyk", "spot"}:
        return max(components) == 0
    return model == "gray" and min(components) == 1


def check_concealed_colours(context: InspectionContext) -> Iterator[Finding]:
    """Check colours of gradients, patterns and groups against the output intent of PDF/A."""
    foreign = find_foreign_family(context)
    if not foreign:
        return
    found = [
        f"{NAMES[painted.kind]} in a pattern"
        for content in context.page_contents
        for painted in content.in_patterns
        if any(colour.space.family == foreign for colour in painted.colours)
    ]
    for item in context.dictionaries:
        shading = item.get("/Shading")
        gradient = (
            shading if isinstance(shading, Dictionary) and "/ShadingType" in shading else item
        )
        if "/ShadingType" in gradient and _get_family(gradient.ColorSpace) == foreign:
            found.append("a gradient")
        group = item.get("/Group")
        if isinstance(group, Dictionary) and group.get("/S") == Name.Transparency:
            space = group.get("/CS")
            if space is not None and _get_family(space) == foreign:
                found.append("a transparency group")
    for name in dict.fromkeys(found):
        message = f"{name} is in {foreign}, but the output intent is for other colours"
        yield context.make_finding("intent-foreign", message)


def _get_family(space: Any) -> str:
    own = read_colour_space(space)
    return (own.base or own).family
