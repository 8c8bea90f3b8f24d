"""Exact changes of one YAML text: style, comments, order and all other bytes stay.

Each function returns the new text, or raises EditRefusedError and changes nothing: the result is
parsed again, and its tree must be the old one with this one change.
"""

from brief.editorial.editing.entries import (
    insert_item,
    move_item,
    remove_item,
    remove_key,
    set_key,
)
from brief.editorial.editing.errors import ChangedMeanwhileError, EditRefusedError
from brief.editorial.editing.saving import (
    FileText,
    hash_bytes,
    read_for_editing,
    write_if_unchanged,
)
from brief.editorial.editing.scalars import read_scalar, replace_scalar

__all__ = [
    "ChangedMeanwhileError",
    "EditRefusedError",
    "FileText",
    "hash_bytes",
    "insert_item",
    "move_item",
    "read_for_editing",
    "read_scalar",
    "remove_item",
    "remove_key",
    "replace_scalar",
    "set_key",
    "write_if_unchanged",
]
