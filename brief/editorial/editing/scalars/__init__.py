"""The text of one scalar: read and replaced in its own style."""

from brief.editorial.editing.scalars.replacement import read_scalar, replace_scalar

__all__ = ["read_scalar", "replace_scalar"]
