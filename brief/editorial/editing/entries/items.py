"""Insert, remove and move items of the lists of a YAML text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.editing.data import (
    data_of,
    data_of_value,
    inner_data,
    with_value,
)
from brief.editorial.editing.document import Edit, EditedText, Slot
from brief.editorial.editing.entries.block_entries import (
    insert_block,
    move_block,
)
from brief.editorial.editing.entries.changes import (
    below_key,
    collection_of,
    find_neighbour,
    prove_change,
    removal,
    replace_empty,
)
from brief.editorial.editing.entries.flow_entries import insert_flow, move_flow
from brief.editorial.editing.scalars.replacement import SHOWN
from brief.editorial.yaml.nodes import ListNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.editing.entries.new_values import ValueWriter
    from brief.editorial.yaml.locations import Step

_COLON = re.compile(r"[ \t]*:")
_LIST_BELOW_KEY = re.compile(
    r"^( *)[^\s#-][^\n\r]*:[ \t]*(?:#[^\n\r]*)?(?:\r\n|\r|\n)( *)- ", re.MULTILINE
)


def insert_item(
    text: str, path: Sequence[Step], index: int, value: object, *, shown: str = SHOWN
) -> str:
    """Return the YAML text with a new item before the one at `index` of the list at `path`.

    An index equal to the number of items appends. The item is a text, a number or a mapping, and is
    written like those beside it; a list without items (`points: []` or `points:`) gets its first.

    Raises EditRefusedError if `path` leads to no list, if it has fewer items, or if reading the
    result would not give the same tree with this one item more.
    """
    doc = EditedText(text, shown)
    slot = doc.slot_at(path)
    node = collection_of(doc, slot, ListNode)
    items = node.items if isinstance(node, ListNode) else []
    _check_index(doc, slot, index, len(items) + 1)
    data = data_of(doc.root)
    new = inner_data(data, slot.path)
    if not isinstance(new, list):
        new = []
        data = with_value(data, slot.path, new)
    new.insert(index, data_of_value(value))
    like = find_neighbour(items, index)

    def edits(writer: ValueWriter) -> Sequence[Edit]:
        if isinstance(node, ListNode) and (node.flow and (items or slot.flow or slot.key is None)):
            return insert_flow(doc, node, index, writer.flow(value, like))
        if isinstance(node, ListNode) and items:
            column = doc.column_of(node.start)
            return insert_block(doc, node, index, writer.item(value, column, like))
        if slot.flow or slot.key is None:
            return replace_empty(doc, slot, f"[{writer.flow(value)}]")
        column = doc.column_of(slot.key.start) + _dash_offset(doc)
        return below_key(doc, slot, column, writer.item(value, column))

    return prove_change(doc, slot, edits, data)


def remove_item(text: str, path: Sequence[Step], index: int, *, shown: str = SHOWN) -> str:
    """Return the YAML text without the item at `index` of the list at `path`, and its comments.

    The comments of an item are those on its line and directly above it at its indentation. A list
    that loses its only item becomes `[]`. Raises EditRefusedError as `insert_item` does.
    """
    doc = EditedText(text, shown)
    slot = doc.slot_at(path)
    node = slot.node
    if not isinstance(node, ListNode):
        raise doc.refusal(node.start, "this is not a list")
    _check_index(doc, slot, index, len(node.items))
    data = data_of(doc.root)
    inside = inner_data(data, slot.path)
    if isinstance(inside, list):
        del inside[index]
    return prove_change(doc, slot, lambda _: removal(doc, slot, node, index), data)


def move_item(text: str, path: Sequence[Step], old: int, new: int, *, shown: str = SHOWN) -> str:
    """Return the YAML text in which the item at `old` is at `new`, with its comments.

    The order is that of a list from which the item was taken out and then inserted at `new`. Raises
    EditRefusedError as `insert_item` does.
    """
    doc = EditedText(text, shown)
    slot = doc.slot_at(path)
    node = slot.node
    if not isinstance(node, ListNode):
        raise doc.refusal(node.start, "this is not a list")
    _check_index(doc, slot, old, len(node.items))
    _check_index(doc, slot, new, len(node.items))
    if old == new:
        return text
    order = list(range(len(node.items)))
    order.insert(new, order.pop(old))
    data = data_of(doc.root)
    inside = inner_data(data, slot.path)
    if isinstance(inside, list):
        inside.insert(new, inside.pop(old))
    move = move_flow if node.flow else move_block
    return prove_change(doc, slot, lambda _: move(doc, node, order), data)


def _check_index(doc: EditedText, slot: Slot, index: int, limit: int) -> None:
    if not 0 <= index < limit:
        message = f"the list has no place {index}"
        raise doc.refusal(slot.node.start, message, "no-such-value")


def _dash_offset(doc: EditedText) -> int:
    """Return by how many columns dashes of this file are right of the key above them."""
    found = _LIST_BELOW_KEY.search(doc.source.text)
    return max(0, len(found[2]) - len(found[1])) if found else 2
