"""Patches of WeasyPrint 70.0 that make page layout faster and leave its PDFs equal to the byte.

They replace functions that WeasyPrint calls thousands of times a page. A replacement handles the
common case and calls the original for every other. Because they depend on WeasyPrint's internals,
they are applied to one exact version; all other versions run unpatched.
"""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

PATCHED_VERSION = "70.0"
ENV_SWITCH = "BRIEF_TUNING"
"""The environment variable that leaves WeasyPrint unpatched if its value is `off`."""


class Patch(NamedTuple):
    """The function of WeasyPrint's called `name` in a module or class, and its replacement."""

    owner: Any
    name: str
    patched: Any
    original: Any


@cache
def apply_patches() -> None:
    """Apply all patches, once for the process, unless `patch_status` says why not.

    The corrections of line layout are applied to this version of WeasyPrint in any case.
    """
    status = patch_status()
    if status != "other version":
        from brief.press.weasyprint_patches.corrections import apply_corrections

        apply_corrections()
    if status == "active":
        set_patched(on=True)


def patch_status() -> str:
    """Return whether the patches are used: `active`, `other version` or `switched off`."""
    import weasyprint

    if os.environ.get(ENV_SWITCH) == "off":
        return "switched off"
    return "active" if weasyprint.VERSION == PATCHED_VERSION else "other version"


def set_patched(*, on: bool) -> None:
    """Apply all patches, or restore WeasyPrint's own functions.

    A document must be written in the state in which it was laid out.
    """
    for patch in _collect_patches():
        setattr(patch.owner, patch.name, patch.patched if on else patch.original)


@cache
def _collect_patches() -> tuple[Patch, ...]:
    from brief.press.weasyprint_patches import (
        computed_styles,
        font_arrays,
        line_breaking,
        normal_flow,
        pango_layouts,
        pseudo_elements,
        svg_drawing,
        text_drawing,
        used_sizes,
    )

    modules = (
        *(computed_styles, font_arrays, line_breaking, normal_flow),
        *(pango_layouts, pseudo_elements, svg_drawing, text_drawing, used_sizes),
    )
    found: list[Patch] = []
    for owner, name, patched in (patch for module in modules for patch in module.PATCHES):
        original = getattr(owner, name)
        holders = _find_holders(owner, name, original)
        found += (Patch(holder, name, patched, original) for holder in holders)
    return tuple(found)


def _find_holders(owner: Any, name: str, function: Any) -> Iterator[Any]:
    """Yield the owner of a function, and the modules of WeasyPrint that import it by name.

    Anything else than a function is replaced in its owner alone.
    """
    yield owner
    if isinstance(owner, type) or not callable(function):
        return
    for module_name, module in list(sys.modules.items()):
        is_inside = module_name.startswith("weasyprint.") and module is not owner
        if is_inside and vars(module).get(name) is function:
            yield module
