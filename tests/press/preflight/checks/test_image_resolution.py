"""Effective resolution: the pixels of an image on its size on paper, wherever it is drawn."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from brief.findings import Severity
from brief.press.pdf.reader import PdfReader
from brief.press.preflight import inspect_built
from brief.press.preflight.pdf.page_content import read_page_contents
from tests.press.colour.plates import noise, picture

if TYPE_CHECKING:
    from brief.findings import Finding
    from brief.press.pdf.content_visitor import Placement
    from tests.press.colour.plates import PrintShop

URL = picture(noise(200))


def placed(pdf: bytes) -> list[Placement]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return [image for page in read_page_contents(document, 9) for image in page.images]


def coarse(pdf: bytes) -> list[Finding]:
    with PdfReader(pdf) as opened:
        return [it for it in inspect_built(opened, pdfx4=True) if it.code == "image-coarse"]


@pytest.mark.parametrize(
    ("width", "expected"),
    [(16, None), (20, Severity.WARNING), (33, Severity.WARNING), (35, Severity.ERROR)],
)
def test_images_with_few_pixels_are_reported(
    shop: PrintShop, width: int, expected: Severity | None
) -> None:
    body = f"<img alt=x src='{URL}' style='inline-size: {width}mm; display: block'>"
    found = coarse(shop.separate(body).pdf)
    assert [finding.severity for finding in found] == ([expected] if expected else [])
    if found:
        assert "200 × 200 pixels" in found[0].message
        assert f"{200 * 25.4 / width:.0f}"[:2] in found[0].message


@pytest.mark.parametrize(
    "body",
    [
        "<div style='block-size: 30mm; background: url({}) 0 0 / 20mm 20mm no-repeat'></div>",
        "<div style='block-size: 30mm; background: url({}) 0 0 / 20mm 20mm'></div>",
        "<img alt=x src='{}' style='inline-size: 20mm; opacity: .5'>",
        "<img alt=x src='{}' style='inline-size: 10mm; transform: rotate(30deg) scale(2)'>",
    ],
    ids=["background", "tiled", "group", "turned"],
)
def test_images_are_found_wherever_they_are_drawn(shop: PrintShop, body: str) -> None:
    for pdf in (shop.proof(body.format(URL)), shop.separate(body.format(URL)).pdf):
        found = placed(pdf)
        assert found
        for image in found:
            assert image.pixels == (200, 200)
            assert image.resolution == pytest.approx(254, rel=0.02)


def test_an_image_squeezed_in_one_direction_is_as_coarse_as_in_the_other(shop: PrintShop) -> None:
    body = f"<img alt=x src='{URL}' style='inline-size: 60mm; block-size: 10mm; display: block'>"
    pdf = shop.separate(body).pdf
    (image,) = placed(pdf)
    assert image.resolution == pytest.approx(200 * 25.4 / 60, rel=0.01)
    (finding,) = coarse(pdf)
    assert "60 × 10 mm" in finding.message
    assert "709 pixels" in finding.remedy
