"""Check that a logo of unusual proportions can be recognised in the masthead."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from brief.findings import Finding, warning
from brief.project import bundled_folder
from brief.storage.file_names import find_file

if TYPE_CHECKING:
    from pathlib import Path

    from brief.design.presentation import Presentation

USUAL_HEIGHT = 7.5  # mm, as in the style sheets of the bundled layouts
LEAST_WIDTH, LEAST_HEIGHT = 5.0, 4.0  # mm
ROOM = 0.55  # share of the page's width that the logo may take: the rest is the date's
_ROOT = re.compile(rb"<(?:\w+:)?svg\b[^>]*>")
_VIEW_BOX = re.compile(rb"\bviewBox\s*=\s*[\"']\s*[-\d.]+[\s,]+[-\d.]+[\s,]+([\d.]+)[\s,]+([\d.]+)")


def check_logo_size(presentation: Presentation) -> list[Finding]:
    """Return a warning for each logo that a bundled layout makes very narrow or very low.

    A project's own layouts have sizes of their own.
    """
    brand, layout, paper = presentation.brand, presentation.layout, presentation.paper
    if not layout.folder.is_relative_to(bundled_folder("layouts")):
        return []
    sides = next((own.sides for name, own in layout.data.margins.items() if name == paper), 0.0)
    room = (layout.data.trim(paper)[0] - 2 * sides) * ROOM
    height, found = brand.data.logo_height or USUAL_HEIGHT, []
    for name in brand.data.logos():
        ratio = _read_ratio(find_file(brand.folder, name))
        if not ratio:
            continue
        place = brand.find_logo_place(name)
        if height * ratio < LEAST_WIDTH:
            message = (
                f"the logo {name} is {height:g} mm high, and only {height * ratio:.1f} mm wide"
            )
            remedy = "give it more height, as in `logo_height: 18` (in mm), or take a wider form"
            found.append(warning("logo-small", message, remedy, place))
        elif height * ratio > room and room / ratio < max(
            LEAST_HEIGHT, brand.data.logo_height or 0
        ):
            message = (
                f"the logo {name} is only {room / ratio:.1f} mm high, because it is "
                f"{ratio:.0f} times as wide as high, and the date is beside it"
            )
            remedy = "take a form of the logo that is less wide, or a smaller `logo_height`"
            found.append(warning("logo-small", message, remedy, place))
    return found


def _read_ratio(file: Path) -> float:
    """Return an image's width by its height; 0 if the file does not tell."""
    try:
        if file.suffix.lower() == ".svg":
            root = _ROOT.search(file.read_bytes())
            box = _VIEW_BOX.search(root[0]) if root else None
            width, height = map(float, box.groups()) if box else _read_lengths(root)
        else:
            from PIL import Image

            with Image.open(file) as image:
                width, height = map(float, image.size)
    except (OSError, ValueError):
        return 0.0
    return width / height if height else 0.0


def _read_lengths(root: re.Match[bytes] | None) -> tuple[float, float]:
    """Return `width` and `height` of a drawing; (0, 0) if they are not in the same unit."""
    lengths = [
        re.search(rb"\b" + name + rb"\s*=\s*[\"']([\d.]+)([a-z]*)[\"']", root[0] if root else b"")
        for name in (b"width", b"height")
    ]
    width, height = lengths
    if width is None or height is None or width[2] != height[2]:
        return 0.0, 0.0
    return float(width[1]), float(height[1])
