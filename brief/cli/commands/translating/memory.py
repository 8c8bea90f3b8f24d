"""`brief translate memory`: write what was translated so far as a translation memory."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from brief.cli.formats import Format, report_errors, write_findings
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them at run time
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import BriefError, UsageError
from brief.project import find_project

DEFAULT_NAME = "memory.tmx"
OURS = b'creationtool="brief"'
HEAD = 1000  # bytes in which a memory says what wrote it


def memory_command(
    out: Annotated[
        Path, typer.Option("--out", metavar="FILE", help=f"The file; default {DEFAULT_NAME}.")
    ] = Path(DEFAULT_NAME),
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write every text on which languages agreed as a translation memory (TMX 1.4b).

    It has all languages of all briefings for which `brief agree` was run. Exit codes: 0 done, 1 a
    record cannot be read, 2 wrong usage.
    """
    report_as = Format.JSON if json_ else Format.TEXT
    with report_errors(report_as, "translate memory"):
        from brief.storage.file_set import overwrite_file
        from brief.translation.formats import tmx
        from brief.translation.whole_project.memory import list_agreed

        texts = list_agreed(find_project())
        _check_overwriting(out)
        if texts:
            overwrite_file(out, tmx.write((text.origin, text.versions) for text in texts))
    terminal = Terminal(quiet=quiet)
    if texts:
        count = "1 text" if len(texts) == 1 else f"{len(texts)} texts"
        languages = sorted({tag for text in texts for tag in text.versions})
        terminal.show_text(f"wrote {escape_controls(str(out))}: {count} in {', '.join(languages)}")
    else:
        terminal.show_text("nothing is agreed yet: run brief agree when the languages say the same")
    write_findings(report_as, (), file=str(out) if texts else None, texts=len(texts))


def _check_overwriting(out: Path) -> None:
    """Raise an error if the file is there, and is not a memory that this command wrote."""
    if out.is_dir():
        msg = f"--out {out} is a folder"
        raise UsageError(msg, "name a file in it")
    if not out.exists():
        return
    with out.open("rb") as file:
        if OURS not in file.read(HEAD):
            msg = f"{out} exists, and brief did not write it"
            raise BriefError(msg, "name another file with --out", "translation-exists")
