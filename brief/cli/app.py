"""The command line's frame: the application, its version, and the list of its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from brief import __version__
from brief.cli.build import build_command
from brief.cli.check import check_command
from brief.cli.listing import list_command

app = typer.Typer(
    name="brief",
    help="Structured content in, branded and print-ready one-pagers in several languages out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def frame(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Structured content in, branded and print-ready one-pagers in several languages out."""


app.command("build")(build_command)
app.command("check")(check_command)
app.command("list")(list_command)
