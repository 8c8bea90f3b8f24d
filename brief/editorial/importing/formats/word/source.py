"""The Word document that is being read: its text, styles, lists, links and omissions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.alternatives import ALTERNATIVE, shown_branch
from brief.editorial.importing.formats.word.losses import (
    WHY_CONTENTS,
    WHY_DELETED,
    WHY_PROMPT,
    WHY_SOURCES,
    shown_text,
)
from brief.editorial.importing.formats.word.parts.xml_tree import (
    UnreadableWordError,
    child,
    is_on,
    value,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.losses import Losses
    from brief.editorial.importing.formats.word.parts.numbering import Numbering
    from brief.editorial.importing.formats.word.parts.package import Relationship, WordPackage
    from brief.editorial.importing.formats.word.parts.styles import StyleSheet

_INSERTED = frozenset({"w:ins", "w:moveTo"})
_DELETED = frozenset({"w:del", "w:moveFrom"})
_LEFT_OUT = {
    "m:oMath": "a formula",
    "m:oMathPara": "a formula",
    "w:subDoc": "a document that this one refers to",
    "w:contentPart": "handwriting",
}
# What says how its parent looks, and holds no text of its own.
_PROPERTIES = frozenset(
    {
        *("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:tblPr", "w:tblGrid", "w:tblPrEx"),
        *("w:trPr", "w:tcPr", "w:sectPr", "w:smartTagPr", "w:customXmlPr", "w:rubyPr"),
    }
)
_GALLERIES = (("table of", WHY_CONTENTS), ("bibliograph", WHY_SOURCES))


@dataclass(slots=True)
class TrackedChanges:
    """How many changes are tracked and not accepted."""

    inserted: int = 0
    deleted: int = 0


@dataclass(slots=True)
class WordSource:
    """A document's parts, and what is noticed while it is read.

    `reads_tables`: tables are text, whatever they hold; `tables_read` counts those with columns.
    `authors` are the paragraphs in a style for them.
    """

    package: WordPackage
    links: Mapping[str, Relationship]
    styles: StyleSheet
    numbering: Numbering
    losses: Losses
    reads_tables: bool = False
    tables_read: int = 0
    tables_left_out: int = 0
    authors: list[str] = field(default_factory=list)
    changes: TrackedChanges = field(default_factory=TrackedChanges)

    def unwrap(self, element: Element) -> Sequence[Element] | None:
        """Return the children of an element that only wraps text; () for one that is left out.

        None for an element that is neither.
        """
        tag = element.tag
        if tag in _INSERTED:
            self.changes.inserted += any(child(run, "w:t") is not None for run in element)
            return list(element)
        if tag == ALTERNATIVE:
            return self._unwrap_alternative(element)
        if tag == "w:sdt":
            return self._unwrap_control(element)
        if tag in _DELETED:
            self.changes.deleted += bool(shown_text(element))
            self.losses.leave_out_element(element, WHY_DELETED)
        elif tag in _LEFT_OUT:
            self.losses.leave_out_element(element, _LEFT_OUT[tag], tag.partition(":")[2])
        elif tag not in _PROPERTIES:
            return None
        return ()

    def related_text(self, identifier: str | None) -> str:
        """Return the words of a drawing that is a part of its own, such as a chart."""
        link = self.links.get(identifier or "")
        if link is None or link.is_external or not self.package.has(link.target):
            return ""
        try:
            return shown_text(self.package.parse(link.target))
        except UnreadableWordError:  # it is left out in any case
            return ""

    def address(self, hyperlink: Element) -> str | None:
        """Return where a `w:hyperlink` leads, if that is outside of the document."""
        link = self.links.get(hyperlink.get("r:id", ""))
        if link is None or not link.is_external:
            return None
        anchor = hyperlink.get("w:anchor")
        return f"{link.target}#{anchor}" if anchor and "#" not in link.target else link.target

    def _unwrap_alternative(self, element: Element) -> Sequence[Element]:
        """Return the children of the branch that is read; the others should say the same."""
        chosen = shown_branch(element)
        for branch in element:
            if branch is not chosen:
                self.losses.expect_again(branch)
        return () if chosen is None else list(chosen)

    def _unwrap_control(self, element: Element) -> Sequence[Element]:
        """Return what a content control holds; list its prompt, and what Word fills in."""
        properties = child(element, "w:sdtPr")
        prompt = child(properties, "w:showingPlcHdr")
        gallery = value(properties, "w:docPartObj", "w:docPartGallery") or ""
        why = next((why for name, why in _GALLERIES if gallery.lower().startswith(name)), "")
        if prompt is not None and is_on(prompt):
            why = WHY_PROMPT
        if why:
            self.losses.leave_out_element(element, why)
            return ()
        content = child(element, "w:sdtContent")
        return () if content is None else list(content)
