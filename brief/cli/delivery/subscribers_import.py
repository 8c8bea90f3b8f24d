"""`brief subscribers import`, `check` and `suppress`: what comes from files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from brief.cli.delivery.subscribers_store import (
    count_people,
    open_existing_store,
    open_store,
    parse_status,
    parse_tags,
    read_source,
    require_value,
    show_some_findings,
)
from brief.cli.formats import Format, report_errors, write_findings
from brief.cli.options import Json, Quiet  # noqa: TC001 - Typer reads them
from brief.cli.terminal import Terminal, escape_controls
from brief.errors import UsageError
from brief.findings import Finding, Severity
from brief.project import Project, find_project

if TYPE_CHECKING:
    from brief.delivery.subscribers.importer import ImportPlan
    from brief.delivery.subscribers.person import SuppressionCount
    from brief.delivery.subscribers.reading.import_file import ImportFile
    from brief.delivery.subscribers.reading.suppression_list import SuppressionList

DELIMITER_NAMES = {",": "comma", ";": "semicolon", "\t": "tab", "|": "vertical bar"}

FileArgument = Annotated[Path, typer.Argument(metavar="FILE", help="The CSV file.")]
ColumnOption = Annotated[
    list[str] | None,
    typer.Option(
        "--column",
        metavar="NAME=FIELD",
        help="What a column holds: address, name, languages, …; `-` leaves it out; repeatable.",
    ),
]
TagOption = Annotated[
    list[str] | None,
    typer.Option("--tag", metavar="TAG", help="Give all people this tag; repeatable."),
]


@dataclass(frozen=True)
class ImportOutcome:
    """A file as it was read, and what was, or would be, changed."""

    file: ImportFile
    plan: ImportPlan
    written: bool

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Findings of the file and of the comparison with the store, by line."""
        found = (*self.file.findings, *self.plan.findings)
        return tuple(sorted(found, key=lambda it: it.place.line if it.place else 0))


def import_people_command(
    file: FileArgument,
    column: ColumnOption = None,
    tag: TagOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change.")
    ] = False,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Import people from a CSV file: all of it, or nothing if a row has a problem.

    People who are stored already get the file's name, languages, tags and consent, but never
    another status: someone who unsubscribed stays so. Exit codes: 0 done, 1 problems in the file,
    2 wrong usage.
    """
    _run_import(file, column or [], tag or [], writes=not dry_run, json_=json_, quiet=quiet)


def check_people_command(
    file: FileArgument,
    column: ColumnOption = None,
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Check a CSV file as an import would, and write nothing."""
    _run_import(file, column or [], [], writes=False, json_=json_, quiet=quiet)


def _run_import(
    path: Path, columns: list[str], tags: list[str], *, writes: bool, json_: bool, quiet: bool
) -> None:
    report_as = Format.JSON if json_ else Format.TEXT
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "subscribers import"):
        project = find_project()
        outcome = _import_file(project, path, columns, parse_tags(tags), terminal, writes=writes)
    _show_import(outcome, terminal, writes=writes)
    write_findings(report_as, outcome.findings, (), **_import_as_json(outcome))
    if outcome.file.has_errors:
        raise typer.Exit(1)


def _import_file(
    project: Project,
    path: Path,
    columns: list[str],
    tags: tuple[str, ...],
    terminal: Terminal,
    *,
    writes: bool,
) -> ImportOutcome:
    """Read a file, and write it if it has no error and `writes`."""
    from brief.delivery.subscribers.importer import ImportPlan, plan_import, write_import
    from brief.delivery.subscribers.reading.columns import read_column_options
    from brief.delivery.subscribers.reading.import_file import read_import_file
    from brief.delivery.subscribers.values import current_time
    from brief.editorial.locale.page_strings import list_catalogues

    options = read_column_options(columns)
    source = read_source(project, path)
    file = read_import_file(
        source,
        current_time(),
        options=options,
        known_languages=list_catalogues(),
        show_progress=lambda done, total: terminal.show_progress(
            source.shown, done - 1, total, doing="reading line"
        ),
    )
    terminal.end_progress()
    if file.has_errors:
        return ImportOutcome(file, ImportPlan(), written=False)
    if not writes:
        store = open_existing_store(project)
        try:
            return ImportOutcome(file, plan_import(store, file, tags), written=False)
        finally:
            if store:
                store.close()
    terminal.show_progress(source.shown, file.rows - 1, file.rows, doing="writing")
    with open_store(project) as store:
        plan = write_import(store, file, tags)
    terminal.end_progress()
    return ImportOutcome(file, plan, written=True)


def _show_import(outcome: ImportOutcome, terminal: Terminal, *, writes: bool) -> None:
    file, plan = outcome.file, outcome.plan
    show_some_findings(terminal, outcome.findings)
    shown = escape_controls(file.source.shown)
    if file.has_errors:
        verb = "was imported" if writes else "could be imported"
        terminal.show_failure(f"nothing {verb}: correct {shown} and run the command again")
        return
    delimiter = DELIMITER_NAMES[file.delimiter]
    terminal.show_text(f"{shown}: {file.rows:,} rows, {file.source.encoding}, {delimiter}")
    would = "" if outcome.written else "would be "
    parts = [f"{len(plan.added):,} {would}added", f"{len(plan.updates):,} {would}changed"]
    parts += [f"{plan.unchanged:,} as before"] if plan.unchanged else []
    parts += [f"{plan.erased:,} erased and left out"] if plan.erased else []
    terminal.show_text(", ".join(parts))
    if plan.without_consent:
        terminal.show_text(f"{plan.without_consent:,} of those added without a recorded consent")
    if plan.suppressed:
        verb = "gets" if plan.suppressed == 1 else "get"
        terminal.show_text(f"{count_people(plan.suppressed)} of the file still {verb} no mails")


def _import_as_json(outcome: ImportOutcome) -> dict[str, object]:
    file, plan = outcome.file, outcome.plan
    header = {str(name): index + 1 for name, index in file.columns.fields.items()}
    return {
        "file": file.source.shown,
        "encoding": file.source.encoding,
        "delimiter": file.delimiter,
        "columns": header,
        "unknown_columns": list(file.columns.unknown),
        "rows": file.rows,
        "added": len(plan.added),
        "changed": len(plan.updates),
        "unchanged": plan.unchanged,
        "suppressed": plan.suppressed,
        "erased": plan.erased,
        "without_consent": plan.without_consent,
        "written": outcome.written,
    }


def suppress_command(
    target: Annotated[
        str, typer.Argument(metavar="FILE|ADDR", help="A list of another program, or an address.")
    ],
    as_: Annotated[
        str,
        typer.Option(
            "--as",
            metavar="STATUS",
            help="unsubscribed, bounced, complained or by-hand (default: as the list says).",
        ),
    ] = "",
    cause: Annotated[
        str, typer.Option("--cause", metavar="TEXT", help="Why, for an address.")
    ] = "",
    json_: Json = False,
    quiet: Quiet = False,
) -> None:
    """Send no more mails to the people of a list, or to one address.

    Reads the exports of listmonk, Mailchimp, Mailtrain, Amazon SES and Postmark (CSV or JSON), and
    plain lists. Unknown addresses are stored too, so that no import makes them active.
    """
    from brief.delivery.subscribers.person import suppress_addresses

    report_as = Format.JSON if json_ else Format.TEXT
    terminal = Terminal(quiet=quiet)
    with report_errors(report_as, "subscribers suppress"):
        project = find_project()
        listed = _read_suppressions(project, target, as_, cause)
        count = None
        if not any(it.severity is Severity.ERROR for it in listed.findings):
            with open_store(project) as store:
                count = suppress_addresses(store, listed.entries.values())
    show_some_findings(terminal, listed.findings)
    if count:
        _show_suppressions(count, listed.active, terminal)
    else:
        terminal.show_failure("nothing was stored: correct the list and run the command again")
    write_findings(report_as, listed.findings, (), **_suppressions_as_json(count, listed.active))
    if not count:
        raise typer.Exit(1)


def _read_suppressions(project: Project, target: str, as_: str, cause: str) -> SuppressionList:
    from brief.delivery.subscribers.address import read_address
    from brief.delivery.subscribers.model import Status
    from brief.delivery.subscribers.reading import suppression_list
    from brief.delivery.subscribers.reasons import SUPPRESSED
    from brief.delivery.subscribers.values import current_time
    from brief.delivery.subscribers.values import read_source as read_line

    status = parse_status("--as", as_) if as_ else None
    if status and status not in SUPPRESSED:
        msg = f"--as {as_}: with this status people are not suppressed"
        raise UsageError(msg, "choose unsubscribed, bounced, complained or by-hand")
    if "@" in target and not Path(target).exists():
        address = require_value("ADDR", read_address(target.strip()))
        why = require_value("--cause", read_line(cause)) or "brief subscribers suppress"
        entry = suppression_list.Suppression(address, status or Status.BY_HAND, "", why)
        return suppression_list.SuppressionList({address.key: entry})
    source = read_source(project, Path(target))
    return suppression_list.read_suppression_list(source, current_time(), status)


def _show_suppressions(count: SuppressionCount, active: int, terminal: Terminal) -> None:
    parts = [f"{count.changed:,} changed", f"{count.added:,} added as suppressed"]
    parts += [f"{count.unchanged:,} as before"] if count.unchanged else []
    parts += [f"{count.erased:,} erased and left out"] if count.erased else []
    parts += [f"{active:,} active in the list and left out"] if active else []
    terminal.show_text(", ".join(parts))


def _suppressions_as_json(count: SuppressionCount | None, active: int) -> dict[str, object]:
    names = ("changed", "added", "unchanged", "erased")
    numbers = {name: getattr(count, name) if count else 0 for name in names}
    return {**numbers, "active": active, "written": count is not None}
