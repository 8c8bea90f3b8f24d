"""Convert the option parser's exceptions into UsageErrors with a suggestion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from brief.errors import UsageError
from brief.findings.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence


def is_parser_error(problem: Exception) -> bool:
    """Return whether the option parser raised this exception.

    Typer bundles the parser under different names, so the class cannot be imported; its exceptions
    all have these two attributes.
    """
    return hasattr(problem, "format_message") and hasattr(problem, "exit_code")


def is_help_request(problem: Exception) -> bool:
    """Return whether brief was called without arguments and shows its help."""
    return type(problem).__name__ == "NoArgsIsHelpError"


def command_name(arguments: Sequence[str]) -> str:
    """Return the command of a command line: its first word that does not begin with `-`."""
    return next((word for word in arguments if not word.startswith("-")), "")


def as_usage_error(problem: Any, arguments: Sequence[str]) -> UsageError:  # noqa: ANN401 - as above
    """Return the parser's exception as a UsageError, with the most likely correction."""
    context = getattr(problem, "ctx", None)
    name = context.command_path if context else f"brief {command_name(arguments)}".rstrip()
    see = f"see `{name} --help`"
    option = getattr(problem, "option_name", "")
    sentence = str(problem.format_message())
    if type(problem).__name__ == "NoSuchOption":
        near = did_you_mean(option, _option_names(context))
        near = near if near.startswith("did you mean") else see
        return UsageError(f"`{name}` has no option `{option}`", near, "unknown-option")
    if found := re.match(r"No such command '(.*?)'\.?(?: |$)", sentence, re.DOTALL):
        commands = getattr(getattr(context, "command", None), "commands", {})
        remedy = did_you_mean(found[1], commands)
        return UsageError(f"unknown command `{found[1]}`", remedy, "unknown-command")
    if missing := re.match(r"Missing (?:argument|option|parameter):? ['`]?([^'`.]+)", sentence):
        return UsageError(f"`{name}` needs {missing[1]}", see)
    if "requires an argument" in sentence or "requires a value" in sentence:
        return UsageError(f"`{option}` needs a value after it", see)
    if "does not take a value" in sentence:
        return UsageError(f"`{option}` takes no value", see)
    sentence = sentence.removesuffix(".").replace("'", "`")
    return UsageError(sentence[:1].lower() + sentence[1:], see)


def _option_names(context: Any) -> list[str]:  # noqa: ANN401 - see is_mistyped
    command = getattr(context, "command", None)
    names = [name for it in getattr(command, "params", ()) for name in getattr(it, "opts", ())]
    return [*(name for name in names if name.startswith("-")), "--help"]
