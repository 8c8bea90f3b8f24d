"""WeasyPrint's busiest functions, done faster: the same results to the byte, in less time.

Most of a layout goes by in a few small functions that WeasyPrint calls thousands of times a page.
Those replaced here answer the common case at once and hand all else to the function that they
replace. They lean on how one version of WeasyPrint works inside, so that they are put in place
for that version only; any other lays pages out as it came.
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
"""The environment variable that leaves WeasyPrint as it came where it is `off`, to compare."""


class Patch(NamedTuple):
    """What stands at a name in an `owner` (a module or class) when tuned, and what stood there."""

    owner: Any
    name: str
    patched: Any
    original: Any


@cache
def apply_patches() -> None:
    """Put the faster functions in place where they are known to be right; once for the process."""
    if patch_status() == "active":
        set_patched(on=True)


def patch_status() -> str:
    """Return whether the patches are used: `active`, `other version` or `switched off`."""
    import weasyprint

    if os.environ.get(ENV_SWITCH) == "off":
        return "switched off"
    return "active" if weasyprint.VERSION == PATCHED_VERSION else "other version"


def set_patched(*, on: bool) -> None:
    """Put all faster functions in place, or WeasyPrint's own back.

    What was laid out in one state must be written in the same.
    """
    for replacement in _collect_patches():
        setattr(
            replacement.owner, replacement.name, replacement.patched if on else replacement.original
        )


@cache
def _collect_patches() -> tuple[Patch, ...]:
    from brief.press.weasyprint_patches import (
        computed_styles as styles,
    )
    from brief.press.weasyprint_patches import (
        pango_layouts as lines,
    )

    found: list[Patch] = []
    for part in (lines, styles):
        for owner, name, tuned in part.PATCHES:
            plain = getattr(owner, name)
            found += (
                Patch(place, name, tuned, plain) for place in _find_holders(owner, name, plain)
            )
    return tuple(found)


def _find_holders(owner: Any, name: str, plain: Any) -> Iterator[Any]:
    """Yield what has a function: modules import each other's by name."""
    yield owner
    if isinstance(owner, type):
        return
    for module_name, module in list(sys.modules.items()):
        inside = module_name.startswith("weasyprint.") and module is not owner
        if inside and vars(module).get(name) is plain:
            yield module
