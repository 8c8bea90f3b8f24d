"""`brief translate`: export texts for translators, and import what comes back."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - Typer reads it at run time
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.commands.build import parse_languages
from brief.cli.commands.translating.glossary import glossary_command
from brief.cli.commands.translating.memory import memory_command
from brief.cli.commands.translating.slugs import choose_slugs
from brief.cli.completion import (
    complete_language,
    complete_new_language,
    complete_slug,
    complete_translation_format,
)
from brief.cli.formats import Format, report_errors, write_findings
from brief.cli.help import PlainHelpCommand
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them at run time
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import BriefError, UsageError
from brief.findings import Severity
from brief.findings.suggest import did_you_mean
from brief.project import find_project

if TYPE_CHECKING:
    from brief.translation.returning.importer import ImportResult
    from brief.translation.unit import TranslationFile

translate_app = typer.Typer(
    name="translate",
    help="Export texts for translators, and import their translations.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@translate_app.callback()
def translate_callback() -> None:
    """Export texts for translators, and import their translations."""


@translate_app.command(
    "export", cls=PlainHelpCommand, short_help="Write the texts of briefings for a translator."
)
def export_command(
    from_: Annotated[
        str,
        typer.Option(
            "--from", metavar="LANG", autocompletion=complete_language, help="The source language."
        ),
    ],
    to: Annotated[
        str,
        typer.Option(
            "--to",
            metavar="LANG",
            autocompletion=complete_new_language,
            help="The language of the translation.",
        ),
    ],
    slugs: Annotated[
        list[str] | None,
        typer.Argument(metavar="SLUG", autocompletion=complete_slug, help="Briefings to export."),
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="All briefings.")] = False,
    format_: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="xliff|xliff1|docx|csv",
            autocompletion=complete_translation_format,
            help="XLIFF 2.1, 1.2 for older tools, a table in Word, or CSV.",
        ),
    ] = "xliff",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file; default SLUG.FROM-TO.xlf."),
    ] = None,
    changed: Annotated[
        bool, typer.Option("--changed", help="Only what is new or changed since agreement.")
    ] = False,
    bundle: Annotated[
        bool, typer.Option("--bundle", help="Write a ZIP with the file and the page as PDF.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write the texts of briefings with their translations, for the tools of translators.

    Exit codes: 0 done, 1 problems in the content, 2 wrong usage.
    """
    report_as = Format.JSON if json_ else Format.TEXT
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "translate export"):
        from brief.translation.exporting.export import ExportOptions, export_texts
        from brief.translation.whole_project.memory import Memory

        project = find_project()
        source, target = (_parse_language(typed) for typed in (from_, to))
        _check_format(format_)
        chosen = choose_slugs(project, slugs or [], every=all_, command="brief translate export")
        if out and len(chosen) > 1:
            msg = f"--out names one file, and {len(chosen)} briefings are exported"
            raise UsageError(msg, "leave out --out, or export one briefing at a time")
        options = ExportOptions(source, target, format_, out, changed, bundle)
        memory = Memory(project, source, target)
        exported = []
        for done, slug in enumerate(chosen):
            terminal.show_progress(slug, done, len(chosen), doing="exporting")
            exported.append(export_texts(project, slug, options, memory))
        terminal.end_progress()
    for file, path in exported:
        terminal.show_text(_describe_export(file, path))
    written = [{"slug": file.slug, **_file_as_json(file, path)} for file, path in exported]
    write_findings(report_as, (), exports=written)


def _check_format(typed: str) -> None:
    from brief.translation.formats.registry import FORMATS

    if typed not in FORMATS:
        msg = f"--format {typed}: unknown format"
        raise UsageError(msg, did_you_mean(typed, FORMATS), "unknown-format")


def _describe_export(file: TranslationFile, path: Path | None) -> str:
    if path is None:
        return f"{file.slug}: nothing is to be translated"
    return f"wrote {escape_controls(str(path))}: {_count_states(file)}"


def _file_as_json(file: TranslationFile, path: Path | None) -> dict[str, object]:
    texts = [{"key": unit.key, "state": str(unit.state)} for unit in file.units]
    return {"file": str(path) if path else None, "texts": texts}


def _parse_language(typed: str) -> str:
    (tag,) = parse_languages([typed], duplex=False)
    return tag


def _count_states(file: TranslationFile) -> str:
    counts: dict[str, int] = {}
    for unit in file.units:
        counts[str(unit.state)] = counts.get(str(unit.state), 0) + 1
    return ", ".join(f"{count} {state}" for state, count in counts.items())


@translate_app.command(
    "import", cls=PlainHelpCommand, short_help="Write what a translator sent into the briefing."
)
def import_command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The translated file.")],
    partial: Annotated[
        bool, typer.Option("--partial", help="Take what is right, and leave the rest.")
    ] = False,
    same: Annotated[
        bool, typer.Option("--same", help="Take copies of the source as translations, too.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Write translations into the language file of their briefing, after checking all of them.

    Nothing is written if anything is wrong, unless --partial is given. Exit codes: 0 done, 1 the
    file or its texts have errors, 2 wrong usage.
    """
    report_as = Format.JSON if json_ else Format.TEXT
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "translate import"):
        from brief.translation.formats.registry import read_returned
        from brief.translation.returning.importer import import_translation

        project = find_project()
        returned = read_returned(_read(file), str(file))
        result = import_translation(project, returned, partly=partial, takes_copies=same)
    terminal.show_findings(result.findings)
    terminal.show_text(_describe_import(result))
    write_findings(
        report_as, result.findings, file=result.path, texts=list(result.keys),
        written=result.is_written,
    )  # fmt: skip
    if any(finding.severity is Severity.ERROR for finding in result.findings):
        raise typer.Exit(1)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as problem:
        reason = problem.strerror or "unknown reason"
        msg = f"{path} cannot be read: {reason}"
        raise BriefError(msg, "name the translated file") from None


def _describe_import(result: ImportResult) -> str:
    if not result.is_written:
        has_errors = any(finding.severity is Severity.ERROR for finding in result.findings)
        return "nothing was written" if has_errors else f"{result.path} has these texts already"
    count = len(result.keys)
    texts = "1 text" if count == 1 else f"{count} texts"
    return f"{'wrote' if result.is_new else 'changed'} {result.path}: {texts}"


translate_app.command(
    "memory", cls=PlainHelpCommand, short_help="Write what is translated as a translation memory."
)(memory_command)
translate_app.command(
    "glossary", cls=PlainHelpCommand, short_help="Write the glossary for tools, or read theirs."
)(glossary_command)
