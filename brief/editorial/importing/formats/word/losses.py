"""Record which parts of a Word document are left out, and notice texts that were passed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.alternatives import shown_branch
from brief.editorial.importing.formats.word.parts.xml_tree import iterate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.document import Manuscript

MAX_ENTRIES = 1_000
MAX_SHOWN = 1_000
WHY_STRUCK = "struck out"
WHY_HIDDEN = "hidden text"
WHY_DELETED = "deleted while changes were tracked"
WHY_PROMPT = "a prompt of the template, not written over"
WHY_CONTENTS = "a table of contents"
WHY_SOURCES = "a list of sources"
WHY_NOTE_MARK = "the mark of a note"
WHY_OTHER_VERSION = "another version of a drawing"
WHY_UNREAD = "it is in a part of the document that is not read"

_TEXTS = frozenset({"w:t", "w:delText", "m:t", "a:t"})
_SPACES = frozenset({"w:tab", "w:br", "w:cr", "w:p", "w:tc", "a:p", "m:oMath"})
_LONG = frozenset({WHY_CONTENTS, WHY_SOURCES})  # these go over several paragraphs


class Losses:
    """Lists the omissions, with neighbours that have the same reason in one entry."""

    def __init__(self, manuscript: Manuscript) -> None:
        self._manuscript = manuscript
        self._seen: set[int] = set()
        self._again: set[int] = set()
        self._texts: list[str] = []
        self._why = ""
        self._entries = 0

    @property
    def shown(self) -> str:
        """The path of the document in messages."""
        return self._manuscript.shown

    def keep_table(self, rows: Sequence[Sequence[Element]]) -> None:
        """Keep the data of a table that is left out of the text."""
        texts = (tuple(shown_text(cell) for cell in row) for row in rows)
        self._manuscript.tables.append(tuple(texts))

    def take(self, element: Element) -> None:
        """Note that the text of an element is imported."""
        self._seen.add(id(element))
        self.close()

    def leave_out(self, text: str, why: str, element: Element | None = None) -> None:
        """Record a text that is not imported; it is added to the entry before, if that is open."""
        if element is not None:
            self._seen.add(id(element))
        if self._why != why:
            self.close()
        self._texts.append(text)
        self._why = why

    def leave_out_element(self, element: Element, why: str, text: str = "") -> None:
        """Record an element with all its text as not imported, in an entry of its own.

        `text` represents an element that has no text. Without either nothing is recorded.
        """
        self._seen.update(id(each) for each in element.iter() if each.tag in _TEXTS)
        if whole := shown_text(element) or text:
            self.close()
            self.leave_out(whole, why)
            self.close()

    def expect_again(self, element: Element) -> None:
        """Note that the texts of an element should also be elsewhere, where they are read."""
        self._again.update(id(each) for each in element.iter() if each.tag in _TEXTS)

    def end_paragraph(self) -> None:
        """End the open entry, unless it is one that goes over several paragraphs."""
        if self._why in _LONG:
            self._texts.append(" ")
        else:
            self.close()

    def close(self) -> None:
        """End the open entry."""
        whole = " ".join("".join(self._texts).split())
        if whole:
            self._entries += 1
            if self._entries <= MAX_ENTRIES:
                cut = whole if len(whole) <= MAX_SHOWN else f"{whole[: MAX_SHOWN - 1]}…"
                self._manuscript.leave_out(cut, self._why)
        self._texts, self._why = [], ""

    def mention(self, why: str, text: str = "") -> None:
        """Record a part in an entry of its own, also without a text, such as an image."""
        self.close()
        if text:
            self.leave_out(text, why)
            self.close()
        else:
            self._manuscript.leave_out("", why)

    def list_rest(self, root: Element) -> None:
        """Record the texts of a part that were neither imported nor recorded: none is lost."""
        self.close()
        known = {each.text for each in root.iter() if id(each) in self._seen}
        for element in root.iter():
            if element.tag == "w:p":
                self.close()
            elif element.tag not in _TEXTS or id(element) in self._seen:
                continue
            elif id(element) not in self._again:
                self.leave_out(element.text or "", WHY_UNREAD)
            elif element.text not in known:
                self.leave_out(element.text or "", WHY_OTHER_VERSION)
        self.close()
        if self._entries > MAX_ENTRIES:
            self._manuscript.leave_out("", f"{self._entries - MAX_ENTRIES} more parts")


def shown_text(element: Element) -> str:
    """Return the text of an element on one line, of one branch of each alternative."""
    return " ".join("".join(_texts(element)).split())


def _texts(root: Element) -> Iterator[str]:
    for element in iterate(root, choose=shown_branch):
        if element.tag in _TEXTS:
            yield element.text or ""
        elif element.tag in _SPACES:
            yield " "
        elif element.tag == "w:noBreakHyphen":
            yield "\N{NON-BREAKING HYPHEN}"
