"""Options that several commands have; Typer reads these annotations at run time."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from brief.cli.completion import complete_language, complete_new_language, complete_report_format

Json = Annotated[bool, typer.Option("--json", help="Report on standard output, as JSON.")]
JsonFormat = Annotated[bool, typer.Option("--json", help="The same as --format json.")]
SarifFormat = Annotated[bool, typer.Option("--sarif", help="The same as --format sarif.")]
ReportFormat = Annotated[
    str,
    typer.Option(
        "--format",
        metavar="text|json|sarif",
        autocompletion=complete_report_format,
        help="The report: text, or json or sarif (2.1.0) on standard output.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Show only problems.")]


def lang_option(description: str, *, new: bool = False) -> Any:  # noqa: ANN401 - as Typer declares its options
    """Return the option `--lang`, which may be repeated, with this help.

    `new`: the shell proposes all languages, not those of the project alone.
    """
    complete = complete_new_language if new else complete_language
    return typer.Option("--lang", "-l", metavar="LANG", help=description, autocompletion=complete)
