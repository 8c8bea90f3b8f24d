"""`brief translate glossary`: write the glossary for translation tools, or read theirs."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.formats import Format, report_errors, write_findings
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them at run time
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import BriefError, UsageError
from brief.project import Project, find_project

if TYPE_CHECKING:
    from brief.translation.formats.glossary_files import Term

SUFFIXES = (".csv", ".tbx")


def glossary_command(
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it: .tbx or .csv.")
    ] = None,
    from_file: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Add the terms of a TBX or CSV file to it."),
    ] = None,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the glossary of brief.yaml as TBX or CSV, or change it by the terms of such a file.

    An import adds terms and gives known ones the names of the file; it removes nothing. Exit codes:
    0 done, 1 a file cannot be read or written, 2 wrong usage.
    """
    report_as = Format.JSON if json_ else Format.TEXT
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "translate glossary"):
        if (out is None) is (from_file is None):
            msg = "--out FILE writes the glossary, --import FILE reads one"
            raise UsageError(msg, "give one of them")
        project = find_project()
        counts = _write(project, out) if out else _import(project, from_file)
    terminal.show_text(_describe(counts, out or from_file))
    write_findings(report_as, (), (), file=str(out or from_file), **counts)


def _write(project: Project, out: Path) -> dict[str, int]:
    """Write the glossary; return how many terms it has."""
    from brief.editorial.briefing import read_settings
    from brief.storage.file_set import overwrite_file
    from brief.translation.whole_project.glossary import list_terms

    terms = list_terms(read_settings(project))
    if out.suffix.lower() not in SUFFIXES or out.is_dir():
        msg = f"--out {out}: the name of a glossary ends with .tbx or .csv"
        raise UsageError(msg, f"write --out {out.with_suffix('.tbx')}")
    if terms:
        overwrite_file(out, _format(terms, out, project))
    return {"terms": len(terms)}


def _format(terms: list[Term], out: Path, project: Project) -> bytes:
    from brief.translation.formats.glossary_files import write_csv, write_tbx

    is_csv = out.suffix.lower() == ".csv"
    return write_csv(terms) if is_csv else write_tbx(terms, project.root.resolve().name)


def _import(project: Project, path: Path | None) -> dict[str, int]:
    """Import a glossary; return how many terms were added and changed."""
    from brief.translation.formats.glossary_files import read_glossary
    from brief.translation.whole_project.glossary import import_terms

    assert path is not None  # noqa: S101 - without --out
    try:
        data = path.read_bytes()
    except OSError as problem:
        msg = f"{path} cannot be read: {problem.strerror or 'unknown reason'}"
        raise BriefError(msg, "name a TBX or CSV file") from None
    done = import_terms(project, [it.term for it in read_glossary(data, str(path))])
    return {"added": done.added, "changed": done.changed}


def _describe(counts: dict[str, int], path: Path | None) -> str:
    if "terms" in counts:
        shown = escape_controls(str(path))
        return f"wrote {shown}: {counts['terms']} terms" if counts["terms"] else "no glossary yet"
    if any(counts.values()):
        return f"changed brief.yaml: {counts['added']} terms added, {counts['changed']} changed"
    return "brief.yaml has these terms already"
