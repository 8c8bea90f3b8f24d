"""The colour spaces that can be converted to inks or greys without risk of a wrong colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.press.colour.problems import ConversionError
from brief.press.pdf.colour_spaces import GRAY, ColourSpace, read_colour_space

if TYPE_CHECKING:
    import pikepdf


def read_source_space(
    space: pikepdf.Object, resources: pikepdf.Object | None = None
) -> ColourSpace:
    """Return the colour space that a name or an array defines.

    Raises ConversionError for spot colours, for indexed colours, and for CMYK with a profile, which
    is made for another press.
    """
    named = resources.get("/ColorSpace") if resources is not None else None
    found = read_colour_space(space, named)
    if found.family == "ICCBased" and (found.model not in {"gray", "rgb"} or not found.profile):
        raise ConversionError(
            "press-colour-space",
            f"a colour profile of {found.components} channels belongs to another press",
            "convert the image to RGB, or to the CMYK of the printing condition without a profile",
        )
    if found.palette is None:
        if found.model == "gray":
            return GRAY
        if found.model in {"rgb", "lab", "cmyk"} or (found.model == "pattern" and not found.base):
            return found
    name = found.name if found.palette is None else "Indexed"
    raise ConversionError(
        "press-colour-space",
        f"a colour in the space {name} cannot be converted to the inks of the press",
        "give the colour in RGB or in device-cmyk()",
    )
