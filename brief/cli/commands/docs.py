"""`brief docs`: list the documentation, or print one part of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.schema import write_utf8
from brief.cli.completion import complete_document
from brief.cli.formats import Format, report_errors
from brief.cli.terminal import BOLD, Terminal
from brief.errors import UsageError
from brief.project import bundled_folder, list_documents

if TYPE_CHECKING:
    from pathlib import Path


def docs_command(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The part to print, as in content or mail/sending (default: list all).",
            autocompletion=complete_document,
        ),
    ] = "",
) -> None:
    """List the documentation that comes with brief, or print a part of it, in Markdown.

    Messages name these parts, as in docs/content.md.
    """
    with report_errors(Format.TEXT, "docs"):
        found = list_documents()
        if name:
            write_utf8(_find_document(name, found).read_text("utf-8"))
            return
    terminal = Terminal(sys.stdout)
    width = max(map(len, found), default=0)
    for part, path in found.items():
        title = path.read_text("utf-8").partition("\n")[0].lstrip("# ")
        terminal.show_text(f"{terminal.paint(f'{part:<{width}}', BOLD)}  {title}")
    terminal.show_text(f"brief docs NAME prints a part; all are in {bundled_folder('docs')}")


def _find_document(typed: str, found: dict[str, Path]) -> Path:
    from brief.findings.suggest import did_you_mean

    name = typed.removeprefix("docs/").removesuffix(".md")
    if name not in found:
        msg = f"the documentation has no part `{typed}`"
        raise UsageError(msg, did_you_mean(name, found), "unknown-document")
    return found[name]
