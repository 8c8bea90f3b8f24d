"""`brief new-brand`: copy a brand into the project, or import a `_brand.yml`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.completion import complete_brand_or_file
from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.project import find_project

if TYPE_CHECKING:
    from brief.scaffold.brand_yml.importer import ImportedBrand


def new_brand_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name of the new brand.")],
    from_: Annotated[
        str,
        typer.Option(
            "--from",
            metavar="BRAND|FILE",
            autocompletion=complete_brand_or_file,
            help="The brand to copy (default: that of brief.yaml, else house), or a _brand.yml.",
        ),
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Copy a brand with all its files into styles/brands/NAME, to change it there.

    The copy makes the same pages until it is changed. A _brand.yml (brand.yml, as Quarto and Shiny
    have it) becomes a brand with its name, logo, colours and fonts; the keys that a brand cannot
    have are listed. Existing files are never overwritten.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "new-brand"):
        from brief.editorial.briefing import read_settings
        from brief.scaffold.brand_yml.importer import ImportedBrand, find_brand_yml, import_brand
        from brief.scaffold.own_copy import copy_definition, name_from_path

        project = find_project()
        name = name_from_path("brand", name)
        origin = name_from_path("brand", from_) or read_settings(project).brand
        if file := find_brand_yml(from_):
            made = import_brand(project, name, file)
        else:
            made = ImportedBrand(copy_definition(project, "brand", name, origin), (), ())
    files = [project.display_path(path) for path in made.files]
    build = f"brief build --brand {name}"
    if json_:
        report = {"ok": True, "brand": name, "from": origin, "files": files, "next": build}
        unused = [entry.as_json() for entry in made.unused]
        findings = [finding.as_json() for finding in made.findings]
        write_json({**report, "left_out": unused, "findings": findings})
    _show_brand(Terminal(quiet=quiet), name, files, made)


def _show_brand(terminal: Terminal, name: str, files: list[str], made: ImportedBrand) -> None:
    """Show the files written, the keys that were left out, the findings, and the next steps."""
    for file in files:
        terminal.show_text(f"✓ {escape_controls(file)}")
    if made.unused:
        terminal.show_text("left out:")
    for entry in made.unused:
        terminal.show_text(f"  {escape_controls(f'{entry.place}: {entry.keys} – {entry.why}')}")
    terminal.show_findings(made.findings)
    terminal.show_text(f"→ make the PDFs with it:  brief build --brand {name}")
    terminal.show_text(f"→ to use it for every briefing, write in brief.yaml:  brand: {name}")
