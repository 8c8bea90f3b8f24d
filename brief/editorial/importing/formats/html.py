"""Convert HTML to blocks: the article of a page only; nothing is fetched or executed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from brief.editorial.importing.document import ImportedBlock, Kind, Manuscript
from brief.editorial.importing.formats.boilerplate import (
    announces_links,
    is_boilerplate,
    is_link_title,
    is_summary_heading,
    parse_rights,
)
from brief.editorial.importing.formats.html_metadata import (
    exclusion_reason,
    find_article,
    read_metadata,
)
from brief.editorial.importing.formats.plain_text import WHY_BOILERPLATE, match_opening_mark
from brief.editorial.importing.formats.span_lines import (
    LINE_END,
    drop_start,
    split_lines,
    trim_spans,
)
from brief.editorial.prose import TextSpan, plain_text

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
_IGNORED = frozenset(
    ("script", "style", "template", "noscript", "head", "title", "link", "meta", "select", "input")
)
_SPACES = re.compile("[ \t\n\r\f\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


def read_html(html: str, shown: str) -> Manuscript:
    """Return the text of an HTML page in blocks."""
    import tinyhtml5

    manuscript = Manuscript(shown)
    root = tinyhtml5.parse(html, namespace_html_elements=False)
    read_metadata(root, manuscript)
    article = find_article(root)
    reader = _HtmlReader(manuscript)
    if article is not root:
        reader.read_surroundings(root, article)
    for what, text, element in _iterate_events(article):
        reader.take_event(what, text, element)
    reader.close_block()
    return manuscript


def element_text(element: Element) -> str:
    """Return the text of an element on one line, without scripts and styles."""
    parts: list[str] = []
    silent = 0
    for what, text, inner in _iterate_events(element):
        if inner is not None and inner.tag in _IGNORED:
            silent += 1 if what == "start" else -1
        elif what == "text" and not silent:
            parts.append(text)
        elif inner is not None and inner.tag in _BLOCKS:
            parts.append(" ")
    return " ".join("".join(parts).split())


def _iterate_events(root: Element) -> Iterator[Event]:
    """Yield the elements and texts of a tree in document order, without recursion."""
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


class _HtmlReader:
    """Collects the spans of a block until the next block begins."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.manuscript = manuscript
        self.spans: list[TextSpan] = []
        self.style_tags: list[str] = []
        self.links: list[str | None] = []
        self.skipped: Element | None = None
        self.heading = 0
        self.items: list[Element] = []
        self.last_item: Element | None = None
        self.verbatim = 0
        self.after_summary_heading = False
        self.announced = False
        self.unlinked = ""

    def read_surroundings(self, root: Element, article: Element) -> None:
        """Read copyright lines around the article, and record the number of words left out."""
        inside, around = element_text(article), element_text(root)
        words = len(around.split()) - len(inside.split())
        for what, _, element in _iterate_events(root):
            if what == "start" and element is not None and element.tag in _BLOCKS:
                rights = parse_rights(element_text(element)) if not element.findall("./p") else None
                if rights and rights not in self.manuscript.rights:
                    self.manuscript.rights.append(rights)
        if words > 0:
            counted = "1 word" if words == 1 else f"{words} words"
            self.manuscript.leave_out("", f"{counted} around the page’s article")

    def take_event(self, what: str, text: str, element: Element | None) -> None:
        """Process the start or end of an element, or a text."""
        if self.skipped is not None:
            if what == "end" and element is self.skipped:
                self.skipped = None
        elif element is None:
            self._add_text(text.replace("\t", " ") if self.verbatim else _SPACES.sub(" ", text))
        elif what == "start":
            self._start_element(element)
        else:
            self._end_element(element)

    def _start_element(self, element: Element) -> None:
        tag = str(element.tag)
        reason = _NOT_IMPORTED.get(tag) or exclusion_reason(element)
        if tag in _IGNORED or reason:
            self.skipped = element
            if reason:
                self._omit_element(element, reason)
        elif tag in _BLOCKS:
            self.close_block()
            self.heading = _HEADINGS.get(tag, self.heading)
            self.verbatim += tag == "pre"
            if tag == "li":
                self.items.append(element)
        elif tag == "br":
            self.spans.append(TextSpan(LINE_END))
        elif tag in _EMPHASIS | _STRONG:
            self.style_tags.append(tag)
        elif tag == "a":
            self._start_link(element)

    def _start_link(self, element: Element) -> None:
        href = element.get("href", "").strip()
        if href.startswith("#") and re.fullmatch(r"\[?(?:[0-9]{1,3}|↑)\]?", element_text(element)):
            self.skipped = element
            self.manuscript.leave_out(element_text(element), "the mark of a footnote")
            return
        try:
            whole = urlsplit(href).scheme.lower() in {"http", "https", "mailto"}
        except ValueError:
            whole = False
        self.links.append(href if whole else None)

    def _omit_element(self, element: Element, reason: str) -> None:
        text = element_text(element)
        found = (parse_rights(element_text(inner)) for inner in element.iter())
        rights = parse_rights(text) or next(filter(None, found), None)
        if rights and rights not in self.manuscript.rights:
            self.manuscript.rights.append(rights)
            if rights.text == text:
                return
        shown = text or element.get("alt") or element.get("title") or element.get("src") or ""
        shown = "" if shown.startswith("data:") else shown
        if shown or element.tag in {"img", "table"}:
            self.manuscript.leave_out(shown[:200], reason)

    def _end_element(self, element: Element) -> None:
        tag = str(element.tag)
        if tag in _BLOCKS:
            self.close_block()
            self.verbatim -= tag == "pre"
            if tag in _HEADINGS:
                self.heading = 0
            elif tag == "li" and self.items:
                self.items.pop()
                self.last_item = None
        elif tag in _EMPHASIS | _STRONG and self.style_tags:
            self.style_tags.pop()
        elif tag == "a" and self.links:
            self.links.pop()

    def _add_text(self, text: str) -> None:
        # A character reference (`&#7;`) may name a character that no file may contain.
        text, lost = _UNPRINTABLE.subn("", text)
        if lost:
            self.manuscript.leave_out("", "characters that cannot be printed")
        emphasis = any(tag in _EMPHASIS for tag in self.style_tags)
        strong = any(tag in _STRONG for tag in self.style_tags) and not self.heading
        href = next((link for link in reversed(self.links) if link), None)
        self.unlinked += "" if self.links else text
        self.spans.append(TextSpan(text, emphasis, strong, href))

    def close_block(self) -> None:
        """Convert the collected spans to a block, or to several if its lines have bullets."""
        collected, self.spans = self.spans, []
        # "Lire aussi" with a link after it and no colon between.
        pointer, self.unlinked = self.unlinked.strip(), ""
        text = plain_text(collected).strip()
        if text != pointer and text.startswith(pointer) and is_boilerplate(pointer):
            self.manuscript.leave_out(text, WHY_BOILERPLATE)
            return
        groups: list[list[TextSpan]] = []
        is_open = False
        for line in split_lines(collected):
            text = plain_text(line).strip()
            apart = bool(parse_rights(text)) or is_boilerplate(text)
            if groups and is_open and not apart and not match_opening_mark(text):
                groups[-1] += [TextSpan(" "), *line]
            elif text:
                groups.append(list(line))
            is_open = not apart
        for group in groups:
            self._add_block(tuple(group))

    def _add_block(self, spans: tuple[TextSpan, ...]) -> None:
        spans = trim_spans(spans)
        text = plain_text(spans)
        kind: Kind = "heading" if self.heading else "item" if self.items else "paragraph"
        mark = match_opening_mark(text)
        if mark and kind != "heading":
            kind, spans = mark[0], trim_spans(drop_start(spans, mark[1]))
        manuscript = self.manuscript
        if rights := parse_rights(text):
            manuscript.rights.append(rights)
        elif is_boilerplate(text):
            self.announced = announces_links(text, is_heading=kind == "heading")
            manuscript.leave_out(text, WHY_BOILERPLATE)
        elif self.announced and kind in {"item", "paragraph"} and is_link_title(text):
            manuscript.leave_out(text, WHY_BOILERPLATE)
        elif is_summary_heading(text):
            self.after_summary_heading = True
        elif not plain_text(spans):
            return
        else:
            if self.after_summary_heading and kind == "paragraph":
                kind = "summary"
            self.after_summary_heading = self.announced = False
            self._append_block(ImportedBlock(kind, spans, level=self.heading))

    def _append_block(self, block: ImportedBlock) -> None:
        """Append a block; a second paragraph of a list entry continues the first."""
        item = self.items[-1] if self.items else None
        blocks = self.manuscript.blocks
        if item is not None and item is self.last_item and block.kind == "item":
            block = ImportedBlock("item", (*blocks.pop().spans, TextSpan(" "), *block.spans))
        blocks.append(block)
        self.last_item = item
