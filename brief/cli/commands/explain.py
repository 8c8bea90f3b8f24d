"""`brief explain`: what a code means, why brief asks, and what to do."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import Format, told, write_report
from brief.cli.terminal import BLUE, BOLD, DIM, GREEN, Terminal
from brief.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from brief.findings.explanations import Explanation

WIDTH = 88


def explain_command(
    codes: Annotated[
        list[str] | None,
        typer.Argument(metavar="CODE", help="What stands in brackets; without it, all are listed."),
    ] = None,
    json_: Annotated[
        bool, typer.Option("--json", help="Explain on standard output, as JSON.")
    ] = False,
) -> None:
    """Explain what a finding's code means, why brief asks, and what to do about it.

    The code is what stands in square brackets at the end of a message, as in [too-long].
    """
    with told(Format.JSON if json_ else Format.TEXT, "explain"):
        chosen = [_explained(typed) for typed in codes or ()]
    if json_:
        write_report({"codes": [_as_json(it) for it in chosen or _all()]})
        return
    terminal = Terminal(sys.stdout)
    if not chosen:
        _show_all(terminal)
    for number, explanation in enumerate(chosen):
        if number:
            terminal.say("")
        _show(terminal, explanation)


def _explained(typed: str) -> Explanation:
    """Return the explanation of a code, which may be typed with its brackets.

    Raises UsageError, naming the nearest code, if there is none.
    """
    from brief.findings.explanations import explanations
    from brief.findings.suggest import nearest

    known = explanations()
    code = typed.strip().strip("[]").lower().replace("_", "-")
    if code in known:
        return known[code]
    near = nearest(code, known)
    remedy = f"did you mean `{near}`?" if near else "`brief explain` lists all codes"
    msg = f"there is no code `{typed}`"
    raise UsageError(msg, remedy, "unknown-code")


def _all() -> Iterable[Explanation]:
    from brief.findings.explanations import explanations

    return explanations().values()


def _show(terminal: Terminal, explanation: Explanation) -> None:
    terminal.say(terminal.paint(explanation.code, BOLD))
    for heading, text in (("", explanation.what), ("Why", explanation.why), ("Do", explanation.do)):
        terminal.say("")
        if heading:
            terminal.say(f"  {terminal.paint(heading, BLUE)}")
        for line in _wrapped(text, "  " if not heading else "    "):
            terminal.say(line)
    if explanation.example:
        terminal.say("")
        terminal.say(f"  {terminal.paint('Example', BLUE)}")
        for line in explanation.example.splitlines():
            terminal.say(terminal.paint(f"    {line}", GREEN) if line else "")


def _show_all(terminal: Terminal) -> None:
    """Show every code with what it means, by area."""
    from brief.findings.explanations import areas, title

    for area, listed in areas().items():
        terminal.say(terminal.paint(title(area), BOLD))
        width = max(len(it.code) for it in listed)
        for it in listed:
            first, *rest = _wrapped(it.what, "", WIDTH + 12 - width)
            terminal.say(f"  {terminal.paint(f'{it.code:<{width}}', BLUE)}  {first}")
            for line in rest:
                terminal.say(f"  {'':<{width}}  {line}")
        terminal.say("")
    terminal.say(terminal.paint("brief explain CODE says why, and what to do.", DIM))


def _wrapped(text: str, margin: str, width: int = WIDTH) -> Iterator[str]:
    """Yield the lines of a text; what is in code marks is not parted."""
    parts = text.split("`")
    parts[1::2] = [f"`{part}`".replace(" ", "\N{NO-BREAK SPACE}") for part in parts[1::2]]
    kept = "".join(parts)
    lines = textwrap.wrap(kept, width, initial_indent=margin, subsequent_indent=margin,
                          break_on_hyphens=False, break_long_words=False)  # fmt: skip
    return (line.replace("\N{NO-BREAK SPACE}", " ") for line in lines)


def _as_json(explanation: Explanation) -> dict[str, str]:
    return {
        "code": explanation.code,
        "area": explanation.area,
        "what": explanation.what,
        "why": explanation.why,
        "do": explanation.do,
        "example": explanation.example,
    }
