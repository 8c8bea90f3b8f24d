"""In the PDF, marks and charts are where their numbers put them."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from pypdfium2.raw import FPDF_PAGEOBJ_PATH

from brief.design.charts.drawing import POINT, Size
from brief.design.charts.fragment import embed_mark
from brief.design.charts.marks import Paper, share_bar
from brief.design.charts.series_chart import Point, Style
from brief.design.charts.series_labels import SeriesData, plot_series
from brief.press.engine.engine import load_weasyprint
from brief.press.job.units import POINTS_PER_PIXEL
from tests.design.charts.svg_shapes import PALETTE

pytestmark = pytest.mark.slow
NEAR = 0.05  # points


def render(html: str) -> bytes:
    page = (
        "<html lang=en><title>x</title><style>@page { size: 60mm 40mm; margin: 0 }"
        f"body {{ margin: 0 }}</style><body>{html}"
    )
    target = BytesIO()
    load_weasyprint().HTML(string=page).write_pdf(target, pdf_variant="pdf/ua-1")
    return target.getvalue()


def filled_boxes(pdf: bytes) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right and top of each path, in points."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        paths = document[0].get_objects(filter=[FPDF_PAGEOBJ_PATH], max_depth=5)
        return [path.get_bounds() for path in paths]
    finally:
        document.close()


def test_a_share_ends_at_its_value() -> None:
    mark = embed_mark(share_bar(Decimal(84), Decimal(100), Paper(48, PALETTE)), "share")
    boxes = filled_boxes(render(str(mark)))
    widths = [(box[2] - box[0]) * POINTS_PER_PIXEL for box in boxes]  # drawn in a group of its own
    assert any(width == pytest.approx(0.84 * 48 / POINT, abs=NEAR) for width in widths)


def test_columns_have_the_heights_of_their_values() -> None:
    values = [Point(Decimal(4), "earlier"), Point(Decimal(8), "actual")]
    data = SeriesData(values, ["4", "8"], ["2024", "2025"], "From 4 to 8")
    pdf = render(str(plot_series("column", data, Size(48, 21), Style(PALETTE))))
    heights = sorted({round(box[3] - box[1], 2) for box in filled_boxes(pdf)}, reverse=True)
    full = (21 - 2 * 3.8) / POINT
    assert any(height == pytest.approx(full, abs=NEAR) for height in heights)
    assert any(height == pytest.approx(full / 2, abs=NEAR) for height in heights)


def test_a_chart_has_its_sentence_and_a_mark_is_an_artifact() -> None:
    mark = embed_mark(share_bar(Decimal(84), Decimal(100), Paper(48, PALETTE)), "share")
    values = [Point(Decimal(4), "earlier"), Point(Decimal(8), "actual")]
    data = SeriesData(values, ["4", "8"], ["2024", "2025"], "From 4 to 8")
    chart = plot_series("column", data, Size(48, 21), Style(PALETTE))
    with pikepdf.open(BytesIO(render(f"{mark}{chart}"))) as pdf:
        alts = [
            str(it.Alt) for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and "/Alt" in it
        ]
        content = pdf.pages[0].Contents.read_bytes()
    assert alts == ["From 4 to 8"]
    assert b"/Artifact" in content
