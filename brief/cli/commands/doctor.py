"""`brief doctor`: check this machine and the project, and suggest what to install."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, display_width, escape_controls
from brief.errors import UsageError
from brief.project import find_project

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.doctor.environment import Check

MAIL = "mail"
SIGNS = {True: "✓", False: "✗", None: "–"}


def doctor_command(
    what: Annotated[
        str,
        typer.Argument(
            metavar="[mail]", help="Check the delivery by mail instead.", show_default=False
        ),
    ] = "",
    all_: Annotated[
        bool, typer.Option("--all", help="Show the fonts of languages that the project lacks too.")
    ] = False,
    json_: Json = False,
) -> None:
    """Check this machine and the project for missing parts, and show how to install them.

    `brief doctor mail` checks the settings, files, servers and domain records for the delivery by
    mail: it connects to the servers and sends nothing. ✓ present, ✗ missing and needed, – missing
    but not needed here. Exit codes: 0 nothing needed is missing, 1 something needed is missing.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "doctor"):
        checks = list(_run_checks(what))
    missing = [check for check in checks if check.ok is False]
    if json_:
        entries = [check.as_json() for check in checks]
        write_json({"ok": not missing, "checks": entries, "findings": []})
    _show_checks(checks if all_ else without_other_fonts(checks))
    if missing:
        raise typer.Exit(1)


def _run_checks(what: str) -> Iterator[Check]:
    """Yield the checks of the machine or of the delivery by mail. Raises UsageError."""
    if what == MAIL:
        from brief.doctor.dns import SystemDns
        from brief.doctor.mail import MailDoctor

        return MailDoctor(find_project(), SystemDns()).run()
    if what:
        msg = f"`{what}` cannot be checked"
        raise UsageError(msg, "write brief doctor mail, or brief doctor alone")
    from brief.doctor.checks import run_checks
    from brief.doctor.environment import Machine

    return run_checks(Machine())


def without_other_fonts(checks: list[Check]) -> list[Check]:
    """Return the checks with one line for all fonts that only other languages need."""
    from brief.doctor.environment import Check

    fonts = [one for one in checks if one.name.startswith("font ") and one.ok is None]
    if len(fonts) < 2:  # noqa: PLR2004 - one line needs no summary
        return checks
    detail = f"{len(fonts)} fonts of languages that the project does not use are not installed"
    summary = Check("other fonts", ok=None, detail=detail, remedy="brief doctor --all")
    return [*(one for one in checks if one not in fonts), summary]


def _show_checks(checks: list[Check]) -> None:
    terminal = Terminal()
    width = min(24, max(display_width(check.name) for check in checks))
    for check in checks:
        name = f"{check.name:<{width}}"
        terminal.show_text(f"{SIGNS[check.ok]} {name}  {escape_controls(check.detail)}")
        if check.remedy:
            terminal.show_text(f"  {'':<{width}}  → {escape_controls(check.remedy)}")
