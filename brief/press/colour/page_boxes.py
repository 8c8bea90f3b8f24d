"""Page boxes (ISO 32000-1, 14.11.2), crop and registration marks (14.11.3).

The marks are part of the page's content, in the registration colour, which is on every plate; they
are artifacts, so that screen readers skip them.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name

from brief.press.colour.problems import ConversionError
from brief.press.job.units import POINTS_PER_MM
from brief.press.pdf.objects import get_or_add_dictionary

if TYPE_CHECKING:
    from brief.press.job.printing_condition import PrintingCondition

SLUG = 10.0  # mm around the trim, for bleed and marks
TOLERANCE = 0.5  # points, for rounding
BLEED_TO_MARK = 1.0  # mm between the bleed and a mark
MARK_TO_EDGE = 0.5  # mm between a mark and the edge of the sheet
MIN_MARKS = 4.0  # mm of the slug that marks need at least
LINE_WIDTH = 0.25  # points: the thinnest line that all plates hold
CIRCLE = 0.5523  # control points of a Bézier curve for a quarter of a circle
REGISTRATION = "/BriefRegistration"


class PageBox(NamedTuple):
    """A rectangle in default user space, in points."""

    left: float
    bottom: float
    right: float
    top: float

    def grow(self, by: float) -> PageBox:
        """Return the box, larger by a number of points on each side."""
        return PageBox(self.left - by, self.bottom - by, self.right + by, self.top + by)

    def to_array(self) -> Array:
        """Return the box as a PDF array."""
        return Array([round(side, 4) for side in self])


def add_boxes_and_marks(
    document: pikepdf.Pdf, page: pikepdf.Page, condition: PrintingCondition
) -> None:
    """Set the page's boxes, clip its content to the bleed, and draw the marks.

    Raises ConversionError if the MediaBox does not leave room for them around the trim.
    """
    trim = read_trim_box(page)
    bleed = trim.grow(condition.bleed * POINTS_PER_MM)
    for box in ("/CropBox", "/ArtBox"):
        if box in page:
            del page[box]
    page.MediaBox = trim.grow(SLUG * POINTS_PER_MM).to_array()
    page.BleedBox = bleed.to_array()
    page.TrimBox = trim.to_array()
    left, bottom, right, top = bleed
    clip = f"q {left:.4f} {bottom:.4f} {right - left:.4f} {top - bottom:.4f} re W n\n"
    body = page.Contents.read_bytes()
    drawn = _draw_marks(page, trim, condition.bleed) if condition.marks else b""
    page.Contents = document.make_stream(clip.encode() + body + b"\nQ\n" + drawn)


def read_trim_box(page: pikepdf.Page) -> PageBox:
    """Return the page's TrimBox, which must have the slug around it on all sides."""
    media = PageBox(*map(float, page.mediabox))
    trim = PageBox(*map(float, page.trimbox))
    wanted = trim.grow(SLUG * POINTS_PER_MM)
    if any(abs(a - b) > TOLERANCE for a, b in zip(media, wanted, strict=True)):
        raise ConversionError(
            "press-boxes",
            f"the page has no margin of {SLUG:g} mm around its trim for bleed and marks",
            "remove bleed and marks from the style sheets; the press profile sets them",
        )
    return trim


def _draw_marks(page: pikepdf.Page, trim: PageBox, bleed: float) -> bytes:
    spaces = get_or_add_dictionary(page.Resources, "/ColorSpace")
    spaces[REGISTRATION] = Array(
        [
            Name.Separation,
            Name.All,
            Name.DeviceCMYK,
            Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[1, 1, 1, 1], N=1),
        ]
    )
    near, far = (at * POINTS_PER_MM for at in (bleed + BLEED_TO_MARK, SLUG - MARK_TO_EDGE))
    lines = [*_draw_crop_marks(trim, near, far), *_draw_registration_marks(trim, near, far)]
    head = f"/Artifact BMC\nq {REGISTRATION} CS 1 SCN {LINE_WIDTH} w 0 J [] 0 d\n"
    return (head + "\n".join(lines) + "\nQ\nEMC\n").encode()


def _draw_crop_marks(trim: PageBox, near: float, far: float) -> list[str]:
    lines = []
    for x, away in ((trim.left, -1), (trim.right, 1)):
        for y, up in ((trim.bottom, -1), (trim.top, 1)):
            lines.append(_draw_line(x + away * near, y, x + away * far, y))
            lines.append(_draw_line(x, y + up * near, x, y + up * far))
    return lines


def _draw_registration_marks(trim: PageBox, near: float, far: float) -> list[str]:
    """Return a cross in a circle in the middle of each side."""
    middle, arm = (near + far) / 2, (far - near) / 2
    across, along = (trim.left + trim.right) / 2, (trim.bottom + trim.top) / 2
    places = (
        (trim.left - middle, along),
        (trim.right + middle, along),
        (across, trim.bottom - middle),
        (across, trim.top + middle),
    )
    lines = []
    for x, y in places:
        lines.append(_draw_line(x - arm, y, x + arm, y))
        lines.append(_draw_line(x, y - arm, x, y + arm))
        lines.append(_draw_circle(x, y, arm * 0.6))
    return lines


def _draw_line(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.3f} {y0:.3f} m {x1:.3f} {y1:.3f} l S"


def _draw_circle(x: float, y: float, radius: float) -> str:
    handle = radius * CIRCLE
    path = [f"{x + radius:.3f} {y:.3f} m"]
    turns = ((1, 0), (0, 1), (-1, 0), (0, -1), (1, 0))
    for (ax, ay), (bx, by) in pairwise(turns):
        points = (
            x + ax * radius + bx * handle,
            y + ay * radius + by * handle,
            x + bx * radius + ax * handle,
            y + by * radius + ay * handle,
            x + bx * radius,
            y + by * radius,
        )
        path.append(" ".join(f"{point:.3f}" for point in points) + " c")
    return " ".join(path) + " S"
