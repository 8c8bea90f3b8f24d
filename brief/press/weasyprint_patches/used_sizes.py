"""Sizes of boxes: nearly all styles give lengths, and the same for every box that has the style."""

from __future__ import annotations

from typing import Any

from weasyprint.css import Style
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import percent

MINIMA = ("min_width", "min_height")
LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("left", "right")),
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in ("top", "bottom")),
    *("width", "max_width", "height", "max_height", *MINIMA),
)
BORDERS = tuple(f"border_{side}_width" for side in ("top", "right", "bottom", "left"))
UNREAD = object()
_resolve = percent.resolve_percentages


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used sizes of a box, at once where they do not hang on what contains it."""
    style = box.style
    if not (isinstance(style, Style) and isinstance(box, Box)):  # a placeholder stands for its box
        _resolve(box, containing_block)
        return
    fixed = style.__dict__.get("fixed_sizes", UNREAD)
    if fixed is UNREAD:
        # styles are changed only when new, before the first box that has them is laid out
        fixed = style.__dict__["fixed_sizes"] = _fixed_sizes(style)
    if fixed is None:
        _resolve(box, containing_block)
    else:
        box.__dict__.update(fixed)


def _fixed_sizes(style: Any) -> dict[str, Any] | None:
    """Return the used sizes of every box with this style, or nothing where boxes may differ."""
    if style["border_collapse"] == "collapse" or style["box_sizing"] != "content-box":
        return None
    sizes: dict[str, Any] = {}
    for name in LENGTHS:
        value = style[name]
        if value is None or value == "auto":
            sizes[name] = 0 if value and name in MINIMA else value
        elif getattr(value, "unit", None) == "px":
            sizes[name] = value.value
        else:
            return None
    for name in BORDERS:
        sizes[name] = style[name]
    return sizes


PATCHES = ((percent, "resolve_percentages", resolve_percentages),)
