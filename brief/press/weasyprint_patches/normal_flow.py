"""What stands in the flow: nearly every box, as its style says in two words."""

from __future__ import annotations

from typing import Any

from weasyprint.formatting_structure.boxes import Box

_is_in_normal_flow = Box.is_in_normal_flow


def is_in_normal_flow(box: Any) -> bool:
    """Tell whether a box stands where what precedes and follows it lets it stand."""
    style = box.style
    if style["float"] == "none" and style["position"] == "static":
        return True
    return bool(_is_in_normal_flow(box))


PATCHES = ((Box, "is_in_normal_flow", is_in_normal_flow),)
