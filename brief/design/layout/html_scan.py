"""Read the ids and the visible text of a page's HTML.

One regular expression reads the regular HTML of brief's own layouts in a fraction of the time of a
parser. A page with anything else is read by Python's HTML parser.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from typing import NamedTuple

HIDDEN_ELEMENTS = frozenset(("title", "style", "script"))
RAW_TEXT_ELEMENTS = frozenset(
    ("script", "style", "textarea", "plaintext", "xmp", "iframe", "noscript")
)
"""Elements whose content is not always markup (HTML Standard, 13.2.5)."""

_DOCTYPE = re.compile("<!doctype html>", re.IGNORECASE)
_ATTRIBUTE = r'[ \n]+{0}[a-zA-Z][a-zA-Z0-9:-]*{1}(?:="{0}[^"<>]*{1}")?'
_ATTRIBUTES = re.compile(_ATTRIBUTE.format("(", ")"))
_PIECE = re.compile(
    rf"([^<]+)|<(/?)([a-zA-Z][a-zA-Z0-9]*)((?:{_ATTRIBUTE.format('(?:', ')')})*)[ \n]*>"
)


class ScannedHtml(NamedTuple):
    """All ids of a page, and its text without hidden elements."""

    ids: frozenset[str]
    text: str


@lru_cache(maxsize=32)
def scan_html(html: str) -> ScannedHtml:
    """Return the ids and the text of a page."""
    return _scan_regular(html) or _scan_any(html)


def _scan_regular(html: str) -> ScannedHtml | None:
    """Return ids and text of a page in regular HTML; None for any other."""
    opening = _DOCTYPE.match(html)
    position = opening.end() if opening else 0
    ids: set[str] = set()
    shown: list[str] = []
    hidden, text = False, ""
    while position < len(html):
        found = _PIECE.match(html, position)
        if found is None:
            return None
        position = found.end()
        text, end, tag, attributes = found.groups("")
        if text:
            if not hidden:
                shown.append(unescape(text) if "&" in text else text)
            continue
        tag = tag.lower()
        if tag in RAW_TEXT_ELEMENTS or (end and attributes):
            return None
        hidden = not end and tag in HIDDEN_ELEMENTS
        if "id" in attributes.lower():
            ids.update(_read_ids(attributes))
    # at the end of the page the parser keeps back what may be half of a character reference
    return None if "&" in text else ScannedHtml(frozenset(ids), "".join(shown))


def _read_ids(attributes: str) -> list[str]:
    pairs = _ATTRIBUTES.findall(attributes)
    return [unescape(value) for name, value in pairs if name.lower() == "id" and value]


def _scan_any(html: str) -> ScannedHtml:
    from html.parser import HTMLParser

    ids: set[str] = set()
    shown: list[str] = []

    class Reader(HTMLParser):
        """Collects ids and text."""

        hidden = False

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            """Collect the element's id, and skip the text of hidden elements."""
            self.hidden = tag in HIDDEN_ELEMENTS
            ids.update(value for name, value in attrs if name == "id" and value)

        def handle_endtag(self, tag: str) -> None:
            """Stop skipping."""
            _ = tag
            self.hidden = False

        def handle_data(self, data: str) -> None:
            """Collect the text."""
            if not self.hidden:
                shown.append(data)

    Reader().feed(html)
    return ScannedHtml(frozenset(ids), "".join(shown))
