"""Which paragraphs of a Word document are entries of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from brief.editorial.importing.formats.word.parts.xml_tree import child, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.parts.styles import StyleSheet

Place = Literal["", "entry", "continued"]

MAX_STEPS = 10  # from a list to the style that defines it, and on
_LIST_STYLES = ("list bullet", "list number")


class Numbering:
    """The lists of a document by number."""

    def __init__(self, root: Element | None, styles: StyleSheet) -> None:
        self._styles = styles
        self._lists: dict[str, Element] = {}
        self._abstract: dict[str, Element] = {}
        for element in root if root is not None else ():
            if element.tag == "w:num":
                self._lists[element.get("w:numId", "")] = element
            elif element.tag == "w:abstractNum":
                self._abstract[element.get("w:abstractNumId", "")] = element

    def place(self, style: str | None, properties: Element | None) -> Place:
        """Return whether a paragraph is an entry of a list, or continues one, by style and look.

        What the paragraph says comes before its style, and number 0 means no list
        (ECMA-376-1, 17.9.18). An entry has a number or a sign.
        """
        direct, inherited = child(properties, "w:numPr"), self._styles.paragraph(style)
        of_style = inherited.get("w:numPr")
        number = value(direct, "w:numId") or value(of_style, "w:numId")
        if number is None:
            names = self._styles.names(style)
            if any(name.startswith("list continue") for name in names):
                return "continued"
            return "entry" if any(name.startswith(_LIST_STYLES) for name in names) else ""
        if number.strip("0") == "":
            return ""
        level = value(direct, "w:ilvl") or value(of_style, "w:ilvl") or "0"
        return self._mark_of(self._find_level(number, level))

    def _mark_of(self, level: Element | None) -> Place:
        """Return what the mark of a level says: pandoc gives a blank one to an entry's rest."""
        text = value(level, "w:lvlText")
        if level is None or child(level, "w:lvlPicBulletId") is not None:
            return "entry"
        if value(level, "w:numFmt") == "none" and not text:
            return ""
        return "continued" if text is not None and not text.strip() else "entry"

    def _find_level(self, number: str, level: str) -> Element | None:
        """Return the definition of a level of a list, also where a style defines the list."""
        for _ in range(MAX_STEPS):
            entry = self._lists.get(number)
            for override in entry.iter("w:lvlOverride") if entry is not None else ():
                own = child(override, "w:lvl")
                if override.get("w:ilvl") == level and own is not None:
                    return own
            abstract = self._abstract.get(value(entry, "w:abstractNumId") or "")
            if abstract is None:
                return None
            levels = (each for each in abstract if each.tag == "w:lvl")
            found = next((each for each in levels if each.get("w:ilvl") == level), None)
            linked = value(abstract, "w:numStyleLink")
            if found is not None or linked is None:
                return found
            number = value(self._styles.numbering(linked), "w:numId") or ""
        return None
