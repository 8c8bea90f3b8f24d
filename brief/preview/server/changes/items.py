"""Lists and keys in an opened file, whether they exist already or not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from brief.editorial.editing.document import EditedText
from brief.editorial.editing.entries import insert_item, set_key
from brief.editorial.editing.errors import EditRefusedError
from brief.editorial.yaml.nodes import ListNode

if TYPE_CHECKING:
    from brief.preview.server.changes.files import OpenedFile


def has_value(opened: OpenedFile, path: tuple[str | int, ...]) -> bool:
    """Return whether the file has a value at this path."""
    try:
        EditedText(opened.text, opened.shown).slot_at(path)
    except EditRefusedError:
        return False
    return True


def add_to_list(opened: OpenedFile, name: str, item: object) -> None:
    """Append an item to a list of the file; begin the list if it does not exist."""
    if has_value(opened, (name,)):
        node = EditedText(opened.text, opened.shown).slot_at((name,)).node
        count = len(node.items) if isinstance(node, ListNode) else 0
        opened.change(insert_item, (name,), count, item)
    else:
        opened.change(set_key, (), name, [item])
