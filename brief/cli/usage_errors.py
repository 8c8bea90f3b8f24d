"""Command lines that cannot be read: the parser's complaints, in words of our own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from brief.errors import UsageError
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_parser_error(problem: Exception) -> bool:
    """Say whether the problem is the parser's, whose exceptions have no name of their own here.

    Typer brings the parser along, under one name or another; each has these two.
    """
    return hasattr(problem, "format_message") and hasattr(problem, "exit_code")


def is_help_request(problem: Exception) -> bool:
    """Say whether brief was called with nothing, and so shows its help."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def command_name(arguments: Sequence[str]) -> str:
    """Return the command that a command line names: its first word that is no option."""
    return next((word for word in arguments if not word.startswith("-")), "")


def as_usage_error(problem: Any, arguments: Sequence[str]) -> UsageError:  # noqa: ANN401 - as above
    """Return the parser's complaint as an error with what was probably meant."""
    context = getattr(problem, "ctx", None)
    name = f"brief {command_name(arguments)}".rstrip()
    if context is not None:
        name = context.command_path
    see = f"`{name} --help` shows what there is"
    option = getattr(problem, "option_name", "")
    said = str(problem.format_message())
    if type(problem).__name__ == "NoSuchOption":
        near = did_you_mean(option, _option_names(context))
        near = near if near.startswith("did you mean") else see
        return UsageError(f"`{name}` has no option `{option}`", near, "unknown-option")
    if found := re.match(r"No such command '(.*?)'\.?(?: |$)", said, re.DOTALL):
        commands = getattr(getattr(context, "command", None), "commands", {})
        typed = found[1]
        return UsageError(
            f"there is no command `{typed}`", did_you_mean(typed, commands), "unknown-command"
        )
    if missing := re.match(r"Missing (?:argument|option|parameter):? ['`]?([^'`.]+)", said):
        return UsageError(f"`{name}` needs {missing[1]}", see)
    if "requires an argument" in said or "requires a value" in said:
        return UsageError(f"`{option}` needs a value after it", see)
    if "does not take a value" in said:
        return UsageError(f"`{option}` takes no value", see)
    return UsageError(_normalise_sentence(said), see)


def _option_names(context: Any) -> list[str]:  # noqa: ANN401 - see is_mistyped
    command = getattr(context, "command", None)
    names = [name for it in getattr(command, "params", ()) for name in getattr(it, "opts", ())]
    return [*(name for name in names if name.startswith("-")), "--help"]


def _normalise_sentence(said: str) -> str:
    """Return a sentence of the parser's as our messages are written: no capital, no full stop."""
    said = said.removesuffix(".").replace("'", "`")
    return said[:1].lower() + said[1:]
