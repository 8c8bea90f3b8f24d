"""Elements as far as style hangs on them: what stands in a line, and how a tag is written."""

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
"""Elements that stand in a line and hold text (HTML, 3.2.5.2.5), as far as no more is in them."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
)
"""Elements that hold nothing (HTML, 13.1.2)."""
RAW_TEXT = frozenset({"style", "script"})
LINK_URL = "https://example.org/"
TEXT_ATTRIBUTES = {"alt": "x", "title": "x", "datetime": "", "href": LINK_URL, "aria-label": ""}
"""Attributes that say something of the text, and what stands for them in an outline."""
SVG_DATA_URL = re.compile(r"data:image/svg\+xml[^,]*,", re.IGNORECASE)
EQUAL_SIDES = re.compile(
    r"<svg\b[^>]*?\s(width|height)=[\"']([0-9.]+)[\"'][^>]*?\s(width|height)=[\"']\2[\"']"
)
CONTENT_URL = re.compile(r"brief:/*content/", re.IGNORECASE)
SQUARE_SVG = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{0}'/%3E"
)


class NotPredictable(Exception):  # noqa: N818 - nothing is wrong with the page
    """A page whose style may hang on its words: only a layout tells what becomes of them."""


def tag_name(element: Element) -> str:
    """Return the element's name, empty for a comment."""
    tag: object = element.tag  # of a comment it is a function
    return tag if isinstance(tag, str) else ""


def make_opening_tag(element: Element) -> str:
    """Return the element's opening tag, as far as it can have to do with style.

    Raises Unlike if it shows an image of the briefing.
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
        parts.append(f'{key}="{escape(shown)}"')
    return f"<{' '.join(parts)}>"


def make_closing_tag(tag: str) -> str:
    """Return the closing tag that belongs to an opening one."""
    return f"</{tag[1:-1].partition(' ')[0]}>"


def _normalise_image(url: str) -> str:
    """Return what stands for an image: of the codes that a page draws itself only the size counts.

    They are square; any other drawing stands for itself.
    """
    start = SVG_DATA_URL.match(url)
    sides = start and EQUAL_SIDES.match(unquote(url[start.end() :]))
    return SQUARE_SVG.format(sides[2]) if sides else url
