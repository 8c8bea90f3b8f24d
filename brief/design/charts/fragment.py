"""Put drawings into a page: as pictures with labels in HTML around them, or as a background.

Positions of labels are shares of the chart's size, so that a narrower column makes both smaller. A
mark that repeats what its number says is a background: screen readers pass over it (PDF/UA-1, 7.1).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.design.charts.drawing import Drawing, Size

WHOLE = 100
LABEL_STYLE = "font-size:var(--note-size,7.6pt);hyphens:none;line-height:1.2"
"""The type of labels, for which the drawing leaves room: that of notes, at most 7.6 pt."""


@dataclass(frozen=True, slots=True)
class ChartLabel:
    """A text in a chart, in a box that begins at `x` and ends above or below `y` (mm).

    `align` is that of the text in its box: `start`, `center` or `end`. `above`: the box ends at
    `y`, otherwise it begins there. `own`: it belongs to the key figure's own value. `mask` is a
    colour that hides the lines under the text.
    """

    text: str
    x: float
    y: float
    width: float
    align: str = "center"
    above: bool = True
    own: bool = False
    kind: str = "number"
    mask: str = ""


def embed_mark(drawing: Drawing, kind: str) -> Markup:
    """Return a drawing that repeats a number, as the background of an empty block."""
    width, height = drawing.size
    side = "right" if drawing.mirrored else "left"
    style = (
        f"block-size:{height:g}mm;max-inline-size:{width:g}mm;"
        f'background:url("{drawing.to_url()}") no-repeat {side} center/contain'
    )
    return Markup('<div class="mark mark-{}" style="{}"></div>').format(kind, style)


def embed_sign(drawing: Drawing, kind: str) -> Markup:
    """Return a drawing as the background of an empty box in a line of text."""
    width, height = drawing.size
    style = (
        f"display:inline-block;inline-size:{width:g}mm;block-size:{height:g}mm;"
        f'background:url("{drawing.to_url()}") no-repeat center/contain'
    )
    return Markup('<span class="{}" style="{}"></span>').format(kind, style)


def embed_picture(drawing: Drawing, kind: str, alt: str) -> Markup:
    """Return a drawing as a picture in a line of text."""
    return Markup('<img class="{}" src="{}" alt="{}">').format(kind, drawing.to_url(), alt)


def embed_chart(drawing: Drawing, labels: Iterable[ChartLabel], kind: str, alt: str) -> Markup:
    """Return a chart: a block with the drawing and its labels."""
    picture = Markup('<img src="{}" alt="{}" style="display:block;inline-size:100%">')
    return _embed_block(drawing, labels, kind, picture.format(drawing.to_url(), alt))


def embed_overlay(
    drawing: Drawing, labels: Iterable[ChartLabel], kind: str, src: str, alt: str
) -> Markup:
    """Return a picture of the drawing's size, with the drawing and its labels on it."""
    height = f"block-size:{drawing.size.height:g}mm"
    picture = Markup('<img src="{}" alt="{}" style="display:block;inline-size:100%;{}">')
    cover = Markup('<div style="{}"></div>').format(
        f"position:absolute;inset:0;{height};"
        f'background:url("{drawing.to_url()}") no-repeat center/100% 100%'
    )
    return _embed_block(drawing, labels, kind, picture.format(src, alt, height) + cover)


def _embed_block(
    drawing: Drawing, labels: Iterable[ChartLabel], kind: str, picture: Markup
) -> Markup:
    size = drawing.size
    style = f"position:relative;max-inline-size:{size.width:g}mm;{LABEL_STYLE}"
    texts = Markup("").join(_embed_label(label, size) for label in labels)
    return Markup('<div class="chart chart-{}" style="{}"><div>{}</div>{}</div>').format(
        kind, style, picture, texts
    )


def _embed_label(label: ChartLabel, size: Size) -> Markup:
    start = label.x / size.width * WHOLE
    width = label.width / size.width * WHOLE
    side = "inset-block-end" if label.above else "inset-block-start"
    distance = size.height - label.y if label.above else label.y
    style = (
        f"position:absolute;inset-inline-start:{start:.2f}%;inline-size:{width:.2f}%;"
        f"{side}:{distance / size.height * WHOLE:.2f}%;text-align:{label.align}"
    )
    if label.kind != "name":
        style += ";white-space:nowrap"
    own = " own" if label.own else ""
    masked = Markup('<span style="background:{}">{}</span>')
    text = masked.format(label.mask, label.text) if label.mask else label.text
    return Markup('<div class="chart-{}{}" style="{}">{}</div>').format(
        label.kind, own, style, text
    )
