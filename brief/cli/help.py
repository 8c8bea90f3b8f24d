"""The help of commands, as the application and its groups of commands show it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from typer.core import TyperArgument, TyperCommand

if TYPE_CHECKING:
    from collections.abc import Callable

_LEAST = re.compile(r"; x>=?\d+|\s*\[x>=?\d+\]")
_RANGE = re.compile(r"(\d+)<=x<=(\d+)")


class PlainHelpCommand(TyperCommand):
    """A command whose help shows `SLUG`, where Typer would show `{SLUG}` or `SLUG <list[str]>`.

    Limits of numbers are shown as `1 to 4`, and the least value alone not at all.
    """

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Typer passes them
        super().__init__(*args, **options)
        for parameter in self.params:
            shown = partial(_describe_plainly, parameter.get_help_record)
            parameter.get_help_record = shown  # type: ignore[method-assign]
            if isinstance(parameter, TyperArgument):
                parameter.display_type_rich = lambda ctx: None  # type: ignore[method-assign]  # noqa: ARG005
                pieces = partial(_remove_braces, parameter.get_usage_pieces)
                parameter.get_usage_pieces = pieces  # type: ignore[method-assign]


def _describe_plainly(
    describe: Callable[[Any], tuple[str, str] | None],
    ctx: Any,  # noqa: ANN401 - as Typer passes it
) -> tuple[str, str] | None:
    record = describe(ctx)
    return record and (record[0], _RANGE.sub(r"\1 to \2", _LEAST.sub("", record[1])))


def _remove_braces(
    list_pieces: Callable[[Any], list[str]],
    ctx: Any,  # noqa: ANN401 - as Typer passes it
) -> list[str]:
    return [piece.replace("{", "").replace("}", "") for piece in list_pieces(ctx)]
