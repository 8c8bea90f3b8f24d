"""A page for a printer without colour: everything on it in DeviceGray, as light as it was.

Style sheets are given greys before the page is laid out; what they cannot reach (logos, pictures,
gradients, colours that a brand's sheet names itself) is turned grey in the finished page.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from PIL import Image, ImageCms

from brief.findings import Finding, warning
from brief.press.colour.conversion import find_level_of_lightness
from brief.press.colour.problems import ProblemList
from brief.press.colour.resources import ResourceConverter
from brief.press.colour.srgb import from_linear, luminance
from brief.press.colour.to_press import remove_colour_spaces

if TYPE_CHECKING:
    from brief.press.pdf.colour_spaces import ColourSpace

MAX_LEVEL = 255
NO_INK_LIMIT = 400.0  # per cent: there is no limit
PRESS_ONLY = {"press-state", "press-blend-mode", "press-ink-limit"}
"""What only a press must not be sent."""


class GreyConverter:
    """Levels of grey with the lightness of the colours (CIE 1976 L*), in sRGB's own steps."""

    device = "/DeviceGray"
    fill_operator, stroke_operator = "g", "G"
    initial: tuple[float, ...] = (0.0,)
    overprints = False

    def __init__(self) -> None:
        self._transform = lru_cache(maxsize=16)(_make_transform)

    def convert_colour(self, space: ColourSpace, values: tuple[float, ...]) -> tuple[float, ...]:
        """Return the grey for a colour."""
        if space.model == "gray":
            return values
        if space.model == "lab":
            return (find_level_of_lightness(values[0]),)
        if space.model == "cmyk":
            *inks, black = values
            values = tuple((1 - ink) * (1 - black) for ink in inks)
        return (_find_level(values),)

    def convert_by_profile(
        self, space: ColourSpace, values: tuple[float, ...]
    ) -> tuple[float, ...]:
        """Return the grey: none is set by hand."""
        return self.convert_colour(space, values)

    def limit(self, components: tuple[float, ...]) -> tuple[float, ...]:
        """Return the grey as it is."""
        return components

    def convert_image(self, image: Image.Image, space: ColourSpace) -> Image.Image:
        """Return the picture in greys."""
        if image.mode in {"1", "L", "LA"}:
            return image.convert("L")
        transform = self._transform(space.profile if image.mode != "CMYK" else b"")
        lab = ImageCms.applyTransform(image.convert("RGB"), transform)
        assert lab is not None  # noqa: S101 - only None when asked to convert in place
        steps = [
            round(MAX_LEVEL * find_level_of_lightness(step * 100 / MAX_LEVEL))
            for step in range(MAX_LEVEL + 1)
        ]
        return lab.getchannel(0).point(steps)


def convert_to_grey(pdf: bytes) -> tuple[bytes, tuple[Finding, ...]]:
    """Return the PDF without colour, tags and text as they were, and what is still coloured.

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
            f"a part of the page stays in colour: {finding.message}",
            f"{finding.remedy}, or give it in greys",
        )
        for finding in left
    )


def _find_level(values: tuple[float, ...]) -> float:
    red, green, blue = (min(max(value, 0.0), 1.0) for value in values)
    return from_linear(luminance(red, green, blue))


def _make_transform(profile: bytes) -> ImageCms.ImageCmsTransform:
    source = ImageCms.ImageCmsProfile(
        BytesIO(profile) if profile else ImageCms.createProfile("sRGB")
    )
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    return ImageCms.buildTransform(source, lab, "RGB", "LAB", ImageCms.Intent.RELATIVE_COLORIMETRIC)
