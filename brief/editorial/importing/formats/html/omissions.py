"""Decide which elements of a page are not part of its text, and why."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.html.layout import is_layout_table, sign_of_image
from brief.editorial.importing.formats.html.metadata import excluded_by_name, excluded_tag
from brief.editorial.importing.formats.html.notes import find_notes
from brief.editorial.importing.formats.html.raised_signs import MAX_SIGNS
from brief.editorial.importing.formats.html.styles import (
    StyleSheet,
    has_background,
    is_hidden,
    is_struck_out,
    is_white,
    read_declarations,
)
from brief.editorial.importing.formats.html.tree import (
    BLOCKS,
    class_names,
    find_parents,
    iterate_events,
    short_text,
    text_lengths,
)

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.html.styles import Style

WHY_HIDDEN = "it is not shown on the page"
WHY_EARLIER = "an earlier mail"
WHY_STRUCK = "it is struck out"

_NOT_IMPORTED = {
    "img": "an image", "picture": "an image", "svg": "a drawing", "video": "a film",
    "audio": "a recording", "table": "a table", "iframe": "a frame with another page",
    "object": "an embedded object", "embed": "an embedded object", "canvas": "a drawing",
    "form": "a form", "button": "a button", "math": "a formula", "select": "a field of a form",
    "input": "a field of a form", "textarea": "a field of a form", "datalist": "a field of a form",
    "s": WHY_STRUCK, "del": WHY_STRUCK, "strike": WHY_STRUCK, "template": WHY_HIDDEN,
    "noscript": "it is shown only without scripts", "rt": "the reading of a sign",
    "rp": "the reading of a sign", "noframes": WHY_HIDDEN, "noembed": WHY_HIDDEN,
}  # fmt: skip
_STRUCK_CLASSES = frozenset(("line-through", "strikethrough", "strike-through", "msodel"))
_FRAMES = frozenset({"html", "body", "main", "article"})
_LETTER = re.compile(r"[^\W_]")
_MAX_WHITE = 200


class Omissions:
    """Knows the notes, the style sheets and the lengths of a page.

    `notes` are footnotes, comments and their marks, with what each is.
    """

    def __init__(self, root: Element, article: Element) -> None:
        self.notes = find_notes(article if article.find(".//a") is not None else root)
        self._sheet = StyleSheet(root)
        self._lengths = text_lengths(article)
        self._total = self._lengths.get(article, 0)
        self._parents = find_parents(root)
        self._titles = self._find_titles(article)

    def style_of(self, element: Element) -> dict[str, str]:
        """Return the declarations for an element, of its own and of the page's style sheets."""
        return self._sheet.style_of(element)

    def is_most(self, element: Element) -> bool:
        """Return whether an element has most of the text."""
        return self._lengths.get(element, 0) * 2 > self._total

    def reason(self, element: Element, style: Style) -> str:
        """Return why an element is not part of the text, or "" if it is."""
        tag = str(element.tag)
        if tag in _FRAMES:
            return ""
        if why := self.notes.get(element) or _NOT_IMPORTED.get(tag, ""):
            return "" if self._is_text_after_all(element, tag) else why
        return self._reason_by_style(element, style) or self._reason_by_place(element, style)

    def _reason_by_style(self, element: Element, style: Style) -> str:
        own = read_declarations(element.get("style") or "")
        if element.get("hidden") is not None or is_hidden(own):
            return WHY_HIDDEN
        if is_struck_out(style) or not _STRUCK_CLASSES.isdisjoint(class_names(element)):
            return WHY_STRUCK
        return WHY_HIDDEN if self._is_white_on_white(element, own) else ""

    def _reason_by_place(self, element: Element, style: Style) -> str:
        """Return why an element is beside the text: its tag, role, name, or a style sheet."""
        holds_title = element in self._titles
        why = self._reason_as_caption(element)
        if why := why or excluded_tag(element, has_title=holds_title):
            return why
        if not (holds_title and self.is_most(element)):
            if is_hidden(style):
                return WHY_HIDDEN
            if why := self._reason_by_name(element):
                return why
        length = self._lengths.get(element, 0)
        if length and element.get("aria-hidden") == "true":
            return "" if _LETTER.search(short_text(element)) else "it is an ornament"
        return ""

    def _reason_by_name(self, element: Element) -> str:
        """Return why an element is left out by its name; a forwarded mail may be all the text."""
        if element.tag == "blockquote" and (element.get("type") or "").lower() == "cite":
            return "" if self.is_most(element) else WHY_EARLIER
        why = excluded_by_name(element)
        return "" if why == WHY_EARLIER and self.is_most(element) else why

    def kept_text(self, element: Element) -> str | None:
        """Return the text of a raised element without the marks of notes in it.

        None if it has blocks, or more text than a figure has: then it is text like any other.
        """
        parts: list[str] = []
        omitted: Element | None = None
        for what, text, inner in iterate_events(element):
            if omitted is not None:
                omitted = None if what == "end" and inner is omitted else omitted
            elif what == "start" and inner is not None and inner is not element:
                if inner.tag in BLOCKS or inner.tag in {"img", "br"}:
                    return None
                omitted = inner if inner in self.notes else None
            elif what == "text":
                parts.append(text)
                if sum(map(len, parts)) > MAX_SIGNS * 4:
                    return None
        return "".join(parts)

    def _is_text_after_all(self, element: Element, tag: str) -> bool:
        """Return whether an element that is left out elsewhere holds text here."""
        if tag == "img":
            return bool(sign_of_image(element))
        if tag == "table":
            return is_layout_table(element, self._lengths)
        return tag == "form" and (self.is_most(element) or element in self._titles)

    def _is_white_on_white(self, element: Element, own: Style) -> bool:
        if element.tag in BLOCKS or not is_white(own):
            return False
        for _ in range(_MAX_WHITE):
            parent = self._parents.get(element)
            if parent is None:
                return True
            element = parent
            if element.get("bgcolor") or has_background(self.style_of(element)):
                return False
        return False

    def _reason_as_caption(self, element: Element) -> str:
        """Return what the line below a quotation, a picture or a table is, or ""."""
        parent = self._parents.get(element)
        if parent is None:
            return ""
        if element.tag == "footer" and parent.tag == "blockquote":
            return "it names who is quoted"
        if element.tag == "figcaption" and parent.find(".//blockquote") is None:
            return "a caption"
        return ""

    def _find_titles(self, article: Element) -> set[Element]:
        """Return the elements that hold a heading of the first level."""
        holders: set[Element] = set()
        for title in article.iter("h1"):
            element: Element | None = title
            while element is not None and element not in holders:
                holders.add(element)
                element = self._parents.get(element)
        return holders
