"""Replace the text of one scalar, in its own style where that can hold the new text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.editing.data import data_of, leaf_of, with_value
from brief.editorial.editing.document import EditedText, Slot
from brief.editorial.editing.scalars.block_proposals import propose_block
from brief.editorial.editing.scalars.inline_proposals import propose_inline
from brief.editorial.yaml.character_offsets import SHORTHAND_KEYS
from brief.editorial.yaml.nodes import MapNode, ScalarNode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from brief.editorial.yaml.locations import Step

SHOWN = "the text"


def read_scalar(text: str, path: Sequence[Step], *, shown: str = SHOWN) -> str:
    """Return the text at `path` as an editor types it.

    The line breaks that end a block scalar belong to its style, not to the text. If `path` leads to
    a mapping with a `text` or `label`, it is that. Raises EditRefusedError if no text is at
    `path`, or if the file has syntax errors.
    """
    doc = EditedText(text, shown)
    node = _scalar_of(doc, _find_scalar(doc, path))
    return node.value.rstrip("\n") if node.style in {"|", ">"} else node.value


def replace_scalar(text: str, path: Sequence[Step], value: str, *, shown: str = SHOWN) -> str:
    """Return the YAML text with another value of the scalar at `path`, and no other change.

    The style stays if it can hold the value: plain, quoted, folded or literal, with indentation and
    chomping; lines without changes keep their ends. Otherwise it is the nearest style that can. A
    block scalar that ends in line breaks keeps them if the value ends in none. `shown` is the name
    of the file for messages.

    Raises EditRefusedError if no scalar is at `path`, if the file has syntax errors, and if
    reading the result would not give the same tree with this one change.
    """
    doc = EditedText(text, shown)
    slot = _find_scalar(doc, path)
    node = _scalar_of(doc, slot)
    if leaf_of(value) == (node.value, node.is_empty):
        return text
    propose = propose_block if node.style in {"|", ">"} else propose_inline
    for proposal in propose(doc, slot, node, value):
        data = with_value(data_of(doc.root), slot.path, leaf_of(proposal.value))
        if (result := doc.prove(proposal.edits, data)) is not None:
            return result
    raise doc.refusal(node.start, "this text cannot be replaced without changing others")


def _find_scalar(doc: EditedText, path: Sequence[Step]) -> Slot:
    """Return the slot of a text: `- a point` and `- text: a point` mean the same."""
    steps = list(path)
    if steps and steps[-1] in SHORTHAND_KEYS:
        outer = doc.slot_at(steps[:-1])
        if isinstance(outer.node, ScalarNode):
            return outer
    slot = doc.slot_at(steps)
    if isinstance(slot.node, MapNode):
        for key in SHORTHAND_KEYS:
            if key in slot.node.values:
                return doc.slot_at([*slot.path, key])
    return slot


def _scalar_of(doc: EditedText, slot: Slot) -> ScalarNode:
    if isinstance(slot.node, ScalarNode):
        return slot.node
    raise doc.refusal(slot.node.start, "this is a list or a mapping, not a text")
