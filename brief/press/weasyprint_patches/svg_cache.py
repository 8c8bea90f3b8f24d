"""Drawings in SVG: a logo is read and drawn once for all the pages that it stands on.

What a drawing of shapes puts into a page depends on its file, its size, and the colour in use
before it, and on nothing else. Drawings with text, pictures, gradients, masks and the like are
left to WeasyPrint.
"""

from __future__ import annotations

import re
from functools import lru_cache
from threading import Lock
from typing import Any, NamedTuple
from xml.etree import ElementTree as ET

import pydyf
from weasyprint import document, images
from weasyprint.images import SVGImage
from weasyprint.urls import URLFetchingError

MEDIA_TYPE = "image/svg+xml"
NAMESPACE = "{http://www.w3.org/2000/svg}"
SHAPES = {
    f"{NAMESPACE}{name}"
    for name in (
        *("svg", "g", "title", "desc"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon"),
    )
}
OUTWARD = re.compile(rb"\b(?:url|var|color)\s*\(", re.IGNORECASE)
"""What leads out of a drawing, or to colours that WeasyPrint has something to say about."""
PURE = {
    *(b"q", b"Q", b"cm", b"gs", b"w", b"J", b"j", b"M", b"d", b"rg", b"RG"),
    *(b"m", b"l", b"c", b"v", b"y", b"h", b"re"),
    *(b"n", b"f", b"f*", b"B", b"B*", b"S", b"s", b"W", b"W*"),
}
"""Operators that need nothing from the page's resources but `gs`, for how opaque a colour is."""
OPAQUE = re.compile(rb"/([aA])([0-9.]+) gs")
LONGEST = 2**16  # bytes of a file that is remembered
MOST_FILES = 16
MOST_DRAWINGS = 64  # of one file
PAINT = (
    *("_current_color", "_current_color_stroke"),
    *("_current_alpha", "_current_alpha_stroke", "_current_font"),
)

_get_image_from_uri = images.get_image_from_uri


class _Drawn(NamedTuple):
    """What a drawing put into a page, and how opaque its colours are: keys and their values."""

    operators: bytes
    states: tuple[tuple[str, str, float], ...]


def get_image_from_uri(
    cache: Any,
    url_fetcher: Any,
    options: Any,
    url: str,
    forced_mime_type: str | None = None,
    **others: Any,
) -> Any:
    """Return the picture behind a URL; a drawing of shapes that was read before, at once."""
    if url not in cache and forced_mime_type is None and url.endswith(".svg"):
        try:
            with images.fetch(url_fetcher, url) as response:
                content, kind = response.read(), response.content_type
        except URLFetchingError:
            content, kind = b"", ""  # WeasyPrint tries again, and tells
        if kind == MEDIA_TYPE and len(content) <= LONGEST:
            image = _read_shapes(url, content)
            if image is not None:
                cache[url] = image
                return image
    return _get_image_from_uri(
        cache=cache,
        url_fetcher=url_fetcher,
        options=options,
        url=url,
        forced_mime_type=forced_mime_type,
        **others,
    )


@lru_cache(maxsize=MOST_FILES)
def _read_shapes(url: str, content: bytes) -> Any:
    """Return the drawing in a file, if it is one of shapes only."""
    if OUTWARD.search(content):
        return None
    try:
        tree = ET.fromstring(content)  # noqa: S314 - the project's own, as WeasyPrint does
        if not all(element.tag in SHAPES for element in tree.iter()):
            return None
        image = SVGImage(tree, url, None, None)
    except Exception:  # noqa: BLE001 - what is wrong with it is for WeasyPrint to find
        return None
    return _Shapes(image)


class _Shapes:
    """A drawing of shapes, for all the pages that it stands on."""

    def __init__(self, image: Any) -> None:
        self._image = image
        self._known: dict[tuple[Any, ...], _Drawn] = {}
        self._drawing = Lock()  # WeasyPrint's notes in itself what it is drawn to

    def get_intrinsic_size(self, resolution: float, font_size: float) -> Any:
        """Return width, height and their ratio, as far as the drawing tells."""
        return self._image.get_intrinsic_size(resolution, font_size)

    def draw(self, stream: Any, width: float, height: float, style: Any) -> None:
        """Draw the drawing, or put the operators again that drew it before."""
        before = (width, height, *[getattr(stream, name) for name in PAINT])
        drawn = self._known.get(before)
        if drawn is not None:
            _draw_again(drawn, stream)
            return
        with self._drawing:
            drawn = _draw_first(self._image, stream, width, height, style)
            if drawn is not None:
                if len(self._known) >= MOST_DRAWINGS:
                    self._known.clear()
                self._known[before] = drawn


def _draw_first(image: Any, stream: Any, width: float, height: float, style: Any) -> _Drawn | None:
    """Draw, and return what was drawn, unless it needs more than can be remembered."""
    start, depth = len(stream.stream), len(stream._ctm_stack)  # noqa: SLF001 - no other way
    image.draw(stream, width, height, style)
    operators = stream.stream[start:]
    # a drawing that WeasyPrint gave up leaves behind what it had saved
    whole = depth == len(stream._ctm_stack) and all(  # noqa: SLF001
        getattr(stream, name) is None for name in PAINT
    )
    pure = all(type(part) is bytes and part.rpartition(b" ")[2] in PURE for part in operators)
    if not (whole and pure and operators):
        return None
    states = []
    for part in operators:
        if part.endswith(b" gs"):
            if OPAQUE.fullmatch(part) is None:
                return None
            key = part[1:-3].decode()
            ((name, alpha),) = stream._resources["ExtGState"][key].items()  # noqa: SLF001
            states.append((key, name, alpha))
    return _Drawn(b"\n".join(operators), tuple(states))


def _draw_again(drawn: _Drawn, stream: Any) -> None:
    stream.stream.append(drawn.operators)
    for name in PAINT:
        setattr(stream, name, None)
    states = stream._resources["ExtGState"]  # noqa: SLF001 - as its `set_alpha` does
    for key, name, alpha in drawn.states:
        if key not in states:
            states[key] = pydyf.Dictionary({name: alpha})


REPLACED = ((document, "original_get_image_from_uri", get_image_from_uri),)
