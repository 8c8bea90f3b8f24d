"""`brief new-brand`: copy a brand into the project, to change it."""

from __future__ import annotations

from typing import Annotated

import typer

from brief.cli.completion import complete_brand
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.project import find_project


def new_brand_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new brand.")],
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="BRAND",
            autocompletion=complete_brand,
            help="The brand to copy (default: that of brief.yaml, else house).",
        ),
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Copy a brand with all its files into styles/brands/NAME, to change it there.

    The copy makes the same pages until it is changed. Existing files are never overwritten.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "new-brand"):
        from brief.editorial.briefing import read_settings
        from brief.scaffold.own_copy import copy_definition, name_from_path

        project = find_project()
        name, origin = (name_from_path("brand", typed) for typed in (name, from_))
        origin = origin or read_settings(project).brand
        written = copy_definition(project, "brand", name, origin)
        build = f"brief build --brand {name}"
    files = [project.display_path(path) for path in written]
    if json_:
        report = {"ok": True, "brand": name, "from": origin, "files": files, "next": build}
        write_json({**report, "findings": []})
    terminal = Terminal(quiet=quiet)
    for file in files:
        terminal.show_text(f"✓ {escape_controls(file)}")
    terminal.show_text(f"→ make the PDFs with it:  {build}")
    terminal.show_text(f"→ to use it for every briefing, write in brief.yaml:  brand: {name}")
