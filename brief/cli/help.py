"""The help of commands, as the application and its groups of commands show it."""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand


class PlainHelpCommand(TyperCommand):
    """A command whose help shows `SLUG`, where Typer would show `SLUG <list[str]>`."""

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Typer passes them
        super().__init__(*args, **options)
        for parameter in self.params:
            if isinstance(parameter, TyperArgument):
                parameter.display_type_rich = lambda ctx: None  # type: ignore[method-assign]  # noqa: ARG005
