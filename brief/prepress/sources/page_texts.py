"""Read the texts of a page from its marked HTML, in reading order, with language and source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from brief.prepress.sources.marks import END_MARK, MARK

if TYPE_CHECKING:
    from brief.prepress.sources.marks import TextMarker
    from brief.prepress.sources.text_source import TextSource

WHITE_SPACE = re.compile("[ \\t\\r\\n\\f]+")
"""What HTML collapses to one space (CSS Text 3, 4.1.1); a no-break space stays."""
HIDDEN = {"head", "title", "style", "script", "template"}
VOID = {
    *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source"),
    *("track", "wbr"),
}
BLOCKS = {
    *("address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt"),
    *("figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li"),
    *("main", "nav", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead"),
    *("tr", "ul"),
}
"""Elements that divide words (HTML Living Standard, 15.3.3)."""


@dataclass(frozen=True, slots=True)
class PageText:
    """A part of a page's text, in one piece; `source` is None for the page's own words."""

    text: str
    lang: str
    source: TextSource | None


def read_page_texts(html: str, marker: TextMarker) -> tuple[PageText, ...]:
    """Return the texts of a page in the order of its HTML."""
    reader = _TextReader(marker)
    reader.feed(html)
    reader.close()
    reader.finish()
    return tuple(reader.texts)


class _TextReader(HTMLParser):
    """Collects texts; the innermost mark around a text counts."""

    def __init__(self, marker: TextMarker) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[PageText] = []
        self._marker = marker
        self._open: list[tuple[str, str, bool]] = []  # element, its language, whether it is hidden
        self._sources: list[tuple[TextSource | None, str]] = []
        self._parts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note language and visibility of an element."""
        if tag in BLOCKS:
            self._parts.append("\n")
        if tag in VOID:
            return
        values = dict(attrs)
        lang, hidden = self._open[-1][1:] if self._open else ("", False)
        hidden = hidden or tag in HIDDEN or values.get("aria-hidden") == "true"
        self._open.append((tag, values.get("lang") or lang, hidden))

    def handle_endtag(self, tag: str) -> None:
        """Close an element, and those in it that were left open."""
        if tag in BLOCKS:
            self._parts.append("\n")
        names = [name for name, _, _ in self._open]
        if tag in names:
            at = len(names) - 1 - names[::-1].index(tag)
            del self._open[at:]

    def handle_data(self, data: str) -> None:
        """Divide a text at its marks."""
        if self._open and self._open[-1][2]:
            return
        end = 0
        for found in MARK.finditer(data):
            self._parts.append(data[end : found.start()])
            self._flush()
            if found[0] != END_MARK:
                lang = self._open[-1][1] if self._open else ""
                self._sources.append((self._marker.find_source(found[0]), lang))
            elif self._sources:
                self._sources.pop()
            end = found.end()
        self._parts.append(data[end:])

    def finish(self) -> None:
        """Note the last text."""
        self._flush()

    def _flush(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        if not text.strip():
            return
        own = self._open[-1][1] if self._open else ""
        source, lang = self._sources[-1] if self._sources else (None, own)
        self.texts.append(PageText(WHITE_SPACE.sub(" ", text).strip(" "), lang, source))
