"""The colours that a page asks for: their space, and how much ink they lay down."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pikepdf

FAMILIES = {"/G": "DeviceGray", "/RGB": "DeviceRGB", "/CMYK": "DeviceCMYK"}  # 8.9.7, inline images
BY_COMPONENTS = {1: "ICC gray", 3: "ICC RGB", 4: "ICC CMYK"}
RGB = frozenset({"DeviceRGB", "ICC RGB", "CalRGB", "Lab"})
"""Spaces that are none of a press's: what they mean in ink is for somebody else to decide."""
INKS = frozenset({"DeviceCMYK", "ICC CMYK", "Separation", "DeviceN"})
"""Spaces whose components are shares of ink."""


@dataclass(frozen=True, slots=True)
class Space:
    """A colour space (ISO 32000-1, 8.6): its family, ICC ones by their components.

    For an Indexed space `family` is that of its colours, and `lookup` holds them.
    """

    family: str
    components: int = 1
    lookup: bytes = b""


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour in its space; a pattern has no components."""

    space: Space
    components: tuple[float, ...] = ()

    @property
    def ink(self) -> float:
        """How much ink it lays down, in per cent: 400 is all four inks in full."""
        return 100 * sum(self.components) if self.space.family in INKS else 0.0


BLACK = Colour(Space("DeviceGray"), (0.0,))
DEVICE = {
    1: Space("DeviceGray"),
    3: Space("DeviceRGB", 3),
    4: Space("DeviceCMYK", 4),
}


def read_space(given: Any, named: Any) -> Space:
    """Return the colour space that is given by name, or as an array.

    `named` is the ColorSpace dictionary of the resources, or None.
    """
    if isinstance(given, pikepdf.Name):
        name = str(given)
        if named is not None and name in named and named[name] != given:
            return read_space(named[name], None)
        family = FAMILIES.get(name, name.lstrip("/"))
        return Space(family, {"DeviceRGB": 3, "DeviceCMYK": 4}.get(family, 1))
    family = str(given[0]).lstrip("/")
    if family == "ICCBased":
        components = int(given[1].N)
        return Space(BY_COMPONENTS.get(components, "ICC"), components)
    if family in {"Indexed", "I"}:
        base = read_space(given[1], named)
        table = given[3]
        colours = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        return Space(base.family, base.components, colours)
    if family == "DeviceN":
        return Space(family, len(given[1]))
    return Space(family, 3 if family in {"CalRGB", "Lab"} else 1)


def initial(space: Space) -> Colour:
    """Return the colour that a space begins with (ISO 32000-1, 8.6.5 to 8.6.6)."""
    if space.family in {"Separation", "DeviceN"}:
        return Colour(space, (1.0,) * space.components)
    if space.family in {"DeviceCMYK", "ICC CMYK"}:
        return Colour(space, (0.0, 0.0, 0.0, 1.0))
    return Colour(space, () if space.family == "Pattern" else (0.0,) * space.components)
