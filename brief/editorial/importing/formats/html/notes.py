"""Find the notes and comments of an HTML page, and the marks in the text that lead to them.

Each program writes them in its own way; two things are common to all: the mark is a link to the
note, and most notes link back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from brief.editorial.importing.formats.html.styles import read_declarations
from brief.editorial.importing.formats.html.tree import (
    BLOCKS,
    HEADINGS,
    class_names,
    find_parents,
    short_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

WHY_MARK = "the mark of a footnote"
WHY_NOTE = "a footnote"
WHY_COMMENT = "a comment"
WHY_COMMENT_MARK = "the mark of a comment"
MAX_MARK = 12

_MARK_TEXT = re.compile(
    r"[\[(]?(?:(?:note|nota|anm\.?|fn\.?)\s*)?(?:[0-9]{1,3}|[a-z]{1,2}|[ivxlc]{1,6}|[*†‡§¶#]{1,4})[\])]?"
    r"\.?",
    re.IGNORECASE,
)
_LOST_MARK = re.compile(r"\[[0-9a-z]{1,3}\]|↑")
_BACK_TEXT = re.compile(
    r"[↩↑⤴⏎⮌^]\ufe0e?\ufe0f?[0-9]*|jump (?:up|back)|zurück|back to text", re.IGNORECASE
)
_NOTE_CLASSES = re.compile(
    r"footnotes?|footnote[-_](?:list|item|body|content|text|definition|section|area|wrapper)"
    r"|footnotes[-_](?:list|area|sep|section|wrapper|container)|endnotes?|endnote[-_]\w+"
    r"|modern-footnotes-footnote__note|wp-block-footnotes|easy-footnotes-wrapper|references|reflist|sidenote|marginnote"
    r"|msofootnotetext|msoendnotetext|footnotedescription|citation-list|notes-list|fn-list"
)
_NOTE_IDS = re.compile(
    r"(?:sdfootnote|sdendnote|ftn|edn)[0-9]+|footnotes|endnotes|_?footnotes?def.*"
)
_NOTE_ROLES = frozenset(
    ("doc-endnotes", "doc-footnote", "doc-endnote", "footnote", "footnotes", "endnote", "endnotes",
     "rearnote", "rearnotes", "doc-footnotes")
)  # fmt: skip
_MARK_CLASSES = re.compile(
    r"footnote(?:[-_]?(?:ref|reference|anchor|link|number|marker|backref))?|fn|noteref|note-ref"
    r"|sdfootnoteanc|sdendnoteanc|reference|cite_ref|footnotereference|msofootnotereference"
    r"|msoendnotereference|easy-footnote(?:-to-top)?|brackets"
)
_COMMENT_CLASSES = frozenset(
    ("msocomtxt", "msocommenttext", "msocommentsubject", "comment-content", "commenttext")
)
_COMMENT_MARKS = frozenset(("msocomanchor", "msocommentreference", "msocomoff"))
_COMMENT_IDS = re.compile(r"_com_[0-9]+|cmnt[0-9]+")


def find_notes(root: Element) -> dict[Element, str]:
    """Return the notes and comments of a page, and their marks in the text, with what each is."""
    finder = _NoteFinder(root)
    for element in root.iter():
        if isinstance(element.tag, str):
            finder.take(element)
    return finder.found


class _NoteFinder:
    def __init__(self, root: Element) -> None:
        self.found: dict[Element, str] = {}
        self.parents = find_parents(root)
        self.order = {element: number for number, element in enumerate(root.iter())}
        self.targets: dict[str, Element] = {}
        for element in root.iter():
            for name in (element.get("id"), element.get("name")):
                if name:
                    self.targets.setdefault(name, element)

    def take(self, element: Element) -> None:
        """Record an element that is a note, a comment, or a mark."""
        why = _container_reason(element)
        if why and element.tag != "a" and element.tag not in {"html", "body", "main", "article"}:
            self.found.setdefault(element, why)
        if element.tag != "a":
            return
        target = self._find_target(element)
        text = short_text(element)
        if set(class_names(element)) & _COMMENT_MARKS:
            self.found.setdefault(element, WHY_COMMENT_MARK)
        elif len(text) > MAX_MARK * 2 or not (element.get("href") or ""):
            return
        elif (element.get("href") or "").startswith(("#cmnt", "#_msocom")):
            self._take_comment(element, target)
        elif _is_back_link(element, text):
            self._take_note(element, element)
        elif target is not None and _MARK_TEXT.fullmatch(text):
            self._take_mark(element, target)
        elif target is None and "#" in (element.get("href") or "") and _LOST_MARK.fullmatch(text):
            self.found.setdefault(self._widen(element), WHY_MARK)

    def _find_target(self, link: Element) -> Element | None:
        """Return the element that a link on the page leads to."""
        _, sign, fragment = (link.get("href") or "").partition("#")
        if not sign or not fragment:
            return None
        found = self.targets.get(fragment)
        return self.targets.get(unquote(fragment)) if found is None else found

    def _take_comment(self, link: Element, target: Element | None) -> None:
        if (link.get("href") or "").startswith("#cmnt_ref"):
            self._take_block(self._enclosing_block(link), WHY_COMMENT)
            return
        self.found.setdefault(self._widen(link), WHY_COMMENT_MARK)
        if target is not None:
            self._take_block(self._enclosing_block(target), WHY_COMMENT)

    def _take_mark(self, link: Element, target: Element) -> None:
        """Record a mark and its note; a mark below its target is the number of the note itself."""
        outer = self._widen(link)
        names = {name for each in self._near(link) for name in class_names(each)}
        is_sure = (
            outer is not link
            or any(_MARK_CLASSES.fullmatch(name) for name in names)
            or "noteref" in f"{link.get('role')} {link.get('epub:type')}"
            or (link.get("rel") or "") == "footnote"
            or short_text(link)[:1] in {"[", "("}
            or any(each.tag == "sup" for each in self._near(link))
        )
        if self.order[target] < self.order[link]:
            if is_sure and _MARK_TEXT.fullmatch(short_text(link)):
                self._take_note(link, link)
            return
        block = self._enclosing_block(target)
        if block is not None and str(block.tag) in HEADINGS and outer is link:
            return
        is_sure = is_sure or (block is not None and self.found.get(block) == WHY_NOTE)
        is_sure = is_sure or _container_reason(target) == WHY_NOTE
        number = re.escape(short_text(link).strip("[]()."))
        repeats = re.match(rf"[\[(^]?{number}\b", short_text(block)) if block is not None else None
        if not is_sure and not repeats:
            return
        self.found.setdefault(outer, WHY_MARK)
        if block is not None and self._is_note(block, link):
            self._take_block(block, WHY_NOTE)

    def _is_note(self, block: Element, link: Element) -> bool:
        """Return whether a block that a mark leads to can be a note: it does not hold the mark."""
        return str(block.tag) not in HEADINGS and self.order[block] > self.order[link]

    def _take_note(self, link: Element, inside: Element) -> None:
        """Record the block with a link back to the text as a note."""
        block = self._enclosing_block(inside)
        if block is None or str(block.tag) in HEADINGS:
            return
        self._take_block(block, WHY_NOTE)
        self.found.setdefault(link, WHY_MARK)

    def _take_block(self, block: Element | None, why: str) -> None:
        if block is None:
            return
        self.found.setdefault(block, why)
        parent = self.parents.get(block)
        # A frame around one comment or note, as Google Docs and Word draw it.
        if parent is not None and parent.tag == "div" and len(parent) == 1:
            self.found.setdefault(parent, why)

    def _enclosing_block(self, element: Element) -> Element | None:
        """Return the list entry around an element, or the nearest block."""
        first: Element | None = None
        for each in (element, *self._ancestors(element)):
            if each.tag in {"body", "html", "main", "article", "section", "table", "ol", "ul"}:
                break
            if each.tag in {"li", "dd", "aside", "tr"}:
                return each
            if first is None and each.tag in BLOCKS:
                first = each
        return first

    def _widen(self, link: Element) -> Element:
        """Return the raised element, or brackets, around nothing but a mark; else the mark."""
        outer = link
        for each in self._ancestors(link):
            inner = "".join(short_text(each).split())
            if each.tag not in {"sup", "span", "small"} or not re.fullmatch(
                r"(?:[\[(]?[\w*†‡§¶]{1,4}[\])]?[,;–-]?){1,8}", inner
            ):
                break
            if each.tag == "sup" or inner[:1] in "[(" or class_names(each):
                outer = each
        return outer

    def _near(self, link: Element) -> Iterator[Element]:
        """Yield a link, its parent and grandparent, and its only children."""
        yield link
        yield from self._ancestors(link, most=2)
        yield from list(link.iter())[1:4]

    def _ancestors(self, element: Element, most: int = 12) -> Iterator[Element]:
        for _ in range(most):
            parent = self.parents.get(element)
            if parent is None or (parent.tag in BLOCKS and most == 2):  # noqa: PLR2004
                return
            yield parent
            element = parent


def _container_reason(element: Element) -> str:
    """Return what an element is by its role, class, id or style: notes, a comment, or ""."""
    names = class_names(element)
    identifier = (element.get("id") or "").lower()
    kind = read_declarations(element.get("style") or "").get("mso-element", "")
    if (
        kind.startswith("comment")
        or _COMMENT_CLASSES & set(names)
        or (_COMMENT_IDS.fullmatch(identifier) and element.tag in BLOCKS)
    ):
        return WHY_COMMENT
    if set(names) & _COMMENT_MARKS:
        return WHY_COMMENT_MARK
    roles = f"{element.get('role') or ''} {element.get('epub:type') or ''}".lower().split()
    if (
        kind.startswith(("footnote", "endnote"))
        or _NOTE_ROLES & set(roles)
        or element.get("data-footnotes") is not None
        or (element.tag in BLOCKS and _NOTE_IDS.fullmatch(identifier))
        or any(_NOTE_CLASSES.fullmatch(name) for name in names)
    ):
        return WHY_NOTE if element.tag != "sup" else WHY_MARK
    return ""


def _is_back_link(link: Element, text: str) -> bool:
    names = class_names(link)
    return (
        link.get("role") == "doc-backlink"
        or link.get("data-footnote-backref") is not None
        or any(
            name in {"footnote-back", "footnote-backref", "footnotebackref", "reversefootnote"}
            for name in names
        )
        or (bool(_BACK_TEXT.fullmatch(text)) and "#" in (link.get("href") or ""))
    )
