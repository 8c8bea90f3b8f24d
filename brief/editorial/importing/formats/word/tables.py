"""Tell tables that only place text on the page from tables of data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.importing.formats.word.losses import shown_text
from brief.editorial.importing.formats.word.parts.xml_tree import child, is_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from xml.etree.ElementTree import Element

LONG_CELL = 120  # characters of a cell that is prose rather than data

_WRAPPERS = frozenset({"w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"})

Row = list["Element"]


def read_rows(table: Element) -> list[Row]:
    """Return the cells of a table by row; hidden and deleted rows have none."""
    return [_cells(row) for row in _children(table, "w:tr") if not why_row_left_out(row)]


def rows_left_out(table: Element) -> Iterator[Element]:
    """Yield the rows of a table that are hidden or deleted."""
    return (row for row in _children(table, "w:tr") if why_row_left_out(row))


def why_row_left_out(row: Element) -> bool:
    """Return whether a row is hidden, or deleted while changes were tracked."""
    properties = child(row, "w:trPr")
    hidden = child(properties, "w:hidden")
    return child(properties, "w:del") is not None or (hidden is not None and is_on(hidden))


def has_columns(rows: Sequence[Row]) -> bool:
    """Return whether any row has more than one cell."""
    return any(len(cells) > 1 for cells in rows)


def is_layout(rows: Sequence[Row]) -> bool:
    """Return whether most of a table's text is in cells of prose: long, or several paragraphs.

    A table within the table is a sign of it, too.
    """
    prose = total = 0
    for cell in (cell for cells in rows for cell in cells):
        if next(_children(cell, "w:tbl"), None) is not None:
            return True
        texts = [text for each in cell if (text := shown_text(each))]
        length = sum(map(len, texts))
        total += length
        prose += length if len(texts) > 1 or length > LONG_CELL else 0
    return prose * 2 > total


def _cells(row: Element) -> Row:
    """Return the cells of a row; a content control around a cell is one, as it may be a prompt."""
    cells: Row = []
    for element in row:
        if element.tag in {"w:tc", "w:sdt"}:
            cells.append(element)
        elif element.tag in _WRAPPERS:
            cells += _cells(element)
    return cells


def _children(parent: Element, tag: str) -> Iterator[Element]:
    """Yield the children with a tag, also those in content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _children(element, tag)
