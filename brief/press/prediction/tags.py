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
RAW = frozenset({"style", "script"})
LINKED = "https://example.org/"
SPOKEN = {"alt": "x", "title": "x", "datetime": "", "href": LINKED, "aria-label": ""}
"""Attributes that say something of the text, and what stands for them in an outline."""
DRAWN = re.compile(r"data:image/svg\+xml[^,]*,", re.IGNORECASE)
SIDES = re.compile(
    r"<svg\b[^>]*?\s(width|height)=[\"']([0-9.]+)[\"'][^>]*?\s(width|height)=[\"']\2[\"']"
)
CONTENT = re.compile(r"brief:/*content/", re.IGNORECASE)
SQUARE = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='{0}' height='{0}'/%3E"


class Unlike(Exception):  # noqa: N818 - nothing is wrong with the page
    """A page whose style may hang on its words: only a layout tells what becomes of them."""


def tag_of(element: Element) -> str:
    """Return the element's name, empty for a comment."""
    tag: object = element.tag  # of a comment it is a function
    return tag if isinstance(tag, str) else ""


def opening(element: Element) -> str:
    """Return the element's opening tag, as far as it can have to do with style.

    Raises Unlike if it shows an image of the briefing.
    """
    items = element.items()
    if not items:
        return f"<{element.tag}>"
    parts = [tag_of(element)]
    for key, value in sorted(items):
        shown = SPOKEN.get(key, value)
        if key == "src":
            if CONTENT.match(value):
                msg = "the page shows an image of the briefing"
                raise Unlike(msg)
            shown = _drawing(value)
        parts.append(f'{key}="{escape(shown)}"')
    return f"<{' '.join(parts)}>"


def closing(tag: str) -> str:
    """Return the closing tag that belongs to an opening one."""
    return f"</{tag[1:-1].partition(' ')[0]}>"


def _drawing(url: str) -> str:
    """Return what stands for an image: of the codes that a page draws itself only the size counts.

    They are square; any other drawing stands for itself.
    """
    start = DRAWN.match(url)
    sides = start and SIDES.match(unquote(url[start.end() :]))
    return SQUARE.format(sides[2]) if sides else url
