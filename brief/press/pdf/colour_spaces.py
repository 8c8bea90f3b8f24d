"""Colour spaces and colours as a PDF names them (ISO 32000-1, 8.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import pikepdf

Model = Literal["gray", "rgb", "lab", "cmyk", "pattern", "spot", "unknown"]

ABBREVIATIONS = {"G": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
"""Names that inline images may use (8.9.7)."""
MODELS: dict[str, Model] = {
    "DeviceGray": "gray",
    "CalGray": "gray",
    "DeviceRGB": "rgb",
    "CalRGB": "rgb",
    "Lab": "lab",
    "DeviceCMYK": "cmyk",
    "Pattern": "pattern",
    "Separation": "spot",
    "DeviceN": "spot",
}
ICC_MODELS: dict[int, Model] = {1: "gray", 3: "rgb", 4: "cmyk"}
ICC_NAMES = {1: "ICC gray", 3: "ICC RGB", 4: "ICC CMYK"}
COMPONENTS = {"DeviceRGB": 3, "CalRGB": 3, "Lab": 3, "DeviceCMYK": 4}


@dataclass(frozen=True, slots=True)
class ColourSpace:
    """A colour space.

    An Indexed space is the space of its colours, with these in `palette`; in other spaces
    `palette` is None. `profile` is the ICC profile of an ICCBased space. `base` is the alternate
    space of a Separation or DeviceN space, and the space of an uncoloured pattern's colour.
    `colorants` are the names of the inks of a Separation or DeviceN space.
    """

    family: str
    components: int = 1
    profile: bytes = b""
    palette: bytes | None = None
    base: ColourSpace | None = None
    colorants: tuple[str, ...] = ()

    @property
    def model(self) -> Model:
        """The kind of colour that the components describe."""
        if self.family == "ICCBased":
            return ICC_MODELS.get(self.components, "unknown")
        return MODELS.get(self.family, "unknown")

    @property
    def name(self) -> str:
        """The name for messages: the family, or the kind of ICC profile."""
        return ICC_NAMES.get(self.components, "ICC") if self.family == "ICCBased" else self.family

    @property
    def initial(self) -> tuple[float, ...]:
        """The colour that the space begins with (8.6.5.1, 8.6.6)."""
        if self.model == "spot":
            return (1.0,) * self.components
        if self.model == "cmyk":
            return (0.0, 0.0, 0.0, 1.0)
        return () if self.model == "pattern" else (0.0,) * self.components


GRAY = ColourSpace("DeviceGray")
RGB = ColourSpace("DeviceRGB", 3)
CMYK = ColourSpace("DeviceCMYK", 4)
LAB = ColourSpace("Lab", 3)
DEVICE = {1: GRAY, 3: RGB, 4: CMYK}
"""The device colour spaces by their number of components."""


@dataclass(frozen=True, slots=True)
class PdfColour:
    """A colour in its space; a pattern has no components."""

    space: ColourSpace
    components: tuple[float, ...] = ()

    @property
    def ink(self) -> float:
        """The ink that the colour lays down, in per cent: 400 is all four inks in full."""
        return 100 * sum(self.components) if self.space.model in {"cmyk", "spot"} else 0.0


BLACK = PdfColour(GRAY, (0.0,))


def read_colour_space(given: Any, named: Any = None) -> ColourSpace:
    """Return the colour space that is given by name, or as an array.

    `named` is the ColorSpace dictionary of the resources, or None.
    """
    if isinstance(given, pikepdf.Name):
        name = str(given)
        if named is not None and name in named and named[name] != given:
            return read_colour_space(named[name])
        return _make_space(name.lstrip("/"))
    return _read_array(given, str(given[0]).lstrip("/"), named)


def _read_array(given: Any, family: str, named: Any) -> ColourSpace:
    if family == "ICCBased":
        return ColourSpace(family, int(given[1].N), _read_profile(given[1]))
    if family in {"Indexed", "I"}:
        base = read_colour_space(given[1], named)
        table = given[3]
        colours = table.read_bytes() if isinstance(table, pikepdf.Stream) else bytes(table)
        return replace(base, palette=colours)
    if family in {"Separation", "DeviceN"}:
        names = list(given[1]) if family == "DeviceN" else [given[1]]
        colorants = tuple(str(name).lstrip("/") for name in names)
        alternate = read_colour_space(given[2], named) if len(given) > 2 else None  # noqa: PLR2004
        return ColourSpace(family, len(names), base=alternate, colorants=colorants)
    if family == "Pattern" and len(given) > 1:
        return ColourSpace(family, base=read_colour_space(given[1], named))
    return _make_space(family)


def _make_space(family: str) -> ColourSpace:
    family = ABBREVIATIONS.get(family, family)
    return ColourSpace(family, COMPONENTS.get(family, 1))


def _read_profile(stream: Any) -> bytes:
    """Return the ICC profile; nothing if the stream cannot be decoded."""
    try:
        return bytes(stream.read_bytes())
    except pikepdf.PdfError:
        return b""
