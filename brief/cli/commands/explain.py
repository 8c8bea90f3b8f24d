"""`brief explain`: explain a finding's code: what it means, why it matters, what to do."""

from __future__ import annotations

import sys
import textwrap
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.completion import complete_code
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.terminal import BLUE, BOLD, DIM, GREEN, Terminal
from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from brief.findings.explanations import Explanation

WIDTH = 88


def explain_command(
    codes: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="CODE",
            autocompletion=complete_code,
            help="Codes to explain (default: list all codes).",
        ),
    ] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="Explain on standard output, as JSON.")
    ] = False,
) -> None:
    """Explain what a finding's code means, why it matters, and what to do about it.

    The code is the word in square brackets at the end of a message, as in [too-long].
    """
    from brief.findings.explanations import load_explanations

    with report_errors(Format.JSON if json_ else Format.TEXT, "explain"):
        chosen = [_find_explanation(typed) for typed in codes or ()]
    if json_:
        listed = chosen or load_explanations().values()
        write_json({"codes": [asdict(explanation) for explanation in listed]})
        return
    terminal = Terminal(sys.stdout)
    if not chosen:
        _show_all(terminal)
    for number, explanation in enumerate(chosen):
        if number:
            terminal.show_text("")
        _show_explanation(terminal, explanation)


def _find_explanation(typed: str) -> Explanation:
    """Return the explanation of a code, typed with or without its brackets.

    Raises UsageError, with the most similar code, for an unknown one.
    """
    from brief.findings.explanations import load_explanations
    from brief.findings.suggest import find_nearest

    known = load_explanations()
    code = typed.strip().strip("[]").lower().replace("_", "-")
    if code in known:
        return known[code]
    near = find_nearest(code, known)
    remedy = f"did you mean `{near}`?" if near else "`brief explain` lists all codes"
    msg = f"unknown code `{typed}`"
    raise UsageError(msg, remedy, "unknown-code")


def _show_explanation(terminal: Terminal, explanation: Explanation) -> None:
    terminal.show_text(terminal.paint(explanation.code, BOLD))
    for heading, text in (("", explanation.what), ("Why", explanation.why), ("Do", explanation.do)):
        terminal.show_text("")
        if heading:
            terminal.show_text(f"  {terminal.paint(heading, BLUE)}")
        for line in _wrap_text(text, "  " if not heading else "    "):
            terminal.show_text(line)
    if explanation.example:
        terminal.show_text("")
        terminal.show_text(f"  {terminal.paint('Example', BLUE)}")
        for line in explanation.example.splitlines():
            terminal.show_text(terminal.paint(f"    {line}", GREEN) if line else "")


def _show_all(terminal: Terminal) -> None:
    """Show every code with its meaning, by area."""
    from brief.findings.explanations import area_title, explanations_by_area

    for area, listed in explanations_by_area().items():
        terminal.show_text(terminal.paint(area_title(area), BOLD))
        width = max(len(it.code) for it in listed)
        for it in listed:
            first, *rest = _wrap_text(it.what, "", WIDTH + 12 - width)
            terminal.show_text(f"  {terminal.paint(f'{it.code:<{width}}', BLUE)}  {first}")
            for line in rest:
                terminal.show_text(f"  {'':<{width}}  {line}")
        terminal.show_text("")
    terminal.show_text(terminal.paint("brief explain CODE says why, and what to do.", DIM))


def _wrap_text(text: str, margin: str, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a wrapped text; `code` is not broken over lines."""
    parts = text.split("`")
    parts[1::2] = [f"`{part}`".replace(" ", "\N{NO-BREAK SPACE}") for part in parts[1::2]]
    kept = "".join(parts)
    lines = textwrap.wrap(kept, width, initial_indent=margin, subsequent_indent=margin,
                          break_on_hyphens=False, break_long_words=False)  # fmt: skip
    return (line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)
