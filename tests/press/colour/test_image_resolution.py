"""Effective resolution: what a picture has where it stands, however it came there."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
import pytest

from brief.findings import Severity
from brief.press.preflight.image_resolution import placed_pictures, resolution_findings
from tests.press.colour.plates import noise, picture

if TYPE_CHECKING:
    from brief.press.preflight.image_resolution import Placed
    from tests.press.colour.plates import PrintShop

URL = picture(noise(200))


def placed(pdf: bytes) -> list[Placed]:
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(placed_pictures(document))


@pytest.mark.parametrize(
    ("width", "expected"),
    [(16, None), (20, Severity.WARNING), (33, Severity.WARNING), (35, Severity.ERROR)],
)
def test_pictures_with_few_pixels_are_told(
    shop: PrintShop, width: int, expected: Severity | None
) -> None:
    body = f"<img alt=x src='{URL}' style='inline-size: {width}mm; display: block'>"
    job = shop.separate(body)
    found = [finding for finding in job.findings if finding.code == "image-resolution"]
    assert [finding.severity for finding in found] == ([expected] if expected else [])
    assert bool(job.pdf) is (expected is not Severity.ERROR)
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
def test_pictures_are_found_wherever_they_are_drawn(shop: PrintShop, body: str) -> None:
    proof = shop.proof(body.format(URL))
    found = placed(proof)
    assert found
    for item in found:
        assert item.pixels == (200, 200)
        assert item.resolution == pytest.approx(254, rel=0.02)


def test_a_picture_squeezed_in_one_direction_is_as_coarse_as_in_the_other(
    shop: PrintShop,
) -> None:
    proof = shop.proof(
        f"<img alt=x src='{URL}' style='inline-size: 60mm; block-size: 10mm; display: block'>"
    )
    (item,) = placed(proof)
    assert item.resolution == pytest.approx(200 * 25.4 / 60, rel=0.01)
    with pikepdf.open(BytesIO(proof)) as document:
        (finding,) = resolution_findings(document)
    assert "60 × 10 mm" in finding.message
    assert "709 pixels" in finding.remedy
