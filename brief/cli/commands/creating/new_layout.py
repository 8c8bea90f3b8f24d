"""`brief new-layout`: copy a layout into the project, to change it."""

from __future__ import annotations

from typing import Annotated

import typer

from brief.cli.completion import complete_layout
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.project import find_project


def new_layout_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new layout.")],
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="LAYOUT",
            autocompletion=complete_layout,
            help="The layout to copy (default: that of brief.yaml, else onepager).",
        ),
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Copy a layout with all its files into layouts/NAME, to change it there.

    The copy makes the same pages until it is changed. Existing files are never overwritten.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "new-layout"):
        from brief.design.layout.layout import load_layout
        from brief.editorial.briefing import read_settings
        from brief.scaffold.own_copy import copy_definition, name_from_path

        project = find_project()
        settings = read_settings(project)
        name, origin = (name_from_path("layout", typed) for typed in (name, from_))
        origin = origin or settings.layout
        written = copy_definition(project, "layout", name, origin)
        build = f"brief build --layout {name}"
        in_pairs = load_layout(project, name).data.languages > 1
        if in_pairs:
            pair = list(dict.fromkeys((*settings.languages, "de", "it")))[:2]
            build += f" --lang {'+'.join(pair)}"
    files = [project.display_path(path) for path in written]
    if json_:
        report = {"ok": True, "layout": name, "from": origin, "files": files, "next": build}
        write_json({**report, "findings": []})
    terminal = Terminal(quiet=quiet)
    for file in files:
        terminal.show_text(f"✓ {escape_controls(file)}")
    terminal.show_text(f"→ make the PDFs with it:  {build}")
    if not in_pairs:
        terminal.show_text(f"→ to use it for every briefing, write in brief.yaml:  layout: {name}")
