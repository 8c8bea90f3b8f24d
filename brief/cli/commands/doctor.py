"""`brief doctor`: what this machine has, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import write_report
from brief.cli.terminal import Terminal, display_width, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from brief.doctor.environment import Check

SIGNS = {True: "✓", False: "✗", None: "–"}


def doctor_command(
    json_: Annotated[
        bool, typer.Option("--json", help="Report on standard output, as JSON.")
    ] = False,
) -> None:
    """Say what this machine and the project have, what they lack, and how to install it.

    ✓ is there, ✗ is missing and needed, – is missing and not needed here. Exit codes: 0 pages can
    be made, 1 something is missing for it.
    """
    from brief.doctor.checks import check_up
    from brief.doctor.environment import Machine

    checks = list(check_up(Machine()))
    lacking = [check for check in checks if check.good is False]
    if json_:
        told = [check.as_json() for check in checks]
        write_report({"ok": not lacking, "checks": told, "findings": []})
    _show(checks)
    if lacking:
        raise typer.Exit(1)


def _show(checks: Iterable[Check]) -> None:
    terminal = Terminal()
    checks = tuple(checks)
    width = min(24, max(display_width(check.name) for check in checks))
    for check in checks:
        terminal.say(f"{SIGNS[check.good]} {check.name:<{width}}  {printable(check.found)}")
        if check.remedy:
            terminal.say(f"  {'':<{width}}  → {printable(check.remedy)}")
