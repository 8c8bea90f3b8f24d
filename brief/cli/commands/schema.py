"""`brief schema`: write JSON Schemas that editors use to complete and check files."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import Format, report_errors, write_json
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import ProjectError, UsageError
from brief.project import find_project

if TYPE_CHECKING:
    from brief.project import Project


def schema_command(
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND",
            help="Print one schema: brief, briefing, edition or brand (default: write all).",
        ),
    ] = "",
    add_lines: Annotated[
        bool,
        typer.Option(
            "--add-lines", help="Add the line that names its schema at the top of every YAML file."
        ),
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write JSON Schemas of all files into schemas/, so that editors complete and explain keys.

    Editors with a YAML language server (VS Code's YAML extension, Neovim, JetBrains …) read the
    line `# yaml-language-server: $schema=…` at the top of a file.
    """
    with report_errors(Format.JSON if json_ else Format.TEXT, "schema"):
        if kind:
            _print_schema(kind, add_lines=add_lines)
            return
        project = find_project()
        written, lined = _write_schemas(project, add_lines=add_lines)
    if json_:
        write_json({"ok": True, "schemas": written, "lines_added": lined, "findings": []})
    terminal = Terminal(quiet=quiet)
    for name in (*written, *lined):
        terminal.show_text(f"✓ {escape_controls(name)}")
    if not add_lines:
        command = "brief schema --add-lines"
        terminal.show_text(f"→ to name its schema at the top of each file:  {command}")


def write_utf8(text: str) -> None:
    """Write to standard output in UTF-8, whatever the locale: the text belongs in a file."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)


def _print_schema(kind: str, *, add_lines: bool) -> None:
    from brief.findings.suggest import did_you_mean
    from brief.scaffold.schemas import KINDS, make_schema

    if kind not in KINDS:
        msg = f"unknown schema `{kind}`"
        raise UsageError(msg, did_you_mean(kind, KINDS), "unknown-schema")
    if add_lines:
        msg = "--add-lines cannot be combined with the name of a schema"
        raise UsageError(msg, "leave out the name of the schema")
    try:
        project = find_project()
    except ProjectError:  # without a project, only the examples in the schema are missing
        project = None
    write_utf8(make_schema(kind, project))


def _write_schemas(project: Project, *, add_lines: bool) -> tuple[list[str], list[str]]:
    from brief.scaffold import schemas
    from brief.storage.file_set import overwrite_file

    written, lined = [], []
    for kind in schemas.KINDS:
        path = project.root / schemas.FOLDER / schemas.schema_name(kind)
        overwrite_file(path, schemas.make_schema(kind, project).encode())
        written.append(project.display_path(path))
    for file, kind in schemas.described_files(project) if add_lines else ():
        try:
            raw = file.read_bytes()
        except OSError as problem:
            msg = f"{project.display_path(file)} cannot be read: {problem.strerror or problem}"
            raise ProjectError(msg, "give yourself permission to read it") from problem
        line = schemas.schema_line(file, kind, project.root)
        content = schemas.add_schema_line(raw, line)
        if content is not None:
            overwrite_file(file, content)
            lined.append(project.display_path(file))
    return written, lined
