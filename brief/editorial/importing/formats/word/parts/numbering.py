"""Which paragraphs of a Word document are entries of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.parts.xml_tree import child, value

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.parts.styles import StyleSheet

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

    def is_item(self, style: str | None, properties: Element | None) -> bool:
        """Return whether a paragraph with this style and these properties is an entry of a list.

        What the paragraph says comes before its style, and number 0 means no list
        (ECMA-376-1, 17.9.18). Without number and sign at its level a paragraph is ordinary text.
        """
        direct, inherited = child(properties, "w:numPr"), self._styles.paragraph(style)
        of_style = inherited.get("w:numPr")
        number = value(direct, "w:numId") or value(of_style, "w:numId")
        if number is None:
            names = self._styles.names(style)
            return any(name.startswith(_LIST_STYLES) for name in names)
        if number.strip("0") == "":
            return False
        level = value(direct, "w:ilvl") or value(of_style, "w:ilvl") or "0"
        return self._shows_mark(number, level)

    def _shows_mark(self, number: str, level: str) -> bool:
        found = self._find_level(number, level)
        if found is None:
            return True
        picture = child(found, "w:lvlPicBulletId") is not None
        return picture or value(found, "w:numFmt") != "none" or bool(value(found, "w:lvlText"))

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
