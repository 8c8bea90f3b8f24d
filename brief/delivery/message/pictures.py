"""The images in a mail, as PNG: the brand's logo, and a picture of the page."""

from __future__ import annotations

import io
import re
from base64 import b64encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from brief.errors import ContentError
from brief.findings import Severity, error
from brief.storage.file_names import find_file

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PIL.Image import Image

    from brief.design.brand.brand import LoadedBrand

LOGO_HEIGHT, LOGO_MAX_WIDTH = 32, 260  # CSS pixels
PICTURE_WIDTH = 320  # CSS pixels
DENSITY = 2  # pixels of the image in a CSS pixel: sharp on most screens
PICTURE_COLOURS = 64  # enough for a page of text, at half the size of 256
_VIEW_BOX = re.compile(rb"viewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")
_SIDES = re.compile(rb"<svg\b[^>]*?\swidth\s*=\s*[\"']([\d.]+)[^>]*?\sheight\s*=\s*[\"']([\d.]+)")

_CONTENT_ID = re.compile(r"cid:([^\"'\s>]+)")


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG image and its size in CSS pixels."""

    name: str
    content: bytes
    width: int
    height: int

    def content_id(self, domain: str) -> str:
        """Return the identifier of the image's part (RFC 2392): the same for the same image."""
        return f"{self.name}-{sha256(self.content).hexdigest()[:16]}@{domain}"


def embed_images(html: str, pictures: Iterable[tuple[str, Picture]]) -> str:
    """Return the HTML of a mail with its images as `data:` addresses, for a browser.

    `pictures` are the images with their content ids.
    """
    images = {name: b64encode(picture.content).decode("ascii") for name, picture in pictures}
    return _CONTENT_ID.sub(lambda match: f"data:image/png;base64,{images.get(match[1], '')}", html)


def draw_logo(brand: LoadedBrand, name: str) -> Picture | None:
    """Return the logo of a brand that has this file name, or None if the name is "".

    The logo is on the brand's paper colour, so that a dark one is seen in a dark mail. Raises
    ContentError, placed in the brand, if its file cannot be drawn.
    """
    if not name:
        return None
    from brief.prepress.image_checks import check_logo

    findings = check_logo(brand)
    if any(finding.severity is Severity.ERROR for finding in findings):
        raise ContentError(findings)
    content = find_file(brand.folder, name).read_bytes()
    try:
        is_drawing = name.lower().endswith(".svg")
        image = _draw_svg(content) if is_drawing else _read_image(content)
        return _encode_logo(image, brand.data.colours.paper.screen)
    except (OSError, ValueError, ZeroDivisionError) as problem:
        message = f"the logo {name} cannot be drawn for a mail ({type(problem).__name__})"
        remedy = "open it in an image program and save it again"
        place = brand.find_logo_place(name)
        raise ContentError([error("logo-not-drawn", message, remedy, place)]) from problem


def draw_page(pdf: bytes) -> Picture:
    """Return a picture of the first page of a PDF."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        page = document[0]
        image = page.render(scale=PICTURE_WIDTH * DENSITY / page.get_width()).to_pil()
    finally:
        document.close()
    image = image.convert("RGB")
    height = round(PICTURE_WIDTH * image.height / image.width)
    return Picture("page", _encode_png(image.quantize(PICTURE_COLOURS)), PICTURE_WIDTH, height)


def _draw_svg(svg: bytes) -> Image:
    import pypdfium2

    from brief.press.engine.drawing import draw_svg

    sides = _VIEW_BOX.search(svg) or _SIDES.search(svg)
    ratio = float(sides[1]) / float(sides[2]) if sides else 1.0
    width, height = _fit_logo(ratio)
    document = pypdfium2.PdfDocument(draw_svg(svg, width, height))
    try:
        page = document[0]
        scale = width * DENSITY / page.get_width()
        image: Image = page.render(scale=scale, fill_color=(255, 255, 255, 0)).to_pil()
        return image.convert("RGBA")
    finally:
        document.close()


def _read_image(content: bytes) -> Image:
    from brief.press.job.pictures.prepare import read_in_srgb

    image = read_in_srgb(content)
    width, height = _fit_logo(image.width / image.height)
    return image.convert("RGBA").resize((width * DENSITY, height * DENSITY))


def _fit_logo(ratio: float) -> tuple[int, int]:
    """Return the size of a logo with this ratio of width to height."""
    width = min(LOGO_MAX_WIDTH, LOGO_HEIGHT * ratio)
    return max(1, round(width)), max(1, round(width / ratio))


def _encode_logo(image: Image, paper: str) -> Picture:
    from PIL import Image as Images

    ground = Images.new("RGBA", image.size, paper)
    ground.alpha_composite(image)
    png = _encode_png(ground.convert("RGB").quantize(PICTURE_COLOURS))
    return Picture("logo", png, image.width // DENSITY, image.height // DENSITY)


def _encode_png(image: Image) -> bytes:
    target = io.BytesIO()
    image.save(target, "PNG", optimize=True)
    return target.getvalue()
