"""Patch: recognise a box in the normal flow by two properties of its style.

Without it, fresh editions of benchmarks/content.py take 3.2 % longer (sum of minima; paired
median 1.6 %). WeasyPrint checks every box several times for floats, positions, running elements,
footnotes and notes, each in a method of its own.

Depends on: `Box.is_in_normal_flow`, and that a box with these two values is in the normal flow.
Upstream could check the two values first.
"""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box

_is_in_normal_flow = Box.is_in_normal_flow


def is_in_normal_flow(box: Any) -> bool:
    """Return whether a box is neither floated nor positioned, running or a footnote."""
    style = box.style
    if style["float"] == "none" and style["position"] == "static":
        return True
    return bool(_is_in_normal_flow(box))


PATCHES = ((Box, "is_in_normal_flow", is_in_normal_flow),)
