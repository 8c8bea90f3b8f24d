"""The command line's frame: the application, its version, and the list of its commands."""

from __future__ import annotations

from typing import Annotated

import typer

from brief import __version__
from brief.cli.commands.agree import agree_command
from brief.cli.commands.build import build_command
from brief.cli.commands.cache import cache_command
from brief.cli.commands.check import check_command
from brief.cli.commands.cite import cite_command
from brief.cli.commands.doctor import doctor_command
from brief.cli.commands.explain import explain_command
from brief.cli.commands.import_ import import_command
from brief.cli.commands.init import init_command
from brief.cli.commands.list_ import list_command
from brief.cli.commands.new import new_command
from brief.cli.commands.schema import schema_command

app = typer.Typer(
    name="brief",
    help="Structured content in, branded and print-ready one-pagers in several languages out.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(requested: bool) -> None:
    if requested:
        typer.echo(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def main_callback(
    _version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Show the version and stop."
        ),
    ] = False,
) -> None:
    """Structured content in, branded and print-ready one-pagers in several languages out."""


app.command("build", short_help="Make the PDFs.")(build_command)
app.command("check", short_help="Inspect PDFs before they go out.")(check_command)
app.command("agree", short_help="Record that the languages agree as they stand.")(agree_command)
app.command("import", short_help="Make a briefing of texts from elsewhere.")(import_command)
app.command("list", short_help="Show the briefings and their languages.")(list_command)
app.command("schema", short_help="Write JSON Schemas, so that editors help while writing.")(
    schema_command
)
app.command("init", short_help="Begin a project: settings, a brand and an example.")(init_command)
app.command("new", short_help="Begin a briefing, or add a language to one.")(new_command)
app.command("cite", short_help="Write the sources of briefings, for reference managers.")(
    cite_command
)
app.command("cache", short_help="Show what is kept of printed pages, or take it away.")(
    cache_command
)
app.command("doctor", short_help="Say what this machine and the project lack.")(doctor_command)
app.command("explain", short_help="Explain what a finding’s code means.")(explain_command)
