"""Set and remove keys of the mappings of a YAML text."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from brief.editorial.editing.data import (
    data_of,
    data_of_value,
    inner_data,
    scalar_text,
    with_value,
)
from brief.editorial.editing.document import Edit, EditedText
from brief.editorial.editing.entries.block_entries import insert_block, node_end
from brief.editorial.editing.entries.changes import (
    below_key,
    collection_of,
    find_neighbour,
    prove_change,
    removal,
    replace_empty,
)
from brief.editorial.editing.entries.flow_entries import insert_flow
from brief.editorial.editing.entries.new_values import ValueWriter
from brief.editorial.editing.scalars.block_scalars import INDENT
from brief.editorial.editing.scalars.replacement import SHOWN, replace_scalar
from brief.editorial.yaml.nodes import ListNode, MapNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.yaml.locations import Step


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
    node = collection_of(doc, slot, MapNode)
    keys = node.values if isinstance(node, MapNode) else {}
    if isinstance(keys.get(key), ScalarNode) and isinstance(value, str | int | float | Decimal):
        return replace_scalar(text, (*slot.path, key), scalar_text(value), shown=shown)
    data = data_of(doc.root)
    if not keys:
        data = with_value(data, slot.path, {})
    data = with_value(data, (*slot.path, key), data_of_value(value))

    def edits(writer: ValueWriter) -> Sequence[Edit]:
        if isinstance(node, MapNode) and key in keys:
            return (_value_edit(doc, node, key, value, writer),)
        if isinstance(node, MapNode) and (node.flow and (keys or slot.flow or slot.key is None)):
            return insert_flow(doc, node, len(keys), writer.flow_entry(key, value))
        if isinstance(node, MapNode) and keys:
            like = find_neighbour(list(keys.values()), len(keys))
            new = writer.entry(key, value, doc.column_of(node.start), like)
            return insert_block(doc, node, len(keys), new)
        if slot.flow or slot.key is None:
            return replace_empty(doc, slot, "{" + writer.flow_entry(key, value) + "}")
        column = doc.column_of(slot.key.start) + INDENT
        return below_key(doc, slot, column, writer.entry(key, value, column))

    return prove_change(doc, slot, edits, data)


def _value_edit(
    doc: EditedText, node: MapNode, key: str, value: object, writer: ValueWriter
) -> Edit:
    """Return the edit that writes another kind of value for a key; a comment on its line stays."""
    old, name = node.values[key], node.keys[key]
    colon_end = doc.colon_end(name)
    start = name.end if colon_end is None else colon_end
    column = doc.column_of(node.start)
    is_block = isinstance(old, ListNode | MapNode) and not old.flow
    is_block = is_block or (isinstance(old, ScalarNode) and old.style in {"|", ">"})
    end = node_end(doc, old, column, start)
    if node.flow:
        new = "" if value is None else f" {writer.flow(value, old)}"
        return Edit(start, end, f":{new}" if colon_end is None else new)
    head = len(writer.key(key)) + 1
    first, newline, rest = writer.entry(key, value, column, old)[head:].partition(doc.newline)
    if is_block:
        return Edit(start, end, first + newline + rest)
    line_end = doc.line_end(end)
    comment = doc.text[end:line_end].rstrip()
    return Edit(start, line_end, first + comment + newline + rest)


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
    return prove_change(doc, slot, lambda _: removal(doc, slot, node, index), data)


def _first_key_of_file(doc: EditedText, key: str, value: object) -> str:
    at = len(doc.text)
    joint = doc.newline if doc.text and not doc.text.endswith(("\n", "\r")) else ""
    new = joint + ValueWriter(doc).entry(key, value, 0) + doc.newline
    result = doc.prove([Edit(at, at, new)], {key: data_of_value(value)})
    if result is None:
        raise doc.refusal(0, "this cannot be changed without changing other values")
    return result
