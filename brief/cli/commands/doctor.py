"""`brief doctor`: check this machine and the project, and suggest what to install."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from brief.cli.formats import write_json
from brief.cli.options import Json  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, display_width, escape_controls

if TYPE_CHECKING:
    from brief.doctor.environment import Check

SIGNS = {True: "✓", False: "✗", None: "–"}


def doctor_command(
    json_: Json = False,
) -> None:
    """Check this machine and the project for missing parts, and show how to install them.

    ✓ present, ✗ missing and needed, – missing but not needed here. Exit codes: 0 nothing needed
    is missing, 1 something needed is missing.
    """
    from brief.doctor.checks import run_checks
    from brief.doctor.environment import Machine

    checks = list(run_checks(Machine()))
    missing = [check for check in checks if check.ok is False]
    if json_:
        entries = [check.as_json() for check in checks]
        write_json({"ok": not missing, "checks": entries, "findings": []})
    _show_checks(checks)
    if missing:
        raise typer.Exit(1)


def _show_checks(checks: list[Check]) -> None:
    terminal = Terminal()
    width = min(24, max(display_width(check.name) for check in checks))
    for check in checks:
        name = f"{check.name:<{width}}"
        terminal.show_text(f"{SIGNS[check.ok]} {name}  {escape_controls(check.detail)}")
        if check.remedy:
            terminal.show_text(f"  {'':<{width}}  → {escape_controls(check.remedy)}")
