"""Load pictures for WeasyPrint: converted and reduced as the profile needs, in place of its own.

WeasyPrint's `RasterImage` copies what a file contains into the PDF, metadata and colours of any
kind included, and compresses again what it turns. The picture here reads only the header during
layout, and its samples when the PDF is written, when its size on the page is known.

Depends on: `get_image_from_uri`, and `Stream.add_image`, which calls `get_x_object` in the end.
"""

from __future__ import annotations

from math import hypot
from typing import Any

from brief.press.job.pictures.picture_file import PictureFile
from brief.press.job.pictures.prepare import PictureUse, PreparedPicture, choose_size
from brief.press.job.pictures.refusal import PictureRefused
from brief.press.job.pictures.store import prepare_picture
from brief.press.job.urls import picture_name

SVG_TYPE, SVG_ENDING = "image/svg+xml", ".svg"
CHANNELS = {"DeviceGray": 1, "DeviceRGB": 3, "DeviceCMYK": 4}
OPTION = "picture_use"
"""The option of a document that has its PictureUse."""


class PagePicture:
    """A picture on a page; WeasyPrint calls its methods."""

    def __init__(self, file: PictureFile, url: str, use: PictureUse) -> None:
        self._file, self._url, self._use = file, url, use
        self.id = picture_name(url)
        self.width, self.height = file.size
        self.ratio = self.width / self.height
        self._pixels = (0, 0)

    def get_intrinsic_size(self, resolution: float, font_size: float) -> tuple[float, float, float]:
        """Return width and height in CSS pixels, and their ratio."""
        _ = font_size
        return self.width / resolution, self.height / resolution, self.ratio

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:  # noqa: ANN401
        """Draw the picture in that size, in the units of the stream."""
        if type(style) is not dict:
            (a, b, _), (c, d, _), _ = stream.ctm
            placed = abs(width) * hypot(a, b), abs(height) * hypot(c, d)
            wanted = choose_size(self._file, placed, self._use)
        else:  # in an SVG, whose groups do not know their size on the page
            wanted = self._file.size
        self._pixels = max(self._pixels, wanted)
        name = stream.add_image(self, style["image_rendering"] == "auto", 1)
        stream.transform(width, 0, 0, -height, 0, height)
        stream.draw_x_object(name)

    def get_x_object(self, interpolate: bool, ratio: float) -> Any:  # noqa: ANN401, FBT001
        """Return the image XObject (ISO 32000-1, 8.9.5)."""
        _ = ratio
        try:
            picture = prepare_picture(self._file, self._pixels, self._use)
        except PictureRefused as refusal:
            _log_failure(self._url, f"it {refusal.reason}")
            picture = PreparedPicture(1, 1, "DeviceGray", b"")
        return _make_x_object(picture, interpolate=interpolate)


def load_image(
    url: str,
    forced_mime_type: str | None = None,
    context: object = None,
    orientation: Any = "from-image",  # noqa: ANN401 - "none", "from-image", or angle and flip
    **given: Any,  # noqa: ANN401 - cache, url_fetcher and options
) -> Any:  # noqa: ANN401 - WeasyPrint's image, a PagePicture, or None
    """Return an image for a page, in place of WeasyPrint's function, which loads drawings."""
    from weasyprint.images import get_image_from_uri
    from weasyprint.urls import URLFetchingError, fetch

    cache = given["cache"]
    if url in cache:
        return cache[url]
    if url.endswith(SVG_ENDING) and forced_mime_type in {None, SVG_TYPE}:
        return get_image_from_uri(
            url=url, forced_mime_type=forced_mime_type, context=context, **given
        )
    try:
        with fetch(given["url_fetcher"], url) as response:
            content, kind = response.read(), forced_mime_type or response.content_type
        if kind == SVG_TYPE or not _is_raster(content):
            return get_image_from_uri(
                url=url, forced_mime_type=forced_mime_type, context=context, **given
            )
        cache[url] = PagePicture(
            PictureFile(content, turning=orientation), url, given["options"][OPTION]
        )
    except (URLFetchingError, PictureRefused) as problem:
        _log_failure(url, str(problem))
        cache[url] = None
    return cache[url]


def _is_raster(content: bytes) -> bool:
    return content.lstrip()[:1] != b"<"


def _log_failure(url: str, reason: str) -> None:
    from weasyprint.logger import LOGGER

    LOGGER.error("Failed to load image at %r: %s", url, reason)


def _make_x_object(picture: PreparedPicture, *, interpolate: bool) -> Any:  # noqa: ANN401
    import pydyf

    def describe(space: str, colours: int) -> Any:  # noqa: ANN401
        shared = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": picture.width,
            "Height": picture.height,
            "ColorSpace": f"/{space}",
            "BitsPerComponent": 8,
            "Interpolate": "true" if interpolate else "false",
        }
        if picture.is_jpeg:
            inverted = {"Decode": pydyf.Array((1, 0) * 4)} if picture.is_inverted else {}
            return pydyf.Dictionary({**shared, **inverted, "Filter": "/DCTDecode"})
        parameters = {"Predictor": 15, "Columns": picture.width, "Colors": colours}
        packed = {"Filter": "/FlateDecode", "DecodeParms": pydyf.Dictionary(parameters)}
        return pydyf.Dictionary({**shared, **packed})

    extra = describe(picture.space, CHANNELS[picture.space])
    if picture.alpha:
        extra["SMask"] = pydyf.Stream([picture.alpha], describe("DeviceGray", 1))
    return pydyf.Stream([picture.data], extra)
