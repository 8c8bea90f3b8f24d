"""Text boxes of drawings are text; pictures, charts and objects are left out and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.alternatives import shown_branch
from brief.editorial.importing.formats.word.parts.xml_tree import iterate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.formats.word.source import WordSource

_BOX = "w:txbxContent"
# By the last word of the graphic's address, or the tag of what it holds.
_KINDS = {
    "chart": "a chart",
    "chartex": "a chart",
    "diagram": "a SmartArt drawing",
    "picture": "an image",
    "other:chart": "a chart",
    "other:relIds": "a SmartArt drawing",
    "other:pic": "an image",
}


def read_drawing(drawing: Element, source: WordSource) -> list[Element]:
    """Return the text boxes of a `w:drawing`, `w:pict` or `w:object`; list what else it shows."""
    inside = list(iterate(drawing, frozenset({_BOX}), shown_branch))
    boxes = [each for each in inside if each.tag == _BOX]
    for alternative in (each for each in inside if each.tag == "mc:AlternateContent"):
        source.unwrap(alternative)
    for element in inside:
        if element.tag == "a:graphicData":
            kinds = [element.get("uri", "").rpartition("/")[2], *(each.tag for each in inside)]
            if why := next((_KINDS[kind] for kind in kinds if kind in _KINDS), ""):
                texts = [_description(inside), *_related_texts(element, source)]
                source.losses.mention(why, " – ".join(filter(None, texts)))
        elif element.tag == "o:OLEObject":
            source.losses.mention("an embedded object", element.get("ProgID", ""))
        elif element.tag == "v:imagedata" and drawing.tag != "w:object":
            source.losses.mention("an image", element.get("o:title", ""))
        elif element.tag == "v:textpath" and element.get("string"):
            source.losses.mention("lettering as a drawing", element.get("string", ""))
    return boxes


def _description(inside: Sequence[Element]) -> str:
    """Return the alternative text of a drawing, else its title; a name only says its number."""
    for element in inside:
        if element.tag == "wp:docPr":
            return element.get("descr") or element.get("title") or ""
    return ""


def _related_texts(graphic: Element, source: WordSource) -> list[str]:
    """Return the words of the parts that a chart or SmartArt drawing refers to."""
    identifiers = [each.get("r:id") or each.get("r:dm") for each in graphic]
    return [source.related_text(each) for each in identifiers if each]
