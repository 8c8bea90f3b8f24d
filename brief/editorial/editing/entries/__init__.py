"""Entries of lists and mappings: added, removed, moved and replaced with their comments."""

from brief.editorial.editing.entries.items import insert_item, move_item, remove_item
from brief.editorial.editing.entries.keys import remove_key, set_key

__all__ = ["insert_item", "move_item", "remove_item", "remove_key", "set_key"]
