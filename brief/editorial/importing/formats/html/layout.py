"""Tables that only place text, fractions of raised and lowered figures, pictures of signs."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from brief.editorial.importing.formats.html.raised_signs import raise_text, write_fraction
from brief.editorial.importing.formats.html.tree import BLOCKS, class_names

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from xml.etree.ElementTree import Element

    from brief.editorial.importing.document import Rows

LONG_CELL = 100  # characters, without spaces, of a cell that is prose rather than data
MAX_SIGN = 12

_ROWS = frozenset({"tbody", "thead", "tfoot"})
_CELLS = frozenset({"th", "td"})
_SIGN_CLASSES = re.compile(r"(?:wp-)?(?:smiley|emoji\w*)|twemoji|joypixels|an1|emoticon")
_POWER = re.compile(r"(?P<base>[\w.,+ −-]{1,20})\^\{?(?P<power>[0-9+−-]{1,4})\}?")
_LETTERS = re.compile(r"[^\W\d_]")
_SHORT_NAME = re.compile(r":[\w+-]+:")
_NUMBER = re.compile(r"\s*[0-9]{1,2}\s*")


def is_layout_table(table: Element, lengths: Mapping[Element, int]) -> bool:
    """Return whether a table only places text.

    It has one cell or column, says so itself, holds another table, or most of its text is in cells
    of prose: long ones, or those with several paragraphs.
    """
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    rows = [[cell for cell in row if lengths.get(cell, 0)] for row in _table_rows(table)]
    if all(len(cells) <= 1 for cells in rows):
        return True
    prose = total = 0
    for cell in (cell for cells in rows for cell in cells):
        blocks = [each for each in cell if each.tag in BLOCKS and lengths.get(each, 0)]
        if any(each.tag == "table" for each in blocks):
            return True
        total += lengths[cell]
        prose += lengths[cell] if len(blocks) > 1 or lengths[cell] > LONG_CELL else 0
    return prose * 2 > total


def read_tables(element: Element) -> list[Rows]:
    """Return the rows of an element that is a table, else nothing; cells over several are one."""
    if element.tag != "table":
        return []
    rows = ([cell for cell in row if cell.tag in _CELLS] for row in _table_rows(element))
    return [tuple(tuple(" ".join("".join(it.itertext()).split()) for it in row) for row in rows)]


def _table_rows(table: Element) -> Iterator[Element]:
    for part in table:
        if part.tag == "tr":
            yield part
        elif part.tag in _ROWS:
            yield from part.findall("tr")


def sign_of_image(image: Element) -> str:
    """Return the sign or power that a picture of WordPress shows, or "" for any other picture."""
    alt = (image.get("alt") or "").strip()
    is_sign = (
        any(_SIGN_CLASSES.fullmatch(name) for name in class_names(image))
        or any(image.get(name) is not None for name in ("data-emoji", "data-stringify-emoji"))
        or "/emoji/" in (image.get("src") or "")
    )
    if "latex" in class_names(image) and (power := _POWER.fullmatch(alt)):
        raised = raise_text(power["power"], power["base"])
        return power["base"] + raised.text if raised.meaning == "text" else ""
    if is_sign and (name := image.get("data-emoji")) and not name.isascii():
        alt = alt or name
    if _SHORT_NAME.fullmatch(alt):
        return {":pushpin:": "📌", ":round_pushpin:": "📍", ":white_check_mark:": "✅"}.get(alt, "")
    return alt if is_sign and 0 < len(alt) <= MAX_SIGN and not _LETTERS.search(alt) else ""


def join_fractions(root: Element) -> None:
    """Write fractions of raised and lowered figures as one text: `<sup>1</sup>/<sub>2</sub>`."""
    for parent in list(root.iter()):
        children = list(parent)
        for upper, lower in pairwise(children):
            if (upper.tag, lower.tag) != ("sup", "sub") or len(upper) or len(lower):
                continue
            stroke = (upper.tail or "").strip()
            if stroke in {"/", "⁄", "∕"} and _are_numbers(upper.text, lower.text):
                upper.text = write_fraction(upper.text or "", lower.text or "")
                upper.tag, upper.tail = "span", lower.tail
                parent.remove(lower)


def _are_numbers(*texts: str | None) -> bool:
    return all(_NUMBER.fullmatch(text or "") for text in texts)
