"""Parse an HTML page within limits of size, nesting and time."""

from __future__ import annotations

import re
import time
from io import StringIO
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.html.tree import SILENT
from brief.errors import ContentError
from brief.findings import Place, error

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

MAX_CHARACTERS = 5_000_000
MAX_ELEMENTS = 20_000
MAX_TEXT = 300_000
MAX_DEPTH = 4_000
MAX_SECONDS = 3

# Content of a picture or a font in an address; saved pages and Google Docs have megabytes of it.
_DATA = re.compile(r"(?i)\bdata:[a-z]+/[\w.+-]+(?:;[\w.=+-]+)*,[\w+/=%.!*'~-]*")
_SCRIPT = re.compile(r"(?is)<script\b[^>]*>.*?</script\s*>")
# The head that Windows writes above HTML in its clipboard ("HTML Clipboard Format").
_CLIPBOARD = re.compile(r"\A\ufeff?\s*Version:[0-9.]+\s+(?:[A-Za-z]+:[^\n]*\n\s*)*?(?=\s*<)")
# In XML an element may end where it begins, which HTML ignores (XHTML 1.0, C.3).
_XHTML = re.compile(r"(?is)\s*(?:<\?xml\b|<!doctype[^>]{1,200}xhtml|<html[^>]{1,300}/xhtml)")
_CLOSED = re.compile(
    r"(?i)<(script|style|title|textarea|iframe|object|a|span|div|p|i|b|em|strong|td|li|h[1-6])"
    r"(\b[^<>]{0,1000})/>"
)
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/>]*)")
# HTML standard, 13.1.2 and 13.1.2.4: elements without content, and those whose end tag is optional.
_NOT_NESTED = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param"),
        *("source", "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "thead"),
        *("tfoot", "colgroup", "option", "optgroup", "rt", "rp", "html", "head", "body"),
    )
)


def parse_page(html: str, shown: str) -> Element:
    """Return the root of a page's tree; nothing is fetched or executed.

    Raises ContentError for a page that is larger, or nested deeper, than any text is.
    """
    import tinyhtml5

    text = _DATA.sub("data:,", html) if "data:" in html else html
    text = _CLIPBOARD.sub("", text, count=1)
    if _XHTML.match(text):
        text = _CLOSED.sub(r"<\1\2></\1>", text)
    text = _SCRIPT.sub("", text) if len(text) > MAX_CHARACTERS else text
    if len(text) > MAX_CHARACTERS:
        raise _too_large(shown, f"has {len(text)} characters")
    elements = depth = deepest = 0
    for tag in _TAG.finditer(text):
        if tag[1]:
            depth -= depth > 0 and tag[2].lower() not in _NOT_NESTED
        else:
            elements += 1
            depth += tag[2].lower() not in _NOT_NESTED
            deepest = max(deepest, depth)
    if elements > MAX_ELEMENTS:
        raise _too_large(shown, f"has {elements} elements")
    if deepest > MAX_DEPTH:
        raise _too_large(shown, f"has elements {deepest} levels deep")
    # A stream, since tinyhtml5 would take a short text for the path of a file.
    root: Element = tinyhtml5.parse(_TimedText(text, shown), namespace_html_elements=False)
    for element in root.iter():
        _name_element(element)
    return root


def _name_element(element: Element) -> None:
    """Give an element the name that it would have without a namespace, or that its role has."""
    # Drawings and formulas have namespaces, also where HTML has none.
    if str(element.tag).startswith("{"):
        element.tag = element.tag.rpartition("}")[2]
    if (role := element.get("role")) == "listitem":
        element.tag = "li"
    elif role == "heading" and (level := element.get("aria-level", "2")) in {*"123456"}:
        element.tag = f"h{level}"


class _TimedText(StringIO):
    """A text that ends with an error if reading it takes too long."""

    def __init__(self, text: str, shown: str) -> None:
        super().__init__(text)
        self.shown = shown
        self.deadline = time.process_time() + MAX_SECONDS

    def read(self, size: int | None = -1, /) -> str:
        """Return the next characters. Raises ContentError after the deadline."""
        if time.process_time() > self.deadline:
            raise _too_large(self.shown, f"takes more than {MAX_SECONDS} seconds to read")
        return super().read(size)


def check_length(article: Element, shown: str) -> None:
    """Raise ContentError if a page's article has far more text than a briefing."""
    length = 0
    for element in article.iter():
        length += len(element.tail or "")
        if element.tag not in SILENT:
            length += len(element.text or "")
        if length > MAX_TEXT:
            raise _too_large(shown, f"has more than {MAX_TEXT} characters of text")


def _too_large(shown: str, what: str) -> ContentError:
    message = f"{shown} {what}, and no briefing is that large"
    remedy = "copy the text itself into a new file, and import that"
    return ContentError([error("file-too-large", message, remedy, Place(shown))])
