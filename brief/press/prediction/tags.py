"""Opening tags in the form in which they decide style, without attributes that hold text."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

PHRASING = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "data", "em", "i", "q", "s", "small", "span"}
    | {"strong", "sub", "sup", "time", "u", "wbr"}
)
"""Inline elements that hold text (HTML, 3.2.5.2.5, phrasing content)."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
"""Elements without content (HTML, 13.1.2)."""
RAW_TEXT = frozenset({"style", "script"})
LINK_URL = "https://example.org/"
TEXT_ATTRIBUTES = {"alt": "x", "title": "x", "datetime": "", "href": LINK_URL, "aria-label": ""}
"""Attributes whose values are text, and their values in an outline."""
SVG_DATA_URL = re.compile(r"data:image/svg\+xml[^,]*,", re.IGNORECASE)
SIDES = re.compile(
    r"<svg\b[^>]*?\swidth=[\"']([0-9.]+(?:mm)?)[\"'][^>]*?\sheight=[\"']([0-9.]+(?:mm)?)[\"']"
)
CONTENT_URL = re.compile(r"brief:/*content/", re.IGNORECASE)
EMPTY_SVG = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{}' height='{}'/%3E"
)
BACKGROUND = re.compile(r"background:\s*url\((\"[^\"]*\"|[^)]*)\)[^;]*;?")
ABSOLUTE = "position:absolute"
"""A style that takes an element out of the flow: where it is does not move the rest of the page."""


class NotPredictable(Exception):  # noqa: N818 - not an error of the page
    """The page cannot be predicted from a template and needs a layout of its own."""


def tag_name(element: Element) -> str:
    """Return the element's name; empty for a comment."""
    tag: object = element.tag  # a function for a comment
    return tag if isinstance(tag, str) else ""


def make_opening_tag(element: Element) -> str:
    """Return the element's opening tag, with its attributes sorted and without texts.

    Raises NotPredictable if it shows an image of the briefing.
    """
    items = element.items()
    if not items:
        return f"<{element.tag}>"
    parts = [tag_name(element)]
    for key, value in sorted(items):
        shown = TEXT_ATTRIBUTES.get(key, value)
        if key == "src":
            if CONTENT_URL.match(value):
                msg = "the page shows an image of the briefing"
                raise NotPredictable(msg)
            shown = _normalise_image(value)
        elif key == "style":
            shown = ABSOLUTE if ABSOLUTE in value else BACKGROUND.sub("", value)
        parts.append(f'{key}="{escape(shown)}"')
    return f"<{' '.join(parts)}>"


def make_closing_tag(tag: str) -> str:
    """Return the closing tag for an opening tag."""
    return f"</{tag[1:-1].partition(' ')[0]}>"


def _normalise_image(url: str) -> str:
    """Return an image's URL; for an SVG drawing (QR code, chart), an empty one of its size."""
    start = SVG_DATA_URL.match(url)
    sides = start and SIDES.match(unquote(url[start.end() :]))
    return EMPTY_SVG.format(*sides.groups()) if sides else url
