"""Add, remove, move and replace entries of the lists and mappings of a YAML text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.editorial.editing.block_entries import (
    insert_block,
    move_block,
    read_block_entries,
    remove_block,
)
from brief.editorial.editing.data import (
    data_of,
    data_of_value,
    inner_data,
    same_but_last_break,
    with_value,
)
from brief.editorial.editing.document import Edit, EditedText, Slot
from brief.editorial.editing.flow_entries import insert_flow, move_flow, remove_flow
from brief.editorial.editing.new_values import ValueWriter
from brief.editorial.editing.scalars import SHOWN, replace_scalar
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from brief.editorial.editing.data import Data
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
    node = _collection_of(doc, slot, ListNode)
    items = node.items if isinstance(node, ListNode) else []
    _check_index(doc, slot, index, len(items) + 1)
    data = data_of(doc.root)
    new = inner_data(data, slot.path)
    if not isinstance(new, list):
        new = []
        data = with_value(data, slot.path, new)
    new.insert(index, data_of_value(value))
    like = _neighbour(items, index)

    def edits(writer: ValueWriter) -> Sequence[Edit]:
        if isinstance(node, ListNode) and (node.flow and (items or slot.flow or slot.key is None)):
            return insert_flow(doc, node, index, writer.flow(value, like))
        if isinstance(node, ListNode) and items:
            column = doc.column_of(node.start)
            return insert_block(doc, node, index, writer.item(value, column, like))
        if slot.flow or slot.key is None:
            return _replace_empty(doc, slot, f"[{writer.flow(value)}]")
        column = doc.column_of(slot.key.start) + _dash_offset(doc)
        return _below_key(doc, slot, column, writer.item(value, column))

    return _prove(doc, slot, edits, data)


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
    return _prove(doc, slot, lambda _: _removal(doc, slot, node, index), data)


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
    return _prove(doc, slot, lambda _: move(doc, node, order), data)


def set_key(text: str, path: Sequence[Step], key: str, value: object, *, shown: str = SHOWN) -> str:
    """Return the YAML text with this value of a key of the mapping at `path`.

    A new key is the last of its mapping; a mapping without keys (`{}` or nothing) gets its first.
    The text of a key that exists keeps its style (see `replace_scalar`). The value is a text, a
    number, None, a mapping or a list.

    Raises EditRefusedError if `path` leads to no mapping, or if reading the result would not
    give the same tree with this one change.
    """
    doc = EditedText(text, shown)
    if doc.root is None and not path:
        return _first_key_of_file(doc, key, value)
    slot = doc.slot_at(path)
    node = _collection_of(doc, slot, MapNode)
    keys = node.values if isinstance(node, MapNode) else {}
    if isinstance(keys.get(key), ScalarNode) and isinstance(value, str):
        return replace_scalar(text, (*slot.path, key), value, shown=shown)
    data = data_of(doc.root)
    if not keys:
        data = with_value(data, slot.path, {})
    data = with_value(data, (*slot.path, key), data_of_value(value))
    like = keys.get(key) or _neighbour(list(keys.values()), len(keys))

    def edits(writer: ValueWriter) -> Sequence[Edit]:
        if not isinstance(node, MapNode) or (not keys and slot.key is not None and not slot.flow):
            if slot.flow or slot.key is None:
                return _replace_empty(doc, slot, "{" + writer.flow_entry(key, value) + "}")
            column = doc.column_of(slot.key.start) + 2
            return _below_key(doc, slot, column, writer.entry(key, value, column))
        if node.flow:
            if key in keys:
                end = max(keys[key].end, node.keys[key].end)
                return (Edit(node.keys[key].start, end, writer.flow_entry(key, value)),)
            return insert_flow(doc, node, len(keys), writer.flow_entry(key, value))
        new = writer.entry(key, value, doc.column_of(node.start), like)
        if key not in keys:
            return insert_block(doc, node, len(keys), new)
        entry = read_block_entries(doc, node)[list(keys).index(key)]
        return (Edit(entry.start, entry.end, new),)

    return _prove(doc, slot, edits, data)


def remove_key(text: str, path: Sequence[Step], *, shown: str = SHOWN) -> str:
    """Return the YAML text without the key at `path`, its value and its comments.

    A mapping that loses its only key becomes `{}`. Raises EditRefusedError if the key does not
    exist, or if reading the result would not give the same tree without this key.
    """
    doc = EditedText(text, shown)
    inner = doc.slot_at(path)
    slot = doc.slot_at(inner.path[:-1])
    node = slot.node
    if not isinstance(node, MapNode) or inner.key is None:
        raise doc.refusal(inner.node.start, "this is not a key")
    name = str(inner.path[-1])
    data = data_of(doc.root)
    inside = inner_data(data, slot.path)
    if isinstance(inside, dict):
        del inside[name]
    index = list(node.values).index(name)
    return _prove(doc, slot, lambda _: _removal(doc, slot, node, index), data)


def _neighbour(nodes: Sequence[Node], index: int) -> Node | None:
    """Return the node in whose style a new one is written; quotes only if all texts have them."""
    if not nodes:
        return None
    nearest = nodes[min(index, len(nodes) - 1)]
    if isinstance(nearest, ScalarNode) and nearest.style in {"'", '"'}:
        others = (it for it in nodes if isinstance(it, ScalarNode) and it.style not in {"'", '"'})
        return next(others, nearest)
    return nearest


def _removal(doc: EditedText, slot: Slot, node: ListNode | MapNode, index: int) -> Sequence[Edit]:
    if node.flow:
        return remove_flow(doc, node, index)
    entries = read_block_entries(doc, node)
    if len(entries) > 1:
        return remove_block(doc, node, index)
    empty = "[]" if isinstance(node, ListNode) else "{}"
    entry = entries[0]
    line = doc.line_start(entry.lead)
    if slot.key is None or line <= slot.key.start:
        return (Edit(entry.lead, entry.end, empty),)
    colon = _COLON.match(doc.source.text, slot.key.end)
    at = colon.end() if colon else slot.key.end
    before = doc.text[:line]
    start = line - (2 if before.endswith("\r\n") else 1)
    return Edit(at, at, f" {empty}"), Edit(start, entry.end, "")


def _prove(
    doc: EditedText,
    slot: Slot,
    make: Callable[[ValueWriter], Sequence[Edit]],
    expected: Data,
) -> str:
    """Return the first result that is proven: as usual, with a line end after it, all quoted."""
    end = Edit(len(doc.text), len(doc.text), doc.newline)
    for quoted in (False, True):
        edits = make(ValueWriter(doc, quoted=quoted))
        for more in ((), (end,)):
            result = doc.prove([*edits, *more], expected)
            if result is not None:
                return result
    if not doc.text.endswith(("\n", "\r")):
        edits = make(ValueWriter(doc))
        if (result := doc.prove(edits, expected, same=same_but_last_break)) is not None:
            return result
    raise doc.refusal(slot.node.start, "this cannot be changed without changing other values")


def _collection_of(doc: EditedText, slot: Slot, kind: type[ListNode | MapNode]) -> Node:
    """Return the node at a slot if it is of this kind, or empty."""
    node = slot.node
    if isinstance(node, kind) or (isinstance(node, ScalarNode) and node.is_empty):
        return node
    name = "list" if kind is ListNode else "mapping"
    raise doc.refusal(node.start, f"this is not a {name}")


def _check_index(doc: EditedText, slot: Slot, index: int, limit: int) -> None:
    if not 0 <= index < limit:
        message = f"the list has no place {index}"
        raise doc.refusal(slot.node.start, message, "no-such-value")


def _replace_empty(doc: EditedText, slot: Slot, new: str) -> tuple[Edit, ...]:
    """Return the edit that writes a value in place of an empty one, on its line."""
    node = slot.node
    if node.end > node.start:
        return (Edit(node.start, node.end, new),)
    at = node.start
    while at and doc.text[at - 1] in " \t":
        at -= 1
    return (Edit(at, at, f" {new}"),)


def _below_key(doc: EditedText, slot: Slot, column: int, new: str) -> tuple[Edit, ...]:
    """Return the edits that write a collection below its key in place of an empty one."""
    key = slot.key
    colon = _COLON.match(doc.source.text, key.end if key else 0)
    at = colon.end() if colon else slot.node.start
    end = max(at, slot.node.end)
    if not doc.text[at:end].strip():
        end = at
    line_end = doc.line_end(end)
    rest = doc.text[end:line_end].rstrip()
    return (Edit(at, line_end, f"{rest}{doc.newline}{' ' * column}{new}"),)


def _dash_offset(doc: EditedText) -> int:
    """Return by how many columns dashes of this file are right of the key above them."""
    found = _LIST_BELOW_KEY.search(doc.source.text)
    return max(0, len(found[2]) - len(found[1])) if found else 2


def _first_key_of_file(doc: EditedText, key: str, value: object) -> str:
    at = len(doc.text)
    joint = doc.newline if doc.text and not doc.text.endswith(("\n", "\r")) else ""
    new = joint + ValueWriter(doc).entry(key, value, 0) + doc.newline
    result = doc.prove([Edit(at, at, new)], {key: data_of_value(value)})
    if result is None:
        raise doc.refusal(0, "this cannot be changed without changing other values")
    return result
