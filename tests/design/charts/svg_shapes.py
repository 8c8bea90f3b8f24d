"""Read the shapes of a drawing, for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from brief.design.charts.drawing import Palette

if TYPE_CHECKING:
    from brief.design.charts.drawing import Drawing

ACCENT, INK, MUTED, RULE = "#8c1c2b", "#16191d", "#48525c", "#c3c8cd"
PALETTE = Palette(ACCENT, INK, MUTED, RULE)


class Shape(NamedTuple):
    """The name of an element without its namespace, and its attributes."""

    name: str
    attributes: dict[str, str]

    def number(self, name: str) -> float:
        """Return an attribute as a number of mm."""
        return float(self.attributes[name])

    def points(self) -> list[tuple[float, float]]:
        """Return the corners of a line or polygon."""
        pairs = (pair.split(",") for pair in self.attributes["points"].split())
        return [(float(x), float(y)) for x, y in pairs]

    @property
    def fill(self) -> str:
        """The colour inside."""
        return self.attributes["fill"]


def read_shapes(drawing: Drawing) -> list[Shape]:
    """Return the shapes of a drawing in the order in which they are drawn."""
    root = ET.fromstring(drawing.to_svg())  # noqa: S314 - made by the test
    return [Shape(each.tag.rpartition("}")[2], dict(each.attrib)) for each in root]


def filled(drawing: Drawing, colour: str) -> list[Shape]:
    """Return the shapes of that colour."""
    return [shape for shape in read_shapes(drawing) if shape.fill == colour]
