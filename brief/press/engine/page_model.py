"""The page model: the paragraphs of a laid-out page, with what is needed to resize them.

Lengths are in points.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


@dataclass(frozen=True, slots=True)
class TextRun:
    """A text in one style; `letter_spacing` is in points per character.

    The `language` matters because some fonts have other glyphs for a language. A run that
    `is_unbroken` has no line breaks.
    """

    text: str
    families: tuple[str, ...]
    weight: int
    italic: bool
    size: float
    letter_spacing: float
    is_hyphenated: bool
    language: str = ""
    is_unbroken: bool = False


@dataclass(frozen=True, slots=True)
class FigureWidth:
    """The width of a key figure's number, and of the `whole` with units and spaces.

    `is_lead`: the figure is the leading one, with a size of its own.
    """

    number: float
    whole: float
    is_lead: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The lines of one block.

    `frame` is 0 for the page's flow, or the number of an absolutely placed block. Paragraphs of a
    frame that begin at the same height are side by side. `left` and `right` are the edges of the
    lines, `width` is that of the block. `leading` is the CSS line-height, a multiple of the size.
    `is_clipped` means that a box around the block hides a part of it. `overhang` is the length by
    which a line overflows the block, `figure_width` is set if the paragraph is a key figure.
    No word is hyphenated where less than `hyphen_zone` points of a line are free.
    """

    tag: str
    frame: int
    left: float
    right: float
    top: float
    width: float
    line_count: int
    line_height: float
    size: float
    leading: float
    language: str
    hyphen_limits: tuple[int, int, int]
    runs: tuple[TextRun, ...]
    is_rotated: bool
    is_clipped: bool
    overhang: float = 0.0
    figure_width: FigureWidth | None = None
    hyphen_zone: float = 0.0
    is_standfirst: bool = False

    @property
    def text(self) -> str:
        """The text of all runs."""
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> float:
        """The block size of all its lines."""
        return self.line_count * self.line_height


@dataclass(frozen=True, slots=True)
class Frame:
    """The flow, or an absolutely placed block that begins at `top`.

    `height` is the block size of its content, `min_height` the minimum in its style sheet, and
    `space_below` the space between its last line and its end.
    """

    number: int
    top: float
    anchors: frozenset[str]
    height: float = 0.0
    min_height: float = 0.0
    space_below: float = 0.0

    def get_height_change(self, growth: float) -> float:
        """Return the change of the frame's height if its text grows by `growth`."""
        return max(self.min_height, self.height - self.space_below + growth) - self.height


@dataclass(frozen=True, slots=True)
class PageModel:
    """All paragraphs and frames of a page."""

    paragraphs: tuple[Paragraph, ...]
    frames: tuple[Frame, ...]


class PlacedText(NamedTuple):
    """A text on a line, the element of the page that contains it, and its width.

    `is_atomic` means that the text is in a block of its own in the line.
    """

    element: Element | None
    run: TextRun
    width: float
    is_atomic: bool


class LineBlock(NamedTuple):
    """The texts of a paragraph with their elements, to compare them with the page's HTML.

    `has_fixed_width` means that no text can change the width of the block, `is_measurable` that
    its widths can be calculated from the fonts. `unbroken_elements` are inline elements without
    line breaks.
    """

    element: Element | None
    has_fixed_width: bool
    is_measurable: bool
    texts: tuple[PlacedText, ...]
    unbroken_elements: tuple[Element | None, ...]
