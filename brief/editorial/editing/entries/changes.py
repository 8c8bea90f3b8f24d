"""What changes of lists and of mappings have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.editing.data import same_but_last_break
from brief.editorial.editing.document import Edit, EditedText, Slot
from brief.editorial.editing.entries.block_entries import read_block_entries, remove_block
from brief.editorial.editing.entries.flow_entries import remove_flow
from brief.editorial.editing.entries.new_values import ValueWriter
from brief.editorial.yaml.nodes import ListNode, MapNode, Node, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from brief.editorial.editing.data import Data


def find_neighbour(nodes: Sequence[Node], index: int) -> Node | None:
    """Return the node in whose style a new one is written; quotes only if all texts have them."""
    if not nodes:
        return None
    nearest = nodes[min(index, len(nodes) - 1)]
    if isinstance(nearest, ScalarNode) and nearest.style in {"'", '"'}:
        others = (it for it in nodes if isinstance(it, ScalarNode) and it.style not in {"'", '"'})
        return next(others, nearest)
    return nearest


def removal(doc: EditedText, slot: Slot, node: ListNode | MapNode, index: int) -> Sequence[Edit]:
    """Return the edits that remove an entry; a collection that loses its only one is empty."""
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
    at = doc.colon_end(slot.key) or slot.key.end
    before = doc.text[:line]
    start = line - (2 if before.endswith("\r\n") else 1)
    return Edit(at, at, f" {empty}"), Edit(start, entry.end, "")


def prove_change(
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


def collection_of(doc: EditedText, slot: Slot, kind: type[ListNode | MapNode]) -> Node:
    """Return the node at a slot if it is of this kind, or empty."""
    node = slot.node
    if isinstance(node, kind) or (isinstance(node, ScalarNode) and node.is_empty):
        return node
    name = "list" if kind is ListNode else "mapping"
    raise doc.refusal(node.start, f"this is not a {name}")


def replace_empty(doc: EditedText, slot: Slot, new: str) -> tuple[Edit, ...]:
    """Return the edit that writes a value in place of an empty one, on its line."""
    node = slot.node
    if node.end > node.start:
        return (Edit(node.start, node.end, new),)
    at = node.start
    while at and doc.text[at - 1] in " \t":
        at -= 1
    return (Edit(at, at, f" {new}"),)


def below_key(doc: EditedText, slot: Slot, column: int, new: str) -> tuple[Edit, ...]:
    """Return the edits that write a collection below its key in place of an empty one."""
    at = (doc.colon_end(slot.key) if slot.key else None) or slot.node.start
    end = max(at, slot.node.end)
    if not doc.text[at:end].strip():
        end = at
    line_end = doc.line_end(end)
    rest = doc.text[end:line_end].rstrip()
    return (Edit(at, line_end, f"{rest}{doc.newline}{' ' * column}{new}"),)
