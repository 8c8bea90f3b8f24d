"""Colour spaces as a PDF names them (ISO 32000-1, 8.6), reduced to what matters for ink."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pikepdf

from brief.press.colour.problems import ConversionError

if TYPE_CHECKING:
    from collections.abc import Sequence

Kind = Literal["gray", "rgb", "lab", "cmyk", "pattern"]


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space; `profile` is its ICC profile, empty for sRGB and device spaces."""

    kind: Kind
    profile: bytes = b""

    @property
    def initial(self) -> tuple[float, ...]:
        """Return the colour that the space starts with, black in all of them (8.6.5.1)."""
        return {"gray": (0.0,), "cmyk": (0.0, 0.0, 0.0, 1.0)}.get(self.kind, (0.0, 0.0, 0.0))


GRAY = Space("gray")
RGB = Space("rgb")
CMYK = Space("cmyk")
PATTERN = Space("pattern")

NAMED = {
    "/DeviceGray": GRAY,
    "/G": GRAY,
    "/CalGray": GRAY,
    "/DeviceRGB": RGB,
    "/RGB": RGB,
    "/CalRGB": RGB,
    "/DeviceCMYK": CMYK,
    "/CMYK": CMYK,
    "/Lab": Space("lab"),
    "/Pattern": PATTERN,
}


def read_space(space: pikepdf.Object, resources: pikepdf.Object | None = None) -> Space:
    """Return the colour space that a name or an array stands for.

    Raises ConversionError for those that have no safe way to ink: spot colours, whose inks the
    condition does not have, and CMYK made for another press.
    """
    if isinstance(space, pikepdf.Name):
        found = _named(space, resources)
        if found is not None:
            return read_space(found, resources)
        family = str(space)
    else:
        family = str(space[0])
        if family == "/ICCBased":
            return _icc_based(space[1])
        if family == "/Pattern" and len(space) > 1:
            family = "/Pattern of one colour"
    if family in NAMED:
        return NAMED[family]
    problem = ConversionError(
        "press-colour-space",
        f"a colour in the space {family.lstrip('/')} cannot be put into the inks of the press",
        "give the colour in RGB or in device-cmyk()",
    )
    raise problem


def _named(name: pikepdf.Name, resources: pikepdf.Object | None) -> pikepdf.Object | None:
    spaces = resources.get("/ColorSpace") if resources is not None else None
    found = spaces.get(str(name)) if spaces is not None else None
    return None if found == name else found


def _icc_based(stream: pikepdf.Object) -> Space:
    components = int(stream.get("/N", 0))
    if components == 1:
        return GRAY
    if components == 3:  # noqa: PLR2004 - red, green, blue
        return Space("rgb", stream.read_bytes())
    problem = ConversionError(
        "press-colour-space",
        f"a colour profile of {components} channels belongs to another press",
        "convert the image to RGB, or to the CMYK of the printing condition without a profile",
    )
    raise problem


def numbers(operands: Sequence[object]) -> tuple[float, ...]:
    """Return the operands as numbers."""
    return tuple(float(operand) for operand in operands)  # type: ignore[arg-type]


def category(resources: pikepdf.Object, key: str) -> pikepdf.Object:
    """Return a dictionary inside another, such as one category of resources, new if need be."""
    if key not in resources:
        resources[key] = pikepdf.Dictionary()
    return resources[key]
