"""Write a drawing of lines, rectangles, circles and polygons as SVG, in millimetres.

The engine draws an SVG without the style sheets of the page, so that each shape has its own
colours. Labels are HTML: text in an SVG would not have the page's fonts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

POINT = 25.4 / 72
"""A typographic point in mm."""
HAIRLINE = 0.5 * POINT
"""The finest line that a printer draws without breaks."""
DECIMALS = 3
"""Decimals of a coordinate: a thousandth of a millimetre is 0.003 points."""


class Size(NamedTuple):
    """Width and height of a drawing, in mm."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Palette:
    """The brand's colours that drawings use, as `#rrggbb`."""

    accent: str
    ink: str
    muted: str
    rule: str
    paper: str = "#ffffff"


@dataclass(slots=True)
class Drawing:
    """Shapes in a rectangle whose origin is its upper corner at the start of the line.

    `mirrored`: the text runs from right to left, so that x is counted from the right.
    """

    size: Size
    mirrored: bool = False
    shapes: list[str] = field(default_factory=list)

    def rectangle(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """Add a filled rectangle."""
        left = self.size.width - x - width if self.mirrored else x
        self.shapes.append(
            f'<rect x="{_format(left)}" y="{_format(y)}" width="{_format(width)}" '
            f'height="{_format(height)}" fill="{fill}"/>'
        )

    def outline(self, x: float, y: float, width: float, height: float, stroke: str) -> None:
        """Add the outline of a rectangle; the whole line is inside it."""
        line = min(1.5 * HAIRLINE, width, height)
        left = self.size.width - x - width if self.mirrored else x
        self.shapes.append(
            f'<rect x="{_format(left + line / 2)}" y="{_format(y + line / 2)}" '
            f'width="{_format(width - line)}" height="{_format(height - line)}" fill="none" '
            f'stroke="{stroke}" stroke-width="{_format(line)}"/>'
        )

    def line(
        self,
        points: Sequence[tuple[float, float]],
        stroke: str,
        width: float = HAIRLINE,
        dash: float = 0.0,
    ) -> None:
        """Add a line through the points; `dash` is the length of its dashes, 0 for none."""
        dashed = f' stroke-dasharray="{_format(dash)}"' if dash else ""
        self.shapes.append(
            f'<polyline points="{self._join(points)}" fill="none" stroke="{stroke}" '
            f'stroke-width="{_format(width)}"{dashed}/>'
        )

    def polygon(
        self, points: Sequence[tuple[float, float]], fill: str, stroke: str = "", width: float = 0
    ) -> None:
        """Add a filled polygon, with a line around it if it has a stroke."""
        line = f' stroke="{stroke}" stroke-width="{_format(width)}" stroke-linejoin="round"'
        self.shapes.append(
            f'<polygon points="{self._join(points)}" fill="{fill}"{line if stroke else ""}/>'
        )

    def dot(self, x: float, y: float, radius: float, fill: str, stroke: str = "") -> None:
        """Add a filled circle; with a stroke, its line is inside it."""
        line = 1.5 * HAIRLINE
        drawn = f' stroke="{stroke}" stroke-width="{_format(line)}"' if stroke else ""
        inner = radius - line / 2 if stroke else radius
        self.shapes.append(
            f'<circle cx="{_format(self._place(x))}" cy="{_format(y)}" r="{_format(inner)}" '
            f'fill="{fill}"{drawn}/>'
        )

    def to_svg(self) -> str:
        """Return the drawing as an SVG document."""
        width, height = map(_format, self.size)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" '
            f'viewBox="0 0 {width} {height}">{"".join(self.shapes)}</svg>'
        )

    def to_url(self) -> str:
        """Return the drawing as a data URL."""
        return f"data:image/svg+xml,{quote(self.to_svg(), safe=SAFE)}"

    def _place(self, x: float) -> float:
        return self.size.width - x if self.mirrored else x

    def _join(self, points: Sequence[tuple[float, float]]) -> str:
        return " ".join(f"{_format(self._place(x))},{_format(y)}" for x, y in points)


SAFE = " =/:,.'-"
"""Characters that a data URL in quotes may contain as they are."""


def _format(number: float) -> str:
    """Return a number without needless zeros, and without the sign of a zero."""
    shown = f"{number:.{DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
