"""HTML to blocks: the text of a page, without what stands around it; nothing is fetched or run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from brief.editorial.importing.document import Block, Kind, Manuscript
from brief.editorial.importing.formats.boilerplate import (
    announces_pages,
    heads_summary,
    is_leftover,
    is_pointed_at,
    rights_in,
)
from brief.editorial.importing.formats.html_metadata import about_page, article_of, is_apart
from brief.editorial.importing.formats.plain_text import LEAVES, opening_mark
from brief.editorial.importing.formats.span_lines import LINE_END, lines_of, trimmed, without_start
from brief.editorial.prose import Span, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    Event = tuple[Literal["start", "text", "end"], str, "Element | None"]

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "header", "hgroup", "hr"),
        *("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td"),
        *("th", "tr", "ul"),
        *_HEADINGS,
    )
)
_EMPHASIS, _STRONG = frozenset({"em", "i"}), frozenset({"strong", "b"})
_NOT_IMPORTED = {
    "img": "an image", "picture": "an image", "svg": "a drawing", "video": "a film",
    "audio": "a recording", "table": "a table", "iframe": "a frame with another page",
    "object": "an embedded object", "embed": "an embedded object", "canvas": "a drawing",
    "form": "a form", "button": "a button", "math": "a formula",
}  # fmt: skip
_SILENT = frozenset(
    (
        *("script", "style", "template", "noscript", "head", "title", "link", "meta", "select"),
        "input",
    )
)
_SPACES = re.compile("[ \t\n\r\f\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_html(html: str, shown: str) -> Manuscript:
    """Return the text of an HTML page in blocks."""
    import tinyhtml5

    manuscript = Manuscript(shown)
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    about_page(root, manuscript)
    article = article_of(root)
    reader = _Reader(manuscript)
    if article is not root:
        reader.look_around(root, article)
    for what, text, element in _events(article):
        reader.take(what, text, element)
    reader.close()
    return manuscript


def text_of(element: Element) -> str:
    """Return the text in an element, scripts and styles apart, on one line."""
    parts: list[str] = []
    silent = 0
    for what, text, inner in _events(element):
        if inner is not None and inner.tag in _SILENT:
            silent += 1 if what == "start" else -1
        elif what == "text" and not silent:
            parts.append(text)
        elif inner is not None and inner.tag in _BLOCKS:
            parts.append(" ")
    return " ".join("".join(parts).split())


def _events(root: Element) -> Iterator[Event]:
    """Yield the elements and texts of a tree in their order, without recursion."""
    waiting: list[tuple[Element, bool]] = [(root, False)]
    while waiting:
        element, seen = waiting.pop()
        if not isinstance(element.tag, str):  # a comment
            yield "text", "", None
        elif not seen:
            yield "start", "", element
            if element.text:
                yield "text", element.text, None
            waiting.append((element, True))
            waiting += [(child, False) for child in reversed(element)]
            continue
        else:
            yield "end", "", element
        if element.tail and element is not root:
            yield "text", element.tail, None


class _Reader:
    """Gathers the spans of a block until the next one begins."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.spans: list[Span] = []
        self.looks: list[str] = []
        self.links: list[str | None] = []
        self.skipped: Element | None = None
        self.heading = 0
        self.items: list[Element] = []
        self.last_item: Element | None = None
        self.verbatim = 0
        self.after_summary_heading = False
        self.announced = False
        self.unlinked = ""

    def look_around(self, root: Element, article: Element) -> None:
        """Look for rights in what stands around the article, and note that it is left out."""
        inside, around = text_of(article), text_of(root)
        words = len(around.split()) - len(inside.split())
        for what, _, element in _events(root):
            if what == "start" and element is not None and element.tag in _BLOCKS:
                rights = rights_in(text_of(element)) if not element.findall("./p") else None
                if rights and rights not in self.manuscript.rights:
                    self.manuscript.rights.append(rights)
        if words > 0:
            counted = "1 word" if words == 1 else f"{words} words"
            self.manuscript.leave_out("", f"{counted} around the page’s article")

    def take(self, what: str, text: str, element: Element | None) -> None:
        """Take the beginning or the end of an element, or a text between."""
        if self.skipped is not None:
            if what == "end" and element is self.skipped:
                self.skipped = None
        elif element is None:
            self._add(text.replace("\t", " ") if self.verbatim else _SPACES.sub(" ", text))
        elif what == "start":
            self._start(element)
        else:
            self._end(element)

    def _start(self, element: Element) -> None:
        tag = str(element.tag)
        reason = _NOT_IMPORTED.get(tag) or is_apart(element)
        if tag in _SILENT or reason:
            self.skipped = element
            if reason:
                self._leave_out(element, reason)
        elif tag in _BLOCKS:
            self.close()
            self.heading = _HEADINGS.get(tag, self.heading)
            self.verbatim += tag == "pre"
            if tag == "li":
                self.items.append(element)
        elif tag == "br":
            self.spans.append(Span(LINE_END))
        elif tag in _EMPHASIS | _STRONG:
            self.looks.append(tag)
        elif tag == "a":
            self._link(element)

    def _link(self, element: Element) -> None:
        href = element.get("href", "").strip()
        if href.startswith("#") and re.fullmatch(r"\[?(?:[0-9]{1,3}|↑)\]?", text_of(element)):
            self.skipped = element
            self.manuscript.leave_out(text_of(element), "the mark of a footnote")
            return
        try:
            whole = urlsplit(href).scheme.lower() in {"http", "https", "mailto"}
        except ValueError:
            whole = False
        self.links.append(href if whole else None)

    def _leave_out(self, element: Element, reason: str) -> None:
        text = text_of(element)
        rights = rights_in(text) or next(
            (found for inner in element.iter() if (found := rights_in(text_of(inner)))), None
        )
        if rights and rights not in self.manuscript.rights:
            self.manuscript.rights.append(rights)
            if rights.text == text:
                return
        shown = text or element.get("alt") or element.get("title") or element.get("src") or ""
        shown = "" if shown.startswith("data:") else shown
        if shown or element.tag in {"img", "table"}:
            self.manuscript.leave_out(shown[:200], reason)

    def _end(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.close()
            self.verbatim -= tag == "pre"
            if tag in _HEADINGS:
                self.heading = 0
            elif tag == "li" and self.items:
                self.items.pop()
                self.last_item = None
        elif tag in _EMPHASIS | _STRONG and self.looks:
            self.looks.pop()
        elif tag == "a" and self.links:
            self.links.pop()

    def _add(self, text: str) -> None:
        # A page may name by number (`&#7;`) what a file may not hold.
        text, lost = _UNPRINTABLE.subn("", text)
        if lost:
            self.manuscript.leave_out("", "characters that cannot be printed")
        emphasis = any(look in _EMPHASIS for look in self.looks)
        strong = any(look in _STRONG for look in self.looks) and not self.heading
        href = next((link for link in reversed(self.links) if link), None)
        self.unlinked += "" if self.links else text
        self.spans.append(Span(text, emphasis, strong, href))

    def close(self) -> None:
        """Turn the spans gathered into a block, or into several where its lines have bullets."""
        gathered, self.spans = self.spans, []
        # "Lire aussi" with a link after it and no colon between.
        pointer, self.unlinked = self.unlinked.strip(), ""
        text = plain_text(gathered).strip()
        if text != pointer and text.startswith(pointer) and is_leftover(pointer):
            self.manuscript.leave_out(text, LEAVES)
            return
        groups: list[list[Span]] = []
        is_open = False
        for line in lines_of(gathered):
            text = plain_text(line).strip()
            apart = bool(rights_in(text)) or is_leftover(text)
            if groups and is_open and not apart and not opening_mark(text):
                groups[-1] += [Span(" "), *line]
            elif text:
                groups.append(list(line))
            is_open = not apart
        for group in groups:
            self._block(tuple(group))

    def _block(self, spans: tuple[Span, ...]) -> None:
        spans = trimmed(spans)
        text = plain_text(spans)
        kind: Kind = "heading" if self.heading else "item" if self.items else "paragraph"
        mark = opening_mark(text)
        if mark and kind != "heading":
            kind, spans = mark[0], trimmed(without_start(spans, mark[1]))
        manuscript = self.manuscript
        if rights := rights_in(text):
            manuscript.rights.append(rights)
        elif is_leftover(text):
            self.announced = announces_pages(text, is_heading=kind == "heading")
            manuscript.leave_out(text, LEAVES)
        elif self.announced and kind in {"item", "paragraph"} and is_pointed_at(text):
            manuscript.leave_out(text, LEAVES)
        elif heads_summary(text):
            self.after_summary_heading = True
        elif not plain_text(spans):
            return
        else:
            if self.after_summary_heading and kind == "paragraph":
                kind = "summary"
            self.after_summary_heading = self.announced = False
            self._keep(Block(kind, spans, level=self.heading))

    def _keep(self, block: Block) -> None:
        """Add a block; a second paragraph of one entry of a list goes on with the first."""
        item = self.items[-1] if self.items else None
        blocks = self.manuscript.blocks
        if item is not None and item is self.last_item and block.kind == "item":
            block = Block("item", (*blocks.pop().spans, Span(" "), *block.spans))
        blocks.append(block)
        self.last_item = item
