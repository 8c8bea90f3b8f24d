"""Conversion of a finished page to DeviceGray, for printers without colour.

Style sheets use greys before the page is laid out; everything else (logos, images, gradients,
colours in a brand's own sheet) is converted here.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image, ImageCms

from brief.findings import Finding, warning
from brief.press.colour.conversion import FULL, MaskConverter, find_level_of_lightness
from brief.press.colour.problems import ProblemList
from brief.press.colour.resources import ResourceConverter
from brief.press.colour.srgb import from_linear, luminance
from brief.press.colour.to_press import remove_colour_spaces

if TYPE_CHECKING:
    from brief.press.pdf.colour_spaces import ColourSpace

NO_INK_LIMIT = 400.0  # per cent
PRESS_ONLY = {"press-state", "press-blend-mode", "press-ink-limit"}
"""Problems that do not matter outside a press."""


class GreyConverter(MaskConverter):
    """Converts to greys of sRGB with the lightness of the colours (CIE 1976 L*)."""

    def __init__(self) -> None:
        self._transform = lru_cache(maxsize=16)(_make_transform)

    def convert_colour(self, space: ColourSpace, values: tuple[float, ...]) -> tuple[float, ...]:
        """Return the grey for a colour."""
        if space.model in {"gray", "lab"}:
            return super().convert_colour(space, values)
        if space.model == "cmyk":
            *inks, black = values
            values = tuple((1 - ink) * (1 - black) for ink in inks)
        return (from_linear(luminance(*(min(max(value, 0.0), 1.0) for value in values))),)

    def convert_image(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """Return the image in greys."""
        if image.mode in {"1", "L", "LA"}:
            return image.convert("L")
        transform = self._transform(space.profile if image.mode != "CMYK" else b"")
        lab = ImageCms.applyTransform(image.convert("RGB"), transform)
        assert lab is not None  # noqa: S101 - only None when asked to convert in place
        levels = (find_level_of_lightness(step * 100 / FULL) for step in range(FULL + 1))
        return lab.getchannel(0).point([round(FULL * level) for level in levels])


def convert_to_grey(pdf: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF in greys, with the same tags and text, and warnings of remaining colour.

    The same PDF gives the same bytes.
    """
    problems = ProblemList()
    with pikepdf.open(BytesIO(pdf)) as document:
        document.remove_unreferenced_resources()
        converter = ResourceConverter(document, GreyConverter(), problems, NO_INK_LIMIT)
        for problems.page, page in enumerate(document.pages, 1):
            converter.convert_page(page)
        left = [finding for finding in problems.findings() if finding.code not in PRESS_ONLY]
        if not left:
            remove_colour_spaces(document)
        target = BytesIO()
        document.save(target, deterministic_id=True, fix_metadata_version=False)
    return target.getvalue(), tuple(
        warning(
            "colour-left",
            f"a part of the page remains in colour: {finding.message}",
            f"{finding.remedy}, or give it in greys",
        )
        for finding in left
    )


def _make_transform(profile: bytes) -> ImageCms.ImageCmsTransform:
    given = BytesIO(profile) if profile else ImageCms.createProfile("sRGB")
    source = ImageCms.ImageCmsProfile(given)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return ImageCms.buildTransform(source, lab, "RGB", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
