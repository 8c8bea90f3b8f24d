"""What the interpreter of content streams reports to its visitors."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from brief.press.pdf.colour_spaces import ColourSpace, PdfColour

ObjectId = tuple[int, int]
"""The number and generation of an object."""
ContentKey = tuple[ObjectId, int]
"""A marked content: the page or form whose stream contains it, and its identifier (MCID)."""


class Replacement(NamedTuple):
    """The ActualText of one marked content; another content has another object."""

    text: str


class Mark(NamedTuple):
    """The marked content around an object: in the structure tree by `key`, or an artifact.

    `replacement` is the ActualText that replaces the content, or None.
    """

    key: ContentKey | None = None
    artifact: bool = False
    replacement: Replacement | None = None


class Placement(NamedTuple):
    """An image on the page: its size in pixels, and on paper in points, and the name it has."""

    pixels: tuple[int, int]
    size: tuple[float, float]
    name: str = ""

    @property
    def resolution(self) -> float:
        """Pixels per inch, in the direction that has fewer."""
        return min(self.pixels[0] * 72 / self.size[0], self.pixels[1] * 72 / self.size[1])


class PaintedObject(NamedTuple):
    """One object that a content stream paints.

    `kind` is text, path, image or shading; `item` is the font of a text, or the image; `codes`
    are the character codes of a text, and `mode` is its rendering mode. `overprints` is whether
    inks that the colours do not contain stay as they are (ISO 32000-1, 8.6.7).
    """

    kind: str
    colours: tuple[PdfColour, ...]
    opacity: float
    mark: Mark
    item: Any = None
    codes: bytes = b""
    placement: Placement | None = None
    mode: int = 0
    overprints: bool = False


class ContentVisitor:
    """Base of visitors: enters forms but no patterns, and ignores what is painted."""

    def paint(self, painted: PaintedObject) -> None:
        """Receive an object in the order of painting."""

    def use_space(self, space: ColourSpace) -> None:
        """Receive the colour space that an operator or an inline image selects."""

    def enter_form(self) -> ContentVisitor | None:
        """Return the visitor for a form's content, or None to skip it."""
        return self

    def enter_pattern(self) -> ContentVisitor | None:
        """Return the visitor for a tiling pattern's content, or None to skip it."""
        return None
