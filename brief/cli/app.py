"""The Typer application: its version option, and the list of its commands."""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Annotated

import typer

from brief import __version__
from brief.cli.commands.build import build_command
from brief.cli.commands.cache import cache_command
from brief.cli.commands.check import check_command
from brief.cli.commands.cite import cite_command
from brief.cli.commands.creating.new import new_command
from brief.cli.commands.creating.new_brand import new_brand_command
from brief.cli.commands.creating.new_layout import new_layout_command
from brief.cli.commands.docs import docs_command
from brief.cli.commands.doctor import doctor_command
from brief.cli.commands.explain import explain_command
from brief.cli.commands.import_ import import_command
from brief.cli.commands.init import init_command
from brief.cli.commands.list_ import list_command
from brief.cli.commands.schema import schema_command
from brief.cli.commands.serving.preview import preview_command
from brief.cli.commands.translating.agree import agree_command
from brief.cli.commands.translating.status import status_command
from brief.cli.commands.translating.translate import translate_app
from brief.cli.delivery.inbox import inbox_app
from brief.cli.delivery.mail import mail_app
from brief.cli.delivery.outbox import outbox_app
from brief.cli.delivery.send import send_command
from brief.cli.delivery.subscribers import subscribers_app
from brief.cli.delivery.unsub_serve import unsub_serve_command
from brief.cli.help import PlainHelpCommand

HELP = "Turn structured content into branded, print-ready one-page PDFs in several languages."
EPILOG = "`brief docs` lists the documentation; begin with `brief docs starting`."

app = typer.Typer(
    name="brief",
    help=HELP,
    epilog=EPILOG,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(context: typer.Context, requested: bool) -> None:
    """Print the version, and with --verbose also those of the libraries."""
    if not requested:
        return
    typer.echo(f"brief {__version__}")
    if context.params["_verbose"]:
        from brief.doctor.versions import describe_versions

        for line in describe_versions():
            typer.echo(line)
    raise typer.Exit


@app.callback(help=HELP, epilog=EPILOG)
def main_callback(
    _version: Annotated[
        bool,
        typer.Option("--version", callback=_print_version, help="Show the version and exit."),
    ] = False,
    # Eager, so that it is known when --version is processed, wherever it is typed.
    _verbose: Annotated[
        bool,
        typer.Option(
            "--verbose",
            is_eager=True,
            help="With --version: add the versions of the libraries, for issue reports.",
        ),
    ] = False,
) -> None:
    """Accept the options before a command."""


for _name, _function, _short_help in (
    ("build", build_command, "Make the PDFs."),
    ("preview", preview_command, "Show the pages while they are written, and write there."),
    ("check", check_command, "Inspect PDFs before they go out."),
    ("agree", agree_command, "Record that the languages of briefings agree."),
    ("status", status_command, "Show how far the languages of briefings are."),
    ("import", import_command, "Convert documents into a briefing."),
    ("list", list_command, "List the briefings, brands or layouts."),
    ("send", send_command, "Send a briefing by mail to its subscribers."),
    ("schema", schema_command, "Write JSON Schemas, for completion in text editors."),
    ("init", init_command, "Create a project: settings, a brand and an example."),
    ("new", new_command, "Create a briefing, or add a language to one."),
    ("new-brand", new_brand_command, "Copy a brand into the project, or import a _brand.yml."),
    ("new-layout", new_layout_command, "Copy a layout into the project, to change it."),
    ("cite", cite_command, "Export the sources of briefings for reference managers."),
    ("cache", cache_command, "Show or clear the cache of printed pages."),
    ("unsub-serve", unsub_serve_command, "Serve the links in mails: unsubscribe, languages."),
    ("doctor", doctor_command, "Check this machine and the project for missing parts."),
    ("explain", explain_command, "Explain the code of a finding."),
    ("docs", docs_command, "List or print the documentation."),
):
    app.command(_name, cls=PlainHelpCommand, short_help=_short_help)(_function)

app.add_typer(translate_app, short_help="Export texts for translators, import translations.")
app.add_typer(subscribers_app, short_help="Manage the people who get the briefings by mail.")
app.add_typer(mail_app, short_help="Look at the mails that bring a briefing.")
app.add_typer(inbox_app, short_help="Read unsubscriptions and bounces from a mailbox.")
app.add_typer(outbox_app, name="outbox", short_help="Show what was sent, and what is open.")


@cache
def find_app(name: str) -> typer.Typer:
    """Return the application with the command of that name alone; else with all commands.

    Typer makes all options of all commands at each start, a sixth of the time of a short command.
    """
    named = [command for command in app.registered_commands if command.name == name]
    if not named:
        return app
    part = copy(app)
    part.registered_commands, part.registered_groups = named, []
    return part
