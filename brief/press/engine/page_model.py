"""The galley: every paragraph of a laid-out page, with what is needed to set it at another size."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class TextRun:
    """A stretch of text in one style; `size` is in points, `spacing` in points per character.

    Some faces have other forms of a letter in another `language`; what is `unbroken` stays on one
    line.
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


class MeasuredText(NamedTuple):
    """The words of a paragraph on their measure: what the ruler looks at."""

    runs: tuple[TextRun, ...]
    width: float
    hyphen_limits: tuple[int, int, int]
    language: str


@dataclass(frozen=True, slots=True)
class FigureWidth:
    """How wide a key figure is, in points: its number, and the `whole` with units and gaps."""

    number: float
    whole: float


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines of one block, with the frame that they stand in; lengths are in points.

    A frame is the page's flow (0), or one absolutely placed block; paragraphs of a frame that
    begin at the same height stand side by side. `left` and `right` are where its text reaches,
    `width` is the measure. `leading` is the CSS line-height, a multiple.
    `turned` says that the block is rotated, `cut` that a box around it hides a part of it. `wide`
    is by how much a line stands out of its block, 0 if none does, and `amount` what a key figure
    measures.
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

    @property
    def height(self) -> float:
        """The block size of all its lines, in points."""
        return self.line_count * self.line_height


@dataclass(frozen=True, slots=True)
class Frame:
    """The flow, or an absolutely placed block that begins at `top`; lengths are in points.

    `height` is the block size of what it holds, `least` what its style sheet makes that at least,
    and `spare` how much of it is below the last line.
    """

    number: int
    top: float
    anchors: frozenset[str]
    height: float = 0.0
    min_height: float = 0.0
    space_below: float = 0.0

    def get_height_change(self, growth: float) -> float:
        """Return by how much its height changes when its text grows by so much."""
        return max(self.min_height, self.height - self.space_below + growth) - self.height


@dataclass(frozen=True, slots=True)
class PageModel:
    """All paragraphs and frames of a page."""

    paragraphs: tuple[Paragraph, ...]
    frames: tuple[Frame, ...]
