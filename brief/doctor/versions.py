"""The versions that an issue report needs, for `brief --version --verbose`."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from brief.doctor.environment import Machine
from brief.errors import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterator

SLOWDOWN = "builds take about a third longer"
"""The cost of WeasyPrint without the patches (docs/building.md)."""


def describe_versions(machine: Machine | None = None) -> Iterator[str]:
    """Yield one line each for Python, WeasyPrint, Pango, and the patches of WeasyPrint."""
    machine = machine or Machine()
    yield f"Python {'.'.join(map(str, machine.python_version()))} on {platform.platform()}"
    yield f"WeasyPrint {machine.package_version('weasyprint') or 'not installed'}"
    try:
        yield f"Pango {machine.library_version('Pango')}"
    except (OSError, AttributeError):
        yield "Pango not found"
    try:
        yield f"WeasyPrint patches {describe_patches(machine)}"
    except SetupError:
        yield "WeasyPrint patches not active, because WeasyPrint cannot be loaded"


def describe_patches(machine: Machine) -> str:
    """Return whether the patches of WeasyPrint are active and, if not, why and at what cost.

    Raises SetupError if WeasyPrint cannot be loaded.
    """
    from brief.press.weasyprint_patches import ENV_SWITCH, PATCHED_VERSION

    status = machine.patch_status()
    if status == "active":
        return "active"
    reason = f"{ENV_SWITCH}=off is set"
    if status == "other version":
        found = machine.package_version("weasyprint")
        reason = f"they are for WeasyPrint {PATCHED_VERSION}, and {found} is installed"
    return f"not active: {reason}; {SLOWDOWN}"
